import Cryptography
import Encoding
import Foundation
import Record
import TestSupport
import Testing

@Suite("Mixing and opening by turns", .serialized)
struct ProofTurnTests {
  /// One election for all of them: what each does follows on what those before did.
  private static let room = Result { try ProofRoom.counting() }

  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test("one officer mixes at the count and one on a laptop of their own, and then it is sealed")
  func mix() throws {
    let room = try Self.room.get()
    let first = try Binary.json(room.turn("mix", "officer-a"))
    #expect(first["mixed"] == ["officer-a"] && first["needed"] == 2)
    #expect(try room.next("count")?.hasPrefix("coldcount mix --stage") == true)
    let again = try Binary.run(room.turn("mix", "officer-a"))
    #expect(again.status == 1 && again.stderr.contains("officer-a mixed before"), "\(again)")
    let stick = try room.handOut("mix", "mixing")
    // Another stick, on which the mix is one that does not hold.
    let bad = try room.handOut("mix", "bad")
    #expect(
      try names(stick).filter { !$0.contains("minisig") } == [
        "ballots", "election.json", "journal.jsonl", "manifests", "openings", "proof",
        "reconciliation.json", "strikes.csv", "tracking.txt",
      ])
    try Binary.succeed(room.carried("mix", stick, "officer-c"))
    try Binary.succeed(room.carried("mix", bad, "officer-c"))
    try room.spoil("\(bad)/proof/mix-2.officer-c.bin", by: "officer-c", journal: bad)
    let before = try room.journal()
    let refused = try Binary.run(room.taken("mix", bad, "officer-c"))
    #expect(refused.status == 1 && refused.stderr.contains("[mix-proof]"), "\(refused)")
    #expect(try names("\(room.path)/count/proofs/proof").allSatisfy { $0.hasPrefix("mix-1.") })
    #expect(try room.journal() == before)
    let other = try Binary.run(room.taken("mix", stick, "officer-b"))
    #expect(other.status == 1 && other.stderr.contains("[carried]"), "\(other)")
    let sealed = try Binary.json(room.taken("mix", stick, "officer-c"))
    #expect(sealed["stage"] == "electronic")
    #expect(try room.journal().suffix(2) == ["mixed", "blind"])
    let twice = try Binary.run(room.taken("mix", stick, "officer-c"))
    #expect(twice.status == 1 && twice.stderr.contains("[carried]"), "\(twice)")
  }

  @Test("an officer opens only what holds from the ballots on, and is of the head on paper")
  func checks() throws {
    let room = try Self.room.get()
    let stick = try room.handOut("open", "first")
    let line = try room.opening(stick, "officer-b", with: "officer-c")
    let noHead = try Binary.run(Array(line.dropLast(2)))
    #expect(noHead.status == 2 && noHead.stderr.contains("--head"), "\(noHead)")
    let head = try Binary.run(line.dropLast() + [String(repeating: "0", count: 64)])
    #expect(head.status == 1 && head.stderr.contains("[carried]"), "\(head)")
    // What it begins with is soon made twice.
    let part = try Binary.run(line.dropLast() + [String(try #require(line.last).prefix(32))])
    #expect(part.status == 2 && part.stderr.contains("64 hexadecimal digits"), "\(part)")
    // A journal that holds, but was cut back to before its last line.
    let shorter = "\(room.path)/shorter"
    try FileManager.default.copyItem(atPath: stick, toPath: shorter)
    let whole = try String(contentsOfFile: "\(shorter)/journal.jsonl", encoding: .utf8)
    let lines = whole.split(separator: "\n").dropLast().map { "\($0)\n" }
    try lines.joined().write(toFile: "\(shorter)/journal.jsonl", atomically: true, encoding: .utf8)
    let cut = try Binary.run(line.map { $0 == stick ? shorter : $0 })
    #expect(cut.status == 1 && cut.stderr.contains("[carried]"), "\(cut)")
    #expect(try names("\(shorter)/proof").allSatisfy { $0.hasPrefix("mix-") })
    for file in ["strikes.csv", "tracking.txt", "proof/mix-1.officer-a.bin", "journal.jsonl"] {
      let copy = "\(room.path)/changed"
      try? FileManager.default.removeItem(atPath: copy)
      try FileManager.default.copyItem(atPath: stick, toPath: copy)
      var bytes = try Data(contentsOf: URL(filePath: "\(copy)/\(file)"))
      bytes.append(contentsOf: Array("x\n".utf8))
      try bytes.write(to: URL(filePath: "\(copy)/\(file)"))
      let changed = line.map { $0 == stick ? copy : $0 }
      let refused = try Binary.run(changed)
      #expect(refused.status == 1, "\(file): \(refused)")
      #expect(try names("\(copy)/proof").allSatisfy { $0.hasPrefix("mix-") }, "\(file)")
    }
    // A second implementation, written from the page alone, would use a share on what was carried.
    let second = try Peer.run(
      Peer.python, ["\(Peer.packageRoot)/Tests/Peers/proofs_check.py", "before", stick])
    #expect(second.status == 0 && second.stdout == "ok\n", "\(second)")
    // A mix that its officer signed and that does not hold.
    let copy = "\(room.path)/spoilt"
    try FileManager.default.copyItem(atPath: stick, toPath: copy)
    try room.spoil("\(copy)/proof/mix-1.officer-a.bin", by: "officer-a", journal: nil)
    let refused = try Binary.run(line.map { $0 == stick ? copy : $0 })
    #expect(refused.status == 1 && refused.stderr.contains("[mix-proof]"), "\(refused)")
    #expect(try names("\(copy)/proof").allSatisfy { $0.hasPrefix("mix-") })
    #expect(try room.journal("\(copy)/journal.jsonl").filter { $0 == "opened" }.isEmpty)
  }

  @Test("what was opened with others before is destroyed, and what counts is opened anew")
  func others() throws {
    let room = try Self.room.get()
    let alone = try Binary.run(room.turn("open", "officer-a") + room.share("officer-a"))
    #expect(alone.status == 1 && alone.stderr.contains("not opened by 2 officers"), "\(alone)")
    let begun = try Binary.json(
      room.turn("open", "officer-a") + room.share("officer-a") + ["--with", "officer-b"])
    #expect(begun["opened"] == ["officer-a"] && begun["missing"] == ["officer-b"])
    #expect(try room.next("release")?.hasPrefix("coldcount open --share") == true)
    let folder = "\(room.path)/count/results/blind/electronic/proof"
    #expect(try names(folder).contains("open.officer-a.bin"))
    let handed = try room.handOut("open", "second")
    #expect(try names("\(handed)/proof").allSatisfy { $0.hasPrefix("mix-") })
    let line =
      room.turn("open", "officer-c") + room.share("officer-c") + ["--with", "officer-b"]
    let refused = try Binary.run(line)
    #expect(refused.status == 1 && refused.stderr.contains("not abandoned"), "\(refused)")
    let anew = try Binary.run(line + ["--anew"])
    #expect(anew.status == 0 && anew.stderr.contains("destroy"), "\(anew)")
    #expect(
      try names(folder).filter { $0.hasPrefix("open.") } == [
        "open.officer-c.bin", "open.officer-c.bin.minisig",
      ])
    #expect(try room.journal().suffix(3) == ["opening-abandoned", "doctor", "opened"])
  }

  @Test("the last to open, on a laptop of their own, gives the result that anybody can check")
  func whole() throws {
    let room = try Self.room.get()
    let stick = try room.handOut("open", "third")
    let line = try room.opening(stick, "officer-b", with: "officer-c")
    try Binary.succeed(line)
    #expect(try room.journal("\(stick)/journal.jsonl").last == "opened")
    // Cut off after its line: the same command opens anew, and keeps nothing of the first.
    let signature = "\(stick)/proof/open.officer-b.bin.minisig"
    try FileManager.default.moveItem(atPath: signature, toPath: "\(signature).tmp")
    let other = try Binary.run(line.map { $0 == "officer-b" ? "officer-a" : $0 })
    #expect(other.status == 1 && other.stderr.contains("[carried]"), "\(other)")
    try Binary.succeed(line)
    #expect(
      try names("\(stick)/proof").filter { $0.hasPrefix("open.") } == [
        "open.officer-b.bin", "open.officer-b.bin.minisig",
      ])
    let (blind, kept) = ("\(room.path)/count/results/blind/electronic", "\(room.path)/kept")
    try FileManager.default.copyItem(atPath: blind, toPath: kept)
    let result = try Binary.json(room.taken("open", stick, "officer-b"))
    #expect(result["electronic"]?["read"] == 11)
    // As it lies there where it cannot be removed.
    try FileManager.default.moveItem(atPath: kept, toPath: blind)
    let again = try Binary.run(room.taken("open", stick, "officer-b"))
    #expect(again.status == 1 && again.stderr.contains("[released]"), "\(again)")
    #expect(again.stderr.contains("note: what was left in \(blind) of a sealed count"), "\(again)")
    #expect(!FileManager.default.fileExists(atPath: blind))
    let package = try room.export("turns")
    let report = try Binary.run(["verify", package])
    #expect(report.status == 0, "\(report)")
    let second = try Peer.run(
      Peer.python, ["\(Peer.packageRoot)/Tests/Peers/proofs_check.py", "verify", package])
    #expect(second.status == 0 && second.stdout.hasPrefix("ok"), "\(second)")
    #expect(
      try names("\(package)/proof").filter { $0.hasSuffix(".bin") } == [
        "mix-1.officer-a.bin", "mix-2.officer-c.bin", "open.officer-b.bin", "open.officer-c.bin",
      ])
    #expect(try !names("\(room.path)/count").contains("proofs"))
  }

  @Test("what was mixed before an amendment is begun anew, and few ballots are opened by no turn")
  func recount() throws {
    let room = try Self.room.get()
    try Binary.succeed(room.turn("mix", "officer-a"))
    let stick = try room.handOut("mix", "late")
    try Binary.succeed(room.carried("mix", stick, "officer-b"))
    try room.amend("exclude code \(try room.trackingCode())")
    try room.reconcile()
    let late = try Binary.run(room.taken("mix", stick, "officer-b"))
    #expect(late.status == 1 && late.stderr.contains("[carried]"), "\(late)")
    #expect(try Binary.json(room.turn("mix", "officer-b"))["mixed"] == ["officer-b"])
    try Binary.succeed(room.turn("mix", "officer-a"))
    let line = room.turn("open", "officer-a") + room.share("officer-a") + ["--with", "officer-b"]
    let refused = try Binary.run(line)
    #expect(refused.status == 1 && refused.stderr.contains("[small-groups]"), "\(refused)")
    let words = refused.stderr.split(whereSeparator: \.isWhitespace).map(String.init)
    let tracking = try #require(words.firstIndex(of: "--tracking").map { words[$0 + 1] })
    for officer in ["officer-a", "officer-b"] {
      try Binary.succeed(
        ["allow", "small", "--tracking", tracking, "--groups", "1", "--smallest", "1"]
          + room.workspace + room.signer(officer))
    }
    // The lists of what was opened before are carried with it.
    let carried = try room.handOut("open", "small")
    try Binary.succeed(room.opening(carried, "officer-b", with: "officer-a"))
    try Binary.succeed(room.taken("open", carried, "officer-b"))
    // Cut off after the last opening and before its result: the same again comes to it.
    let inTheWay = "\(room.path)/count/results/earlier"
    #expect(FileManager.default.createFile(atPath: inTheWay, contents: nil))
    let cutOff = try Binary.run(Array(line.dropLast(2)))
    #expect(cutOff.status != 0 && cutOff.stderr.contains("earlier"), "\(cutOff)")
    #expect(try room.journal().last == "opened")
    try FileManager.default.removeItem(atPath: inTheWay)
    let result = try Binary.json(Array(line.dropLast(2)))
    #expect(result["electronic"]?["read"] == 10 && result["electronic"]?["excluded"] == 1)
    let report = try Binary.run(["verify", try room.export("recounted")])
    #expect(report.status == 0, "\(report)")
  }

  @Test("a ceremony that was refused stands at the beginning of the record, and nowhere later")
  func ceremony() throws {
    let room = try Self.room.get()
    let path = "\(room.path)/anew"
    let line = [
      "ceremony", "abandoned", "--dealer", "officer-b", "--officer", "officer-c", "--definition",
    ]
    let hash = String(repeating: "5a", count: 32)
    let later = try Binary.run(line + [hash] + room.officer)
    #expect(later.status == 1 && later.stderr.contains("a count has begun"), "\(later)")
    try Binary.succeed(
      [
        "init", path, "--election", "\(room.ceremony)/election.json", "--vault", "\(path)-vault",
      ] + room.signer("clerk"))
    let signer = ["--workspace", path] + room.signer("officer-a")
    let short = try Binary.run(line + ["5a"] + signer)
    #expect(short.status == 2 && short.stderr.contains("64 hexadecimal digits"), "\(short)")
    try Binary.succeed(line + [hash] + signer)
    #expect(
      try room.journal("\(path)/journal.jsonl") == ["init", "doctor", "ceremony-abandoned"])
    let told = try Binary.succeed(["journal", "--workspace", path])
    #expect(told.contains("officer-c refused what officer-b dealt"), "\(told)")
  }
}

