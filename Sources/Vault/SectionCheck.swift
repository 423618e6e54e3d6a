import Bundles
import Election
import Encoding
import Words

/// Holds the records of a section, as they are opened, against what its manifest says: that they are
/// in order, cover the ballots exactly, and are as many.
struct SectionCheck {
  private let kind: BundleKind
  private let isBallots: Bool
  private let isRoll: Bool
  private let count: Int
  private var covered: IndexSet
  private var taken = 0
  private var last = IdentityRecord(token: Digest(words: (0, 0, 0, 0)), ballot: 0, cast: 0)

  init(_ manifest: Manifest) {
    kind = manifest.kind
    isBallots = kind == .ballots
    isRoll = kind == .roll
    count = manifest.identities.count
    covered = IndexSet(count: isBallots ? count : 0)
  }

  /// Takes the next records.
  ///
  /// - Throws: `SectionProblem` at the first that cannot stand there.
  mutating func take(_ bytes: Span<UInt8>) throws(SectionProblem) {
    for start in stride(from: 0, to: bytes.count, by: IdentityRecord.byteCount) {
      guard let next = IdentityRecord(bytes, at: start) else {
        throw SectionProblem(problem: "a record is cut short")
      }
      // The first words tell nearly all of them apart.
      guard last.token.prefix < next.token.prefix || taken == 0 || last < next else {
        throw SectionProblem(problem: "record \(taken) is not above the one before it")
      }
      if isBallots {
        try cover(next.ballot)
      } else if next.ballot != IdentityRecord.noBallot || isRoll && next.cast != 0 {
        throw SectionProblem(
          problem: "record \(taken) of a \(kind) names a ballot or time")
      }
      last = next
      taken += 1
    }
  }

  /// - Throws: `SectionProblem` where some are missing.
  func finish() throws(SectionProblem) {
    guard taken == count else {
      throw SectionProblem(
        problem: "\(taken) identities where the manifest says \(count)")
    }
  }

  private mutating func cover(_ ballot: UInt64) throws(SectionProblem) {
    guard let index = Int(exactly: ballot), index < count else {
      throw SectionProblem(
        problem: "record \(taken) names ballot \(ballot) of \(count), which is not there")
    }
    guard covered.insert(index) else {
      throw SectionProblem(
        problem: "two identities for ballot \(index), so that another ballot has none")
    }
  }
}

/// Which of the indices 0 … count−1 have been seen: a bit each.
private struct IndexSet {
  private var words: [UInt64]

  init(count: Int) { words = [UInt64](repeating: 0, count: count / 64 + 1) }

  /// Adds an index below the count; false where it was there already.
  mutating func insert(_ index: Int) -> Bool {
    let bit: UInt64 = 1 << UInt64(index % 64)
    let before = words[index / 64]
    words[index / 64] = before | bit
    return before & bit == 0
  }
}
