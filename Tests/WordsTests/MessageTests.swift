import Testing

@testable import Words

@Suite("Messages")
struct MessageTests {
  private static let catalogue = Catalogue([
    #"""
    "cannot {0}: {1}" = "無法{0}：{1}"
    "read" = "讀取"
    "{0} ballots" = "{0} 張選票"
    "{0} of {1}" = "{1} 之中的 {0}"
    ", " = "、"
    """#,
    #"""
    "not {0}" = "應為{0}"
    "a [a-z]{0,63}" = "甲 [a-z]{0,63}"
    """#,
  ])

  private func chinese(_ message: Message) -> String {
    message.text(in: .chinese, by: Self.catalogue)
  }

  @Test(
    "a message says the same in English as its literal, and has its words in the catalogue",
    arguments: [
      ("cannot \("read" as Message): \("x.csv")", "cannot read: x.csv", "無法讀取：x.csv"),
      ("\(1) of \(2)", "1 of 2", "2 之中的 1"),
      ("not \("a [a-z]{0,63}" as Message)", "not a [a-z]{0,63}", "應為甲 [a-z]{0,63}"),
      ("nobody translated \("read" as Message)", "nobody translated read", "nobody translated 讀取"),
      (Message("read" as String), "read", "read"),
      (Message(sentence: "read"), "read", "讀取"),
      (Message { $0 == .chinese ? "一" : "one" }, "one", "一"),
      (["read", "read"].joined(separator: ", "), "read, read", "讀取、讀取"),
      ("cannot \("{1}"): " + "\("{0}")", "cannot {1}: {0}", "無法{1}：{0}"),
      ("cannot \("read" as Message): \(1)" + Message("!" as String), "cannot read: 1!", "無法讀取：1!"),
      ("\(1) of \(2)" + ("" as Message), "1 of 2", "2 之中的 1"),
      ("not " + "\("b")", "not b", "應為b"),
      ("", "", ""),
    ] as [(Message, String, String)])
  func text(message: Message, english: String, expected: String) {
    #expect(message.english == english)
    #expect("\(message)" == english)
    #expect(chinese(message) == expected)
  }

  @Test(
    "a number of things takes the right word in English and one word in Chinese",
    arguments: [(0, "0 ballots"), (1, "1 ballot"), (2, "2 ballots")])
  func plurals(count: Int, english: String) {
    let message = Plural.of(count, "ballot")
    #expect(message.english == english)
    #expect(chinese(message) == "\(count) 張選票")
    #expect((message + " of \(7)").english == "\(english) of 7")
    #expect(
      Plural.of(count, "person", "people").english == (count == 1 ? "1 person" : "\(count) people"))
  }

  @Test("a language that has a singular takes it of one thing")
  func singular() {
    let german = Catalogue([#""{0} ballot" = "{0} Stimme"\#n"{0} ballots" = "{0} Stimmen""#])
    let say = { (count: Int) in Plural.of(count, "ballot").text(in: .chinese, by: german) }
    #expect([0, 1, 2].map(say) == ["0 Stimmen", "1 Stimme", "2 Stimmen"])
  }

  @Test("more than ten holes are told apart, and messages are equal where they say the same")
  func holes() {
    let many: Message = "\(0)\(1)\(2)\(3)\(4)\(5)\(6)\(7)\(8)\(9)\(10)\(11)"
    #expect(many.english == "01234567891011")
    #expect(many == "01234567891011")
    #expect(many != "0123456789101")
    #expect(Set([many, "01234567891011"]).count == 1)
  }

  @Test(
    "names in a row are told up to twelve, and then how many more there are",
    arguments: [
      (0, ""), (1, "1"), (3, "1, 2, 3"), (12, (1...12).map(String.init).joined(separator: ", ")),
      (7_713, (1...12).map(String.init).joined(separator: ", ") + " and 7,701 more"),
    ])
  func list(count: Int, text: String) {
    #expect(Message.list(ids: (0..<count).map { String($0 + 1) }).english == text)
  }
}
