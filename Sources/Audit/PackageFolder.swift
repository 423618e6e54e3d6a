import Cryptography
import Encoding
import Storage
import Words

extension JSON {
  /// Reads canonical JSON, noting why it is none.
  static func parse(_ bytes: [UInt8], noting problems: inout [Message]) -> JSON? {
    do {
      return try JSON.parse(canonical: bytes)
    } catch {
      problems.append(error.message)
      return nil
    }
  }
}

/// The files of a package as they lie there, of which nothing is believed.
struct PackageFolder {
  /// Files that one package may hold.
  static let maxFileCount = 100_000
  /// The largest file that is read into memory, in bytes.
  static let maxByteCount = 1 << 28
  private static let maxSignatureByteCount = 10_240

  let path: String
  let disk: any Disk
  /// Every regular file, by its name from the package's folder on.
  private(set) var names: [String] = []
  /// Links, devices and whatever else does not belong there.
  private(set) var problems: [Message] = []
  /// What a desktop or a system left in the folder for itself; it is not looked into.
  private(set) var litter: [String] = []
  private let seen = SeenFiles()

  init(_ path: String, disk: any Disk) throws(StorageError) {
    self.path = path
    self.disk = disk
    for name in try disk.list(path) { try add(name, depth: 0) }
    names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    litter.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private mutating func add(_ name: String, depth: Int) throws(StorageError) {
    guard !Litter.isLitter(name) else { return litter.append(name) }
    guard let found = try disk.info("\(path)/\(name)") else { return }
    if found.isFile {
      names.append(name)
      guard names.count <= Self.maxFileCount else {
        throw StorageError(.tooLarge, "list", path, "more than \(Self.maxFileCount) files")
      }
    } else if found.isFolder, depth < 2 {
      for inner in try disk.list("\(path)/\(name)") {
        try add("\(name)/\(inner)", depth: depth + 1)
      }
    } else {
      problems.append("\(SafeText.escaped(name)) is a link, a device or too deep a folder")
    }
  }

  /// The first file that was to be read and that this user may not read.
  var denial: StorageError? { seen.denial }

  /// A whole file; nil where it is not there, cannot be read, or is not what it was when it was read
  /// before.
  func read(_ name: String, limit: Int = maxByteCount) -> [UInt8]? {
    if let bytes = seen.bytes(of: name) { return bytes.count <= limit ? bytes : nil }
    do {
      let bytes = try disk.read("\(path)/\(name)", limit: limit)
      guard seen.isSame(Digest.of(bytes), name) else { return nil }
      seen.keep(bytes, of: name)
      return bytes
    } catch {
      seen.note(error)
      return nil
    }
  }

  /// The hash of a file: of the bytes that everything else is checked on, whenever they are read.
  func hash(_ name: String) throws(StorageError) -> Digest {
    if let digest = seen.digest(of: name) { return digest }
    let size = try disk.info("\(path)/\(name)")?.byteCount ?? 0
    if size <= SeenFiles.maxKeptByteCount, let bytes = read(name) { return Digest.of(bytes) }
    var digest = Digest.of([])
    try forEachPiece(name, { _ in }) { digest = $0 }
    return digest
  }

  /// Gives a file piece by piece.
  ///
  /// - Throws: `StorageError` where it cannot be read, and after the last piece where it is not what
  ///   it was when it was read before.
  func forEachPiece(
    _ name: String, _ body: (Span<UInt8>) -> Void, then: (Digest) -> Void = { _ in }
  ) throws(StorageError) {
    var pieces = try pieces(name)
    while let piece = try pieces.next() { body(piece.span) }
    then(pieces.digest)
  }

  /// A file to be read piece by piece; see `forEachPiece`.
  func pieces(_ name: String) throws(StorageError) -> PackagePieces {
    try PackagePieces(name, of: self, seen: seen)
  }

  /// Who signed a file, from the names of the signatures beside it.
  func signers(of name: String) -> [String] {
    // Sorted, what begins alike lies together.
    let start = "\(name)."
    var (first, end) = (0, names.count)
    while first < end {
      let middle = (first + end) / 2
      if names[middle].utf8.lexicographicallyPrecedes(start.utf8) {
        first = middle + 1
      } else {
        end = middle
      }
    }
    return names[first...].prefix { $0.hasPrefix(start) }.compactMap { file in
      guard file.hasSuffix(".minisig") else { return nil }
      let person = String(file.dropFirst(name.count + 1).dropLast(".minisig".count))
      return person.contains("/") || person.isEmpty ? nil : person
    }
  }

  /// A signature file; nil where it cannot be read.
  func signature(of name: String, by person: String) -> [UInt8]? {
    read("\(name).\(person).minisig", limit: Self.maxSignatureByteCount)
  }
}

/// A file of a package as it is read piece by piece: what was kept of it, or the medium's, which has
/// to come to the same hash as before.
struct PackagePieces: PieceSource, ~Copyable {
  private let name: String
  private let folder: PackageFolder
  private let seen: SeenFiles
  /// What was kept of it and is still to be given.
  private var kept: ArraySlice<UInt8> = []
  private var pieces: FilePieces?
  private var hasher = Hasher256()
  /// The hash of the file, once it ended.
  private(set) var digest = Digest.of([])

  fileprivate init(
    _ name: String, of folder: PackageFolder, seen: SeenFiles
  ) throws(StorageError) {
    self.name = name
    self.folder = folder
    self.seen = seen
    if let bytes = seen.bytes(of: name) {
      kept = bytes[...]
    } else {
      do {
        pieces = try folder.disk.pieces("\(folder.path)/\(name)")
      } catch {
        seen.note(error)
        throw error
      }
    }
  }

  /// The next piece; nil at the end.
  ///
  /// - Throws: `StorageError` where it cannot be read, and at the end where it is not what it was
  ///   when it was read before.
  mutating func next() throws(StorageError) -> ArraySlice<UInt8>? {
    var piece = try pieces?.next()
    if piece == nil, !kept.isEmpty { piece = exchange(&kept, with: []) }
    if let piece {
      hasher.update(piece.span)
      return piece
    }
    digest = exchange(&hasher, with: Hasher256()).finish()
    guard seen.isSame(digest, name) else {
      throw StorageError(
        .failed, "read", "\(folder.path)/\(name)", "it answers differently when it is read again")
    }
    return nil
  }
}
