import Cryptography
import Election
import Encoding
import Storage

/// Opens the sealed ballots on every core and keeps of them only how often each run of marks of one
/// contest occurs.
///
/// An opened ballot lies in locked memory until the next one replaces it.
struct BallotOpening {
  let definition: Definition
  let layout: MarkLayout
  let sources: [BallotSource]
  let strikes: StrikeList
  let key: OpenedKey
  let threads: Int
  let disk: any Disk

  /// What the ballots come to.
  struct Opened: Sendable {
    var patterns = PatternTable()
    /// Ballots whose marks were read.
    var read = 0
    var unreadable = 0
    var excluded = 0
  }

  /// What one worker has counted of the ballots of one source.
  private struct Share: Sendable {
    var contests: [MarkCounter]
    var read = 0
    var unreadable = 0
    var excluded = 0
  }

  /// Opens everything that is neither struck nor excluded.
  ///
  /// `tracking` takes the code of each.
  func run(
    tracking: TrackingList, progress: @escaping @Sendable (Int) -> Void
  ) async throws(CountingError) -> Opened {
    let size = definition.ballotByteCount + BoxPublicKey.overhead
    let feed = BallotFeed(sources, size: size, disk: disk)
    let results = await withTaskGroup(of: Result<[Int: Share], CountingError>.self) { group in
      for _ in 0..<max(1, threads) {
        group.addTask {
          Result { () throws(CountingError) in
            try work(feed, size: size, tracking: tracking, progress: progress)
          }
        }
      }
      var results: [Result<[Int: Share], CountingError>] = []
      for await result in group { results.append(result) }
      return results
    }
    var shares: [Int: Share] = [:]
    for result in results {
      for (source, share) in try result.get() {
        guard var sum = shares[source] else {
          shares[source] = share
          continue
        }
        for position in sum.contests.indices {
          sum.contests[position].merge(share.contests[position])
        }
        sum.read += share.read
        sum.unreadable += share.unreadable
        sum.excluded += share.excluded
        shares[source] = sum
      }
    }
    return try opened(shares)
  }

  private func work(
    _ feed: BallotFeed, size: Int, tracking: TrackingList, progress: (Int) -> Void
  ) throws(CountingError) -> [Int: Share] {
    var shares: [Int: Share] = [:]
    var buffer = [UInt8](repeating: 0, count: BallotFeed.chunkCount * size)
    var entries: [UInt8] = []
    var vector: SecretBytes
    do {
      vector = try SecretBytes(count: definition.ballotByteCount)
    } catch { throw .cryptography(error) }
    while let chunk = try feed.next(into: &buffer) {
      let source = sources[chunk.source]
      var share =
        shares.removeValue(forKey: chunk.source)
        ?? Share(
          contests: layout.slices(style: source.style).map { MarkCounter(length: $0.count) })
      entries.removeAll(keepingCapacity: true)
      for position in 0..<chunk.count {
        let sealed = buffer.span.extracting(position * size..<(position + 1) * size)
        var fate = BallotFate.counted
        if source.isExcluded(chunk.first + position) {
          fate = .excluded
          share.excluded += 1
        } else if strikes.contains(chunk.first + position, of: source.bundle) {
          fate = .struck
        } else if open(sealed, into: &vector, style: source.style, share: &share) {
          share.read += 1
        } else {
          share.unreadable += 1
        }
        TrackingList.append(Digest.of(sealed), fate, to: &entries)
      }
      shares[chunk.source] = share
      do { try tracking.add(entries) } catch { throw .storage(error) }
      progress(chunk.count)
    }
    return shares
  }

  /// Opens one ballot and counts its marks; false where it cannot be read as a whole.
  private func open(
    _ sealed: Span<UInt8>, into vector: inout SecretBytes, style: Int, share: inout Share
  ) -> Bool {
    let isOpen = vector.withMutableBytes { key.key.open(sealed, into: &$0) }
    guard isOpen else { return false }
    return vector.withBytes { marks in
      guard layout.isReadable(marks, style: style) else { return false }
      for (contest, slice) in layout.slices(style: style).enumerated() {
        share.contests[contest].add(marks, at: slice.lowerBound)
      }
      return true
    }
  }

  /// The patterns of all sources together.
  private func opened(_ shares: [Int: Share]) throws(CountingError) -> Opened {
    var opened = Opened()
    for (position, share) in shares.sorted(by: { $0.key < $1.key }) {
      let source = sources[position]
      let style = definition.styles[source.style]
      opened.read += share.read
      opened.unreadable += share.unreadable
      opened.excluded += share.excluded
      func add(_ contest: String, _ marks: Pattern.Marks, _ count: Int) throws(CountingError) {
        do {
          try opened.patterns.add(
            Pattern(
              style: style.id, contest: contest, channel: source.channel,
              collector: source.collector, marks: marks), count: count)
        } catch { throw .tally(error.report.message) }
      }
      if share.unreadable > 0 { try add("-", .unreadable, share.unreadable) }
      for (contest, counter) in zip(style.contests, share.contests) {
        for run in counter.runs {
          try add(contest, layout.marks(run.marks, contest: contest), run.count)
        }
      }
    }
    return opened
  }
}
