import Storage
import Words

/// A folder that is there whole or not at all: its files are written into another one first.
struct NewFolder {
  private static let ending = ".unfinished"

  private let path: String
  private let disk: any Disk

  init(_ path: String, disk: any Disk) {
    // A slash at the end would put the other folder into this one.
    let name = path.dropLast(path.reversed().prefix { $0 == "/" }.count)
    self.path = name.isEmpty ? path : String(name)
    self.disk = disk
  }

  /// Writes files for everybody to read, in `folders` and beside them, and returns once they are on
  /// the medium.
  ///
  /// - Throws: `StorageError`, also where something else is there; then none of the files is.
  func fill(
    with files: [(name: String, bytes: [UInt8])], folders: [String]
  ) throws(StorageError) {
    let isThere = try disk.info(path) != nil
    let names = isThere ? try disk.list(path) : []
    guard names.allSatisfy({ $0 == Self.ending }) else {
      throw StorageError(.exists, "write to", path, "the folder is not empty")
    }
    // An empty folder may be all that the program can write to.
    let staging = isThere ? "\(path)/\(Self.ending)" : path + Self.ending
    try disk.removeTree(staging)
    do throws(StorageError) {
      try write(files, folders, to: staging)
      guard isThere else { return try disk.rename(staging, to: path) }
      let inside = Set(folders)
      for name in folders + files.map(\.name).filter({ !inside.contains(Path.parent(of: $0)) }) {
        try disk.move("\(staging)/\(name)", to: "\(path)/\(name)", replace: false)
      }
      try disk.removeFolder(staging)
      try disk.makePublic(path)
      try disk.syncFolder(path)
    } catch {
      // The first error is the one to tell; what stays, the next one removes.
      try? disk.removeTree(staging)
      throw error
    }
  }

  private func write(
    _ files: [(name: String, bytes: [UInt8])], _ folders: [String], to staging: String
  ) throws(StorageError) {
    try disk.makeFolder(staging)
    for folder in folders { try disk.makeFolder("\(staging)/\(folder)") }
    try disk.writeDurably(all: files.map { ("\(staging)/\($0.name)", $0.bytes) })
    for name in files.map(\.name) + folders { try disk.makePublic("\(staging)/\(name)") }
    try disk.makePublic(staging)
  }
}
