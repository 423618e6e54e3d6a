/// What people are told of an error: what is wrong, where, and what to do next.
package struct Report: Equatable, Sendable {
  /// Whose fault it is, which decides the exit status.
  package enum Kind: String, Equatable, Sendable {
    /// Something that was checked does not hold: status 1.
    case refused
    /// The command line is wrong: status 2.
    case usage
    /// The machine failed (disk, medium, lock, memory): status 3.
    case machine
  }

  package let kind: Kind
  /// The code: lower case with hyphens, and for one thing alone.
  package let code: String
  /// What is wrong: one line, without a full stop.
  package let message: Message
  /// Where: a file, with field, line or offset.
  package let place: Message?
  /// What to do next: one line.
  package let advice: Message?
  /// Everything that is wrong with a document, a line each, where there is more than one thing.
  package let details: [Message]

  package init(
    _ kind: Kind, code: String, _ message: Message, place: Message? = nil,
    advice: Message? = nil, details: [Message] = []
  ) {
    self.kind = kind
    self.code = code
    self.message = message
    self.place = place
    self.advice = advice
    self.details = details
  }
}

/// An error that can be told to people.
package protocol ReportedError: Error {
  /// The error in words. Never holds a byte of a secret; text from outside is escaped.
  var report: Report { get }
}
