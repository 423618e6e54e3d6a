import Glibc

/// An open file; closed when it goes out of scope.
package struct OpenFile: ~Copyable, Sendable {
  package let path: String
  /// Its size when it was opened, in bytes.
  package let byteCount: Int
  package let descriptor: Int32

  package init(path: String, descriptor: Int32, byteCount: Int = 0) {
    self.path = path
    self.descriptor = descriptor
    self.byteCount = byteCount
  }

  deinit { _ = Glibc.close(descriptor) }
}

/// A lock that one program holds on a workspace until it goes out of scope.
package struct FileLock: ~Copyable, Sendable {
  let file: OpenFile
}
