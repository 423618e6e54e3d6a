import Cryptography
package import Election
package import Encoding
package import Paper
import Words

/// What replaying the journal gives: the whole state of the count.
package struct RecordState: Sendable {
  /// A result that was counted.
  package struct CountRecord: Equatable, Sendable {
    package let stage: Stage
    package let result: Digest
    package let officers: [String]
    /// The journal's line of the count: what came in after it is not in the result.
    package let line: Int
  }

  /// Bundles that are in, in the order of their import.
  package private(set) var bundles: [ImportedBundle] = []
  /// The paper as it was keyed.
  package private(set) var paper = KeyedPaper()
  /// The files of desks that are in, in the order of their import, with their signatures.
  package private(set) var desks: [(file: DeskFile, signature: String)] = []
  /// The hashes of the files of each chain, by their numbers.
  private(set) var deskChains: [DeskChain: [Digest]] = [:]
  /// The hashes of the lines of each hall's journal that are in, by the first of them.
  package private(set) var halls: [Digest: [Digest]] = [:]
  /// Which hall's journal ends with a line, as far as it is in.
  private(set) var hallHeads: [Digest: Digest] = [:]
  /// Sheets as they were keyed.
  package var sheets: SheetBook { paper.sheets }
  /// The stations' accounts as they were keyed.
  package var accounts: AccountBook { paper.accounts }
  /// The latest reconciliation.
  package private(set) var reconciliation: (reconciliation: Digest, strikes: Digest)?
  /// Every reconciliation that was made, with its strikes.
  private(set) var reconciliations: [Digest: Digest] = [:]
  /// What each custodian came to last, of the bundles and amendments that are in.
  private(set) var reconciled: [String: Digest] = [:]
  /// The bundles that are in, by their hash, and by collector and number.
  private var bundleHashes: Set<Digest> = []
  private var sequences: [String: Set<Int>] = [:]
  /// The stages of all results by their hashes.
  private(set) var results: [Digest: Stage] = [:]
  /// The ties of the latest count, by contest.
  private var lastTies: [String: CountEntry.Tie] = [:]
  package private(set) var counts: [CountRecord] = []
  /// The latest blind count that was not opened, and the journal's head before it.
  package private(set) var blind: (stage: Stage, sealed: Digest, head: Digest, line: Int)?
  /// Every blind count that was made.
  private(set) var sealed: Set<Digest> = []
  /// What was done with proofs.
  package private(set) var proofs = ProofRecord()
  /// Officers who said yes to an act: those for a disclosure by the result, the others since the act
  /// was last used.
  private var allowances: [Allowance: Set<String>] = [:]
  /// Those that an act used last: they hold for it again where only lots came in since.
  private var usedAllowances: [Allowance: Set<String>] = [:]
  /// The hash of the checksum list of the latest export; nil where a count came after it.
  package private(set) var exported: Digest?
  /// Whether no bundle and no amendment came in since the latest reconciliation.
  package private(set) var isReconciled = false
  /// What counts read, in the order in which it came in.
  private var inputs: [(line: Int, input: CountInput)] = []
  /// The line of the last of them that is no lots.
  private var inputBesidesLots = 0
  /// Who signed each result.
  private(set) var signers: [Digest: Set<String>] = [:]
  /// The line of the count that gave each result with paper, and that of the last of all.
  private var paperCounts: [Digest: Int] = [:]
  private var paperCount = 0
  /// The line of the latest count with paper that enough officers signed, or that was exported.
  private(set) var signedLine = 0
  /// Whether the vault no longer says who cast which ballot.
  package private(set) var isSevered = false
  /// Lines of halls that do not hold here.
  package private(set) var leftAside = 0
  /// Bundles that were refused.
  package private(set) var refusals = 0
  /// The officers' decisions, in order.
  package private(set) var amendments: [Amendment] = []
  /// The hash of each.
  package private(set) var amendmentHashes: [Digest] = []
  /// What they come to.
  package private(set) var rulings = Rulings()
  /// The election as they leave it.
  package private(set) var definition: Definition
  /// The election as it was signed.
  let signed: Definition
  let election: Digest
  private var drawn: [(line: Int, round: LotsRound)] = []
  /// The same by contest.
  private var drawnIn: [String: [(line: Int, round: LotsRound)]] = [:]

  /// The state before the first line.
  package init(definition: Definition, election: Digest) {
    signed = definition
    self.election = election
    self.definition = definition
  }

  /// The rounds of lots that were drawn, with the numbers as amendments correct them.
  package var lots: [LotsRound] { lotsByLine.map(\.round) }

  /// The round of lots that a line of the journal records.
  package func lots(line: Int) -> LotsRound? { drawn.first { $0.line == line }?.round }

  /// The rounds of lots with the journal's line of each, by which an amendment names it.
  package var lotsByLine: [(line: Int, round: LotsRound)] {
    drawn.map { corrected($0.line, $0.round) }
  }

  /// The rounds of lots of one contest.
  func lots(in contest: String) -> [LotsRound] {
    (drawnIn[contest] ?? []).map { corrected($0.line, $0.round).round }
  }

  private func corrected(_ line: Int, _ round: LotsRound) -> (line: Int, round: LotsRound) {
    (line, rulings.lots[line].map(round.corrected) ?? round)
  }

  /// Whether a bundle is in, or another with its number.
  func has(_ bundle: ImportedBundle) -> Bool {
    bundleHashes.contains(bundle.hash)
      || sequences[bundle.collector]?.contains(bundle.sequence) == true
  }

  /// The ties that the latest count leaves to lots, by contest; none where anything but lots came in
  /// since.
  package var ties: [String: CountEntry.Tie] {
    guard let count = counts.last, inputBesidesLots <= count.line else { return [:] }
    return lastTies
  }

  /// The officers of the definition who allowed an act, and whose yes is not used up.
  ///
  /// What is counted again with the lots that the last count asked for is the same act.
  package func officers(allowing act: Allowance) -> [String] {
    var yes = allowances[act] ?? []
    if !ties.isEmpty { yes.formUnion(usedAllowances[act] ?? []) }
    return definition.officers.map(\.id).filter(yes.contains)
  }

  private mutating func use(_ acts: Allowance...) {
    for act in acts {
      usedAllowances[act] = Set(officers(allowing: act))
      allowances[act] = nil
    }
  }

  /// Whether enough officers allowed to go on although something of the journal is lost.
  package var isResumed: Bool {
    allowances.keys.contains { act in
      guard case .resume = act else { return false }
      return officers(allowing: act).count >= definition.quorum.sign
    }
  }

  /// The line of what came in last of all that a count reads.
  var lastInput: Int? { inputs.last?.line }

  /// What came in after a line.
  func inputs(after line: Int) -> [CountInput] {
    inputs.reversed().prefix { $0.line > line }.reversed().map(\.input)
  }

  /// Notes that a result with paper is signed, where enough officers did.
  private mutating func noteSigned(_ result: Digest) {
    guard let line = paperCounts[result], hasQuorum(result) else { return }
    signedLine = max(signedLine, line)
  }

  /// Whether enough officers signed a result, by the lines that they wrote.
  package func hasQuorum(_ result: Digest) -> Bool {
    let officers = (signers[result] ?? []).count { signed.person($0)?.role == .officer }
    return officers >= signed.quorum.sign
  }

  /// The last result that enough officers signed.
  package var lastSigned: CountRecord? { counts.last { hasQuorum($0.result) } }

  /// The results that were counted before one and that enough officers signed, in the order of their
  /// counts.
  package func signedBefore(_ count: CountRecord) -> [CountRecord] {
    counts.lastIndex(of: count).map { withQuorum(counts[..<$0], except: count) } ?? []
  }

  /// The results that were counted after one and that enough officers signed.
  package func signedAfter(_ count: CountRecord) -> [CountRecord] {
    counts.lastIndex(of: count).map { withQuorum(counts[($0 + 1)...], except: count) } ?? []
  }

  private func withQuorum(
    _ counts: ArraySlice<CountRecord>, except count: CountRecord
  ) -> [CountRecord] {
    counts.filter { $0.result != count.result && hasQuorum($0.result) }
  }
}

