import Cryptography
import Election
import Encoding
import Storage
import Threads

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
  let memory: CountingMemory
  /// Where patterns lie that memory has no room for.
  let spillPath: String
  let disk: any Disk

  /// What the ballots come to.
  struct Opened: Sendable {
    let patterns: PatternMerge
    let numbers: Numbers
  }

  struct Numbers: Sendable {
    /// Ballots whose marks were read.
    var read = 0
    var unreadable = 0
    var excluded = 0

    static func += (sum: inout Numbers, more: Numbers) {
      sum.read += more.read
      sum.unreadable += more.unreadable
      sum.excluded += more.excluded
    }
  }

  /// Opens everything that is neither struck nor excluded.
  ///
  /// `tracking` takes the code of each.
  func run(
    tracking: TrackingList, progress: @escaping @Sendable (Int) -> Void
  ) throws -> Opened {
    let feed = BallotFeed(sources, disk: disk)
    let groups = PatternGroups(definition, sources: sources)
    let spill = try PatternSpill(
      path: spillPath, blockByteCount: memory.blockByteCount, disk: disk)
    typealias Work = (numbers: Numbers, runs: [PatternRun])
    // All workers end before an error ends the count.
    let workers = max(1, threads)
    let results = Threads.map(workers, threads: workers) { _ in
      Result<Work, any Error> {
        var counter = PatternCounter(
          groups: groups, spill: spill, budget: memory.workerByteCount(threads: threads))
        let numbers = try work(
          feed, counter: &counter, tracking: tracking, progress: progress)
        return (numbers, try counter.finish())
      }
    }
    var numbers = Numbers()
    var runs: [PatternRun] = []
    for result in results {
      let work = try result.get()
      numbers += work.numbers
      runs += work.runs
    }
    return Opened(
      patterns: try PatternMerge(runs, groups: groups, spill: spill, width: memory.mergeWidth),
      numbers: numbers)
  }

  private func work(
    _ feed: BallotFeed, counter: inout PatternCounter, tracking: TrackingList,
    progress: (Int) -> Void
  ) throws -> Numbers {
    var numbers = Numbers()
    var buffer = feed.room
    let capacity = TrackingList.capacity(threads: threads)
    var tracked: [TrackedBallot] = []
    var vector = try SecretBytes(count: definition.ballotByteCount)
    while let chunk = try feed.next(into: &buffer) {
      let source = sources[chunk.source]
      let size = source.size
      let slices = layout.slices(style: source.style)
      var portion = counter.take(source: chunk.source)
      for position in 0..<chunk.count {
        let sealed = buffer.span.extracting(position * size..<(position + 1) * size)
        var fate = BallotFate.counted
        if source.isExcluded(chunk.first + position) {
          fate = .excluded
          numbers.excluded += 1
        } else if strikes.contains(chunk.first + position, of: source.bundle) {
          fate = .struck
        } else if vector.withMutableBytes({ key.key.open(sealed, into: &$0) }),
          vector.withBytes({ marks in
            guard layout.isReadable(marks, style: source.style) else { return false }
            portion.add(marks, slices: slices)
            return true
          })
        {
          numbers.read += 1
        } else {
          portion.addUnreadable()
          numbers.unreadable += 1
        }
        tracked.append(TrackedBallot(code: Digest.of(sealed), fate: fate))
      }
      try counter.put(portion, source: chunk.source)
      if tracked.count >= capacity { try tracking.add(&tracked) }
      progress(chunk.count)
    }
    try tracking.add(&tracked)
    return numbers
  }
}

/// How much memory the patterns of a count may take.
///
/// Tests make it so small that everything is spilled.
struct CountingMemory {
  /// Bytes of all workers' counts together.
  var byteCount = 1 << 24
  /// The most bytes of one worker's.
  var workerByteCount = 1 << 20
  var blockByteCount = PatternSpill.standardBlockByteCount
  var mergeWidth = PatternMerge.standardWidth

  /// Bytes of one worker's counts.
  func workerByteCount(threads: Int) -> Int {
    min(workerByteCount, byteCount / max(1, threads))
  }
}
