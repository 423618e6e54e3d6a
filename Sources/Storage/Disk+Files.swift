import Encoding
import Threads
import Words

extension Disk {
  /// A whole file of at most `limit` bytes.
  ///
  /// - Throws: `StorageError`, also where the file grew or shrank while it was read.
  package func read(_ path: String, limit: Int) throws(StorageError) -> [UInt8] {
    var reader = try openReader(path, limit: limit)
    var bytes = [UInt8](repeating: 0, count: reader.byteCount)
    _ = try reader.fill(&bytes)
    return bytes
  }

  /// What a file of at most `limit` bytes has from a place on; nothing where it ends before that.
  package func read(
    _ path: String, from start: Int, limit: Int
  ) throws(StorageError) -> [UInt8] {
    let file = try openForReading(path)
    guard file.byteCount <= limit else {
      throw StorageError(
        .tooLarge, "read", path, "\(file.byteCount) bytes, at most \(limit) allowed")
    }
    var bytes = [UInt8](repeating: 0, count: max(0, file.byteCount - start))
    var room = bytes.mutableSpan
    let count = try room.fill { filled, rest throws(StorageError) in
      try read(file, at: start + filled, into: &rest)
    }
    return Array(bytes[..<count])
  }

  /// The text of a table that the kernel shows as a file: such a file does not tell its size.
  package func readKernelTable(_ path: String, limit: Int) throws(StorageError) -> String {
    let file = try openForReading(path)
    var bytes = [UInt8](repeating: 0, count: limit)
    var room = bytes.mutableSpan
    let count = try room.fill { _, rest throws(StorageError) in try read(file, into: &rest) }
    guard count < limit else {
      throw StorageError(.tooLarge, "read", path, "\(limit) bytes or more")
    }
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  /// Writes a file so that after a crash there is the old one, the new one, or none, but never a
  /// part; returns once it is on the medium.
  package func writeDurably(
    _ bytes: Span<UInt8>, to path: String, replace: Bool = false
  ) throws(StorageError) {
    let temporary = "\(path).tmp"
    try removeFile(temporary)
    do {
      var writer = try openWriter(temporary)
      try writer.write(bytes)
      try writer.sync()
      try move(temporary, to: path, replace: replace)
    } catch {
      // The first error is the one to tell; a temporary file that stays does no harm.
      try? unlink(temporary)
      throw error
    }
    try syncFolder(Path.parent(of: path))
  }

  /// Writes a file of bytes that are not secret; see the other form.
  package func writeDurably(
    _ bytes: [UInt8], to path: String, replace: Bool = false
  ) throws(StorageError) {
    try writeDurably(bytes.span, to: path, replace: replace)
  }

  /// Writes new files side by side, for it is the medium that takes the time, each as
  /// `writeDurably` does.
  ///
  /// - Throws: What the first of them met, after all were tried.
  package func writeDurably(all files: [(path: String, bytes: [UInt8])]) throws(StorageError) {
    let results = Threads.map(files.count) { index in
      Result { () throws(StorageError) in
        try writeDurably(files[index].bytes, to: files[index].path)
      }
    }
    for result in results { try result.get() }
  }

  /// Adds bytes at the end of a file; they may still be lost in a crash.
  package func append(_ bytes: Span<UInt8>, to path: String) throws(StorageError) {
    let file = try openForAppending(path)
    try write(file, bytes)
  }

  /// Adds bytes at the end of a file and returns once they are on the medium.
  ///
  /// Where that fails the file is cut back, so that only a crash can leave a part of them.
  package func appendDurably(_ bytes: Span<UInt8>, to path: String) throws(StorageError) {
    let isNew = try info(path) == nil
    let file = try openForAppending(path)
    do {
      try write(file, bytes)
      try sync(file)
    } catch {
      // The first error is the one to tell; a part that stays is found when the file is read.
      try? truncate(file, to: file.byteCount)
      throw error
    }
    if isNew { try syncFolder(Path.parent(of: path)) }
  }

  /// Copies a file piece by piece to where none is; `each` sees the pieces.
  ///
  /// Returns once the copy is on the medium.
  package func copy(
    _ source: String, to target: String, each: (Span<UInt8>) -> Void = { _ in }
  ) throws(StorageError) {
    var pieces = try pieces(source)
    var writer = try openWriter(target)
    while let piece = try pieces.next() {
      each(piece.span)
      try writer.write(piece.span)
    }
    try writer.sync()
  }

  /// Moves a file or folder to a place where nothing is, or over a file; returns once the change
  /// is on the medium.
  package func rename(_ path: String, to target: String) throws(StorageError) {
    try move(path, to: target, replace: true)
    try syncFolder(Path.parent(of: target))
    if Path.parent(of: path) != Path.parent(of: target) {
      try syncFolder(Path.parent(of: path))
    }
  }

  /// Makes a folder where there is none, with the folders above it.
  package func makeFolder(_ path: String) throws(StorageError) {
    if let found = try info(path) {
      guard found.isFolder else {
        throw StorageError(.exists, "make the folder", path, "something else stands there")
      }
      return
    }
    let parent = Path.parent(of: path)
    if try info(parent) == nil { try makeFolder(parent) }
    try createFolder(path)
    try syncFolder(parent)
  }

  /// Removes a file; does nothing where there is none.
  package func removeFile(_ path: String) throws(StorageError) {
    do {
      try unlink(path)
    } catch  where error.kind == .missing {
      return
    }
  }

  /// Removes a file and returns once that is on the medium; does nothing where there is none.
  package func removeFileDurably(_ path: String) throws(StorageError) {
    try removeFile(path)
    try syncFolder(Path.parent(of: path))
  }

  /// Removes a folder with all that is in it, never following a link; does nothing where there is
  /// none.
  package func removeTree(_ path: String) throws(StorageError) {
    try removeTree(path, depth: 0)
  }

  private func removeTree(_ path: String, depth: Int) throws(StorageError) {
    guard depth < DiskLimit.maxDepth else {
      throw StorageError(.tooLarge, "remove", path, "nested more than \(DiskLimit.maxDepth) deep")
    }
    guard let found = try info(path) else { return }
    guard found.isFolder else { return try unlink(path) }
    for name in try list(path) { try removeTree("\(path)/\(name)", depth: depth + 1) }
    try removeFolder(path)
  }

  /// The absolute path with all links followed; nil where nothing is there.
  package func resolved(_ path: String) -> String? { System.resolved(path) }
}
