import Encoding
import Foundation
import TestSupport
import Testing

@Suite("A count with proofs", .serialized)
struct ProofCountTests {
  /// One election for all of them: what each does follows on what those before did.
  private static let room = Result { try ProofRoom.counting() }

  @Test("is what the ballots were, and whoever has the package sees it without a key")
  func count() throws {
    let room = try Self.room.get()
    let result = try Binary.json(room.count(by: ["officer-a", "officer-c"]))
    #expect(result["electronic"]?["read"] == 11 && result["electronic"]?["unreadable"] == 0)
    let ballots = result["contests"]?.array?.first?["ballots"]?["online"]
    #expect(ballots?["valid"] == 9 && ballots?["blank"] == 1 && ballots?["overvoted"] == 1)
    let package = try room.export("first")
    let report = try Binary.run(["verify", package, "--threads", "2"])
    #expect(report.status == 0, "\(report)")
    for sentence in [
      "29. The patterns are what the sealed ballots hold: holds (11 ballots in 1 list, 2 mixes)",
      "30. No opening told few ballots apart: holds (1 list of ballots, opened by 2 officers)",
      "proved, whoever conspired", "not proved: that a device", "(cast as intended)",
      "(eligibility)", "that a strike was due",
      "fewer than 2 officers conspire and their laptops keep to themselves",
    ] { #expect(report.stdout.contains(sentence), "\(report.stdout)") }
    #expect(!report.stdout.contains("end-to-end") && !report.stdout.contains("own word"))
    // A second implementation, written from the page alone.
    let second = try Peer.run(
      Peer.python, ["\(Peer.packageRoot)/Tests/Peers/proofs_check.py", "verify", package])
    #expect(second.status == 0 && second.stdout.hasPrefix("ok"), "\(second)")
    #expect(try room.journal().filter { ["mixed", "opened"].contains($0) }.count == 4)
    for name in ["mix-1.officer-a", "open.officer-c"] {
      let path = "\(package)/proof/\(name).bin.minisig"
      let signature = try String(contentsOfFile: path, encoding: .utf8)
      let officer = name.split(separator: ".")[1]
      #expect(signature.contains("trusted comment: coldcount proof question \(officer)\n"))
    }
    // Of ballots and proofs the public gets nothing, and is told so.
    let open = "\(room.path)/open"
    try Binary.succeed(["export", open, "--public", "--stage", "electronic"] + room.officer)
    let names = try FileManager.default.contentsOfDirectory(atPath: open)
    #expect(!names.contains("ballots") && !names.contains("proof"))
    let told = try Binary.run(["verify", open])
    for sentence in [
      "it needs ballots/, proof/ of the auditors' package",
      "it needs ballots/, openings/, journal.jsonl of the auditors' package",
      "not checked here: whether the votes in patterns.csv are those in the sealed ballots",
    ] { #expect(told.stdout.contains(sentence), "\(told)") }
  }

  @Test("leaves no key, no order and nothing opened but what stands in the result")
  func leavesNothing() throws {
    let room = try Self.room.get()
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(room.path)/count")
    #expect(!names.contains("proofs"), "\(names)")
  }

  @Test("is not opened where a mix does not hold, whoever signed it")
  func badMix() throws {
    let room = try Self.room.get()
    try Binary.succeed(room.count(by: ["officer-a", "officer-b"]) + ["--blind"])
    let proof = "\(room.path)/count/results/blind/electronic/proof"
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: proof).sorted() == [
        "mix-1.officer-a.bin", "mix-1.officer-a.bin.minisig", "mix-2.officer-b.bin",
        "mix-2.officer-b.bin.minisig",
      ])
    let mix = "\(proof)/mix-2.officer-b.bin"
    let kept = try [mix, "\(mix).minisig"].map { try Data(contentsOf: URL(filePath: $0)) }
    // An answer of the proof, still below the order: the officer signs a mix that is none.
    var bytes = kept[0]
    bytes[bytes.count - 32] ^= 1
    try bytes.write(to: URL(filePath: mix))
    // Beside the definition: whatever lies among results is signed as a result alone.
    let copy = "\(room.ceremony)/mix.bin"
    try bytes.write(to: URL(filePath: copy))
    try Binary.succeed(["sign", copy] + room.signer("officer-b"))
    try Data(contentsOf: URL(filePath: "\(copy).officer-b.minisig"))
      .write(to: URL(filePath: "\(mix).minisig"))
    let before = try room.journal().filter { $0 == "opened" }.count
    let refused = try Binary.run(room.release(by: ["officer-b", "officer-c"]))
    #expect(refused.status == 1 && refused.stderr.contains("[mix-proof]"), "\(refused)")
    #expect(
      try !FileManager.default.contentsOfDirectory(atPath: proof).contains {
        $0.hasPrefix("open.")
      })
    #expect(try room.journal().filter { $0 == "opened" }.count == before)
    for (data, path) in zip(kept, [mix, "\(mix).minisig"]) {
      try data.write(to: URL(filePath: path))
    }
  }

  @Test("that nobody has seen is opened later, by other officers than mixed")
  func release() throws {
    let room = try Self.room.get()
    try Binary.succeed(room.release(by: ["officer-b", "officer-c"]))
    let package = try room.export("released")
    let report = try Binary.run(["verify", package])
    #expect(report.status == 0, "\(report)")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: "\(package)/proof").filter {
        $0.hasSuffix(".bin")
      }.sorted() == [
        "mix-1.officer-a.bin", "mix-2.officer-b.bin", "open.officer-b.bin", "open.officer-c.bin",
      ])
  }

  @Test("that would tell few ballots apart is opened only where the officers allow just that")
  func smallGroups() throws {
    let room = try Self.room.get()
    try room.amend("exclude code \(try room.trackingCode())")
    try room.reconcile()
    let line = room.count(by: ["officer-a", "officer-b"])
    let refused = try Binary.run(line)
    #expect(refused.status == 1 && refused.stderr.contains("[small-groups]"), "\(refused)")
    #expect(refused.stderr.contains("1 group of fewer than 2 ballots, the smallest of 1"))
    let words = refused.stderr.split(whereSeparator: \.isWhitespace).map(String.init)
    let tracking = try #require(words.firstIndex(of: "--tracking").map { words[$0 + 1] })
    let allow = [
      "allow", "small", "--tracking", tracking, "--groups", "1", "--smallest", "1",
      "--workspace", "\(room.path)/count",
    ]
    try Binary.succeed(allow + room.signer("officer-a"))
    #expect(try Binary.run(line).status == 1)
    try Binary.succeed(allow + room.signer("officer-b"))
    let result = try Binary.json(line)
    #expect(result["electronic"]?["read"] == 10 && result["electronic"]?["excluded"] == 1)
    let package = try room.export("amended")
    let report = try Binary.run(["verify", package])
    #expect(report.status == 0, "\(report)")
    #expect(
      report.stdout.contains(
        "30. No opening told few ballots apart: holds (2 lists of ballots, opened by 3 officers)"))
    // What was opened before is there to be compared with.
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(package)/openings").count == 1)
  }

  @Test("that other patterns are put into is found, by whoever they are signed")
  func otherPatterns() throws {
    let room = try Self.room.get()
    let package = "\(room.path)/amended"
    let patterns = "\(package)/patterns.csv"
    let text = try String(contentsOfFile: patterns, encoding: .utf8)
    try text.replacingOccurrences(of: "question,online", with: "question,onlime")
      .write(toFile: patterns, atomically: true, encoding: .utf8)
    let refused = try Binary.run(["verify", "--proofs", package])
    #expect(refused.status == 1 && refused.stdout.hasPrefix("patterns: patterns.csv"), "\(refused)")
    let told = try Binary.run(["verify", package, "--json"])
    let checks = try JSON.parse(canonical: Array(told.stdout.utf8))["checks"]?.array ?? []
    let proofs = try #require(checks.first { $0["id"] == "proofs" })
    #expect(told.status == 1 && proofs["verdict"] == "fails", "\(proofs)")
    try text.write(toFile: patterns, atomically: true, encoding: .utf8)
  }

  @Test("is rehearsed: the officers' real shares open what is sealed to the real key")
  func rehearsal() throws {
    let room = try Self.room.get()
    let line = { (second: String, target: String) in
      [
        "rehearse", "--election", "\(room.ceremony)/election.json", "--vault-key",
        room.box("keeper"), "--to", "\(room.path)/\(target)", "--share",
        "\(room.path)/officer-b.txt", "--share", second,
      ]
    }
    let before = try room.journal()
    let report = try Binary.json(line("\(room.path)/officer-c.txt", "rehearsal"))
    #expect(report["holds"] == true && report["differences"] == [], "\(report)")
    #expect(report["shares"]?["officers"] == ["officer-b", "officer-c"])
    #expect(report["shares"]?["marks"]?.integer ?? 0 >= 8, "\(report)")
    #expect(report["audit"]?["failed"] == [])
    // What was counted is a package of another election, with proofs that hold.
    let package = "\(room.path)/rehearsal/package"
    #expect(try Binary.run(["verify", "--proofs", package]).stdout == "ok\n")
    #expect(
      try Binary.run(["verify", "--proofs", "--rehearsal", package]).status == 1)
    #expect(try room.journal() == before)
    // A share of another election, which is no share of this one.
    let other = try Binary.run(line("\(Binary.vectors)/keys/shares/officer-b.txt", "other"))
    #expect(other.status == 1 && other.stderr.contains("[share-unknown]"), "\(other)")
  }

  @Test("takes one signing key for each share, and shares of the election alone")
  func usage() throws {
    let room = try Self.room.get()
    let line = room.count(by: ["officer-a", "officer-b"])
    let missing = try Binary.run(Array(line.dropLast(2)))
    #expect(missing.status == 2 && missing.stderr.contains("--officer-key"), "\(missing)")
    let other = try Binary.run(
      line.map { $0.hasSuffix("officer-b.key") ? "\(room.path)/keys/officer-c.key" : $0 })
    #expect(other.status == 1 && other.stderr.contains("[key-mismatch]"), "\(other)")
    let twice = try Binary.run(
      line.map { $0.hasSuffix("officer-b.txt") ? "\(room.path)/officer-a.txt" : $0 })
    #expect(twice.status == 1 && twice.stderr.contains("[share-repeated]"), "\(twice)")
    let share = try Binary.run(
      line.map {
        $0.hasSuffix("officer-b.txt") ? "\(Binary.vectors)/keys/shares/officer-b.txt" : $0
      })
    #expect(share.status == 1 && share.stderr.contains("[share-unknown]"), "\(share)")
  }
}