/// Replaying.
extension RecordState {
  /// Takes the next line; one that is refused changes nothing.
  ///
  /// - Throws: `LineProblem` where whoever wrote it may not, or it does not fit what came before.
  package mutating func take(_ line: JournalLine) throws(LineProblem) {
    do throws(Refusal) {
      if line.number == 1, line.event.kind != .started {
        throw Refusal("the first line is not the making of the workspace")
      }
      if let objection = objection(to: line.event, by: line.by, at: line.at) {
        throw Refusal(objection)
      }
      try apply(line)
    } catch { throw LineProblem(line: line.number, error.problem) }
    note(line.event)
  }

  private struct Refusal: Error {
    let problem: Message

    init(_ problem: Message) { self.problem = problem }
  }

  private mutating func apply(_ line: JournalLine) throws(Refusal) {
    switch line.event {
    case .started(let found, _, _):
      guard line.number == 1 else { throw Refusal("a workspace is made once") }
      guard found == line.previous else { throw Refusal("names another definition") }
    case .imported(let bundle):
      bundles.append(bundle)
      bundleHashes.insert(bundle.hash)
      sequences[bundle.collector, default: []].insert(bundle.sequence)
      note(.bundle(collector: bundle.collector, bundle.sequence), line: line.number)
    case .refused: refusals += 1
    case .paper(_, let json): try key(json, in: line)
    case .account(let json): try account(json, in: line)
    case .desk(let file, let signature): try take(file, signature, line: line.number)
    case .hall(let lines): take(lines, line: line.number)
    case .explained(let explanation): explain(explanation, in: line)
    case .corrected(let correction):
      correct(correction, by: .officer(line.by), line: line.number)
    case .amended(let json): try amend(json, in: line)
    case .lots(let round):
      drawn.append((line.number, round))
      drawnIn[round.contest, default: []].append((line.number, round))
      note(.lots(contest: round.contest), line: line.number)
    case .reconciled(let reconciliation, let strikes):
      // Another custodian who comes to the same changes nothing.
      if reconciliation != self.reconciliation?.reconciliation {
        note(.reconciliation, line: line.number)
      }
      self.reconciliation = (reconciliation, strikes)
      reconciliations[reconciliation] = strikes
      reconciled[line.by] = reconciliation
    case .proof(let event): proofs.take(event, by: line.by)
    case .counted(let count):
      use(.count, .clock)
      take(count, line: line.number)
    case .countedBlind(let stage, let sealed, _):
      use(.clock)
      proofs.seal()
      blind = (stage, sealed, line.previous, line.number)
      self.sealed.insert(sealed)
    case .released(let count, _):
      use(.release)
      // What was sealed is of the moment of its count.
      take(count, line: blind?.line ?? line.number)
      blind = nil
    case .allowed(let act, _): allowances[act, default: []].insert(line.by)
    case .vault(let act, _): if act.endsIdentities { isSevered = true }
    // Only a result that enough officers signed is exported.
    case .exported(let hash): (exported, signedLine) = (hash, max(signedLine, paperCount))
    case .signed(_, let hash, let signer):
      signers[hash, default: []].insert(signer)
      noteSigned(hash)
    case .shown, .disclosed, .checked, .warning: break
    }
  }

