import Encoding
import Foundation
import TestSupport
import Testing

/// The built program, run as people run it.
struct Binary {
  /// Beside the test runner, where the package manager puts it.
  static let path = Bundle.main.bundleURL.appending(path: "coldcount").path
  static let vectors = "\(Peer.packageRoot)/Tests/Vectors"

  /// What keeps the calls of all that is run meanwhile.
  @TaskLocal static var watch: CallWatch?

  /// What is started for a command line.
  static func line(_ arguments: [String]) throws -> [String] {
    try watch?.line(arguments) ?? [path] + arguments
  }

  /// Runs a command line; signals and crashes show as a status above 3.
  static func run(_ arguments: [String], input: String = "") throws -> Peer.Output {
    let line = try line(arguments)
    return try Peer.run(line[0], Array(line.dropFirst()), input: input)
  }

  /// Runs a command line that must not wait for what never comes.
  static func runInTime(_ arguments: [String]) throws -> Peer.Output {
    try Peer.run("/usr/bin/timeout", ["60", path] + arguments)
  }

  /// Runs a command line that must succeed.
  ///
  /// Gives its standard output.
  @discardableResult
  static func succeed(_ arguments: [String]) throws -> String {
    let output = try run(arguments)
    #expect(output.status == 0, "\(arguments): \(output.stderr)")
    return output.stdout
  }

  /// The one JSON document that a command prints.
  static func json(_ arguments: [String]) throws -> JSON {
    try JSON.parse(canonical: Array(succeed(arguments + ["--json"]).utf8))
  }

  /// The options of somebody who signs with the vectors' keys.
  static func signer(_ person: String) -> [String] {
    ["--as", person, "--key", "\(vectors)/keys/\(person).key"]
  }

  static func share(_ officer: String) -> [String] {
    ["--share", "\(vectors)/keys/shares/\(officer).txt"]
  }
}

/// A folder with a workspace of the vectors' election, removed with all that is in it.
struct Room {
  private let folder: TemporaryFolder
  var path: String { folder.path }
  var workspace: [String] { ["--workspace", "\(path)/count"] }

  init() throws {
    folder = try TemporaryFolder()
    try Binary.succeed([
      "init", "\(path)/count", "--election", "\(Binary.vectors)/election.json", "--vault",
      "\(path)/vault",
    ])
  }

  /// Imports all bundles and reconciles.
  func fill() throws {
    try Binary.succeed(
      ["import", "\(Binary.vectors)/media"] + workspace + Binary.signer("clerk-1"))
    try Binary.succeed(
      ["reconcile", "--vault-key", "\(Binary.vectors)/keys/vault.secret"] + workspace
        + Binary.signer("keeper"))
  }

  /// Counts and exports a signed package.
  func export() throws -> String {
    try Binary.succeed(
      ["count", "--stage", "electronic"] + Binary.share("officer-b") + Binary.share("officer-c")
        + workspace + Binary.signer("officer-b"))
    let package = "\(path)/package"
    for officer in ["officer-b", "officer-c"] {
      try Binary.succeed(
        ["sign", "\(path)/count/results/electronic/result.json"] + Binary.signer(officer))
    }
    try Binary.succeed(["export", package] + workspace + Binary.signer("officer-b"))
    for officer in ["officer-b", "officer-c"] {
      try Binary.succeed(["sign", "\(package)/B2SUMS"] + Binary.signer(officer))
    }
    return package
  }

  /// Exports what was counted once more, for the public, unsigned.
  func exportPublic() throws -> String {
    let package = "\(path)/public"
    try Binary.succeed(["export", "--public", package] + workspace + Binary.signer("officer-b"))
    return package
  }

  /// Every file below the folder with its bytes; the lock only says who held it last.
  func contents() throws -> [String: [UInt8]] {
    try folder.snapshot().filter { !$0.key.hasSuffix("/lock") }
  }
}
