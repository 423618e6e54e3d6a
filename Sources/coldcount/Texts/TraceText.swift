import Disclosure
import Encoding
import Words

/// Whose copy it is, as far as the marks tell.
struct TraceText {
  private let leaks: [(file: String, trace: Trace)]
  private let trace: Trace
  private let matches: [Trace.Match]
  private let recipients: Int

  /// What leaks that came together show of some recipients' copies.
  init(_ leaks: [(file: String, trace: Trace)], _ recipients: [Trace.Recipient]) {
    self.leaks = leaks
    trace = Trace(together: leaks.map(\.trace))
    matches = trace.matches(recipients)
    self.recipients = recipients.count
  }

  var named: [Trace.Match] { matches.filter(\.isNamed) }

  var json: JSON {
    [
      "recipients": .integer(recipients), "marks": Self.json(trace),
      "files": .array(
        leaks.map { ["file": .string($0.file), "marks": Self.json($0.trace)] }),
      "needed": .integer(Trace.fewestMarks(recipients: recipients)),
      "named": .array(named.map { .string($0.name) }),
      "matches": .array(
        matches.map {
          [
            "name": .string($0.name), "agreeing": .integer($0.agreeing),
            "marks": .integer($0.marks), "oneIn": .integer($0.oneIn),
          ]
        }),
    ]
  }

  private static func json(_ trace: Trace) -> JSON {
    let marks = Trace.Carrier.allCases.map { ($0.rawValue, JSON.integer(trace.counts[$0] ?? 0)) }
    return .object(Dictionary(marks, uniquingKeysWith: { $1 }))
  }

  func words(_ language: Language) -> String {
    var text = ""
    if leaks.count > 1 {
      for (file, trace) in leaks {
        text += SafeText.escaped(file) + ": " + Self.counts(trace, language)
      }
    }
    text += Self.counts(trace, language)
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

  private static func counts(_ trace: Trace, _ language: Language) -> String {
    let counts = Trace.Carrier.allCases.map { "\($0.rawValue) \(trace.counts[$0] ?? 0)" }
      .joined(separator: ", ")
    return language.text("marks found: \(counts)") + "\n"
  }
}
