import Election
package import Paper
import Record
package import Workspace

extension Workspace {
  /// Everything that keeps a count of the workspace from being final, as far as it is known: without
  /// a reconciliation of what is in, only what it does not tell.
  package func outstanding() throws(CountingError) -> [Outstanding] {
    do {
      let facts = state.isReconciled ? try ReconciliationFile(self, stage: .final).facts : nil
      return state.outstanding(try links(), facts)
    } catch { throw CountingError(error) }
  }
}
