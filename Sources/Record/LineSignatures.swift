import Cryptography
package import Election
import Paper
package import Words

/// The people of an election by their keys: whether the lines that name them are theirs.
package struct LineSignatures: Sendable {
  private let keys: [String: SigningPublicKey]

  package init(_ definition: Definition) {
    var keys: [String: SigningPublicKey] = [:]
    for person in definition.people {
      // A definition that holds has no other keys; without one no signature holds.
      keys[person.id] = try? SigningPublicKey(text: person.publicKey)
    }
    self.keys = keys
  }

  /// Why a line is not that of the person whom it names; nil where it is, or names nobody.
  package func problem(_ line: JournalLine) -> LineProblem? {
    guard line.by != JournalLine.nobody else { return nil }
    guard let key = keys[line.by] else {
      return LineProblem(line: line.number, "by the unknown \(line.by)")
    }
    guard let signature = line.signature, key.isSignature(signature, of: line.message.span)
    else { return LineProblem(line: line.number, "not signed by \(line.by) as it claims") }
    return within(line.event).map { LineProblem(line: line.number, $0) }
  }

  /// Why something that a line carries is not that of the person whom it names.
  private func within(_ event: JournalEvent) -> Message? {
    switch event {
    case .desk(let file, let signature): problem(file.file, signature, of: file.clerk)
    case .hall(let lines):
      lines.lazy.compactMap(problem).first.map { "line \($0.line) of the hall: \($0.problem)" }
    default: nil
    }
  }

  /// Why a signature file is not that of a person on a file; nil where it is.
  package func problem(_ file: [UInt8], _ signature: String, of person: String) -> Message? {
    guard let key = keys[person] else { return "a file by the unknown \(person)" }
    do {
      try key.verify(MinisignSignature(file: Array(signature.utf8)), file: file)
      return nil
    } catch { return "a file not signed by \(person): \(error.report.message)" }
  }
}

extension Sequence<JournalLine> {
  /// The lines that the person whom they name did not sign, or who name nobody of the election.
  package func unsigned(_ definition: Definition) -> [LineProblem] {
    compactMap(LineSignatures(definition).problem)
  }
}
