import Cryptography
import Election
import Encoding
import Words

/// The result's own form, and the journal.
extension Auditor {
  mutating func checkResult(_ finding: inout Finding) {
    guard let bytes = folder.read("result.json") else {
      finding.fail("result.json is missing or cannot be read")
      return
    }
    resultFile = bytes
    facts.result = Digest.of(bytes)
    var problems: [Message] = []
    result = PackageResult(bytes, problems: &problems)
    for problem in problems { finding.fail(problem) }
    guard let result else { return }
    facts.stage = result.stage
    facts.head = result.journal
    facts.software = (SafeText.escaped(result.softwareVersion), result.softwareHash.description)
    finding.compared = "stage \(result.stage)"
    if let file = definitionFile, result.election != Digest.of(file) {
      finding.fail("the result is of the election \(result.election)")
    }
  }

  mutating func checkJournal(_ finding: inout Finding) {
    guard let file = definitionFile else {
      finding.notMade = "the chain begins at the definition, which is not there"
      return
    }
    guard let bytes = folder.read("journal.jsonl") else {
      finding.fail("journal.jsonl is missing or cannot be read")
      return
    }
    let found = PackageJournal(bytes, election: Digest.of(file))
    journal = found
    for problem in found.problems { finding.fail(problem) }
    finding.compared = Plural.of(found.lines.count, "line")
    let late = zip(found.lines, found.lines.dropFirst()).count { $0.at.seconds > $1.at.seconds }
    var notes: [Message] = []
    if late > 0 { notes.append("the clock went back \(late) times") }
    let warnings = found.lines.count { $0.event == "warning" }
    if warnings > 0 { notes.append("\(Plural.of(warnings, "warning")) of the program") }
    if found.lines.contains(where: { $0.event == "allow" && $0.data["act"] == "resume" }) {
      notes.append("the officers went on with an older copy")
    }
    finding.compared = ([finding.compared] + notes).joined(separator: ", ")
  }

  func checkJournalSigned(_ finding: inout Finding) {
    guard let journal, let definition else {
      finding.notMade = "the journal or the definition cannot be read"
      return
    }
    for problem in journal.unsigned(definition) { finding.fail(problem) }
    let signed = journal.lines.count { $0.by != "-" }
    finding.compared = "\(signed) lines signed, \(journal.lines.count - signed) by nobody"
  }

  /// The lines up to the head that the result names; nil where it names none of them.
  var linesBefore: [PackageJournal.Line]? {
    guard let journal, let result,
      let head = journal.lines.firstIndex(where: { $0.hash == result.journal })
    else { return nil }
    return Array(journal.lines[...head])
  }

  func checkRecord(_ finding: inout Finding) {
    guard let journal, let result, let file = resultFile else {
      finding.notMade = "the journal or the result cannot be read"
      return
    }
    guard let lines = linesBefore else {
      finding.fail("the head that the result names is the hash of no line")
      return
    }
    if let line = countLine(of: Digest.of(file), journal) {
      checkEmbargo(line, journal, &finding)
    } else {
      finding.fail("no line records that this result was counted")
    }
    let imported = lines.filter { $0.event == "import" }.compactMap { $0.data["bundle"]?.string }
    if imported.sorted() != result.manifests.map(\.description).sorted() {
      finding.fail(
        "\(imported.count) bundles were imported, the result names \(result.manifests.count)")
    }
    let reconciled = lines.last { $0.event == "reconcile" }?.data
    if reconciled?["reconciliation"]?.string != result.reconciliation.description
      || reconciled?["strikes"]?.string != result.strikes.description
    {
      finding.fail("the last reconciliation before the count is another one")
    }
    let software = lines.first?.data["software"]
    if software?["hash"]?.string != result.softwareHash.description {
      finding.fail("another program made the workspace than counted")
    }
    finding.compared = "line \(lines.count) of \(journal.lines.count)"
  }

  /// The line that records that the result was counted, or released from a blind count; the count
  /// itself follows the head that the result names.
  private func countLine(
    of hash: Digest, _ journal: PackageJournal
  ) -> PackageJournal.Line? {
    let hash = JSON.string(hash.description)
    return journal.lines.first { line in
      guard line.data["result"] == hash else { return false }
      if line.event == "count" { return line.previous == result?.journal }
      return line.event == "release"
        && journal.lines.contains {
          $0.event == "blind" && $0.previous == result?.journal && $0.number < line.number
            && $0.data["sealed"] == line.data["sealed"]
        }
    }
  }

  /// Before the embargo ends the quorum must have allowed that the result is known.
  private func checkEmbargo(
    _ line: PackageJournal.Line, _ journal: PackageJournal, _ finding: inout Finding
  ) {
    guard let definition, let embargo = definition.policy.embargo,
      line.at.seconds < embargo.seconds
    else { return }
    // A yes is used up by the act that it is for.
    let last = journal.lines.last { $0.event == line.event && $0.number < line.number }
    let yes = journal.lines.filter {
      $0.event == "allow" && $0.data["act"]?.string == line.event && $0.number < line.number
        && $0.number > (last?.number ?? 0)
    }
    let officers = Set(yes.map(\.by)).intersection(definition.officers.map(\.id))
    if officers.count < definition.quorum.sign {
      finding.fail(
        "line \(line.number) makes the result known before \(embargo), and "
          + "\(officers.count) officers allowed it")
    }
  }
}
