/// What Mixnet says.
extension Chinese {
  static let mixnet = #"""
    "{0} of {1} officers cannot open" = "{1} 名選舉主任中不能以 {0} 名開啟"
    "the ceremony has no number of 64 hexadecimal digits" = "儀式沒有 64 位十六進位的編號"
    "the officer has no box key that can be used" = "該選舉主任沒有可用的封存盒公鑰"
    "the officer has another officer's box key" = "該選舉主任的封存盒公鑰屬另一名選舉主任"
    "there are no keys" = "沒有密鑰"
    "they are not those of the officers in their order" = "並非各選舉主任依次的資料"
    "the officer's points or their proof do not hold" = "該選舉主任的點或其證明不成立"
    "the count key is not the sum of the officers' first points" = "點票密鑰並非各選舉主任首點之和"
    "the officer's public share is the identity" = "該選舉主任的公開份額是單位元"
    "destroy every file and share of this ceremony and begin anew with another number" = "請銷毀此儀式的所有檔案及份額，以另一編號重新開始"
    "election.json is not the draft with the points that were dealt" = "election.json 並非草稿加上所分派的點"
    "the deal is not of this ceremony and officer, or its proof fails" = "分派並非此儀式或該選舉主任的，或其證明不成立"
    "the deal has not a box for each officer" = "分派並未給每名選舉主任一個封存盒"
    "the share does not open, or is not that of the points dealt" = "份額不能開啟，或與所分派的點不符"
    """#
}
