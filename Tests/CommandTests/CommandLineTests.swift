import Encoding
import Foundation
import TestSupport
import Testing

@Suite("The command line")
struct CommandLineTests {
  @Test(
    "a wrong command line has status 2 and says where help is",
    arguments: [
      ["nonsense"], ["imprt"], ["count"], ["count", "--stage"], ["count", "--stage", "x"],
      ["key"], ["key", "nwe"], ["status", "--nonsense"], ["status", "extra"], ["--nonsense"],
      ["status", "--lang", "fr"], ["verify"], ["verify", "a", "b"], ["status", "--json=yes"],
      ["init", "x", "--vault", "y"], ["status", "--quiet", "--quiet"],
    ])
  func wrongCommandLine(_ arguments: [String]) throws {
    // 'key' alone lists its commands.
    let output = try Binary.run(arguments)
    if arguments == ["key"] {
      #expect(output.status == 0)
      #expect(output.stdout.contains("key show"))
      return
    }
    #expect(output.status == 2 || arguments.contains("x"), "\(output.stderr)")
    #expect(output.status == 2 || output.status == 1)
    #expect(output.stdout.isEmpty)
    #expect(output.stderr.hasPrefix("coldcount: "))
  }

  @Test("a mistyped command is recognised")
  func suggestion() throws {
    #expect(try Binary.run(["imprt"]).stderr.contains("did you mean 'import'?"))
    #expect(try Binary.run(["status", "--workspce", "x"]).stderr.contains("--workspace"))
  }

  @Test(
    "help has an example at every level",
    arguments: [
      [], ["key"], ["key", "new"], ["ceremony"], ["sign"], ["seal"], ["init"], ["import"],
      ["paper"], ["paper", "import"], ["paper", "account"], ["paper", "status"], ["reconcile"],
      ["count"], ["export"], ["verify"], ["compare"], ["find"], ["status"], ["journal"], ["demo"],
    ])
  func help(_ words: [String]) throws {
    let output = try Binary.succeed(words + ["--help"])
    #expect(output.contains("  coldcount "))
    #expect(output.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test("the version is one line, and the latest of which the page of changes tells")
  func version() throws {
    let page = try String(
      contentsOfFile: "\(Peer.packageRoot)/Sources/coldcount/Coldcount.docc/Changes.md",
      encoding: .utf8)
    let latest = try #require(page.split(separator: "\n").first { $0.hasPrefix("## ") })
    let version = try #require(latest.split(separator: " ").dropFirst().first)
    #expect(try Binary.succeed(["--version"]) == "coldcount \(version)\n")
  }

  @Test("a full disk is an error and not silence")
  func fullDisk() throws {
    for arguments in [["--help"], ["--version"], ["key", "--help"]] {
      let line = arguments.joined(separator: " ")
      let output = try Peer.run("/bin/sh", ["-c", "'\(Binary.path)' \(line) > /dev/full"])
      #expect(output.status == 3)
      #expect(output.stderr.contains("[full]"))
    }
  }

  @Test("an error is one to three lines, and one JSON document where that is asked for")
  func errors() throws {
    let output = try Binary.run(["status", "--workspace", "/nonexistent", "--json"])
    #expect(output.status == 1)
    let error = try JSON.parse(canonical: Array(output.stdout.utf8))
    #expect(error["error"]?["code"] == "workspace")
    #expect((1...3).contains(output.stderr.split(separator: "\n").count))
  }

  @Test("without a terminal a passphrase is not asked for in vain")
  func noTerminal() throws {
    try Peer.inTemporaryFolder { folder in
      let output = try Peer.run(
        "/usr/bin/setsid", ["--wait", Binary.path, "key", "new", "me", "--to", folder])
      #expect(output.status == 2)
      #expect(output.stderr.contains("--passphrase-file"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }

  @Test("who writes to a workspace keeps others from writing")
  func lock() throws {
    let room = try ElectionRoom.begun()
    let holder = try Peer.run(
      "/bin/sh",
      [
        "-c",
        "exec 9>'\(room.path)/count/lock'; flock 9; '\(Binary.path)' import /tmp --as clerk-1 --key '\(Binary.vectors)/keys/clerk-1.key' --workspace '\(room.path)/count' 9>&-",
      ])
    #expect(holder.status == 3)
    #expect(holder.stderr.contains("[locked]"))
  }

  @Test("a folder without a bundle is said to have none")
  func noBundle() throws {
    let room = try ElectionRoom.begun()
    let output = try Binary.run(
      ["import", "\(Binary.vectors)/keys"] + room.workspace + Binary.signer("clerk-1"))
    #expect(output.status == 1)
    #expect(output.stderr.contains("[no-bundle]"))
  }

  @Test("the vault lies apart from the workspace", arguments: ["count", "count/vault", "."])
  func vaultApart(_ vault: String) throws {
    try Peer.inTemporaryFolder { folder in
      let output = try Binary.run([
        "init", "\(folder)/count", "--election", "\(Binary.vectors)/election.json", "--vault",
        vault == "." ? folder : "\(folder)/\(vault)",
      ])
      #expect(output.status == 1)
      #expect(output.stderr.contains("[vault]"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }

  @Test("the demo counts the sample, prints the published table, and verifies it")
  func demo() throws {
    try Peer.inTemporaryFolder { folder in
      let output = try Binary.succeed([
        "demo", "\(folder)/demo", "--samples", "\(Peer.packageRoot)/samples",
      ])
      for row in [
        "Recommended: John Tsang.",
        "59,878  91.8   2,707   4.2    2,607   4.0  +57,171  +87.7",
        "1,009   1.5  62,628  96.1    1,555   2.4  -61,619  -94.5",
        "17,659  27.1  25,665  39.4   21,868  33.5   -8,006  -12.3",
        "s2/b2/chief was keyed differently by clerk-1, clerk-2: woo",
        "26 checks that were made hold",
      ] { #expect(output.contains(row), "\(output)") }
      let sums = try Peer.run(
        "/bin/sh", ["-c", "cd '\(folder)/demo/result' && b2sum -c --strict --quiet B2SUMS"])
      #expect(sums.status == 0)
      let report = try Binary.json(["verify", "\(folder)/demo/result"])
      #expect(report["failed"] == 0)
    }
  }
}
