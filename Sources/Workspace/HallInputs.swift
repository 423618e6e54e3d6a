import Cryptography
import Election
package import Encoding
import Record
package import Words

/// What a hall wrote of all that came in there: `inputs.json`, signed by who wrote it
/// (FormatDesk § Halls).
package struct HallInputs: Equatable, Sendable {
  package static let format = "coldcount/inputs/1"
  package static let fileName = "inputs.json"
  /// The largest file, in bytes.
  package static let maxByteCount = 1 << 20

  package let election: Digest
  /// Who wrote it.
  package let by: String
  /// The hash of the hall's journal.
  package let journal: Digest
  /// The bundles by the hashes of their manifests, sorted.
  package let bundles: [Digest]

  /// The name of the signature beside the file.
  static func signatureName(_ person: String) -> String { "\(fileName).\(person).minisig" }

  /// The canonical file.
  package var file: [UInt8] {
    JSON.object([
      "format": .string(Self.format), "election": .string(election.description),
      "by": .string(by), "journal": .string(journal.description),
      "bundles": .array(bundles.map { .string($0.description) }),
    ]).canonical
  }

  init(election: Digest, by: String, journal: Digest, bundles: [Digest]) {
    self.election = election
    self.by = by
    self.journal = journal
    self.bundles = bundles
  }

  /// Reads a file.
  ///
  /// - Throws: `Violation` with the first thing that is wrong with it.
  package init(file bytes: [UInt8]) throws(Violation) {
    let json: JSON
    do {
      json = try JSON.parse(canonical: bytes)
    } catch { throw Violation(path: "$", problem: error.message) }
    let violations = Violations()
    let reader = ObjectReader(json, violations: violations)
    if let format = reader.string("format"), format != Self.format {
      reader.note("format", "not \(Self.format)")
    }
    let election = reader.digest("election")
    let by = reader.identifier("by")
    let journal = reader.digest("journal")
    let bundles = reader.strings("bundles").map { Digest(hex: $0) }
    if bundles.contains(nil) { reader.note("bundles", "not hashes") }
    reader.finish()
    if let first = violations.list.first { throw first }
    guard let election, let by, let journal else {
      throw Violation(path: "$", problem: "not \(Self.format)")
    }
    self.init(
      election: election, by: by, journal: journal, bundles: bundles.compactMap { $0 })
  }
}
