import Encoding
import Storage
import Synchronization

/// What the files of a package were when they were first read.
///
/// A medium may be a machine that answers differently when it is asked again. What is small is read
/// once and kept; of what is large the hash is kept, and each later reading has to give it again.
final class SeenFiles: Sendable {
  /// The largest file that is kept, and how much is kept in all, in bytes.
  static let maxKeptByteCount = 1 << 20
  private static let maxTotalByteCount = 1 << 26

  private struct State {
    var digests: [String: Digest] = [:]
    var kept: [String: [UInt8]] = [:]
    var total = 0
    var denial: StorageError?
  }

  private let state = Mutex(State())

  /// The first file that this user may not read: of what it is nothing can be said.
  var denial: StorageError? { state.withLock { $0.denial } }

  /// Notes that a file could not be read, where that is because this user may not.
  func note(_ error: StorageError) {
    guard error.kind == .denied else { return }
    state.withLock { $0.denial = $0.denial ?? error }
  }

  /// The bytes of a file that was kept.
  func bytes(of name: String) -> [UInt8]? { state.withLock { $0.kept[name] } }

  /// The hash of a file that was read.
  func digest(of name: String) -> Digest? { state.withLock { $0.digests[name] } }

  /// Whether a file that was read now is what it was before, if it was read before.
  func isSame(_ digest: Digest, _ name: String) -> Bool {
    state.withLock { state in
      guard let before = state.digests[name] else {
        state.digests[name] = digest
        return true
      }
      return before == digest
    }
  }

  /// Keeps a file that is small, while there is room.
  func keep(_ bytes: [UInt8], of name: String) {
    guard bytes.count <= Self.maxKeptByteCount else { return }
    state.withLock { state in
      guard state.total + bytes.count <= Self.maxTotalByteCount, state.kept[name] == nil else {
        return
      }
      state.kept[name] = bytes
      state.total += bytes.count
    }
  }
}
