import Bundles
package import Election
package import Encoding

/// What replaying the journal gives: the whole state of the count.
package struct WorkspaceState: Sendable {
  /// A result that was counted.
  package struct CountRecord: Equatable, Sendable {
    package let stage: String
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
  /// The hash of the checksum list of the latest export.
  package private(set) var exported: Digest?
  /// Bundles that were refused.
  package private(set) var refusals = 0
  private let definition: Definition

  init(definition: Definition) {
    self.definition = definition
    sheets = SheetBook(definition: definition)
  }

  /// Takes the next line.
  ///
  /// - Throws: `WorkspaceError.journal` where it does not fit the election.
  mutating func apply(_ line: JournalLine, journal path: String) throws(WorkspaceError) {
    let fail = { (problem: String) in
      WorkspaceError.journal(path: path, line: line.number, problem: problem)
    }
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
    case .reconciled(let reconciliation, let strikes):
      self.reconciliation = (reconciliation, strikes)
    case .counted(let stage, let result, let officers):
      counts.append(CountRecord(stage: stage, result: result, officers: officers))
    case .signed: break
    case .exported(let hash): exported = hash
    }
  }
}

extension Workspace {
  /// What is still missing of the collectors' bundles.
  package func gaps() throws(WorkspaceError) -> [BundleChain.Gap] {
    var previous: [Digest: Digest] = [:]
    for bundle in state.bundles { previous[bundle.hash] = try manifest(of: bundle.hash).previous }
    return BundleChain.gaps(state.bundles, definition: definition) { previous[$0] }
  }
}
