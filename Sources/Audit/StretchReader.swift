import Cryptography
import Encoding
import Mixnet
import Storage
import Words

/// A file of a package from its beginning to its end, in stretches of whatever size is asked for.
final class StretchReader {
  private let name: String
  private var pieces: PackagePieces
  private var piece: ArraySlice<UInt8> = []

  init(_ name: String, of folder: PackageFolder) throws(StorageError) {
    self.name = name
    pieces = try folder.pieces(name)
  }

  /// The next bytes.
  ///
  /// - Throws: `StorageError`, also where there are not as many: the file's size was looked at before.
  func next(_ count: Int) throws(StorageError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    while bytes.count < count { bytes += try part(atMost: count - bytes.count) }
    return bytes
  }

  /// Some of the next bytes, one at least, so that a long stretch never lies in memory as a whole.
  ///
  /// - Throws: as `next`.
  func part(atMost count: Int) throws(StorageError) -> ArraySlice<UInt8> {
    if piece.isEmpty {
      guard let next = try pieces.next() else {
        throw StorageError(.failed, "read", name, "it answers differently when it is read again")
      }
      piece = next
    }
    let part = piece.prefix(count)
    piece = piece.dropFirst(part.count)
    return part
  }

  /// Passes over the next bytes.
  ///
  /// - Throws: as `next`.
  func skip(_ count: Int) throws(StorageError) {
    var left = count
    while left > 0 { left -= try part(atMost: left).count }
  }

  /// The next section of a mix.
  ///
  /// - Throws: `ProofRefusal` where a point or a scalar is none, `StorageError`.
  func section(of list: ListPlan, count: Int, _ workers: Workers) throws -> MixSection {
    do {
      return try MixSection(entries: count, width: list.width, workers) { try next($0) }
    } catch let fault as SectionFault {
      throw ProofRefusal(fault, name, list: list.name)
    }
  }

  /// The entries that the next section of a mix leaves; whether it proves them is not looked at.
  ///
  /// - Throws: `ProofRefusal` where a point or a scalar is none, `StorageError`.
  func outputs(of list: ListPlan, count: Int, _ workers: Workers) throws -> [Point] {
    try section(of: list, count: count, workers).outputs
  }

  /// Ends the file and gives its hash.
  ///
  /// - Throws: `StorageError`, also where it is not what it was when it was read before.
  func finish() throws(StorageError) -> Digest {
    while try pieces.next() != nil {}
    return pieces.digest
  }
}
