/// What Bundles says.
extension Chinese {
  static let bundles = #"""
    "not signed by {0}: {1}" = "並非由 {0} 簽署：{1}"
    "{0} entries" = "{0} 項紀錄"
    "{0} may not send style {1}" = "{0} 不得送交選票種類 {1}"
    "more than {0} people" = "多於 {0} 人"
    "correct the line; nothing was sealed" = "請修正該行；沒有封存任何資料"
    "the header must have one column {0}" = "標題行須有一欄 {0}"
    "a column token is needed: this election names no identity fields" = "須有 token 一欄：此選舉沒有定明身分欄位"
    "unknown column {0}" = "不明的欄 {0}"
    "the token is not 64 hexadecimal digits" = "token 不是 64 位十六進制數字"
    "{0} is not a range like V001..V250" = "{0} 不是 V001..V250 一類的範圍"
    "{0} is not a time like 2017-03-19T22:00:00+08:00" = "{0} 不是 2017-03-19T22:00:00+08:00 一類的時間"
    "no option {0}" = "沒有選項 {0}"
    "{0} is not a choice here" = "{0} 不是此處的選擇"
    "{0} is chosen twice" = "{0} 重複選擇"
    "{0} on the roll twice: nobody votes twice or for two bodies of one style" \#
    = "名冊上有{0}重複：無人可投兩次，或投同一選票種類的兩個組別"
    "{0} of the same person at the same time twice" = "同一人於同一時間有 {0} 重複"
    "take them out of the table; nothing was sealed" = "請從表中刪去；沒有封存任何資料"
    "its hash is not {0}, which the manifest says" = "其雜湊值不是票包清單所列的 {0}"
    "ballot {0} at byte {1} is not above the one before it" = "第 {0} 張選票（位元組 {1}）沒有大於前一張"
    "ballots, register, roll or withdrawal" = "ballots、register、roll 或 withdrawal"
    "it belongs to the election {0}" = "屬於選舉 {0}"
    "no collector {0} in this election" = "此選舉沒有收集者 {0}"
    "the key of {0} holds up to bundle {1} only" = "{0} 的密鑰只對首 {1} 個票包有效"
    "bundle {0} of {1} is already in with other content" = "{1} 的第 {0} 個票包已匯入，內容不同"
    "sealed ballots of {0} bytes, here they have {1}" = "封存選票為 {0} 位元組，此處則為 {1}"
    "{0} ballots but {1} identities: ballots that nobody cast (stuffing)" \#
    = "{0} 張選票，但有 {1} 項身分資料：有些選票並無人投下（塞票）"
    "{0} ballots but {1} identities: ballots of people are missing (dropped)" \#
    = "{0} 張選票，但有 {1} 項身分資料：有人的選票不見了（丟票）"
    "{0} bytes, not {1} ballots of {2} bytes" = "{0} 位元組，不是 {1} 張各 {2} 位元組的選票"
    "{0} bytes, which is not {1} identities sealed" = "{0} 位元組，不是封存的 {1} 項身分資料"
    "{0} may not send a bundle of {1}" = "{0} 不得送交 {1} 類票包"
    "{0} may not send channel {1}" = "{0} 不得送交途徑 {1} 的選票"
    "copy the bundle to the medium again and import it once more" = "請把票包再次複製到儲存裝置，然後重新匯入"
    "look whose it is and who may read it (ls -l), or mount the medium for this user; then import it once more" \#
    = "請檢查它屬於誰、誰可讀取（ls -l），或為此使用者掛載儲存裝置；然後重新匯入"
    "ask {0} which of the two bundles is right; the officers decide" \#
    = "請向{0}查問哪一個票包正確；由選舉主任決定"
    "check that the medium belongs to this election" = "請檢查儲存裝置是否屬於此選舉"
    "the officers revoked this collector's key; do not import it" = "選舉主任已撤銷此收集者的密鑰；請勿匯入"
    "set the medium aside and ask {0} for a correct bundle" = "請把儲存裝置放在一旁，並向{0}索取正確的票包"
    "the collector {0}" = "收集者 {0}"
    "the collector" = "收集者"
    "copy the bundle to the medium again and import it once more; where that does not help, ask {0}" \#
    = "請把票包再複製到儲存裝置，然後重新匯入；如仍不成功，請向{0}查詢"
    "the bundle has no {0}" = "票包沒有 {0}"
    "the bundle has no {0}, only {1}: names must be exactly as the collector wrote them" \#
    = "票包沒有 {0}，只有 {1}：檔名須與收集者所寫的完全相同"
    "more than {0} ballots of one collector and style" = "同一收集者及選票種類的選票多於 {0} 張"
    """#
}
