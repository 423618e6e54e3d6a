import Cryptography
package import Encoding
package import Storage

/// Puts files into a package's folder, remembering the hash of each.
struct PackageWriter {
  let folder: String
  let disk: any Disk
  private var sums: [(name: String, hash: Digest)] = []

  /// The folder itself and those in it.
  private let folders: [String]

  init(folder: String, folders: [String], disk: any Disk) {
    self.folders = [folder] + folders.map { "\(folder)/\($0)" }
    self.folder = folder
    self.disk = disk
  }

  /// Makes the folder, lets its files be written, adds the list of their hashes, syncs the medium
  /// and reads everything back; gives the hash of the list.
  ///
  /// Where that fails nothing of it is left, so that it can be tried again on the same medium. There
  /// is no list where others write into the folder too.
  @discardableResult
  mutating func write(
    isListed: Bool = true, _ files: (inout PackageWriter) throws -> Void
  ) throws -> Digest {
    let wasThere = try disk.info(folder) != nil
    do {
      for path in folders { try disk.makeFolder(path) }
      try files(&self)
      return try finish(isListed: isListed)
    } catch {
      // What failed is the thing to tell; what cannot be removed either is named the next time.
      if wasThere {
        for name in (try? disk.list(folder)) ?? [] { try? disk.removeTree("\(folder)/\(name)") }
      } else {
        try? disk.removeTree(folder)
      }
      throw error
    }
  }

  /// Makes the folder anew and lets its files be written, for this machine alone: there is no list.
  mutating func prepare(_ files: (inout PackageWriter) throws -> Void) throws {
    try disk.removeTree(folder)
    for path in folders { try disk.makeFolder(path) }
    try files(&self)
    // What is told as done of these files outlives a power cut, and so must they.
    try disk.syncFileSystem(of: folder)
  }

  mutating func write(_ bytes: [UInt8], as name: String) throws(StorageError) {
    var writer = try disk.openWriter("\(folder)/\(name)")
    try writer.write(bytes.span)
    try writer.sync()
    sums.append((name, Digest.of(bytes)))
  }

  mutating func copy(_ source: String, as name: String) throws(StorageError) {
    var hasher = Hasher256()
    try disk.copy(source, to: "\(folder)/\(name)") { hasher.update($0) }
    sums.append((name, hasher.finish()))
  }

  /// Copies the codes of a tracking list without the word behind each.
  mutating func copyCodes(_ source: String, as name: String) throws(StorageError) {
    var pieces = try disk.pieces(source)
    var writer = try HashedWriter("\(folder)/\(name)", disk: disk)
    var codes: [UInt8] = []
    var isCode = true
    while let piece = try pieces.next() {
      codes.removeAll(keepingCapacity: true)
      for byte in piece {
        if byte == UInt8(ascii: " ") { isCode = false }
        if byte == UInt8(ascii: "\n") { isCode = true }
        if isCode { codes.append(byte) }
      }
      try writer.write(codes.span)
    }
    sums.append((name, try writer.finish()))
  }

  /// Writes B2SUMS, syncs the medium, and reads every file back.
  private mutating func finish(isListed: Bool) throws -> Digest {
    let lines = sums.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
      .map { "\($0.hash)  \($0.name)\n" }
    let list = Array(lines.joined().utf8)
    let expected = sums
    if isListed { try write(list, as: "B2SUMS") }
    for path in folders { try disk.makePublic(path) }
    for (name, _) in sums { try disk.makePublic("\(folder)/\(name)") }
    try disk.syncFileSystem(of: folder)
    for (name, _) in sums { try disk.dropCache("\(folder)/\(name)") }
    for (name, hash) in expected {
      guard try disk.hash("\(folder)/\(name)") == hash else {
        throw CountingError.damaged(path: "\(folder)/\(name)")
      }
    }
    return Digest.of(list)
  }
}

extension Disk {
  /// The hash of a file, read piece by piece.
  package func hash(_ path: String) throws(StorageError) -> Digest {
    var pieces = try pieces(path)
    return try Digest.of { () throws(StorageError) in try pieces.next() }
  }
}
