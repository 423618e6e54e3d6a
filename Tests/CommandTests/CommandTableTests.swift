import Console
import Testing

@testable import coldcount

/// The command table says of every value what it names; what the process may touch follows from it.
@Suite("What the values of the command line name")
struct CommandTableTests {
  private static let paths = [
    "FILE", "DIR", "PACKAGE", "PATH", "SHEETS", "DRAFT", "WORKSPACE", "A B", ".csv", "DESK",
    "STICK",
  ]

  private static func names(_ placeholder: String?) -> Bool {
    paths.contains { placeholder?.contains($0) == true }
  }

  @Test("A value that is called a file or a folder is one, and no other is")
  func kinds() {
    for command in Commands.table.commands {
      #expect((command.kind != .word) == Self.names(command.arguments), "\(command.name)")
      for option in command.options + Commands.table.common {
        #expect(
          (option.kind != .word) == Self.names(option.value), "\(command.name) \(option.name)")
      }
    }
  }

  @Test("Whoever acts in a workspace writes its journal")
  func workspaces() {
    let apart = [
      "seal", "trace", "init", "rehearse", "ceremony deal", "ceremony take", "ceremony check",
    ]
    for command in Commands.table.commands where !apart.contains(command.name) {
      let acts = command.options.contains { $0.name == "--as" }
      #expect(!acts || command.workspace == .writes, "\(command.name)")
    }
  }

  @Test("Every path of a command line is named with its kind, those that stand for others too")
  func named() throws {
    let line = [
      "seal", "a.csv", "--election", "e.json", "--as", "web", "--key", "k", "--to", "out",
      "--passphrase-file", "p1", "--passphrase-file", "p2",
    ]
    guard case .run(let parsed) = try Commands.table.parse(line) else {
      Issue.record("not a command")
      return
    }
    #expect(
      parsed.named.map { "\($0.kind) \($0.path)" } == [
        "file a.csv", "file e.json", "file k", "newFolder out", "file p1", "file p2",
      ])
    guard case .run(let demo) = try Commands.table.parse(["demo"]) else {
      Issue.record("not a command")
      return
    }
    #expect(
      demo.named.map { "\($0.kind) \($0.path)" } == ["newFolder coldcount-demo", "folder samples"])
    // A code is a word, and names nothing.
    for (arguments, path) in [(["3f9a"], "."), (["3f9a", "result"], "result")] {
      guard case .run(let find) = try Commands.table.parse(["find"] + arguments) else {
        Issue.record("not a command")
        return
      }
      #expect(find.named.map { "\($0.kind) \($0.path)" } == ["folder \(path)"])
    }
  }
}
