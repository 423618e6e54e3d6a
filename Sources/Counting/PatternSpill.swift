import Cryptography
import Storage
import Synchronization

/// Where sorted runs of patterns lie that are too many for memory: a file without a name, sealed
/// under a key that is stored nowhere.
///
/// Opened marks touch the disk in no other form, and with the process both file and key are gone.
final class PatternSpill: Sendable {
  /// Bytes of one block before it is sealed, where no record is larger.
  static let standardBlockByteCount = 1 << 13

  let blockByteCount: Int
  private let path: String
  private let disk: any Disk
  private let state = Mutex<State?>(nil)

  private struct State: ~Copyable {
    let file: ScratchFile
    let cipher: ScratchCipher
    /// Blocks that were written.
    var count = 0
    var sealed: [UInt8]

    /// Writes a block and gives its number.
    mutating func write(_ block: Span<UInt8>) throws -> Int {
      var sealed = exchange(&self.sealed, with: [])
      var room = sealed.mutableSpan
      try cipher.seal(block, number: count, into: &room)
      try file.append(sealed.span)
      self.sealed = sealed
      count += 1
      return count - 1
    }

    mutating func read(_ number: Int, into block: inout [UInt8]) throws {
      var sealed = exchange(&self.sealed, with: [])
      var room = sealed.mutableSpan
      try file.read(at: number * room.count, into: &room)
      var opened = block.mutableSpan
      try cipher.open(sealed.span, number: number, into: &opened)
      self.sealed = sealed
    }
  }

  /// A spill that makes its file at `path` once it is needed.
  ///
  /// - Throws: `StorageError` where what a crash left there cannot be removed.
  init(
    path: String, blockByteCount: Int = standardBlockByteCount, disk: any Disk
  ) throws(StorageError) {
    self.path = path
    self.blockByteCount = blockByteCount
    self.disk = disk
    try disk.removeFile(path)
  }

  /// Writes a run: `body` gives its records in order to the function that it is handed.
  func append(
    _ body: ((PatternKey, Span<UInt8>, Int) throws -> Void) throws -> Void
  ) throws -> PatternRun {
    var blocks: [Int] = []
    var block = RecordBlock()
    defer { block.wipe() }
    try body { key, packed, times in
      let size = RecordBlock.numberByteCount + packed.count + RecordBlock.countByteCount
      if block.bytes.count + size > blockByteCount { blocks.append(try write(&block)) }
      block.append(key, packed, times: times)
    }
    if !block.bytes.isEmpty { blocks.append(try write(&block)) }
    return .spilled(blocks)
  }

  private func write(_ block: inout RecordBlock) throws -> Int {
    block.pad(to: blockByteCount)
    let number = try state.withLock { state in
      if state == nil {
        state = State(
          file: try ScratchFile(path, disk: disk), cipher: try ScratchCipher(),
          sealed: [UInt8](repeating: 0, count: blockByteCount + ScratchCipher.overhead))
      }
      return try state?.write(block.bytes.span)
    }
    block.wipe()
    return number ?? 0
  }

  /// Reads a block into as many bytes as one has.
  func read(_ number: Int, into block: inout [UInt8]) throws {
    try state.withLock { state in try state?.read(number, into: &block) }
  }
}
