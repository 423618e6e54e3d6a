import Cryptography
import Encoding
import Record
import Words

extension Auditor {
  /// Nothing that a count reads came in after the result was counted.
  func checkCurrent(_ finding: inout Finding) {
    guard let state = lastState, let file = resultFile else {
      finding.notMade = "the journal or the result cannot be read"
      return
    }
    guard let count = state.counts.last(where: { $0.result == Digest.of(file) }) else {
      finding.notMade = "no line records that this result was counted"
      return
    }
    let inputs = state.overtaking(count)
    finding.compared = "the journal from line \(count.line)"
    if !inputs.isEmpty {
      finding.fail("since it was counted came in \(CountInput.words(inputs))")
    }
  }
}
