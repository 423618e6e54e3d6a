package import Words

extension Comparison {
  /// The comparison for people: whether each package holds, a line a point with every difference,
  /// and one plain sentence at the end.
  ///
  /// `say` gives a message in the language.
  package func text(_ say: (Message) -> String = { $0.english }) -> String {
    var text = ""
    for (name, side) in [("A", first), ("B", second)] {
      text += "\(name)  \(SafeText.escaped(side.path))\n"
      text += "   \(say(side.report.sentence))\n"
      for check in side.report.failed { text += "      - \(say(check.id.title))\n" }
    }
    for (index, item) in items.enumerated() {
      text += "\(index < 9 ? " " : "")\(index + 1). "
      let line: Message = "\(item.id.title): \(item.verdict.word)"
      text += say(item.extent == "" ? line : "\(line) (\(item.extent))") + "\n"
      switch item.verdict {
      case .same: break
      case .differs(let differences, let total):
        for difference in differences { text += "      - \(say(difference.words))\n" }
        if total > differences.count {
          text += "      - " + say("and \(total - differences.count) more") + "\n"
        }
      case .mayDiffer(let differences):
        for difference in differences { text += "      \(say(difference.words))\n" }
      case .notCompared(let reason): text += "      \(say(reason))\n"
      }
    }
    return text + say(sentence) + "\n"
  }

  /// The one plain sentence.
  package var sentence: Message {
    guard differing.isEmpty else {
      return "The packages differ: \(differing.count) of \(items.count) points."
    }
    guard first.report.holds, second.report.holds else {
      return "The packages say the same as far as they can be read, but not both of them hold."
    }
    guard notCompared.isEmpty else {
      return "Both packages hold and all that was compared is the same; "
        + "\(notCompared.count) of \(items.count) points could not be compared."
    }
    return "Both packages hold and say the same."
  }
}

extension Compared.Verdict {
  fileprivate var word: Message {
    switch self {
    case .same: "the same"
    case .differs: "DIFFERENT"
    case .mayDiffer: "different, as it may be"
    case .notCompared: "not compared"
    }
  }
}
