import Cryptography
import Encoding
import Foundation
import TestSupport
import Testing

@Suite("Stages of a count with proofs", .serialized)
struct ProofStageTests {
  /// One election for all of them: what each does follows on what those before did.
  private static let room = Result { try ProofRoom.staged() }

  private static func votes(_ result: JSON, _ option: String) -> JSON? {
    result["contests"]?.array?.first { $0["id"] == "city" }?["options"]?.array?
      .first { $0["id"]?.string == option }?["total"]
  }

  /// The sections of the west, which come last, and of the lists before it, of a proof file.
  private static func sections(
    _ package: String, _ file: String, west: Int
  ) throws -> (before: [UInt8], west: [UInt8]) {
    let bytes = try Array(Data(contentsOf: URL(filePath: "\(package)/proof/\(file)")))
    return (Array(bytes.dropLast(west)), Array(bytes.suffix(west)))
  }

  /// Has an officer take a turn at the count, and expects that all lists are taken over.
  private func takeOver(_ line: [String], _ officer: String) throws -> Peer.Output {
    let output = try Binary.run(line)
    #expect(
      output.stderr.contains(
        "\(officer) takes over 3 of 3 lists, unchanged since an earlier count"), "\(output)")
    return output
  }

  @Test("the first is counted on one laptop, and nothing is there to be taken over")
  func electronic() throws {
    let room = try Self.room.get()
    let counted = try Binary.run(room.count(by: ["officer-a", "officer-c"]))
    #expect(counted.status == 0 && !counted.stderr.contains("takes over"), "\(counted)")
    #expect(try Binary.run(["verify", room.export("electronic")]).status == 0)
  }

  @Test("with some of the paper is mixed and opened by turns, and every list is taken over")
  func partial() throws {
    let room = try Self.room.get()
    try room.paper("s1", [("a1", 3), ("a2", 3), ("a3", 0)], park: [("yes", 4), ("no", 2)])
    for officer in ["officer-a", "officer-c"] {
      let mixed = try takeOver(room.turn("mix", officer, stage: "partial"), officer)
      #expect(mixed.status == 0, "\(mixed)")
    }
    let first = room.turn("open", "officer-a") + room.share("officer-a") + ["--with", "officer-c"]
    #expect(try takeOver(first, "officer-a").status == 0)
    let last = try takeOver(
      room.turn("open", "officer-c") + room.share("officer-c") + ["--json"], "officer-c")
    let result = try JSON.parse(canonical: Array(last.stdout.utf8))
    #expect(result["stage"] == "partial" && Self.votes(result, "a1") == 7, "\(last)")
    let package = try room.export("partial", stage: "partial")
    #expect(try Binary.run(["verify", package]).status == 0)
    for name in ["mix-1.officer-a", "mix-2.officer-c", "open.officer-a", "open.officer-c"] {
      let files = try ["electronic", "partial"].map {
        try Data(contentsOf: URL(filePath: "\(room.path)/\($0)/proof/\(name).bin"))
      }
      #expect(files[0] == files[1], "\(name)")
    }
  }

  @Test("the last ends in a tie by turns, and once lots are drawn it is counted on one laptop")
  func final() throws {
    let room = try Self.room.get()
    try room.paper("s2", [("a1", 2), ("a2", 2), ("a3", 1)])
    for officer in ["officer-a", "officer-c"] {
      let mixed = try takeOver(room.turn("mix", officer, stage: "final"), officer)
      #expect(mixed.status == 0, "\(mixed)")
    }
    let first = room.turn("open", "officer-a") + room.share("officer-a") + ["--with", "officer-c"]
    _ = try takeOver(first, "officer-a")
    let tied = try takeOver(room.turn("open", "officer-c") + room.share("officer-c"), "officer-c")
    #expect(tied.status == 1 && tied.stderr.contains("[tie]"), "\(tied)")
    try Binary.succeed(
      ["lots", "city", "--draw", "a1=3", "--draw", "a2=8", "--witness", "Chan"] + room.officer)
    let line = room.count(by: ["officer-a", "officer-c"], stage: "final")
    let counted = try takeOver(line + ["--json"], "officer-c")
    let result = try JSON.parse(canonical: Array(counted.stdout.utf8))
    #expect(result["stage"] == "final" && Self.votes(result, "a2") == 9, "\(counted)")
    let package = try room.export("final", stage: "final")
    #expect(try Binary.run(["verify", package]).status == 0)
    let second = try Peer.run(
      Peer.python, ["\(Peer.packageRoot)/Tests/Peers/proofs_check.py", "verify", package])
    #expect(second.status == 0 && second.stdout.hasPrefix("ok"), "\(second)")
  }

  @Test("is counted again after an amendment that tells one ballot apart, which officers allow")
  func amended() throws {
    let room = try Self.room.get()
    let manifest = "\(room.path)/stick/west/manifest.json"
    let bundle = Digest.of(try Array(Data(contentsOf: URL(filePath: manifest))))
    try room.amend("exclude \(bundle) 0")
    try room.reconcile()
    let line = room.count(by: ["officer-a", "officer-c"], stage: "final")
    let refused = try Binary.run(line)
    #expect(refused.status == 1 && refused.stderr.contains("[small-groups]"), "\(refused)")
    let words = refused.stderr.split(whereSeparator: \.isWhitespace).map(String.init)
    let tracking = try #require(words.firstIndex(of: "--tracking").map { words[$0 + 1] })
    for officer in ["officer-a", "officer-b"] {
      try Binary.succeed(
        ["allow", "small", "--tracking", tracking, "--groups", "1", "--smallest", "1"]
          + room.workspace + room.signer(officer))
    }
    let counted = try Binary.run(line)
    #expect(counted.status == 0, "\(counted)")
    for officer in ["officer-a", "officer-c"] {
      #expect(
        counted.stderr.components(separatedBy: "\(officer) takes over 2 of 3 lists").count == 3,
        "\(counted)")
    }
    let package = try room.export("amended", stage: "final")
    let report = try Binary.run(["verify", package])
    #expect(report.status == 0, "\(report)")
    // Three ballots of one point where four were: what is before the west's section is as it was.
    for (name, size) in [
      ("mix-1.officer-a.bin", { 192 * $0 + 160 }), ("open.officer-c.bin", { 32 * $0 + 64 }),
    ] {
      let then = try Self.sections("\(room.path)/final", name, west: size(4))
      let now = try Self.sections(package, name, west: size(3))
      #expect(now.before == then.before && !now.before.isEmpty, "\(name)")
      #expect(now.west != Array(then.west.prefix(now.west.count)), "\(name)")
    }
  }
}

