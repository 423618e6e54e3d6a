package import Encoding
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

  /// Makes the checks of FormatProofs § Checks in their order.
  ///
  /// - Throws: `ProofRefusal` for the first that fails, `StorageError` where a file cannot be read.
  package static func check(
    _ path: String, disk: any Disk, isRehearsal: Bool, work: ProofWork = ProofWork()
  ) throws -> ProofAudit {
    do {
      return try ProofChain(path, disk: disk, isRehearsal: isRehearsal, work: work).audit()
    } catch let refusal as ProofRefusal {
      let names = try disk.list(path)
      let isWithout = names.contains("election.json") && !names.contains(ProofFiles.folder)
      throw isWithout && !names.contains("ballots") ? refusal.ofNoProofs() : refusal
    }
  }

  package var json: JSON {
    [
      "ok": true, "ballots": .integer(ballots), "unreadable": .integer(unreadable),
      "lists": .integer(lists), "mixes": .integer(mixes),
    ]
  }
}
