/// What Result says.
extension Chinese {
  static let result = #"""
    "out of order or repeated at {0}" = "在 {0} 次序不對或重複"
    "not the ballots of the total" = "不等於總計的選票"
    "no {0} {1}" = "沒有 {0} {1}"
    "the result does not hold" = "結果無效"
    "do not go on with this file; fetch it again from where it was made" = "請勿使用此檔案；請向製作處重新取得"
    "a station is there twice" = "同一票站出現兩次"
    "not what the account comes to" = "與選票結算表所得不符"
    "in or out" = "in 或 out"
    "roll or not-checked" = "roll 或 not-checked"
    "seat, stay or first" = "seat、stay 或 first"
    "the kind of an outcome" = "結果的種類"
    "not the candidates of the draw" = "不是須抽籤的候選人"
    "the public is not told of single stations" = "個別票站的資料不對外公布"
    "not channels of the election, in its order" = "不是此選舉按次序的投票途徑"
    "a place is there twice" = "同一地點出現兩次"
    "not a list of several, each once" = "不是多於一項而各出現一次的清單"
    "not the contests of the election" = "不是此選舉的項目"
    "not the options of the contest" = "不是此項目的選項"
    "not support less opposition" = "不等於支持減反對"
    "no option {0} in {1}" = "{1} 沒有選項 {0}"
    "an action" = "步驟"
    "not what the votes changed by" = "不等於票數的增減"
    "station {0} registered more people than it issued papers" = "票站 {0} 登記的人數多於發出的選票"
    "sheet {0} is not keyed alike by two people" = "點票表格 {0} 未有兩人一致輸入"
    "since the earlier result {0} {1} changed by {2}, all alike on {3}: whoever has both learns how \#
    they voted" \#
    = "{1} 自先前的結果 {0} 以來增減 {2}，對 {3} 的選擇全部相同：同時取得兩者的人可得知這些人如何投票"
    "publish it once more has come in; where it must be published all the same: coldcount disclose \#
    --accept-difference REASON" \#
    = "請待更多選票計入後才公布；如仍須公布：coldcount disclose --accept-difference REASON"
    "they were cast at {0}" = "投票地點：{0}"
    "an account is there twice" = "有重複的選票結算表"
    "account {0} is not keyed alike by two people" = "選票結算表 {0} 未有兩人一致輸入"
    "batch {0} has unequal numbers of papers" = "批次 {0} 的選票數目不一"
    "station {0} does not account for the papers that it issued" = "票站 {0} 的選票結算表與發出的選票不符"
    "station {0} has other papers in the box than in its batches" = "票站 {0} 票箱的選票與各批不符"
    "not something that can be out" = "並非可以欠缺之事"
    "reopen or void" = "reopen 或 void"
    "an officer, or else an amendment" = "選舉主任，否則為修訂"
    "hashes in ascending order" = "依次遞增的雜湊值"
    "in {0} this result and the earlier one {1} differ by fewer than {2} ballots: whoever has \#
    both learns how these people voted" \#
    = "{0} 的此項結果與先前的結果 {1} 相差少於 {2} 張選票：同時持有兩者的人會得知這些人如何投票"
    """#
}
