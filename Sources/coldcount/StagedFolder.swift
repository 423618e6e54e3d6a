import Disclosure
import Storage
import Synchronization

/// The folder in which files are made until all are there; each is on the medium when it is ended.
final class StagedFolder: DisclosureTarget {
  private struct State {
    /// What was begun, in order.
    var files: [String] = []
    var folders: [String] = []
    /// What went wrong first; nothing is written any more after it.
    var failure: StorageError?
  }

  private let path: String
  private let disk: any Disk
  private let state = Mutex(State())

  init(_ path: String, disk: any Disk) {
    self.path = path
    self.disk = disk
  }

  /// Begins a file, in a folder where its name has one.
  func begin(_ name: String) -> any DisclosureTargetFile { StagedFile(name, in: self) }

  /// Writes a whole file.
  func add(_ name: String, _ bytes: [UInt8]) {
    let file = begin(name)
    file.take(bytes)
    file.end()
  }

  /// Takes files out again, and the folders that are empty then.
  func remove(_ names: [String]) throws(StorageError) {
    for name in names { try disk.unlink("\(path)/\(name)") }
    let gone = Set(names)
    let (files, folders) = state.withLock { state in
      state.files.removeAll(where: gone.contains)
      return (state.files, state.folders)
    }
    let kept = Set(files.map { Path.parent(of: $0) })
    for folder in folders where !kept.contains(folder) {
      try disk.removeFolder("\(path)/\(folder)")
    }
    state.withLock { $0.folders.removeAll { !kept.contains($0) } }
  }

  /// The names in the folder, folders first, then files in the order in which they were begun; all of
  /// it is on the medium.
  func finished() throws(StorageError) -> [String] {
    let made = state.withLock(\.self)
    if let failure = made.failure { throw failure }
    for folder in made.folders {
      try disk.makePublic("\(path)/\(folder)")
      try disk.syncFolder("\(path)/\(folder)")
    }
    try disk.makePublic(path)
    try disk.syncFolder(path)
    return made.folders + made.files.filter { !$0.contains("/") }
  }

  /// Does something of which only the first failure is told.
  fileprivate func attempt(_ act: () throws(StorageError) -> Void) {
    guard state.withLock({ $0.failure == nil }) else { return }
    do throws(StorageError) {
      try act()
    } catch {
      state.withLock { if $0.failure == nil { $0.failure = error } }
    }
  }

  /// Opens a new file, in a folder that is made where it is not there.
  fileprivate func open(_ name: String) throws(StorageError) -> FileWriter {
    let folder = Path.parent(of: name)
    try state.withLock { state throws(StorageError) in
      state.files.append(name)
      guard name.contains("/"), !state.folders.contains(folder) else { return }
      try disk.makeFolder("\(path)/\(folder)")
      state.folders.append(folder)
    }
    return try disk.openWriter("\(path)/\(name)")
  }

  fileprivate func makePublic(_ name: String) throws(StorageError) {
    try disk.makePublic("\(path)/\(name)")
  }
}

/// A file of it while it is written.
private final class StagedFile: DisclosureTargetFile {
  private let name: String
  private let folder: StagedFolder
  private var writer: FileWriter?

  init(_ name: String, in folder: StagedFolder) {
    self.name = name
    self.folder = folder
    folder.attempt { () throws(StorageError) in writer = try folder.open(name) }
  }

  func take(_ piece: [UInt8]) {
    folder.attempt { () throws(StorageError) in try writer?.write(piece.span) }
  }

  func end() {
    folder.attempt { () throws(StorageError) in
      try folder.makePublic(name)
      try writer?.sync()
    }
    writer = nil
  }
}
