package import Election
package import Encoding
package import Words

/// Whose files of a desk follow from one another: one clerk's at one desk (FormatDesk § desk.json).
package struct DeskChain: Hashable, Sendable {
  package let clerk: String
  /// Which of the clerk's desks it is; nil where the files name none, as of a clerk with one desk.
  package let desk: String?

  package init(clerk: String, desk: String?) {
    self.clerk = clerk
    self.desk = desk
  }
}

/// What a clerk keyed at a desk and had not exported before (FormatDesk § desk.json).
///
/// What it holds is read against the election by `entries(in:)`: who it is from comes first.
package struct DeskFile: Equatable, Sendable {
  package static let format = "coldcount/desk/1"
  package static let fileName = "desk.json"
  /// The largest file, in bytes: it stands in one line of the journal.
  package static let maxByteCount = 1 << 19

  package let election: Digest
  package let chain: DeskChain
  /// From 1 in each chain.
  package let sequence: Int
  /// The hash of the file before it in its chain; nil of the first.
  package let previous: Digest?
  /// Sheets and accounts as they stand in the file.
  package let entries: [JSON]

  package var clerk: String { chain.clerk }

  package init(
    election: Digest, chain: DeskChain, sequence: Int, previous: Digest?, entries: [PaperEntry]
  ) {
    self.election = election
    self.chain = chain
    self.sequence = sequence
    self.previous = previous
    self.entries = entries.map(\.json)
  }

  package var json: JSON {
    var members: JSON.Members = [
      "format": .string(Self.format), "election": .string(election.description),
      "clerk": .string(chain.clerk), "sequence": .integer(sequence),
      "previous": previous.map { .string($0.description) } ?? .null, "entries": .array(entries),
    ]
    if let desk = chain.desk { members["desk"] = .string(desk) }
    return .object(members)
  }

  /// The canonical file.
  package var file: [UInt8] { json.canonical }
}

/// Reading.
extension DeskFile {
  /// Reads what a file says of itself; nil where anything is wrong, which is noted.
  package init?(_ reader: ObjectReader) {
    if let format = reader.string("format"), format != Self.format {
      reader.note("format", "not \(Self.format)")
    }
    let election = reader.digest("election")
    let clerk = reader.identifier("clerk")
    let desk = reader.has("desk") ? reader.identifier("desk") : nil
    let sequence = reader.integer("sequence", in: 1...JSON.integers.upperBound)
    let previous = reader.isNull("previous") ? nil : reader.digest("previous")
    if let sequence, (sequence == 1) != reader.isNull("previous") {
      reader.note("previous", "null in the first file and no other")
    }
    let entries = reader.value("entries")?.array
    if entries?.isEmpty != false { reader.note("entries", "a list of at least one entry") }
    reader.finish()
    guard let election, let clerk, let sequence, let entries else { return nil }
    self.election = election
    chain = DeskChain(clerk: clerk, desk: desk)
    self.sequence = sequence
    self.previous = previous
    self.entries = entries
  }

  /// Reads a file.
  ///
  /// - Throws: `SheetError` with everything that is wrong with it.
  package init(file bytes: [UInt8]) throws(SheetError) {
    let json: JSON
    do {
      json = try JSON.parse(canonical: bytes)
    } catch { throw SheetError([error.message]) }
    let violations = Violations()
    let file = DeskFile(ObjectReader(json, violations: violations))
    guard let file, violations.list.isEmpty else {
      throw SheetError(violations.list.map(\.message))
    }
    self = file
  }

  /// What was keyed, each sheet and account once.
  ///
  /// A sheet holds in one of `elections`: as it was signed, or as amendments leave it.
  ///
  /// - Throws: `SheetError` with everything that is wrong.
  package func entries(in elections: [Definition]) throws(SheetError) -> [PaperEntry] {
    var found: [PaperEntry] = []
    var seen: Set<PaperSubject> = []
    var problems: [Message] = []
    for json in entries {
      do throws(SheetError) {
        let entry = try PaperEntry(json, in: elections)
        if case .sheet(let sheet) = entry, sheet.election != election {
          problems.append("sheet \(sheet.key): belongs to the election \(sheet.election)")
        }
        if !seen.insert(entry.subject).inserted {
          problems.append("\(entry.subject.name) is there twice")
        }
        found.append(entry)
      } catch { problems += error.problems }
    }
    guard problems.isEmpty else { throw SheetError(problems) }
    return found
  }
}
