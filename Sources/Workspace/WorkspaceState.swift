import Bundles
import Cryptography
package import Election
package import Encoding
import Words

/// What replaying the journal gives: the whole state of the count.
package struct WorkspaceState: Sendable {
  /// A result that was counted.
  package struct CountRecord: Equatable, Sendable {
    package let stage: Stage
    package let result: Digest
    package let officers: [String]
  }

  /// Bundles that are in, in the order of their import.
  package private(set) var bundles: [ImportedBundle] = []
  /// Sheets as they were keyed.
  package private(set) var sheets: SheetBook
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

  init(definition: Definition, election: Digest) {
    signed = definition
    self.election = election
    self.definition = definition
    sheets = SheetBook()
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

  /// Takes the next line.
  ///
  /// - Throws: `WorkspaceError.journal` where it does not fit the election.
  mutating func apply(_ line: JournalLine, journal path: String) throws(WorkspaceError) {
    let fail = { (problem: Message) in
      WorkspaceError.journal(path: path, line: line.number, problem: problem)
    }
    note(line.event)
    switch line.event {
    case .started(let found, _):
      guard line.number == 1 else { throw fail("a workspace is made once") }
      guard found == line.previous else { throw fail("names another definition") }
    case .imported(let bundle): bundles.append(bundle)
    case .refused: refusals += 1
    case .paper(_, let json):
      do {
        let sheet = try Sheet(json: json, definition: definition)
        sheets.add(sheet, by: line.by)
      } catch {
        throw fail("a sheet that does not hold: \(error.problems.joined(separator: "; "))")
      }
    case .account(let json):
      do {
        let account = try StationAccount(json: json, definition: definition)
        accounts[account.station] = account
      } catch {
        throw fail("an account that does not hold: \(error.problems.joined(separator: "; "))")
      }
    case .amended(let json):
      do throws(AmendmentError) {
        // Against the definition as it was signed: an amendment may take another one back.
        let amendment = try Amendment(json: json, definition: signed, election: election)
        guard follows(amendment) else { throw AmendmentError(["out of order"]) }
        take(amendment)
      } catch {
        throw fail("an amendment that does not hold: \(error.problems.joined(separator: "; "))")
      }
    case .lots(let round): drawn.append((line.number, round))
    case .reconciled(let reconciliation, let strikes):
      self.reconciliation = (reconciliation, strikes)
    case .counted(let stage, let result, let officers):
      counts.append(CountRecord(stage: stage, result: result, officers: officers))
      allowances[.count] = nil
    case .countedBlind(let stage, let sealed, _): blind = (stage, sealed, line.previous)
    case .released(let stage, let result, let sealed, let officers):
      guard sealed == blind?.sealed else { throw fail("releases another blind count") }
      counts.append(CountRecord(stage: stage, result: result, officers: officers))
      blind = nil
      allowances[.release] = nil
    case .allowed(let act, _, let result):
      guard let allowance = Allowance(act, result: result) else { throw fail("an unknown act") }
      allowances[allowance, default: []].insert(line.by)
    case .vault(let act, _):
      if VaultAct.endsIdentities.contains(act) { isSevered = true }
    case .signed, .shown, .disclosed, .checked, .warning: break
    case .exported(let hash): exported = hash
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

  private mutating func take(_ amendment: Amendment) {
    amendments.append(amendment)
    rulings = Rulings(amendments)
    definition = signed.amended(by: rulings)
    sheets.amend(definition)
  }
}

extension Workspace {
  /// What is still missing of the collectors' bundles.
  package func gaps() throws(WorkspaceError) -> [Outstanding] {
    var previous: [Digest: Digest] = [:]
    for bundle in state.bundles { previous[bundle.hash] = try manifest(of: bundle.hash).previous }
    return BundleChain.gaps(state.bundles, definition: definition, rulings: state.rulings) {
      previous[$0]
    }
  }
}

/// What may be done with a vault, as the journal names it.
package enum VaultAct {
  package static let rejected = "rejected"
  package static let find = "find"
  package static let progress = "progress"
  package static let severed = "severed"
  package static let destroyed = "destroyed"
  static let endsIdentities: Set<String> = [severed, destroyed]
}

extension Workspace {
  /// Refuses where the vault no longer says who cast which ballot.
  package func requireIdentities() throws(WorkspaceError) {
    guard !state.isSevered else {
      throw .refused(
        code: "severed", problem: "the vault was severed: it does not point at ballots any more",
        advice: "what was counted stands; nothing can be reconciled or imported again")
    }
  }
}
