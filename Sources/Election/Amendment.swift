package import Encoding
package import Words

/// A decision of the officers after the definition was signed: `amendment-NNN.json`
/// (FormatAmendment § Members).
package struct Amendment: Equatable, Sendable {
  package static let format = "coldcount/amendment/1"
  /// The largest amendment, in bytes: it has to fit in a line of the journal.
  package static let maxByteCount = 1 << 19
  private static let maxReasonByteCount = 4_000
  /// The most amendments of an election: each is read against all that its paper holds.
  package static let maxNumber = 999

  /// From 1, without gaps.
  package let number: Int
  /// The hash of the amendment before; nil for the first.
  package let previous: Digest?
  package let election: Digest
  package let changes: [Change]
  package let reason: String

  package var json: JSON {
    [
      "format": .string(Self.format), "election": .string(election.description),
      "number": .integer(number),
      "previous": previous.map { .string($0.description) } ?? .null,
      "changes": .array(changes.map(\.json)), "reason": .string(reason),
    ]
  }

  /// The canonical file.
  package var file: [UInt8] { json.canonical }

  /// The name of its file.
  package var fileName: String { Self.fileName(number) }

  /// The name of the file of an amendment.
  package static func fileName(_ number: Int) -> String {
    let digits = String(number)
    return "amendment-\(String(repeating: "0", count: max(0, 3 - digits.count)))\(digits).json"
  }

  /// Reads an amendment and checks it against the definition.
  ///
  /// - Throws: `AmendmentError` with everything that is wrong with it.
  package init(json: JSON, definition: Definition, election: Digest) throws(AmendmentError) {
    let violations = Violations()
    let reader = ObjectReader(json, violations: violations)
    if let format = reader.string("format"), format != Self.format {
      reader.note("format", "not \(Self.format)")
    }
    if let found = reader.digest("election"), found != election {
      reader.note("election", "another election's, \(found)")
    }
    let number = reader.integer("number", in: 1...Self.maxNumber)
    let previous = reader.isNull("previous") ? nil : reader.digest("previous")
    if let number, (number == 1) != (previous == nil), !violations.isNoted("$.previous") {
      reader.note("previous", "null in the first amendment and in no other")
    }
    let objects = reader.objects("changes")
    let changes = objects.compactMap { Change($0, definition: definition) }
    if objects.isEmpty { reader.noteEmpty("changes", "no change") }
    let reason = reader.string("reason", as: "a reason of 1 to \(Self.maxReasonByteCount) bytes") {
      (1...Self.maxReasonByteCount).contains($0.utf8.count) ? $0 : nil
    }
    reader.finish()
    guard violations.list.isEmpty, let number, let reason else {
      throw AmendmentError(violations.list.map(\.message))
    }
    self.number = number
    self.previous = previous
    self.election = election
    self.changes = changes
    self.reason = reason
  }

  /// Reads the canonical file.
  ///
  /// - Throws: `AmendmentError` with everything that is wrong with it.
  package init(
    file bytes: [UInt8], definition: Definition, election: Digest
  ) throws(AmendmentError) {
    guard bytes.count <= Self.maxByteCount else {
      throw AmendmentError(["larger than \(Self.maxByteCount) bytes"])
    }
    let json: JSON
    do {
      json = try JSON.parse(canonical: bytes)
    } catch { throw AmendmentError([error.message]) }
    try self.init(json: json, definition: definition, election: election)
  }
}

/// Everything that is wrong with an amendment.
package struct AmendmentError: ReportedError, Equatable {
  package let problems: [Message]

  package init(_ problems: [Message]) { self.problems = problems }

  package var report: Report {
    Report(
      .refused, code: "amendment",
      problems.count == 1 ? problems[0] : "the amendment does not hold",
      advice: "nothing was changed; make the amendment again with 'coldcount amend --change'",
      details: problems.count == 1 ? [] : problems)
  }
}
