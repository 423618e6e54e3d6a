/// What is said of keying desks.
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
    = "輸入台是只供輸入紙本資料的資料夾：沒有選票，也沒有保險庫。選舉定義中的選舉主任及操作人員在該處以 paper enter、paper import 及 paper account\#
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
    "import sealed bundles, and what was keyed at desks, from media" = "從儲存裝置匯入封存的票包，以及在輸入台所輸入的"
    "A path is the folder of a bundle or of a desk, or a folder of such folders; without one, \#
    every removable medium that is mounted is looked at. A bundle, and a desk's file, is \#
    accepted whole or refused whole, with the reason; one that is in already changes nothing." \#
    = "路徑是一個票包或輸入台的資料夾，或存放多個這類資料夾的資料夾；沒有路徑時，查看所有已掛載的可移除儲存裝置。每個票包及輸入台檔案全部接納或全部拒絕，並說明理由；已匯入的不會改變任何\#
    東西。"
    "accepted  {0}: desk of {1}, file {2}, {3}: {4} agreed, {5} keyed by nobody else yet, {6} \#
    to look at" \#
    = "接納  {0}：{1} 的輸入台，第 {2} 號檔案，{3}：{4} 項一致，{5} 項尚無他人輸入，{6} 項須查看"
    "look at: {0}" = "須查看：{0}"
    "{0}: {1} keyed, {2} exported" = "{0}：已輸入 {1} 項，已匯出 {2} 項"
    "not exported: {0}" = "未匯出：{0}"
    "{0} files of desks" = "{0} 個輸入台檔案"
    "desk of {0}, file {1}: {2}" = "{0} 的輸入台，第 {1} 號檔案：{2}"
    """#
}