  private mutating func take(_ count: CountEntry, line: Int) {
    counts.append(
      CountRecord(
        stage: count.stage, result: count.result, officers: count.officers, line: line))
    results[count.result] = count.stage
    lastTies = Dictionary(
      count.ties.map { ($0.contest, $0) }, uniquingKeysWith: { first, _ in first })
    guard count.stage != .electronic else { return }
    paperCounts[count.result] = line
    paperCount = max(line, paperCount)
    noteSigned(count.result)
  }

  /// Notes what came in of all that a count reads.
  private mutating func note(_ input: CountInput, line: Int) {
    inputs.append((line, input))
    switch input {
    case .bundle, .amendment, .reconciliation: proofs.mixes = []
    default: break
    }
    if case .lots = input { return }
    inputBesidesLots = line
  }

  private mutating func key(_ json: JSON, in line: JournalLine) throws(Refusal) {
    do {
      key(.sheet(try Sheet(json: json, definition: definition)), by: line.by, line: line.number)
    } catch {
      throw Refusal("a sheet that does not hold: \(error.problems.joined(separator: "; "))")
    }
  }

  private mutating func account(_ json: JSON, in line: JournalLine) throws(Refusal) {
    do {
      let account = try StationAccount(json: json, definition: definition)
      key(.account(account), by: line.by, line: line.number)
    } catch {
      throw Refusal("an account that does not hold: \(error.problems.joined(separator: "; "))")
    }
  }

