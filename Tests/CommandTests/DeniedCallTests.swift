import Console
import Foundation
import TestSupport
import Testing

@testable import coldcount

/// The calls of every command, seen as an ordinary user, whom the kernel and the runtime treat
/// otherwise than root.
@Suite(
  "What an ordinary user's commands ask of the kernel",
  .disabled(if: Sanitizer.isWatching, "a sanitizer makes calls of its own"),
  .enabled(if: User.canOrdinaryRead, "\(User.hidden)"))
struct DeniedCallTests {
  /// The names in the filter's table.
  private static func denied() throws -> Set<String> {
    let header = try String(
      contentsOfFile: "\(Peer.packageRoot)/Sources/CLinux/confine.h", encoding: .utf8)
    let start = "coldcount_denied_calls[] = {"
    let rows = try #require(
      header.split(separator: start).dropFirst().first?.split(separator: "};").first)
    return Set(rows.matches(of: /\bSYS_(\w+)/).map { String($0.output.1) })
  }

  @Test("No command makes a call that the filter denies, from the keys to the destroyed vault")
  func everyCommand() throws {
    let watch = try CallWatch()
    try Binary.$watch.withValue(watch) {
      try count()
      try petition()
      try terminal()
    }
    #expect(watch.commands == Set(Commands.table.commands.map(\.name)))
    let denied = try Self.denied()
    #expect(denied.count > 70 && denied.isSuperset(of: ["socket", "connect", "sendto", "execve"]))
    for record in try watch.records() {
      let calls = record.calls
      // The program itself is executed; and what is looked for could be seen.
      #expect(calls["execve"] == 1 && calls["seccomp"] == 1, "\(record)")
      #expect(denied.intersection(calls.keys) == ["execve"], "\(record)")
    }
  }

  /// Runs a command line that need not come to anything, but may not be ended.
  private func run(_ arguments: [String], input: String = "") throws {
    let output = try Binary.run(arguments, input: input)
    #expect((0...3).contains(output.status), "\(arguments): \(output)")
    #expect(!output.stderr.contains("[crash"), "\(arguments): \(output)")
  }

  /// A count of the vectors with everything that can be made of it.
  private func count() throws {
    let table = try CountingRoom()
    let room = try ElectionRoom.begun()
    let path = room.path
    for clerk in ["clerk-1", "clerk-2"] {
      try run(
        ["paper", "import", "\(table.stick)/sheets.csv"] + room.workspace + Binary.signer(clerk))
    }
    for clerk in ["clerk-1", "clerk-2"] {
      try run(
        ["paper", "account", "\(table.stick)/accounts.csv"] + room.workspace
          + Binary.signer(clerk))
    }
    for words in [["explain", "s1"], ["reopen", "s1", "b1"], ["void", "s1", "b1"]] {
      try run(
        ["paper"] + words + ["--reason", "x"] + room.workspace + Binary.signer("officer-b"))
    }
    let desk = ["--workspace", "\(path)/desk"]
    for line in [
      ["desk", "init", "\(path)/desk", "--election", "\(Binary.vectors)/election.json"],
      ["paper", "import", "\(table.stick)/sheets.csv"] + desk + Binary.signer("clerk-1"),
      ["desk", "status"] + desk,
      ["desk", "export", "\(path)/desks"] + desk + Binary.signer("clerk-1"),
      ["import", "\(path)/desks"] + room.workspace + Binary.signer("clerk-1"),
    ] { try run(line) }
    try room.fill()
    let package = try room.export()
    let officer = Binary.signer("officer-b") + room.workspace
    let shares = Binary.share("officer-b") + Binary.share("officer-c")
    let open = "\(path)/public"
    try Binary.succeed(["verify", package])
    try Binary.succeed(["compare", package, package])
    try run(["ceremony", "check", package, "--as", "officer-b", "--box", "\(package)/B2SUMS"])
    let list = try String(contentsOfFile: "\(package)/tracking.txt", encoding: .utf8)
    try Binary.succeed(["find", String(list.prefix(20)), package])
    try Binary.succeed(["disclose", package, "--to", open])
    for line in [
      ["trace", "\(open)/index.html", "--package", package] + officer,
      ["paper", "status"] + room.workspace, ["status"] + room.workspace,
      ["journal"] + room.workspace, ["journal", "seen"] + room.workspace,
      ["doctor"] + room.workspace,
      ["lots", "council", "--draw", "c1=1", "--witness", "W"] + officer,
      ["allow", "count", "--reason", "x"] + officer, ["release"] + shares + officer,
      ["mix", "--stage", "final"] + officer, ["open"] + officer,
      ["result"] + room.workspace,
      ["amend", "--change", "exclude 00 1", "--reason", "x", "--to", path] + room.workspace,
      ["key", "show", "\(Binary.vectors)/keys/web.key"],
      ["pepper", "new", "\(path)/pepper.hex"],
      ["draft", "new", "primary", "--to", "\(path)/draft"],
      ["draft", "check", "\(path)/draft/draft.json"],
      ["ceremony", "abandoned", "--dealer", "officer-b", "--officer", "officer-c"] + officer,
      ["ceremony", "begin", "\(path)/draft/draft.json", "--to", "\(path)/dealt"],
      ["ceremony", "deal", "\(path)/dealt"] + Binary.signer("officer-a"),
      ["ceremony", "take", "\(path)/dealt", "--box", "\(path)/none"] + Binary.signer("officer-a"),
      ["key", "box", "NO", "--election", "x"], ["key", "vault", "NO", "--election", "x"],
      [
        "bundle", "check", "\(Binary.vectors)/media", "--election",
        "\(Binary.vectors)/election.json",
      ],
      ["generate", "bash", "--to", "\(path)/completions"],
      [
        "rehearse", "--election", "\(Binary.vectors)/election.json", "--vault-key",
        "\(Binary.vectors)/keys/vault.secret", "--to", "\(path)/rehearsal",
      ] + shares,
      ["demo", "\(path)/demo", "--samples", "\(Peer.packageRoot)/samples", "--quiet"],
    ] { try run(line) }
  }

  /// A petition from the collectors' keys to the vault's end.
  private func petition() throws {
    let room = try ElectionRoom.petition()
    try room.seal("registrar", "roll", ["A1", "A2"])
    try room.seal("web", "ballots", ["A1,2026-03-02T09:00:00+08:00,yes"])
    _ = try room.reconcile()
    let keeper = room.workspace + room.signer("keeper")
    try run(
      ["identity", "token", "--election", "\(room.path)/made/election.json"] + room.pepper,
      input: "A1\n")
    try run(["vault", "find"] + room.vaultKey + room.pepper + room.workspace, input: "A1\n")
    for line in [
      ["vault", "progress"] + room.vaultKey + room.workspace,
      ["vault", "rejected"] + room.vaultKey + room.workspace + room.signer("keeper"),
      ["count", "--stage", "final"] + room.shares + room.workspace + room.signer("officer-a"),
      ["vault", "sever", "--new-key", "\(room.path)/new.json"] + room.vaultKey + room.shares
        + keeper + ["--passphrase-file", "\(room.path)/passphrase.txt"],
      ["vault", "destroy"] + room.shares + keeper,
    ] { try run(line) }
  }

  /// What needs a terminal.
  private func terminal() throws {
    let table = try CountingRoom()
    let console = try TerminalWindow(table.console, columns: 80, rows: 24)
    try console.wait("Workspace")
    try console.press("q")
    try console.wait("status 0")
    let room = try ElectionRoom.begun()
    let desk = try TerminalWindow(
      ["paper", "enter"] + room.workspace + Binary.signer("clerk-1"), columns: 80, rows: 24)
    try desk.wait("Sheet:")
    try desk.press("Escape")
    try desk.wait("status 0")
  }
}
