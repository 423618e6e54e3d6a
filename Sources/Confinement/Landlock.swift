import CLinux
import Encoding
import Glibc
package import Storage
import Words

/// What may be done with files, as Landlock tells it apart (landlock(7)).
package struct FileAccess: OptionSet, Sendable {
  package let rawValue: UInt64

  package init(rawValue: UInt64) { self.rawValue = rawValue }

  private static func bits(_ bits: Int...) -> FileAccess {
    FileAccess(rawValue: bits.reduce(0) { $0 | 1 << UInt64($1) })
  }

  /// To read files and list folders.
  package static let read = bits(2, 3)
  package static let list = bits(3)
  /// To make, change, move and remove files and folders, but not to read them.
  package static let write = bits(1, 4, 5, 7, 8, 13, 14)
  /// To remove files.
  package static let remove = bits(5)
  /// To use a terminal that is opened.
  package static let terminal: FileAccess = [.read, bits(1, 15)]
  /// Everything that a kernel of this version can deny.
  static func all(version: Int) -> FileAccess {
    let count: UInt64 = version >= 5 ? 16 : version >= 3 ? 15 : 14
    return FileAccess(rawValue: 1 << count - 1)
  }
  /// What can be allowed of something that is no folder.
  static let ofFile = bits(0, 1, 2, 14, 15)
}

/// What is allowed of a file, or of everything below a folder.
package struct AccessRule: Equatable, Sendable {
  package let path: String
  package let access: FileAccess

  package init(_ path: String, _ access: FileAccess) {
    self.path = path
    self.access = access
  }
}

/// The kernel's limit on which files the process may open, which nothing can lift again.
package enum Landlock {
  /// The first version with which files can be moved from one folder to another.
  private static let leastVersion = 2

  /// The kernel's version of it; 0 where there is none that can be used.
  package static var version: Int {
    let version = Int(coldcount_landlock_version())
    return version >= leastVersion ? version : 0
  }

  /// Denies this thread, and those it makes from here on, every file but those of the rules.
  ///
  /// What is not there needs no rule and gets none. Gives false, and does nothing, where the kernel
  /// has no Landlock.
  ///
  /// - Throws: `StorageError` where the kernel has it and refuses.
  package static func apply(_ rules: [AccessRule]) throws(StorageError) -> Bool {
    let version = version
    guard version > 0 else { return false }
    let handled = FileAccess.all(version: version)
    // TCP from version 4 on; sockets by name and signals to others from version 6 on.
    let created = coldcount_landlock_create(
      handled.rawValue, version >= 4 ? 3 : 0, version >= 6 ? 3 : 0)
    guard created >= 0 else { throw failure(-created) }
    let ruleset = OpenFile(path: "landlock", descriptor: created)
    for rule in rules { try allow(rule, handled, ruleset.descriptor) }
    let problem = coldcount_landlock_enforce(ruleset.descriptor)
    guard problem == 0 else { throw failure(problem) }
    return true
  }

  private static func allow(
    _ rule: AccessRule, _ handled: FileAccess, _ ruleset: Int32
  ) throws(StorageError) {
    var descriptor: Int32
    repeat {
      descriptor = unsafe coldcount_open_path(rule.path)
    } while descriptor < 0 && errno == EINTR
    guard descriptor >= 0 else {
      let number = errno
      // What is not there, or not this user's, is told where it is used; what the machine lacks would
      // be told there as a file that is closed to this program.
      guard ![ENOMEM, EMFILE, ENFILE, EIO].contains(number) else {
        throw StorageError("open", rule.path, number: number)
      }
      return
    }
    let place = OpenFile(path: rule.path, descriptor: descriptor)
    var status = stat()
    guard unsafe fstat(place.descriptor, &status) == 0 else { throw failure(errno) }
    var access = rule.access.intersection(handled)
    if status.st_mode & S_IFMT != S_IFDIR { access.formIntersection(.ofFile) }
    guard !access.isEmpty else { return }
    let problem = coldcount_landlock_allow(ruleset, place.descriptor, access.rawValue)
    guard problem == 0 else { throw failure(problem) }
  }

  private static func failure(_ number: Int32) -> StorageError {
    StorageError("limit which files this program may open, by", "landlock", number: number)
  }
}
