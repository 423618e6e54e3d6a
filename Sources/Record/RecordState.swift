import Cryptography
package import Election
package import Encoding
import Words

/// What replaying the journal gives: the whole state of the count.
package struct RecordState: Sendable {
  /// A result that was counted.
  package struct CountRecord: Equatable, Sendable {
    package let stage: Stage
    package let result: Digest
    package let officers: [String]
  }

  /// Bundles that are in, in the order of their import.
  package private(set) var bundles: [ImportedBundle] = []
  /// Sheets as they were keyed.
  package private(set) var sheets = SheetBook()
  /// The account of each station that has one; the latest holds.
  package private(set) var accounts: [String: StationAccount] = [:]
  /// The latest reconciliation.
  package private(set) var reconciliation: (reconciliation: Digest, strikes: Digest)?
  package private(set) var counts: [CountRecord] = []
  /// The latest blind count that was not opened, and the journal's head before it.
  package private(set) var blind: (stage: Stage, sealed: Digest, head: Digest)?
  /// Officers who said yes to an act before the embargo ends: those for a disclosure by the
  /// result, the others since the act was last used.
  private var allowances: [Allowance: Set<String>] = [:]
  /// The hash of the checksum list of the latest export; nil where a count came after it.
  package private(set) var exported: Digest?
  /// Whether no bundle and no amendment came in since the latest reconciliation.
  package private(set) var isReconciled = false
  /// Whether nothing that a count reads came in since the latest count.
  package private(set) var isCounted = false
  /// Whether the vault no longer says who cast which ballot.
  package private(set) var isSevered = false
  /// Bundles that were refused.
  package private(set) var refusals = 0
  /// The officers' decisions, in order.
  package private(set) var amendments: [Amendment] = []
  /// What they come to.
  package private(set) var rulings = Rulings()
  /// The election as they leave it.
  package private(set) var definition: Definition
  private let signed: Definition
  private let election: Digest
  private var drawn: [(line: Int, round: LotsRound)] = []

  /// The state before the first line.
  package init(definition: Definition, election: Digest) {
    signed = definition
    self.election = election
    self.definition = definition
  }

  /// The hash of each amendment.
  package var amendmentHashes: [Digest] { amendments.map { Digest.of($0.file) } }

  /// The rounds of lots that were drawn, with the numbers as amendments correct them.
  package var lots: [LotsRound] { lotsByLine.map(\.round) }

  /// The round of lots that a line of the journal records.
  package func lots(line: Int) -> LotsRound? { drawn.first { $0.line == line }?.round }

  /// The rounds of lots with the journal's line of each, by which an amendment names it.
  package var lotsByLine: [(line: Int, round: LotsRound)] {
    drawn.map { line, round in (line, rulings.lots[line].map(round.corrected) ?? round) }
  }

  /// The officers of the definition who allowed an act before the embargo ends.
  package func officers(allowing act: Allowance) -> [String] {
    definition.officers.map(\.id).filter { allowances[act]?.contains($0) == true }
  }

  /// Whether enough officers allowed to go on although something of the journal is lost.
  package var isResumed: Bool {
    allowances.keys.contains { act in
      guard case .resume = act else { return false }
      return officers(allowing: act).count >= definition.quorum.sign
    }
  }

  /// Whether an amendment is the next one.
  package func follows(_ amendment: Amendment) -> Bool {
    amendment.number == amendments.count + 1 && amendment.previous == amendmentHashes.last
  }
}

/// Replaying.
extension RecordState {
  /// Takes the next line; one that is refused changes nothing.
  ///
  /// - Throws: `LineProblem` where whoever wrote it may not, or it does not fit what came before.
  package mutating func take(_ line: JournalLine) throws(LineProblem) {
    do throws(Refusal) {
      if let objection = line.event.kind.objection(toWriter: signed.person(line.by)) {
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
    case .started(let found, _):
      guard line.number == 1 else { throw Refusal("a workspace is made once") }
      guard found == line.previous else { throw Refusal("names another definition") }
    case .imported(let bundle): bundles.append(bundle)
    case .refused: refusals += 1
    case .paper(_, let json): try key(json, by: line.by)
    case .account(let json): try account(json)
    case .amended(let json): try amend(json)
    case .lots(let round): drawn.append((line.number, round))
    case .reconciled(let reconciliation, let strikes):
      self.reconciliation = (reconciliation, strikes)
    case .counted(let stage, let result, let officers):
      counts.append(CountRecord(stage: stage, result: result, officers: officers))
      allowances[.count] = nil
    case .countedBlind(let stage, let sealed, _): blind = (stage, sealed, line.previous)
    case .released(let stage, let result, let sealed, let officers):
      guard sealed == blind?.sealed else { throw Refusal("releases another blind count") }
      counts.append(CountRecord(stage: stage, result: result, officers: officers))
      blind = nil
      allowances[.release] = nil
    case .allowed(let act, _): allowances[act, default: []].insert(line.by)
    case .vault(let act, _): if act.endsIdentities { isSevered = true }
    case .exported(let hash): exported = hash
    case .signed, .shown, .disclosed, .checked, .warning: break
    }
  }

  private mutating func key(_ json: JSON, by person: String) throws(Refusal) {
    do {
      sheets.add(try Sheet(json: json, definition: definition), by: person)
    } catch {
      throw Refusal("a sheet that does not hold: \(error.problems.joined(separator: "; "))")
    }
  }

  private mutating func account(_ json: JSON) throws(Refusal) {
    do {
      let account = try StationAccount(json: json, definition: definition)
      accounts[account.station] = account
    } catch {
      throw Refusal("an account that does not hold: \(error.problems.joined(separator: "; "))")
    }
  }

  private mutating func amend(_ json: JSON) throws(Refusal) {
    do throws(AmendmentError) {
      // Against the definition as it was signed: an amendment may take another one back.
      let amendment = try Amendment(json: json, definition: signed, election: election)
      guard follows(amendment) else { throw AmendmentError(["out of order"]) }
      amendments.append(amendment)
      rulings = Rulings(amendments)
      definition = signed.amended(by: rulings)
      sheets.amend(definition)
    } catch {
      throw Refusal("an amendment that does not hold: \(error.problems.joined(separator: "; "))")
    }
  }

  /// Keeps track of what is up to date.
  private mutating func note(_ event: JournalEvent) {
    switch event {
    case .imported, .amended: (isReconciled, isCounted) = (false, false)
    case .reconciled: (isReconciled, isCounted) = (true, false)
    case .paper, .account, .lots: isCounted = false
    case .counted:
      isCounted = true
      exported = nil
    case .released: exported = nil
    case .countedBlind: isCounted = true
    case .started, .refused, .signed, .exported, .vault, .allowed, .shown, .disclosed, .checked,
      .warning:
      break
    }
  }
}
