extension Catalogue {
  /// What the record says of its lines, and of whoever writes them.
  static let record: Part = [
    "not the hash of the sheet": "並非該點票紙的雜湊值",
    "an act on a vault": "對保管庫所做的事",
    "an act that officers allow, with what it concerns": "點票主任准許的事，及其所涉",
    "a warning of the program": "程式的警告",
    "not as this version writes it": "並非此版本所寫的樣式",
    "by the unknown {0}": "行事者 {0} 不明",
    "nobody signed it": "無人簽署",
    "{0} is no {1}": "{0} 不是 {1}",
    "{0} is no {1} of this election": "{0} 不是此選舉的 {1}",
    "have a person of the role {0} do this": "由擔任 {0} 的人員進行",
    "a line '{0}' cannot be written: {1}": "不能寫入「{0}」一行：{1}",
    "have it done by a person who may, with --as and --key":
      "由可以這樣做的人員以 --as 及 --key 進行",
  ]
}
