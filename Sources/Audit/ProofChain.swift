package import Cryptography
package import Election
package import Encoding
package import Mixnet
package import Storage
import Words

/// What an officer's software checks before it uses a share: the ballots, what was decided of them, and
/// the mixes of a folder, from its files alone (FormatProofs § Before an opening).
///
/// What was checked is not checked again: a file that is not what it was when it was first read is
/// refused.
package struct ProofChain {
  /// Mixes that hold, which only the check of them gives.
  package struct CheckedMixes: Sendable {
    /// The last of them.
    package let last: String
    /// Its hash.
    package let hash: Digest

    fileprivate init(last: String, hash: Digest) {
      self.last = last
      self.hash = hash
    }
  }

  /// Whose ballots of which style a set is of.
  package struct Source: Hashable, Comparable, Sendable {
    package let collector: String
    package let style: String

    package static func < (one: Source, other: Source) -> Bool {
      (one.collector, one.style) < (other.collector, other.style)
    }
  }

  /// The folder of the mixes and openings.
  package static let folder = ProofFiles.folder

  private let proofs: ProofFolder
  private let bundles: ProofBundles
  private let lists: ProofLists
  private let workers: Workers
  private let path: String

  /// Makes the checks up to the fourth: what the lists are.
  ///
  /// - Throws: `ProofRefusal`, `StorageError`.
  package init(_ path: String, disk: any Disk, isRehearsal: Bool, threads: Int) throws {
    self.path = path
    workers = Workers(threads: threads)
    proofs = try ProofFolder(path, disk: disk, isRehearsal: isRehearsal)
    bundles = try ProofBundles(proofs)
    let fates = try ProofFates(proofs, bundles)
    lists = try ProofLists(proofs, bundles.bundles, counted: fates.isCounted, workers)
  }

  package var definition: Definition { proofs.definition }
  package var keys: CountKeys { proofs.keys }
  package var context: ProofContext { proofs.context }
  /// The most entries of a list.
  package var longest: Int { lists.longest }
  /// Counted ballots that can be read.
  package var readable: Int { lists.counts.values.reduce(0, +) }
  /// Counted ballots that nobody can read.
  package var unreadable: Int { lists.unreadable.values.reduce(0, +) }

  /// The tracking codes of the ballots that are opened, by their source.
  package var opened: [Source: Set<Digest>] { sets(of: lists) }

  /// The same of an opening of the ballots with these codes.
  ///
  /// - Throws: `StorageError`.
  package func opened(by codes: Set<Digest>) throws -> [Source: Set<Digest>] {
    let counted = bundles.bundles.map { $0.codes.map(codes.contains) }
    return sets(of: try ProofLists(proofs, bundles.bundles, counted: counted, workers))
  }

  private func sets(of lists: ProofLists) -> [Source: Set<Digest>] {
    var sets: [Source: Set<Digest>] = [:]
    for (bundle, isListed) in zip(bundles.bundles, lists.isListed) {
      let codes = zip(bundle.codes, isListed).lazy.filter(\.1).map(\.0)
      sets[Source(collector: bundle.collector, style: bundle.style), default: []].formUnion(codes)
    }
    return sets
  }

  /// Gives every list that has ballots as a mix leaves it, by the name of its file; as the ballots come
  /// where none is named.
  ///
  /// - Throws: what `body` throws; `ProofRefusal`, `StorageError`.
  package func forEachList(
    after mix: String?, _ body: (ListPlan, [Point]) throws -> Void
  ) throws {
    let reader = try mix.map { try StretchReader($0, of: proofs.folder) }
    try definition.forEachList { list throws in
      let count = lists.count(of: list)
      guard count > 0 else { return }
      try body(
        list, reader?.outputs(of: list, count: count, workers) ?? lists.entries(of: list))
    }
    _ = try reader?.finish()
  }

  /// Makes the checks of the mixes, of which there are enough and no opening yet.
  ///
  /// - Throws: `ProofRefusal`, `StorageError`.
  package func checkMixes() throws -> CheckedMixes {
    let files = try ProofFiles(proofs, lists, isOpened: false)
    var count = try ProofCount(proofs, lists, files, workers)
    try count.follow()
    // No key is shared between fewer than two.
    let last = files.mixes[files.mixes.count - 1].name
    return CheckedMixes(last: last, hash: try proofs.folder.hash(last))
  }

  /// Makes the checks of the openings of mixes that hold; gives the patterns that come of them, in the
  /// order of patterns.csv.
  ///
  /// - Throws: `ProofRefusal`, `StorageError`.
  package func checkOpenings(
    of mixes: CheckedMixes
  ) throws -> [(pattern: Pattern, times: Int)] {
    let files = try ProofFiles(proofs, lists)
    // A mix that came in since was not opened.
    guard files.mixes.last?.name == mixes.last else {
      throw StorageError(
        .failed, "read", ProofFiles.folder, "it answers differently when it is read again")
    }
    var count = try ProofCount(proofs, lists, files, workers, after: mixes)
    try count.follow()
    return count.counts
      .map { pattern, times -> (line: [UInt8], pattern: Pattern, times: Int) in
        var line: [UInt8] = []
        PatternFile.append(pattern, times: times, to: &line)
        return (line, pattern, times)
      }
      .sorted { $0.line.lexicographicallyPrecedes($1.line) }
      .map { ($0.pattern, $0.times) }
  }
}
