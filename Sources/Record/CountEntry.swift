package import Election
package import Encoding
import Words

/// A count that gave a result, as the journal records it.
package struct CountEntry: Equatable, Sendable {
  package let stage: Stage
  /// The hash of result.json.
  package let result: Digest
  /// The officers whose shares opened the ballots.
  package let officers: [String]
  /// The contests in which options are level, so that lots decide.
  package let ties: [Tie]

  /// Options of a contest that are level for fewer places.
  package struct Tie: Equatable, Sendable {
    package let contest: String
    /// Who draws, in the definition's order.
    package let candidates: [String]
    package let seats: Int

    package init(contest: String, candidates: [String], seats: Int) {
      self.contest = contest
      self.candidates = candidates
      self.seats = seats
    }

    var json: JSON {
      [
        "contest": .string(contest), "candidates": .strings(candidates),
        "seats": .integer(seats),
      ]
    }

    init?(_ reader: ObjectReader) {
      let contest = reader.identifier("contest")
      let candidates = reader.strings("candidates")
      let seats = reader.integer("seats", in: 1...JSON.integers.upperBound)
      if let seats, Set(candidates).count <= seats || Set(candidates).count < candidates.count {
        reader.note("candidates", "more options than places, each once")
      }
      reader.finish()
      guard let contest, let seats else { return nil }
      self.init(contest: contest, candidates: candidates, seats: seats)
    }
  }

  package init(stage: Stage, result: Digest, officers: [String], ties: [Tie]) {
    self.stage = stage
    self.result = result
    self.officers = officers
    self.ties = ties
  }

  init?(_ data: ObjectReader) {
    let (stage, result) = (data.stage("stage"), data.digest("result"))
    officers = data.strings("officers")
    ties = data.objects("ties").compactMap(Tie.init)
    guard let stage, let result else { return nil }
    self.stage = stage
    self.result = result
  }

  var members: JSON.Members {
    [
      "stage": .string(stage.rawValue), "result": .hash(result), "officers": .strings(officers),
      "ties": .array(ties.map(\.json)),
    ]
  }
}
