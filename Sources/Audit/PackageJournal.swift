import Cryptography
import Election
import Encoding
import Words

/// The journal as the auditor reads it, from FORMATS.md section 5.
struct PackageJournal {
  /// One line whose chain holds.
  struct Line {
    let number: Int
    let at: Timestamp
    let by: String
    let event: String
    let data: JSON
    let previous: Digest
    let hash: Digest
    let signature: [UInt8]?
    /// What `signature` is over.
    let message: [UInt8]
  }

  private static let maxLineByteCount = 1 << 20

  private(set) var lines: [Line] = []
  private(set) var problems: [Message] = []

  /// Reads every line, going on after one that does not hold.
  init(_ bytes: [UInt8], election: Digest) {
    var previous = election
    var number = 0
    for text in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      guard !(text.isEmpty && text.endIndex == bytes.endIndex) else { break }
      number += 1
      let file = Array(text) + [UInt8(ascii: "\n")]
      let hash = Digest.of(Array(text))
      if text.endIndex == bytes.endIndex { problems.append("line \(number) is cut off") }
      if let line = line(file, number: number, hash: hash) {
        if line.previous != previous {
          problems.append("line \(number) does not follow from the line before")
        }
        lines.append(line)
      }
      previous = hash
    }
    if number == 0 { problems.append("the journal is empty") }
  }

  private mutating func line(_ file: [UInt8], number: Int, hash: Digest) -> Line? {
    guard file.count <= Self.maxLineByteCount else {
      problems.append("line \(number) is longer than a line may be")
      return nil
    }
    let json: JSON
    do {
      json = try JSON.parse(canonical: file)
    } catch {
      problems.append("line \(number): \(error.message)")
      return nil
    }
    let violations = Violations()
    let reader = ObjectReader(json, violations: violations)
    let found = reader.integer("n", in: 1...JSON.integers.upperBound)
    let at = reader.timestamp("at")
    let by = reader.string("by")
    let event = reader.string("event")
    let data = reader.value("data")
    let previous = reader.digest("prev")
    let signature = reader.has("sig") ? reader.string("sig").flatMap { Base64.decode($0) } : nil
    reader.finish()
    problems += violations.list.map { "line \(number): \($0.message)" }
    if let found, found != number { problems.append("line \(number) has the number \(found)") }
    guard violations.list.isEmpty, let at, let by, let event, let data, let previous else {
      return nil
    }
    var unsigned = json.object ?? [:]
    unsigned["sig"] = nil
    return Line(
      number: number, at: at, by: by, event: event, data: data, previous: previous, hash: hash,
      signature: signature,
      message: Array("coldcount/journal/1\n".utf8) + JSON.object(unsigned).canonical)
  }

  /// The lines that are not signed by the person they name.
  func unsigned(_ definition: Definition) -> [Message] {
    var keys: [String: SigningPublicKey] = [:]
    for person in definition.people {
      keys[person.id] = try? SigningPublicKey(text: person.publicKey)
    }
    return lines.compactMap { line in
      if line.by == "-" {
        return line.signature == nil ? nil : "line \(line.number) has a signature and no author"
      }
      guard let key = keys[line.by] else {
        return "line \(line.number) is by the unknown \(SafeText.escaped(line.by))"
      }
      guard let signature = line.signature, key.isSignature(signature, of: line.message.span)
      else { return "line \(line.number) is not signed by \(line.by)" }
      return nil
    }
  }
}
