package import Encoding

extension Comparison {
  /// The comparison for people: whether each package holds, a line a point with every difference,
  /// and one plain sentence at the end.
  package func text(chinese: Bool, say: (Message) -> String = { $0.english }) -> String {
    var text = ""
    for (name, side) in [("A", first), ("B", second)] {
      text += "\(name)  \(SafeText.escaped(side.path))\n"
      text += "   \(side.report.sentence(chinese: chinese))\n"
      for check in side.report.failed {
        let title = chinese ? check.id.title.chinese : check.id.title.english
        text += "      - \(title)\n"
      }
    }
    for (index, item) in items.enumerated() {
      text += "\(index < 9 ? " " : "")\(index + 1). \(item.id.title.text(chinese: chinese)): "
      text += word(item.verdict, chinese) + (item.extent == "" ? "\n" : " (\(say(item.extent)))\n")
      switch item.verdict {
      case .same: break
      case .differs(let differences, let total):
        for difference in differences { text += "      - \(difference.words(chinese: chinese))\n" }
        if total > differences.count {
          let more = total - differences.count
          text += chinese ? "      - 另有 \(more) 項\n" : "      - and \(more) more\n"
        }
      case .mayDiffer(let differences):
        for difference in differences { text += "      \(difference.words(chinese: chinese))\n" }
      case .notCompared(let reason): text += "      \(reason.text(chinese: chinese))\n"
      }
    }
    return text + sentence(chinese: chinese) + "\n"
  }

  private func word(_ verdict: Compared.Verdict, _ chinese: Bool) -> String {
    switch verdict {
    case .same: chinese ? "相同" : "the same"
    case .differs: chinese ? "不同" : "DIFFERENT"
    case .mayDiffer: chinese ? "不同，屬可容許" : "different, as it may be"
    case .notCompared: chinese ? "未能比較" : "not compared"
    }
  }

  /// The one plain sentence.
  package func sentence(chinese: Bool) -> String {
    guard differing.isEmpty else {
      return chinese
        ? "兩個結果包不同：\(items.count) 項中有 \(differing.count) 項不同。"
        : "The packages differ: \(differing.count) of \(items.count) points."
    }
    guard first.report.holds, second.report.holds else {
      return chinese
        ? "兩個結果包所載相同，但並非兩者均成立。"
        : "The packages say the same as far as they can be read, but not both of them hold."
    }
    guard notCompared.isEmpty else {
      return chinese
        ? "兩個結果包均成立，所作的比較全部相同；另有 \(notCompared.count) 項未能比較。"
        : "Both packages hold and all that was compared is the same; "
          + "\(notCompared.count) of \(items.count) points could not be compared."
    }
    return chinese
      ? "兩個結果包均成立，所載相同。" : "Both packages hold and say the same."
  }
}
