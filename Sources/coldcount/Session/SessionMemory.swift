import Encoding

/// What a session of the console knows beyond the journal: it makes proposals of it, nothing else.
struct SessionMemory: Equatable {
  let workspace: String
  let election: String?
  let vault: String?
  /// Whoever acted, the latest first, and the key file of each.
  var people: [String] = []
  var keys: [String: String] = [:]
  /// The folder that was exported to last.
  var package: String?
  /// The package that was verified and holds.
  var verified: String?

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
    case "sign", "count", "release", "import": verified = nil
    default: break
    }
  }
}
