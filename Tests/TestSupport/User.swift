import Foundation
import Glibc

/// Who runs the tests, and what follows from it for what a test can see.
package enum User {
  package static let isRoot = geteuid() == 0

  /// A command line that runs a program as a user who has no rights of root's: as the one who runs the
  /// tests, or as nobody where that is root.
  package static func ordinary(_ line: [String]) -> [String] {
    guard isRoot else { return line }
    return [
      "/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups",
      "--bounding-set=-all", "--inh-caps=-all",
    ] + line
  }

  /// Whether an ordinary user comes to the built programs and to the package.
  package static let canOrdinaryRead: Bool = {
    let paths = [Peer.packageRoot + "/Package.swift", Bundle.main.bundleURL.path + "/coldcount"]
    return paths.allSatisfy { path in
      let line = ordinary(["/usr/bin/test", "-r", path])
      return (try? Peer.run(line[0], Array(line.dropFirst())))?.status == 0
    }
  }()

  /// Why a test is skipped where `canOrdinaryRead` is false.
  package static let hidden = "the package lies where nobody but root comes to"

  /// Gives a file or a folder with all that is in it to the user of `ordinary`.
  package static func give(_ path: String) throws {
    guard isRoot else { return }
    let output = try Peer.run("/usr/bin/chown", ["-R", "65534:65534", path])
    guard output.status == 0 else { throw Peer.Failure(description: output.stderr) }
  }
}

/// strace that sees what the program's calls point to.
///
/// The program lets nobody but root look into its memory; others have root's rights over it in a user
/// namespace of their own.
package enum Tracer {
  private static let namespace = ["/usr/bin/unshare", "--user", "--map-root-user"]

  /// What stands before strace's options.
  package static let line = (User.isRoot ? [] : namespace) + ["/usr/bin/strace"]

  /// Whether it can be had here.
  package static let isHere: Bool = {
    let test = line.dropLast() + ["/usr/bin/true"]
    return (try? Peer.run(test[0], Array(test.dropFirst())))?.status == 0
  }()

  /// Why a test is skipped where it cannot.
  package static let missing = "needs root, or a user namespace of its own, to see into calls"

  /// Runs a program under strace with options.
  package static func run(_ options: [String]) throws -> Peer.Output {
    try Peer.run(line[0], line.dropFirst() + options)
  }
}
