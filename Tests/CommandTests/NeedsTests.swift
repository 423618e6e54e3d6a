import Foundation
import TestSupport
import Testing

@Suite("What building and testing take")
struct NeedsTests {
  private let folder: TemporaryFolder

  /// A machine on which nothing is installed but what every Debian has.
  init() throws {
    folder = try TemporaryFolder()
    for name in ["bash", "cat", "grep", "env"] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path(name), withDestinationPath: "/usr/bin/\(name)")
    }
    try put("apt-get", "printf ' %s' apt-get \"$@\"; echo")
  }

  private func put(_ name: String, _ script: String) throws {
    let path = try folder.write("#!/usr/bin/bash\n\(script)\n", to: name)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }

  private func run(_ purposes: String..., swift: String) throws -> Peer.Output {
    try Peer.run(
      "/usr/bin/env",
      ["-i", "PATH=\(folder.path)", "SWIFT=\(swift)", "/usr/bin/bash"]
        + ["\(Peer.packageRoot)/Sources/Packaging/needs.sh"] + purposes)
  }

  @Test("all that is missing is said at once, Swift too, in one line to copy")
  func says() throws {
    try put("id", "echo 1000")
    let output = try run("build", "test", swift: "")
    #expect(output.status == 1)
    let lines = output.stderr.split(separator: "\n").map(String.init)
    let copied = lines.filter { $0.contains("sudo apt-get install ") }
    #expect(copied.count == 1, "\(output.stderr)")
    for package in ["binutils", "git", "minisign", "tmux", "strace", "groff", "fish", "chromium"] {
      #expect(copied.allSatisfy { $0.contains(" \(package)") }, "\(package): \(output.stderr)")
    }
    #expect(output.stderr.contains("https://www.swift.org/install/linux/"))
    #expect(output.stdout.isEmpty)
  }

  @Test("nothing is asked for that is there, or that another purpose takes")
  func asksForNoMore() throws {
    try put("id", "echo 1000")
    try put("ld", "")
    let output = try run("build", swift: "/opt/swift/usr/bin/swift")
    for package in ["binutils", "minisign", "Swift"] {
      #expect(!output.stderr.contains(package), "\(output.stderr)")
    }
  }

  @Test("root has it installed")
  func installs() throws {
    try put("id", "echo 0")
    let output = try run("bench", swift: "/opt/swift/usr/bin/swift")
    #expect(output.status == 0)
    #expect(
      output.stdout.hasSuffix(
        " apt-get update -q\n"
          + " apt-get install -q -y --no-install-recommends valgrind belenios-tool\n"),
      "\(output.stdout)")
  }
}
