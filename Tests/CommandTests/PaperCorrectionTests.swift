import Encoding
import Foundation
import TestSupport
import Testing

/// A primary of which everything is in, six stations with ten papers each.
private struct PaperRoom {
  let room: ElectionRoom

  init() throws {
    room = try ElectionRoom.primary(smallCell: 1)
    let east = ["r1", "r1", "r1", "r2", "r2"].map { ("a1", $0) }
    try room.vote(east: east, west: ["a2"])
    try room.paper(
      Dictionary(uniqueKeysWithValues: Primary.stations.map { ($0, [4, 3, 2, 1, 0, 0, 0, 0]) }))
    try room.reconcile()
  }

  func run(_ words: [String], by person: String) throws -> Peer.Output {
    try Binary.run(words + room.workspace + room.signer(person))
  }

  /// Keys a sheet of the city's contest, with all votes for one option.
  func key(_ sheet: String, papers: Int, by clerks: [String]) throws {
    let place = sheet.replacingOccurrences(of: " ", with: ",") + ",city"
    var items = Primary.options.map { ($0, $0 == "a1" ? papers : 0) }
    items += [("papers", papers), ("rejected:unmarked", 0), ("rejected:overvoted", 0)]
    let rows = items.map { "\(place),\($0.0),\($0.1)\n" }.joined()
    try room.write("station,batch,contest,item,count\n" + rows, "more.csv")
    for clerk in clerks {
      let output = try run(["paper", "import", "\(room.path)/more.csv"], by: clerk)
      #expect(output.status == 0, "\(output.stderr)")
    }
  }

  func account(_ row: String) throws {
    try room.write("station,issued,unused,spoilt,tendered,in-box,note\n\(row)\n", "account.csv")
    for clerk in ["clerk-1", "clerk-2"] {
      let output = try run(["paper", "account", "\(room.path)/account.csv"], by: clerk)
      #expect(output.status == 0, "\(output.stderr)")
    }
  }

  /// What keeps a count from being final, as each command says it.
  func open(_ words: String) throws {
    let status = try Binary.succeed(["paper", "status"] + room.workspace)
    #expect(status.contains(words), "\(status)")
    #expect(try Binary.succeed(["status"] + room.workspace).contains(words))
    let count = try room.count("final")
    #expect(count.status == 1 && count.stderr.contains(words), "\(count.stderr)")
  }

  /// Counts and gives the result of a stage.
  func counted(_ stage: String = "final") throws -> JSON {
    let output = try room.count(stage, ["--json"])
    #expect(output.status == 0, "\(output.stderr)")
    return try JSON.parse(draft: Array(output.stdout.utf8))
  }

  var package: JSON {
    get throws { try Binary.json(["verify", room.package("final")]) }
  }
}

@Suite("Paper that does not add up, and what officers do about it")
struct PaperCorrectionTests {
  @Test("papers that were keyed under two names are taken out, and the record says so")
  func batchTwice() throws {
    let desk = try PaperRoom()
    try desk.key("s1 b01", papers: 10, by: ["clerk-1", "clerk-2"])
    try desk.open("station s1 has 10 papers in the box but 20 in its batches")
    let refused = try desk.run(["paper", "void", "s1", "b01", "--reason", "b1"], by: "clerk-1")
    #expect(refused.status == 1 && refused.stderr.contains("clerk-1 is no officer"))
    let void = ["paper", "void", "s1", "b01", "--reason", "the same as b1"]
    #expect(try desk.run(void, by: "officer-a").status == 0)
    let again = try desk.run(["paper", "import", "\(desk.room.path)/more.csv"], by: "clerk-1")
    #expect(again.status == 1 && again.stderr.contains("was taken out by officer-a"))
    let result = try desk.counted()
    #expect(result["inputs"]?["sheets"]?.array?.count == 6)
    let correction = try #require(result["corrections"]?.array?.first)
    #expect(correction["kind"] == "void" && correction["by"] == "officer-a")
    #expect(correction["batch"] == "b01" && correction["reason"] == "the same as b1")
    #expect(try desk.package["failed"] == 0)
  }