/// What officers do by turns.
extension ProofRoom {
  /// What is to be done first at a step.
  func next(_ step: String) throws -> String? {
    try Binary.json(["status"] + workspace)["steps"]?.array?
      .first { $0["step"]?.string == step }?["commands"]?.array?.first?.string
  }

  func share(_ officer: String) -> [String] { ["--share", "\(path)/\(officer).txt"] }

  /// The command line of an officer's turn at the count.
  func turn(_ command: String, _ officer: String, stage: String = "electronic") -> [String] {
    [command] + (command == "mix" ? ["--stage", stage] : []) + workspace + signer(officer)
  }

  /// Writes what an officer's own laptop needs; gives the folder.
  func handOut(_ command: String, _ name: String) throws -> String {
    let folder = "\(path)/\(name)"
    try Binary.succeed(
      [command, "--to", folder] + (command == "mix" ? ["--stage", "electronic"] : []) + workspace)
    return folder
  }

  /// The command line of an officer's own laptop.
  func carried(_ command: String, _ folder: String, _ officer: String) -> [String] {
    [command, folder] + signer(officer)
  }

  /// The same of an opening, with the head of the journal as it was handed out.
  func opening(_ folder: String, _ officer: String, with other: String) throws -> [String] {
    let journal = try String(contentsOfFile: "\(folder)/journal.jsonl", encoding: .utf8)
    let last = try #require(journal.split(separator: "\n").last)
    return carried("open", folder, officer) + share(officer) + ["--with", other, "--head"]
      + [Digest.of(Array(last.utf8)).description]
  }

