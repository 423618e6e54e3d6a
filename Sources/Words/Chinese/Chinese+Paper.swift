/// What Paper says.
extension Chinese {
  static let paper = #"""
    "sheet {0}: " = "點票表格 {0}："
    "{0}no contest {1}" = "{0}沒有選舉項目 {1}"
    "{0}{1} is ranked: its papers are recorded one by one, in a bundle" = "{0}{1} 是排序投票：其選票須逐張記錄於票包"
    "{0}{1} is not voted on at {2}" = "{0}{1} 不在 {2} 投票"
    "{0}no station {1}" = "{0}沒有票站 {1}"
    "{0}{1} has {2}, more than the {3} papers" = "{0}{1} 有 {2}，多於 {3} 張選票"
    "{0}more papers rejected than there are" = "{0}不予點算的選票多於選票總數"
    "{0}{1} has {2} judgements on {3} valid papers" = "{0}{1} 在 {3} 張有效選票上有 {2} 個表態"
    "{0}{1} votes on {2} valid papers, expected {3} to {4}" = "{0}{2} 張有效選票有 {1} 票，應為 {3} 至 {4}"
    "the figures cannot be right" = "數字有誤"
    "nothing in the file was imported; correct it against the paper and import it again" \#
    = "檔案全部不獲接納；請對照紙本修正後再匯入"
    "line 1: the header is not {0}" = "第 1 行：標題行不是 {0}"
    "sheet {0}: belongs to the election {1}" = "點票表格 {0}：屬於選舉 {1}"
    "line 1: no sheet in the file" = "第 1 行：檔案沒有點票表格"
    "sheet {0}: no contest {1}" = "點票表格 {0}：沒有選舉項目 {1}"
    "sheet {0}: unknown item {1}" = "點票表格 {0}：不明的項目 {1}"
    "sheet {0}: incomplete, missing {1}" = "點票表格 {0}：不完整，欠缺 {1}"
    "a note of at most {0} characters" = "不多於 {0} 個字元的備註"
    "line {0}: {1} is there twice" = "第 {0} 行：{1} 出現兩次"
    "no bundle of {0} is in" = "未有 {0} 的票包"
    "bundle {0} of {1} is missing" = "欠缺 {1} 的第 {0} 個票包"
    "the last bundle of {0} is not in" = "未有 {0} 的最後票包"
    "bundle {0} of {1} comes after its last" = "{1} 的第 {0} 個票包在其最後票包之後"
    "bundle {0} of {1} does not follow the one before it" = "{1} 的第 {0} 個票包與前一個不相連"
    "the identities of bundle {0} do not hold (identities)" = "票包 {0} 的身分資料不符"
    "{0} stand in two styles (cross-style)" = "有 {0}同時列於兩種選票"
    "no custodian has signed the reconciliation" = "保管人尚未簽署核對"
    "nothing of station {0} is in" = "票站 {0} 未有任何資料"
    "station {0} has no account" = "票站 {0} 未有選票結算表"
    "station {0} has {1} register entries but issued {2} papers" = "票站 {0} 登記了 {1} 人，但只發出 {2} 張選票"
    "station {0} has no sheet of {1}" = "票站 {0} 未有 {1} 的點票表格"
    "lots are to be drawn in {0} between {1}" = "{0} 須由 {1} 抽籤"
    "{0} was keyed by {1} only" = "{0} 只由 {1} 輸入"
    "{0} was keyed differently by {1}: {2}" = "{0} 由 {1} 輸入不一致：{2}"
    "{0} must be keyed again after an amendment" = "{0} 因修訂須重新輸入"
    "semicolons" = "分號"
    "tabs" = "定位字元"
    "the file is {0}, no table of comma-separated values" = "檔案是{0}，不是以逗號分隔的表格"
    "save it as 'CSV UTF-8 (comma delimited)' and import that file; nothing was taken" \#
    = "請另存為「CSV UTF-8（逗號分隔）」再匯入該檔案；沒有取入任何資料"
    "a workbook of Excel or LibreOffice" = "Excel 或 LibreOffice 的活頁簿"
    "a workbook of an older Excel" = "舊版 Excel 的活頁簿"
    "text in UTF-16 ('Unicode text')" = "UTF-16 的文字（「Unicode 文字」）"
    "a PDF" = "PDF"
    "a page of HTML or XML" = "HTML 或 XML 網頁"
    "text in UTF-16 or no text at all" = "UTF-16 的文字，或根本不是文字"
    "text that is not in UTF-8: Big5 or another older encoding" = "不是 UTF-8 的文字：是 Big5 或其他舊編碼"
    "line 1: {0} stand between the columns, not commas" = "第 1 行：欄位之間是{0}而不是逗號"
    "line 1: the header stands in line {0}; remove what is above it" = "第 1 行：標題行在第 {0} 行；請移除其上各行"
    "{0} is more than {1}" = "{0} 大於 {1}"
    "the cell is empty; type 0 where none was counted" = "儲存格是空的；如沒有點得任何票請輸入 0"
    "'{0}' is not a count; type it with the digits 0 to 9 only" = "「{0}」不是數目；請只用數字 0 至 9 輸入"
    "'{0}' has {1}; type {2}" = "「{0}」有{1}；請輸入 {2}"
    "a separator of thousands" = "千位分隔符號"
    "a space" = "空格"
    "full-width digits" = "全形數字"
    "a zero in front" = "前置的零"
    "a sum; only what was counted is keyed" = "是總數；只須輸入所點的數目"
    "the batch {0} is not an identifier" = "批號 {0} 不是識別碼"
    "column count: {0}" = "count 欄：{0}"
    "column {0}: {1}" = "{0} 欄：{1}"
    "column note: longer than {0} bytes" = "note 欄：超過 {0} 位元組"
    "{0} is there twice in sheet {1}" = "{0} 在點票表格 {1} 出現兩次"
    "no {0} '{1}'; there are {2}" = "沒有{0}「{1}」；有 {2}"
    "sheet {0}: is the sum of the batches above it; where it is a batch all the same, import with \#
    --not-a-total" \#
    = "點票表格 {0}：是以上各批的總和；如它確是一批，請加 --not-a-total 匯入"
    "a batch that is the sum of those above it is a batch" = "等於以上各批總和的一批確是一批"
    "{0} was taken out by {1}; where it is there after all, an officer reopens it" \#
    = "{0}已由 {1} 取消；如確有此項，由選舉主任重開"
    "{0} was keyed by {1} people who all differ; an officer reopens it" \#
    = "{0}已由 {1} 人輸入，各不相同；由選舉主任重開"
    "{0} was keyed by two people who agree; where it is wrong, an officer reopens it" \#
    = "{0}已由兩人輸入一致；如有錯誤，由選舉主任重開"
    "{0} has keyed {1}; another person must decide" = "{0} 已輸入{1}；須由另一人決定"
    "two people key its sheets and its account" = "由兩人輸入其點票表格及選票結算表"
    "two people key it: coldcount paper account FILE" = "由兩人輸入：coldcount paper account FILE"
    "a second person keys it: coldcount paper account FILE" \#
    = "由第二人輸入：coldcount paper account FILE"
    "a third person keys it: coldcount paper account FILE" = "由第三人輸入：coldcount paper account FILE"
    "two people key it again: coldcount paper account FILE" \#
    = "由兩人重新輸入：coldcount paper account FILE"
    "a second person keys it" = "由第二人輸入"
    "look at the paper; where two and two agree an officer reopens it: coldcount paper reopen \#
    {0} {1} {2} --reason TEXT" \#
    = "核對原紙；若兩組人各自一致而互有出入，由選舉主任重開：coldcount paper reopen {0} {1} {2} \#
    --reason TEXT"
    "look at the paper; where two and two agree an officer reopens it: coldcount paper reopen \#
    --account {0} --reason TEXT" \#
    = "核對原紙；若兩組人各自一致而互有出入，由選舉主任重開：coldcount paper reopen --account {0} \#
    --reason TEXT"
    "look at the paper; a third person keys it" = "核對原紙；由第三人輸入"
    "two people key it again" = "由兩人重新輸入"
    "two people key what is missing" = "由兩人輸入所欠的部分"
    "two people key it; where there are no papers, as zero" = "由兩人輸入；如無選票則輸入零"
    "an officer takes out what has a wrong name: coldcount paper void {0} {1} --reason TEXT" \#
    = "由選舉主任取消名稱有誤的批次：coldcount paper void {0} {1} --reason TEXT"
    "count them again; an officer reopens what is wrong: coldcount paper reopen {0} {1} \#
    CONTEST --reason TEXT" \#
    = "重新點算；由選舉主任重開有誤的部分：coldcount paper reopen {0} {1} CONTEST --reason TEXT"
    "look whether a batch was keyed under two names; an officer takes it out: coldcount paper void {0} \#
    BATCH --reason TEXT, or explains it: coldcount paper explain {1} --reason TEXT" \#
    = "查看是否有一批以兩個名稱輸入；由選舉主任取消：coldcount paper void {0} BATCH --reason TEXT，或加以解釋：\#
    coldcount paper explain {1} --reason TEXT"
    "count again; where it stays so an officer explains it: coldcount paper explain {0} \#
    --reason TEXT" \#
    = "重新點算；如仍相同，由選舉主任解釋：coldcount paper explain {0} --reason TEXT"
    "account {0}" = "選票結算表 {0}"
    "batch {0} has no sheet of {1}" = "批次 {0} 未有 {1} 的點票表格"
    "batch {0} has contests that are on no one paper: {1}" = "批次 {0} 的選舉項目並不同在一種選票上：{1}"
    "batch {0} has unequal numbers of papers: {1}" = "批次 {0} 的選票數目不一：{1}"
    "batch {0} is none that is expected" = "批次 {0} 並非預定的批次"
    "batch {0} is expected and was not keyed" = "批次 {0} 應有而未輸入"
    "station {0} issued {1} papers but accounts for {2}" = "票站 {0} 發出 {1} 張選票，但選票結算表交代了 {2} 張"
    "station {0} has {1} papers in the box but {2} in its batches" \#
    = "票站 {0} 票箱有 {1} 張選票，但各批共有 {2} 張"
    "{0} was reopened by {1}: two people key it again" = "{0} 已由 {1} 重開：須由兩人重新輸入"
    "station" = "票站"
    "nothing was keyed of {0} that can be set aside" = "{0} 並無輸入可供擱置"
    """#
}
