import Cryptography
import Election
import Result
import Encoding
import Record
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
    readResult(bytes, &finding)
    guard let result else { return }
    facts.stage = result.stage.rawValue
    facts.head = result.journal
    facts.software = (SafeText.escaped(result.software.version), result.software.hash.description)
    let readers: Message = isPublic ? "the public" : "auditors"
    finding.compared = "stage \(result.stage), for \(readers)"
    if let file = definitionFile, result.election != Digest.of(file) {
      finding.fail("the result is of the election \(result.election)")
    }
  }

  /// Reads the result as far as it can be understood, whole or for the public.
  private mutating func readResult(_ bytes: [UInt8], _ finding: inout Finding) {
    var problems: [Message] = []
    let violations = Violations()
    if let json = JSON.parse(bytes, noting: &problems) {
      result =
        isPublic
        ? PublicResult(json, of: definition, violations: violations)
        : ElectionResult(json, of: definition, violations: violations)
    }
    for problem in problems + violations.list.map(\.message) { finding.fail(problem) }
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
    var notes = clockNotes(found.lines)
    let warnings = found.lines.count { $0.event.kind == .warning }
    if warnings > 0 { notes.append("\(Plural.of(warnings, "warning")) of the program") }
    let isResumed = found.lines.contains { line in
      if case .allowed(.resume, _) = line.event { true } else { false }
    }
    if isResumed {
      notes.append("the officers went on with an older copy")
    }
    finding.compared = ([finding.compared] + notes).joined(separator: ", ")
  }

  /// Where the laptop's clock went back, and what officers said of it.
  private func clockNotes(_ lines: [JournalLine]) -> [Message] {
    let late = zip(lines, lines.dropFirst()).filter { $0.at.seconds > $1.at.seconds }
    var notes: [Message] = []
    if !late.isEmpty {
      let numbers = late.prefix(Self.maxNamedLines).map { String($1.number) }
      notes.append(
        "the clock went back \(late.count) times (line \(numbers.joined(separator: ", ")))")
    }
    let allowed = lines.filter { $0.event.kind == .allowed }
    for line in allowed.prefix(Self.maxNamedLines) {
      if case .allowed(.clock, let reason) = line.event {
        notes.append("\(line.by) said that the clock is wrong: \(SafeText.escaped(reason))")
      }
    }
    return notes
  }

  /// The most lines that are named where the clock went back.
  private static let maxNamedLines = 12

  func checkJournalSigned(_ finding: inout Finding) {
    guard let journal, let definition else {
      finding.notMade = "the journal or the definition cannot be read"
      return
    }
    for number in journal.unread { finding.fail("line \(number) cannot be read") }
    for problem in journal.lines.unsigned(definition) { finding.fail(problem.message) }
    let signed = journal.lines.count { $0.by != JournalLine.nobody }
    finding.compared = "\(signed) lines signed, \(journal.lines.count - signed) by nobody"
  }

  mutating func checkRecord(_ finding: inout Finding) {
    guard let journal, let result, let file = resultFile, let definition,
      let election = definitionFile.map({ Digest.of($0) })
    else {
      finding.notMade = "the journal, the definition or the result cannot be read"
      return
    }
    guard let end = journal.lines.firstIndex(where: { $0.hash == result.journal }) else {
      finding.fail("the head that the result names is the hash of no line")
      return
    }
    let found = countLine(of: Digest.of(file), journal, head: result.journal)
    var replayed = RecordState(definition: definition, election: election)
    for (index, line) in journal.lines.enumerated() {
      if line.hash == found?.line.hash || line.event.kind == .opened {
        checkEmbargo(line, after: replayed, &finding)
      }
      do { try replayed.take(line) } catch { finding.fail(error.message) }
      if index == end { state = replayed }
    }
    lastState = replayed
    if let found {
      for problem in problems(of: found, result) { finding.fail(problem) }
    } else {
      finding.fail("no line records that this result was counted")
    }
    let imported = state?.bundles.map(\.hash) ?? []
    if imported.sorted() != result.inputs.manifests.sorted() {
      finding.fail(
        "\(imported.count) bundles were imported, the result names \(result.inputs.manifests.count)"
      )
    }
    let reconciled = state?.reconciliation
    if reconciled?.reconciliation != result.inputs.reconciliation
      || reconciled?.strikes != result.inputs.strikes
    {
      finding.fail("the last reconciliation before the count is another one")
    }
    if Self.software(journal) != result.software {
      finding.fail("another program made the workspace than counted")
    }
    finding.compared = "line \(end + 1) of \(journal.lines.count)"
  }

  /// The program that made the workspace.
  private static func software(_ journal: PackageJournal) -> Software? {
    guard case .started(_, let software, _)? = journal.lines.first?.event else { return nil }
    return software
  }

  /// The line that records that a result was counted, or released from a blind count, and what it
  /// says of it; the count itself follows the head that the result names.
  func countLine(
    of hash: Digest, _ journal: PackageJournal, head: Digest
  ) -> (line: JournalLine, count: CountEntry)? {
    var sealed: Set<Digest> = []
    for line in journal.lines {
      switch line.event {
      case .counted(let count) where count.result == hash && line.previous == head:
        return (line, count)
      case .countedBlind(_, let blind, _) where line.previous == head: sealed.insert(blind)
      case .released(let count, let opened) where count.result == hash && sealed.contains(opened):
        return (line, count)
      default: break
      }
    }
    return nil
  }

  /// What the line of a count says otherwise than its result: later lines follow from it.
  func problems(
    of found: (line: JournalLine, count: CountEntry), _ result: any StatedResult
  ) -> [Message] {
    var problems: [Message] = []
    if found.count.stage != result.stage {
      problems.append("line \(found.line.number) counts the stage \(found.count.stage)")
    }
    let ties = result.stated.compactMap { contest in
      contest.outcome.draw.map {
        CountEntry.Tie(contest: contest.id, candidates: $0.candidates, seats: $0.seats)
      }
    }
    if found.count.ties != ties {
      problems.append("line \(found.line.number) leaves other contests to lots than the result")
    }
    return problems
  }

  /// Before the embargo ends the quorum must have allowed that the result is known, or that a share is
  /// used for a count or a release.
  private func checkEmbargo(
    _ line: JournalLine, after state: RecordState, _ finding: inout Finding
  ) {
    guard let embargo = state.definition.policy.embargo, line.at.seconds < embargo.seconds
    else { return }
    let acts: [Allowance] =
      switch line.event.kind {
      case .opened: [.count, .release]
      case .released: [.release]
      default: [.count]
      }
    let yes = acts.map { state.officers(allowing: $0).count }.max() ?? 0
    if yes < state.definition.quorum.sign {
      finding.fail(
        "line \(line.number) makes the result known before \(embargo), and "
          + "\(yes) officers allowed it")
    }
  }
}