  private mutating func key(_ entry: PaperEntry, by person: String, line: Int) {
    guard paper.key(entry, by: person, line: line) else { return }
    switch entry {
    case .sheet(let sheet): note(.sheet(sheet.key), line: line)
    case .account(let account): note(.account(account.key), line: line)
    }
  }

  private mutating func take(
    _ file: DeskFile, _ signature: String, line: Int
  ) throws(Refusal) {
    do {
      for entry in try entries(of: file) { key(entry, by: file.clerk, line: line) }
      desks.append((file, signature))
      deskChains[file.chain, default: []].append(file.hash)
    } catch {
      throw Refusal(
        "a desk's file that does not hold: \(error.problems.joined(separator: "; "))")
    }
  }

  /// Takes what a hall did with its paper as if it were done here; a line that may not stand here
  /// changes nothing.
  private mutating func take(_ lines: [JournalLine], line: Int) {
    guard let first = lines.first, let last = lines.last else { return }
    let hall = first.number == 1 ? first.hash : hallHeads.removeValue(forKey: first.previous)
    guard let hall else { return }
    halls[hall, default: []] += lines.map(\.hash)
    hallHeads[last.hash] = hall
    for inner in lines where inner.event.isOfPaper && !isKnown(inner.event) {
      if objection(to: inner.event, by: inner.by, at: inner.at) != nil || !keyed(inner, at: line) {
        leftAside += 1
      }
    }
  }

  /// Takes what a line of a hall did with paper; gives whether it holds here.
  private mutating func keyed(_ inner: JournalLine, at line: Int) -> Bool {
    let here = JournalLine(
      number: line, at: inner.at, by: inner.by, event: inner.event, previous: inner.previous,
      signature: inner.signature)
    do {
      switch inner.event {
      // An amendment may have come in here that the hall did not know.
      case .paper(_, let json), .account(let json):
        key(try PaperEntry(json, in: elections), by: inner.by, line: line)
      default: try apply(here)
      }
      return true
    } catch { return false }
  }

  private mutating func explain(_ explanation: Explanation, in line: JournalLine) {
    paper.explain(explanation, by: line.by)
    note(.explanation(explanation.account), line: line.number)
  }

  private mutating func correct(
    _ correction: Correction, by author: RecordedCorrection.Author, line: Int
  ) {
    paper.correct(RecordedCorrection(correction, by: author, line: line))
    note(.correction(correction.subject), line: line)
  }

  private mutating func amend(_ json: JSON, in line: JournalLine) throws(Refusal) {
    do throws(AmendmentError) {
      // Against the definition as it was signed: an amendment may take another one back.
      let amendment = try Amendment(json: json, definition: signed, election: election)
      guard follows(amendment) else { throw AmendmentError(["out of order"]) }
      amendments.append(amendment)
      amendmentHashes.append(Digest.of(amendment.file))
      rulings.add(amendment)
      for contest in definition.amend(by: amendment) { paper.sheets.amend(contest) }
      note(.amendment(amendment.number), line: line.number)
      for case .paper(let kind, let subject) in amendment.changes {
        correct(
          Correction(kind, subject, reason: amendment.reason),
          by: .amendment(amendment.number), line: line.number)
      }
    } catch {
      throw Refusal("an amendment that does not hold: \(error.problems.joined(separator: "; "))")
    }
  }

  /// Keeps track of what is up to date.
  private mutating func note(_ event: JournalEvent) {
    proofs.note(event.kind)
    switch event {
    case .imported, .amended: (isReconciled, reconciled) = (false, [:])
    case .reconciled: isReconciled = true
    case .counted(let entry):
      proofs.count(entry.result, isRelease: false)
      exported = nil
    case .released(let entry, _):
      proofs.count(entry.result, isRelease: true)
      exported = nil
    default: break
    }
  }
}
