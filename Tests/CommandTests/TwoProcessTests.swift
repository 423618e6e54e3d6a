import Console
import Encoding
import Foundation
import TestSupport
import Testing

@testable import coldcount

@Suite("Two processes at once")
struct TwoProcessTests {
  /// A command that waits for a line, with the workspace open for writing.
  private final class Holder {
    let process = Process()
    private let input = Pipe()

    init(_ room: ElectionRoom, workspace: [String]) throws {
      process.executableURL = URL(fileURLWithPath: Binary.path)
      process.arguments =
        ["vault", "find"] + room.pepper + room.vaultKey + workspace + room.signer("keeper")
      process.standardInput = input
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try Peer.start(process)
      let lock = "\(room.path)/vault/lock"
      let number = "\(process.processIdentifier) "
      for _ in 0..<500
      where (try? String(contentsOfFile: lock, encoding: .utf8))?
        .hasPrefix(number) != true
      {
        Thread.sleep(forTimeInterval: 0.02)
      }
    }

    /// Lets it go on to its end.
    func end() throws {
      try input.fileHandleForWriting.close()
      process.waitUntilExit()
    }
  }

  /// Command lines that would write, one for every command that does.
  private func lines(_ room: ElectionRoom) throws -> [String: [String]] {
    try room.write("station,batch,contest,item,count\n", "table.csv")
    let file = "\(room.path)/table.csv"
    let (clerk, officer, keeper) = (
      room.signer("clerk"), room.signer("officer-a"), room.signer("keeper")
    )
    return [
      "import": [room.path] + clerk, "paper import": [file] + clerk,
      "paper account": [file] + clerk,
      "paper explain": ["s1", "--reason", "x"] + officer,
      "paper reopen": ["s1", "b1", "--reason", "x"] + officer,
      "paper void": ["s1", "b1", "--reason", "x"] + officer,
      "amend": [file] + clerk, "reconcile": room.vaultKey + keeper,
      "count": ["--stage", "final"] + room.shares + officer,
      "release": room.shares + officer, "mix": officer,
      "open": Array(room.shares.prefix(2)) + officer,
      "ceremony abandoned": ["--dealer", "officer-a", "--officer", "officer-b"] + officer,
      "allow": ["count", "--reason", "x"] + officer, "result": [],
      "lots": ["petition", "--draw", "a=1", "--witness", "w"] + officer,
      "export": ["\(room.path)/out"] + officer,
      "vault rejected": room.vaultKey + keeper,
      "vault find": room.pepper + room.vaultKey + keeper,
      "vault progress": room.vaultKey + keeper,
      "vault sever": room.vaultKey + room.shares + ["--new-key", "\(room.path)/new.json"]
        + keeper,
      "vault destroy": room.shares + keeper,
    ]
  }

  @Test("every command that writes is refused with who holds the workspace, and changes nothing")
  func everyCommand() throws {
    let room = try ElectionRoom.petition()
    let lines = try lines(room)
    // Those that open it later, on a terminal, or beside a package have their own way there.
    let others: Set = [
      "sign", "disclose", "paper enter", "paper correct", "console", "rehearse", "init", "demo",
      "desk export",
    ]
    let writing = Set(
      Commands.table.commands.filter { $0.workspace == .writes }.map(\.name))
    #expect(writing.subtracting(others) == Set(lines.keys).subtracting(others))
    let holder = try Holder(room, workspace: room.workspace)
    let who = "process \(holder.process.processIdentifier) (vault find) is writing to it"
    let journal = FileManager.default.contents(atPath: "\(room.path)/count/journal.jsonl")
    for (command, arguments) in lines.sorted(by: { $0.key < $1.key }) {
      let output = try Binary.run(
        command.split(separator: " ").map(String.init) + arguments + room.workspace)
      #expect(output.status == 3, "\(command): \(output.stderr)")
      #expect(output.stderr.contains(who), "\(command): \(output.stderr)")
    }
    // To look at it is always possible.
    try Binary.succeed(["status"] + room.workspace)
    #expect(
      FileManager.default.contents(atPath: "\(room.path)/count/journal.jsonl") == journal)
    try holder.end()
    try Binary.succeed(["import", "\(Binary.vectors)/media/none"] + room.workspace + ["--help"])
    #expect(try Binary.run(["result"] + room.workspace + room.signer("clerk")).status == 1)
  }

  @Test("two copies of a workspace do not write to one vault at once")
  func vault() throws {
    let room = try ElectionRoom.petition()
    try FileManager.default.copyItem(
      atPath: "\(room.path)/count", toPath: "\(room.path)/copy")
    let holder = try Holder(room, workspace: room.workspace)
    let output = try Binary.run(["result", "--workspace", "\(room.path)/copy"])
    #expect(output.status == 3)
    #expect(output.stderr.contains("process \(holder.process.processIdentifier) (vault find)"))
    #expect(output.stderr.contains("\(room.path)/vault/lock"))
    try holder.end()
  }
}
