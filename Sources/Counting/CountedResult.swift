package import Election
package import Encoding
package import Result
import Words
package import Workspace
import Record

/// A result that lies in the workspace.
package enum CountedResult {
  /// The latest result, or the latest of a stage, with the hash of its file.
  ///
  /// - Throws: `CountingError.notCounted` where nothing was counted.
  package static func latest(
    of workspace: Workspace, stage: Stage?
  ) throws(CountingError) -> (result: ElectionResult, hash: Digest) {
    guard let count = workspace.state.counts.last(where: { stage == nil || $0.stage == stage })
    else {
      throw .notCounted(stage: stage)
    }
    do {
      return (try ResultArchive(workspace).result(of: count), count.result)
    } catch { throw CountingError(error) }
  }

  /// The result with this hash; nil where it lies in the workspace no more.
  package static func result(_ hash: Digest, of workspace: Workspace) -> ElectionResult? {
    workspace.state.counts.last { $0.result == hash }.flatMap { count in
      try? ResultArchive(workspace).result(of: count)
    }
  }
}

extension ReportSource {
  /// What the reports of a result of a workspace are made from.
  package init(_ result: any StatedResult, of workspace: Workspace) {
    self.init(
      result, of: workspace.definition,
      amendments: Array(workspace.state.amendments.prefix(result.inputs.amendments.count)),
      replaced: result.replaces.flatMap { CountedResult.result($0, of: workspace) })
  }
}
