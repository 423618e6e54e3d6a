extension Catalogue {
  static let commands1: Part = [
    "please report this": "請報告此問題",
    "make an amendment for the officers to sign, or take a signed one in":
      "製作修訂供點票主任簽署，或接納已簽署的修訂",
    """
    With --change and --reason: writes amendment-NNN.json into the folder of --to, which the \
    officers then sign with 'coldcount sign'. With FILE: takes it in, once as many officers \
    signed it as the quorum says (FILE.OFFICER.minisig beside it). Changes, one for each \
    --change:\n\n{0}\n\nAfterwards the custodian reconciles again and the officers count \
    again.
    """: """
    使用 --change 及 --reason 時：把 amendment-NNN.json 寫入 --to 的資料夾，然後由點票主任以\
    「coldcount sign」簽署。使用 FILE 時：待足夠人數的點票主任簽署後（檔案旁有 FILE.OFFICER.\
    minisig）予以接納。可作的更改如下，每個 --change 一項：\n\n{0}\n\n之後由保管人重新核對，\
    並由點票主任重新點票。
    """,
    "one change, in the words above": "一項更改，寫法如上",
    "why, for the record": "理由，載入紀錄",
    "where the amendment is written (else this folder)": "修訂寫入的資料夾（否則為目前資料夾）",
    "a FILE or --change is missing": "欠缺 FILE 或 --change",
    "no change '{0}'": "沒有更改「{0}」",
    "next: {0} officers sign it, then: coldcount amend {1}":
      "下一步：{0} 名點票主任簽署，然後：coldcount amend {1}",
    "a tracking code has 20 to 64 hexadecimal digits": "追蹤碼有 20 至 64 位十六進制數字",
    "taken in": "已接納",
    "it was in already": "先前已接納",
    "next: the custodian reconciles again, and the officers count again":
      "下一步：保管人重新核對，點票主任重新點票",
    "amendment {0}: {1}": "修訂 {0}：{1}",
    "make the count and vault keys, share them out, write election.json":
      "產生點票密鑰及保險庫密鑰，分成份額，並寫出 election.json",
    """
    Asks each officer and custodian for a passphrase, one after the other, and writes \
    share.OFFICER.json and vault.CUSTODIAN.json for them to take home, and election.json to \
    be signed by the officers. The count key itself is never written.
    """: """
    依次請每名點票主任及保管人輸入口令，寫出 share.OFFICER.json 及 vault.CUSTODIAN.json 供各\
    人帶走，以及 election.json 供點票主任簽署。點票密鑰本身從不寫出。
    """,
    "where the files go": "檔案存放的資料夾",
    "also print every officer's 33 words, for the sealed envelope; mind who can see them":
      "同時印出每名點票主任的 33 個字，以放入密封信封；請留意旁人",
    "New passphrase of {0} for the {1}": "{0} 的{1}的新口令",
    "next: each officer signs it: coldcount sign {0}/election.json --as …":
      "下一步：每名點票主任簽署：coldcount sign {0}/election.json --as …",
    "hold two result packages of one count against each other": "比較同一點票的兩個結果包",
    """
    For the same media counted on a second laptop. Each package is first verified by itself. \
    Whatever went into the count and whatever came out of it must be equal; each difference \
    is named, down to the bundle, sheet, place and option. What two laptops may do \
    differently (journal, order, program, signatures) is told as such. Two packages for the \
    public can be compared as well. Status 0 where both hold and say the same, 1 where not.
    """: """
    供以第二部電腦點算同一批媒體之用。每個結果包先各自核實。輸入點票的一切及得出的一切必須相\
    同；每項差異均予列明，細至票包、點票紙、地點及選項。兩部電腦容許不同之處（日誌、次序、程\
    式、簽署）另行說明。公開的結果包亦可互相比較。兩者均成立且相同時狀態為 0，否則為 1。
    """,
    "the guide for counting staff, on the whole screen": "點票人員的全屏指引",
    """
    Shows the steps of the count, what is done, pending and wrong, and what lies on the media \
    that are plugged in; asks for what a step needs, shows the command that it comes to, and \
    runs it. It mounts nothing and runs nothing from a medium, and shows no vote before the \
    officers open the result. The keys stand at the bottom of the screen.
    """: """
    顯示點票各步驟，何者已完成、待辦或有誤，以及已插上的媒體上有甚麼；詢問每一步所需的資料，\
    顯示相應的指令並執行。不掛載媒體，不執行媒體上的任何東西，在點票主任開啟結果前不顯示任何\
    投票。按鍵列於螢幕底部。
    """,
    "the signed election.json, for a new workspace": "已簽署的 election.json，供新工作區之用",
    "the folder of the vault, for a new workspace": "保險庫的資料夾，供新工作區之用",
    "a folder to look at instead of the media that are mounted": "要查看的資料夾，代替已掛載的媒體",
    "a folder with people's keys and shares": "存放各人密鑰及份額的資料夾",
    "use a terminal, or the commands: 'coldcount status' says what is next":
      "請使用終端機，或使用指令：「coldcount status」說明下一步",
    "open the ballots with the officers' shares and count": "以點票主任的份額開啟選票並點票",
    """
    Needs exactly as many officers' shares as the election's quorum. The count key exists in \
    locked memory for as long as the count lasts, and opened ballots never leave it. A final \
    count is refused while anything is missing; what, is said. With --blind nobody sees the \
    result: it is sealed to the count key again, until 'coldcount release'.
    """: """
    須有剛好等於選舉法定人數的點票主任份額。點票密鑰只在點票期間存於鎖定的記憶體，已開啟的選\
    票亦不會離開該處。仍有尚欠事項時不作最終點算，並說明所欠為何。使用 --blind 時無人看到結\
    果：結果再次向點票密鑰封存，直至「coldcount release」。
    """,
    "share.OFFICER.json, or the officer's words in a text file":
      "share.OFFICER.json，或載有點票主任各字的文字檔",
    "seal the result again instead of showing it": "再次封存結果而不顯示",
    "cores to use (else all)": "使用的處理器核心數目（否則全部）",
    "opening": "開啟選票",
    "next: officers open it with 'coldcount release --share ...'":
      "下一步：點票主任以「coldcount release --share ...」開啟",
    "next: officers sign {0}/result.json, then export":
      "下一步：點票主任簽署 {0}/result.json，然後匯出",
    "write pages, tables and charts from a verified package":
      "從已核實的結果包寫出網頁、表格及圖表",
    """
    Verifies the package first and refuses one that does not hold. The same package gives the \
    same files, byte for byte, listed in B2SUMS. Small places are shown together with \
    neighbours; what is provisional says so on every page and in every file name. With --for \
    the copy is for one recipient and can be told from every other ('coldcount trace'). What \
    is made in a workspace is entered in its journal; before the embargo ends, and for one \
    recipient, it has to be.
    """: """
    先核實結果包，不成立者不予處理。同一結果包得出逐個位元組相同的檔案，列於 B2SUMS。小數目\
    的地點與鄰近地點合併列出；臨時結果在每頁及每個檔名註明。使用 --for 時，該份副本供一名收\
    件人使用，可與其他副本區分（「coldcount trace」）。在工作區製作的會載入其日誌；公布禁令\
    完結前，以及給單一收件人的，必須如此。
    """,
    "a new folder for the files": "存放檔案的新資料夾",
    "a marked copy for one recipient": "供一名收件人使用的標記副本",
    "both, en or zh-Hant (else the election's)": "both、en 或 zh-Hant（否則按選舉所定）",
    "decimals of percentages, 0 to 6 (else 1)": "百分率的小數位，0 至 6（否則 1）",
    "what no file says: {0}": "沒有檔案說明的事項：{0}",
    "another vote or stage, to show the swing": "另一次投票或階段，以顯示升跌",
    "an opinion poll: {0}": "民意調查：{0}",
    "publish though few ballots changed since an earlier result":
      "雖然自先前結果以來只有少量選票改變，仍予公布",
    "sign B2SUMS as the person of --as": "以 --as 的身分簽署 B2SUMS",
    "not entered in a journal: no --workspace was given": "沒有載入日誌：未提供 --workspace",
    "write to": "寫入",
    "the folder is not empty": "資料夾不是空的",
    "write the signed result package": "寫出已簽署的結果包",
    """
    Writes everything that a check needs into a new folder, reads it back and syncs the \
    medium. The result must be signed by the officers; afterwards they sign DIR/B2SUMS. With \
    --public the folder is for everyone: small places are merged, and what tells of single \
    bundles, sheets or stations stays in the auditors' package. Packages that lie beside DIR are \
    looked at first: one with lines of the journal that are not here says that this is an older \
    copy.
    """: """
    把核實所需的一切寫入新資料夾，讀回核對並同步媒體。結果須先由點票主任簽署；之後他們再簽署\
     DIR/B2SUMS。使用 --public 時，資料夾供所有人使用：小數目的地點合併列出，透露個別票包、\
    點票紙或票站的資料只留在核數人的結果包。先查看 DIR 旁的結果包：若其日誌有此處沒有的行，\
    即表示此處是較舊的副本。
    """,
    "which result (else the latest)": "哪一份結果（否則最新一份）",
    "for everyone, instead of for auditors": "供所有人使用，而非供核數人使用",
    "PROVISIONAL: stage {0}; reports/ says what is still out":
      "臨時結果：階段 {0}；尚欠事項見 reports/",
    "write manual pages, or completions for a shell": "寫出使用手冊，或供命令列介面使用的自動補全",
    """
    WHAT is man, bash, zsh or fish. Packages for systems use it; completions can also be \
    loaded from where they were written, in bash with 'source DIR/coldcount.bash'.
    """: """
    WHAT 為 man、bash、zsh 或 fish。系統套件會使用；自動補全亦可直接載入，例如在 bash 使用「\
    source DIR/coldcount.bash」。
    """,
    "WHAT is man, bash, zsh or fish": "WHAT 為 man、bash、zsh 或 fish",
    "make tokens of identity strings, for collectors": "為收集者把身分字串變成代碼",
    """
    Reads identities from standard input, one a line with the definition's fields in order \
    and commas or tabs between them, and prints one token a line. Spelling is made one first: \
    full-width forms, lower case, spaces and -/(). do not matter. Run it where the identities \
    are, never on the counting laptop. Without the pepper a token of four digits and a date \
    can be guessed by trying all of them; keep the pepper as you keep the identities.
    """: """
    從標準輸入讀取身分，每行一個，依選舉定義的欄位次序，以逗號或定位符分隔，並逐行印出代碼。\
    寫法會先統一：全形、小寫、空格及 -/(). 均無影響。請在存放身分資料之處執行，切勿在點票電\
    腦上執行。沒有胡椒值時，由四位數字及日期所成的代碼可逐一試出；請如保管身分資料般保管胡椒\
    值。
    """,
    "32 bytes in hexadecimal": "32 位元組，以十六進制表示",
    "import sealed bundles from media": "從媒體匯入封存的票包",
    """
    A path is a bundle's folder or a folder of such folders; without one, every removable \
    medium that is mounted is looked at. A bundle is accepted whole or refused whole, with \
    the reason; a bundle that is in already changes nothing.
    """: """
    路徑是一個票包的資料夾，或存放多個票包的資料夾；沒有路徑時，查看所有已掛載的可移除媒體。\
    票包全部接納或全部拒絕，並說明理由；已匯入的票包不會改變任何東西。
    """,
    "no removable medium is mounted": "沒有已掛載的可移除媒體",
    "plug the medium in, or name its folder": "請插上媒體，或指定其資料夾",
    "there is no bundle in {0}": "{0} 沒有票包",
    "name the folder of a bundle, or the folder that holds several":
      "請指定一個票包的資料夾，或存放多個票包的資料夾",
    "importing": "匯入",
    "entries of a {0}: {1}": "{0}的紀錄：{1} 項",
    "accepted  {0}: {1} {2}, {3}": "已接納  {0}：{1} {2}，{3}",
    "ignored: {0}": "略過：{0}",
    "already-imported  {0}": "早已匯入  {0}",
    "refused   {0}: {1}: {2}": "已拒絕  {0}：{1}：{2}",
    "{0}: {1} accepted, {2} already there, {3} refused": "{0}：接納 {1}，早已匯入 {2}，拒絕 {3}",
    "make a workspace and its vault": "建立工作區及其保險庫",
    """
    Checks the definition and that enough officers signed it (election.json.OFFICER.minisig \
    beside it). The vault takes the sealed identities; keep it on another medium if you can.
    """: """
    檢查選舉定義及是否有足夠點票主任簽署（其旁的 election.json.OFFICER.minisig）。保險庫存放\
    封存的身分資料；最好放在另一媒體。
    """,
    "the signed election.json": "已簽署的 election.json",
    "the folder of the vault": "保險庫的資料夾",
    "show the record, after checking its chain and its signatures": "檢查日誌鏈及簽署後顯示紀錄",
    """
    The last line gives the head, in groups of four, for observers to write down. A damaged \
    journal is refused with the line and what it breaks. --against holds it against the \
    journal of a package that was exported before: refused where that has lines that are not \
    here.
    """: """
    最後一行是日誌末值，四個一組，供監票人抄下。損壞的日誌不獲接納，並指出哪一行及所違反的規\
    則。--against 把日誌與先前匯出的結果包內的日誌比較：如該處有此處沒有的行，即不獲接納。
    """,
    "a package for auditors, of this election": "此選舉供核數人使用的結果包",
    "every line of the journal in {0} is in this one": "{0} 內日誌的每一行均在此日誌之內",
    "name the folder that 'coldcount export' wrote for auditors":
      "請指明 coldcount export 為核數人寫成的資料夾",
    "note: {0}": "注意：{0}",
    "note: {0} was not compared with this journal: {1}": "注意：{0} 未與此日誌比較：{1}",
    "note: what lies beside {0} was not compared with this journal":
      "注意：{0} 旁的結果包未與此日誌比較",
    "sheet {0}": "點票紙 {0}",
    "station {0}": "票站 {0}",
    "amendment {0}": "修訂 {0}",
    "{0}, by {1}": "{0}，由 {1}",
    "{0} by {1}": "{0}，由 {1} 簽署",
    "{0} at line {1}: {2}": "{0}，在第 {1} 行：{2}",
    "make a signing key": "產生簽署密鑰",
    """
    Writes NAME.key, encrypted with a passphrase as minisign does, and NAME.pub. Stock \
    minisign signs with the one and verifies with the other.
    """: """
    寫出以口令加密（一如 minisign）的 NAME.key 及 NAME.pub。一般的 minisign 可用前者簽署，用\
    後者核實。
    """,
    "where the two files go (else this folder)": "兩個檔案存放的資料夾（否則為目前資料夾）",
    "leave the key unprotected, as 'minisign -W' does: for demonstrations only":
      "密鑰不加保護，一如「minisign -W」：只供示範",
    "NAME must be an identifier such as officer-a": "NAME 須為識別碼，例如 officer-a",
    "New passphrase of {0}'s signing key": "{0} 的簽署密鑰的新口令",
    "wrote {0}.key and {1}.pub": "已寫出 {0}.key 及 {1}.pub",
    "print a public key": "印出公鑰",
    "Takes a minisign public key file, or a secret one.": "接受 minisign 公鑰檔案或私鑰檔案。",
    "{0} seats": "{0} 個議席",
    "show who draws lots, and record what they draw": "說明由誰抽籤，並記錄所抽號碼",
    """
    After a count that ends in a tie. Ten balls, numbered 1 to 10: every candidate who is \
    level draws one, which is put back; the returning officer draws for whoever is absent. \
    Higher numbers take what there is to take; who is level at the boundary draws again. At a \
    terminal each number is asked for; in a script --draw gives one round, all at once. A \
    wrong entry is corrected by an amendment, never by drawing again.
    """: """
    用於點算結果票數相同之後。十個球，編號 1 至 10：票數相同的候選人各抽一個，抽後放回；缺席\
    者由選舉主任代抽。號碼大者先得；界線上相同者再抽。在終端機會逐一詢問號碼；在指令稿中以 -\
    -draw 一次過提供一輪。輸入錯誤以修訂更正，絕不再抽。
    """,
    "what a candidate drew": "候選人抽出的號碼",
    "who conducts the drawing (else the person of --as)": "主持抽籤者（否則為 --as 的人員）",
    "who watches; at least one": "見證人；最少一名",
    "{0} accounts": "{0} 份票站帳目",
    "enter sheets as one person keyed them": "匯入一人所輸入的點票紙",
    """
    A sheet.json, or a table of many sheets with the columns \
    station,batch,contest,item,count. Items are 'papers', each option (with :support, :oppose \
    and :abstain where the contest asks for them) and 'rejected:CATEGORY' for every category. \
    A sheet counts once two different people have keyed it alike; where they differ a third \
    decides. A file with anything wrong in it is refused whole.
    """: """
    一份 sheet.json，或多張點票紙的表格，各欄為 station,batch,contest,item,count。項目為「pa\
    pers」、各選項（選舉項目有此要求時加 :support、:oppose 及 :abstain），以及每個類別的「re\
    jected:CATEGORY」。點票紙由兩名不同的人輸入一致後計入；不一致時由第三人決定。檔案有任何\
    錯誤即全部不獲接納。
    """,
    "entered {0} as {1}": "已輸入{0}，輸入者 {1}",
    "key sheets one after the other at the terminal": "在終端機逐張輸入點票紙",
    """
    Shows the form of one sheet: its numbers in the order of the paper form, each ended with \
    Enter, and beside them what they add up to. Which sheet it is takes the first letters of \
    station, batch and contest; the next one is proposed. Nobody sees what another person \
    keyed before their own entry is in. A sheet that is begun survives a crash. The key is \
    opened once.
    """: """
    顯示一張點票紙的表格：數目按紙本次序，每個以 Enter 結束，旁邊是累計。選擇點票紙只須輸入\
    票站、批號及選舉項目的首數個字母；系統會建議下一張。在自己輸入完成前，無人看到他人所輸入\
    的。已開始的點票紙在當機後仍在。密鑰只開啟一次。
    """,
    "use a terminal, or take a table of sheets in with 'coldcount paper import'":
      "請使用終端機，或以「coldcount paper import」匯入點票紙表格",
    "enter the stations' accounts of their papers": "輸入各票站的選票帳目",
    """
    Columns: {0}. A difference is reported with its note; what is in the box is counted all \
    the same.
    """: "各欄：{0}。差異連同備註一併列出；票箱內的選票照樣點算。",
    "entered {0}": "已輸入{0}",
    "which sheets count and which are pending": "哪些點票紙已計入，哪些待處理",
    "Shows no votes: only who keyed what and where two people differ.":
      "不顯示投票：只顯示由誰輸入，以及兩人在何處不一致。",
    "sheets: {0} keyed, {1} agreed, {2} pending": "點票紙：已輸入 {0}，一致 {1}，待處理 {2}",
    "pending: {0}": "待處理：{0}",
    "adds up": "相符",
    "account of {0}: {1}": "{0} 的帳目：{1}",
    "{0} (note: {1})": "{0}（備註：{1}）",
    "{0} strikes": "{0} 項剔除",
    "find double votes with the vault key and write the strikes":
      "以保險庫密鑰找出重複投票，並寫出剔除名單",
    """
    Opens the sealed identities, compares them without showing any, and writes strikes.csv \
    and reconciliation.json for the count. With --as and --key the custodian signs it at \
    once. Every custodian comes to the same bytes.
    """: """
    開啟封存的身分資料，互相比較而不顯示，並為點票寫出 strikes.csv 及 reconciliation.json。\
    使用 --as 及 --key 時，保管人即時簽署。每名保管人得出的檔案逐個位元組相同。
    """,
    "vault.CUSTODIAN.json, or the key in base64": "vault.CUSTODIAN.json，或 base64 密鑰",
    "reconciling": "核對",
    "since the last run: {0} more, {1} fewer": "自上次以來：增加{0}，減少 {1} 項",
    "read {0} entries of {1}": "已讀取 {1}的 {0} 項紀錄",
    "struck {0}": "已剔除{0}",
    "unresolved at {0}: {1}": "{0} 未能剔除：{1}",
    "identities: bundle {0} is left out with {1} ballots: {2}":
      "身分資料：票包 {0} 連同 {1} 張選票不予計算：{2}",
    "cross-style: {0} people stand in two styles with a contest in common":
      "跨選票種類：有 {0} 人同時列於兩個有共同選舉項目的選票種類",
    "by amendment: {0} lifted, {1} left out": "按修訂：撤銷{0}，不計{1}",
    "{0} on the roll of one style twice": "同一選票種類的名冊上有{0}重複",
    "count control ballots of known content and compare every figure":
      "點算內容已知的測試選票，並比較每個數字",
    """
    Makes control ballots, registers, rolls and papers for the real definition, sealed to its \
    real keys, sends them the whole way of a count (import, paper keyed twice, \
    reconciliation, count, package, audit) and compares every figure of the result with what \
    was put in. The officers and a custodian open with their real shares and key. Collectors \
    and people sign with keys that are thrown away, so nothing of a rehearsal can be imported \
    into the count, and the workspace of the count is not touched. DIR takes the protocol, \
    signed where --as and --key are given, and the package that was counted. Status 1 where \
    anything differs.
    """: """
    按真實的選舉定義製作測試選票、登記冊、名冊及選票紙，以真實密鑰封存，經過整個點票程序（匯\
    入、兩次輸入、核對、點票、結果包、審核），並把結果的每個數字與所放入的比較。點票主任及一\
    名保管人以真實的份額及密鑰開啟。收集者及人員以用後即棄的密鑰簽署，因此演練的任何東西都不\
    能匯入點票，點票的工作區亦不受影響。DIR 存放測試報告（提供 --as 及 --key 時予以簽署）及\
    所點算的結果包。有任何差異時狀態為 1。
    """,
    "the folder of the protocol, which must be new": "存放測試報告的新資料夾",
    "something stands there": "該處已有東西",
    "protocol: {0} {1}": "測試報告：{0} {1}",
    "open a blind count with the officers' shares": "以點票主任的份額開啟保密點算",
    """
    Needs exactly as many officers' shares as the election's quorum, and before the embargo \
    ends their extra yes ('coldcount allow release'). From here on the result is as any \
    other: officers sign it, then it is exported.
    """: """
    須有剛好等於選舉法定人數的點票主任份額；公布禁令完結前，還須他們另行准許（「coldcount al\
    low release」）。此後結果與其他結果無異：點票主任簽署，然後匯出。
    """,
    "an officer allows an act before the embargo ends, or to go on with an older copy":
      "點票主任准許在公布禁令完結前行事，或以較舊副本繼續",
    """
    As many officers as sign have to say so, each with their own key and a reason, which \
    stand in the journal for ever. A yes to a count or a release holds for the next one; a \
    yes to a disclosure for the result that it names. 'resume' is for a workspace that was \
    restored from an older copy, which the vault notices: what was entered since is entered \
    again.
    """: """
    須有等於簽署人數的點票主任表示准許，各用自己的密鑰並說明理由，永久載入日誌。對點算或開啟\
    的准許只適用於下一次；對公布的准許適用於所指的結果。「resume」用於從較舊副本還原的工作區\
    ，保險庫會察覺：其後輸入的須重新輸入。
    """,
    "the result to be disclosed (else the latest)": "擬公布的結果（否則最新一份）",
    "what is allowed is count, release, disclose or resume":
      "可准許的是 count、release、disclose 或 resume",
    "show a counted result again; the journal records that it was shown":
      "再次顯示已點算的結果；日誌記錄曾予顯示",
    "make a sealed bundle": "製作封存的票包",
    """
    Columns: 'token', or the election's identity fields; 'cast', except in a roll; and for \
    ballots a column for every contest of the style. Choices are option ids separated by \
    spaces, with :support, :oppose or :abstain where the contest asks for it; an empty cell \
    is a blank vote. V001..V250 stands for 250 people, T1..T2 for times spread over a range.
    """: """
    各欄：「token」，或選舉的身分欄位；「cast」，名冊除外；選票則每個選舉項目一欄。選擇為選\
    項識別碼，以空格分隔，選舉項目有此要求時加 :support、:oppose 或 :abstain；空欄代表空白票\
    。V001..V250 代表 250 人，T1..T2 代表分布於該段的時間。
    """,
    "the collector's id": "收集者的識別碼",
    "the collector's minisign secret key": "收集者的 minisign 私鑰",
    "the bundle's folder, which must be new": "票包的新資料夾",
    "the bundle's number, from 1 (else 1)": "票包的編號，由 1 起（否則為 1）",
    "the manifest.json of the bundle before": "前一個票包的 manifest.json",
    "this is the collector's last bundle": "這是收集者的最後一個票包",
    "ballots, register, roll or withdrawal (else ballots)":
      "ballots、register、roll 或 withdrawal（否則為 ballots）",
    "the ballots' style (else the collector's only one)": "選票種類（否則為收集者唯一的一種）",
    "32 bytes in hexadecimal; not needed with a token column":
      "32 位元組，以十六進制表示；有 token 一欄時不需要",
    "who could know what of the votes since when, from the record":
      "按紀錄，何人自何時起可得知投票內容",
    """
    Every count, release, display, export and disclosure is a line of the journal; so is what \
    clerks keyed. A blind count shows nothing to anybody.
    """: """
    每次點算、開啟、顯示、匯出及公布均為日誌的一行；人員所輸入的亦然。保密點算不向任何人顯示\
    任何東西。
    """,
    "share.OFFICER.json, or the officer's words, as for a count":
      "share.OFFICER.json，或點票主任的各字，一如點票",
    "make the vault forget who cast which ballot": "使保險庫不再記得誰投了哪張選票",
    """
    After the final result. Rewrites the vault so that it says who voted, in which style and \
    channel, and nothing points at a ballot any more, under a new key; removes the sections, \
    the rejected register and the old key's file, and looks whether they are gone. What other \
    custodians hold of their old keys they destroy themselves. Media that spread their wear \
    may keep old blocks: destroy the medium too where that matters.
    """: """
    用於最終結果之後。改寫保險庫，使其只說明誰曾投票、選票種類及途徑，不再指向任何選票，並改\
    用新密鑰；移除各部分、剔除登記冊及舊密鑰的檔案，並查看是否已不在。其他保管人所持的舊密鑰\
    由他們自行銷毀。會分散磨損的媒體可能保留舊區塊：有需要時請一併銷毀媒體。
    """,
    "the old vault key's file, which is removed": "將予移除的舊保險庫密鑰檔案",
    "where the new key goes, wrapped": "新密鑰加封後存放之處",
    "the latest count is not a final one": "最新的點算不是最終點算",
    "sever the vault after the final result; until then it is needed":
      "請在最終結果之後才切斷保險庫；在此之前仍需要它",
    "next: every other custodian destroys their old key's file":
      "下一步：其他每名保管人銷毀其舊密鑰的檔案",
  ]
}
