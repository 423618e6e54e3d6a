/// What the report of a rehearsal says.
extension Chinese {
  static let controlCount = #"""
    "{0} figures" = "{0} 個數字"
    "{0} outcomes" = "{0} 項結果"
    "{0}: expected {1}, counted {2}" = "{0}：預期 {1}，點算 {2}"
    "the collectors' and people's own signing keys, in whose place others signed" \#
    = "收集者及人員本身的簽署密鑰，由其他密鑰代替簽署"
    "amendments, lots, a blind count and the making of pages" = "修訂、抽籤、保密點算及網頁製作"
    "who is elected in {0}: it cannot be said beforehand" = "{0} 由誰當選：事前無法得知"
    "{0} control bundles" = "{0} 個測試票包"
    "no person {0}" = "沒有人員 {0}"
    "sealing {0}" = "封存 {0}"
    "counting" = "點票"
    "auditing" = "審核"
    "no collector sends ballots and no station counts papers" = "沒有收集者送交選票，亦沒有票站點算選票"
    "name collectors and stations in the definition" = "請在選舉定義列出收集者及票站"
    "the election has fewer than three people who key sheets" = "此選舉少於三名可輸入點票表格的人員"
    "sheets are keyed by two people, and a third decides; add people to the definition" \#
    = "點票表格由兩人輸入，第三人決定；請在選舉定義加入人員"
    "the control bundle {0} was in already" = "測試票包 {0} 早已匯入"
    "{0}/outcome: {1}" = "{0}／結果：{1}"
    "rehearsal of {0} {1}" = "演練 {0} {1}"
    "counted: {0} control ballots in {1}, {2}" = "已點算：{0} 張測試選票，分為{1}及{2}"
    "compared: {0}, {1}" = "已比較：{0}，{1}"
    "audit: {0} checks, {1} fail" = "審核：{0} 項檢查，{1} 項不符"
    "  differs: {0}" = "  不符：{0}"
    "  audit fails: {0}" = "  審核不符：{0}"
    "not tried: {0}" = "未經試驗：{0}"
    "Everything is as it was put in." = "一切與放入的相同。"
    "THE REHEARSAL DOES NOT HOLD." = "演練不成立。"
    "a rehearsal" = "演練"
    """#
}
