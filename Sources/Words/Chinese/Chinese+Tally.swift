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
    "{0} has too few ballots, or all alike, to be shown" = "{0} 選票太少，或選擇全部相同，不可列出"
    "the channels do not add up to the total" = "各途徑相加與總數不符"
    "the areas of {0} do not add up to it" = "{0} 的各地區相加與其不符"
    "the stations of {0} are more than it" = "{0} 的各票站相加超過其數"
    "{0} lies in no row of channels" = "{0} 不在任何一列途徑之內"
    "{0} lies in no row of areas" = "{0} 不在任何一列地區之內"
    "{0} has what another row has too" = "{0} 與另一列重複"
    "smallCell is another one than the definition's" = "smallCell 與選舉定義不同"
    "votes in a contest that nobody contests" = "自動當選的選舉項目卻有票數"
    "votes for {0}, who is out" = "{0} 已除名，卻有票數"
    "{0} has more votes than ballots can give" = "{0} 的票數多於選票所能有"
    "{0} valid ballots do not give {1} votes" = "{0} 張有效選票不可能有 {1} 票"
    "the figures of {0} are too large to be added up" = "{0} 的數字太大，無法相加"
    "find the bundle or sheet with an impossible number" = "請找出數目不可能的票包或點票表格"
    """#
}
