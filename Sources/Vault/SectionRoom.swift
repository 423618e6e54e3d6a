package import Cryptography
import Synchronization

/// The locked memory of sections that are read at once.
///
/// A user may lock little memory (8 MiB on Debian), and a vote has hundreds of stations. So the
/// register of a small one takes a page; and where the sections are too many to keep a chunk of
/// each, a piece of a chunk is kept and the chunk opened again for the next piece.
package final class SectionRoom: Sendable {
  /// How many chunks of a section are kept at once, and how many records of each.
  struct Share: Equatable {
    var chunks: Int
    var records: Int
  }

  private static let pageByteCount = 4_096
  /// In pages: 8 MiB, less what keys and the bench take.
  private static let budget = 1_984
  /// What libsodium puts between the bytes and the page's end.
  private static let canaryByteCount = 16

  private let share: Share
  /// nil where whole chunks are kept.
  let bench: SectionBench?

  /// Divides the memory among sections of so many records each.
  ///
  /// - Throws: `CryptographyError.memory`, `.unlocked`.
  package init(records: [Int]) throws(CryptographyError) {
    let share = Self.share(records: records)
    self.share = share
    bench = share.records < IdentityOpener.recordsPerChunk ? try SectionBench() : nil
  }

  /// What a section of so many records keeps.
  func share(records: Int) -> Share { Self.limit(share, records: records) }

  /// The largest share that all sections can have; a page of each, however many they are.
  ///
  /// Up to three chunks: one that is read, and two that are opened meanwhile.
  static func share(records: [Int]) -> Share {
    let whole = IdentityOpener.recordsPerChunk
    let wishes = [3, 2, 1].map { Share(chunks: $0, records: whole) }
    let pieces = (1..<16).reversed().map { pages in
      let bytes = pages * pageByteCount - canaryByteCount
      return Share(chunks: 1, records: bytes / IdentityOpener.recordByteCount)
    }
    let fitting = (wishes + pieces).first { wish in
      let pages = records.reduce(0) { $0 + Self.pages(limit(wish, records: $1)) }
      return pages <= budget
    }
    return fitting ?? pieces[pieces.count - 1]
  }

  /// How many pages a section takes with this share: its chunks, and one for the cipher's state.
  static func pages(_ share: Share) -> Int {
    let byteCount = share.records * IdentityOpener.recordByteCount + canaryByteCount
    return share.chunks * ((byteCount + pageByteCount - 1) / pageByteCount) + 1
  }

  /// No more than the section has.
  private static func limit(_ share: Share, records: Int) -> Share {
    let chunks = (max(1, records) - 1) / IdentityOpener.recordsPerChunk + 1
    return Share(chunks: min(share.chunks, chunks), records: min(share.records, records))
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
