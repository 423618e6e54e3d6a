import Cryptography
import Encoding
import Record
import Synchronization

/// Signing keys that people keep unlocked for an evening at the console, each where that person said
/// so when they typed the passphrase.
///
/// A key lies in locked memory and nowhere else. It is wiped once somebody locks the keys, and when
/// the console is left.
final class KeyRing: Sendable {
  private struct Kept {
    /// The hash of the key's file: one that is replaced is asked for anew.
    let file: Digest
    let signer: Signer
  }

  private struct State {
    var kept: [Kept] = []
    /// Whether the passphrase of a signing key is being asked for.
    var isAsking = false
    /// Whether whoever types it wants it kept.
    var isWanted = false
  }

  /// The keys of the console in which the current thread runs; nil outside of one.
  @TaskLocal static var current: KeyRing?

  private let state = Mutex(State())

  /// Whether whoever types a passphrase now wants the key kept; nil where it is no signing key's.
  var isWanted: Bool? { state.withLock { $0.isAsking ? $0.isWanted : nil } }

  /// The people whose keys are kept, in the order in which they were unlocked.
  var people: [String] { state.withLock { $0.kept.map(\.signer.id) } }

  /// Takes back or gives the word that the key is to be kept.
  func toggle() { state.withLock { $0.isWanted.toggle() } }

  /// Wipes every key.
  func lock() { state.withLock { $0.kept = [] } }

  /// A person's key: the one that is kept, else what `unlock` gives, kept where its person wants it.
  func signer(
    _ person: String, file: Digest, _ unlock: () throws -> Signer
  ) rethrows -> Signer {
    let kept = state.withLock { state in
      state.kept.first { $0.signer.id == person && $0.file == file }?.signer
    }
    if let kept { return kept }
    state.withLock { ($0.isAsking, $0.isWanted) = (true, false) }
    defer { state.withLock { ($0.isAsking, $0.isWanted) = (false, false) } }
    let signer = try unlock()
    state.withLock { state in
      guard state.isWanted else { return }
      state.kept.removeAll { $0.signer.id == person }
      state.kept.append(Kept(file: file, signer: signer))
    }
    return signer
  }
}
