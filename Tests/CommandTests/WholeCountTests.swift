import Encoding
import Foundation
import TestSupport
import Testing

@Suite("A whole count with the built program")
struct WholeCountTests {
  private func expected() throws -> JSON {
    let bytes = try Data(contentsOf: URL(filePath: "\(Binary.vectors)/expected.json"))
    return try JSON.parse(draft: Array(bytes))
  }

  @Test("the election of another implementation comes to what it expects")
  func vectors() throws {
    let room = try ElectionRoom.begun()
    try room.fill()
    let result = try Binary.json(
      ["count", "--stage", "electronic"] + Binary.share("officer-a") + Binary.share("officer-c")
        + room.workspace + Binary.signer("officer-b"))
    let expected = try expected()
    #expect(result["electronic"]?["entries"] == expected["entries"])
    #expect(result["electronic"]?["struck"] == expected["struck"])
    #expect(result["electronic"]?["unreadable"] == expected["unreadable"])
    #expect(result["inputs"]?["strikes"] == expected["strikes.csv"])
    let tracking = try Peer.run(
      "/usr/bin/b2sum", ["-l", "256", "\(room.path)/count/results/electronic/tracking.txt"])
    #expect(tracking.stdout.prefix(64) == expected["tracking.txt"]?.string ?? "")
    for contest in result["contests"]?.array ?? [] {
      let id = try #require(contest["id"]?.string)
      let other = try #require(expected["contests"]?[id])
      for (category, count) in other["electronic"]?.object ?? [:] {
        #expect(contest["ballots"]?["total"]?[category] == count, "\(id) \(category)")
      }
      for option in contest["options"]?.array ?? [] {
        let option = try #require(option.object)
        let wanted = other["options"]?[option["id"]?.string ?? ""]?.object ?? [:]
        for (mark, count) in wanted {
          let found = mark == "chosen" ? option["total"] : option["total"]?[mark]
          #expect(found == count, "\(id) \(option["id"]?.string ?? "") \(mark)")
        }
      }
    }
  }

  @Test("stock minisign and b2sum verify the package, and so do we")
  func stockTools() throws {
    let room = try ElectionRoom.begun()
    try room.fill()
    let package = try room.export()
    let report = try Binary.json(["verify", package, "--bundles", "\(Binary.vectors)/media"])
    #expect(report["holds"] == true)
    #expect(report["failed"] == 0)
    let told = report["limits"]?.array?.last
    #expect(told == "tracking.txt was compared with the ballots of 4 of 4 bundles")
    let definition = try JSON.parse(
      canonical: Array(Data(contentsOf: URL(filePath: "\(package)/election.json"))))
    for officer in ["officer-b", "officer-c"] {
      let person = definition["people"]?.array?.first { $0["id"]?.string == officer }
      let key = try #require(person?["publicKey"]?.string)
      for file in ["B2SUMS", "result.json"] {
        let output = try Peer.run(
          Peer.minisign,
          [
            "-V", "-H", "-P", key, "-m", "\(package)/\(file)", "-x",
            "\(package)/\(file).\(officer).minisig",
          ])
        #expect(output.status == 0, "\(output.stderr)")
        #expect(output.stdout.contains("coldcount"))
      }
    }
    let sums = try Peer.run("/bin/sh", ["-c", "cd '\(package)' && b2sum -c --strict B2SUMS"])
    #expect(sums.status == 0, "\(sums.stdout)")
  }

  @Test("the journal names every step, and its head is that of its last line")
  func journal() throws {
    let room = try ElectionRoom.begun()
    try room.fill()
    let journal = try Binary.json(["journal"] + room.workspace)
    let events = journal["lines"]?.array?.compactMap { $0["event"]?.string }
    #expect(
      events == ["init", "doctor"] + [String](repeating: "import", count: 8) + [
        "reconcile", "sign",
      ])
    let status = try Binary.json(["status"] + room.workspace)
    #expect(status["journal"]?["head"] == journal["head"])
    #expect(status["missing"] == [])
  }

  @Test("a second import of the same media changes nothing")
  func secondImport() throws {
    let room = try ElectionRoom.begun()
    try room.fill()
    let before = try room.contents()
    let again = try Binary.json(
      ["import", "\(Binary.vectors)/media"] + room.workspace + Binary.signer("clerk-1"))
    #expect(again["alreadyImported"] == 8)
    #expect(try room.contents() == before)
  }

  @Test("two custodians come to the same bytes, and both signatures stay")
  func twoCustodians() throws {
    let room = try ElectionRoom.begun()
    try room.fill()
    let path = "\(room.path)/count/reconciliation"
    let first = try Data(contentsOf: URL(filePath: "\(path)/reconciliation.json"))
    try Binary.succeed(
      ["reconcile", "--vault-key", "\(Binary.vectors)/keys/vault-2.secret"] + room.workspace
        + Binary.signer("keeper-2"))
    #expect(try Data(contentsOf: URL(filePath: "\(path)/reconciliation.json")) == first)
    for keeper in ["keeper", "keeper-2"] {
      let signature = "\(path)/reconciliation.json.\(keeper).minisig"
      #expect(FileManager.default.fileExists(atPath: signature))
    }
  }

  @Test("a second laptop's package says the same, and another's does not")
  func secondOpinion() throws {
    let (first, second) = (try ElectionRoom.begun(), try ElectionRoom.begun())
    try first.fill()
    for name in ["web-3", "desk-2", "app-1", "registrar-2", "web-1", "desk-1", "web-2"] {
      try Binary.succeed(
        ["import", "\(Binary.vectors)/media/\(name)"] + second.workspace + Binary.signer("clerk-1"))
    }
    try second.fill()
    let (one, other) = (try first.export(), try second.export())
    #expect(try Binary.json(["compare", one, other])["equal"] == true)
    let report = "\(other)/reports/PROVISIONAL-result.txt"
    try Data("x".utf8).write(to: URL(filePath: report))
    let output = try Binary.run(["compare", one, other, "--lang", "zh-Hant"])
    #expect(output.status == 1)
    #expect(output.stdout.contains("每個檔案的雜湊值與 B2SUMS 相符"))
    #expect(output.stdout.contains("並非兩者均成立"))
  }

  @Test("a final count says everything that is missing")
  func finalNeedsEverything() throws {
    let room = try ElectionRoom.begun()
    try Binary.succeed(
      ["import", "\(Binary.vectors)/media/web-1"] + room.workspace + Binary.signer("clerk-1"))
    try Binary.succeed(
      ["reconcile", "--vault-key", "\(Binary.vectors)/keys/vault.secret"] + room.workspace
        + Binary.signer("keeper"))
    // Somebody takes the signature away.
    try FileManager.default.removeItem(
      atPath: "\(room.path)/count/reconciliation/reconciliation.json.keeper.minisig")
    let output = try Binary.run(
      ["count", "--stage", "final"] + Binary.share("officer-a") + Binary.share("officer-b")
        + room.workspace + Binary.signer("officer-a"))
    #expect(output.status == 1)
    for reason in ["no bundle of app", "the last bundle of web", "no custodian has signed"] {
      #expect(output.stderr.contains(reason), "\(output.stderr)")
    }
    #expect(!FileManager.default.fileExists(atPath: "\(room.path)/count/results"))
  }
}
