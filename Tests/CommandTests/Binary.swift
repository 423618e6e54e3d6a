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
