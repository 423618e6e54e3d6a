import Encoding
import Foundation
import TestSupport
import Testing
import Words

@Suite("A collector with a valid key who cheats")
struct HostileCollectorTests {
  /// What it sends, the code with which that is refused, and words of the refusal.
  struct Cheat: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let code: String
    let words: String
    let make: @Sendable (_ folder: String) throws -> Void

    init(
      _ what: String, _ code: String, _ words: String,
      _ make: @escaping @Sendable (String) throws -> Void
    ) {
      testDescription = what
      self.code = code
      self.words = words
      self.make = make
    }
  }

  private static func bundle(
    _ folder: String, _ change: (inout HostileBundle) throws -> Void
  ) throws {
    var bundle = try HostileBundle()
    try change(&bundle)
    try bundle.write(to: folder)
  }

  /// A file that looks so large and takes no room on the disk.
  private static func sparse(_ path: String, byteCount: UInt64) throws {
    try Data().write(to: URL(filePath: path))
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    try file.truncate(atOffset: byteCount)
    try file.close()
  }

  static let refused: [Cheat] = [
    Cheat("stuffs: more ballots than identities", "size-mismatch", "nobody cast (stuffing)") {
      try bundle($0) { $0.entries.removeLast() }
    },
    Cheat("drops: fewer ballots than identities", "size-mismatch", "missing (dropped)") {
      try bundle($0) { $0.ballots.removeLast() }
    },
    Cheat("repeats a ballot", "ballot-order", "is not above the one before it") {
      try bundle($0) { $0.ballots[1] = $0.ballots[0] }
    },
    Cheat("keeps the order in which people voted", "ballot-order", "is not above the one before it")
    {
      try bundle($0) { $0.ballots.reverse() }
    },
    Cheat("replays a bundle of another election", "election-mismatch", "belongs to the election") {
      try bundle($0) { $0.election = String(repeating: "ab", count: 32) }
    },
    Cheat("claims 2^63 ballots", "manifest", " ballots.count: ") {
      try bundle($0) { $0.ballots = [] }
      let path = "\($0)/manifest.json"
      let text = try String(contentsOfFile: path, encoding: .utf8)
        .replacingOccurrences(of: "\"count\":0", with: "\"count\":9223372036854775808")
      try HostileBundle.sign(Array(text.utf8), "web", $0)
    },
    Cheat("claims as many ballots as a number can say", "size-mismatch", "9,007,199,254,740,991") {
      try bundle($0) {
        $0.claimedBallots = 9_007_199_254_740_991
        $0.claimedIdentities = 9_007_199_254_740_991
      }
    },
    Cheat("claims as many entries as a number can say", "size-mismatch", "9,007,199,254,740,991") {
      try bundle($0) {
        $0.collector = "desk"
        $0.kind = "register"
        $0.channel = "paper"
        $0.ballots = []
        $0.claimedIdentities = 9_007_199_254_740_991
      }
    },
    Cheat("sends a manifest of 10 GiB", "manifest", "10,737,418,240 bytes") {
      try bundle($0) { _ in }
      try sparse("\($0)/manifest.json", byteCount: 10 << 30)
    },
    Cheat("sends a signature of 10 GiB", "signature", "exactly four lines") {
      try bundle($0) { _ in }
      try sparse("\($0)/manifest.json.minisig", byteCount: 10 << 30)
    },
    Cheat("sends 10 GiB of ballots", "size-mismatch", "10,737,418,240 bytes") {
      try bundle($0) { _ in }
      try sparse("\($0)/ballots.sealed", byteCount: 10 << 30)
    },
    Cheat("sends 10 GiB of identities", "size-mismatch", "10,737,418,240 bytes") {
      try bundle($0) { _ in }
      try sparse("\($0)/identities.sealed", byteCount: 10 << 30)
    },
    Cheat("sends nothing in every file", "manifest", "the file is empty") {
      try bundle($0) { _ in }
      for name in HostileBundle.files { try sparse("\($0)/\(name)", byteCount: 0) }
    },
    Cheat("sends what only another may", "collector-not-allowed", "web may not send") {
      try bundle($0) {
        $0.kind = "roll"
        $0.channel = .null
        $0.ballots = []
      }
    },
    Cheat("sends in another's name", "signature", "not signed by app") {
      try bundle($0) { _ in }
      let text = try String(contentsOfFile: "\($0)/manifest.json", encoding: .utf8)
        .replacingOccurrences(of: "\"collector\":\"web\"", with: "\"collector\":\"app\"")
      try HostileBundle.sign(Array(text.utf8), "web", $0)
    },
    Cheat("names a key to run backwards on the screen", "manifest", "a key that is not ASCII") {
      try bundle($0) { $0.collector = "web" }
      let text = try String(contentsOfFile: "\($0)/manifest.json", encoding: .utf8)
        .replacingOccurrences(of: "{\"ballots\"", with: "{\"\u{202E}\u{9B}2J\":1,\"ballots\"")
      try HostileBundle.sign(Array(text.utf8), "web", $0)
    },
  ]

  @Test("is refused, and told what for", arguments: refused)
  func refusal(_ cheat: Cheat) throws {
    let room = try ElectionRoom.begun()
    let folder = "\(room.path)/stick/bundle"
    try cheat.make(folder)
    let line = ["import", folder] + room.workspace + Binary.signer("clerk-1")
    let output = try Binary.runInTime(line)
    #expect(output.status == 1, "\(output.stderr)")
    #expect(output.stdout.hasPrefix("0 of 1 taken in; 1 refused:\nrefused   \(folder): "))
    #expect(output.stdout.contains("refused   \(folder): \(cheat.code): "), "\(output.stdout)")
    #expect(output.stdout.contains(cheat.words), "\(output.stdout)")
    #expect(output.stdout.contains("next: "))
    expectHarmless(output)
    let again = try Binary.runInTime(line + ["--json"])
    let outcome = try JSON.parse(canonical: Array(again.stdout.utf8))
    #expect(outcome["bundles"]?.array?.first?["code"] == .string(cheat.code))
    expectHarmless(again)
    // Nothing of it is in, and nothing of it lies on the disk.
    let status = try Binary.json(["status"] + room.workspace)
    #expect(status["bundles"] == [] || status["bundles"]?.array == nil)
    let files = try FileManager.default.subpathsOfDirectory(atPath: room.path)
    #expect(files.contains { $0.hasPrefix("stick/") })
    #expect(!files.contains { $0.contains("bundles/") && $0.hasSuffix("sealed") })
  }

  private func reconcile(_ room: ElectionRoom) throws -> JSON {
    try Binary.json(
      ["reconcile", "--vault-key", "\(Binary.vectors)/keys/vault.secret"] + room.workspace
        + Binary.signer("keeper"))
  }

  private func count(_ room: ElectionRoom, _ stage: String = "electronic") throws -> Peer.Output {
    try Binary.run(
      ["count", "--stage", stage, "--json"] + Binary.share("officer-a") + Binary.share("officer-c")
        + room.workspace + Binary.signer("officer-b"))
  }

  @Test("who invents voters has their ballots struck, one by one, as not on the roll")
  func invented() throws {
    let room = try ElectionRoom.begun()
    try Binary.succeed(
      ["import", "\(Binary.vectors)/media"] + room.workspace + Binary.signer("clerk-1"))
    var bundle = try HostileBundle(voters: 40)
    bundle.collector = "app"
    bundle.sequence = 2
    bundle.channel = "kiosk"
    try bundle.write(to: "\(room.path)/stick/bundle")
    let before = try reconcile(room)
    try Binary.succeed(
      ["import", "\(room.path)/stick"] + room.workspace + Binary.signer("clerk-1"))
    let after = try reconcile(room)
    let struck = { (json: JSON) in
      (json["struck"]?.array ?? []).filter { $0["reason"] == "not-on-roll" }
        .compactMap { $0["count"]?.integer }.reduce(0, +)
    }
    #expect(struck(after) == struck(before) + 40)
    let output = try count(room)
    let result = try JSON.parse(canonical: Array(output.stdout.utf8))
    let expected = try JSON.parse(draft: VectorElection.bytes("expected.json"))
    // Not one vote more than without it.
    for contest in result["contests"]?.array ?? [] {
      let other = expected["contests"]?[contest["id"]?.string ?? ""]?["electronic"]?["valid"]
      #expect(contest["ballots"]?["total"]?["valid"] == other)
    }
  }

  /// What passes the import, because only the vault key shows it, and the words about it.
  static let sections: [Cheat] = [
    Cheat("gives two people to one ballot", "identities", "two identities for ballot 0") {
      try bundle($0) { $0.entries[1].index = 0 }
    },
    Cheat("gives a person to a ballot that is not there", "identities", "of 3, which is not there")
    {
      try bundle($0) { $0.entries[1].index = 3 }
    },
    Cheat("passes on another bundle's section", "identities", "is of another bundle") {
      try bundle($0) { $0.context = ("web", 2) }
    },
    Cheat("passes on another collector's section", "identities", "is of another bundle") {
      try bundle($0) { $0.context = ("app", 1) }
    },
    Cheat("seals the section for nobody who counts", "identities", "not sealed for this vault key")
    {
      try bundle($0) {
        $0.vaultKeys = [String](
          repeating: "xQEwDzQTtJHp7TsGzLyKiwWZy04+2MCRBQWhgyOkpXo=", count: 2)
      }
    },
  ]

  @Test(
    "whose identities do not hold has no ballot counted, and it is said why", arguments: sections)
  func badSection(_ cheat: Cheat) throws {
    let room = try ElectionRoom.begun()
    let folder = "\(room.path)/stick/bundle"
    try cheat.make(folder)
    try Binary.succeed(["import", folder] + room.workspace + Binary.signer("clerk-1"))
    let reconciled = try reconcile(room)
    let problem = reconciled["identities"]?.array?.first
    #expect(problem?["counts"] == false)
    #expect(problem?["ballots"] == 3)
    #expect(problem?["problem"]?.string?.contains(cheat.words) == true, "\(reconciled)")
    let result = try JSON.parse(canonical: Array(try count(room).stdout.utf8))
    #expect(result["electronic"]?["excluded"] == 3)
    #expect(result["electronic"]?["read"] == 0)
    let final = try count(room, "final")
    #expect(final.status == 1)
    #expect((final.stdout + final.stderr).contains("(identities)"), "\(final)")
  }

  @Test("who replays ballots of another bundle stops the count until the officers decide")
  func replayed() throws {
    let room = try ElectionRoom.begun()
    let first = try HostileBundle()
    try first.write(to: "\(room.path)/stick/web-1")
    var second = try HostileBundle(voters: 3, from: 100)
    second.sequence = 2
    second.ballots = first.ballots
    let hash = try second.write(to: "\(room.path)/stick/web-2")
    try Binary.succeed(
      ["import", "\(room.path)/stick"] + room.workspace + Binary.signer("clerk-1"))
    _ = try reconcile(room)
    let output = try count(room)
    #expect(output.status == 1)
    #expect(output.stdout.contains("duplicate-ballot"))
    #expect(output.stdout.contains(hash), "\(output.stdout)")
    #expect(!FileManager.default.fileExists(atPath: "\(room.path)/count/results/electronic"))
  }

  @Test("ballots of another election are counted as unreadable, and none is lost")
  func otherElection() throws {
    let room = try ElectionRoom.begun()
    var bundle = try HostileBundle()
    let other = "xQEwDzQTtJHp7TsGzLyKiwWZy04+2MCRBQWhgyOkpXo="
    bundle.ballots = try (0..<3).map { _ in try HostileBundle.ballot([1, 2, 3], to: other) }
      .sorted { $0.lexicographicallyPrecedes($1) }
    try bundle.write(to: "\(room.path)/stick/bundle")
    try Binary.succeed(
      ["import", "\(room.path)/stick"] + room.workspace + Binary.signer("clerk-1"))
    _ = try reconcile(room)
    let result = try JSON.parse(canonical: Array(try count(room).stdout.utf8))
    #expect(result["electronic"]?["entries"] == 3)
    #expect(result["electronic"]?["unreadable"] == 3)
    #expect(result["electronic"]?["read"] == 0)
  }

  @Test("a bundle after the last one keeps the count from being final, and is named")
  func afterFinal() throws {
    let room = try ElectionRoom.begun()
    let first = try HostileBundle().write(to: "\(room.path)/stick/web-1")
    var second = try HostileBundle(voters: 2, from: 50)
    second.sequence = 2
    second.previous = .string(first)
    try second.write(to: "\(room.path)/stick/web-2")
    try Binary.succeed(
      ["import", "\(room.path)/stick"] + room.workspace + Binary.signer("clerk-1"))
    _ = try reconcile(room)
    let output = try count(room, "final")
    #expect(output.status == 1)
    #expect((output.stdout + output.stderr).contains("bundle 2 of web comes after its last"))
  }

  @Test("a forked sequence: one laptop refuses the second, and two laptops' packages show it")
  func forked() throws {
    let (one, other) = (try ElectionRoom.begun(), try ElectionRoom.begun())
    let hashes = try [one, other].enumerated().map { index, room in
      let path = "\(room.path)/stick/web-1"
      let hash = try HostileBundle(voters: 3, from: 10 * index).write(to: path)
      try Binary.succeed(["import", path] + room.workspace + Binary.signer("clerk-1"))
      _ = try reconcile(room)
      return hash
    }
    let refused = try Binary.run(
      ["import", "\(other.path)/stick"] + one.workspace + Binary.signer("clerk-1"))
    #expect(refused.status == 1)
    #expect(refused.stdout.contains("sequence-conflict: "))
    #expect(refused.stdout.contains("already in with other content"))
    let compared = try Binary.run(["compare", try one.export(), try other.export()])
    #expect(compared.status == 1)
    let line = "bundle web 1: \(hashes[0]), 3 ballots in A, \(hashes[1]), 3 ballots in B"
    #expect(compared.stdout.contains(line), "\(compared.stdout)")
  }

  @Test("bundles that never come keep the count from being final, one by one")
  func dropped() throws {
    let room = try ElectionRoom.begun()
    var bundle = try HostileBundle()
    bundle.sequence = 4
    bundle.previous = .string(String(repeating: "0", count: 64))
    try bundle.write(to: "\(room.path)/stick/web-4")
    try Binary.succeed(
      ["import", "\(room.path)/stick"] + room.workspace + Binary.signer("clerk-1"))
    _ = try reconcile(room)
    let output = try count(room, "final")
    #expect(output.status == 1)
    for sequence in 1...3 {
      let words = "bundle \(sequence) of web is missing"
      #expect((output.stdout + output.stderr).contains(words), "\(output.stderr)")
    }
  }
}

/// Whether nothing that was printed steers a terminal or the direction of writing.
func expectHarmless(_ output: Peer.Output, sourceLocation: SourceLocation = #_sourceLocation) {
  let text = output.stdout + output.stderr
  let hostile = text.unicodeScalars.filter { $0 != "\n" && SafeText.isHostile($0) }
  #expect(hostile.isEmpty, "\(SafeText.escaped(text))", sourceLocation: sourceLocation)
}
