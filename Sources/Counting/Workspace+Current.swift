import Election
package import Encoding
import Paper
package import Record
package import Workspace

extension Workspace {
  /// Refuses where a result that was counted may not be signed or exported: something came in since,
  /// or it is final and the paper leaves something open.
  ///
  /// - Throws: `CountingError.overtaken` or `.notReady`, with all of it.
  package func requireCurrent(_ count: RecordState.CountRecord) throws(CountingError) {
    let inputs = state.overtaking(count)
    guard inputs.isEmpty else { throw .overtaken(stage: count.stage, by: inputs) }
    guard count.stage == .final else { return }
    let open = PaperFindings.list(state.definition, state.paper)
    guard open.isEmpty else {
      throw .notReady(stage: count.stage, reasons: open.map(\.message))
    }
  }

  /// The same of the count with this result; one that was not counted here is none of it.
  package func requireCurrent(result: Digest) throws(CountingError) {
    guard let count = state.counts.last(where: { $0.result == result }) else { return }
    try requireCurrent(count)
  }
}
