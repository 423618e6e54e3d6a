package import Cryptography
import Synchronization

/// The locked memory of sections that are read at once.
///
/// A user may lock little memory (8 MiB on Debian), and a vote has hundreds of stations. So the
/// register of a small one takes a page; and where the sections are too many to keep a chunk of
/// each, a piece of a chunk is kept and the chunk opened again for the next piece.
package final class SectionRoom: Sendable {
  /// How many chunks of a section are kept at once, and how many records of each.
  struct Allotment: Equatable {
    var chunks: Int
    var records: Int
  }

  private static let pageByteCount = 4_096
  /// In pages: 8 MiB, less what keys and the bench take.
  private static let budget = 1_984
  /// What libsodium puts between the bytes and the page's end.
  private static let canaryByteCount = 16

  private let allotment: Allotment
  /// nil where whole chunks are kept.
  let bench: SectionBench?

  /// Divides the memory among sections of so many records each.
  ///
  /// - Throws: `CryptographyError.memory`, `.unlocked`.
  package init(records: [Int]) throws(CryptographyError) {
    let allotment = Self.allotment(records: records)
    self.allotment = allotment
    bench = allotment.records < IdentityOpener.recordsPerChunk ? try SectionBench() : nil
  }

  /// What a section of so many records keeps.
  func allotment(records: Int) -> Allotment { Self.limit(allotment, records: records) }

  /// The largest allotment that all sections can have; a page of each, however many they are.
  ///
  /// Up to three chunks: one that is read, and two that are opened meanwhile.
  static func allotment(records: [Int]) -> Allotment {
    let whole = IdentityOpener.recordsPerChunk
    let wishes = [3, 2, 1].map { Allotment(chunks: $0, records: whole) }
    let pieces = (1..<16).reversed().map { pages in
      let bytes = pages * pageByteCount - canaryByteCount
      return Allotment(chunks: 1, records: bytes / IdentityOpener.recordByteCount)
    }
    let fitting = (wishes + pieces).first { wish in
      let pages = records.reduce(0) { $0 + Self.pages(limit(wish, records: $1)) }
      return pages <= budget
    }
    return fitting ?? pieces[pieces.count - 1]
  }

  /// How many pages a section takes with this allotment: its chunks, and one for the cipher's state.
  static func pages(_ allotment: Allotment) -> Int {
    let byteCount = allotment.records * IdentityOpener.recordByteCount + canaryByteCount
    return allotment.chunks * ((byteCount + pageByteCount - 1) / pageByteCount) + 1
  }

  /// No more than the section has.
  private static func limit(_ allotment: Allotment, records: Int) -> Allotment {
    let chunks = (max(1, records) - 1) / IdentityOpener.recordsPerChunk + 1
    return Allotment(
      chunks: min(allotment.chunks, chunks), records: min(allotment.records, records))
  }
}

/// Where the chunks are opened of which a piece is kept: one for all sections.
final class SectionBench: Sendable {
  struct Tools: ~Copyable {
    var bytes: SecretBytes
    var peeker: IdentityOpener.Peeker

    /// Lends what it has for opening a chunk.
    mutating func open<R>(
      _ body: (inout IdentityOpener.Peeker, inout MutableSpan<UInt8>) throws(CryptographyError) -> R
    ) throws(CryptographyError) -> R {
      try bytes.withMutableBytes { bytes throws(CryptographyError) in try body(&peeker, &bytes) }
    }
  }

  private let tools: Mutex<Tools>

  /// - Throws: `.memory`, `.unlocked`.
  init() throws(CryptographyError) {
    tools = Mutex(
      Tools(
        bytes: try SecretBytes(count: IdentityOpener.chunkByteCount),
        peeker: try IdentityOpener.Peeker()))
  }

  /// Lends the tools to one section at a time.
  func use<R>(_ body: (inout Tools) throws -> R) rethrows -> R {
    try tools.withLock { try body(&$0) }
  }
}
