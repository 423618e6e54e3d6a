/// What published pages say, and why nothing is published.
extension Chinese {
  static let disclosure = #"""
    "Declaration of the result" = "結果宣布"
    "Hash of the result's file" = "結果檔案的雜湊值"
    "Signed by the officers" = "主任簽署"
    "Date and time" = "日期及時間"
    "Still out: {0}" = "尚欠：{0}"
    "PROVISIONAL: the count is not complete and the figures will change." = "臨時結果：點票尚未完成，數字會改變。"
    "PROVISIONAL: the figures will change, since the count is not complete." = "臨時結果：尚未點完，數字將會改變。"
    "To verify" = "核對"
    "the package does not hold, so nothing is made of it" = "結果包不成立，因此沒有以它製作任何東西"
    "see 'coldcount verify' and fetch an officer" = "請看「coldcount verify」，並請找點票主任"
    "since an earlier result {0} changed by {1}, fewer than {2} or all alike: whoever has both \#
    learns how they voted" \#
    = "{0} 自先前的結果以來增減 {1}，少於 {2} 張或全部相同：同時取得兩者的人可得知這些人如何投票"
    "where it must be published all the same: --accept-difference REASON" \#
    = "如仍須公布：--accept-difference REASON"
    "the package is of another election than the workspace" = "結果包與工作區屬於不同的選舉"
    "use --workspace with the workspace in which this was counted" = "請以 --workspace 指定作此點票的工作區"
    "a copy for one recipient, or before the embargo ends, is made where it is recorded" \#
    = "供一名收件人使用或在公布禁令結束前製作的副本，須在有紀錄之處製作"
    "use --workspace with the workspace, and --as with --key" \#
    = "請以 --workspace 指定工作區，並使用 --as 及 --key"
    "there is no item {0} in the method statement" = "方法說明沒有項目 {0}"
    "items: {0}" = "項目：{0}"
    "the copies of this result were made with another key" = "此結果的副本以另一密鑰製作"
    "use --as and --key of whoever made them; 'coldcount journal' says who" \#
    = "請使用製作者的 --as 及 --key；「coldcount journal」列出製作者"
    "the journal records no marked copy of this result" = "日誌沒有此結果的標記副本"
    "use --workspace with the workspace in which the copies were made" = "請以 --workspace 指定製作副本的工作區"
    "this is not a PNG or PNM picture" = "這不是 PNG 或 PNM 圖片"
    "convert it first, for example: convert photo.jpg photo.png" \#
    = "請先轉換格式，例如：convert photo.jpg photo.png"
    "the picture is damaged: {0}" = "圖片已損壞：{0}"
    "the picture has more than {0} pixels" = "圖片多於 {0} 個像素"
    "cut out the page first" = "請先裁出該頁"
    "Made from a package that was verified and is signed by {0}." = "本頁由已核對並由 {0} 簽署的結果包製成。"
    """#
}
