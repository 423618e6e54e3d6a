import Cryptography
import Encoding
import Mixnet
import Storage
import Words

/// One sealed file of a bundle on its way into the workspace or the vault: read once, copied while
/// its hash and, for ballots, their order are found out.
///
/// Unchecked: one thread runs it, and what it found is read after that thread has ended.
final class SealedCopy: @unchecked Sendable {
  /// Bytes read at a time, before rounding down to whole ballots.
  private static let pieceByteCount = 1 << 20

  private let folder: String
  private let name: String
  private let target: String?
  private let disk: any Disk
  private let progress: @Sendable (Int) -> Void
  private var pieces: FilePieces
  private var order: BallotOrder?
  private let ballotSize: Int
  private let check: BallotCheck?

  /// What the file's hash is, or why it could not be copied; set by `run`.
  private(set) var found: Result<Digest, BundleError>?
  /// The index of the first ballot that is not above the one before it.
  var firstViolation: Int? { order?.firstViolation }

  /// The ballots that nobody can read, by their indices; set by `run`.
  private(set) var unreadable: [Int] = []

  /// A copy of an opened file; without a target it is read and checked only.
  ///
  /// `ballotSize` is that of one sealed ballot, nil where the file holds none; `check` tells which of
  /// them can be read, where everybody can tell.
  init(
    _ reader: consuming FileReader, folder: String, name: String, ballotSize: Int?,
    check: BallotCheck? = nil, to target: String?,
    disk: any Disk, progress: @escaping @Sendable (Int) -> Void
  ) {
    let unit = max(1, ballotSize ?? 1)
    // A ballot is larger than that only in an election with a million options.
    pieces = FilePieces(reader, of: max(unit, Self.pieceByteCount / unit * unit))
    self.folder = folder
    self.name = name
    self.check = check
    self.ballotSize = unit
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
    var hasher = Hasher256()
    var count = 0
    var writer: FileWriter?
    do {
      if let target { writer = try disk.openWriter(target) }
    } catch { throw .storage(error) }
    while let piece = try next() {
      hasher.update(piece.span)
      order?.take(piece.span)
      if let check { look(at: piece, check, from: &count) }
      do { try writer?.write(piece.span) } catch { throw .storage(error) }
      progress(piece.count)
    }
    do { try writer?.sync() } catch { throw .storage(error) }
    return hasher.finish()
  }

  /// Tells on all cores which of the next ballots can be read.
  private func look(at piece: ArraySlice<UInt8>, _ check: BallotCheck, from count: inout Int) {
    let size = ballotSize
    let found = Workers().map(piece.count / size) { range in
      range.filter { index in
        let ballot = piece.span.extracting(size * index..<size * (index + 1))
        return check.ciphertexts(ballot) == nil
      }
    }
    unreadable += found.joined().map { count + $0 }
    count += piece.count / size
  }

  private func next() throws(BundleError) -> ArraySlice<UInt8>? {
    do {
      return try pieces.next()
    } catch {
      throw .refused(
        Refusal(.media, folder: folder, file: name, problem: error.report.message))
    }
  }
}
