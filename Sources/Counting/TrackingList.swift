import Cryptography
import Encoding
import Storage
import Synchronization

/// What became of a sealed ballot, as `tracking.txt` says it (FORMATS.md section 7).
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

/// Gathers the tracking codes of all ballots in any order and writes them sorted.
///
/// The codes are spread over files by their first byte, each of which is then sorted by itself: a
/// fixed amount of memory for any number of ballots. Codes are public, as `tracking.txt` is.
final class TrackingList: Sendable {
  private static let entryByteCount = Digest.byteCount + 1
  private static let flushByteCount = entryByteCount * 128
  private static let bucketCount = 256

  /// The codes that begin with one byte.
  private struct Bucket {
    var waiting: [UInt8] = []
    var written = 0
  }

  private let folder: String
  private let disk: any Disk
  private let buckets: Mutex<[Bucket]>

  /// Uses `folder`, which it empties first, for what does not fit in memory.
  init(folder: String, disk: any Disk) throws(StorageError) {
    self.folder = folder
    self.disk = disk
    buckets = Mutex([Bucket](repeating: Bucket(), count: Self.bucketCount))
    try disk.removeTree(folder)
    try disk.makeFolder(folder)
  }

  /// Takes codes with their fates, `entryByteCount` bytes each.
  func add(_ entries: [UInt8]) throws(StorageError) {
    try buckets.withLock { buckets throws(StorageError) in
      for start in stride(from: 0, to: entries.count, by: Self.entryByteCount) {
        let bucket = Int(entries[start])
        buckets[bucket].waiting.append(contentsOf: entries[start..<start + Self.entryByteCount])
        if buckets[bucket].waiting.count >= Self.flushByteCount {
          let waiting = buckets[bucket].waiting
          try disk.append(waiting.span, to: path(bucket))
          buckets[bucket].written += waiting.count
          buckets[bucket].waiting.removeAll(keepingCapacity: true)
        }
      }
    }
  }

  /// One entry as `add` takes it.
  static func append(_ code: Digest, _ fate: BallotFate, to entries: inout [UInt8]) {
    entries.append(contentsOf: code.bytes)
    entries.append(fate.rawValue)
  }

  /// Writes the lines in order and removes the folder.
  ///
  /// Gives the codes of which more than one place counts, or is struck: of those an amendment has
  /// to exclude all but one.
  func finish(to target: inout FileWriter) throws(StorageError) -> [Digest] {
    var repeated: [Digest] = []
    for bucket in 0..<Self.bucketCount {
      let entries = try entries(bucket)
      let order = (0..<entries.count / Self.entryByteCount).sorted {
        Self.precedes(entries, $0, $1)
      }
      var text: [UInt8] = []
      text.reserveCapacity(order.count * 74)
      // Places of the present code that are not excluded.
      var live = 0
      for (place, position) in order.enumerated() {
        if place == 0 || !Self.isSameCode(entries, order[place - 1], position) { live = 0 }
        let start = position * Self.entryByteCount
        if entries[start + Digest.byteCount] != BallotFate.excluded.rawValue { live += 1 }
        if live > 1, let code = Digest(entries[start..<start + Digest.byteCount]),
          repeated.last != code
        {
          repeated.append(code)
        }
        Self.appendLine(entries, position, to: &text)
      }
      try target.write(text.span)
    }
    try disk.removeTree(folder)
    return repeated
  }

  private func entries(_ bucket: Int) throws(StorageError) -> [UInt8] {
    let (waiting, written) = buckets.withLock { ($0[bucket].waiting, $0[bucket].written) }
    guard written > 0 else { return waiting }
    return try disk.read(path(bucket), limit: written) + waiting
  }

  private func path(_ bucket: Int) -> String { "\(folder)/\(bucket)" }

  private static func precedes(_ entries: [UInt8], _ one: Int, _ other: Int) -> Bool {
    let (low, high) = (one * entryByteCount, other * entryByteCount)
    for byte in 0..<entryByteCount where entries[low + byte] != entries[high + byte] {
      return entries[low + byte] < entries[high + byte]
    }
    return false
  }

  private static func isSameCode(_ entries: [UInt8], _ one: Int, _ other: Int) -> Bool {
    let (left, right) = (one * entryByteCount, other * entryByteCount)
    for byte in 0..<Digest.byteCount where entries[left + byte] != entries[right + byte] {
      return false
    }
    return true
  }

  /// Appends one line of `tracking.txt`, byte by byte: there is one for every ballot.
  private static func appendLine(_ entries: [UInt8], _ position: Int, to text: inout [UInt8]) {
    let start = position * entryByteCount
    for byte in start..<start + Digest.byteCount {
      text.append(hexDigit(entries[byte] >> 4))
      text.append(hexDigit(entries[byte] & 0xF))
    }
    text.append(UInt8(ascii: " "))
    let fate = BallotFate(rawValue: entries[start + Digest.byteCount]) ?? .excluded
    text.append(contentsOf: fate.word.utf8)
    text.append(UInt8(ascii: "\n"))
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
