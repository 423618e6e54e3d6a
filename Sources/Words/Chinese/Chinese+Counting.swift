/// What Counting says.
extension Chinese {
  static let counting = #"""
    "not bundle,index,reason" = "不是 bundle,index,reason"
    "strikes a ballot twice" = "重複剔除同一選票"
    "strikes a ballot that is excluded" = "所剔除的選票已被排除"
    "please report this" = "請報告此問題"
    "officers count: coldcount count --stage ... --share ..." \#
    = "選舉主任點票：coldcount count --stage ... --share ..."
    "a result larger than it can be" = "結果大於其可能的大小"
    "the shares do not give the key back" = "各份額不能還原密鑰"
    "hold the ceremony on another machine" = "請在另一部機器上舉行儀式"
    "the custodian {0} has the name of {1}: nobody may hold the vault key and a share of the \#
    count key" \#
    = "保管人 {0} 與 {1} 同名：任何人不得同時持有保險庫密鑰及點票密鑰的份額"
    "name another custodian, or tell two people of one name apart" = "請指定另一保管人，或把同名的兩人區分"
    "strikes.csv is not the one that was reconciled; reconcile again" = "strikes.csv 不是核對時的一份；請重新核對"
    "the sealed ballots do not add up: {0}" = "封存選票數目相加不符：{0}"
    "bundles were imported since the last reconciliation; reconcile again" = "上次核對後曾匯入票包；請重新核對"
    "an amendment came in since the last reconciliation; reconcile again" = "上次核對後有新修訂；請重新核對"
    "stage {0} was not counted yet" = "「{0}」尚未點算"
    "name a new folder for the package" = "請為結果包指定新的資料夾"
    "{0} holds a package whose writing was cut off" = "{0} 內有寫到一半便中斷的結果包"
    "remove that folder, then export again" = "請移除該資料夾，再匯出一次"
    "nothing was counted yet" = "尚未點算"
    "{0} shares" = "{0} 個份額"
    "{0} sealed ballots lie" = "有 {0} 張封存選票"
    "use the share that the officer was given for this election" = "請使用選舉主任就此選舉獲發的份額"
    "give one share of each of as many officers as the quorum needs" = "請提供足夠人數的選舉主任的份額，每人一個"
    "{0} given, {1} officers must open the ballots" = "已提供{0}，須有 {1} 名選舉主任開啟選票"
    "give exactly {0} shares with --share, one for each officer" \#
    = "請以 --share 提供剛好 {0} 個份額，每名選舉主任一個"
    "the shares do not give this election's count key" = "各份額不能得出此選舉的點票密鑰"
    "use shares of one and the same sharing" = "請使用同一次分拆的份額"
    "strikes.csv does not hold: {0}" = "strikes.csv 無效：{0}"
    "strikes.csv line {0}" = "strikes.csv 第 {0} 行"
    "run 'coldcount reconcile' again" = "請再次執行「coldcount reconcile」"
    "a count of stage {0} cannot be made yet: " = "現時未能作「{0}」點算："
    "see 'coldcount status'" = "請看「coldcount status」"
    "{0} in more than one place" = "{0}出現於多於一處"
    "nothing is counted until an amendment excludes all but one of each: coldcount amend --change \#
    'exclude BUNDLE INDEX'" \#
    = "須先以修訂排除重複者，每組只留一張，才可點算：coldcount amend --change 'exclude BUNDLE INDEX'"
    "{0}: bundle {1} ballot {2}" = "{0}：票包 {1} 選票 {2}"
    "the count ends in a tie in {0}; it was kept as the provisional result" \#
    = "{0} 票數相同；已保存為臨時結果"
    "draw lots: coldcount lots {0}" = "抽籤：coldcount lots {0}"
    "; then count the final stage again" = "；然後再作最終點算"
    "there is no sealed count to release, or it is another one" = "沒有可開啟的保密點算，或屬於另一次"
    "the sealed count was opened already: the result of stage {0} is {1}" = "保密點算先前已開啟：{0}階段的結果為 {1}"
    "see it with 'coldcount result'; officers sign it, then export" = "可用「coldcount result」查看；由選舉主任簽署，然後匯出"
    "count with --blind again; the journal says what was counted" = "請以 --blind 再次點算；日誌載有點算紀錄"
    "the embargo stands until {0}; {1} of {2} officers allowed this" \#
    = "公布禁令至 {0} 為止；須有 {2} 名選舉主任准許，現有 {1} 名"
    "officers may: coldcount allow {0} --reason TEXT --as OFFICER --key KEY" \#
    = "選舉主任可准許：coldcount allow {0} --reason TEXT --as OFFICER --key KEY"
    "a file of the workspace is not what was imported" = "工作區內有檔案與匯入時不同"
    "there is no contest {0}" = "沒有選舉項目 {0}"
    "use the id of a contest in election.json" = "請使用 election.json 內選舉項目的識別碼"
    "{0} is not empty" = "{0} 不是空的"
    "it was reconciled again since this result was counted" = "此結果點算後曾再次核對"
    "officers count again: coldcount count --stage ... --share ..." \#
    = "請選舉主任重新點算：coldcount count --stage ... --share ..."
    "nothing was reconciled yet; a custodian runs 'coldcount reconcile'" \#
    = "尚未核對；請保管人執行「coldcount reconcile」"
    "reconciliation.json is not the one that was recorded; reconcile again" \#
    = "reconciliation.json 不是所記錄的一份；請重新核對"
    "reconciliation.json is of another election; reconcile again" \#
    = "reconciliation.json 屬於另一選舉；請重新核對"
    "longer than a line can be" = "超出一行的容許長度"
    "not above the line before it" = "沒有大於前一行"
    "the file is cut short" = "檔案被截短"
    "names a ballot that is not in" = "所指的選票並未匯入"
    "other patterns than before" = "選擇組合與先前不同"
    "these words are no officer's share of this election: they are of another election or of \#
    another sharing" \#
    = "這些字不是此選舉任何選舉主任的份額：屬於另一選舉或另一次分拆"
    "this share of {0} is of another sharing than the one that election.json names" \#
    = "{0} 的這個份額與 election.json 所列的不屬同一次分拆"
    "use the share that was made together with this election.json" = "請使用與此 election.json 一同產生的份額"
    "the share of {0} is given twice" = "重複提供 {0} 的份額"
    "the result of stage {0} is overtaken: since it was counted came in {1}" \#
    = "「{0}」的結果已過時：點票後輸入了 {1}"
    "officers count again: coldcount count --stage {0} --share ..." \#
    = "由選舉主任重新點票：coldcount count --stage {0} --share ..."
    "strikes.csv strikes ballots as {0}, for which this election has no rule" \#
    = "strikes.csv 以 {0} 剔除選票，此選舉並無這項規則"
    "wait; where the clock is wrong officers say so: coldcount allow clock --reason TEXT --as \#
    OFFICER --key KEY" \#
    = "請等候；如時鐘有誤，由選舉主任表明：coldcount allow clock --reason TEXT --as OFFICER --key KEY"
    "the draft is of an election with proofs, whose officers deal its key out among themselves" \#
    = "此草稿屬附有證明的選舉，其密鑰由選舉主任互相分派"
    "begin that ceremony: coldcount ceremony begin DRAFT --to DIR" = "請開始該儀式：coldcount ceremony begin DRAFT --to DIR"
    "the draft is of an election without proofs, whose key one ceremony makes" = "此草稿屬不附證明的選舉，其密鑰由一次儀式製作"
    "hold that ceremony: coldcount ceremony DRAFT --to DIR; or make the draft of an election with \#
    proofs: coldcount draft new KIND --proofs" \#
    = "請舉行該儀式：coldcount ceremony DRAFT --to DIR；或製作附有證明的選舉的草稿：coldcount draft new KIND --proofs"
    "{0} has dealt in this ceremony" = "{0} 已在此儀式中分派"
    "take when all have dealt; where the deal is not to be used, begin another ceremony" \#
    = "待各人分派後領取；如該分派不予使用，請另行開始儀式"
    """#
}