  /// The command line that takes in what was done there.
  func taken(_ command: String, _ folder: String, _ officer: String) -> [String] {
    turn(command, officer) + ["--take", folder]
  }

  /// Changes an answer of a mix, which its officer signs again; with the last line of a journal.
  func spoil(_ mix: String, by officer: String, journal folder: String?) throws {
    var bytes = try Data(contentsOf: URL(filePath: mix))
    let old = Digest.of(Array(bytes)).description
    bytes[bytes.count - 32] ^= 1
    try bytes.write(to: URL(filePath: mix))
    let new = Digest.of(Array(bytes)).description
    // Beside the definition: whatever lies among results is signed as a result alone.
    let copy = "\(ceremony)/mix.bin"
    try bytes.write(to: URL(filePath: copy))
    try? FileManager.default.removeItem(atPath: "\(copy).\(officer).minisig")
    try Binary.succeed(["sign", copy] + signer(officer))
    try Data(contentsOf: URL(filePath: "\(copy).\(officer).minisig"))
      .write(to: URL(filePath: "\(mix).minisig"))
    guard let folder else { return }
    let journal = "\(folder)/journal.jsonl"
    let text = try String(contentsOfFile: journal, encoding: .utf8)
    #expect(text.contains(old))
    try relast(journal, text.replacingOccurrences(of: old, with: new), by: officer)
  }

  /// Writes a journal whose last line somebody signs again.
  private func relast(_ path: String, _ text: String, by person: String) throws {
    let lines = text.split(separator: "\n").map(String.init)
    let last = try JournalLine(file: Array("\(try #require(lines.last))\n".utf8))
    let file = try Array(Data(contentsOf: URL(filePath: "\(self.path)/keys/\(person).key")))
    let line = try JournalLine.make(
      number: last.number, at: last.at, event: last.event, previous: last.previous,
      signer: Signer(id: person, key: SigningKey(unencryptedFile: file.span)))
    try
      (lines.dropLast().map { "\($0)\n" }.joined()
      + String(decoding: line.file, as: UTF8.self))
      .write(toFile: path, atomically: true, encoding: .utf8)
  }
}
