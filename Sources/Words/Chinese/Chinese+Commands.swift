/// What the commands say.
extension Chinese {
  static let commands = #"""
    "{0} is not a package with a journal of this election" = "{0} 不是載有此選舉日誌的結果包"
    "the public" = "公眾"
    "auditors" = "審核人員"
    "This package for {0} says of {1} ({2}), stage {3}:" = "供{0}的結果包，載述 {1}（{2}，{3}）："
    "  {0}: {1}" = "  {0}：{1}"
    "    {0}: {1}" = "    {0}：{1}"
    "note: this list was not compared with the journal's line of the export, since no workspace was \#
    given (--workspace DIR)" \#
    = "註：此清單沒有與日誌所載的匯出比對，因未指定工作區（--workspace DIR）"
    "the journal records no export of this list of hashes ({0}): what lies here is not what was \#
    exported" \#
    = "日誌沒有記載匯出此雜湊清單（{0}）：此處的檔案並非所匯出者"
    "a FILE or --change is missing" = "欠缺 FILE 或 --change"
    "no change '{0}'" = "沒有更改「{0}」"
    "next: {0} officers sign it, then: coldcount amend {1}" \#
    = "下一步：{0} 名選舉主任簽署，然後：coldcount amend {1}"
    "a tracking code has {0} to {1} hexadecimal digits, here are {2}" \#
    = "追蹤碼有 {0} 至 {1} 位十六進制數字，這裏有 {2} 位"
    "'{0}' where digit {1} should be: a tracking code has 0 to 9 and a to f" \#
    = "第 {1} 位為「{0}」：追蹤碼只有 0 至 9 及 a 至 f"
    "look whether it is a {0}" = "請看清楚是否 {0}"
    "look at the receipt again" = "請再看收據"
    "type all groups of the receipt" = "請輸入收據上的全部各組"
    "{0}: not there" = "{0}：沒有"
    "it is there" = "有"
    "No sealed ballot in this package has this code. Compare every group with the receipt; if they \#
    are the same, show it to the officers: the ballot is not in this count." \#
    = "此結果包沒有此追蹤碼的封存選票。請逐組與收據核對；如果相同，請向選舉主任出示收據：該選票不在此次點票之內。"
    "The sealed ballot came in and was opened with all others. Nobody can tell from its code what was \#
    chosen." \#
    = "封存選票已收到，並與所有其他選票一同開啟。沒有人能從追蹤碼得知所選的是甚麼。"
    "The sealed ballot came in and was not opened: by the rules of the election another vote of the \#
    same person stands, or this one could not count." \#
    = "封存選票已收到，但沒有開啟：按選舉規則，同一人的另一票有效，或此票不得計算。"
    "The sealed ballot came in and was not opened: the officers decided so, or its bundle does not \#
    count; the report names the decisions." \#
    = "封存選票已收到，但沒有開啟：由選舉主任決定，或其票包不予計算；有關決定載於報告。"
    "The sealed ballot came in. A package for the public does not say of single ballots what became of \#
    them; there are {0} in all." = "封存選票已收到。供公眾的結果包不說明個別選票的處理結果；封存選票共 {0} 張。"
    "The sealed ballot came in. A package for the public does not say of single ballots what became of \#
    them; of all {0}, {1} were counted, {2} struck and {3} left out." \#
    = "封存選票已收到。供公眾的結果包不說明個別選票的處理結果；全部 {0} 張之中，{1} 張獲點算，{2} 張被剔除，{3} 張不計。"
    "The result is provisional: ballots that come in later are not in it yet." \#
    = "此為臨時結果：其後收到的選票尚未計算在內。"
    "taken in" = "已接納"
    "it was in already" = "先前已接納"
    "next: the custodian reconciles again, and the officers count again" = "下一步：保管人重新核對，選舉主任重新點票"
    "amendment {0}: {1}" = "修訂 {0}：{1}"
    "New passphrase of {0} for the {1}" = "{0} 的{1}的新密碼"
    "use a terminal, or the commands: 'coldcount status' says what is next" \#
    = "請使用終端機，或使用指令：「coldcount status」說明下一步"
    "opening" = "開啟選票"
    "next: officers open it with 'coldcount release --share ...'" \#
    = "下一步：選舉主任以「coldcount release --share ...」開啟"
    "next: officers sign {0}/result.json, then export" = "下一步：選舉主任簽署 {0}/result.json，然後匯出"
    "not entered in a journal: no --workspace was given" = "沒有載入日誌：未提供 --workspace"
    "write to" = "寫入"
    "the folder is not empty" = "資料夾不是空的"
    "PROVISIONAL: stage {0}; reports/ says what is still out" = "臨時結果（{0}）；尚欠事項見 reports/"
    "WHAT is man, bash, zsh or fish" = "WHAT 為 man、bash、zsh 或 fish"
    "no removable medium is mounted" = "沒有已掛載的可移除儲存裝置"
    "plug the medium in, or name its folder" = "請插上儲存裝置，或指定其資料夾"
    "there is no bundle in {0}" = "{0} 沒有票包"
    "name the folder of a bundle, or the folder that holds several" = "請指定一個票包的資料夾，或存放多個票包的資料夾"
    "checking" = "檢查"
    "next: put this hash into the draft as identity.pepper" = "下一步：把此雜湊值填入草稿的 identity.pepper"
    "KIND is {0}" = "KIND 為 {0}"
    "next: fill it in, then: coldcount draft check {0}" = "下一步：填妥後執行 coldcount draft check {0}"
    "{0} takes {1}/{2} home; nobody else keeps a copy" = "{0} 取走 {1}/{2}；其他人不得保留副本"
    "next: {0} of the officers sign, each with their own key: coldcount sign {1}/election.json --as \#
    OFFICER --key OFFICER.key" \#
    = "下一步：{0} 名選舉主任各以自己的密鑰簽署：coldcount sign {1}/election.json --as OFFICER --key OFFICER.key"
    "the draft holds" = "草稿符合要求"
    "needed at the ceremony: officers {0}; custodians {1}" = "儀式須出席：選舉主任 {0}；保管人 {1}"
    "next: coldcount ceremony begin DRAFT --to DIR" = "下一步：coldcount ceremony begin DRAFT --to DIR"
    "next: coldcount ceremony DRAFT --to DIR" = "下一步：coldcount ceremony DRAFT --to DIR"
    "The draft of an election" = "選舉草稿"
    "Replace every text that begins with a question mark. Take out or copy whole rows of a list as \#
    you need them. Ids are letters, digits and hyphens, and stay for good; names are what people \#
    read." \#
    = "請更換每個以問號開首的文字，並按需要刪去或複製列表的整列。識別碼由字母、數字及連字號組成，往後不變；名稱則供人閱讀。"
    "Member" = "項目"
    "What belongs there" = "填寫內容"
    "The same in full: FormatElection in the documentation. Then: coldcount draft check" \#
    = "詳見文件 FormatElection。然後執行：coldcount draft check"
    "what the election is called" = "選舉的名稱"
    "the day of the poll" = "投票日"
    "when voting opens and closes; what was cast outside does not count" = "投票開始及結束的時間；此外投的票不算"
    "the parts of an identity that voters give, and the pepper's hash: coldcount pepper new prints \#
    it; without online voting and registers leave it out" \#
    = "選民提供的身分部分，以及胡椒值的雜湊值（由 coldcount pepper new 印出）；沒有網上投票及登記冊的則刪去此項"
    "the key under which an officer is dealt parts of a share: each officer makes one with \#
    coldcount key box" \#
    = "分派份額時所用的封存盒密鑰，由每名選舉主任自行製作：coldcount key box"
    "each custodian's key to the vault, in the order of people: coldcount key vault" \#
    = "每名保管人的保險庫密鑰，次序與 people 相同：coldcount key vault"
    "where people live; electorate, if you know it, gives turnout" = "選民所屬地區；如知道選民人數（electorate），可計算投票率"
    "what is decided: method, candidates or yes and no, and the area whose people decide it" \#
    = "所決定的事：方法、候選人或贊成與反對，以及由哪個地區的選民決定"
    "which contests stand on one ballot" = "同一張選票上有哪些選舉項目"
    "ways of voting; of a person's votes the one by the first channel counts" = "投票途徑；一人多投時，以排列最先的途徑所投者為準"
    "where paper is counted, and which styles are handed out there" = "點算紙票的地方，以及該處派發的選票種類"
    "who seals ballots (ballots), hands out papers (register) or lists who may vote (roll), each \#
    with a key of its own" \#
    = "封存選票（ballots）、派發紙票（register）或列出有權投票者（roll）的收集者，各有自己的密鑰"
    "officers open and sign together, custodians keep the vault, operators key sheets; each makes a \#
    key: coldcount key new" \#
    = "選舉主任共同開票及簽署，保管人保管保險庫，操作員輸入表格；各自以 coldcount key new 製作密鑰"
    "how many officers open the ballots, and how many sign" = "開票所需的選舉主任人數及簽署所需的人數"
    "whether the first or the last vote within a channel counts; from how many ballots on a place \#
    is shown by itself; until when the result is kept back (a time, or null)" \#
    = "同一途徑多次投票以首次或末次為準；一處有多少張票才單獨顯示；結果保密至何時（時間或 null）"
    "good      {0}: {1} {2}, {3}" = "完好      {0}：{1} {2}，{3}"
    "again     {0}: the same bundle as one above" = "重複      {0}：與上列票包相同"
    "still out: {0}" = "尚欠：{0}"
    "{0}: {1} an import would take, {2} it would refuse" = "{0}：匯入時會接納 {1}，會拒絕 {2}"
    "not checked: what the counting laptop alone knows, and what is sealed" = "未檢查：只有點票電腦知道的，以及密封的內容"
    "importing" = "匯入"
    "tracing" = "追查"
    "{0} recipients" = "{0} 名收件人"
    "{0}: marks in its wordings {1}, in the order of its rows {2}, in its charts {3}" \#
    = "{0}：標記在措辭中有 {1} 個，在各行次序中有 {2} 個，在圖表中有 {3} 個"
    "{0} has too few marks to tell whose copy it is" = "{0} 的標記太少，不足以顯示是誰的副本"
    "{0} marks that all agree name one of {1}" = "{0} 個標記全部相符，即可從 {1}中認出一名"
    "left out, with too few marks to be traced: {0}" = "因標記太少、無法追查而不包括在內：{0}"
    "entries of a {0}: {1}" = "{0}的紀錄：{1} 項"
    "accepted  {0}: {1} {2}, {3}" = "已接納  {0}：{1} {2}，{3}"
    "ignored: {0}" = "略過：{0}"
    "already-imported  {0}" = "早已匯入  {0}"
    "{0} of {1} taken in; {2} refused:" = "{1} 個票包中接納了 {0} 個；拒絕 {2} 個："
    "refused   {0}: {1}: {2}" = "已拒絕  {0}：{1}：{2}"
    "{0}: {1} accepted, {2} already there, {3} refused" = "{0}：接納 {1}，早已匯入 {2}，拒絕 {3}"
    "every line of the journal in {0} is in this one" = "{0} 內日誌的每一行均在此日誌之內"
    "name the folder that 'coldcount export' wrote for auditors" = "請指明 coldcount export 為審核人員寫成的資料夾"
    "note: {0}" = "註：{0}"
    "note: {0} was not compared with this journal: {1}" = "註：{0} 未與此日誌比較：{1}"
    "note: what lies beside {0} was not compared with this journal" = "註：{0} 旁的結果包未與此日誌比較"
    "{0}, by {1}" = "{0}，由 {1}"
    "{0} by {1}" = "{0}，由 {1} 簽署"
    "{0} at line {1}: {2}" = "{0}，在第 {1} 行：{2}"
    "NAME must be an identifier such as officer-a" = "NAME 須為識別碼，例如 officer-a"
    "New passphrase of {0}'s signing key" = "{0} 的簽署密鑰的新密碼"
    "wrote {0}.key and {1}.pub" = "已寫出 {0}.key 及 {1}.pub"
    "{0} seats" = "{0} 個議席"
    "{0} accounts" = "{0} 份票站選票結算表"
    "entered {0} as {1}" = "已輸入{0}，輸入者 {1}"
    "use a terminal, or import a table of sheets with 'coldcount paper import'" \#
    = "請使用終端機，或以「coldcount paper import」匯入點票表格的資料表"
    "sheets: {0} keyed, {1} agreed, {2} pending" = "點票表格：已輸入 {0}，一致 {1}，待處理 {2}"
    "adds up" = "相符"
    "{0} strikes" = "{0} 項剔除"
    "reconciling" = "核對"
    "since the last run: {0} more, {1} fewer" = "自上次以來：增加{0}，減少 {1} 項"
    "read {0} entries of {1}" = "已讀取 {1}的 {0} 項紀錄"
    "struck {0}" = "已剔除{0}"
    "unresolved at {0}: {1}" = "{0} 未能剔除：{1}"
    "identities: bundle {0} is left out with {1} ballots: {2}" = "身分資料：票包 {0} 連同 {1} 張選票不予計算：{2}"
    "cross-style: {0} people stand in two styles with a contest in common" \#
    = "跨選票種類：有 {0} 人同時列於兩個有共同選舉項目的選票種類"
    "by amendment: {0} lifted, {1} left out" = "按修訂：撤銷{0}，不計{1}"
    "{0} on the roll of one style twice" = "同一選票種類的名冊上有{0}重複"
    "something stands there" = "該處已有東西"
    "protocol: {0} {1}" = "測試報告：{0} {1}"
    "share.OFFICER.json, or the officer's words, as for a count" \#
    = "share.OFFICER.json，或選舉主任的各字，一如點票"
    "the latest count is not a final one" = "最新的點算不是最終點算"
    "sever the vault after the final result; until then it is needed" = "請在最終結果之後才切斷保險庫；在此之前仍需要它"
    "next: every other custodian destroys their old key's file" = "下一步：其他每名保管人銷毀其舊密鑰的檔案"
    "New passphrase of {0} for the new vault key" = "{0} 的新保險庫密鑰的新密碼"
    "severing" = "切斷聯繫"
    "it is still there" = "它仍在"
    "note: the journal ends in a line that was cut off; it records nothing" \#
    = "註：日誌以被截斷的一行結尾；該行沒有記錄任何事"
    "note: the vault lies on the same device as the workspace" = "註：保險庫與工作區在同一裝置"
    "bundles: {0} in with {1} sealed ballots, {2} refused" = "票包：已匯入 {0} 個，共 {1} 張封存選票；拒絕 {2} 個"
    "missing: {0}" = "尚欠：{0}"
    "reconciled: strikes.csv {0}" = "已核對：strikes.csv {0}"
    "not reconciled" = "尚未核對"
    "lots: {0} {1}, journal line {2}" = "抽籤：{0} {1}，日誌第 {2} 行"
    "counted: stage {0}, result.json {1}" = "已點算（{0}），result.json {1}"
    "counted: stage {0} (PROVISIONAL), result.json {1}" = "已點算（臨時結果，{0}），result.json {1}"
    "counted blind: stage {0}, not opened, sealed {1}" = "已作保密點算（{0}），未開啟，封存檔案 {1}"
    "embargo until {0}" = "公布禁令至 {0}"
    "exported: B2SUMS {0}" = "已匯出：B2SUMS {0}"
    "journal: {0}, head {1}" = "日誌：{0}，末值 {1}"
    "no identity was given" = "沒有提供身分"
    "reading" = "讀取"
    "{0} is a hash of 64 hexadecimal digits" = "{0} 是 64 位十六進制數字的雜湊值"
    "stage {0}, result {1}, opened by {2}" = "{0}，結果 {1}，由 {2} 開啟"
    "stage {0}, sealed {1}, by {2}, shown to nobody" = "{0}，封存檔案 {1}，由 {2} 經手，未向任何人顯示"
    "result {0}" = "結果 {0}"
    "result {0}, for {1}" = "結果 {0}，供 {1}"
    "result {0}, for all" = "結果 {0}，供所有人"
    "{0}: allowed by {1}, {2} needed" = "{0}：准許者 {1}，須有 {2} 名"
    "{0} {1}: {2} ballots, manifest {3}" = "{0} {1}：{2} 張選票，票包清單 {3}"
    "{0} {1}: {2} entries of a {3}, manifest {4}" = "{0} {1}：{3} 的紀錄 {2} 項，票包清單 {4}"
    "{0} of who voted" = "曾投票者的{0}"
    "the vault points at no ballot any more" = "保險庫不再指向任何選票"
    "the vault is empty" = "保險庫已清空"
    "{0}: {1} stand" = "{0}：有效 {1}"
    "{0}: at least {1} stand" = "{0}：有效至少 {1}"
    "{0}: fewer than {1} stand" = "{0}：有效少於 {1}"
    "Told in steps of {0}: exact numbers, or those of a style or channel, could tell of a few people \#
    beside what was told before or is published later." \#
    = "以 {0} 為一級：確實數目，或個別選票種類或途徑的數目，與先前或日後公布的相比，可能透露少數人的情況。"
    "These numbers are for the custodian alone; what may be told to all is said without --exact." \#
    = "這些數目只供保管人查看；不加 --exact 則說明可予公布的數目。"
    "These entries, and how many there are, are for the custodian alone; the package for the public \#
    says of strikes what may be told to all." \#
    = "這些紀錄及其數目只供保管人查看；可予公布的剔除數目載於供公眾的結果包。"
    "  on paper: {0}" = "  紙本：{0}"
    "  struck {0}: {1}" = "  剔除 {0}：{1}"
    "  required for {0}: {1}" = "  {0} 所需：{1}"
    "head {0}" = "末值 {0}"
    "ignored   in {0}: {1}" = "略過    {0} 內：{1}"
    "{0} and {1} more" = "{0} 及另外 {1} 項"
    "everything is on the medium and was read back from it: it may be taken out now" \#
    = "全部已寫入儲存裝置並讀回核對：現在可以取出儲存裝置"
    "next: officers sign {0}/B2SUMS" = "下一步：選舉主任簽署 {0}/B2SUMS"
    "nobody could know a vote yet" = "至今無人能知道任何票數"
    "the vault is not there: an older copy of this workspace would not be noticed" \#
    = "保險庫不在：未能核對此工作區是否最新"
    "PROVISIONAL" = "臨時結果"
    "no samples at {0}; name their folder with --samples" = "{0} 沒有樣本；請以 --samples 指定其資料夾"
    "With stock tools:" = "使用一般工具："
    "The collectors seal their ballots and the stations their registers" = "收集者封存選票，票站封存登記冊"
    "The workspace and the vault are made, and the stick is imported" = "建立工作區及保險庫，並匯入儲存裝置"
    "Paper is keyed twice; where two people differ a third decides" = "紙本輸入兩次；兩人不一致時由第三人決定"
    "The custodian finds who voted twice, without seeing who they are" = "保管人找出重複投票者，而不知其身分"
    "Two of three officers open the ballots and sign the result" = "三名選舉主任中兩名開啟選票並簽署結果"
    "The package is exported and signed, and anyone verifies it" = "匯出並簽署結果包，任何人均可核實"
    "Pages, tables and charts are made of it for the public" = "由此製作供公眾閱覽的網頁、表格及圖表"
    "The audit" = "審核"
    "{0} {1}, {2}" = "{0} {1}，{2}"
    "times: {0}" = "時間：{0}"
    "next: once all lots are drawn the officers count again: coldcount count --stage final" \#
    = "下一步：全部抽籤後，選舉主任再次點票：coldcount count --stage final"
    "a number from 1 to 10" = "請輸入 1 至 10"
    "Right? Y writes it down, N asks for the numbers again: " = "對嗎？按 Y 寫下，按 N 重新輸入號碼："
    "Read it to the witnesses: {0}." = "請向見證人讀出：{0}。"
    "Level again: {0} draw once more." = "再次相同：{0} 再抽一次。"
    "{0} forms" = "{0} 份表格"
    "for {0}" = "爭取 {0}"
    "to stay in the count; {0} of them do" = "以決定何人繼續參與點算（{0} 人）"
    "to have the surplus transferred first" = "以決定先轉移誰的餘票"
    "Round {0}: {1} draw {2}." = "第 {0} 輪：{1} 抽籤，{2}。"
    "Drawn: {0}." = "中籤：{0}。"
    "Stay in: {0}." = "繼續：{0}。"
    "First: {0}." = "先行：{0}。"
    "lots, round {0}: {1} (conducted by {2}; witnesses: {3})" = "抽籤第 {0} 輪：{1}（主持：{2}；見證：{3}）"
    "marks found: {0}" = "找到的標記：{0}"
    "cannot tell: {0} agreeing marks would name one of {1} recipients" \#
    = "無法判斷：要指出{1}名收件人之一，須有{0}個吻合的標記"
    "{0}: {1} of {2} marks agree; somebody innocent among {3} recipients would match so well at \#
    most once in {4} cases\n" \#
    = "{0}：{2}個標記中{1}個吻合；{3}名收件人中無辜者如此吻合的機會最多是{4}分之一\n"
    "There is no entry of this person." = "沒有此人的紀錄。"
    "counts" = "計算在內"
    "struck: {0}" = "已剔除：{0}"
    "left out by a decision" = "經決定不予計算"
    "on paper, and another vote counts too" = "紙本選票，另有一票亦計算在內"
    "on paper, in its box" = "紙本選票，已投入票箱"
    "on the roll" = "列於名冊"
    "withdrawn until then" = "已撤回此前所投"
    "there is no bundle in {0} but in what is closed to this user: {1}" \#
    = "{0} 內沒有票包，除非在此使用者不可讀之處：{1}"
    "closed    in {0}: {1}" = "不可讀  {0} 內：{1}"
    "if a bundle is in there, have it made readable" = "如其中有票包，請使之可讀"
    "wrong: {0}: {1}" = "不妥：{0}：{1}"
    "or: {0}" = "或：{0}"
    "a station's account" = "票站選票結算表"
    "an amendment" = "修訂"
    "accounts: {0} keyed, {1} agreed, {2} pending" = "選票結算表：已輸入 {0}，一致 {1}，待處理 {2}"
    "open: {0}" = "未決：{0}"
    "explained: {0}, by {1}" = "已解釋：{0}，解釋者 {1}"
    "reopened: {0}, by {1}" = "已重開：{0}，重開者 {1}"
    "taken out: {0}, by {1}" = "已取消：{0}，取消者 {1}"
    "'{0}' is no id" = "「{0}」並非識別碼"
    "an account has a station and at most a contest" = "選票結算表只有票站，最多加選舉項目"
    "BATCH is missing, or --account" = "欠 BATCH，或 --account"
    "overtaken: since came in {0}" = "已過時：其後輸入了 {0}"
    "explained by {0}: station {1}, {2} not accounted for, {3} not in batches: {4}" \#
    = "{0} 解釋：票站 {1}，{2} 張未有交代，{3} 張不在各批：{4}"
    "reopened by {0}: {1}: {2}" = "{0} 重開：{1}：{2}"
    "taken out by {0}: {1}: {2}" = "{0} 取消：{1}：{2}"
    "{0}: explained by {1}: {2}" = "{0}：{1} 解釋：{2}"
    "nothing of the file was taken; see 'coldcount paper status', and 'coldcount paper reopen \#
    --help'" \#
    = "檔案內容一概未取；請看「coldcount paper status」及「coldcount paper reopen --help」"
    "note: {0} had allowed it already; nothing was written" = "註：{0} 之前已經准許；沒有寫入任何內容"
    "note: {0} had signed it already" = "註：{0} 之前已經簽署"
    "next: every officer compares this hash, and deals: coldcount ceremony deal {0} --as OFFICER --key \#
    OFFICER.key" \#
    = "下一步：每名選舉主任核對此雜湊值，然後分派：coldcount ceremony deal {0} --as OFFICER --key OFFICER.key"
    "note: every one of the officers is needed to open: one share that is lost is the end of all \#
    sealed votes" \#
    = "註：開啟須全體選舉主任：遺失一個份額，所有封存的選票便不能再開啟"
    "next: with every deal's hash on paper, every officer takes: coldcount ceremony take {0} --as \#
    OFFICER --key OFFICER.key --box box.OFFICER.json" \#
    = "下一步：各份分派的雜湊值均已寫在紙上後，每名選舉主任領取：coldcount ceremony take {0} --as OFFICER --key OFFICER.key --box box.OFFICER.json"
    "New passphrase of {0} for the share" = "{0} 的份額的新密碼"
    "{0} takes {1}/share.{2}.json home; nobody else keeps a copy" \#
    = "{0} 把 {1}/share.{2}.json 帶走；其他人不得留有副本"
    "NAME and ID must be identifiers such as officer-a" = "NAME 及 ID 必須是識別碼，例如 officer-a"
    "wrote {0}" = "已寫入 {0}"
    "still to deal: {0}" = "尚待分派：{0}"
    "the election is not made yet: until all have taken, give election.json to nobody; still to \#
    take: {0}" \#
    = "選舉尚未完成：全體領取之前，不得把 election.json 交給任何人；尚待領取：{0}"
    "all have taken: election.json {0}" = "全體已領取：election.json {0}"
    "next: coldcount init COUNT --election {0}/election.json --vault VAULT --as OPERATOR --key \#
    OPERATOR.key" \#
    = "下一步：coldcount init COUNT --election {0}/election.json --vault VAULT --as OPERATOR --key OPERATOR.key"
    "destroy every deal file and box key on every medium, and put this hash on paper" \#
    = "銷毀所有儲存裝置上的分派檔案及封存盒密鑰，並把此雜湊值寫在紙上"
    "what is allowed is count, release, disclose, resume, clock or small" = "可准許的是 count、release、disclose、resume、clock 或 small"
    "{0} is a number from 1 on" = "{0} 是 1 或以上的數目"
    "small: allowed by {0}, {1} needed" = "small：{0} 已准許，需要 {1} 名"
    "{0} that nobody can read" = "{0}無人能讀取"
    "looking at the ballots" = "正在查看選票"
    "mixing" = "混合"
    "{0} takes over {1} of {2}, unchanged since an earlier count" = "{0} 沿用 {2}中自先前點票以來沒有改變的 {1} 份"
    "checking the proofs" = "正在檢查證明"
    "checking the ballots" = "正在檢查選票"
    "checking the mixes" = "正在檢查各次混合"
    "checking the openings" = "正在檢查各份開啟"
    "checking the mixes, before any share is used" = "在使用任何份額前檢查各次混合"
    "an election with proofs takes one --officer-key for each --share, in their order" = "附有證明的選舉須為每個 --share 按次序提供一個 --officer-key"
    "{0} openings" = "{0} 份開啟"
    "mix {0} by {1}" = "{1} 的第 {0} 次混合"
    "opening by {0} of {1}, tracking.txt {2}" = "{1} 中 {0} 的開啟，tracking.txt {2}"
    "{0} led to no result" = "{0}沒有得出結果"
    "{0} of few ballots, the smallest of {1}" = "少數選票的{0}，最小一組 {1} 張"
    "count with 'coldcount count'" = "請以「coldcount count」點票"
    "journal head {0}" = "日誌末行雜湊值 {0}"
    "next: with this head on paper, on the officer's own laptop: coldcount console {0}, or coldcount {1} {2} --head HASH --as OFFICER --key OFFICER.key" = "下一步：把此末值寫在紙上後，在選舉主任自己的電腦：coldcount console {0}，或 coldcount {1} {2} --head HASH --as OFFICER --key OFFICER.key"
    "next: carry it back, and at the count: coldcount {0} --take {1} --as {2} --key OFFICER.key" = "下一步：帶回點票處：coldcount {0} --take {1} --as {2} --key OFFICER.key"
    "checking what was mixed" = "正在檢查所混合的"
    "mixed by {0}, {1} needed" = "已由 {0} 混合，需要 {1} 名"
    "next: officers open it with 'coldcount open' or 'coldcount release'" = "下一步：由選舉主任以「coldcount open」或「coldcount release」開啟"
    "note: destroy what was opened on every other medium too" = "註：其他儲存裝置上所開啟的亦須銷毀"
    "checking what was opened" = "正在檢查所開啟的"
    "opened by {0}" = "已由 {0} 開啟"
    "next: {0} open too" = "下一步：{0} 亦須開啟"
    "{0} refused what {1} dealt: recorded" = "{0} 拒絕了 {1} 的分派：已記錄"
    "{0} refused what {1} dealt, void " = "{0} 拒絕了 {1} 的分派，作廢 "
    """#
}
