import Encoding
import Storage
import Synchronization

/// What became of a sealed ballot, as `tracking.txt` says it (FormatResult § tracking.txt).
enum BallotFate: UInt8, Sendable {
  // In the order of their words, in which lines of one code are sorted.
  case counted, excluded, struck

  var word: String {
    switch self {
    case .counted: "counted"
    case .struck: "struck"
    case .excluded: "excluded"
    }
  }
}

/// The tracking code of a sealed ballot, and what became of it.
struct TrackedBallot: Comparable, Sendable {
  let code: Digest
  let fate: BallotFate

  static func < (one: TrackedBallot, other: TrackedBallot) -> Bool {
    one.code.prefix != other.code.prefix
      ? one.code.prefix < other.code.prefix
      : (one.code, one.fate.rawValue) < (other.code, other.fate.rawValue)
  }
}

/// Gathers the tracking codes of all ballots in any order and writes them sorted.
///
/// Workers sort what they have whenever it is enough and write it to one file as a run; in the
/// end the runs are merged. So it takes a fixed amount of memory for any number of ballots, but for
/// a block of each run. Codes are public, as `tracking.txt` is; the file has no name all the same.
final class TrackingList: Sendable {
  /// Ballots that all workers together hold back.
  private static let capacity = 1 << 16
  /// Ballots of a run that are read at once.
  fileprivate static let blockCount = 248

  private struct State: ~Copyable {
    let file: ScratchFile
    /// Where each run lies in it.
    var runs: [Range<Int>] = []
  }

  private let state: Mutex<State>

  /// Makes its file at `path`, of which nothing stays.
  init(path: String, disk: any Disk) throws(StorageError) {
    state = Mutex(State(file: try ScratchFile(path, disk: disk)))
  }

  /// How many ballots each of so many workers may hold back.
  static func capacity(threads: Int) -> Int { max(blockCount, capacity / max(1, threads)) }

  /// Takes ballots in any order, and leaves none.
  func add(_ ballots: inout [TrackedBallot]) throws(StorageError) {
    guard !ballots.isEmpty else { return }
    ballots.sort()
    try state.withLock { [ballots] state throws(StorageError) in
      let start = state.file.byteCount
      var block: [UInt8] = []
      for first in stride(from: 0, to: ballots.count, by: Self.blockCount) {
        block.removeAll(keepingCapacity: true)
        for ballot in ballots[first..<min(first + Self.blockCount, ballots.count)] {
          ballot.code.append(to: &block)
          block.append(ballot.fate.rawValue)
        }
        try state.file.append(block.span)
      }
      state.runs.append(start..<state.file.byteCount)
    }
    ballots.removeAll(keepingCapacity: true)
  }

  /// Writes the lines in order.
  ///
  /// Gives the codes of which more than one place counts, or is struck: of those an amendment has
  /// to exclude all but one.
  func finish(to target: inout HashedWriter) throws(StorageError) -> [Digest] {
    var lines = TrackingLines()
    try state.withLock { state throws(StorageError) in
      var merge = try KWayMerge(state.runs.map { TrackingRun($0, of: state.file) })
      while let lowest = merge.lowest {
        lines.append(merge.sources[lowest].ballot)
        if lines.text.count >= TrackingLines.pieceByteCount {
          try target.write(lines.text.span)
          lines.text.removeAll(keepingCapacity: true)
        }
        try merge.advance()
      }
    }
    try target.write(lines.text.span)
    return lines.repeated
  }
}

/// A sorted run in the file, read block by block.
private struct TrackingRun: SortedSource {
  private static let entryByteCount = Digest.byteCount + 1

  /// The present ballot; before the first it stands for none.
  private(set) var ballot = TrackedBallot(code: Digest(words: (0, 0, 0, 0)), fate: .excluded)
  private let file: ScratchFile
  /// Bytes of the file that were not read yet.
  private var left: Range<Int>
  private var block: [UInt8] = []
  private var position = 0

  init(_ bytes: Range<Int>, of file: ScratchFile) {
    left = bytes
    self.file = file
  }

  mutating func advance() throws(StorageError) -> UInt64? {
    if position == block.count {
      let size = min(TrackingList.blockCount * Self.entryByteCount, left.count)
      if block.count != size { block = [UInt8](repeating: 0, count: size) }
      guard size > 0 else { return nil }
      let (file, start) = (file, left.lowerBound)
      var room = block.mutableSpan
      try file.read(at: start, into: &room)
      left = start + size..<left.upperBound
      position = 0
    }
    // The program wrote it itself; the file has no name by which anyone could change it.
    let fate = BallotFate(rawValue: block[position + Digest.byteCount]) ?? .excluded
    ballot = TrackedBallot(code: Digest(block.span, at: position), fate: fate)
    position += Self.entryByteCount
    return ballot.code.prefix
  }

  func precedes(_ other: TrackingRun) -> Bool { ballot < other.ballot }
}

/// Makes the lines of `tracking.txt`, and finds codes that stand there more than once.
private struct TrackingLines {
  /// Lines are written in pieces of about this size.
  static let pieceByteCount = 1 << 16

  var text: [UInt8] = []
  private(set) var repeated: [Digest] = []
  private var last: Digest?
  /// Places of the present code that are not excluded.
  private var live = 0

  mutating func append(_ ballot: TrackedBallot) {
    if ballot.code != last { (last, live) = (ballot.code, 0) }
    if ballot.fate != .excluded { live += 1 }
    if live == 2, ballot.fate != .excluded { repeated.append(ballot.code) }
    ballot.code.appendHex(to: &text)
    text.append(UInt8(ascii: " "))
    text.append(contentsOf: ballot.fate.word.utf8)
    text.append(UInt8(ascii: "\n"))
  }
}
