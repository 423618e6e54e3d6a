import Encoding
import Paper
import Record
import Words

/// What was keyed at desks: the files themselves, as the clerks signed them.
extension Auditor {
  /// The files are those of all lines of the journal, byte for byte, with the signatures that the
  /// lines have; that each is its clerk's is looked at once more on the file.
  func checkDesks(_ finding: inout Finding) {
    guard let lastState, let definition else {
      finding.notMade = "the journal, which says what desks sent, cannot be followed"
      return
    }
    let people = LineSignatures(definition)
    var named: Set<String> = []
    for (file, signature) in lastState.desks {
      let name = "desks/\(file.hash).json"
      named.insert(name)
      guard let bytes = folder.read(name, limit: DeskFile.maxByteCount), bytes == file.file else {
        finding.fail("\(name) is missing or not what the journal has")
        continue
      }
      guard folder.signers(of: name) == [file.clerk],
        let signed = folder.signature(of: name, by: file.clerk), signed == Array(signature.utf8)
      else {
        finding.fail(
          "the signature of \(file.clerk) on \(name) is not the one that the journal has")
        continue
      }
      if let problem = people.problem(bytes, signature, of: file.clerk) {
        finding.fail("\(name): \(problem)")
      }
    }
    for name in folder.names
    where name.hasPrefix("desks/") && name.hasSuffix(".json") && !named.contains(name) {
      finding.fail("\(SafeText.escaped(name)) is not in the journal")
    }
    let entries = lastState.desks.reduce(0) { $0 + $1.file.entries.count }
    finding.compared =
      lastState.desks.isEmpty
      ? "none"
      : "\(Plural.of(lastState.desks.count, "file")), \(Plural.of(entries, "entry", "entries"))"
  }
}
