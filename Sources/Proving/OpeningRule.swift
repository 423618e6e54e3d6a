import Audit
import Cryptography
import Election
import Encoding
import Mixnet
package import Record
import Storage
package import Words
import Workspace

/// Which ballots an opening would tell apart, after all openings that were begun (FormatProofs § Before
/// an opening).
struct OpeningRule {
  private let workspace: Workspace
  private let folder: String

  init(_ workspace: Workspace) {
    self.workspace = workspace
    folder = "\(workspace.path)/openings"
  }

  /// Keeps the tracking list of an opening, by its hash, for as long as there is a journal.
  func keep(_ path: String, as tracking: Digest) throws {
    let target = "\(folder)/\(tracking).txt"
    guard try workspace.disk.info(target) == nil else { return }
    try workspace.disk.makeFolder(folder)
    let staging = "\(target).new"
    try workspace.disk.removeFile(staging)
    try workspace.disk.copy(path, to: staging)
    try workspace.disk.rename(staging, to: target)
  }

  /// The groups that are too small; nil where there are none.
  ///
  /// - Throws: `StorageError`, also where the list of an earlier opening is not there any more.
  func tooSmall(_ chain: ProofChain, tracking: Digest) throws -> SmallGroups? {
    let new = chain.opened
    var before: [[ProofChain.Source: Set<Digest>]] = []
    var seen: Set<Digest> = []
    for opening in workspace.state.proofs.openings where seen.insert(opening.tracking).inserted {
      before.append(
        opening.tracking == tracking ? new : try chain.opened(by: counted(opening.tracking)))
    }
    var sizes: [Int] = []
    for source in Set(new.keys).union(before.flatMap(\.keys)) {
      sizes += OpeningGroups.tooSmall(
        before: before.map { $0[source] ?? [] }, new: new[source] ?? [],
        least: workspace.definition.policy.smallCell)
    }
    guard let smallest = sizes.min() else { return nil }
    return SmallGroups(count: sizes.count, smallest: smallest, tracking: tracking)
  }

  /// The codes that a list calls counted.
  private func counted(_ tracking: Digest) throws -> Set<Digest> {
    let path = "\(folder)/\(tracking).txt"
    let bytes = try workspace.disk.read(path, limit: 1 << 31)
    guard Digest.of(bytes) == tracking else {
      throw StorageError(.failed, "read", path, "it is not the list that was kept")
    }
    var codes: Set<Digest> = []
    for line in bytes.split(separator: UInt8(ascii: "\n")) where line.ends(with: " counted") {
      if let code = Digest(hex: String(decoding: line.prefix(64), as: UTF8.self)) {
        codes.insert(code)
      }
    }
    return codes
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(with text: StaticString) -> Bool {
    "\(text)".utf8.reversed().elementsEqual(reversed().prefix(text.utf8CodeUnitCount))
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
