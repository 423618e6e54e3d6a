import Encoding
package import Words

extension AuditReport {
  /// The checklist: a numbered line a check, what it compared, every failure, and one plain
  /// sentence at the end.
  ///
  /// `say` gives a message in the language.
  package func checklist(_ say: (Message) -> String = { $0.english }) -> String {
    var text = say("\(SafeText.escaped(say(facts.title))) (\(facts.electionID))") + "\n"
    if !facts.stage.isEmpty, facts.stage != "final" {
      text += say("PROVISIONAL result: stage \(facts.stage)") + "\n"
    }
    for (index, check) in checks.enumerated() {
      text += "\(index < 9 ? " " : "")\(index + 1). "
      let line: Message = "\(check.id.title): \(check.verdict.word)"
      text += say(check.compared == "" ? line : "\(line) (\(check.compared))") + "\n"
      switch check.verdict {
      case .holds: break
      case .fails(let problems): for problem in problems { text += "      - \(say(problem))\n" }
      case .notMade(let reason): text += "      \(say(reason))\n"
      }
    }
    for limit in limits { text += say(limit) + "\n" }
    return text + say(sentence) + "\n"
  }

  /// The one plain sentence.
  package var sentence: Message {
    if isLittered {
      return
        "All that the officers signed holds. Beside it lies what a desktop or a system left, which "
        + "says nothing against it: take it out, or copy the package without it, and check again."
    }
    guard holds else {
      return "This package does not hold: \(failed.count) of \(checks.count) checks fail."
    }
    guard notMade.isEmpty else {
      return "All \(checks.count - notMade.count) checks that were made hold; "
        + "\(notMade.count) could not be made."
    }
    return "This package holds: all \(checks.count) checks hold."
  }

  /// The checklist as a page to sign, with what only people can compare.
  ///
  /// `say` gives a message in the language.
  package func form(_ say: (Message) -> String = { $0.english }) -> String {
    var text = say("AUDIT OF A RESULT PACKAGE") + "\n\n"
    text += checklist(say) + "\n"
    text += say("To be compared by people, and ticked:") + "\n"
    text += box(
      say("the definition's hash against the published one"), facts.definition?.description)
    text += box(
      say("the journal's head against the observers' notes"), facts.head?.description)
    text += box(say("the program's hash against the published one"), facts.software.hash)
    text += box(say("the result's hash against the declaration"), facts.result?.description)
    text += "  [ ] " + say("each public key against the list on paper:") + "\n"
    for person in facts.people {
      text += "      " + say("\(person.id) (\(person.role))") + "\n        \(person.publicKey)\n"
    }
    text += "\n" + say("Place and time") + " ______________________________\n\n"
    for _ in 0..<2 {
      text += say("Name") + " ____________________  "
      text += say("Signature") + " ____________________\n\n"
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

extension Check.Verdict {
  fileprivate var word: Message {
    switch self {
    case .holds: "holds"
    case .fails: "FAILS"
    case .notMade: "not checked"
    }
  }
}
