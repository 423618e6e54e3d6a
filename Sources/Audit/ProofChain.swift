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

  let proofs: ProofFolder
  let bundles: ProofBundles
  let lists: ProofLists
  let workers: Workers
  /// Which ballots count, by bundle and index.
  let isCounted: [[Bool]]
  private let work: ProofWork

  /// Makes the checks up to the fourth: what the lists are.
  ///
  /// - Throws: `ProofRefusal`, `StorageError`.
  package init(
    _ path: String, disk: any Disk, isRehearsal: Bool, work: ProofWork
  ) throws {
    self.work = work
    workers = Workers(threads: work.threads)
    proofs = try ProofFolder(path, disk: disk, isRehearsal: isRehearsal)
    bundles = try ProofBundles(proofs)
    isCounted = try ProofFates(proofs, bundles).isCounted
    let counted = isCounted.reduce(0) { $0 + $1.count { $0 } }
    lists = try ProofLists(
      proofs, bundles.bundles, counted: isCounted, workers,
      progress: work.telling(.ballots, of: counted))
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
  /// Entries of all lists.
  private var entries: Int {
    var entries = 0
    forEachCount { entries += $1 }
    return entries
  }

  /// Gives the tracking codes of the ballots that are opened.
  func forEachOpened(_ body: (Digest) -> Void) {
    for (bundle, isListed) in zip(bundles.bundles, lists.isListed) {
      for (code, isListed) in zip(bundle.codes, isListed) where isListed { body(code) }
    }
  }

  /// The ballots that can be read: those that count, or those among them too that do not.
  ///
  /// - Throws: `StorageError`.
  func readableBallots(isCountedOnly: Bool) throws(StorageError) -> ReadableBallots {
    var sources: [ProofBundle.Source: Int] = [:]
    var ballots: [(code: Digest, source: Int)] = []
    var all = [lists]
    if !isCountedOnly {
      let left = isCounted.map { $0.map { !$0 } }
      all.append(try ProofLists(proofs, bundles.bundles, counted: left, workers))
    }
    for lists in all {
      for (bundle, isListed) in zip(bundles.bundles, lists.isListed) {
        let source = sources[bundle.source] ?? sources.count
        sources[bundle.source] = source
        for (code, isListed) in zip(bundle.codes, isListed) where isListed {
          ballots.append((code, source))
        }
      }
    }
    return ReadableBallots(ballots)
  }

  /// Gives every list that has ballots, and how many.
  package func forEachCount(_ body: (ListPlan, Int) -> Void) {
    definition.forEachList { list in
      let count = lists.count(of: list)
      if count > 0 { body(list, count) }
    }
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

  /// Makes the checks from the fifth on, of a folder in which all is mixed and opened.
  ///
  /// - Throws: `ProofRefusal`, `StorageError`.
  package func audit() throws -> ProofAudit {
    let files = try ProofFiles(proofs, lists)
    var count = try ProofCount(proofs, lists, files, workers)
    try count.check(
      work.telling(.lists, of: entries * (files.mixes.count + files.openings.count)))
    var listCount = 0
    forEachCount { _, _ in listCount += 1 }
    return ProofAudit(
      ballots: readable + unreadable, unreadable: unreadable, lists: listCount,
      mixes: files.mixes.count)
  }

  /// Makes the checks of the mixes, of which there are as many as there are to be by then.
  ///
  /// - Throws: `ProofRefusal`, `StorageError`.
  package func checkMixes(_ progress: ProofProgress = .mixed) throws -> CheckedMixes {
    let files = try ProofFiles(proofs, lists, progress).opened { _ in false }
    var count = try ProofCount(proofs, lists, files, workers)
    try count.follow(work.telling(.mixes, of: entries * files.mixes.count))
    // There is one at least, however far officers are.
    let last = files.mixes[files.mixes.count - 1].name
    return CheckedMixes(last: last, hash: try proofs.folder.hash(last))
  }

  /// Makes the checks of one officer's opening of mixes that hold; by number, as are the `members` who
  /// open together.
  ///
  /// - Throws: `ProofRefusal`, `StorageError`.
  package func checkOpening(
    of mixes: CheckedMixes, by officer: Int, members: [Int]
  ) throws {
    let files = try ProofFiles(proofs, lists, .opening).opened { $0 == officer }
    var count = try ProofCount(
      proofs, lists, files, workers, after: mixes, members: members.sorted())
    try count.follow(work.telling(.openings, of: entries * files.openings.count))
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
    try count.follow(work.telling(.openings, of: entries * files.openings.count))
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
