package import Encoding
import Mixnet
package import Storage

/// What a folder with proofs shows, once every check holds.
package struct ProofAudit: Equatable, Sendable {
  /// Ballots that were counted.
  package let ballots: Int
  /// Those among them that nobody can read.
  package let unreadable: Int
  /// Lists that have ballots.
  package let lists: Int
  package let mixes: Int

  /// Makes the checks of FormatProofs § Checks in their order, on so many threads.
  ///
  /// - Throws: `ProofRefusal` for the first that fails, `StorageError` where a file cannot be read.
  package static func check(
    _ path: String, disk: any Disk, isRehearsal: Bool, threads: Int
  ) throws -> ProofAudit {
    let workers = Workers(threads: threads)
    let proofs = try ProofFolder(path, disk: disk, isRehearsal: isRehearsal)
    let bundles = try ProofBundles(proofs)
    let fates = try ProofFates(proofs, bundles)
    let lists = try ProofLists(proofs, bundles.bundles, counted: fates.isCounted, workers)
    let files = try ProofFiles(proofs, lists)
    var count = try ProofCount(proofs, lists, files, workers)
    try count.check()
    var listCount = 0
    proofs.definition.forEachList { if lists.count(of: $0) > 0 { listCount += 1 } }
    let unreadable = lists.unreadable.values.reduce(0, +)
    return ProofAudit(
      ballots: lists.counts.values.reduce(unreadable, +), unreadable: unreadable,
      lists: listCount, mixes: files.mixes.count)
  }

  package var json: JSON {
    [
      "ok": true, "ballots": .integer(ballots), "unreadable": .integer(unreadable),
      "lists": .integer(lists), "mixes": .integer(mixes),
    ]
  }
}
