import Foundation
import TestSupport
import Testing

@Suite(
  "The program starts where there is next to nothing",
  .enabled(if: User.isRoot, "needs root: chroot"),
  .disabled(if: Sanitizer.isWatching, "a sanitizer reads /proc"))
struct ChrootNeedsRootTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let libraries = try Peer.run("/usr/bin/ldd", [Binary.path]).stdout
      .matches(of: /(\/\S+) \(0x/).map { String($0.output.1) }
    try #require(libraries.count > 3)
    for path in libraries { try copy(path, to: path) }
    try copy(Binary.path, to: "/coldcount")
    try copy(Binary.vectors, to: "/vectors")
    try User.give(folder.path)
  }

  private func copy(_ path: String, to target: String) throws {
    let output = try Peer.run(
      "/bin/sh",
      [
        "-c", "mkdir -p \"$(dirname \"$2\")\" && cp -rL \"$1\" \"$2\"", "sh", path,
        folder.path + target,
      ])
    #expect(output.status == 0, "\(output.stderr)")
  }

  private func run(_ arguments: String...) throws -> Peer.Output {
    try Peer.run(
      "/usr/sbin/chroot",
      ["--userspec=65534:65534", folder.path, "/coldcount"] + arguments)
  }

  @Test("in a chroot, every time of two hundred")
  func everyTime() throws {
    let output = try Peer.run(
      "/bin/sh",
      [
        "-c",
        """
        for start in $(seq 200); do
          /usr/sbin/chroot --userspec=65534:65534 "$1" /coldcount --version || exit
        done
        """, "sh", folder.path,
      ])
    #expect(output.status == 0 && output.stderr.isEmpty, "\(output)")
    #expect(output.stdout.split(separator: "\n").count == 200)
  }

  @Test("in a chroot without /proc, /dev, /etc and a log, and knows its command line there")
  func chroot() throws {
    #expect(try run("--version").stdout.hasPrefix("coldcount "))
    #expect(try run("key", "show", "/vectors/keys/web.key").status == 0)
    let made = try run(
      "init", "/count", "--election", "/vectors/election.json", "--vault", "/vault")
    #expect(made.status == 0, "\(made)")
    let imported = try run(
      "import", "/vectors/media", "--workspace", "/count", "--as", "clerk-1", "--key",
      "/vectors/keys/clerk-1.key")
    #expect(imported.status == 0 && imported.stdout.contains("8 accepted"), "\(imported)")
    #expect(try run("status", "--workspace", "/count").status == 0)
    let verified = try run("verify", "/vectors")
    #expect(verified.status == 1 && verified.stdout.contains("does not hold"), "\(verified)")
    let wrong = try run("nonsense")
    #expect(wrong.status == 2 && wrong.stderr.contains("'nonsense'"), "\(wrong)")
  }
}
