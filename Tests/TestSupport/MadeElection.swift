package import Encoding
import Foundation

/// An election that the program makes from its draft in a folder of its own: everybody's keys, the
/// pepper, the ceremony with the officers' shares as words, and the workspace.
///
/// Everybody's signing key is unencrypted; the vault key lies under the passphrase of a file.
package final class MadeElection {
  /// Runs a command that must succeed, and gives what it prints.
  package typealias Program = ([String]) throws -> String

  private static let pepperByte = 0x5a

  package let path: String
  /// The words of each officer's share, in the order of the officers.
  package private(set) var shareWords: [String] = []
  private let officers: [String]
  private let run: Program

  package var definition: String { "\(path)/made/election.json" }
  package var workspace: [String] { ["--workspace", "\(path)/count"] }
  package var pepper: [String] { ["--pepper", "\(path)/pepper.hex"] }
  package var passphrase: [String] { ["--passphrase-file", "\(path)/passphrase.txt"] }
  package var shares: [String] { officers.flatMap { ["--share", "\(path)/\($0).txt"] } }

  /// Makes the election of a draft, which gets what is made for it: the keys of its people and
  /// collectors, and the hash of the pepper.
  package init(
    _ name: String, officers: [String], clerk: String, run: @escaping Program,
    draft: (MadeElection) throws -> JSON
  ) throws {
    path = NSTemporaryDirectory() + "coldcount-\(name)-" + UUID().uuidString
    self.officers = officers
    self.run = run
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let byte = String(Self.pepperByte, radix: 16)
    try write(String(repeating: byte, count: 32) + "\n", "pepper.hex")
    try write("for the tests\n", "passphrase.txt")
    try write(String(decoding: try draft(self).canonical, as: UTF8.self), "draft.json")
    let words = try run(
      ["ceremony", "\(path)/draft.json", "--to", "\(path)/made", "--words"] + passphrase
    ).split(separator: "\n").map(String.init)
    for officer in officers {
      guard let place = words.firstIndex(of: "\(officer):"), words.indices.contains(place + 1)
      else { throw Missing(officer: officer) }
      try write(words[place + 1] + "\n", "\(officer).txt")
      shareWords.append(words[place + 1])
      _ = try run(["sign", definition] + signer(officer))
    }
    _ = try run(
      ["init", "\(path)/count", "--election", definition, "--vault", "\(path)/vault"]
        + signer(clerk))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The ceremony printed no words for an officer.
  private struct Missing: Error { let officer: String }

  package func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
  }

  package func signer(_ person: String) -> [String] {
    ["--as", person, "--key", "\(path)/keys/\(person).key"]
  }

  /// Makes a new key of this name; gives the public one.
  package func key(_ name: String) throws -> JSON {
    _ = try run(["key", "new", name, "--no-passphrase", "--to", "\(path)/keys"])
    let file = try String(contentsOfFile: "\(path)/keys/\(name).pub", encoding: .utf8)
    return .string(String(file.split(separator: "\n")[1]))
  }

  /// A person of the draft, with a new key.
  package func person(_ id: String, _ role: String, name: JSON) throws -> JSON {
    ["id": .string(id), "name": name, "role": .string(role), "publicKey": try key(id)]
  }

  /// The hash of the pepper, by another implementation.
  package func pepperHash() throws -> JSON {
    .string(
      try Peer.run(
        script: """
          import hashlib
          pepper = b'coldcount/pepper/1\\n' + bytes([\(Self.pepperByte)] * 32)
          print(hashlib.blake2b(pepper, digest_size=32).hexdigest())
          """))
  }
}
