import Cryptography
import Encoding
import Storage
import Words

/// One sealed file of a bundle on its way into the workspace or the vault: read once, copied while
/// its hash and, for ballots, their order are found out.
///
/// Unchecked: one thread runs it, and what it found is read after that thread has ended.
final class SealedCopy: @unchecked Sendable {
  /// Bytes read at a time, before rounding down to whole ballots.
  private static let bufferByteCount = 1 << 20

  private let folder: String
  private let name: String
  private let unit: Int
  private let target: String?
  private let disk: any Disk
  private let progress: @Sendable (Int) -> Void
  private var reader: FileReader
  private var order: BallotOrder?

  /// What the file's hash is, or why it could not be copied; set by `run`.
  private(set) var found: Result<Digest, BundleError>?
  /// The index of the first ballot that is not above the one before it.
  var firstViolation: Int? { order?.firstViolation }

  /// A copy of an opened file; without a target it is read and checked only.
  ///
  /// `ballotSize` is that of one sealed ballot, nil where the file holds none.
  init(
    _ reader: consuming FileReader, folder: String, name: String, ballotSize: Int?,
    to target: String?,
    disk: any Disk, progress: @escaping @Sendable (Int) -> Void
  ) {
    self.reader = reader
    self.folder = folder
    self.name = name
    unit = max(1, ballotSize ?? 1)
    order = ballotSize.map { BallotOrder(size: max(1, $0)) }
    self.target = target
    self.disk = disk
    self.progress = progress
  }

  /// Reads the file to its end; the copy is on the medium when this returns.
  func run() {
    found = Result { () throws(BundleError) in try copy() }
  }

  private func copy() throws(BundleError) -> Digest {
    // A ballot is larger than the buffer only in an election with a million options.
    let capacity = max(unit, Self.bufferByteCount / unit * unit)
    var buffer = [UInt8](repeating: 0, count: min(capacity, max(reader.byteCount, 1)))
    var hasher = Hasher256()
    var writer: FileWriter?
    do {
      if let target { writer = try disk.openWriter(target) }
    } catch { throw .storage(error) }
    var remaining = reader.byteCount
    while remaining > 0 {
      let wanted = min(buffer.count, remaining)
      do {
        var all = buffer.mutableSpan
        var chunk = all._mutatingExtracting(0..<wanted)
        guard try reader.fill(&chunk) == wanted else {
          throw StorageError(.failed, "read", "\(folder)/\(name)", "the file ended early")
        }
      } catch {
        throw .refused(
          Refusal(.media, folder: folder, file: name, problem: "\(describe(error))"))
      }
      let chunk = buffer.span.extracting(0..<wanted)
      hasher.update(chunk)
      order?.take(chunk)
      do { try writer?.write(chunk) } catch { throw .storage(error) }
      remaining -= wanted
      progress(wanted)
    }
    do { try writer?.sync() } catch { throw .storage(error) }
    return hasher.finish()
  }

  private func describe(_ error: any Error) -> Message {
    (error as? StorageError)?.report.message ?? "the medium cannot be read"
  }
}
