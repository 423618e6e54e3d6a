import Cryptography
import Election
import Encoding

/// Records of patterns, one after the other: the key's number in four bytes, the packed marks, and in
/// eight bytes how often they occur, all big-endian, so that records sort by their bytes.
struct RecordBlock {
  static let numberByteCount = 4
  static let countByteCount = 8
  /// Where a block ends before its last byte this stands instead of a number.
  static let end = UInt32.max

  private(set) var bytes: [UInt8] = []

  /// Appends a record.
  mutating func append(_ key: PatternKey, _ packed: Span<UInt8>, times: Int) {
    append(UInt64(key.number), byteCount: Self.numberByteCount)
    for position in packed.indices { bytes.append(packed[position]) }
    append(UInt64(times), byteCount: Self.countByteCount)
  }

  private mutating func append(_ value: UInt64, byteCount: Int) {
    for byte in (0..<byteCount).reversed() {
      bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * byte)))
    }
  }

  /// Fills up to a size that all blocks have.
  mutating func pad(to byteCount: Int) {
    while bytes.count < byteCount { bytes.append(0xFF) }
  }

  /// Begins anew; what was there is overwritten.
  mutating func wipe() {
    bytes.wipe()
    bytes.removeAll(keepingCapacity: true)
  }
}

/// Sorted records that lie together.
enum PatternRun: Sendable {
  /// In memory.
  case held([UInt8])
  /// In these blocks of the spill.
  case spilled([Int])
}

/// Reads a run, record by record.
///
/// A class, so that what was read is overwritten however the reading ends.
final class RunReader: SortedSource {
  private let groups: PatternGroups
  private let spill: PatternSpill
  private var bytes: [UInt8]
  private var start = 0
  /// Blocks that were not read yet.
  private var blocks: ArraySlice<Int>
  private let isSpilled: Bool
  /// Of the present record; nil after the last.
  private(set) var key: PatternKey?
  private var keyEnd = 0

  /// A reader that stands before the first record.
  init(_ run: PatternRun, groups: PatternGroups, spill: PatternSpill) {
    self.groups = groups
    self.spill = spill
    switch run {
    case .held(let held): (bytes, blocks, isSpilled) = (held, [], false)
    case .spilled(let all):
      // As a block that has ended.
      (bytes, blocks) = ([UInt8](repeating: 0xFF, count: spill.blockByteCount), all[...])
      isSpilled = true
    }
  }

  deinit { if isSpilled { bytes.wipe() } }

  /// Goes to the next record, of which the key's number is told and nothing of the marks.
  func advance() throws -> UInt64? {
    if key != nil { start = keyEnd + RecordBlock.countByteCount }
    while true {
      if let key = keyHere {
        self.key = key
        keyEnd = start + RecordBlock.numberByteCount + groups.keyByteCount(key)
        return UInt64(key.number)
      }
      guard let block = blocks.popFirst() else {
        key = nil
        return nil
      }
      try spill.read(block, into: &bytes)
      start = 0
    }
  }

  private var keyHere: PatternKey? {
    guard start + RecordBlock.numberByteCount <= bytes.count else { return nil }
    var number: UInt32 = 0
    for byte in start..<start + RecordBlock.numberByteCount {
      number = number << 8 | UInt32(bytes[byte])
    }
    return number == RecordBlock.end ? nil : PatternKey(number: number)
  }

  /// Whether the present record comes before that of another reader.
  func precedes(_ other: RunReader) -> Bool {
    let count = min(keyEnd - start, other.keyEnd - other.start)
    for byte in 0..<count where bytes[start + byte] != other.bytes[other.start + byte] {
      return bytes[start + byte] < other.bytes[other.start + byte]
    }
    return false
  }

  /// How often the present pattern occurs.
  var times: Int {
    var times: UInt64 = 0
    for byte in keyEnd..<keyEnd + RecordBlock.countByteCount {
      times = times << 8 | UInt64(bytes[byte])
    }
    return Int(truncatingIfNeeded: times)
  }

  /// Whether the packed marks of the present record are these.
  func hasMarks(_ packed: [UInt8]) -> Bool {
    let first = start + RecordBlock.numberByteCount
    guard keyEnd - first == packed.count else { return false }
    for byte in packed.indices where bytes[first + byte] != packed[byte] { return false }
    return true
  }

  /// Copies the packed marks of the present record.
  func copyMarks(to packed: inout [UInt8]) {
    packed.removeAll(keepingCapacity: true)
    for byte in start + RecordBlock.numberByteCount..<keyEnd { packed.append(bytes[byte]) }
  }
}
