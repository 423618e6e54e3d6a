extension Catalogue {
  static let commands2: Part = [
    "New passphrase of {0} for the new vault key": "{0} 的新保險庫密鑰的新口令",
    "severing": "切斷聯繫",
    "it is still there": "它仍在",
    "remove everything that the vault holds": "移除保險庫內的一切",
    """
    At the end of the time for which it has to be kept. Needs the officers; the journal \
    records it. The result and its package stay as they are and can be verified as before.
    """: """
    用於須予保存的期限屆滿時。須有點票主任；日誌會作記錄。結果及其結果包保持不變，仍可如前核\
    實。
    """,
    "sign a definition, an amendment, a reconciliation, a result or a package":
      "簽署選舉定義、修訂、核對、結果或結果包",
    """
    Writes FILE.PERSON.minisig, which stock 'minisign -V -H' verifies. The person and the key \
    are checked against the election: the file itself where it is a definition, else \
    election.json in a folder above it or in the workspace. A file of the workspace is also \
    entered in its journal.
    """: """
    寫出 FILE.PERSON.minisig，可以一般的「minisign -V -H」核實。人員及密鑰會與選舉核對：檔案\
    為選舉定義時與其本身核對，否則與上層資料夾或工作區內的 election.json 核對。工作區內的檔\
    案亦載入其日誌。
    """,
    "where the count stands, what is missing, and what is next": "點票進度、尚欠事項及下一步",
    "Shows no vote and no identity.": "不顯示投票，亦不顯示身分。",
    "note: the journal ends in a line that was cut off; it records nothing":
      "註：日誌以被截斷的一行結尾；該行沒有記錄任何事",
    "note: the vault lies on the same device as the workspace": "註：保險庫與工作區在同一裝置",
    "bundles: {0} in with {1} sealed ballots, {2} refused":
      "票包：已匯入 {0} 個，共 {1} 張封存選票；拒絕 {2} 個",
    "missing: {0}": "尚欠：{0}",
    "reconciled: strikes.csv {0}": "已核對：strikes.csv {0}",
    "not reconciled": "尚未核對",
    "lots: {0} {1}, journal line {2}": "抽籤：{0} {1}，日誌第 {2} 行",
    "counted: stage {0}, result.json {1}": "已點算：階段 {0}，result.json {1}",
    "counted: stage {0} (PROVISIONAL), result.json {1}":
      "已點算：階段 {0}（臨時結果），result.json {1}",
    "counted blind: stage {0}, not opened, sealed {1}":
      "已作保密點算：階段 {0}，未開啟，封存檔案 {1}",
    "embargo until {0}": "公布禁令至 {0}",
    "exported: B2SUMS {0}": "已匯出：B2SUMS {0}",
    "journal: {0}, head {1}": "日誌：{0}，末值 {1}",
    "import the bundles: coldcount import /media/...": "匯入票包：coldcount import /media/...",
    "a custodian reconciles: coldcount reconcile --vault-key ...":
      "保管人核對：coldcount reconcile --vault-key ...",
    "key the pending sheets": "輸入待處理的點票紙",
    "officers count: coldcount count --stage ... --share ...":
      "點票主任點票：coldcount count --stage ... --share ...",
    "officers open it: coldcount release --share ...":
      "點票主任開啟：coldcount release --share ...",
    "draw lots: {0}": "抽籤：{0}",
    "officers sign the result, then coldcount export DIR":
      "點票主任簽署結果，然後 coldcount export DIR",
    "officers sign the package's B2SUMS; anyone verifies it: coldcount verify DIR":
      "點票主任簽署結果包的 B2SUMS；任何人均可核實：coldcount verify DIR",
    "tell whose marked copy a leaked file, picture or text came from":
      "查出外洩的檔案、圖片或文字來自誰的標記副本",
    """
    FILE is a page, a table, copied text (- for standard input), or a picture (PNG or PNM). \
    Needs the package, the workspace in which the copies were made, and the key of whoever \
    made them, since only that key finds the marks again. Names somebody only where an \
    innocent one would match so well less often than once in a million cases; else it says \
    that it cannot tell, and ends with status 1.
    """: """
    FILE 為網頁、表格、複製的文字（- 代表標準輸入），或圖片（PNG 或 PNM）。須有結果包、製作\
    副本的工作區，以及製作者的密鑰，因為只有該密鑰能找出標記。只有在無辜者如此吻合的機會少於\
    百萬分之一時才指出某人；否則說明無法判斷，並以狀態 1 結束。
    """,
    "the package of which the copies were made": "製作副本所用的結果包",
    "who made the copies": "副本的製作者",
    "that person's minisign secret key": "該人的 minisign 私鑰",
    "as when the copies were made (else the election's)": "與製作副本時相同（否則按選舉所定）",
    "as when the copies were made (else 1)": "與製作副本時相同（否則 1）",
    "show the custodian which entries were struck and why": "向保管人顯示哪些紀錄被剔除及理由",
    """
    Opens the rejected register of the last reconciliation: token, style, channel, reason and \
    tracking code of every struck ballot. The journal records that it was opened.
    """: """
    開啟上次核對的剔除登記冊：每張被剔除選票的代碼、選票種類、途徑、理由及追蹤碼。日誌會記錄\
    曾予開啟。
    """,
    "tell a person whether and how their entry counted": "告知某人其紀錄有否計算在內",
    """
    For a person who comes and asks: reads their identity (the definition's fields with \
    commas between them) from the terminal or standard input, makes the token with the \
    pepper, and says what became of each of their entries. The journal records that it was \
    asked, not of whom.
    """: """
    供親自查詢的人使用：從終端機或標準輸入讀取其身分（選舉定義的欄位，以逗號分隔），以胡椒值\
    得出代碼，並說明其每項紀錄的結局。日誌記錄曾有查詢，但不記錄所查何人。
    """,
    "no identity was given": "沒有提供身分",
    "show the custodian how many entries stand, by style": "向保管人顯示各選票種類有多少項有效紀錄",
    """
    How far a petition has come: entries that stand and those struck, by style and channel, \
    and the number that is required. No ballot is opened and nothing is written but a line of \
    the journal.
    """: """
    聯署的進度：按選票種類及途徑列出有效及被剔除的紀錄，以及所需數目。不開啟任何選票，除日誌\
    一行外不寫入任何東西。
    """,
    "reading": "讀取",
    "check a result package, point by point": "逐點核實結果包",
    """
    Reads nothing but the folder. Every failure is listed, and what could not be checked is \
    said. Status 0 where nothing fails, 1 where something does.
    """: "只讀取該資料夾。列出每項不符，並說明哪些未能檢查。沒有不符時狀態為 0，否則為 1。",
    "the published hash of election.json": "公布的 election.json 雜湊值",
    "the published hash of the program that counted": "公布的點票程式雜湊值",
    "a page to sign, with the checks that only people can make":
      "可供簽署的審核表，附只能由人手核對的事項",
    "{0} is a hash of 64 hexadecimal digits": "{0} 是 64 位十六進制數字的雜湊值",
    "the workspace (else $COLDCOUNT_WORKSPACE, else this folder)":
      "工作區（否則 $COLDCOUNT_WORKSPACE，再否則目前資料夾）",
    "one JSON document on standard output": "在標準輸出寫出一份 JSON 文件",
    "en or zh-Hant": "en 或 zh-Hant",
    "no progress and no messages": "不顯示進度及訊息",
    "no colour": "不用顏色",
    """
    a file that holds a passphrase: one for every question, or as many as there are \
    questions, in their order
    """: "載有口令的檔案：一個用於所有問題，或按問題次序提供同樣數目",
    "this help": "此說明",
    "who acts: a person's id in election.json": "行事者：election.json 內人員的識別碼",
    "that person's minisign secret key, which signs the journal's line":
      "該人的 minisign 私鑰，用以簽署日誌該行",
    "{0} differences": "{0} 項差異",
    "find the running program through": "透過連結尋找執行中的程式",
    "{0} fields": "{0} 個欄位",
    "this is not the pepper of this election": "這不是此選舉的胡椒值",
    "{0}, needed are {1}": "有 {0}，應有 {1}",
    "one identity a line, its fields in the definition's order with commas between them":
      "每行一個身分，依選舉定義的欄位次序，以逗號分隔",
    "these begun sheets cannot be read": "無法讀取已開始的點票紙",
    "no sheet that was entered is concerned; remove the file and key what was begun again":
      "已輸入的點票紙不受影響；請移除檔案，並重新輸入已開始的",
    "{0} figures": "{0} 個數字",
    "{0} outcomes": "{0} 項結果",
    "{0}: expected {1}, counted {2}": "{0}：預期 {1}，點算 {2}",
    "the collectors' and people's own signing keys, in whose place others signed":
      "收集者及人員本身的簽署密鑰，由其他密鑰代替簽署",
    "amendments, lots, a blind count and the making of pages": "修訂、抽籤、保密點算及網頁製作",
    "who is elected in {0}: it cannot be said beforehand": "{0} 由誰當選：事前無法得知",
    "{0} control bundles": "{0} 個測試票包",
    "no person {0}": "沒有人員 {0}",
    "sealing {0}": "封存 {0}",
    "counting": "點票",
    "auditing": "審核",
    "no collector sends ballots and no station counts papers":
      "沒有收集者送交選票，亦沒有票站點算選票",
    "name collectors and stations in the definition": "請在選舉定義列出收集者及票站",
    "the election has fewer than three people": "此選舉少於三名人員",
    "sheets are keyed by two people, and a third decides; add people to the definition":
      "點票紙由兩人輸入，第三人決定；請在選舉定義加入人員",
    "the control bundle {0} was in already": "測試票包 {0} 早已匯入",
    "{0} passphrase files are given and this is question {1}: {2}":
      "提供了 {0} 個口令檔案，但這是第 {1} 條問題：{2}",
    "{0}, once more": "{0}（再次輸入）",
    "the passphrase is empty": "口令是空的",
    "the two passphrases differ": "兩次輸入的口令不同",
    "nothing was written; do the same again": "沒有寫出任何東西；請重做",
    "Passphrase of {0}'s signing key": "{0} 的簽署密鑰的口令",
    "Passphrase of {0}'s share": "{0} 的份額的口令",
    "Passphrase of {0}'s vault": "{0} 的保險庫密鑰的口令",
    "this file holds a {0} of the election {1}, wanted is a {2} of this one":
      "此檔案載有選舉 {1} 的 {0}，所需的是此選舉的 {2}",
    "use the file made for this election": "請使用為此選舉製作的檔案",
    "stage {0}, result {1}, opened by {2}": "階段 {0}，結果 {1}，由 {2} 開啟",
    "stage {0}, sealed {1}, opened by {2}, shown to nobody":
      "階段 {0}，封存檔案 {1}，由 {2} 開啟，未向任何人顯示",
    "result {0}": "結果 {0}",
    "result {0}, for {1}": "結果 {0}，供 {1}",
    "result {0}, for all": "結果 {0}，供所有人",
    "{0}: allowed by {1}, {2} needed": "{0}：准許者 {1}，須有 {2} 名",
    "{0} {1}: {2} ballots, manifest {3}": "{0} {1}：{2} 張選票，票包清單 {3}",
    "{0} {1}: {2} entries of a {3}, manifest {4}": "{0} {1}：{3} 的紀錄 {2} 項，票包清單 {4}",
    "{0} of who voted": "曾投票者的{0}",
    "the vault points at no ballot any more": "保險庫不再指向任何選票",
    "the vault is empty": "保險庫已清空",
    "{0}: {1} stand": "{0}：有效 {1}",
    "  on paper: {0}": "  紙本：{0}",
    "  struck {0}: {1}": "  剔除 {0}：{1}",
    "  required for {0}: {1}": "  {0} 所需：{1}",
    """
    Counts a vote on a laptop that has never been online: imports sealed ballots, merges \
    paper counts, strikes double votes, and writes a result anyone can check.
    """: """
    在從未連線的手提電腦上點票：匯入封存的選票，合併紙本點算，剔除重複投票，並寫出任何人都可\
    核實的結果。
    """,
    "head {0}": "末值 {0}",
    "ignored   in {0}: {1}": "略過    {0} 內：{1}",
    "there is no bundle in {0} but in what is closed to this user: {1}":
      "{0} 內沒有票包，除非在此使用者不可讀之處：{1}",
    "closed    in {0}: {1}": "不可讀  {0} 內：{1}",
    "where one is a bundle's, have it made readable": "如其中有票包，請使之可讀",
    "{0} and {1} more": "{0} 及另外 {1} 項",
    "is this laptop fit for a count?": "此電腦適合點票嗎？",
    """
    Looks at the network, radios, swap, hibernation, clock, room, memory, media and at what \
    this program denies itself; says of each what was found, why it matters and how to mend \
    it. It changes nothing. 'init', 'count' and 'release' do the same and put the outcome \
    into the journal. Status 1 where something is bad.
    """: """
    檢查網絡、無線電、交換空間、休眠、時鐘、可用空間、記憶體、媒體，以及本程式對自身的限制；\
    逐項說明發現甚麼、為何重要、如何處理。不作任何改動。「init」、「count」及「release」亦會作\
    同樣檢查，並把結果載入日誌。有任何不妥時狀態為 1。
    """,
    "the papers of {0}": "點票紙 {0}",
    "the result of stage {0}, {1}": "階段 {0} 的結果 {1}",
    "the result {0}, shown again": "再次顯示的結果 {0}",
    "the package with B2SUMS {0}": "結果包，B2SUMS {0}",
    "pages of the result {0}": "結果 {0} 的頁面",
    "the number of signatures so far": "至今的簽署數目",
    "everything is on the medium and was read back from it: it may be taken out now":
      "全部已寫入媒體並讀回核對：現在可以取出媒體",
    "next: officers sign {0}/B2SUMS": "下一步：點票主任簽署 {0}/B2SUMS",
    "nobody could know a vote yet": "至今無人能知道任何票數",
    "the vault is not there: an older copy of this workspace would not be noticed":
      "保險庫不在：未能核對此工作區是否最新",
    "empty": "是空的",
    "expected {0}, found {1}": "應為 {0}，得出 {1}",
    "PROVISIONAL": "臨時結果",
    "unresolved": "未能剔除",
    "expected {0}, found nothing": "應為 {0}，沒有得出",
    "a whole count on the samples, from sealed bundles to a verified result":
      "以樣本作一次完整點票，由封存票包至已核實的結果",
    """
    Counts the 2017 civil referendum at full size: seals 65,000 ballots, imports them, enters \
    the paper, strikes who voted twice, opens, signs, exports and verifies. Shows every \
    command. DIR (else coldcount-demo) must be new.
    """: """
    以實際規模點算 2017 年民間全民投票：封存 65,000 張選票，匯入，輸入紙本，剔除重複投票，開啟，\
    簽署，匯出並核實。列出每個指令。DIR（否則為 coldcount-demo）須為新資料夾。
    """,
    "the samples (else ./samples, else the installed ones)": "樣本（否則為 ./samples，再否則為已安裝的）",
    "no samples at {0}; name their folder with --samples": "{0} 沒有樣本；請以 --samples 指定其資料夾",
    "With stock tools:": "使用一般工具：",
    "The collectors seal their ballots and the stations their registers": "收集者封存選票，票站封存登記冊",
    "The workspace and the vault are made, and the stick is imported": "建立工作區及保險庫，並匯入媒體",
    "Paper is keyed twice; where two people differ a third decides": "紙本輸入兩次；兩人不一致時由第三人決定",
    "The custodian finds who voted twice, without seeing who they are": "保管人找出重複投票者，而不知其身分",
    "Two of three officers open the ballots and sign the result": "三名點票主任中兩名開啟選票並簽署結果",
    "The package is exported and signed, and anyone verifies it": "匯出並簽署結果包，任何人均可核實",
    "Pages, tables and charts are made of it for the public": "由此製作供公眾閱覽的網頁、表格及圖表",
    "The audit": "審核",
    "register": "登記冊",
    "withdrawal": "撤回名單",
    "died-before, disqualified-before, died-during,":
      "died-before、disqualified-before、died-during、",
    "disqualified-during, or standing again": "disqualified-during，或恢復 standing",
    "its key holds up to bundle LAST; 0: no bundle counts": "其密鑰只對首 LAST 個票包有效；0：票包全不計",
    "a bundle, or one ballot of it, does not count": "一個票包或其中一張選票不計",
    "a bundle, or a struck ballot, counts after all": "一個票包或已剔除的選票仍予計算",
    "the same of the ballot with this tracking code, whole or": "以追蹤碼指明選票，作用相同；可用全碼或",
    "the twenty digits that people are shown": "向人顯示的二十個數字",
    "this bundle will never come": "此票包永不會到",
    "this is its last bundle; 0: none will ever come": "這是其最後票包；0：永不會有",
    "a bundle after the last, or with another predecessor": "在最後票包之後，或前一個不符的票包",
    "so many people in two styles with a contest in common": "多少人同列於兩個有共同選舉項目的選票種類",
    "so many register entries, more than papers issued": "多少項登記，多於發出的選票",
    "what was really drawn in the round of that journal line": "日誌該行所記一輪實際抽出的號碼",
    "roll": "名冊",
    "{0} {1}, {2}": "{0} {1}，{2}",
    "why": "理由",
  ]
}
