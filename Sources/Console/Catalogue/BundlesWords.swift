extension Catalogue {
  static let bundles: Part = [
    "more than {0} people": "多於 {0} 人",
    "line {0}": "第 {0} 行",
    "mend the line; nothing was sealed": "請修正該行；沒有封存任何資料",
    "the header must have one column {0}": "標題行須有一欄 {0}",
    "a column token is needed: this election names no identity fields":
      "須有 token 一欄：此選舉沒有定明身分欄位",
    "unknown column {0}": "不明的欄 {0}",
    "the token is not 64 hexadecimal digits": "token 不是 64 位十六進制數字",
    "{0} is not a range like V001..V250": "{0} 不是 V001..V250 一類的範圍",
    "{0} is not a time like 2017-03-19T22:00:00+08:00":
      "{0} 不是 2017-03-19T22:00:00+08:00 一類的時間",
    "no option {0}": "沒有選項 {0}",
    "{0} is not a choice here": "{0} 不是此處的選擇",
    "{0} is chosen twice": "{0} 重複選擇",
    "{0} people": "{0} 人",
    "{0} on the roll twice: nobody votes twice or for two bodies of one style":
      "名冊上有{0}重複：無人可投兩次，或投同一選票種類的兩個組別",
    "{0} of the same person at the same time twice": "同一人於同一時間有 {0} 重複",
    "take them out of the table; nothing was sealed": "請從表中刪去；沒有封存任何資料",
    "its hash is not {0}, which the manifest says": "其雜湊值不是票包清單所列的 {0}",
    "ballot {0} at byte {1} is not above the one before it":
      "第 {0} 張選票（位元組 {1}）沒有大於前一張",
    "not {0}": "應為{0}",
    "ballots, register, roll or withdrawal": "ballots、register、roll 或 withdrawal",
    "it belongs to the election {0}": "屬於選舉 {0}",
    "no collector {0} in this election": "此選舉沒有收集者 {0}",
    "the key of {0} holds up to bundle {1} only": "{0} 的密鑰只對首 {1} 個票包有效",
    "bundle {0} of {1} is already in with other content": "{1} 的第 {0} 個票包已匯入，內容不同",
    "sealed ballots of {0} bytes, here they have {1}": "封存選票為 {0} 位元組，此處則為 {1}",
    "{0} ballots but {1} identities: ballots that nobody cast (stuffing)":
      "{0} 張選票，但有 {1} 項身分資料：有無人投下的選票（塞票）",
    "{0} ballots but {1} identities: ballots of people are missing (dropped)":
      "{0} 張選票，但有 {1} 項身分資料：有人的選票缺失（丟票）",
    "{0} bytes, not {1} ballots of {2} bytes": "{0} 位元組，不是 {1} 張各 {2} 位元組的選票",
    "{0} bytes, which is not {1} identities sealed": "{0} 位元組，不是封存的 {1} 項身分資料",
    "{0} may not send a bundle of {1}": "{0} 不得送交 {1} 類票包",
    "{0} may not send channel {1}": "{0} 不得送交途徑 {1} 的選票",
    "copy the bundle to the medium again and import it once more":
      "請把票包再次複製到媒體，然後重新匯入",
    "ask the collector which of the two bundles is right; the officers decide":
      "請向收集者查問哪一個票包正確；由點票主任決定",
    "check that the medium belongs to this election": "請檢查媒體是否屬於此選舉",
    "the officers revoked this collector's key; do not import it":
      "點票主任已撤銷此收集者的密鑰；請勿匯入",
    "set the medium aside and ask the collector for a correct bundle":
      "請把媒體放在一旁，並向收集者索取正確的票包",
    "the bundle has no {0}": "票包沒有 {0}",
    "this is the latest copy of the workspace": "這是工作區的最新副本",
    "nothing has to be allowed": "無須准許任何事",
    "no embargo stands": "沒有公布禁令",
    "the journal has no line": "日誌沒有任何一行",
    "bytes that are no line, nor part of one": "有位元組既非一行，亦非其部分",
    "its number is {0}": "其編號是 {0}",
    "does not follow from the line before": "與前一行不相連",
    "the entry is longer than a line may be": "紀錄超出一行的容許長度",
    "not signed by {0} as it claims": "並非如所稱由 {0} 簽署",
    "a kind of bundle": "一種票包",
    "longer than {0} bytes": "長於 {0} 位元組",
    "a person's id or \"-\"": "某人的識別碼或「-」",
    "64 bytes in base64": "64 位元組的 base64",
    "not an event that this version knows": "不是此版本認識的事件",
    "there exactly where a person acts": "有人行事時才有",
    "signed by {0} of the {1} officers that it needs": "須有 {1} 名點票主任簽署，現有 {0} 名",
    "whoever was at the machine": "在機器前的人",
    "whoever holds the folder": "持有資料夾的人",
    "{0} is not empty and no vault": "{0} 不是空的，亦不是保險庫",
    "name an empty folder for the vault": "請為保險庫指定空的資料夾",
    "name another folder": "請指定另一資料夾",
    "{0} is the vault of another election": "{0} 是另一選舉的保險庫",
    "name this election's vault with --vault": "請以 --vault 指定此選舉的保險庫",
    "{0} is damaged in its last line": "{0} 的最後一行損壞",
    "fetch an officer and the custodian; restore the vault's medium from its copy":
      "請找點票主任及保管人；以副本還原保險庫的媒體",
    """
    the vault has seen line {0} of the journal, which here ends at line {1}: this workspace \
    is an older copy
    """: "保險庫見過日誌第 {0} 行，此處的日誌止於第 {1} 行：此工作區是較舊的副本",
    "the vault remembers nothing of this journal of {0} lines": "保險庫對這份 {0} 行的日誌全無紀錄",
    """
    the vault has seen another line {0} than this journal has: the count went on in another \
    copy of the workspace
    """: "保險庫所見的第 {0} 行與此日誌不同：點票曾在工作區的另一副本繼續",
    """
    go on with the latest copy; if it is lost, the officers say so with 'coldcount allow \
    resume --reason ...', each with their own key
    """: """
    請以最新副本繼續；若已遺失，由點票主任各以自己的密鑰聲明：coldcount allow resume --reaso\
    n ...
    """,
    "{0} ballots have": "有 {0} 張選票的",
    "{0} the tracking code {1}": "{0}追蹤碼是 {1}",
    "it has the number {0} or a predecessor that does not fit; {1} are in":
      "其編號為 {0}，或前一項不吻合；現有 {1} 項",
    "no bundle {0} is in": "沒有匯入票包 {0}",
    "no bundle of ballots {0} is in": "沒有匯入選票票包 {0}",
    "bundle {0} has {1} ballots, numbered from 0": "票包 {0} 有 {1} 張選票，由 0 起編號",
    "bundle {0} of {1} is in": "{1} 的第 {0} 個票包已匯入",
    "line {0} records no lots": "第 {0} 行沒有記錄抽籤",
    "in line {0} drew {1}": "第 {0} 行抽籤的是 {1}",
    "{0} is a workspace already": "{0} 已是工作區",
    "use it, or name another folder": "請使用它，或指定另一資料夾",
    "the path of the vault must be absolute": "保險庫的路徑須為絕對路徑",
    "name the vault's folder with --vault": "請以 --vault 指定保險庫的資料夾",
    "the vault and the workspace lie in one another": "保險庫與工作區互相包含",
    "name a folder apart for the vault, on another medium if you can":
      "請為保險庫另外指定資料夾，最好在另一媒體",
    "from {0} to {1}": "由 {0} 至 {1}",
    " after {0}": "在 {0} 之後",
    """
    the package {0} has line {1} of the journal, which here ends at line {2}: this workspace \
    is an older copy
    """: "結果包 {0} 有日誌第 {1} 行，此處的日誌止於第 {2} 行：此工作區是較舊的副本",
    """
    the package {0} has another line {1} than this journal: the count went on in another copy \
    of the workspace
    """: "結果包 {0} 的第 {1} 行與此日誌不同：點票曾在工作區的另一副本繼續",
    """
    go on with the latest copy; if it is lost, export to another medium and keep this one for \
    the auditors
    """: "請以最新副本繼續；若已遺失，請匯出至另一媒體，並為核數人保留此媒體",
    "{0} is no package with a journal of this election": "{0} 不是載有此選舉日誌的結果包",
    "this folder is no workspace": "此資料夾不是工作區",
    "there is no {0} in this election": "此選舉沒有 {0}",
    "use --as with the id of a person in election.json":
      "請以 --as 指定 election.json 內人員的識別碼",
    "this is not the key of {0}": "這不是 {0} 的密鑰",
    "use the key file that belongs to {0}": "請使用 {0} 的密鑰檔案",
    "{0} is not what was imported": "{0} 與匯入時不同",
    "{0} line {1}": "{0} 第 {1} 行",
    "do not go on with this workspace; fetch an officer and the observers' notes":
      "請勿再使用此工作區；請找點票主任，並查看監票人的筆記",
    "name the workspace with --workspace, or make one with 'coldcount init'":
      "請以 --workspace 指定工作區，或以「coldcount init」建立",
    "mend every point named and sign it again": "請修正所列各點，並重新簽署",
    "have the officers sign it with 'coldcount sign'": "請點票主任以「coldcount sign」簽署",
    "a workspace is made once": "工作區只建立一次",
    "names another definition": "所指的選舉定義不同",
    "a sheet that does not hold: {0}": "點票紙無效：{0}",
    "an account that does not hold: {0}": "票站帳目無效：{0}",
    "out of order": "次序不對",
    "an amendment that does not hold: {0}": "修訂無效：{0}",
    "releases another blind count": "所開啟的是另一次保密點算",
    "the vault was severed: it does not point at ballots any more":
      "保險庫已切斷聯繫：不再指向選票",
    "what was counted stands; nothing can be reconciled or imported again":
      "已點算的結果有效；不能再核對或匯入",
    "the bundle has no {0}, only {1}: names must be exactly as the collector wrote them":
      "票包沒有 {0}，只有 {1}：檔名須與收集者所寫的完全相同",
    "look for bundles": "尋找票包",
    "more than {0} files; name the folder of a bundle": "多於 {0} 個檔案；請指定一個票包的資料夾",
    "everyone": "所有人",
  ]
}
