import Foundation
import TestSupport
import Testing

/// Under what the program is started.
private struct Circumstance: Sendable {
  let name: String
  /// A line of bash that starts `"$@"`; it is run in a folder that nobody can write to.
  let shell: String
  /// What is said instead of the usual: the code of the error, by the command.
  var codes: [String: String] = [:]
  /// Whether what is printed is what is printed usually.
  var isUsual = true

  private static let closed = Dictionary(
    uniqueKeysWithValues: OrdinaryStartTests.names.map { ($0, "output") })

  static let all =
    ["C", "C.UTF-8", "xx_YY.nonsense"].map {
      Circumstance(name: "locale \($0)", shell: "LC_ALL=\($0) LANG=\($0) exec \"$@\"")
    }
    + ["YES", "syslog", "stderr", "file"].map {
      Circumstance(name: "LIBDISPATCH_LOG \($0)", shell: "LIBDISPATCH_LOG=\($0) exec \"$@\"")
    } + [
      Circumstance(
        name: "locale zh_TW.UTF-8", shell: "LC_ALL=zh_TW.UTF-8 exec \"$@\"", isUsual: false),
      Circumstance(name: "input closed", shell: "exec \"$@\" <&-"),
      Circumstance(name: "messages closed", shell: "exec \"$@\" 2>&-"),
      Circumstance(name: "output closed", shell: "exec \"$@\" >&-", codes: closed),
      Circumstance(
        name: "all closed", shell: "\"$@\" <&- >&- 2>&-",
        codes: closed.mapValues { _ in "" }),
      Circumstance(name: "a terminal's name that is none", shell: "TERM=nonsense exec \"$@\""),
      Circumstance(name: "no environment", shell: "exec env -i \"$@\""),
      Circumstance(name: "8 MiB of locked memory", shell: "ulimit -l 8192; exec \"$@\""),
      Circumstance(
        name: "no locked memory", shell: "ulimit -l 0; exec \"$@\"",
        codes: ["key show": "memory-lock"]),
      Circumstance(name: "no home", shell: "unset HOME; exec \"$@\""),
      Circumstance(name: "a home that is read-only", shell: "HOME=$PWD exec \"$@\""),
      Circumstance(name: "the least priority", shell: "exec nice -n 19 \"$@\""),
    ]
}

@Suite(
  "The program starts for an ordinary user",
  .disabled(if: Sanitizer.isWatching, "a sanitizer has an environment and memory of its own"),
  .enabled(if: User.canOrdinaryRead, "\(User.hidden)"))
struct OrdinaryStartTests {
  static let names = ["--version", "status", "verify", "key show"]

  private let room: ElectionRoom
  private let lines: [[String]]

  init() throws {
    room = try ElectionRoom.begun()
    try room.fill()
    let package = try room.export()
    try FileManager.default.createDirectory(
      atPath: "\(room.path)/home", withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o500])
    try User.give(room.path)
    lines = [
      ["--version"], ["status"] + room.workspace, ["verify", package],
      ["key", "show", "\(Binary.vectors)/keys/web.key"],
    ]
  }

  private func run(_ shell: String, _ arguments: [String]) throws -> Peer.Output {
    let line = User.ordinary([
      "/usr/bin/env", "-i", "PATH=/usr/bin:/bin", "HOME=/", "/bin/bash", "-c",
      "cd '\(room.path)/home'; \(shell)", "bash", Binary.path,
    ])
    return try Peer.run(line[0], line.dropFirst() + arguments)
  }

  @Test("whatever the locale, the streams, the environment, the limits and the priority are")
  func circumstances() throws {
    for (name, arguments) in zip(Self.names, lines) {
      let usual = try run("exec \"$@\"", arguments)
      #expect(usual.status == 0 && !usual.stdout.isEmpty, "\(name): \(usual)")
      for circumstance in Circumstance.all {
        let output = try run(circumstance.shell, arguments)
        let what = "\(name), \(circumstance.name): \(output)"
        if let code = circumstance.codes[name] {
          #expect(output.status == 3 && output.stdout.isEmpty, "\(what)")
          #expect(code.isEmpty || output.stderr.contains("[\(code)]"), "\(what)")
        } else {
          #expect(output.status == 0, "\(what)")
          #expect(
            (output.stdout == usual.stdout) == circumstance.isUsual || name == "--version"
              || name == "key show", "\(what)")
          #expect(!output.stderr.contains("libdispatch"), "\(what)")
        }
      }
    }
  }
}
