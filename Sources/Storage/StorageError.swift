import CLinux
import Glibc
package import Words

/// An operation of the file system that failed.
package struct StorageError: ReportedError, Equatable {
  /// What kind of failure it is, as far as anybody acts on it.
  package enum Kind: String, Equatable, Sendable {
    case missing
    /// A link, folder, device or pipe where a regular file belongs.
    case unsafeFile = "unsafe-file"
    /// Larger than a file of this kind can be.
    case tooLarge = "too-large"
    case exists
    case full
    case readOnly = "read-only"
    /// This user, or this program, may not.
    case denied
    /// Somebody else writes to it.
    case locked
    case failed
  }

  package let kind: Kind
  /// What was tried, as a verb.
  package let operation: Message
  package let path: String
  /// The system's error number; 0 where the failure is not the system's.
  package let number: Int32
  private let problem: Message

  /// A failure of the system.
  package init(_ operation: Message, _ path: String, number: Int32) {
    kind =
      switch number {
      case ENOENT, ENOTDIR: .missing
      case ELOOP, EISDIR, ENXIO: .unsafeFile
      case EEXIST, ENOTEMPTY: .exists
      case ENOSPC, EDQUOT: .full
      case EROFS: .readOnly
      case EACCES, EPERM: .denied
      default: .failed
      }
    self.operation = operation
    self.path = path
    self.number = number
    problem =
      unsafe coldcount_error_text(number).map { Message(sentence: unsafe String(cString: $0)) }
      ?? "error \(number)"
  }

  /// A failure that this module found.
  package init(_ kind: Kind, _ operation: Message, _ path: String, _ problem: Message) {
    self.kind = kind
    self.operation = operation
    self.path = path
    number = 0
    self.problem = problem
  }

  package var report: Report {
    Report(
      kind == .missing || kind == .unsafeFile || kind == .tooLarge || kind == .exists
        ? .refused : .machine,
      code: kind == .failed ? "disk" : kind.rawValue,
      "cannot \(operation): \(problem)", place: "\(SafeText.escaped(path))", advice: advice)
  }

  private var advice: Message {
    switch kind {
    case .missing: "check the path and that the medium is plugged in"
    case .unsafeFile: "only regular files are read; set the medium aside"
    case .tooLarge: "this is not a file of the kind that belongs here"
    case .exists: "name another place; nothing is overwritten"
    case .full: "make room on the disk, then do the same again"
    case .readOnly: "use a medium that can be written to"
    case .locked: "let the other program finish, then do the same again"
    case .denied where number == EPERM:
      "check who owns it (ls -ld): only they can replace or remove it; or name another place"
    case .denied:
      "look whose it is and who may use it (ls -ld), and whether a link leads there: what the "
        + "command line does not name is closed to this program"
    case .failed: "check the medium and do the same again"
    }
  }
}
