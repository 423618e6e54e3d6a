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

  /// Has `make` write files for everybody to read, and returns once they are on the medium.
  ///
  /// - Throws: `StorageError`, also where something else is there, and what `make` throws; then none
  ///   of the files is.
  func fill<Made>(_ make: (StagedFolder) throws -> Made) throws -> Made {
    let isThere = try disk.info(path) != nil
    let names = isThere ? try disk.list(path) : []
    guard names.allSatisfy({ $0 == Self.ending }) else {
      throw StorageError(.exists, "write to", path, "the folder is not empty")
    }
    // An empty folder may be all that the program can write to.
    let staging = isThere ? "\(path)/\(Self.ending)" : path + Self.ending
    try disk.removeTree(staging)
    do {
      try disk.makeFolder(staging)
      let staged = StagedFolder(staging, disk: disk)
      let made = try make(staged)
      let names = try staged.finished()
      if isThere {
        for name in names {
          try disk.move("\(staging)/\(name)", to: "\(path)/\(name)", replace: false)
        }
        try disk.removeFolder(staging)
        try disk.makePublic(path)
        try disk.syncFolder(path)
      } else {
        try disk.rename(staging, to: path)
      }
      return made
    } catch {
      // The first error is the one to tell; what stays, the next one removes.
      try? disk.removeTree(staging)
      throw error
    }
  }
}
