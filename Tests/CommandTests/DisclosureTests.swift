import Encoding
import Foundation
import TestSupport
import Testing

/// A primary that was counted to the end, with a provisional result before, and its packages.
private final class CountedPrimary {
  let room: ElectionRoom
  let electronic: String
  let final: String
  static let threshold = 5

  init() throws {
    room = try ElectionRoom.primary(smallCell: Self.threshold)
    // In the west all electronic ballots are alike.
    try room.vote(
      east: (0..<60).map { ("a\(1 + $0 % 3)", ["r1 r2", "r1 r2", "r2 r3 r1", "r3"][$0 % 4]) },
      west: (0..<20).map { _ in "a4" })
    try room.reconcile()
    #expect(try room.count("electronic").status == 0)
    electronic = try room.package("electronic")
    try room.paper([
      "s1": [2, 0, 0, 0, 0, 0, 0, 0], "s2": [30, 0, 0, 0, 0, 0, 0, 0],
      "s3": [700, 900, 120, 30, 20, 10, 5, 1], "s4": [0, 1, 0, 2, 0, 0, 0, 0],
      "s5": [5, 5, 5, 5, 5, 0, 0, 0], "s6": [600, 300, 200, 100, 10, 10, 10, 10],
    ])
    let counted = try room.count("final")
    try #require(counted.status == 0, "\(counted.stderr)")
    final = try room.package("final")
  }

  var signer: [String] { room.signer("officer-a") + room.workspace }

  /// Discloses a package; gives the folder.
  func disclose(_ package: String, _ more: [String] = []) throws -> String {
    let target = "\(room.path)/public-\(UUID().uuidString)"
    try Binary.succeed(["disclose", package, "--to", target] + more)
    return target
  }

  func read(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }
}

@Suite("What the public sees")
struct DisclosureTests {
  private let primary: CountedPrimary

  init() throws { primary = try CountedPrimary() }

  @Test("others' software finds nothing wrong with tables and exports, final or provisional")
  func others() throws {
    let schemas = "\(Peer.packageRoot)/Tests/CommandTests/Schemas"
    for (package, prefix) in [(primary.final, ""), (primary.electronic, "PROVISIONAL-")] {
      let folder = try primary.disclose(package)
      let output = try Peer.run(
        Peer.python,
        ["\(Peer.packageRoot)/Tests/Peers/check_disclosure.py", folder, schemas, prefix])
      #expect(output.status == 0, "\(output.stdout) \(output.stderr)")
      // The check itself notices.
      let path = "\(folder)/\(prefix)nist-results.json"
      let report = try primary.read(path)
      for (part, other) in [
        ("\"GpUnitId\":\"area-east\"", "\"GpUnitId\":\"area-nowhere\""),
        ("\"@id\":\"station-s2\"", "\"@id\":\"station-s1\""),
        ("\"Count\":", "\"Count\":-"), ("\"OtherType\":\"area\",", ""),
      ] {
        #expect(report.contains(part))
        try report.replacing(part, with: other, maxReplacements: 1)
          .write(toFile: path, atomically: true, encoding: .utf8)
        let noticed = try Peer.run(
          Peer.python,
          ["\(Peer.packageRoot)/Tests/Peers/check_disclosure.py", folder, schemas, prefix])
        #expect(noticed.stdout.split(separator: "\n").count > 1, "\(part): \(noticed.stdout)")
      }
    }
  }

