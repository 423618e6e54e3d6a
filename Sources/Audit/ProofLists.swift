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
      var readable: [Bool] = []
      try forEachStretch(of: place) { stretch, starts in
        for range in workers.map(
          starts.count,
          { range in
            range.map { number in
              let ballot = starts[number]..<starts[number] + check.byteCount
              return check.ciphertexts(stretch.span.extracting(ballot)) != nil
            }
          })
        {
          readable += range
        }
        progress(starts.count)
      }
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
    let (first, width) = (2 * list.offset, 2 * list.width)
    var entries: [Point] = []
    entries.reserveCapacity(width * count(of: list))
    for place in sources[source] ?? [] {
      try forEachStretch(of: place) { stretch, starts in
        let ranges = workers.map(starts.count) { range in
          var points: [Point] = []
          points.reserveCapacity(width * range.count)
          for number in range {
            for point in first..<first + width {
              let start = starts[number] + point * GroupBytes.byteCount
              if let point = Point(GroupBytes(stretch.span, at: start)) { points.append(point) }
            }
          }
          return points
        }
        for points in ranges { entries += points }
      }
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

  /// Reads a bundle in stretches: their bytes, and where in them each ballot begins that is in the
  /// lists, in their order.
  private func forEachStretch(
    of place: Int, _ body: ([UInt8], [Int]) -> Void
  ) throws(StorageError) {
    let (size, listed) = (check(bundles[place]).byteCount, isListed[place])
    let reader = try StretchReader(bundles[place].file, of: proofs.folder)
    for start in stride(from: 0, to: listed.count, by: Self.recordsAtATime) {
      let count = min(Self.recordsAtATime, listed.count - start)
      let stretch = try reader.next(size * count)
      body(stretch, (0..<count).filter { listed[start + $0] }.map { size * $0 })
    }
    _ = try reader.finish()
  }
}
