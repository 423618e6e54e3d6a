import Election

/// The different orders of preferences of a contest, sorted, with how often each occurs.
///
/// Each takes its packed preferences and, mostly, one byte for its number. They lie in blocks, so
/// that more of them are merged in without a second copy of all.
struct RankingTable {
  /// A block ends once it has so many bytes.
  private static let blockByteCount = 1 << 16

  private let packing: MarkPacking
  private var blocks: [[UInt8]] = []
  /// How many different ones there are.
  private(set) var count = 0

  init(_ packing: MarkPacking) { self.packing = packing }

  /// Gives each with its position in the table, how often it occurs, and its packed preferences.
  func forEach(_ body: (_ position: Int, _ times: Int, _ run: Span<UInt8>) -> Void) {
    var entries = Entries(blocks, length: packing.byteCount)
    for position in 0..<count {
      body(position, entries.times, entries.block.span.extracting(entries.run))
      entries.advance()
    }
  }

  /// The option at a place of packed preferences; nil beyond the last.
  func option(of run: Span<UInt8>, at place: Int) -> Int? {
    guard place < packing.count else { return nil }
    let mark = packing.mark(place, of: run, at: 0)
    return mark == 0 ? nil : Int(mark) - 1
  }

  /// Merges more of them in.
  mutating func merge(_ fresh: RunCounter) {
    var old = Entries(exchange(&blocks, with: []), length: packing.byteCount)
    count = 0
    fresh.forEachSorted { run, times in
      while old.isBelow(run) { move(&old) }
      guard old.isEqual(run) else { return append(run, times) }
      append(run, times + old.times)
      old.advance()
    }
    while !old.isAtEnd { move(&old) }
  }

  private mutating func move(_ entries: inout Entries) {
    append(entries.block.span.extracting(entries.run), entries.times)
    entries.advance()
  }

  /// Adds one above all that are there; its number in groups of seven bits, the lowest first, each
  /// but the last with the top bit set.
  private mutating func append(_ run: Span<UInt8>, _ times: Int) {
    count += 1
    if (blocks.last?.count ?? Self.blockByteCount) >= Self.blockByteCount { blocks.append([]) }
    let last = blocks.count - 1
    for position in run.indices { blocks[last].append(run[position]) }
    var rest = UInt64(times)
    while rest > 0x7F {
      blocks[last].append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    blocks[last].append(UInt8(truncatingIfNeeded: rest))
  }

  /// Reads entries one after the other, and gives each block back once it is read.
  private struct Entries {
    private var blocks: [[UInt8]]
    private var next = 0
    private let length: Int
    /// The block of the present entry; empty at the end.
    private(set) var block: [UInt8] = []
    private var start = 0
    private var end = 0
    /// How often the present entry occurs.
    private(set) var times = 0

    init(_ blocks: [[UInt8]], length: Int) {
      self.blocks = blocks
      self.length = length
      advance()
    }

    var isAtEnd: Bool { block.isEmpty }
    /// Where in its block the run of the present entry lies.
    var run: Range<Int> { start..<start + length }

    mutating func advance() {
      start = end
      if start == block.count {
        (start, block) = (0, [])
        guard next < blocks.count else { return }
        block = exchange(&blocks[next], with: [])
        next += 1
      }
      end = start + length
      var (number, shift): (UInt64, UInt64) = (0, 0)
      while block[end] > 0x7F {
        number |= UInt64(block[end] & 0x7F) << shift
        (end, shift) = (end + 1, shift + 7)
      }
      times = Int(truncatingIfNeeded: number | UInt64(block[end]) << shift)
      end += 1
    }

    func isBelow(_ other: Span<UInt8>) -> Bool {
      guard !isAtEnd else { return false }
      for byte in 0..<length where block[start + byte] != other[byte] {
        return block[start + byte] < other[byte]
      }
      return false
    }

    func isEqual(_ other: Span<UInt8>) -> Bool {
      guard !isAtEnd else { return false }
      return (0..<length).allSatisfy { block[start + $0] == other[$0] }
    }
  }
}
