import Encoding
import Foundation
import TestSupport
import Testing

/// Everything that a blind count leaves to be seen: files with their sizes, words and statuses.
///
/// Hashes, times and signatures are masked.
private struct Traces: Equatable {
  var files: [String: Int] = [:]
  var printed: [String] = []

  init(_ room: ElectionRoom) throws {
    for json in [[], ["--json"]] {
      for blind in [true, false] {
        let output =
          blind
          ? try room.count("final", ["--blind"] + json)
          : try Binary.run(["status"] + json + room.workspace)
        printed += ["\(output.status)", output.stdout, output.stderr].map { Self.masked($0, room) }
      }
    }
    for command in [
      ["journal"], ["journal", "--json"], ["journal", "seen"], ["paper", "status"],
    ] {
      let output = try Binary.run(command + room.workspace)
      printed += ["\(output.status)", output.stdout, output.stderr].map { Self.masked($0, room) }
    }
    let root = "\(room.path)/count"
    for name in try #require(FileManager.default.enumerator(atPath: root)) {
      let name = try #require(name as? String)
      let size = try FileManager.default.attributesOfItem(atPath: "\(root)/\(name)")[.size] as? Int
      files[Self.masked(name, room), default: 0] += size ?? 0
    }
    // Who holds the lock: a process number.
    files["lock"] = nil
    files["vault"] = nil
  }

  private static func masked(_ text: String, _ room: ElectionRoom) -> String {
    text.replacing(room.path, with: "ROOM")
      .replacing(/[0-9a-f]{64}/, with: "HASH").replacing(/\b[0-9a-f]{16}\b/, with: "HASH")
      .replacing(/(\b[0-9a-f]{4} ){15}[0-9a-f]{4}/, with: "HASH")
      .replacing(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?/, with: "TIME")
  }
}

@Suite("Nobody knows a result before it is released")
struct ReleaseTests {
  /// Two hundred ballots; in the first election all alike, in the second as different as can be and
  /// with a tie that lots have to decide.
  private static func room(alike: Bool) throws -> ElectionRoom {
    let room = try ElectionRoom.primary()
    let rankings = ["r1 r2 r3 r4 r5", "r2 r1", "r3 r4 r1 r2", "r5", "r4 r3 r5", "r2 r5 r1"]
    try room.vote(
      east: (0..<100).map {
        alike ? ("a1", "r1 r2") : (Primary.options[$0 % 8], rankings[$0 % rankings.count])
      },
      west: (0..<100).map { alike ? "a1" : $0 < 4 ? "a\(5 + $0)" : "a\(1 + $0 % 8)" })
    try room.paper(
      Dictionary(
        uniqueKeysWithValues: Primary.stations.map { ($0, [3, 3, 3, 3, 3, 3, 3, 3]) }))
    try room.reconcile()
    return room
  }

  @Test("blind counts that differ only in votes leave the same files, sizes, words and statuses")
  func sameShape() throws {
    let rooms = [try Self.room(alike: true), try Self.room(alike: false)]
    let traces = try rooms.map { try Traces($0) }
    for (one, other) in zip(traces[0].printed, traces[1].printed) { #expect(one == other) }
    #expect(traces[0].files == traces[1].files)
    #expect(traces[0].printed[0] == "0")
    // What was hidden is not the same.
    let opened = try rooms.map { try $0.release(["--json"]) }
    #expect(opened[0].status == 0)
    #expect(opened[1].status == 1, "the second ends in a tie")
    #expect(opened[1].stderr.contains("tie in city"))
  }

  @Test("a released result is that of a plain count, and its package holds")
  func released() throws {
    let room = try Self.room(alike: true)
    let blind = try room.count("final", ["--blind", "--json"])
    #expect(blind.status == 0, "\(blind.stderr)")
    let told = try JSON.parse(canonical: Array(blind.stdout.utf8))
    #expect(told["electronic"]?["entries"] == 200)
    #expect(told["contests"] == nil)
    #expect(!FileManager.default.fileExists(atPath: "\(room.path)/count/results/final"))
    let opened = try room.release(["--json"])
    #expect(opened.status == 0, "\(opened.stderr)")
    let released = try JSON.parse(canonical: Array(opened.stdout.utf8))
    #expect(released["stage"] == "final")
    let package = try room.package("final")
    #expect(try Binary.json(["verify", package])["holds"] == true)
    let plain = try room.count("final", ["--json"])
    #expect(
      try JSON.parse(canonical: Array(plain.stdout.utf8))["contests"] == released["contests"])
    #expect(try room.release().stderr.contains("no sealed count to release"))
  }

  @Test(
    "a sealed count that was changed, or other shares, open nothing",
    arguments: ["changed", "cut", "gone", "share"])
  func refused(how: String) throws {
    let room = try Self.room(alike: true)
    #expect(try room.count("final", ["--blind"]).status == 0)
    let file = "\(room.path)/count/results/blind/final/blind.sealed"
    var bytes = try Data(contentsOf: URL(filePath: file))
    switch how {
    case "changed":
      bytes[bytes.count / 2] ^= 1
      try bytes.write(to: URL(filePath: file))
    case "cut": try bytes.dropLast(65_537).write(to: URL(filePath: file))
    case "gone": try FileManager.default.removeItem(atPath: file)
    default:
      let output = try Binary.run(
        ["release"] + room.shares.prefix(2) + room.workspace + room.signer("officer-a"))
      #expect(output.status == 1)
      #expect(output.stderr.contains("1 share given"))
      return
    }
    let output = try room.release()
    #expect(output.status == 1, "\(output.stderr)")
    #expect(!FileManager.default.fileExists(atPath: "\(room.path)/count/results/final"))
  }

