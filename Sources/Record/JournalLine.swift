package import Cryptography
package import Encoding
package import Words

/// One line of the journal (FormatJournal § A line).
package struct JournalLine: Equatable, Sendable {
  /// The name under which nobody in particular acts.
  package static let nobody = "-"
  /// The longest line, in bytes.
  package static let maxByteCount = 1 << 20

  /// From 1.
  package let number: Int
  package let at: Timestamp
  /// A person's id, or `nobody`.
  package let by: String
  package let event: JournalEvent
  /// The hash of the line before; of election.json in the first line.
  package let previous: Digest
  /// Ed25519, 64 bytes; nil where nobody in particular acts.
  package let signature: [UInt8]?

  /// The bytes that the line's author signs.
  package var message: [UInt8] {
    Array("coldcount/journal/1\n".utf8) + JSON.object(members).canonical
  }

  /// The line as it stands in the file, newline included.
  package var file: [UInt8] { json.canonical }

  /// The line with its signature.
  package var json: JSON {
    var members = members
    if let signature { members["sig"] = .string(Base64.encode(signature)) }
    return .object(members)
  }

  /// The hash of the line without its newline: the journal's head when it is the last.
  package var hash: Digest { Digest.of(Array(file.dropLast())) }

  private var members: JSON.Members {
    [
      "n": .integer(number), "at": .string(at.description), "by": .string(by),
      "event": .string(event.name), "data": event.data, "prev": .string(previous.description),
    ]
  }
}

extension JournalLine {
  /// A new line, signed where somebody in particular acts.
  package static func make(
    number: Int, at: Timestamp, event: JournalEvent, previous: Digest, signer: Signer?
  ) throws(CryptographyError) -> JournalLine {
    let by = signer?.id ?? nobody
    let unsigned = JournalLine(
      number: number, at: at, by: by, event: event, previous: previous, signature: nil)
    guard let signer else { return unsigned }
    return JournalLine(
      number: number, at: at, by: by, event: event, previous: previous,
      signature: signer.key.sign(unsigned.message.span))
  }

  /// Reads one line, newline included.
  ///
  /// - Throws: `Violation`, with the path of the first thing that is wrong.
  package init(file bytes: [UInt8]) throws(Violation) {
    guard bytes.count <= Self.maxByteCount else {
      throw Violation(path: "$", problem: "longer than \(Self.maxByteCount) bytes")
    }
    let json: JSON
    do {
      json = try JSON.parse(canonical: bytes)
    } catch { throw Violation(path: "$", problem: error.message) }
    let violations = Violations()
    let reader = ObjectReader(json, violations: violations)
    let number = reader.integer("n", in: 1...JSON.integers.upperBound)
    let at = reader.timestamp("at")
    let previous = reader.digest("prev")
    let name = reader.string("event")
    let data = reader.object("data")
    let by = reader.string("by", as: "a person's id or \"-\"") {
      $0 == Self.nobody || Identifier.isValid($0) ? $0 : nil
    }
    var signature: [UInt8]?
    if reader.has("sig") {
      signature = reader.string("sig", as: "64 bytes in base64") { text in
        Base64.decode(text).flatMap { $0.count == 64 ? $0 : nil }
      }
    }
    reader.finish()
    let kind = name.flatMap(JournalEvent.Kind.init)
    if name != nil, kind == nil { reader.note("event", "not an event that this version knows") }
    var event: JournalEvent?
    if let kind, let data { event = JournalEvent(kind, data) }
    if let first = violations.list.first { throw first }
    guard let number, let at, let previous, let by, let event else {
      throw Violation(path: "$.event", problem: "not an event that this version knows")
    }
    guard (signature == nil) == (by == Self.nobody) else {
      throw Violation(path: "$.sig", problem: "there exactly where a person acts")
    }
    self.init(
      number: number, at: at, by: by, event: event, previous: previous, signature: signature)
    // What its author signed is made again from what was read of it.
    guard file == bytes else {
      throw Violation(path: "$.data", problem: "not as this version writes it")
    }
  }
}
