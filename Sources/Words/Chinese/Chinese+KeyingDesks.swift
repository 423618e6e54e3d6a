/// What is said of keying desks and halls.
extension Chinese {
  static let keyingDesks = #"""
    "Every file of a desk is signed by its clerk" = "輸入台的每個檔案均由其輸入人員簽署"
    "the journal, which says what desks sent, cannot be followed" = "無法依循載有輸入台來件的日誌"
    "{0} is missing or not what the journal has" = "{0} 缺少，或與日誌所載不同"
    "the signature of {0} on {1} is not the one that the journal has" = "{0} 在 {1} 的簽署並非日誌所載的簽署"
    "{0} is not in the journal" = "{0} 不在日誌內"
    "null in the first file and no other" = "只有首個檔案為 null"
    "a list of at least one entry" = "最少有一項輸入的列表"
    "no election to read it in" = "沒有可據以讀取的選舉"
    "not the hash of the desk's file" = "並非輸入台檔案的雜湊值"
    "a file by the unknown {0}" = "檔案屬於不明的 {0}"
    "a file not signed by {0}: {1}" = "檔案並非由 {0} 簽署：{1}"
    "there is no {0}" = "沒有 {0} 此人"
    "it is of the election {0}" = "它屬於選舉 {0}"
    "file {0} of the desk of {1}" = "{1} 輸入台的第 {0} 號檔案"
    "{0} is in already" = "{0}已在內"
    "{0} does not follow from those that are in" = "{0}並非接續已在內的檔案"
    "a desk's file that does not hold: {0}" = "輸入台的檔案有誤：{0}"
    "{0} reads back as something else" = "{0} 讀回的內容不同"
    "take another medium and export again" = "改用另一儲存裝置，再次匯出"
    "{0} is no desk" = "{0} 不是輸入台"
    "name the desk with --workspace, or make one with 'coldcount desk init'" \#
    = "以 --workspace 指明輸入台，或以「coldcount desk init」建立"
    "{0}/{1} is no desk's id" = "{0}/{1} 不是輸入台的識別碼"
    "make another desk; what was exported from this one stands" = "另建一個輸入台；已從此台匯出的仍然有效"
    "{0} is a desk or a workspace already" = "{0} 已是輸入台或工作區"
    "{0} was exported from this desk; where it is wrong, an officer reopens it, at the count \#
    and here" \#
    = "{0}已從此輸入台匯出；如有錯誤，由選舉主任在點票處及此處重開"
    "nothing was keyed of {0} at this desk" = "此輸入台沒有輸入過{0}"
    "see 'coldcount desk status'" = "請看「coldcount desk status」"
    "export again at {0} with 'coldcount desk export', which writes all its files" \#
    = "在{0}以「coldcount desk export」再次匯出，會寫出其全部檔案"
    "set the medium aside and ask who made it" = "把該儲存裝置擱置，並查問由誰製作"
    "ask at {0} which of the two files is right; the officers decide, and what was keyed \#
    there is keyed again at the count" \#
    = "在{0}查問兩個檔案何者正確；由選舉主任決定，在該處輸入的於點票處重新輸入"
    "look at the paper; it is keyed at the count" = "核對原紙；在點票處輸入"
    "the desk of {0}" = " {0} 的輸入台"
    "the desk" = "輸入台"
    "file {0} does not follow from those of this desk that are in" = "第 {0} 號檔案並非接續此輸入台已在內的檔案"
    "file {0} of this desk has to be in before it" = "須先匯入此輸入台的第 {0} 號檔案"
    "{0} is a keying desk: only paper is keyed there" = "{0} 是輸入台：只可在該處輸入紙本資料"
    "key with 'coldcount paper enter', take it away with 'coldcount desk export'; everything \#
    else is done at the count" \#
    = "以「coldcount paper enter」輸入，以「coldcount desk export」取走；其他一切在點票處進行"
    "{0} new entries" = "新輸入 {0} 項"
    "{0} folders" = "{0} 個資料夾"
    "make a keying desk on another offline laptop" = "在另一部離線電腦建立輸入台"
    "A desk is a folder in which paper is keyed and nothing else: it has no ballots and no \#
    vault. Whoever the definition names as officer or operator keys there with 'paper enter', \#
    'paper import' and 'paper account', each with their own key, and sees nothing of what \#
    others keyed. 'desk export' takes it to the counting laptop." \#
    = "輸入台是只供輸入紙本資料的資料夾：沒有選票，也沒有保險庫。選舉定義中的選舉主任及操作員在該處以 paper enter、paper import 及 paper account\#
     輸入，各用自己的密鑰，看不到他人所輸入的。desk export 把它帶到點票電腦。"
    "desk {0}" = "輸入台 {0}"
    "sign what was keyed at a desk and write it to a stick" = "簽署在輸入台所輸入的，並寫入儲存裝置"
    "What the person keyed and has not exported yet goes into a file that they sign; a folder \#
    for each file of the desk, whoever keyed it, is written to the stick and read back. What \#
    is on the stick already stays. 'coldcount import STICK' takes it in at the count." \#
    = "該人已輸入而未匯出的，會成為由其簽署的檔案；此輸入台的每個檔案（不論由誰輸入）各寫成一個資料夾到儲存裝置，並讀回核對。儲存裝置上原有的保持不變。在點票處以 coldcount i\#
    mport STICK 匯入。"
    "{0} as {1}, {2} on the stick" = "以 {1} 的身分{0}；儲存裝置上有 {2}"
    "what was keyed at a desk and what of it is exported" = "在輸入台輸入了甚麼，以及其中哪些已匯出"
    "Shows no votes: for each person how much they keyed, and the sheets and accounts that \#
    are in no file yet. A file that is made stands on every stick that is exported to \#
    afterwards." \#
    = "不顯示票數：只列出各人輸入了多少，以及尚未納入任何檔案的點票表格及選票結算表。已製作的檔案會寫到其後匯出的每個儲存裝置。"
    "accepted  {0}: desk of {1}, file {2}, {3}: {4} agreed, {5} keyed by nobody else yet, {6} \#
    to look at" \#
    = "接納  {0}：{1} 的輸入台，第 {2} 號檔案，{3}：{4} 項一致，{5} 項尚無他人輸入，{6} 項須查看"
    "look at: {0}" = "須查看：{0}"
    "{0}: {1} keyed, {2} exported" = "{0}：已輸入 {1} 項，已匯出 {2} 項"
    "not exported: {0}" = "未匯出：{0}"
    "{0} files of desks" = "{0} 個輸入台檔案"
    "desk of {0}, file {1}: {2}" = "{0} 的輸入台，第 {1} 號檔案：{2}"
    "line {0} is of a hall again" = "第 {0} 行又是會場的行"
    "line {0} of the hall: {1}" = "會場的第 {0} 行：{1}"
    "the papers in {0} of a hall" = "會場{0}中的紙本資料"
    "hall, {0} from line {1}" = "會場，由第 {1} 行起 {0}"
    "the hall's first line is not the making of a workspace of this election" = "會場的首行並非建立此選舉的工作區"
    "the hall is in already" = "該會場已在內"
    "does not follow from what of the hall is in" = "並非接續該會場已在內的行"
    "the hall's lines do not follow from one another" = "會場的各行並非前後相接"
    "write it again at the hall with 'coldcount export --inputs'" \#
    = "在會場以「coldcount export --inputs」再次寫出"
    "fetch an officer: the hall's own laptop says what does not hold in its journal" \#
    = "請選舉主任到場：會場的電腦會說明其日誌有何不符"
    "the hall went on in two copies of its workspace; the officers decide which of them is \#
    right" \#
    = "該會場在工作區的兩個副本上繼續；由選舉主任決定何者正確"
    "{0} is no officer or operator" = "{0} 並非選舉主任或操作員"
    "there is no such folder" = "沒有這個資料夾"
    "it is not the journal that {0} signed" = "並非 {0} 所簽署的日誌"
    "it took in a hall: import that hall's own stick" = "它匯入過另一會場：請匯入該會場自己的儲存裝置"
    "it is no whole journal of a workspace" = "並非一個工作區的完整日誌"
    "its journal went another way than what of it is in" = "其日誌與已在內的部分分歧"
    "line {0}: longer than a line of this journal has room for" = "第 {0} 行：長於此日誌一行可容納的"
    "import sealed bundles, what was keyed at desks, and whole halls, from media" \#
    = "從儲存裝置匯入封存的票包、在輸入台所輸入的，以及整個會場"
    "A path is the folder of a bundle, of a desk or of a hall (export --inputs), or a folder \#
    of such folders; without one, every removable medium that is mounted is looked at. Each \#
    is accepted whole or refused whole, with the reason, the bundles of a hall one by one; \#
    what is in already changes nothing." \#
    = "路徑是一個票包、輸入台或會場（export --inputs）的資料夾，或存放多個這類資料夾的資料夾；沒有路徑時，查看所有已掛載的可移除儲存裝置。每項全部接納或全部拒絕，並說明理\#
    由，會場的票包則逐個處理；已匯入的不會改變任何東西。"
    "everything that came in here, for a count of several halls" = "在此處匯入的一切，供多個會場合併點票"
    "no result goes with --inputs" = "--inputs 不涉及任何結果"
    "{0} halls" = "{0} 個會場"
    "a list of at least one line" = "最少有一行的列表"
    "this count took halls in" = "此點票匯入過會場"
    "import the halls' own sticks where all of them are counted" = "在合併點票處匯入各會場自己的儲存裝置"
    "not hashes" = "並非雜湊值"
    "refused   {0}: {1}: {2}: {3}" = "拒絕  {0}：{1}：{2}：{3}"
    "Writes everything that a check needs into a new folder, reads it back and syncs the \#
    medium. The result must be signed by the officers; afterwards they sign DIR/B2SUMS. With \#
    --public the folder is for everyone: small places are merged, and what tells of single \#
    bundles, sheets or stations stays in the auditors' package. Packages that lie beside DIR \#
    are looked at first: one with lines of the journal that are not here says that this is an \#
    older copy. --inputs writes everything that came in instead, bundles and journal, signed \#
    by who exports: a hall's part for the count of all halls, which imports it." \#
    = "把核實所需的一切寫入新資料夾，讀回核對並同步儲存裝置。結果須先由選舉主任簽署；之後他們再簽署 DIR/B2SUMS。使用 --public 時，資料夾供所有人使用：小數目的地點合\#
    併列出，透露個別票包、點票表格或票站的資料只留在審核人員的結果包。先查看 DIR 旁的結果包：若其日誌有此處沒有的行，即表示此處是較舊的副本。--inputs 則寫出已匯入的一切（票包\#
    及日誌），由匯出者簽署：這是一個會場的部分，供所有會場合併點票時匯入。"
    "accepted  {0}: hall, {1}" = "接納  {0}：會場，{1}"
    "{0} new lines" = "新增 {0} 行"
    "{0} on paper do not hold here" = "有關紙本資料的{0}在此不成立"
    "{0}: {1}, {2}" = "{0}：{1}，{2}"
    """#
}