  @Test("before the embargo ends a count and a release need the yes of the quorum, with a reason")
  func embargo() throws {
    let room = try ElectionRoom.primary(embargo: "2099-01-01T00:00:00+08:00")
    try room.vote(
      east: (0..<20).map { _ in ("a1", "r1 r2") }, west: (0..<20).map { _ in "a2" })
    try room.reconcile()
    let refused = try room.count("electronic")
    #expect(refused.status == 1)
    #expect(refused.stderr.contains("embargo"))
    #expect(refused.stderr.contains("0 of 2 officers"))
    #expect(try room.count("electronic", ["--blind"]).status == 0)
    #expect(try room.release().stderr.contains("0 of 2 officers"))
    func allow(_ act: String, _ officer: String) throws -> Peer.Output {
      try Binary.run(
        ["allow", act, "--reason", "the candidates agreed"] + room.workspace
          + room.signer(officer))
    }
    #expect(try allow("release", "clerk-1").status == 1)
    #expect(try allow("release", "officer-a").status == 0)
    let again = try allow("release", "officer-a")
    #expect(again.status == 0 && again.stderr.contains("officer-a had allowed it already"))
    #expect(try room.release().stderr.contains("1 of 2 officers"))
    #expect(try allow("release", "officer-b").status == 0)
    #expect(try room.release().status == 0)
    let package = try room.package("electronic")
    #expect(try Binary.json(["verify", package])["holds"] == true)
    let target = "\(room.path)/public"
    func disclose(_ more: [String] = []) throws -> Peer.Output {
      try Binary.run(["disclose", package, "--to", target] + more)
    }
    #expect(try disclose(room.workspace).stderr.contains("0 of 2 officers"))
    for officer in ["officer-a", "officer-b"] {
      #expect(try allow("disclose", officer).status == 0)
    }
    // Not where nothing records it.
    #expect(try disclose().status == 1)
    let disclosed = try disclose(room.workspace)
    #expect(disclosed.status == 0, "\(disclosed.stderr)")
    // A yes is used up, and one to a release is none to a count.
    #expect(try room.count("electronic").stderr.contains("0 of 2 officers"))
    let seen = try Binary.json(["journal", "seen"] + room.workspace)["seen"]?.array ?? []
    #expect(
      seen.map { $0["people"] } == [
        ["officer-a", "officer-b"], ["officer-a", "whoever holds the folder"], ["everyone"],
      ])
  }

  @Test(
    "a package whose record lacks the quorum's yes, or the blind count, does not hold",
    arguments: [
      ("allow", "makes the result known before 1 January 2099"),
      ("blind", "no line records that this result was counted"),
    ])
  func tampered(event: String, problem: String) throws {
    let room = try ElectionRoom.primary(embargo: "2099-01-01T00:00:00+08:00")
    try room.vote(
      east: (0..<20).map { _ in ("a1", "r1 r2") }, west: (0..<20).map { _ in "a2" })
    try room.reconcile()
    #expect(try room.count("electronic", ["--blind"]).status == 0)
    for officer in ["officer-a", "officer-b"] {
      try Binary.succeed(
        ["allow", "release", "--reason", "agreed"] + room.workspace + room.signer(officer))
    }
    #expect(try room.release().status == 0)
    let package = try room.package("electronic")
    #expect(try Binary.json(["verify", package])["holds"] == true)
    // Everybody's key is known here: the record is forged so that its chain and signatures hold.
    _ = try Peer.run(script: Self.forgery, [package, room.path, event])
    // The journal that was exported records no such list: it is signed where that is not looked at.
    for officer in ["officer-a", "officer-b"] {
      try Binary.succeed(["sign", "\(package)/B2SUMS"] + room.signer(officer))
    }
    let report = try Binary.run(["verify", package])
    #expect(report.status == 1)
    #expect(report.stdout.contains(problem), "\(report.stdout)")
    #expect(report.stdout.contains("The journal's chain is unbroken: holds"))
  }

  /// Takes the last line of an event out of a package's journal and chains and signs it again.
  private static let forgery = """
    import base64, glob, hashlib, json, sys
    from nacl.signing import SigningKey
    package, room, event = sys.argv[1:]
    canonical = lambda value: json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    hash = lambda data: hashlib.blake2b(data, digest_size=32).hexdigest()
    lines = [json.loads(line) for line in open(package + "/journal.jsonl", encoding="utf-8")]
    last = max(i for i, line in enumerate(lines) if line["event"] == event)
    del lines[last]
    previous = hash(open(package + "/election.json", "rb").read())
    written = b""
    for number, line in enumerate(lines, 1):
        line.pop("sig", None)
        line["n"], line["prev"] = number, previous
        if line["by"] != "-":
            secret = base64.b64decode(open(f"{room}/keys/{line['by']}.key").read().split("\\n")[1])
            # The 104 bytes at the end: key number 8, seed 32, public key 32, checksum 32.
            key = SigningKey(secret[-96:-64])
            line["sig"] = base64.b64encode(
                key.sign(b"coldcount/journal/1\\n" + canonical(line) + b"\\n").signature).decode()
        data = canonical(line)
        previous = hash(data)
        written += data + b"\\n"
    open(package + "/journal.jsonl", "wb").write(written)
    sums = open(package + "/B2SUMS").read().splitlines()
    sums = [hash(written) + s[64:] if s.endswith("  journal.jsonl") else s for s in sums]
    open(package + "/B2SUMS", "w").write("\\n".join(sums) + "\\n")
    """
}
