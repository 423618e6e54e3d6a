import Cryptography
import Encoding
import Mixnet
import Storage
import Words

/// A file of a package from its beginning to its end, in stretches of whatever size is asked for.
final class StretchReader {
  private let name: String
  private var pieces: PackagePieces
  private var buffer: [UInt8] = []
  private var start = 0

  init(_ name: String, of folder: PackageFolder) throws(StorageError) {
    self.name = name
    pieces = try folder.pieces(name)
  }

  /// The next bytes.
  ///
  /// - Throws: `StorageError`, also where there are not as many: the file's size was looked at before.
  func next(_ count: Int) throws(StorageError) -> [UInt8] {
    while buffer.count - start < count {
      guard let piece = try pieces.next() else {
        throw StorageError(.failed, "read", name, "it answers differently when it is read again")
      }
      buffer.removeFirst(start)
      start = 0
      buffer.append(contentsOf: piece)
    }
    defer { start += count }
    return Array(buffer[start..<start + count])
  }

  /// The entries that the next section of a mix leaves; whether it proves them is not looked at.
  ///
  /// - Throws: `ProofRefusal` where a point or a scalar is none, `StorageError`.
  func outputs(of list: ListPlan, count: Int, _ workers: Workers) throws -> [Point] {
    let bytes = try next(MixSection.byteCount(entries: count, width: list.width))
    do throws(SectionFault) {
      return try MixSection(bytes, entries: count, width: list.width, workers).outputs
    } catch { throw ProofRefusal(error, name, list: list.name) }
  }

  /// Ends the file and gives its hash.
  ///
  /// - Throws: `StorageError`, also where it is not what it was when it was read before.
  func finish() throws(StorageError) -> Digest {
    while try pieces.next() != nil {}
    return pieces.digest
  }
}
