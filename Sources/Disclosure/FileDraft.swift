import Cryptography
import Encoding

/// Takes the files of a disclosure as they are made, from two threads at once.
package protocol DisclosureTarget: Sendable {
  /// Begins a file.
  func begin(_ name: String) -> any DisclosureTargetFile
}

/// Takes one file piece by piece.
package protocol DisclosureTargetFile {
  func take(_ piece: [UInt8])
  func end()
}

/// A file while it is made: hashed and handed on piece by piece, so that nobody holds it whole.
final class FileDraft {
  private static let pieceByteCount = 1 << 18

  private let name: String
  private let target: any DisclosureTargetFile
  private var pending: [UInt8] = []
  private var hasher = Hasher256()
  /// The hash that descriptions of tables have, where it is asked for.
  private var sha256: SHA256?
  private var byteCount = 0

  init(_ name: String, to target: any DisclosureTarget, isDescribed: Bool = false) {
    self.name = name
    self.target = target.begin(name)
    sha256 = isDescribed ? SHA256() : nil
  }

  func add(_ text: String) {
    pending.append(contentsOf: text.utf8)
    if pending.count >= Self.pieceByteCount { handOn() }
  }

  func add(_ bytes: [UInt8]) {
    // A large piece needs no copy.
    if bytes.count >= Self.pieceByteCount {
      handOn()
      hand(bytes)
    } else {
      pending.append(contentsOf: bytes)
      if pending.count >= Self.pieceByteCount { handOn() }
    }
  }

  /// Ends the file; `slots` are the places in it where copies differ.
  func finish(slots: [String: Marker.Slot] = [:]) -> DisclosureFiles.File {
    handOn()
    target.end()
    return DisclosureFiles.File(
      name: name, byteCount: byteCount, slots: slots,
      hash: exchange(&hasher, with: Hasher256()).finish(),
      sha256: sha256?.finish() ?? [])
  }

  private func handOn() {
    guard !pending.isEmpty else { return }
    hand(pending)
    pending.removeAll(keepingCapacity: true)
  }

  private func hand(_ piece: [UInt8]) {
    hasher.update(piece.span)
    sha256?.update(piece)
    byteCount += piece.count
    target.take(piece)
  }
}

/// Where files go of which nobody wants more than where copies of them differ.
struct NoTarget: DisclosureTarget, DisclosureTargetFile {
  func begin(_ name: String) -> any DisclosureTargetFile { self }
  func take(_ piece: [UInt8]) {}
  func end() {}
}
