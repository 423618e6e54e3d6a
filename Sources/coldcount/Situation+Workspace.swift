import Counting
import Election
import Guide
import Record
import Storage
import Tally
import Words
import Workspace

extension Situation {
  /// Where a workspace stands, with what lies on its disk beside the record: nothing of any vote,
  /// and nothing of any identity.
  ///
  /// `folder` is where the package lies that was exported last, nil where nobody knows; `verified`
  /// the folder of the package that was verified last.
  init(_ workspace: Workspace, package folder: String? = nil, verified: String? = nil) throws {
    let state = workspace.state
    let latest = state.blind == nil && state.isCounted ? state.counts.last : nil
    let package = state.exported == nil ? nil : folder
    self.init(
      election: workspace.election, state: state, outstanding: try workspace.outstanding(),
      now: workspace.clock.now(), copyProblem: workspace.copyProblem,
      resumedBy: workspace.standing.seen.map { state.officers(allowing: .resume($0.hash)) } ?? [],
      embargo: workspace.embargo,
      ties: try latest.map { _ in try Self.ties(workspace) } ?? [],
      reconciliation: state.reconciliation.map { _ in
        "\(workspace.reconciliationFolder)/reconciliation.json"
      },
      result: try latest.flatMap {
        try Self.signed("\(workspace.resultFolder($0.stage))/result.json", workspace)
      },
      package: try package.flatMap { folder in
        try Self.signed("\(folder)/B2SUMS", workspace).map {
          ExportedPackage(folder: folder, sums: $0, isVerified: verified == folder)
        }
      })
  }

  private static func ties(_ workspace: Workspace) throws -> [Tie] {
    try LotsTable.contests(of: workspace).map { contest in
      do throws(CountingError) {
        return Tie(
          contest: contest, drawing: try LotsTable(workspace, contest: contest).drawing)
      } catch {
        guard case .notReady = error else { throw error }
        return Tie(contest: contest, drawing: nil)
      }
    }
  }

  /// A file and the officers whose signatures on it hold; nil where it is not there.
  private static func signed(_ file: String, _ workspace: Workspace) throws -> SignedFile? {
    guard try workspace.disk.info(file)?.isFile == true else { return nil }
    let bytes = try workspace.disk.read(file, limit: Definition.maxByteCount)
    let signatures = try OfficerSignatures(
      of: bytes, beside: file, people: workspace.definition.officers, disk: workspace.disk)
    return SignedFile(path: file, signers: signatures.valid.map(\.person))
  }
}
