import Encoding
import Words

/// A sealed ballot of a bundle, as a tracking list has to name it.
struct SealedBallot: Comparable {
  let code: Digest
  let fate: TrackedFate
  /// The place of its bundle among those that are compared.
  let bundle: Int32

  /// The order of the lines of a tracking list.
  static func < (one: SealedBallot, other: SealedBallot) -> Bool {
    (one.code, one.fate) < (other.code, other.fate)
  }
}

/// Sealed ballots, held line by line against a tracking list.
struct BallotMerge {
  private let ballots: [SealedBallot]
  /// Whether every bundle is there: then a line is of one of these ballots.
  private let isWhole: Bool
  private var next = 0
  /// Ballots that no line is of.
  private(set) var missing: [SealedBallot] = []
  /// Lines that are of none of the ballots.
  private(set) var problems: [Message] = []

  /// A merge of ballots that are sorted.
  init(_ ballots: [SealedBallot], isWhole: Bool) {
    self.ballots = ballots
    self.isWhole = isWhole
  }

  /// Takes the next line of the list.
  mutating func take(_ code: Digest, _ fate: TrackedFate, line: Int) {
    while next < ballots.count, (ballots[next].code, ballots[next].fate) < (code, fate) {
      passOver()
    }
    if next < ballots.count, ballots[next].code == code, ballots[next].fate == fate {
      next += 1
    } else if isWhole, problems.count < Auditor.maxFailures {
      problems.append("tracking.txt line \(line): no bundle has this ballot as \(fate.rawValue)")
    }
  }

  /// Ends the list.
  mutating func finish() {
    while next < ballots.count, missing.count < Auditor.maxFailures { passOver() }
  }

  private mutating func passOver() {
    if missing.count < Auditor.maxFailures { missing.append(ballots[next]) }
    next += 1
  }
}