extension ProofRoom {
  /// One of a city of two areas with a station each, and of a question in the east.
  ///
  /// Nine ballots are in and reconciled; a1 and a2 are level among them.
  static func staged() throws -> ProofRoom {
    let room = try ProofRoom { parts, draft in
      let name = { (text: String) -> JSON in ["en": .string(text)] }
      let places = ["east", "west"]
      draft["areas"] = .array(
        (["city"] + places).map { ["id": .string($0), "name": name($0), "electorate": 100] })
      let options = { (ids: [String]) -> JSON in
        .array(ids.map { ["id": .string($0), "name": name($0)] })
      }
      draft["contests"] = [
        [
          "id": "city", "title": name("City"), "area": "city", "method": "plurality", "seats": 1,
          "minChoices": 1, "maxChoices": 1, "options": options(["a1", "a2", "a3"]),
        ],
        [
          "id": "park", "title": name("Park"), "area": "east", "method": "question",
          "options": options(["yes", "no"]),
        ],
      ]
      draft["styles"] = [
        ["id": "east", "area": "east", "contests": ["city", "park"]],
        ["id": "west", "area": "west", "contests": ["city"]],
      ]
      draft["channels"] = [
        ["id": "paper", "kind": "paper", "name": name("Paper")],
        ["id": "online", "kind": "electronic", "name": name("Online")],
      ]
      draft["stations"] = .array(
        zip(["s1", "s2"], places).map {
          [
            "id": .string($0), "name": name($0), "area": .string($1), "styles": [.string($1)],
            "channel": "paper",
          ]
        })
      draft["rejections"] = [["id": "unmarked", "name": name("Unmarked")]]
      var web = draft["collectors"]?.array?.first?.object ?? [:]
      web["styles"] = ["east", "west"]
      draft["collectors"] = [.object(web)]
      let clerk = try parts.person("clerk-2", "operator", name: name("clerk-2"))
      draft["people"] = .array((draft["people"]?.array ?? []) + [clerk])
    }
    try room.holdCeremony()
    let cast = "2026-03-01T10:00:00+08:00"
    let east = ["a1,yes", "a1,no", "a1,yes", "a3,", "a1,yes"]
    try room.seal(
      ["number,cast,city,park"] + east.enumerated().map { "E\($0),\(cast),\($1)" },
      ["--style", "east", "--sequence", "1"], to: "east")
    try room.seal(
      ["number,cast,city"] + (0..<4).map { "W\($0),\(cast),a2" },
      [
        "--style", "west", "--sequence", "2", "--final", "--previous",
        "\(room.path)/stick/east/manifest.json",
      ], to: "west")
    try room.take()
    return room
  }

  /// Has both clerks key the papers of a station.
  func paper(_ station: String, _ city: [(String, Int)], park: [(String, Int)] = []) throws {
    var table = PaperTable()
    let papers = city.reduce(0) { $0 + $1.1 }
    for (contest, votes) in [("city", city), ("park", park)] where !votes.isEmpty {
      table.add("b1", contest, at: station, papers: papers, votes, rejected: ["unmarked": 0])
    }
    table.account(at: station, issued: papers, inBox: papers)
    try folder.write(table.sheets, to: "sheets.csv")
    try folder.write(table.accounts, to: "accounts.csv")
    for (word, file) in [("import", "sheets.csv"), ("account", "accounts.csv")] {
      for clerk in ["clerk", "clerk-2"] {
        try Binary.succeed(["paper", word, "\(path)/\(file)"] + workspace + signer(clerk))
      }
    }
  }
}
