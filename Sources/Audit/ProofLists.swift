import Cryptography
import Election
import Encoding
import Mixnet
import Storage

/// The lists of a folder: what counted ballots that can be read are made of (FormatProofs § Checks,
/// 4).
///
/// No list is kept: each is read again from the ballots when it is mixed, and the files have to be
/// what they were.
struct ProofLists {
  /// Ballots that are read at a time.
  private static let recordsAtATime = 2_048

  private let proofs: ProofFolder
  private let workers: Workers
  private let bundles: [ProofBundle]
  /// The bundles of each source, by sequence.
  private let sources: [ProofBundle.Source: [Int]]
  /// Which ballots are in the lists, by bundle and index.
  private(set) var isListed: [[Bool]]
  /// The ballots in the lists of each source, and those that cannot be read.
  private(set) var counts: [ProofBundle.Source: Int] = [:]
  private(set) var unreadable: [ProofBundle.Source: Int] = [:]

  init(
    _ proofs: ProofFolder, _ bundles: [ProofBundle], counted: [[Bool]], _ workers: Workers,
    progress: (Int) -> Void = { _ in }
  ) throws(StorageError) {
    self.proofs = proofs
    self.workers = workers
    self.bundles = bundles
    isListed = counted
    sources = Dictionary(grouping: bundles.indices) { bundles[$0].source }
    for (place, bundle) in bundles.enumerated() {
      let check = check(bundle)
      let readable = try map(place, progress) { ballot in check.ciphertexts(ballot) != nil }
      let counted = isListed[place].indices.filter { isListed[place][$0] }
      for (index, isReadable) in zip(counted, readable) {
        isListed[place][index] = isReadable
        if isReadable {
          counts[bundle.source, default: 0] += 1
        } else {
          unreadable[bundle.source, default: 0] += 1
        }
      }
    }
  }

  /// The entries of a list, each A and B by turns.
  func entries(of list: ListPlan) throws(StorageError) -> [Point] {
    let source = ProofBundle.Source(collector: list.name.collector, style: list.name.style)
    let (first, count) = (2 * list.offset, 2 * list.width)
    var entries: [Point] = []
    for place in sources[source] ?? [] {
      let own = try map(place) { ballot in
        (first..<first + count).compactMap {
          Point(GroupBytes(ballot, at: $0 * GroupBytes.byteCount))
        }
      }
      for points in own { entries += points }
    }
    return entries
  }

  /// The greatest number of ballots in a list.
  var longest: Int { counts.values.max() ?? 0 }

  func count(of list: ListPlan) -> Int {
    counts[ProofBundle.Source(collector: list.name.collector, style: list.name.style)] ?? 0
  }

  private func check(_ bundle: ProofBundle) -> BallotCheck {
    let style = proofs.definition.style(bundle.style)
    return BallotCheck(
      proofs.context, collector: bundle.collector, style: bundle.style,
      points: style.map { proofs.definition.points(of: $0).reduce(0, +) } ?? 0)
  }

  /// What `make` gives for every ballot of a bundle that is in the lists, in their order.
  private func map<Made: Sendable>(
    _ place: Int, _ progress: (Int) -> Void = { _ in },
    _ make: @escaping @Sendable (Span<UInt8>) -> Made
  ) throws(StorageError) -> [Made] {
    let (size, listed) = (check(bundles[place]).byteCount, isListed[place])
    let reader = try StretchReader(bundles[place].file, of: proofs.folder)
    var made: [Made] = []
    var start = 0
    while start < listed.count {
      let count = min(Self.recordsAtATime, listed.count - start)
      let stretch = try reader.next(size * count)
      let chosen = (0..<count).filter { listed[start + $0] }
      for part in workers.map(
        chosen.count,
        { range in
          range.map { make(stretch.span.extracting(size * chosen[$0]..<size * (chosen[$0] + 1))) }
        })
      {
        made += part
      }
      progress(chosen.count)
      start += count
    }
    _ = try reader.finish()
    return made
  }
}
