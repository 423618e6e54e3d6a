import CLinux
package import Encoding
import Glibc
package import Words

/// Writes to one of the program's streams and says when it cannot: a full disk is an error.
package struct Output: Sendable {
  /// Results.
  package static let standard = Output(descriptor: 1)
  /// Progress and messages.
  package static let messages = Output(descriptor: 2)

  private let descriptor: Int32

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// Whether people read along.
  package var isTerminal: Bool { Hosts.current == nil && isatty(descriptor) == 1 }

  /// Whether people read along on a terminal that can go back in a line.
  var canRedraw: Bool {
    let kind = unsafe getenv("TERM").map { unsafe String(cString: $0) }
    return isTerminal && kind != "dumb"
  }

  /// Writes all bytes.
  package func write(_ bytes: Span<UInt8>) throws(OutputError) {
    if let host = Hosts.current { return host.take(bytes, isResult: descriptor == 1) }
    try unsafe bytes.withUnsafeBytes { buffer throws(OutputError) in
      var written = 0
      while written < buffer.count, let base = buffer.baseAddress {
        let count = unsafe Glibc.write(descriptor, base + written, buffer.count - written)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw OutputError(number: errno) }
        written += count
      }
    }
  }

  /// Writes text as it is.
  package func write(_ text: String) throws(OutputError) {
    try write(Array(text.utf8).span)
  }

  /// Writes text and ends the line.
  package func line(_ text: String = "") throws(OutputError) { try write(text + "\n") }
}

/// A stream that takes no more.
package struct OutputError: ReportedError, Equatable {
  /// The system's error number.
  package let number: Int32

  private var isFull: Bool { number == ENOSPC || number == EDQUOT }

  package var report: Report {
    let problem =
      unsafe coldcount_error_text(number).map { Message(sentence: unsafe String(cString: $0)) }
      ?? "error \(number)"
    return Report(
      .machine, code: isFull ? "full" : "output", "cannot write the output: \(problem)",
      advice: isFull
        ? "make room, then do the same again"
        : "check where the output goes, then do the same again")
  }
}

/// An error as people and programs are told of it.
package enum ErrorText {
  /// One to three lines: what is wrong, where, what next; and a line for each of the details.
  ///
  /// Escaped once more here, the last place before the terminal; what is escaped stays as it is.
  package static func lines(
    _ report: Report, in language: Language = .english, program: String = "coldcount"
  ) -> String {
    let shown = { (message: Message) in SafeText.escaped(language.text(message)) }
    let message = shown(report.message)
    let advice = report.advice.map(shown)
    if report.kind == .usage {
      return "\(program): \(message)\n" + (advice.map { "\($0)\n" } ?? "")
    }
    var text = "\(program): \(message) [\(report.code)]\n"
    for detail in report.details { text += "  - \(shown(detail))\n" }
    if let place = report.place { text += "  \(shown("at \(place)"))\n" }
    if let advice { text += "  \(language.text("next: \(advice)"))\n" }
    return text
  }

  /// The same as one JSON document, for programs: in English whatever people read.
  package static func json(_ report: Report) -> JSON {
    [
      "error": [
        "kind": .string(report.kind.rawValue), "code": .string(report.code),
        "message": .string(report.message.english),
        "place": report.place.map { .string($0.english) } ?? .null,
        "next": report.advice.map { .string($0.english) } ?? .null,
        "details": .array(report.details.map { .string($0.english) }),
      ]
    ]
  }
}
