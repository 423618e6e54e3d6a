/// What Tally says.
extension Chinese {
  static let tally = #"""
    "nothing was recorded; 'coldcount lots CONTEST --json' shows who draws" \#
    = "沒有作記錄；「coldcount lots CONTEST --json」列出由誰抽籤"
    "there is nothing to draw in this contest" = "此選舉項目無須抽籤"
    "lots are drawn after a count that ends in a tie" = "點算出現票數相同之後才抽籤"
    "{0} does not draw; {1} do" = "{0} 無須抽籤；抽籤的是 {1}"
    "{0} has drawn no number; who is absent is drawn for" = "{0} 未抽出號碼；缺席者由他人代抽"
    "{0} cannot have drawn {1}; the balls are 1 to 10" = "{0} 不可能抽出 {1}；號碼為 1 至 10"
    "{0}: {1} has too few ballots, or all alike, to be shown" = "{0}：{1} 選票太少，或選擇全部相同，不可列出"
    "{0}: the channels do not add up to the total" = "{0}：各途徑相加與總數不符"
    "{0}: the areas do not add up to the total" = "{0}：各地區相加與總數不符"
    "the figures of {0} are too large to be added up" = "{0} 的數字太大，無法相加"
    "find the bundle or sheet with an impossible number" = "請找出數目不可能的票包或點票表格"
    """#
}
