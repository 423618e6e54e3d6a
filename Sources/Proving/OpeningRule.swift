import Audit
import Cryptography
import Election
import Encoding
import Mixnet
package import Record
import Storage
package import Words

/// Which ballots an opening would tell apart, after all openings that were begun (FormatProofs § Before
/// an opening).
struct OpeningRule {
  private let place: any ProofPlace
  private var folder: String { place.openingsFolder }

  init(_ place: any ProofPlace) { self.place = place }

  /// Keeps the tracking list of an opening, by its hash, for as long as there is a journal.
  func keep(_ path: String, as tracking: Digest) throws {
    let target = "\(folder)/\(tracking).txt"
    guard try place.disk.info(target) == nil else { return }
    try place.disk.makeFolder(folder)
    let staging = "\(target).new"
    try place.disk.removeFile(staging)
    try place.disk.copy(path, to: staging)
    try place.disk.rename(staging, to: target)
  }

  /// The groups that are too small; nil where there are none.
  ///
  /// - Throws: `StorageError`, also where the list of an earlier opening is not there any more.
  func tooSmall(_ chain: ProofChain, tracking: Digest) throws -> SmallGroups? {
    let openings = place.state.proofs.openings.map(\.tracking) + [tracking]
    var groups = try OpenedGroups(chain, tracking: tracking, openings: openings)
    for list in openings {
      try groups.open(list) { try counted(list, $0) }
    }
    return groups.tooSmall(tracking)
  }

  /// Gives the codes that the list of an opening calls counted.
  ///
  /// - Throws: `StorageError`, also where it is not there, or not what was kept.
  func counted(_ tracking: Digest, _ give: (Digest) -> Void) throws {
    let path = "\(folder)/\(tracking).txt"
    var found = CountedCodes()
    var hasher = Hasher256()
    var pieces = try place.disk.pieces(path)
    while let piece = try pieces.next() {
      hasher.update(piece.span)
      found.take(piece.span, give)
    }
    guard hasher.finish() == tracking else {
      throw StorageError(.failed, "read", path, "it is not the list that was kept")
    }
  }
}

/// What an opening would tell of few ballots, which too few officers allowed.
package struct SmallGroupsError: ReportedError, Equatable {
  package let groups: SmallGroups
  package let least: Int
  package let given: Int
  package let needed: Int

  package var report: Report {
    Report(
      .refused, code: "small-groups",
      "opening would tell apart \(Plural.of(groups.count, "group")) of fewer than \(least) ballots, "
        + "the smallest of \(groups.smallest); \(given) of \(needed) officers allowed it",
      advice: "officers may, for this opening alone: coldcount allow small --tracking "
        + "\(groups.tracking) --groups \(groups.count) --smallest \(groups.smallest) "
        + "--as OFFICER --key KEY")
  }
}