  @Test("no small or unanimous place can be computed from all that was published")
  func pinned() throws {
    let folders = [
      try primary.disclose(primary.electronic), try primary.disclose(primary.final),
    ]
    let arguments = [
      "\(primary.electronic)/result.json", "\(folders[0])/PROVISIONAL-results.csv",
      "\(primary.final)/result.json", "\(folders[1])/results.csv",
    ]
    let output = try Peer.run(
      Peer.python,
      ["\(Peer.packageRoot)/Tests/Peers/pinned.py", "\(CountedPrimary.threshold)"] + arguments)
    #expect(output.status == 0, "\(output.stdout) \(output.stderr)")
    let table = try primary.read("\(folders[1])/results.csv")
    for place in ["s1", "s2", "s4"] { #expect(!table.contains(",station,\(place),")) }
    #expect(table.contains("Station 1") && table.contains("together"))
    // A table that shows each station by itself pins them down.
    let naked = "\(primary.room.path)/naked.csv"
    try Self.naked(primary.final).write(toFile: naked, atomically: true, encoding: .utf8)
    let found = try Peer.run(
      Peer.python,
      [
        "\(Peer.packageRoot)/Tests/Peers/pinned.py", "\(CountedPrimary.threshold)",
        "\(primary.final)/result.json", naked,
      ])
    #expect(found.status == 1)
    #expect(found.stdout.contains("('paper', 'east', 's1')"))
  }

  @Test("every file that is written holds by its schema, and none with a member less or more")
  func schemas() throws {
    let made = try Binary.json(
      ["amend", "--reason", "Certificate", "--to", primary.room.path, "--change"]
        + ["status city a3 died-during"] + primary.room.workspace)
    let files = try [
      "election=\(primary.final)/election.json", "draft=\(primary.room.path)/draft.json",
      "amendment=\(#require(made["amendment"]?.string))",
      "result=\(primary.final)/result.json", "result=\(primary.electronic)/result.json",
      "public-result=\(primary.disclose(primary.final))/results.json",
      "public-result=\(primary.disclose(primary.electronic))/PROVISIONAL-results.json",
      "reconciliation=\(primary.final)/reconciliation.json",
      "wrapped=\(Peer.packageRoot)/samples/referendum-2017/share.officer-a.json",
      "desk=\(primary.room.keyAtDesk("clerk-1"))/desk.json",
      "inputs=\(primary.room.inputs())/inputs.json",
    ]
    // Of an election with proofs.
    let proofs = "\(Binary.vectors)/verifiable"
    let dealt =
      [
        "election-2=\(proofs)/package/election.json", "draft-2=\(proofs)/ceremony/draft.json",
        "election-2=\(proofs)/three/package/election.json",
      ] + ["a", "b", "c"].map { "deal=\(proofs)/ceremony/deal.officer-\($0).json" }
    let inputs = try [("manifest", "manifests"), ("sheet", "sheets")].flatMap { schema, folder in
      try FileManager.default.contentsOfDirectory(atPath: "\(primary.final)/\(folder)")
        .filter { $0.hasSuffix(".json") }.map { "\(schema)=\(primary.final)/\(folder)/\($0)" }
    }
    let output = try Peer.run(
      Peer.python,
      [
        "\(Peer.packageRoot)/Tests/Peers/check_schemas.py",
        "\(Peer.packageRoot)/Sources/Packaging/schemas",
      ] + files + inputs + dealt)
    #expect(output.status == 0, "\(output.stderr)")
    let lines = output.stdout.split(separator: "\n")
    #expect(lines.count == 1 && lines[0].hasSuffix("unused: []"), "\(output.stdout)")
  }

  /// The table that must not be published: every station but the last by itself, and the total.
  private static func naked(_ package: String) throws -> String {
    let result = try JSON.parse(
      canonical: Array(Data(contentsOf: URL(filePath: "\(package)/result.json"))))
    let contest = try #require(result["contests"]?.array?.first)
    var text = "contest,level,place,channel,option,kind,count\n"
    for place in contest["places"]?.array ?? [] {
      guard let station = place["station"]?.string, station != "s6" else { continue }
      for option in place["options"]?.array ?? [] {
        text += "city,station,\(station),paper,\(option["id"]?.string ?? ""),votes,"
        text += "\(option["count"]?.integer ?? 0)\n"
      }
    }
    return text
  }

  @Test("pages neither overflow nor overlap, on a telephone, on a desk and in print")
  func pages() throws {
    for package in [primary.final, primary.electronic] {
      let folder = try primary.disclose(package)
      let output = try Peer.run(
        Peer.python, ["\(Peer.packageRoot)/Tests/Peers/check_pages.py", folder])
      #expect(output.status == 0, "\(output.stdout) \(output.stderr)")
      let printed = try Peer.run(
        Peer.python, ["\(Peer.packageRoot)/Tests/Peers/check_print.py", folder])
      #expect(printed.status == 0, "\(printed.stdout) \(printed.stderr)")
    }
    let one = try primary.disclose(primary.final, ["--languages", "en"])
    #expect(!(try primary.read("\(one)/report.html")).contains("選舉"))
  }

  @Test("the same package gives the same bytes, and a changed one none")
  func deterministic() throws {
    let folders = [try primary.disclose(primary.final), try primary.disclose(primary.final)]
    #expect(
      try primary.read("\(folders[0])/B2SUMS") == primary.read("\(folders[1])/B2SUMS"))
    let report = try primary.read("\(folders[0])/report.html")
    #expect(report.contains("Candidate a1 is elected with"))
    #expect(!report.contains("PROVISIONAL 臨時"))
    #expect(report.contains("What changed since the provisional result"))
    let text = try primary.read("\(primary.final)/reports/result.txt")
    #expect(text.contains("Contest city: another outcome; ballots +3086; Candidate a1 +1337;"))
    let provisional = try primary.disclose(primary.electronic)
    for name in try FileManager.default.contentsOfDirectory(atPath: provisional)
    where !["charts", "embed", "tables"].contains(name) {
      #expect(name.hasPrefix("PROVISIONAL-"))
      guard !name.hasSuffix(".json") else { continue }
      #expect(try primary.read("\(provisional)/\(name)").uppercased().contains("PROVISIONAL"))
    }
    try "x".write(toFile: "\(primary.final)/tracking.txt", atomically: true, encoding: .utf8)
    let target = "\(primary.room.path)/none"
    let refused = try Binary.run(["disclose", primary.final, "--to", target])
    #expect(refused.status == 1)
    #expect(refused.stderr.contains("tracking.txt is not what B2SUMS lists"))
    #expect(!FileManager.default.fileExists(atPath: target))
  }

