import CLinux
import Glibc
import Words

/// The raw calls, in one place: -1 becomes an error, an interrupted call is made again.
enum System {
  /// Makes a call that answers -1 on failure.
  static func call<T: BinaryInteger>(
    _ operation: Message, _ path: String, _ body: () -> T
  ) throws(StorageError) -> T {
    while true {
      let result = body()
      if result != -1 { return result }
      let number = errno
      guard number == EINTR else { throw StorageError(operation, path, number: number) }
    }
  }

  static func open(
    _ path: String, _ flags: Int32, mode: UInt32 = 0, operation: Message
  ) throws(StorageError) -> Int32 {
    try call(operation, path) { unsafe coldcount_open(path, flags | O_CLOEXEC | O_NOCTTY, mode) }
  }

  /// Reads some bytes from a place in a file; 0 at or beyond its end.
  static func read(
    _ descriptor: Int32, _ path: String, at offset: Int, into bytes: inout MutableSpan<UInt8>
  ) throws(StorageError) -> Int {
    try unsafe bytes.withUnsafeMutableBytes { buffer throws(StorageError) in
      guard let base = buffer.baseAddress, offset >= 0 else { return 0 }
      let count = buffer.count
      return try call("read", path) { unsafe pread(descriptor, base, count, offset) }
    }
  }

  /// Reads at most as much as fits.
  ///
  /// Gives the number of bytes read; 0 at the end.
  static func read(
    _ descriptor: Int32, _ path: String, into bytes: inout MutableSpan<UInt8>
  ) throws(StorageError) -> Int {
    try unsafe bytes.withUnsafeMutableBytes { buffer throws(StorageError) in
      guard let base = buffer.baseAddress else { return 0 }
      return try call("read", path) { unsafe Glibc.read(descriptor, base, buffer.count) }
    }
  }

  /// Writes everything.
  static func write(
    _ descriptor: Int32, _ path: String, _ bytes: Span<UInt8>
  ) throws(StorageError) {
    try unsafe bytes.withUnsafeBytes { buffer throws(StorageError) in
      var written = 0
      while written < buffer.count, let base = buffer.baseAddress {
        let count = try call("write", path) {
          unsafe Glibc.write(descriptor, base + written, buffer.count - written)
        }
        guard count > 0 else { throw StorageError("write", path, number: ENOSPC) }
        written += count
      }
    }
  }

  /// The absolute path with all links followed; nil where nothing is there.
  static func resolved(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }
}
