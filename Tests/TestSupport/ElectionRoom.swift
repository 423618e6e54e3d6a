package import Encoding
import Foundation

/// A count in a folder of its own, done step by step with the program, as its people do it.
///
/// The workspace is `count` and the vault `vault`. Everybody's signing key is unencrypted, so that
/// nothing asks. Each election that a test counts with the program is one of these, whether its
/// definition is that of the vectors or was made for the test.
package final class ElectionRoom {
  /// Runs a command line to its end.
  package typealias Program = ([String]) throws -> Peer.Output

  /// The people who act in a room, and with what.
  package struct People {
    /// The folder of their signing keys, `<id>.key`.
    package let keys: String
    /// Who open and sign, the first of them first.
    package let officers: [String]
    /// Who key and import; the first imports.
    package let clerks: [String]
    package let keeper: String
    /// The options that name the custodian's key.
    package let vaultKey: [String]
    /// Where the words of an officer's share are.
    package let share: @Sendable (String) -> String
  }

  /// A command that had to succeed and did not.
  package struct Refused: Error, CustomStringConvertible {
    package let description: String
  }

  package let definition: String
  package let people: People
  private let folder: TemporaryFolder
  private let run: Program

  package var path: String { folder.path }

  package var workspace: [String] { ["--workspace", "\(path)/count"] }
  package var vaultKey: [String] { people.vaultKey }
  package var shares: [String] { people.officers.flatMap { ["--share", people.share($0)] } }

  /// A new folder, of a short path that is of the same length each time, for screens that show it.
  static func folder() throws -> TemporaryFolder {
    try TemporaryFolder(at: "/tmp/room-" + UUID().uuidString.lowercased().prefix(8))
  }

  init(_ folder: TemporaryFolder, definition: String, people: People, run: @escaping Program) {
    self.folder = folder
    self.definition = definition
    self.people = people
    self.run = run
  }

  package func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
  }

  /// The options of somebody who signs.
  package func signer(_ person: String) -> [String] {
    ["--as", person, "--key", "\(people.keys)/\(person).key"]
  }

  private var officer: [String] { workspace + signer(people.officers[0]) }

  @discardableResult
  package func succeed(_ arguments: [String]) throws -> String {
    let output = try run(arguments)
    guard output.status == 0 else {
      throw Refused(description: "\(arguments.joined(separator: " ")): \(output.stderr)")
    }
    return output.stdout
  }

  /// Makes the workspace and its vault.
  package func begin() throws {
    try succeed(
      ["init", "\(path)/count", "--election", definition, "--vault", "\(path)/vault"]
        + signer(people.clerks[0]))
  }

  /// Imports what is on a stick.
  package func take(_ stick: String) throws {
    try succeed(["import", stick] + workspace + signer(people.clerks[0]))
  }

  /// Has everybody who keys bring in the same sheets and accounts.
  package func key(_ table: PaperTable) throws {
    try write(table.sheets, "sheets.csv")
    try write(table.accounts, "accounts.csv")
    for line in [["import", "\(path)/sheets.csv"], ["account", "\(path)/accounts.csv"]] {
      for clerk in people.clerks { try succeed(["paper"] + line + workspace + signer(clerk)) }
    }
  }

  /// Gives what `reconcile` prints, as one JSON document.
  @discardableResult
  package func reconcile() throws -> JSON {
    let printed = try succeed(
      ["reconcile", "--json"] + vaultKey + workspace + signer(people.keeper))
    return try JSON.parse(canonical: Array(printed.utf8))
  }

  package func count(_ stage: String, _ more: [String] = []) throws -> Peer.Output {
    try run(["count", "--stage", stage] + more + shares + officer)
  }

  package func release(_ more: [String] = []) throws -> Peer.Output {
    try run(["release"] + more + shares + officer)
  }

  /// Has as many officers sign a file as open a count.
  package func sign(_ file: String) throws {
    for person in people.officers { try succeed(["sign", file] + workspace + signer(person)) }
  }

  /// Makes an amendment, has it signed, and takes it in.
  package func amend(_ changes: [String], reason: String = "It was decided") throws {
    let printed = try succeed(
      ["amend", "--json", "--reason", reason, "--to", path]
        + changes.flatMap { ["--change", $0] } + workspace)
    guard let file = try JSON.parse(canonical: Array(printed.utf8))["amendment"]?.string else {
      throw Refused(description: "no amendment in \(printed)")
    }
    try sign(file)
    try succeed(["amend", file] + workspace + signer(people.clerks[0]))
  }

  /// Exports the signed result of a stage into a folder of this name, signed too.
  ///
  /// Gives the folder.
  package func package(
    _ stage: String, _ more: [String] = [], to name: String = "package-\(UUID().uuidString)"
  ) throws -> String {
    try sign("\(path)/count/results/\(stage)/result.json")
    let target = "\(path)/\(name)"
    try succeed(["export", target, "--stage", stage] + more + officer)
    try sign("\(target)/B2SUMS")
    return target
  }

  /// Exports what was counted for the public, unsigned; gives the folder.
  package func publicPackage() throws -> String {
    let target = "\(path)/public"
    try succeed(["export", "--public", target] + officer)
    return target
  }

  /// A result of the workspace as it is written.
  package func result(_ stage: String) throws -> JSON {
    try JSON.parse(
      canonical: Array(
        Data(contentsOf: URL(filePath: "\(path)/count/results/\(stage)/result.json"))))
  }

  /// Every file below the folder with its bytes; the lock only says who held it last.
  package func contents() throws -> [String: [UInt8]] {
    try folder.snapshot().filter { !$0.key.hasSuffix("/lock") }
  }
}
