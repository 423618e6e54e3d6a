package import Encoding

extension AuditReport {
  /// The checklist: a numbered line a check, what it compared, every failure, and one plain
  /// sentence at the end.
  ///
  /// `say` gives a message in the language.
  package func checklist(
    chinese: Bool, say: (Message) -> String = { $0.english }
  ) -> String {
    var text =
      "\(SafeText.escaped(chinese ? facts.title.chinese : facts.title.english)) (\(facts.electionID))\n"
    if !facts.stage.isEmpty, facts.stage != "final" {
      text +=
        chinese
        ? "臨時結果：階段 \(facts.stage)\n" : "PROVISIONAL result: stage \(facts.stage)\n"
    }
    for (index, check) in checks.enumerated() {
      let title = chinese ? check.id.title.chinese : check.id.title.english
      text += "\(index < 9 ? " " : "")\(index + 1). \(title): \(word(check.verdict, chinese))"
      text += check.compared == "" ? "\n" : " (\(say(check.compared)))\n"
      switch check.verdict {
      case .holds: break
      case .fails(let problems): for problem in problems { text += "      - \(say(problem))\n" }
      case .notMade(let reason): text += "      \(say(reason))\n"
      }
    }
    return text + sentence(chinese: chinese) + "\n"
  }

  private func word(_ verdict: Check.Verdict, _ chinese: Bool) -> String {
    switch verdict {
    case .holds: chinese ? "相符" : "holds"
    case .fails: chinese ? "不符" : "FAILS"
    case .notMade: chinese ? "未能檢查" : "not checked"
    }
  }

  /// The one plain sentence.
  package func sentence(chinese: Bool) -> String {
    guard holds else {
      return chinese
        ? "此結果包不成立：\(checks.count) 項檢查中有 \(failed.count) 項不符。"
        : "This package does not hold: \(failed.count) of \(checks.count) checks fail."
    }
    guard notMade.isEmpty else {
      return chinese
        ? "所作的 \(checks.count - notMade.count) 項檢查均相符；另有 \(notMade.count) 項未能檢查。"
        : "All \(checks.count - notMade.count) checks that were made hold; "
          + "\(notMade.count) could not be made."
    }
    return chinese
      ? "此結果包成立：\(checks.count) 項檢查全部相符。"
      : "This package holds: all \(checks.count) checks hold."
  }

  /// The checklist as a page to sign, with what only people can compare.
  package func form(
    chinese: Bool, say translate: (Message) -> String = { $0.english }
  ) -> String {
    let say = { (english: String, chinese_: String) in chinese ? chinese_ : english }
    var text = say("AUDIT OF A RESULT PACKAGE", "結果包審核表") + "\n\n"
    text += checklist(chinese: chinese, say: translate) + "\n"
    text += say("To be compared by people, and ticked:", "須由人手核對並剔選：") + "\n"
    text += box(
      say("the definition's hash against the published one", "選舉定義雜湊值與公布者相同"),
      facts.definition?.description)
    text += box(
      say("the journal's head against the observers' notes", "日誌末值與監票者筆記相同"),
      facts.head?.description)
    text += box(
      say("the program's hash against the published one", "程式雜湊值與公布者相同"), facts.software.hash)
    text += box(
      say("the result's hash against the declaration", "結果雜湊值與宣布者相同"),
      facts.result?.description)
    text +=
      say(
        "  [ ] each public key against the list on paper:", "  [ ] 各公鑰與紙本名單相同：") + "\n"
    for person in facts.people {
      text += "      \(person.id) (\(person.role))\n        \(person.publicKey)\n"
    }
    text += "\n" + say("Place and time", "地點及時間") + " ______________________________\n\n"
    for _ in 0..<2 {
      text += say("Name", "姓名") + " ____________________  "
      text += say("Signature", "簽署") + " ____________________\n\n"
    }
    return text
  }

  private func box(_ title: String, _ hash: String?) -> String {
    let digits = Array(hash ?? "")
    let groups = stride(from: 0, to: digits.count, by: 4).map {
      String(digits[$0..<min($0 + 4, digits.count)])
    }
    let lines = [groups.prefix(8), groups.dropFirst(8)].map { $0.joined(separator: " ") }
    return "  [ ] \(title)\n" + lines.filter { !$0.isEmpty }.map { "      \($0)\n" }.joined()
  }
}
