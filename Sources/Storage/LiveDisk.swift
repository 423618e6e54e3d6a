import CLinux
import Glibc
import Words

/// The machine's own file system.
package struct LiveDisk: Disk {
  package init() {}

  package func openForReading(_ path: String) throws(StorageError) -> OpenFile {
    // Without O_NONBLOCK a pipe with nobody at its other end would hold up the count.
    let file = try regularFile(path, O_RDONLY | O_NONBLOCK, operation: "open")
    // A hint: nothing is lost where it is not taken.
    _ = posix_fadvise(file.descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    return file
  }

  package func create(_ path: String, readable: Bool) throws(StorageError) -> OpenFile {
    let flags = (readable ? O_RDWR : O_WRONLY) | O_CREAT | O_EXCL | O_NOFOLLOW
    return OpenFile(
      path: path,
      descriptor: try System.open(path, flags, mode: 0o600, operation: "make the file"))
  }

  package func openForAppending(_ path: String) throws(StorageError) -> OpenFile {
    try regularFile(path, O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK, operation: "open")
  }

  /// Opens what must be a regular file itself, not a link to one, with its size.
  private func regularFile(
    _ path: String, _ flags: Int32, operation: Message
  ) throws(StorageError) -> OpenFile {
    let descriptor = try System.open(path, flags | O_NOFOLLOW, mode: 0o600, operation: operation)
    var status = stat()
    let looked = Result { () throws(StorageError) in
      try System.call("look at", path) { unsafe fstat(descriptor, &status) }
    }
    let file = OpenFile(path: path, descriptor: descriptor, byteCount: Int(status.st_size))
    _ = try looked.get()
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw StorageError(.unsafeFile, operation, path, "not a regular file")
    }
    return file
  }

  package func read(
    _ file: borrowing OpenFile, into bytes: inout MutableSpan<UInt8>
  ) throws(StorageError) -> Int {
    try System.read(file.descriptor, file.path, into: &bytes)
  }

  package func read(
    _ file: borrowing OpenFile, at offset: Int, into bytes: inout MutableSpan<UInt8>
  ) throws(StorageError) -> Int {
    try System.read(file.descriptor, file.path, at: offset, into: &bytes)
  }

  package func write(
    _ file: borrowing OpenFile, _ bytes: Span<UInt8>
  ) throws(StorageError) {
    try System.write(file.descriptor, file.path, bytes)
  }

  package func truncate(
    _ file: borrowing OpenFile, to byteCount: Int
  ) throws(StorageError) {
    let descriptor = file.descriptor
    _ = try System.call("cut off", file.path) { ftruncate(descriptor, byteCount) }
  }

  package func sync(_ file: borrowing OpenFile) throws(StorageError) {
    let descriptor = file.descriptor
    _ = try System.call("sync", file.path) { fsync(descriptor) }
  }

  package func syncFolder(_ path: String) throws(StorageError) {
    let folder = OpenFile(
      path: path,
      descriptor: try System.open(path, O_RDONLY | O_DIRECTORY, operation: "open"))
    try sync(folder)
  }

  package func syncFileSystem(of path: String) throws(StorageError) {
    let folder = OpenFile(
      path: path,
      descriptor: try System.open(path, O_RDONLY | O_DIRECTORY, operation: "open"))
    let descriptor = folder.descriptor
    _ = try System.call("sync the medium of", path) { coldcount_syncfs(descriptor) }
  }

  package func dropCache(_ path: String) throws(StorageError) {
    let file = try openForReading(path)
    // Takes out what is on the medium already; where a file system keeps it all the same, what is
    // read back is what it holds.
    _ = posix_fadvise(file.descriptor, 0, 0, POSIX_FADV_DONTNEED)
  }

  package func move(
    _ path: String, to target: String, replace: Bool
  ) throws(StorageError) {
    do {
      _ = try System.call("move", target) {
        replace ? unsafe Glibc.rename(path, target) : unsafe coldcount_rename_new(path, target)
      }
    } catch {
      // Some media (NTFS through FUSE) cannot look and rename in one step: it takes two there.
      guard !replace, error.number == EINVAL else { throw error }
      guard try info(target) == nil else { throw StorageError("move", target, number: EEXIST) }
      try move(path, to: target, replace: true)
    }
  }

  package func createFolder(_ path: String) throws(StorageError) {
    _ = try System.call("make the folder", path) { unsafe mkdir(path, 0o700) }
  }

  package func makePublic(_ path: String) throws(StorageError) {
    let file = OpenFile(
      path: path,
      descriptor: try System.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, operation: "open"))
    let descriptor = file.descriptor
    let mode: mode_t = try info(path)?.isFolder == true ? 0o755 : 0o644
    do {
      _ = try System.call("open to everybody", path) { fchmod(descriptor, mode) }
    } catch  where [EPERM, ENOTSUP, ENOSYS].contains(error.number) {
      // A medium without owners and modes, such as FAT: everybody can read it anyway.
      return
    }
  }

  package func unlink(_ path: String) throws(StorageError) {
    _ = try System.call("remove", path) { unsafe Glibc.unlink(path) }
  }

  package func removeFolder(_ path: String) throws(StorageError) {
    _ = try System.call("remove", path) { unsafe rmdir(path) }
  }

  package func info(_ path: String) throws(StorageError) -> FileInfo? {
    var status = stat()
    do {
      _ = try System.call("look at", path) { unsafe lstat(path, &status) }
    } catch  where error.kind == .missing {
      return nil
    }
    let type = status.st_mode & S_IFMT
    return FileInfo(
      isFile: type == S_IFREG, isFolder: type == S_IFDIR, byteCount: Int(status.st_size),
      device: UInt64(status.st_dev), isOpenToOthers: status.st_mode & S_IROTH != 0,
      changed: Int64(status.st_ctim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_ctim.tv_nsec))
  }

  package func freeByteCount(_ path: String) throws(StorageError) -> Int {
    var status = statvfs()
    _ = try System.call("look for room at", path) { unsafe statvfs(path, &status) }
    let (count, isTooLarge) = UInt64(status.f_bavail).multipliedReportingOverflow(
      by: UInt64(status.f_frsize))
    return isTooLarge ? Int.max : Int(clamping: count)
  }

  package func list(_ path: String) throws(StorageError) -> [String] {
    let descriptor = try System.open(path, O_RDONLY | O_DIRECTORY, operation: "list")
    guard let folder = unsafe fdopendir(descriptor) else {
      let number = errno
      close(descriptor)
      throw StorageError("list", path, number: number)
    }
    defer { _ = unsafe closedir(folder) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(folder) else {
        let number = errno
        // What was interrupted is asked again from where it stood.
        if number == EINTR { continue }
        guard number == 0 else { throw StorageError("list", path, number: number) }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      }
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { text in
          unsafe String(cString: text)
        }
      }
      guard name != ".", name != ".." else { continue }
      names.append(name)
      guard names.count <= DiskLimit.maxNameCount else {
        throw StorageError(
          .tooLarge, "list", path, "more than \(DiskLimit.maxNameCount) names in one folder")
      }
    }
  }

  package func lock(_ path: String) throws(StorageError) -> FileLock {
    let file = try regularFile(path, O_RDWR | O_CREAT | O_NONBLOCK, operation: "lock")
    let descriptor = file.descriptor
    do {
      _ = try System.call("lock", path) { flock(descriptor, LOCK_EX | LOCK_NB) }
    } catch  where error.number == EWOULDBLOCK {
      // The holder may be writing its name just now: without it the message says less.
      let holder = (try? read(path, limit: LockHolder.maxByteCount)).flatMap(LockHolder.init)
      throw StorageError(
        .locked, "write", path, "\(holder?.words ?? "another process") is writing to it")
    }
    try truncate(file, to: 0)
    try System.write(descriptor, path, LockHolder.own.file.span)
    return FileLock(file: file)
  }
}
