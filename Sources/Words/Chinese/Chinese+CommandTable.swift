/// What the table of commands says: the help.
extension Chinese {
  static let commandTable = #"""
    "make an amendment for the officers to sign, or take a signed one in" = "製作修訂供選舉主任簽署，或接納已簽署的修訂"
    "With --change and --reason: writes amendment-NNN.json into the folder of --to, which the \#
    officers then sign with 'coldcount sign'. With FILE: takes it in, once as many officers \#
    signed it as the quorum says (FILE.OFFICER.minisig beside it). Changes, one for each \#
    --change:\n\n{0}\n\nAfterwards the custodian reconciles again and the officers count again." \#
    = "使用 --change 及 --reason 時：把 amendment-NNN.json 寫入 --to 的資料夾，然後由選舉主任以「coldcount sign」簽署。使用 \#
    FILE 時：待足夠人數的選舉主任簽署後（檔案旁有 FILE.OFFICER.minisig）予以接納。可作的更改如下，每個 --change \#
    一項：\n\n{0}\n\n之後由保管人重新核對，並由選舉主任重新點票。"
    "one change, in the words above" = "一項更改，寫法如上"
    "why, for the record" = "理由，載入紀錄"
    "where the amendment is written (else this folder)" = "修訂寫入的資料夾（否則為目前資料夾）"
    "make the count and vault keys, share them out, write election.json" \#
    = "產生點票密鑰及保險庫密鑰，分成份額，並寫出 election.json"
    "Asks each officer and custodian for a passphrase, one after the other, and writes \#
    share.OFFICER.json and vault.CUSTODIAN.json for them to take home, and election.json to be \#
    signed by the officers. The count key itself is never written. For an election with proofs, whose key nobody ever has, use 'coldcount ceremony begin', 'deal' and 'take'." \#
    = "依次請每名選舉主任及保管人輸入密碼，寫出 share.OFFICER.json 及 vault.CUSTODIAN.json 供各人帶走，以及 election.json \#
    供選舉主任簽署。點票密鑰本身從不寫出。"
    "where the files go" = "檔案存放的資料夾"
    "also show every officer's 33 words, for the sealed envelope; mind who can see them" \#
    = "同時顯示每名選舉主任的 33 個字，以放入密封信封；請留意旁人"
    "hold two result packages of one count against each other" = "比較同一點票的兩個結果包"
    "For the same media counted on a second laptop. Each package is first verified by itself. \#
    Whatever went into the count and whatever came out of it must be equal; each difference is \#
    named, down to the bundle, sheet, place and option. What two laptops may do differently \#
    (journal, order, program, signatures) is told as such. Two packages for the public can be \#
    compared as well. Status 0 where both hold and say the same, 1 where not." \#
    = "供以第二部電腦點算同一批儲存裝置之用。每個結果包先各自核實。輸入點票的一切及得出的一切必須相同；每項差異均予列明，細至票包、點票表格、地點及選項。兩部電腦容許不同之處（日誌、次序、程式、簽\#
    署）另行說明。公開的結果包亦可互相比較。兩者均成立且相同時狀態為 0，否則為 1。"
    "the guide for counting staff, on the whole screen" = "點票人員的全屏指引"
    "Shows the steps of the count, what is done, pending and wrong, and what lies on the media \#
    that are plugged in; asks for what a step needs, shows the command that it comes to, and runs \#
    it. It mounts nothing and runs nothing from a medium, and shows no vote before the officers \#
    open the result. The keys stand at the bottom of the screen. With DIR it leads officers \#
    through what lies in that folder: a ceremony that was begun there, or what was handed out to be \#
    mixed or opened on a laptop of an officer's own; where there is no workspace it finds such a \#
    folder on the media by itself." \#
    = "顯示點票各步驟，何者已完成、待辦或有誤，以及已插上的儲存裝置上有甚麼；詢問每一步所需的資料，顯示相應的指令並執行。不掛載儲存裝置，不執行儲存裝置上的任何東西，在選舉主任開啟結果前不顯示任何投票。\#
    按鍵列於螢幕底部。指定 DIR 時，引導選舉主任處理該資料夾：在其中開始的儀式，或交到選舉主任自己的電腦混合或開啟的資料；沒有工作區時，程式自行在儲存裝置上尋找此類資料夾。"
    "the signed election.json, for a new workspace" = "已簽署的 election.json，供新工作區之用"
    "the folder of the vault, for a new workspace" = "保險庫的資料夾，供新工作區之用"
    "a folder to look at instead of the media that are mounted" = "要查看的資料夾，代替已掛載的儲存裝置"
    "a folder with people's keys and shares" = "存放各人密鑰及份額的資料夾"
    "open the ballots with the officers' shares and count" = "以選舉主任的份額開啟選票並點票"
    "share.OFFICER.json, or the officer's words in a text file" = "share.OFFICER.json，或載有選舉主任各字的文字檔"
    "seal the result again instead of showing it" = "再次封存結果而不顯示"
    "cores to use (else all)" = "使用的處理器核心數目（否則全部）"
    "write pages, tables and charts from a verified package" = "從已核實的結果包寫出網頁、表格及圖表"
    "Verifies the package first and refuses one that does not hold. The same package gives the \#
    same files, byte for byte, listed in B2SUMS. Small places are shown together with neighbours; \#
    what is provisional says so on every page and in every file name. With --for the copy is for \#
    one recipient and can be told from every other ('coldcount trace'): it has the report and what \#
    else carries enough marks for that, and says how many. What is made in a workspace is entered \#
    in its journal; before the embargo ends, and for one recipient, it has to be." \#
    = "先核實結果包，不成立者不予處理。同一結果包得出逐個位元組相同的檔案，列於 B2SUMS。小數目的地點與鄰近地點合併列出；臨時結果在每頁及每個檔名註明。使用 --for \#
    時，該份副本供一名收件人使用，可與其他副本區分（「coldcount trace」）：內有報告，以及標記足夠的其他檔案，並列出標記數目。在工作區製作的會載入其日誌；公布禁令完結前，以及給單一收件人的，必須如此。"
    "a new folder for the files" = "存放檔案的新資料夾"
    "a marked copy for one recipient" = "供一名收件人使用的標記副本"
    "both, {0} (else the election's)" = "both、{0}（否則按選舉所定）"
    "decimals of percentages, 0 to 6 (else 1)" = "百分率的小數位，0 至 6（否則 1）"
    "what no file says: {0}" = "沒有檔案說明的事項：{0}"
    "another vote or stage, to show the change" = "另一次投票或階段，以顯示升跌"
    "also a declaration of this contest alone" = "另外為此選舉項目單獨製作結果宣布"
    "an option of the other vote that is one of this, by their ids" = "另一次投票中與今次某選項相同的選項（識別碼）"
    "an opinion poll: {0}" = "民意調查：{0}"
    "publish though few ballots changed since an earlier result" = "雖然自先前結果以來只有少量選票改變，仍予公布"
    "sign B2SUMS as the person of --as" = "以 --as 的身分簽署 B2SUMS"
    "write the signed result package" = "寫出已簽署的結果包"
    "which result (else the latest)" = "哪一份結果（否則最新一份）"
    "for everyone, instead of for auditors" = "供所有人使用，而非供審核人員使用"
    "write manual pages, or completions for a shell" = "寫出使用手冊，或供命令列介面使用的自動補全"
    "WHAT is man, bash, zsh or fish. Packages for systems use it; completions can also be loaded \#
    from where they were written, in bash with 'source DIR/coldcount.bash'." \#
    = "WHAT 為 man、bash、zsh 或 fish。系統套件會使用；自動補全亦可直接載入，例如在 bash 使用「source DIR/coldcount.bash」。"
    "make tokens of identity strings, for collectors" = "為收集者把身分字串變成代碼"
    "Reads identities from standard input, one a line with the definition's fields in order and \#
    commas or tabs between them, and prints one token a line. Spelling is made one first: \#
    full-width forms, lower case, spaces and -/(). do not matter. Run it where the identities \#
    are, never on the counting laptop. Without the pepper a token of four digits and a date can \#
    be guessed by trying all of them; keep the pepper as you keep the identities." \#
    = "從標準輸入讀取身分，每行一個，依選舉定義的欄位次序，以逗號或定位符分隔，並逐行印出代碼。寫法會先統一：全形、小寫、空格及 -/(). \#
    均無影響。請在存放身分資料之處執行，切勿在點票電腦上執行。沒有胡椒值時，由四位數字及日期所成的代碼可逐一試出；請如保管身分資料般保管胡椒值。"
    "32 bytes in hexadecimal" = "32 位元組，以十六進制表示"
    "make a workspace and its vault" = "建立工作區及其保險庫"
    "Checks the definition and that enough officers signed it (election.json.OFFICER.minisig \#
    beside it). The vault takes the sealed identities; keep it on another medium if you can." \#
    = "檢查選舉定義及是否有足夠選舉主任簽署（其旁的 election.json.OFFICER.minisig）。保險庫存放封存的身分資料；最好放在另一儲存裝置。"
    "the signed election.json" = "已簽署的 election.json"
    "the folder of the vault" = "保險庫的資料夾"
    "show the record, after checking its chain and its signatures" = "檢查日誌鏈及簽署後顯示紀錄"
    "The last line gives the head, in groups of four, for observers to write down. A damaged \#
    journal is refused with the line and what it breaks. --against holds it against the journal \#
    of a package that was exported before: refused where that has lines that are not here." \#
    = "最後一行是日誌末值，四個一組，供觀察員抄下。損壞的日誌不獲接納，並指出哪一行及所違反的規則。--against 把日誌與先前匯出的結果包內的日誌比較：如該處有此處沒有的行，即不獲接納。"
    "a package for auditors, of this election" = "此選舉供審核人員使用的結果包"
    "make a signing key" = "產生簽署密鑰"
    "Writes NAME.key, encrypted with a passphrase as minisign does, and NAME.pub. Stock minisign \#
    signs with the one and verifies with the other." \#
    = "寫出以密碼加密（一如 minisign）的 NAME.key 及 NAME.pub。一般的 minisign 可用前者簽署，用後者核實。"
    "where the two files go (else this folder)" = "兩個檔案存放的資料夾（否則為目前資料夾）"
    "leave the key unprotected, as 'minisign -W' does: for demonstrations only" \#
    = "密鑰不加保護，一如「minisign -W」：只供示範"
    "print a public key" = "印出公鑰"
    "Takes a minisign public key file, or a secret one." = "接受 minisign 公鑰檔案或私鑰檔案。"
    "show who draws lots, and record what they draw" = "說明由誰抽籤，並記錄所抽號碼"
    "After a count that ends in a tie. Ten balls, numbered 1 to 10: every candidate who is level \#
    draws one, which is put back; the returning officer draws for whoever is absent. Higher \#
    numbers take what there is to take; who is level at the boundary draws again. At a terminal \#
    each number is asked for, and read back to the witnesses before it is written; in a script \#
    --draw gives one round, all at once. A wrong entry is corrected by an amendment, never by \#
    drawing again." \#
    = "用於點算結果票數相同之後。十個球，編號 1 至 10：票數相同的候選人各抽一個，抽後放回；缺席者由選舉主任代抽。號碼大者先得；界線上相同者再抽。在終端機會逐一詢問號碼，並先向見證人讀出才寫下；在指令\#
    稿中以 --draw 一次過提供一輪。輸入錯誤以修訂更正，絕不再抽。"
    "what a candidate drew" = "候選人抽出的號碼"
    "who conducts the drawing (else the person of --as)" = "主持抽籤者（否則為 --as 的人員）"
    "who watches; at least one" = "見證人；最少一名"
    "enter sheets as one person keyed them" = "匯入一人所輸入的點票表格"
    "A sheet.json, or a table of many sheets with the columns station,batch,contest,item,count. \#
    Items are 'papers', each option (with :support, :oppose and :abstain where the contest asks \#
    for them) and 'rejected:CATEGORY' for every category. A sheet counts once two different \#
    people have keyed it alike; where they differ a third decides. A file with anything wrong in \#
    it is refused whole." \#
    = "一份 sheet.json，或多張點票表格的資料表，各欄為 station,batch,contest,item,count。項目為「papers」、各選項（選舉項目有此要求時加 \#
    :support、:oppose 及 :abstain），以及每個類別的「rejected:CATEGORY」。點票表格由兩名不同的人輸入一致後計入；不一致時由第三人決定。檔案有任何錯誤即全\#
    部不獲接納。"
    "key sheets and accounts at the terminal" = "在終端機輸入點票表格及選票結算表"
    "Shows one form after the other: its numbers in the order of the paper, each ended with Enter, \#
    and beside them what they add up to. It is entered when you say Y. To choose a sheet, type the \#
    station's id, number or name, then its batch and the first letters of the contest; for the \#
    station's account type 'account' in place of the batch. The next one is proposed. You are asked \#
    before a batch that nobody has keyed yet is made. Nobody sees what another person keyed before \#
    their own entry is in. What you have begun is kept if the program stops, down to the field. Your \#
    key is unlocked once." \#
    = "逐張顯示表格：數目按紙本次序，每個以 Enter 結束，旁邊是累計；按 Y 才輸入。選擇點票表格時，輸入票站的識別碼、號碼或名稱，再輸入批次及選舉項目的首數個字母；輸入選票結算表則\#
    以 account 代替批次。系統會建議下一張；從未有人輸入的批次會先詢問。在自己輸入完成前，無人看到他人所輸入的。程式中斷時，已開始的內容會保留，並回到原來的欄位。密鑰只須解鎖一次。"
    "enter the stations' accounts of their papers" = "輸入各票站的選票結算表"
    "Shows no votes: only who keyed what and where two people differ." = "不顯示投票：只顯示由誰輸入，以及兩人在何處不一致。"
    "find double votes with the vault key and write the strikes" = "以保險庫密鑰找出重複投票，並寫出剔除名單"
    "Opens the sealed identities, compares them without showing any, and writes strikes.csv and \#
    reconciliation.json for the count, which the custodian signs at once. Every custodian comes to \#
    the same bytes." \#
    = "開啟封存的身分資料，互相比較而不顯示，並為點票寫出 strikes.csv 及 reconciliation.json，由保管人即時簽署。每名保管人得出的檔案逐個位元組相同。"
    "vault.CUSTODIAN.json, or the key in base64" = "vault.CUSTODIAN.json，或 base64 密鑰"
    "count control ballots of known content and compare every figure" = "點算內容已知的測試選票，並比較每個數字"
    "Makes control ballots, registers, rolls and papers for the real definition, sealed to its \#
    real keys, sends them the whole way of a count (import, paper keyed twice, reconciliation, \#
    count, package, audit) and compares every figure of the result with what was put in. The \#
    officers and a custodian open with their real shares and key; of an election with proofs the \#
    shares are tried by themselves, and the count is mixed and opened with others. Collectors and people sign with \#
    keys that are thrown away, so nothing of a rehearsal can be imported into the count, and the \#
    workspace of the count is not touched. DIR takes the protocol, signed where --as and --key \#
    are given, and the package that was counted. Status 1 where anything differs." \#
    = "按真實的選舉定義製作測試選票、登記冊、名冊及選票紙，以真實密鑰封存，經過整個點票程序（匯入、兩次輸入、核對、點票、結果包、審核），並把結果的每個數字與所放入的比較。選舉主任及一名保管\#
    人以真實的份額及密鑰開啟；附有證明的選舉則另行測試份額，點票由其他份額混合及開啟。收集者及人員以用後即棄的密鑰簽署，因此演練的任何東西都不能匯入點票，點票的工作區亦不受影響。DIR 存放測試報告（提供 --as 及 --key \#
    時予以簽署）及所點算的結果包。有任何差異時狀態為 1。"
    "the folder of the protocol, which must be new" = "存放測試報告的新資料夾"
    "open a blind count with the officers' shares" = "以選舉主任的份額開啟保密點算"
    "Needs exactly as many officers' shares as the election's quorum, and before the embargo ends \#
    their extra yes ('coldcount allow release'). From here on the result is as any other: \#
    officers sign it, then it is exported." \#
    = "須有剛好等於選舉法定人數的選舉主任份額；公布禁令完結前，還須他們另行准許（「coldcount allow release」）。此後結果與其他結果無異：選舉主任簽署，然後匯出。"
    "an officer allows an act that needs the quorum's extra yes" \#
    = "選舉主任准許一項須法定人數另行同意的行事"
    "the result to be disclosed (else the latest)" = "擬公布的結果（否則最新一份）"
    "show a counted result again; the journal records that it was shown" = "再次顯示已點算的結果；日誌記錄曾予顯示"
    "tell a collector what an import would refuse" = "告訴收集者匯入時會拒絕甚麼"
    "A path is a bundle's folder or a folder of such folders, in the order in which they are \#
    imported. Every check of an import is made, and what of the numbers would still be out; no \#
    workspace is needed and nothing is written. Not checked is what only the counting laptop knows: \#
    what is in already, and keys that the officers revoked. Nobody can check the ballots and \#
    identities themselves, which are sealed. Status 0 where every bundle would be taken in." \#
    = "路徑為一個票包的資料夾，或存放多個票包的資料夾，按匯入的先後排列。匯入時的每項檢查都會進行，並列出編號上尚欠的；無需工作區，亦不寫入任何檔案。未檢查的是只有點票電腦知道的：已匯入的票包，以及選舉主任撤銷的密鑰。選票與身分本身已密封，無人能夠檢查。每個票包都會獲接納時狀態為 0。"
    "make the secret from which identity tokens are made" = "產生用以製作身分代碼的胡椒值"
    "Writes 32 random bytes as 64 hexadecimal digits into a new file and prints their hash, which \#
    goes into the draft as identity.pepper. Whoever has the pepper can try identities: give it to \#
    the collectors alone, and never to a custodian." \#
    = "把 32 個隨機位元組以 64 個十六進制數字寫入新檔案，並印出其雜湊值，填入草稿的 identity.pepper。持有胡椒值者可逐一試出身分：只可交給收集者，切勿交給保管人。"
    "write a draft to fill in, with a page that says what belongs where" = "寫出待填寫的草稿，並附說明各項填寫內容的一頁"
    "KIND is {0}. Every text that begins with a question mark is to be replaced; 'coldcount draft \#
    check' names those that are left, and then whatever does not hold. Nothing of a sample is in it." \#
    = "KIND 為 {0}。凡以問號開首的文字均須更換；coldcount draft check 會列出未填的，然後列出不符合之處。草稿不含樣本的任何內容。"
    "where draft.json and draft.md go (else this folder)" = "draft.json 及 draft.md 的所在（否則目前資料夾）"
    "list what is wrong with a draft before people meet" = "在各人聚集之前列出草稿的錯處"
    "Everything that the ceremony would refuse, by its path in the file: what is still to be filled \#
    in first, then the rest. Writes nothing." \#
    = "按檔案內的路徑列出儀式會拒絕的一切：先列待填寫的，再列其餘。不寫入任何檔案。"
    "make a sealed bundle" = "製作封存的票包"
    "Columns: 'token', or the election's identity fields; 'cast', except in a roll; and for \#
    ballots a column for every contest of the style. Choices are option ids separated by spaces, \#
    with :support, :oppose or :abstain where the contest asks for it; an empty cell is a blank \#
    vote. V001..V250 stands for 250 people, T1..T2 for times spread over a range." \#
    = "各欄：「token」，或選舉的身分欄位；「cast」，名冊除外；選票則每個選舉項目一欄。選擇為選項識別碼，以空格分隔，選舉項目有此要求時加 :support、:oppose 或 \#
    :abstain；空欄代表空白票。V001..V250 代表 250 人，T1..T2 代表分布於該段的時間。"
    "the collector's id" = "收集者的識別碼"
    "the collector's minisign secret key" = "收集者的 minisign 私鑰"
    "the bundle's folder, which must be new" = "票包的新資料夾"
    "the bundle's number, from 1 (else 1)" = "票包的編號，由 1 起（否則為 1）"
    "the manifest.json of the bundle before" = "前一個票包的 manifest.json"
    "this is the collector's last bundle" = "這是收集者的最後一個票包"
    "ballots, register, roll or withdrawal (else ballots)" \#
    = "ballots、register、roll 或 withdrawal（否則為 ballots）"
    "the ballots' style (else the collector's only one)" = "選票種類（否則為收集者唯一的一種）"
    "32 bytes in hexadecimal; not needed with a token column" = "32 位元組，以十六進制表示；有 token 一欄時不需要"
    "who could know what of the votes since when, from the record" = "按紀錄，何人自何時起可得知投票內容"
    "Every count, release, display, export and disclosure is a line of the journal; so is what \#
    clerks keyed. A blind count shows nothing to anybody." \#
    = "每次點算、開啟、顯示、匯出及公布均為日誌的一行；人員所輸入的亦然。保密點算不向任何人顯示任何東西。"
    "make the vault forget who cast which ballot" = "使保險庫不再記得誰投了哪張選票"
    "After the final result. Rewrites the vault so that it says who voted, in which style and \#
    channel, and nothing points at a ballot any more, under a new key; removes the sections, the \#
    rejected register and the old key's file, and looks whether they are gone. What other \#
    custodians hold of their old keys they destroy themselves. Media that spread their wear may \#
    keep old blocks: destroy the medium too where that matters." \#
    = "用於最終結果之後。改寫保險庫，使其只說明誰曾投票、選票種類及途徑，不再指向任何選票，並改用新密鑰；移除各部分、剔除登記冊及舊密鑰的檔案，並查看是否已不在。其他保管人所持的舊密鑰由他們\#
    自行銷毀。會分散磨損的儲存裝置可能保留舊區塊：有需要時請一併銷毀儲存裝置。"
    "the old vault key's file, which is removed" = "將予移除的舊保險庫密鑰檔案"
    "where the new key goes, wrapped" = "新密鑰加封後存放之處"
    "remove everything that the vault holds" = "移除保險庫內的一切"
    "At the end of the time for which it has to be kept. Needs the officers; the journal records \#
    it. The result and its package stay as they are and can be verified as before." \#
    = "用於須予保存的期限屆滿時。須有選舉主任；日誌會作記錄。結果及其結果包保持不變，仍可如前核實。"
    "sign a definition, an amendment, a reconciliation, a result or a package" \#
    = "簽署選舉定義、修訂、核對、結果或結果包"
    "Writes FILE.PERSON.minisig, which stock 'minisign -V -H' verifies. The person and the key \#
    are checked against the election: the file itself where it is a definition, else \#
    election.json in a folder above it or in the workspace. A file of the workspace is also \#
    entered in its journal. Of a package's B2SUMS every file is read again before the key is \#
    asked for, the list is compared with the export that the journal of the workspace records, \#
    and what the package says is shown." \#
    = "寫出 FILE.PERSON.minisig，可以一般的「minisign -V -H」核實。人員及密鑰會與選舉核對：檔案為選舉定義時與其本身核對，否則與上層資料夾或工作區內的 \#
    election.json 核對。工作區內的檔案亦載入其日誌。簽署結果包的 B2SUMS 時，在要求密鑰前會重新讀取每個檔案，把清單與工作區日誌所載的匯出比對，並顯示結果包的內容。"
    "say what became of the sealed ballot with a tracking code" = "說明某追蹤碼的封存選票的處理結果"
    "CODE is the tracking code of a receipt, in groups or not. Checks the package in DIR (else in \#
    this folder) as 'verify' does, and says of the ballot with this code whether it was counted, \#
    struck or left out, or is not there; a package for the public says only that it is there. \#
    Status 0 where it is there, 1 where it is not." \#
    = "CODE 為收據上的追蹤碼，可分組或不分組。如「verify」般檢查 DIR（否則此資料夾）內的結果包，並說明該追蹤碼的選票獲點算、被剔除、不計，還是沒有；供公眾的結果包只說明有沒有。有則狀態為 0，沒有則為 1。"
    "where the count stands, what is missing, and what is next" = "點票進度、尚欠事項及下一步"
    "Shows no vote and no identity." = "不顯示投票，亦不顯示身分。"
    "tell whose marked copy a leaked file, picture or text came from" = "查出外洩的檔案、圖片或文字來自誰的標記副本"
    "FILE is a page, a table, copied text (- for standard input), or a picture (PNG or PNM), which \#
    may be turned by three degrees, dimmed or inverted. Several are taken for parts of one leak, \#
    as the pages of a print. Needs the package, the workspace in which the copies were made, and the key of whoever made \#
    them, since only that key finds the marks again. Names somebody only where an innocent one \#
    would match so well less often than once in a million cases; else it says that it cannot \#
    tell, and ends with status 1." \#
    = "FILE 為網頁、表格、複製的文字（- 代表標準輸入），或圖片（PNG 或 PNM）；圖片可歪斜三度、變暗或反色。多個檔案視為同一次外洩的各部分，例如列印的各頁。須有結果包、製作副本的工作區，以及製作者的密鑰，因為只有該密鑰能找出標記。只有在無辜者如此吻合的\#
    機會少於百萬分之一時才指出某人；否則說明無法判斷，並以狀態 1 結束。"
    "the package of which the copies were made" = "製作副本所用的結果包"
    "who made the copies" = "副本的製作者"
    "that person's minisign secret key" = "該人的 minisign 私鑰"
    "as when the copies were made (else the election's)" = "與製作副本時相同（否則按選舉所定）"
    "as when the copies were made (else 1)" = "與製作副本時相同（否則 1）"
    "show the custodian which entries were struck and why" = "向保管人顯示哪些紀錄被剔除及理由"
    "Opens the rejected register of the last reconciliation: token, style, channel, reason and \#
    tracking code of every struck ballot, for the custodian alone. The journal records that it \#
    was opened. How many were struck the package for the public says, where few are told \#
    together." \#
    = "開啟上次核對的剔除登記冊：每張被剔除選票的代碼、選票種類、途徑、理由及追蹤碼，只供保管人查看。日誌會記錄曾予開啟。被剔除的數目載於供公眾的結果包，其中少數者合併列出。"
    "tell a person whether and how their entry counted" = "告知某人其紀錄有否計算在內"
    "For a person who comes and asks: reads their identity (the definition's fields with commas \#
    between them) from the terminal or standard input, makes the token with the pepper, and says \#
    what became of each of their entries. The journal records that it was asked, not of whom." \#
    = "供親自查詢的人使用：從終端機或標準輸入讀取其身分（選舉定義的欄位，以逗號分隔），以胡椒值得出代碼，並說明其每項紀錄的結局。日誌記錄曾有查詢，但不記錄所查何人。"
    "say how many entries stand, as it may be told to all" = "說明有多少項有效紀錄，其數可予公布"
    "How far a petition has come: of each contest how many entries stand, in steps of twice the \#
    election's smallest number, and the number that is required. With --exact shows the \#
    custodian, and nobody else, entries that stand and those struck, by style and channel. No \#
    ballot is opened and nothing is written but a line of the journal." \#
    = "聯署的進度：每個選舉項目有多少項有效紀錄，以選舉最小數目的兩倍為一級，以及所需數目。加上 --exact 則只供保管人查看，按選票種類及途徑列出有效及被剔除的紀錄。不開啟任何選票，除日誌一行外不寫入任何東西。"
    "every number, for the custodian alone" = "所有確實數目，只供保管人查看"
    "check a result package, point by point" = "逐點核實結果包"
    "Reads nothing but the folder, and bundles where they are named. Every failure is listed, and \#
    what could not be checked is said. Status 0 where nothing fails, 1 where something does." \#
    = "只讀取該資料夾，以及所指定的票包。列出每項不符，並說明哪些未能檢查。沒有不符時狀態為 0，否則為 1。"
    "the published hash of election.json" = "公布的 election.json 雜湊值"
    "the published hash of the program that counted" = "公布的點票程式雜湊值"
    "a folder of bundles whose ballots are compared with tracking.txt" \#
    = "存放票包的資料夾，其選票會與 tracking.txt 比對"
    "a page to sign, with the checks that only people can make" = "可供簽署的審核表，附只能由人手核對的事項"
    "is this laptop fit for a count?" = "此電腦適合點票嗎？"
    "Looks at the network, radios, swap, hibernation, clock, room, memory, media and at what this \#
    program denies itself; says of each what was found, why it matters and how to mend it. It \#
    changes nothing. 'init', 'count' and 'release' do the same and put the outcome into the \#
    journal. Status 1 where something is bad." \#
    = "檢查網絡、無線電、交換空間、休眠、時鐘、可用空間、記憶體、儲存裝置，以及本程式對自身的限制；逐項說明發現甚麼、為何重要、如何處理。不作任何改動。「init」、「count」及「relea\#
    se」亦會作同樣檢查，並把結果載入日誌。有任何不妥時狀態為 1。"
    "a whole count on the samples, from sealed bundles to a verified result" \#
    = "以樣本作一次完整點票，由封存票包至已核實的結果"
    "Counts the 2017 civil referendum at full size: seals 65,000 ballots, imports them, enters \#
    the paper, strikes who voted twice, opens, signs, exports and verifies. Shows every command. \#
    DIR (else coldcount-demo) must be new." \#
    = "以實際規模點算 2017 年民間全民投票：封存 65,000 張選票，匯入，輸入紙本，剔除重複投票，開啟，簽署，匯出並核實。列出每個指令。DIR（否則為 \#
    coldcount-demo）須為新資料夾。"
    "the samples (else ./samples, else those beside or above the program)" = "樣本（否則為 ./samples，再否則為程式旁或其上層資料夾的）"
    "register" = "登記冊"
    "withdrawal" = "撤回名單"
    ", " = "、"
    "journal" = "日誌"
    "status" = "狀況"
    "Columns: {0}; where every contest has papers of its own {1}. An account counts once two \#
    different people have keyed the same figures; each writes the note in their own words. A \#
    difference is told; what is in the box is counted all the same." \#
    = "欄位：{0}；如每項選舉各有選票則為 {1}。兩人輸入相同數字後選票結算表方生效；備註各自書寫。如有差異會列明；票箱內的選票一律計算。"
    "what of the paper counts, what is missing, pending or does not add up" \#
    = "哪些紙票資料已生效，哪些欠缺、待處理或不符"
    "an officer explains why a station's papers do not add up" = "由選舉主任解釋票站選票為何不符"
    "The explanation is for the difference as it is now: papers issued and not accounted for, \#
    papers in the box and not in the batches. It changes no figure. It stands with the \#
    difference in result and reports, and a final count can be made with it; once another \#
    paper is keyed, what does not add up is explained anew. CONTEST where every contest has \#
    papers of its own." \#
    = "所解釋的是目前的差異：已發出而選票結算表未有交代的選票、票箱內而不在各批的選票。解釋不改變任何數字，與差異一併載於結果及報告，並可據此作最後點算；其後再有選票輸入，差異須重新解釋。每\#
    項選舉各有選票時須指明 CONTEST。"
    "an officer sets keyed sheets aside, so that two people key them anew" \#
    = "由選舉主任擱置已輸入的點票表格，由兩人重新輸入"
    "After a recount, or where two people made the same mistake. The sheets of the whole \#
    batch, or that of one contest; with --account the station's account. What was keyed \#
    before stays in the journal and counts no more; result and reports say who set it aside \#
    and why. Once a result with it was signed this takes an amendment. At a keying desk too what was \#
    exported is keyed anew only then." \#
    = "用於重新點算後，或兩人犯了同一錯誤時。擱置整批的點票表格，或其中一項選舉的；加 --account 則為票站選票結算表。先前輸入的留在日誌，不再計算；結果及報告列明由誰擱置及原因。含有\#
    該項的結果一經簽署，則須以修訂進行。在輸入台，已匯出的也只可在重開後重新輸入。"
    "an officer takes a batch out that does not exist" = "由選舉主任取消並不存在的批次"
    "Where the same papers were keyed under two names. The sheets of the whole batch, or that \#
    of one contest; with --account the station's account. Nobody can key it afterwards, \#
    unless an officer reopens it. What was keyed stays in the journal; result and reports say \#
    who took it out and why. Once a result with it was signed this takes an amendment." \#
    = "用於同一批選票以兩個名稱輸入時。取消整批的點票表格，或其中一項選舉的；加 --account 則為票站選票結算表。除非選舉主任重開，其後無人可再輸入。已輸入的留在日誌；結果及報告列明由\#
    誰取消及原因。含有該項的結果一經簽署，則須以修訂進行。"
    "the station's account, not sheets" = "票站選票結算表，而非點票表格"
    "check the deals of an election with proofs, as an officer who takes a share" = "以領取份額的選舉主任身分，檢查附有證明的選舉的分派"
    "Reads draft.json, deal.OFFICER.json of every officer with its signature, and election.json. Prints ok, or the first code with who dealt wrongly. Status 0 or 1. The share itself is neither shown nor written." = "讀取 draft.json、每名選舉主任的 deal.OFFICER.json 及其簽署，以及 election.json。輸出 ok，或首個代碼及分派有誤者。狀態為 0 或 1。份額本身既不顯示，亦不寫入。"
    "the officer who takes a share" = "領取份額的選舉主任"
    "box.OFFICER.json, or the key in base64 on one line" = "box.OFFICER.json，或一行 base64 的密鑰"
    "make the key under which an officer is dealt parts of a share" = "製作向選舉主任分派份額各部分所用的密鑰"
    "Writes box.NAME.json under a passphrase and prints the public key, which goes into the draft of an election with proofs. It serves one ceremony and is destroyed when that is complete." = "以密碼寫出 box.NAME.json，並輸出公鑰，放入附有證明的選舉的草稿。只用於一次儀式，完成後銷毀。"
    "make a custodian's vault key for an election with proofs" = "為附有證明的選舉製作保管人的保險庫密鑰"
    "Writes vault.NAME.json under a passphrase and prints the public key, which goes into the draft of an election with proofs. Of any other election the ceremony makes it." = "以密碼寫出 vault.NAME.json，並輸出公鑰，放入附有證明的選舉的草稿。其他選舉則由儀式製作。"
    "the election's id, as in the draft" = "選舉的識別碼，與草稿相同"
    "where the file goes (else this folder)" = "檔案存放的資料夾（否則為此資料夾）"
    "an election whose count anybody can check without a key" = "任何人無須密鑰亦可檢查點票的選舉"
    "begin the ceremony of an election with proofs" = "開始附有證明的選舉的儀式"
    "Writes draft.json, the draft under a number that only this ceremony has. Every officer then deals, on this laptop in turn or each on their own with the folder carried over; when all have dealt and every hash is on paper, every officer takes. A ceremony in which anything is refused is ended: destroy its files and begin another." = "寫出 draft.json，即附有此儀式專有編號的草稿。其後每名選舉主任分派，可輪流在此電腦，或攜帶資料夾在各自的電腦進行；全體分派且各雜湊值均已寫在紙上後，每名選舉主任領取。如有任何一項被拒絕，儀式即告終止：銷毀其檔案，另行開始。"
    "deal the parts of the key, as an officer" = "以選舉主任身分分派密鑰的各部分"
    "Draws this officer's part of the key, writes deal.OFFICER.json with a sealed share for each officer, signs it and forgets what was drawn. Prints the draft's hash, to be compared, and that of the deal, to be read aloud and put on paper before any deal is opened." = "抽取此選舉主任的密鑰部分，寫出 deal.OFFICER.json，內有給每名選舉主任的封存份額，加以簽署，並抹除所抽取的。輸出草稿的雜湊值以供核對，以及分派的雜湊值，須在開啟任何分派前宣讀並寫在紙上。"
    "take the share that all officers dealt, and sign the definition" = "領取全體選舉主任所分派的份額，並簽署定義"
    "Checks the draft and every officer's deal, writes election.json where it is not there yet, and the share under a passphrase as share.OFFICER.json, and signs: so every signature says that a share fits. The election is made once every officer has taken." = "檢查草稿及每名選舉主任的分派，如尚未有 election.json 則寫出，並以密碼寫出份額 share.OFFICER.json，然後簽署：因此每個簽署表明一個份額相符。全體選舉主任領取後，選舉即告完成。"
    "also show the officer's 33 words, for the sealed envelope; mind who can see them" = "同時顯示選舉主任的 33 個字，放入密封信封；請留意誰能看見"
    "check ballots, mixes and openings of an election with proofs alone: ok, or the first code" = "只檢查附有證明的選舉的選票、混合及開啟：ok，或首個代碼"
    "with --proofs, of a rehearsal" = "與 --proofs 並用：屬於演練"
    "the threads that check proofs (else one for each core)" = "檢查證明的執行緒數目（否則每個核心一個）"
    "{0} goes with --proofs" = "{0} 須與 --proofs 並用"
    "{0} does not go with --proofs" = "{0} 不能與 --proofs 並用"
    "Needs exactly as many officers' shares as the election's quorum. The count key exists in locked memory for as long as the count lasts, and opened ballots never leave it; of an election with proofs each officer mixes and opens in turn, and no key comes together. A final count is refused while anything is missing; what, is said. With --blind nobody sees the result until 'coldcount release'." = "須有剛好等於選舉法定人數的選舉主任份額。點票密鑰只在點票期間存於鎖定的記憶體，已開啟的選票亦不會離開該處；附有證明的選舉則由每名選舉主任輪流混合及開啟，不會合成任何密鑰。仍有尚欠事項時不作最終點算，並說明所欠為何。使用 --blind 時，在「coldcount release」之前無人看到結果。"
    "As many officers as sign have to say so, each with their own key and a reason, which stand in the journal for ever. Before the embargo ends a count, a release and a disclosure need it: a yes to a count or a release holds for the next one, and for the one after lots where nothing else came in; a yes to a disclosure for the result that it names. 'resume' is for a workspace that was restored from an older copy, which the vault notices: what was entered since is entered again. 'clock' is for a laptop whose clock is wrong and says that the poll is still open: it holds as one to a count does. 'small' is for one opening of an election with proofs that would tell few ballots apart, as the refusal names it." = "須由與簽署人數相同的選舉主任各以自己的密鑰及理由表明，並永久載於日誌。公布禁令完結前，點票、公布盲點結果及公開均須如此：對點票或公布盲點結果的准許適用於下一次，以及抽籤後並無其他事項輸入的那一次；對公開的准許適用於所指的結果。「resume」用於由較舊副本還原的工作區，保險庫會察覺：其後輸入的須再次輸入。「clock」用於時鐘有誤、顯示投票尚未結束的電腦：其效力與點票的准許相同。「small」用於附有證明的選舉中會區分出少數選票的一次開啟，按拒絕訊息所列。"
    "why; not with small" = "理由；small 不適用"
    "with small: the opening's tracking list, as it was named" = "與 small 並用：該次開啟的追蹤清單，按所列"
    "with small: how many groups there are, as it was named" = "與 small 並用：組數，按所列"
    "with small: ballots in the smallest, as it was named" = "與 small 並用：最小一組的選票數目，按所列"
    "of an election with proofs: the signing key of the officer of each share, in their order" = "附有證明的選舉：各份額的選舉主任的簽署密鑰，按其次序"
    "write what an officer's own laptop needs into a new folder" = "把選舉主任自己的電腦所需的寫入新資料夾"
    "take in what was done in that folder" = "接納在該資料夾所作的"
    "with DIR: the journal's head as it stands on paper" = "與 DIR 並用：紙上所寫的日誌末值"
    "mix the sealed ballots of an election with proofs, as an officer" = "以選舉主任身分混合附有證明的選舉的封存選票"
    "Re-encrypts and reorders every list, with a proof that no vote was added or lost. It says nothing of any vote. Without DIR it is done in the workspace. To do it on a laptop of their own an officer has --to write what it takes into a folder, runs 'coldcount mix DIR' there, and has --take take in what came of it. Once as many officers as open have mixed, the count is sealed as by 'coldcount count --blind', and officers open it." = "把每份清單再加密及重新排序，並附證明，顯示沒有增加或遺失投票；不會透露任何投票。不加 DIR 時在工作區進行。選舉主任如用自己的電腦，先以 --to 把所需的寫入資料夾，在該電腦執行「coldcount mix DIR」，再以 --take 接納所得。混合的選舉主任達到開啟所需人數後，點票即如「coldcount count --blind」般封存，由選舉主任開啟。"
    "in the workspace: what is counted" = "在工作區：點算哪一階段"
    "begin anew: what was mixed so far is destroyed, and nothing is taken over" = "重新開始：至今所混合的予以銷毀，亦不沿用任何清單"
    "of an election with proofs: take nothing over from an earlier count" = "附有證明的選舉：不沿用先前點票的任何清單"
    "open what was mixed with one officer's share, in an election with proofs" = "以一名選舉主任的份額開啟附有證明的選舉中已混合的選票"
    "Checks the whole chain from the sealed ballots to the last mix before it uses the share, and opens this officer's part with a proof. The first to open names those who open with them; once the last has, the result is there. On a laptop of their own, as with 'coldcount mix', an officer gives the head of the journal as it stands on paper; the poll and the embargo have to be over there too, unless the journal says that officers allowed it." = "使用份額前，先檢查由封存選票至最後一次混合的全部步驟，然後開啟此選舉主任的部分，並附證明。首名開啟者指明一同開啟的人；最後一人開啟後即有結果。如「coldcount mix」一樣用自己的電腦時，選舉主任須提供紙上所寫的日誌末行雜湊值；除非日誌載明選舉主任已准許，否則按該電腦的時鐘，投票及公布禁令亦須已結束。"
    "who opens too, of whoever opens first: as many as are needed" = "由首名開啟者指明一同開啟的人：按所需人數"
    "begin anew, with others: what was opened so far is destroyed and counts" = "與其他人重新開始：至今所開啟的予以銷毀，並計算在內"
    "record a ceremony that was ended before the one of this election" = "記錄在此選舉的儀式之前終止的儀式"
    "The record of an election with proofs begins with every ceremony that was refused: whose deal was refused by whom, and the hash of the election.json that somebody had signed by then, which is void. An officer enters it right after 'coldcount init', before anything else." = "附有證明的選舉的紀錄以每次被拒絕的儀式開始：誰的分派被誰拒絕，以及當時已有人簽署的 election.json 的雜湊值，該檔案作廢。由選舉主任緊接「coldcount init」之後、其他一切之前載入。"
    "whose deal was refused" = "被拒絕的分派屬於誰"
    "who refused it" = "由誰拒絕"
    "the election.json that somebody had signed by then" = "當時已有人簽署的 election.json"
    """#
}
