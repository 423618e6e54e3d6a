import Encoding
import Record
import Result

extension ElectionResult {
  /// What the journal's line of the count says of it.
  func record(hash: Digest, officers: [String]) -> CountEntry {
    CountEntry(
      stage: stage, result: hash, officers: officers,
      ties: contests.compactMap { contest in
        contest.outcome.draw.map {
          CountEntry.Tie(contest: contest.id, candidates: $0.candidates, seats: $0.seats)
        }
      })
  }
}