  @Test("the package for the public holds, shows no small place, and gives the same tables")
  func publicPackage() throws {
    let package = "\(primary.room.path)/package-public"
    try Binary.succeed(
      ["export", package, "--public"] + primary.room.workspace + primary.room.signer("officer-a"))
    try primary.room.sign("\(package)/B2SUMS")
    let report = try Binary.json(["verify", package])
    #expect(report["holds"] == true, "\(report)")
    let names = try #require(FileManager.default.enumerator(atPath: package)).compactMap {
      $0 as? String
    }
    for name in [
      "patterns.csv", "sheets", "strikes.csv", "manifests", "journal.jsonl", "reconciliation.json",
    ] {
      #expect(!names.contains(name))
    }
    let codes = try primary.read("\(package)/tracking.txt")
    #expect(codes.split(separator: "\n").allSatisfy { $0.utf8.count == 64 })
    #expect(codes.split(separator: "\n").count == 80)
    let tables = [primary.final, package].map { try? primary.disclose($0) }
    #expect(
      try primary.read("\(try #require(tables[0]))/results.csv")
        == primary.read("\(try #require(tables[1]))/results.csv"))
    // Custodians tell all no more than steps; by style they see it alone.
    let progress =
      ["vault", "progress"] + primary.room.vaultKey + primary.room.workspace
      + primary.room.signer("keeper")
    let told = try Binary.json(progress)
    #expect(told["step"] == 10)
    #expect(told["contests"]?.array?.first?["atLeast"] == 80)
    #expect(told["styles"] == nil)
    #expect(try Binary.json(progress + ["--exact"])["styles"]?.array?.count == 2)
    // Splitting a merged place again is noticed.
    let result = "\(package)/result.json"
    let text = try primary.read(result)
    #expect(text.contains("\"stations\":[\"s1\",\"s2\""))
    try text.replacing("\"stations\":[\"s1\",\"s2\"", with: "\"stations\":[\"s2\",\"s1\"")
      .write(toFile: result, atomically: true, encoding: .utf8)
    #expect(try Binary.run(["verify", package]).status == 1)
  }

  @Test("so small a difference that it tells of somebody's vote takes somebody's decision")
  func smallDifference() throws {
    let room = primary.room
    let bundle = try #require(
      try Binary.json(["status"] + room.workspace)["bundles"]?.array?.first?["bundle"]?.string)
    let made = try Binary.json(
      ["amend", "--reason", "Cast for another", "--to", room.path, "--change"]
        + ["exclude \(bundle) 0"] + room.workspace)
    let file = try #require(made["amendment"]?.string)
    try room.sign(file)
    try Binary.succeed(["amend", file] + room.workspace + room.signer("clerk-1"))
    try room.reconcile()
    let counted = try room.count("final")
    try #require(counted.status == 0, "\(counted.stderr)")
    let package = try room.package("final")
    let target = "\(room.path)/corrected"
    let refused = try Binary.run(["disclose", package, "--to", target])
    #expect(refused.status == 1)
    #expect(refused.stderr.contains("differ by fewer than 5 ballots"))
    #expect(refused.stderr.contains("they were cast at "))
    // Neither is it published by the other way.
    let folder = ["\(room.path)/corrected-public", "--public"]
    let export = try Binary.run(["export"] + folder + room.workspace + room.signer("officer-a"))
    #expect(export.status == 1)
    #expect(export.stderr.contains("[small-difference]"))
    try Binary.succeed(
      ["disclose", package, "--to", target, "--accept-difference", "By order of the court"]
        + room.workspace + room.signer("officer-a"))
    #expect(try primary.read("\(room.path)/count/journal.jsonl").contains("By order of the court"))
    try Binary.succeed(["export"] + folder + room.workspace + room.signer("officer-a"))
  }

  @Test("a survey and an earlier vote stand beside the result, each called what it is")
  func compared() throws {
    try primary.room.write(
      "contest,option,percent,sample,source\ncity,a1,40.0,1000,Poll A\ncity,a2,35.5,1000,Poll A\n",
      "survey.csv")
    let folder = try primary.disclose(
      primary.final,
      [
        "--survey", "\(primary.room.path)/survey.csv", "--compare", primary.electronic, "--fact",
        "commissioner=The <Society>", "--decimals", "2",
      ])
    let report = try primary.read("\(folder)/report.html")
    #expect(report.contains("40.0% ±3.0"))
    #expect(try primary.read("\(folder)/survey.csv").contains(",Poll A,40.0,3.0,"))
    #expect(report.contains("another kind of number"))
    #expect(report.contains("The &lt;Society&gt;"))
    let table = try primary.read("\(folder)/comparison.csv")
    #expect(table.contains(",both,votes,"))
    try primary.room.write(
      "contest,option,percent,sample,source\ncity,a9,40.0,1000,Poll A\n", "survey.csv")
    let refused = try Binary.run([
      "disclose", primary.final, "--to", "\(primary.room.path)/none", "--survey",
      "\(primary.room.path)/survey.csv",
    ])
    #expect(refused.status == 1)
    #expect(refused.stderr.contains("no option a9"))
  }

  @Test("a marked copy has what can be traced, and says how many marks each file carries")
  func goesOut() throws {
    let target = "\(primary.room.path)/copy"
    let command = ["disclose", primary.final, "--to", target, "--for"]
    let made = try Binary.json(command + ["City  Desk"] + primary.signer)
    #expect(made["for"] == "City Desk")
    let marks = made["copy"]?["marks"]?.array ?? []
    for name in ["report.html", "results.csv"] {
      #expect(marks.contains { $0["file"] == .string(name) }, "\(marks)")
    }
    let needed = try #require(made["copy"]?["needed"]?.integer)
    for file in marks {
      let counts = ["wording", "order"].compactMap { file[$0]?.integer }
      #expect(counts.reduce(0, +) >= needed, "\(file)")
    }
    let leftOut = (made["copy"]?["leftOut"]?.array ?? []).compactMap(\.string)
    #expect(Set(leftOut).isSuperset(of: ["results.json", "nist-results.json", "datapackage.json"]))
    for name in leftOut {
      #expect(!FileManager.default.fileExists(atPath: "\(target)/\(name)"))
    }
    #expect(try primary.read("\(target)/B2SUMS").split(separator: "\n").count == marks.count)
    // Another spelling of the name would be another copy of one recipient's.
    let other = try Binary.run(
      ["disclose", primary.final, "--to", "\(target)-2", "--for", "city desk"] + primary.signer)
    #expect(other.status == 1 && other.stderr.contains("[recipient]"))
    #expect(!FileManager.default.fileExists(atPath: "\(target)-2"))
  }

  /// Expects several files to be taken for parts of one leak, and other pictures than ours refused.
  private func expectParts() throws {
    let text = try primary.read("\(primary.room.path)/copied.txt")
    let half = text.index(text.startIndex, offsetBy: text.count / 2)
    try primary.room.write(String(text[..<half]), "first.txt")
    try primary.room.write(String(text[half...]), "second.txt")
    let parts = try Binary.json(
      ["trace", "\(primary.room.path)/first.txt", "\(primary.room.path)/second.txt"]
        + ["--package", primary.final] + primary.signer)
    #expect(parts["named"] == ["電台 Radio"] && parts["files"]?.array?.count == 2)
    // A picture of another kind is not taken for text without marks.
    try Data([0xFF, 0xD8, 0xFF, 0xE0]).write(to: URL(filePath: "\(primary.room.path)/a.jpg"))
    let photo = try Binary.run(
      ["trace", "\(primary.room.path)/a.jpg", "--package", primary.final] + primary.signer)
    #expect(photo.status == 1 && photo.stderr.contains("djpeg photo.jpg > photo.ppm"))
  }

  @Test("a marked copy is traced from its page, its table, copied text and a picture of it")
  func traced() throws {
    let names = ["City Desk", "電台 Radio"]
    let copies = try names.map { name in
      try primary.disclose(primary.final, ["--for", name] + primary.signer)
    }
    let plain = try primary.disclose(primary.final)
    // The figures are the same in every copy.
    let numbers = { (folder: String) throws in
      try self.primary.read("\(folder)/results.csv").split(separator: "\r\n").sorted()
    }
    #expect(try numbers(copies[0]) == numbers(plain))
    let script = """
      import sys
      sys.path.insert(0, sys.argv[1])
      from browser import Browser
      with Browser() as browser:
          browser.open(sys.argv[2] + "/report.html", 700, 2400)
          browser.picture(sys.argv[3] + "/desk.png", whole=False)
          open(sys.argv[3] + "/copied.txt", "w").write(
              "  ".join(browser.evaluate("document.body.innerText").split()))
          browser.open(sys.argv[2] + "/report.html", 360, 2400, 2)
          browser.picture(sys.argv[3] + "/phone.png", whole=False)
      rows = open(sys.argv[2] + "/results.csv", encoding="utf-8-sig").read().splitlines()
      open(sys.argv[3] + "/saved.csv", "w").write(
          "\\n".join(";".join('"' + cell + '"' for cell in row.split(",")) for row in rows))
      """
    _ = try Peer.run(
      script: script, ["\(Peer.packageRoot)/Tests/Peers", copies[1], primary.room.path])
    func trace(_ file: String) throws -> (status: Int32, named: JSON?, found: JSON) {
      let output = try Binary.run(
        ["trace", file, "--package", primary.final, "--json"] + primary.signer)
      let json = try JSON.parse(canonical: Array(output.stdout.utf8))
      return (output.status, json["named"], json)
    }
    for file in [
      "\(copies[1])/report.html", "\(primary.room.path)/copied.txt",
      "\(primary.room.path)/saved.csv", "\(primary.room.path)/desk.png",
      "\(primary.room.path)/phone.png",
    ] {
      let found = try trace(file)
      #expect(found.status == 0, "\(file): \(found.found)")
      #expect(found.named == ["電台 Radio"], "\(file): \(found.found)")
    }
    // What says too little, and what is published for all, names nobody.
    try primary.room.write("Candidate a1 is elected.\n", "fragment.txt")
    for file in ["\(primary.room.path)/fragment.txt", "\(plain)/report.html"] {
      let found = try trace(file)
      #expect(found.status == 1)
      #expect(found.named == [])
    }
    try expectParts()
    // The journal has a hash, and another key finds nobody.
    let other = try Binary.run(
      ["trace", "\(copies[1])/report.html", "--package", primary.final]
        + primary.room.workspace + primary.room.signer("officer-b"))
    #expect(other.stderr.contains("made with another key"))
    let seen = try Binary.json(["journal", "seen"] + primary.room.workspace)["seen"]?.array ?? []
    #expect(seen.suffix(2).map { $0["people"] } == names.map { [.string($0)] })
  }

  @Test("a copy for one recipient is made only where it is recorded")
  func unrecorded() throws {
    let refused = try Binary.run(
      ["disclose", primary.final, "--to", "\(primary.room.path)/none", "--for", "Desk"]
        + primary.room.signer("officer-a"))
    #expect(refused.status == 1)
    #expect(refused.stderr.contains("where it is recorded"))
    let signed = try primary.disclose(
      primary.final, ["--sign"] + primary.room.signer("officer-a"))
    let checked = try Peer.run(
      Peer.minisign,
      [
        "-V", "-H", "-p", "\(primary.room.path)/keys/officer-a.pub", "-m", "\(signed)/B2SUMS",
        "-x", "\(signed)/B2SUMS.officer-a.minisig",
      ])
    #expect(checked.status == 0, "\(checked.stderr)")
  }
}