  @Test(
    "a mistake that two people made is keyed anew, and once it was signed by an amendment alone")
  func reopened() throws {
    let desk = try PaperRoom()
    let reopen = ["paper", "reopen", "s1", "b1", "city", "--reason", "recount"]
    #expect(try desk.run(reopen, by: "officer-b").status == 0)
    try desk.open("sheet s1/b1/city was reopened by officer-b: two people key it again")
    try desk.key("s1 b1", papers: 10, by: ["clerk-2", "clerk-1"])
    let result = try desk.counted()
    let city = try #require(result["contests"]?.array?.first)
    #expect(city["options"]?.array?.first?["channels"]?["paper"] == .integer(10 + 5 * 4))
    #expect(try desk.package["failed"] == 0)
    let late = try desk.run(reopen, by: "officer-b")
    #expect(late.status == 1)
    #expect(late.stderr.contains("a signed result has sheet s1/b1/city"), "\(late.stderr)")
    #expect(late.stderr.contains("amend --change 'reopen-sheet s1 b1 city'"), "\(late.stderr)")
    let made = try Binary.json(
      [
        "amend", "--change", "reopen-sheet s1 b1 city", "--reason", "a court", "--to",
        desk.room.path,
      ] + desk.room.workspace)
    let file = try #require(made["amendment"]?.string)
    try desk.room.sign(file)
    #expect(try desk.run(["amend", file], by: "clerk-1").status == 0)
    try desk.room.reconcile()
    try desk.open("sheet s1/b1/city was reopened by amendment-001.json")
    try desk.key("s1 b1", papers: 10, by: ["clerk-1", "clerk-2"])
    let corrections = try #require(try desk.counted()["corrections"]?.array)
    #expect(corrections.map { $0["by"] } == ["officer-b", .null])
    #expect(corrections.map { $0["amendment"] } == [.null, 1])
    #expect(try desk.package["failed"] == 0)
  }

  @Test("what does not add up is counted as it is, with an officer's word for it beside it")
  func explained() throws {
    let desk = try PaperRoom()
    let reopen = ["paper", "reopen", "s1", "--account", "--reason", "wrong line"]
    #expect(try desk.run(reopen, by: "officer-a").status == 0)
    try desk.account("s1,14,0,0,0,11,")
    try desk.open("station s1 issued 14 papers but accounts for 11")
    try desk.open("station s1 has 11 papers in the box but 10 in its batches")
    let explain = ["paper", "explain", "s1", "--reason", "three taken home, one torn"]
    #expect(try desk.run(explain, by: "clerk-1").status == 1)
    #expect(try desk.run(explain, by: "officer-a").status == 0)
    let empty = try desk.run(["paper", "explain", "s2", "--reason", "x"], by: "officer-a")
    #expect(empty.status == 1 && empty.stderr.contains("the account of s2 adds up"))
    let account = try #require(try desk.counted()["accounts"]?.array?.first)
    #expect(account["unaccounted"] == 3 && account["uncounted"] == 1 && account["papers"] == 10)
    #expect(account["explanation"]?["by"] == "officer-a")
    #expect(account["explanation"]?["reason"] == "three taken home, one torn")
    let package = try desk.room.package("final")
    #expect(try Binary.json(["verify", package])["failed"] == 0)
    let report = try String(contentsOfFile: "\(package)/reports/result.txt", encoding: .utf8)
    #expect(report.contains("explained by officer-a: three taken home, one torn"), "\(report)")
    let pages = "\(desk.room.path)/pages"
    try Binary.succeed(
      ["disclose", package, "--to", pages] + desk.room.workspace + desk.room.signer("officer-a"))
    let page = try String(contentsOfFile: "\(pages)/report.html", encoding: .utf8)
    #expect(page.contains("Paper that did not add up") && page.contains("不符的紙票"))
    #expect(page.contains("Papers not accounted for: 3; papers by which boxes"))
    // It holds for that difference and no other.
    try desk.key("s1 b2", papers: 1, by: ["clerk-1", "clerk-2"])
    try desk.open("station s1 issued 14 papers but accounts for 11")
  }

  @Test("a result that later papers overtook is neither signed nor exported")
  func overtaken() throws {
    let desk = try PaperRoom()
    _ = try desk.counted()
    let file = "\(desk.room.path)/count/results/final/result.json"
    try desk.room.sign(file)
    try FileManager.default.removeItem(atPath: "\(file).officer-b.minisig")
    try desk.key("s1 b2", papers: 5, by: ["clerk-1"])
    let words = "overtaken: since it was counted came in sheet s1/b2/city"
    let sign = try desk.run(["sign", file], by: "officer-b")
    #expect(sign.status == 1 && sign.stderr.contains(words), "\(sign.stderr)")
    #expect(!FileManager.default.fileExists(atPath: "\(file).officer-b.minisig"))
    let export = try desk.run(
      ["export", "\(desk.room.path)/out", "--stage", "final"], by: "officer-a")
    #expect(export.status == 1 && export.stderr.contains(words), "\(export.stderr)")
    let status = try Binary.succeed(["status"] + desk.room.workspace)
    #expect(status.contains("overtaken: since came in sheet s1/b2/city"), "\(status)")
  }
}
