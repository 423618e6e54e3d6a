import Encoding
import Storage

/// What a session of the console knows beyond the journal: it makes proposals of it, nothing else.
struct SessionMemory: Equatable {
  let workspace: String
  let election: String?
  let vault: String?
  /// The folder of a ceremony, or of what was carried to an officer's laptop; nil where none is named.
  var folder: String?
  /// Whether an officer mixed or opened in it just now.
  var isCarriedBack = false
  /// Whoever acted, the latest first, and the key file of each.
  var people: [String] = []
  var keys: [String: String] = [:]
  /// The folder that was exported to last.
  var package: String?
  /// The package that was verified and holds.
  var verified: String?
  /// What was imported from and had something in it that is refused, with all that lay there: it is
  /// not proposed again while nothing of that changes.
  var refused: [String: DiskTrace] = [:]

  /// Takes note of a command that refused something.
  mutating func noteRefused(_ line: [String], disk: any Disk) {
    guard line.first == "import", line.count > 1 else { return }
    refused[line[1]] = Self.trace(line[1], disk)
  }

  /// The same without what has changed since it was refused.
  func looked(at disk: any Disk) -> SessionMemory {
    var memory = self
    memory.refused = refused.filter { Self.trace($0.key, disk) == $0.value }
    return memory
  }

  private static func trace(_ path: String, _ disk: any Disk) -> DiskTrace {
    var trace = DiskTrace()
    trace.follow(path, disk: disk)
    return trace
  }

  /// Takes note of a command that was run with success.
  mutating func note(_ line: [String]) {
    let value = { (option: String) -> String? in
      guard let index = line.firstIndex(of: option), index + 1 < line.count else { return nil }
      return line[index + 1]
    }
    if let person = value("--as") {
      people = [person] + people.filter { $0 != person }
      if let key = value("--key") { keys[person] = key }
    }
    switch line.first {
    case "export" where line.count > 1: package = line[1]
    case "verify" where line.count > 1: verified = line[1]
    case "ceremony" where line.dropFirst().first == "begin": folder = value("--to")
    case "init": folder = nil
    case "mix", "open":
      isCarriedBack = line.dropFirst().first.map { !$0.hasPrefix("--") } ?? false
    case "sign", "count", "release", "import": verified = nil
    default: break
    }
  }
}
