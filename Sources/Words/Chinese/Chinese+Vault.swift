/// What Vault says.
extension Chinese {
  static let vault = #"""
    "rejected register" = "剔除登記冊"
    "whole rejected register" = "完整剔除登記冊"
    "the sections are still there: {0}" = "各部分仍在：{0}"
    "the list of voters is still there" = "選民名單仍在"
    "this is not a vault key of this election" = "這不是此選舉的保險庫密鑰"
    "use the key file that a custodian was given at the ceremony" = "請使用保管人在儀式上獲發的密鑰檔案"
    "a roll is in, but none for {0}" = "已有名冊，但沒有 {0} 的"
    "import the missing roll, then reconcile again" = "請匯入所欠名冊，然後重新核對"
    "the identities of bundle {0} do not hold: {1}" = "票包 {0} 的身分資料無效：{1}"
    "reconcile, and let the officers decide by an amendment" = "請核對，並由選舉主任以修訂決定"
    "there is no {0} in the vault" = "保險庫沒有{0}"
    "reconcile first: coldcount reconcile --vault-key ..." \#
    = "請先核對：coldcount reconcile --vault-key ..."
    "a record is cut short" = "有紀錄被截短"
    "record {0} is not above the one before it" = "第 {0} 項紀錄沒有大於前一項"
    "record {0} of a {1} names a ballot or time" = "第 {0} 項紀錄（{1}）列有選票或時間"
    "record {0} names ballot {1} of {2}, which is not there" = "第 {0} 項紀錄指選票 {1}（共 {2} 張），並不存在"
    "two identities for ballot {0}, so that another ballot has none" = "選票 {0} 有兩項身分資料，以致另一張沒有"
    "{0} identities where the manifest says {1}" = "{0} 項身分資料，票包清單則為 {1} 項"
    "its length is not that of {0} identities" = "其長度不是 {0} 項身分資料的長度"
    "its hash is not the one that the manifest says" = "其雜湊值與票包清單所載不同"
    "the section is cut short" = "該部分被截短"
    "the stream ends elsewhere than its records do" = "串流與紀錄的結尾不同"
    """#
}
