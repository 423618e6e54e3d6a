/// What Workspace says.
extension Chinese {
  static let workspace = #"""
    "this is the latest copy of the workspace" = "這是工作區的最新副本"
    "nothing has to be allowed" = "無須准許任何事"
    "no embargo stands" = "沒有公布禁令"
    "the journal has no line" = "日誌沒有任何一行"
    "the journal was changed while it was open" = "日誌在開啟期間被更改"
    "bytes that are no line, nor part of one" = "有位元組既非一行，亦非其部分"
    "the entry is longer than a line may be" = "紀錄超出一行的容許長度"
    "signed by {0} of the {1} officers that it needs" = "須有 {1} 名選舉主任簽署，現有 {0} 名"
    "{0} is not empty and no vault" = "{0} 不是空的，亦不是保險庫"
    "name an empty folder for the vault" = "請為保險庫指定空的資料夾"
    "name another folder" = "請指定另一資料夾"
    "{0} is the vault of another election" = "{0} 是另一選舉的保險庫"
    "name this election's vault with --vault" = "請以 --vault 指定此選舉的保險庫"
    "{0} is damaged in its last line" = "{0} 的最後一行損壞"
    "fetch an officer and the custodian; restore the vault's medium from its copy" \#
    = "請找選舉主任及保管人；以副本還原保險庫的儲存裝置"
    "the vault has seen line {0} of the journal, which here ends at line {1}: this workspace is \#
    an older copy" \#
    = "保險庫見過日誌第 {0} 行，此處的日誌止於第 {1} 行：此工作區是較舊的副本"
    "the vault remembers nothing of this journal of {0} lines" = "保險庫對這份 {0} 行的日誌全無紀錄"
    "the vault has seen another line {0} than this journal has: the count went on in another copy \#
    of the workspace" \#
    = "保險庫所見的第 {0} 行與此日誌不同：點票曾在工作區的另一副本繼續"
    "go on with the latest copy; if it is lost, the officers say so with 'coldcount allow resume \#
    --reason ...', each with their own key" \#
    = "請以最新副本繼續；若已遺失，由選舉主任各以自己的密鑰聲明：coldcount allow resume --reason ..."
    "{0} ballots have" = "有 {0} 張選票的"
    "{0} the tracking code {1}" = "{0}追蹤碼是 {1}"
    "it has the number {0} or a predecessor that does not fit; {1} are in" \#
    = "其編號為 {0}，或前一項不吻合；現有 {1} 項"
    "no bundle {0} is in" = "沒有匯入票包 {0}"
    "no bundle of ballots {0} is in" = "沒有匯入選票票包 {0}"
    "bundle {0} has {1} ballots, numbered from 0" = "票包 {0} 有 {1} 張選票，由 0 起編號"
    "bundle {0} of {1} is in" = "{1} 的第 {0} 個票包已匯入"
    "line {0} records no lots" = "第 {0} 行沒有記錄抽籤"
    "in line {0} drew {1}" = "第 {0} 行抽籤的是 {1}"
    "{0} is a workspace already" = "{0} 已是工作區"
    "use it, or name another folder" = "請使用它，或指定另一資料夾"
    "the path of the vault must be absolute" = "保險庫的路徑須為絕對路徑"
    "name the vault's folder with --vault" = "請以 --vault 指定保險庫的資料夾"
    "the vault and the workspace are inside one another" = "保險庫與工作區互相包含"
    "name a separate folder for the vault, on another medium if you can" = "請為保險庫另外指定資料夾，最好在另一儲存裝置"
    "from {0} to {1}" = "由 {0} 至 {1}"
    " after {0}" = "在 {0} 之後"
    "the package {0} has line {1} of the journal, which here ends at line {2}: this workspace is \#
    an older copy" \#
    = "結果包 {0} 有日誌第 {1} 行，此處的日誌止於第 {2} 行：此工作區是較舊的副本"
    "the package {0} has another line {1} than this journal: the count went on in another copy of \#
    the workspace" \#
    = "結果包 {0} 的第 {1} 行與此日誌不同：點票曾在工作區的另一副本繼續"
    "go on with the latest copy; if it is lost, export to another medium and keep this one for \#
    the auditors" \#
    = "請以最新副本繼續；若已遺失，請匯出至另一儲存裝置，並為審核人員保留此儲存裝置"
    "this folder is no workspace" = "此資料夾不是工作區"
    "use --as with the id of a person in election.json" = "請以 --as 指定 election.json 內人員的識別碼"
    "this is not the key of {0}" = "這不是 {0} 的密鑰"
    "use the key file that belongs to {0}" = "請使用 {0} 的密鑰檔案"
    "{0} is not what was imported" = "{0} 與匯入時不同"
    "{0} line {1}" = "{0} 第 {1} 行"
    "do not go on with this workspace; fetch an officer and the observers' notes" \#
    = "請勿再使用此工作區；請找選舉主任，並查看觀察員的筆記"
    "correct every point named and sign it again" = "請修正所列各點，並重新簽署"
    "the vault was severed: it does not point at ballots any more" = "保險庫已切斷聯繫：不再指向選票"
    "what was counted stands; nothing can be reconciled or imported again" = "已點算的結果有效；不能再核對或匯入"
    "look for bundles" = "尋找票包"
    "more than {0} files; name the folder of a bundle" = "多於 {0} 個檔案；請指定一個票包的資料夾"
    "nobody of this election signed what follows" = "其後各行並無此選舉的人簽署"
    "do not go on with this workspace; fetch an officer" = "請勿再使用此工作區；請找選舉主任"
    "it is not said who acts" = "未說明由誰行事"
    "a line '{0}' cannot be written: {1}" = "不能寫入「{0}」一行：{1}"
    "see what is next with 'coldcount status'" = "用「coldcount status」看下一步"
    "have it done by a person who may, with --as and --key" = "由可以這樣做的人員以 --as 及 --key 進行"
    "see 'coldcount paper status'" = "請看「coldcount paper status」"
    "{0} adds up" = "{0}相符"
    "there is nothing to explain; see 'coldcount paper status'" \#
    = "無須解釋；請看「coldcount paper status」"
    "officers sign an amendment: coldcount amend --change '{0}' --reason TEXT" \#
    = "由選舉主任簽署修訂：coldcount amend --change '{0}' --reason TEXT"
    "a reason has 1 to {0} bytes" = "理由為 1 至 {0} 位元組"
    "say it in other words" = "請另作表述"
    "the poll is closed by the laptop's clock" = "按手提電腦的時鐘，投票已經結束"
    "there is nobody called '{0}' in this election" = "此選舉沒有名為「{0}」的人員"
    "use --as with one of these: {0}" = "請以 --as 指定以下其中一人：{0}"
    "this is the key of {0}, not of {1}" = "這是 {0} 的密鑰，不是 {1} 的"
    "copy the file again, unchanged, from where it was signed; the officers need not meet" \#
    = "請由簽署之處原封不動再複製一次；選舉主任無須再聚集"
    "name the workspace with --workspace DIR or in COLDCOUNT_WORKSPACE; to make one: 'coldcount \#
    init', or 'coldcount console', which asks for what it needs" \#
    = "請以 --workspace DIR 或 COLDCOUNT_WORKSPACE 指定工作區；如須建立，請用「coldcount init」，或用會逐項詢問的「coldcount\#
     console」"
    "have the officers who have not signed it do so with 'coldcount sign'" \#
    = "請尚未簽署的選舉主任以「coldcount sign」簽署"
    "copy the signature and the signed file again, unchanged, from where they were made; the \#
    officers need not meet. If no copy is left, {0} alone signs again" \#
    = "請由簽署之處原封不動再複製簽署及所簽的檔案；選舉主任無須再聚集。如沒有副本，只須 {0} 一人重新簽署"
    """#
}
