package import Storage

/// Which files one command needs; the process denies itself all others.
///
/// They are what every program needs of the system, and what is allowed beside it.
package struct FileScope {
  package private(set) var rules: [AccessRule]
  /// Where what is asked for is looked up: what is there, and what lies beside it.
  package let disk: any Disk

  /// What the process may touch of the system: to read the time and people's languages, to ask at
  /// the terminal, and what `doctor` looks at.
  ///
  /// All of `/proc`, since the C library looks up memory and threads of its own there; into other
  /// processes Landlock lets nobody look.
  package static let system =
    [
      "/etc/ld.so.cache", "/etc/localtime", "/lib", "/lib64", "/usr/lib", "/usr/share/locale",
      "/usr/share/zoneinfo", "/usr/share/terminfo", "/etc/terminfo", "/proc", "/sys",
      "/dev/random", "/dev/urandom",
    ].map { AccessRule($0, .read) } + [
      AccessRule("/dev/tty", .terminal), AccessRule("/dev/null", [.read, .write]),
    ]

  private static let maxDepth = 64

  /// What every command may touch: the system, and the program itself.
  package init(disk: any Disk) throws(StorageError) {
    self.disk = disk
    rules = Self.system
    allow(try OwnProcess.executable(), .read)
  }

  /// Denies the process everything else, where the kernel can.
  package func apply() throws(StorageError) { _ = try Landlock.apply(rules) }

  /// Allows something of a file, or of everything below a folder.
  package mutating func allow(_ path: String, _ access: FileAccess) {
    rules.append(AccessRule(path, access))
  }

  /// Allows to read a file with the signatures that lie beside it.
  package mutating func allowSigned(_ path: String) {
    allow(path, .read)
    let folder = Path.parent(of: path)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    // A folder that cannot be listed is an error of the command, where it reads them.
    for other in (try? disk.list(folder)) ?? []
    where other.hasPrefix("\(name).") && other.hasSuffix(".minisig") {
      allow("\(folder)/\(other)", .read)
    }
  }

  /// Allows to read a file and then remove it.
  package mutating func allowRemoved(_ path: String) {
    allow(path, .read)
    allow(Path.parent(of: path), [.list, .remove])
  }

  /// Allows to write a file, in the nearest folder above it that is there.
  package mutating func allowNewFile(_ path: String) {
    allow(path, .read)
    allow(nearest(Path.parent(of: path)), [.list, .write])
  }

  /// Allows to write in a folder, or in the nearest one above it that is there.
  package mutating func allowNewFolder(_ path: String) { allow(nearest(path), [.read, .write]) }

  /// The folder itself, or the nearest one above it that is there.
  private func nearest(_ path: String) -> String {
    var path = path.isEmpty ? "." : path
    for _ in 0..<Self.maxDepth {
      if ((try? disk.info(path)) ?? nil) != nil { return path }
      path = Path.parent(of: path)
    }
    return path
  }
}
