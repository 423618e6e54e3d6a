import Storage
import TestSupport
import Testing

@testable import Confinement

/// What each way of using a file opens, and what it leaves closed.
@Suite("What a use of a file allows")
struct FileScopeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func rules(_ body: (inout FileScope) -> Void) throws -> [AccessRule] {
    var scope = try FileScope(disk: LiveDisk())
    let before = scope.rules.count
    body(&scope)
    return Array(scope.rules.dropFirst(before))
  }

  @Test("Every command may read the system and its own program, and writes nothing of them")
  func system() throws {
    let scope = try FileScope(disk: LiveDisk())
    #expect(scope.rules.map(\.path).contains(try OwnProcess.executable()))
    let writable = scope.rules.filter { !$0.access.isDisjoint(with: .write) }.map(\.path)
    #expect(writable == ["/dev/tty", "/dev/null"])
  }

  @Test("A signed file brings the signatures beside it, and no other file")
  func signed() throws {
    for name in ["a.json", "a.json.x.minisig", "a.json.x", "b.json.x.minisig"] {
      try folder.write("", to: name)
    }
    let found = try rules { $0.allowSigned(folder.path("a.json")) }
    #expect(
      found
        == ["a.json", "a.json.x.minisig"].map { AccessRule(folder.path($0), .read) })
  }

  @Test("A file that is removed can be read; beside it names can be listed and files removed")
  func removed() throws {
    #expect(
      try rules { $0.allowRemoved(folder.path("key")) } == [
        AccessRule(folder.path("key"), .read), AccessRule(folder.path, [.list, .remove]),
      ])
  }

  @Test("What does not exist yet opens the nearest folder above it that does")
  func new() throws {
    let path = folder.path("a/b/c")
    #expect(
      try rules { $0.allowNewFile(path) } == [
        AccessRule(path, .read), AccessRule(folder.path, [.list, .write]),
      ])
    #expect(
      try rules { $0.allowNewFolder(path) } == [AccessRule(folder.path, [.read, .write])])
    #expect(
      try rules { $0.allowNewFolder(folder.path) } == [
        AccessRule(folder.path, [.read, .write])
      ])
  }
}
