import Disclosure
import Encoding
import Words

/// Whose copy it is, as far as the marks tell.
enum TraceText {
  static func json(
    _ trace: Trace, _ matches: [Trace.Match], recipients: Int
  ) -> JSON {
    let marks = Trace.Carrier.allCases.map { ($0.rawValue, JSON.integer(trace.counts[$0] ?? 0)) }
    return [
      "recipients": .integer(recipients),
      "marks": .object(Dictionary(marks, uniquingKeysWith: { $1 })),
      "needed": .integer(Trace.fewestMarks(recipients: recipients)),
      "named": .array(matches.filter(\.isNamed).map { .string($0.name) }),
      "matches": .array(
        matches.map {
          [
            "name": .string($0.name), "agreeing": .integer($0.agreeing),
            "marks": .integer($0.marks), "oneIn": .integer($0.oneIn),
          ]
        }),
    ]
  }

  static func words(
    _ trace: Trace, _ named: [Trace.Match], recipients: Int, _ language: Language
  ) -> String {
    let counts = Trace.Carrier.allCases.map { "\($0.rawValue) \(trace.counts[$0] ?? 0)" }
      .joined(separator: ", ")
    var text = language.text("marks found: \(counts)") + "\n"
    guard !named.isEmpty else {
      return text
        + language.text(
          "cannot tell: \(Trace.fewestMarks(recipients: recipients)) agreeing marks would name one "
            + "of \(recipients) recipients") + "\n"
    }
    for match in named {
      let name = SafeText.escaped(match.name)
      text += language.text(
        "\(name): \(match.agreeing) of \(match.marks) marks agree; somebody innocent among "
          + "\(recipients) recipients would match so well at most once in \(match.oneIn) cases\n"
      )
    }
    return text
  }
}
