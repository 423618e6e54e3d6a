import Cryptography
import Encoding
import Storage
import Synchronization

/// The sealed ballots of one accepted bundle.
struct BallotSource: Sendable {
  /// The manifest's hash.
  let bundle: Digest
  let path: String
  /// The position of the style in the definition.
  let style: Int
  let collector: String
  let channel: String
  let count: Int
  /// The bytes of each of them, sealed.
  let size: Int
  /// The hash of its file, as the manifest has it.
  let hash: Digest
  /// Whether none of its ballots counts.
  let isExcluded: Bool
  /// Ballots that do not count, by their index.
  let excluded: Set<Int>

  /// Whether a ballot does not count by what the officers decided.
  func isExcluded(_ index: Int) -> Bool { isExcluded || excluded.contains(index) }
}

/// Hands the sealed ballots of all bundles to the workers, a chunk at a time, reading each file
/// once from its beginning to its end.
final class BallotFeed: Sendable {
  /// Ballots of one chunk: some milliseconds of work, so that the cores end together.
  static let chunkCount = 256

  /// Where a chunk comes from.
  struct Chunk {
    /// The position of its source.
    let source: Int
    /// The index of its first ballot in the bundle.
    let first: Int
    let count: Int
  }

  private struct State: ~Copyable {
    var source = 0
    var next = 0
    var reader: FileReader?
    var hasher = Hasher256()
  }

  private let sources: [BallotSource]
  private let disk: any Disk
  private let state = Mutex(State())

  init(_ sources: [BallotSource], disk: any Disk) {
    self.sources = sources
    self.disk = disk
  }

  /// Room for a chunk of any source.
  var room: [UInt8] {
    [UInt8](repeating: 0, count: Self.chunkCount * (sources.map(\.size).max() ?? 0))
  }

  /// Fills `buffer`, which is `room`, with the next chunk; nil after the last.
  ///
  /// - Throws: `CountingError` where a bundle is no longer what was imported. That is known once
  ///   all of it was read, and then nothing is counted.
  func next(into buffer: inout [UInt8]) throws(CountingError) -> Chunk? {
    try state.withLock { state throws(CountingError) in
      while state.source < sources.count, state.next == sources[state.source].count {
        let source = sources[state.source]
        let hasher = exchange(&state.hasher, with: Hasher256())
        guard hasher.finish() == source.hash else { throw .damaged(path: source.path) }
        state.source += 1
        state.next = 0
        state.reader = nil
      }
      guard state.source < sources.count else { return nil }
      let source = sources[state.source]
      let size = source.size
      let count = min(Self.chunkCount, source.count - state.next)
      do {
        if state.reader == nil {
          let reader = try disk.openReader(source.path, limit: Int.max)
          guard reader.byteCount == source.count * size else {
            throw CountingError.damaged(path: source.path)
          }
          state.reader = consume reader
        }
        var all = buffer.mutableSpan
        var chunk = all._mutatingExtracting(0..<count * size)
        guard try state.reader?.fill(&chunk) == count * size else {
          throw CountingError.damaged(path: source.path)
        }
        state.hasher.update(buffer.span.extracting(0..<count * size))
      } catch let error as StorageError {
        throw .storage(error)
      } catch {
        throw .damaged(path: source.path)
      }
      let chunk = Chunk(source: state.source, first: state.next, count: count)
      state.next += count
      return chunk
    }
  }
}
