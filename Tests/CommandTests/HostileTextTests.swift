import Foundation
import TestSupport
import Testing
import Words

@Suite("Text from outside steers neither a terminal, nor the eye, nor a spreadsheet")
struct HostileTextTests {
  /// Clears the screen, sets a title, writes backwards, and is a formula and a script.
  private static let text =
    "=cmd|' /C calc'!A0 <script>alert(1)</script> \u{1B}[2J\u{1B}]0;x\u{07} \u{9B}1m \u{202E}live\u{2069}"

  /// Five papers of the station, in which nobody wins what nobody won before.
  private static func table(_ contests: Set<String> = ["chief", "council", "committee"])
    -> PaperTable
  {
    let items = [
      "chief": PaperTable.judged(["tsang": [1, 2, 2], "lam": [1, 2, 2], "woo": [1, 2, 2]]),
      "council": (1...5).map { ("c\($0)", $0 == 1 ? 5 : 0) },
      "committee": zip(1..., [3, 0, 0, 5, 2, 0, 5]).map { ("d\($0)", $1) },
    ]
    var table = PaperTable()
    for (contest, items) in items.sorted(by: { $0.key < $1.key }) where contests.contains(contest) {
      table.add(
        "b1", contest, papers: 5, items,
        rejected: ["unmarked": 0, "overvoted": 0, "uncertain": 0])
    }
    table.account(issued: 40, unused: 32, spoilt: 2, inBox: 5, note: text)
    return table
  }

  /// A count in which everything that may be said freely says that.
  private func room() throws -> ElectionRoom {
    let room = try ElectionRoom.begun()
    let stick = "\(room.path)/st\u{202E}ick \u{1B}[2J"
    try FileManager.default.copyItem(atPath: "\(Binary.vectors)/media", toPath: stick)
    let ignored = Self.text.replacingOccurrences(of: "/", with: "-")
    try Data("x".utf8).write(to: URL(filePath: "\(stick)/web-1/\(ignored)"))
    try room.write(Self.table().sheets, "sheets.csv")
    try room.write(Self.table().accounts, "accounts.csv")
    for json in [[], ["--json"]] {
      // The second time everything is there already.
      expectHarmless(
        try Binary.run(["import", stick] + room.workspace + Binary.signer("clerk-1") + json))
    }
    for clerk in ["clerk-1", "clerk-2"] {
      try Binary.succeed(
        ["paper", "import", "\(room.path)/sheets.csv"] + room.workspace + Binary.signer(clerk))
    }
    for clerk in ["clerk-1", "clerk-2"] {
      expectHarmless(
        try Binary.run(
          ["paper", "account", "\(room.path)/accounts.csv"] + room.workspace
            + Binary.signer(clerk)))
    }
    try correct(room)
    try amend(room)
    try room.fill()
    return room
  }

  /// An officer's reasons about paper.
  private func correct(_ room: ElectionRoom) throws {
    for line in [["explain", "s1"], ["reopen", "s1", "b1", "chief"]] {
      let output = try Binary.run(
        ["paper"] + line + ["--reason", Self.text] + room.workspace + Binary.signer("officer-a"))
      #expect(output.status == 0, "\(output.stderr)")
      expectHarmless(output)
    }
    for clerk in ["clerk-1", "clerk-2"] {
      try room.write(Self.table(["chief"]).sheets, "chief.csv")
      try Binary.succeed(
        ["paper", "import", "\(room.path)/chief.csv"] + room.workspace + Binary.signer(clerk))
    }
  }

  private func amend(_ room: ElectionRoom) throws {
    let file = "\(room.path)/amendment-001.json"
    let draft = try Binary.run(
      [
        "amend", "--change", "status council c2 disqualified-during", "--reason", Self.text, "--to",
        room.path,
      ] + room.workspace)
    #expect(draft.status == 0, "\(draft.stderr)")
    expectHarmless(draft)
    try VectorElection.signByQuorum(file)
    expectHarmless(
      try Binary.run(["amend", file] + room.workspace + Binary.signer("clerk-1")))
  }

  /// Officers who go on with an older copy, and say why.
  private func resume(_ room: ElectionRoom) throws {
    let (count, copy) = ("\(room.path)/count", "\(room.path)/copy")
    try FileManager.default.copyItem(atPath: count, toPath: copy)
    try Binary.succeed(
      ["paper", "reopen", "s1", "b1", "--reason", "to be lost"] + room.workspace
        + Binary.signer("officer-a"))
    try FileManager.default.removeItem(atPath: count)
    try FileManager.default.moveItem(atPath: copy, toPath: count)
    for officer in ["officer-a", "officer-b"] {
      let output = try Binary.run(
        ["allow", "resume", "--reason", Self.text] + room.workspace + Binary.signer(officer))
      #expect(output.status == 0, "\(output.stderr)")
      expectHarmless(output)
    }
  }

  /// Lots that people with such names drew.
  private func draw(_ room: ElectionRoom) throws {
    let line =
      ["lots", "committee", "--draw", "d2=9", "--draw", "d3=5", "--drawer", Self.text]
      + ["--witness", Self.text, "--witness", "w"] + room.workspace + Binary.signer("officer-a")
    let output = try Binary.run(line)
    #expect(output.status == 0, "\(output.stderr)")
    #expect(output.stdout.contains("\\u{202e}live"), "\(output.stdout)")
    expectHarmless(output)
    expectHarmless(try Binary.run(["lots", "committee", "--lang", "zh-Hant"] + room.workspace))
  }

  @Test("in whatever a command prints of names, notes, reasons and folders")
  func printed() throws {
    let room = try room()
    try resume(room)
    for line in [
      ["status"], ["journal"], ["journal", "seen"], ["paper", "status"],
      ["import", "/nowhere\u{202E}\u{1B}[2J"], ["amend", "--change", Self.text],
      ["verify", "\(room.path)/\u{202E}\u{9B}2J"], ["import", room.path],
    ] {
      for json in [[], ["--json"], ["--lang", "zh-Hant"]] {
        let output = try Binary.run(line + json + room.workspace + Binary.signer("clerk-1"))
        #expect(output.status < 3, "\(line): \(output.stderr)")
        expectHarmless(output)
      }
    }
    // It is shown, not dropped.
    let status = try Binary.succeed(["paper", "status"] + room.workspace)
    #expect(status.contains("=cmd|' /C calc'!A0"))
    #expect(status.contains("\\u{1b}[2J") && status.contains("\\u{202e}live"))
  }

  @Test("in whatever leaves the laptop: pages, tables, reports")
  func disclosed() throws {
    let room = try room()
    let count =
      ["count", "--stage", "partial"] + Binary.share("officer-a") + Binary.share("officer-b")
      + room.workspace + Binary.signer("officer-a")
    try Binary.succeed(count)
    try draw(room)
    try Binary.succeed(count)
    try VectorElection.signByQuorum("\(room.path)/count/results/partial/result.json")
    let package = "\(room.path)/package"
    try Binary.succeed(["export", package] + room.workspace + Binary.signer("officer-a"))
    try VectorElection.signByQuorum("\(package)/B2SUMS")
    for line in [
      ["verify", package], ["verify", package, "--form"], ["compare", package, package],
    ] {
      for json in [[], ["--json"]] {
        let output = try Binary.run(line + json)
        #expect(output.status == 0, "\(output.stdout)")
        expectHarmless(output)
      }
    }
    let pages = "\(room.path)/public"
    let output = try Binary.run(
      ["disclose", package, "--to", pages, "--accept-difference", Self.text])
    #expect(output.status == 0, "\(output.stderr)")
    expectHarmless(output)
    try expectFilesHarmless(in: pages)
    try expectFilesHarmless(in: "\(package)/reports")
    let refused = try Binary.run(
      ["disclose", package, "--to", "\(room.path)/marked", "--for", Self.text] + room.workspace
        + Binary.signer("officer-a"))
    #expect(refused.status == 2)
    expectHarmless(refused)
  }

  private func expectFilesHarmless(in folder: String) throws {
    let names = try #require(FileManager.default.enumerator(atPath: folder)).compactMap {
      $0 as? String
    }
    let files = names.filter { $0.contains(".") }
    #expect(!files.isEmpty)
    for name in files {
      let bytes = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
      let text = String(decoding: bytes, as: UTF8.self)
      // Line ends, and the mark by which spreadsheets know UTF-8.
      let shown = text.unicodeScalars.drop { $0 == "\u{FEFF}" }
        .filter { !["\n", "\r", "\t"].contains($0) && SafeText.isHostile($0) }
      #expect(shown.isEmpty, "\(name)")
      // Plain text is shown as it stands, and JSON is read by programs.
      let isPlain = name.hasSuffix(".txt") || name.hasSuffix(".json")
      #expect(isPlain || !text.contains("<script>alert"), "\(name)")
      guard name.hasSuffix(".csv") else { continue }
      for cell in text.split(whereSeparator: { ",\r\n".contains($0) }) {
        let isNumber = Double(cell) != nil
        let first = cell.drop { $0 == "\"" }.first ?? "x"
        #expect(isNumber || !"=+-@".contains(first), "\(name): \(cell)")
      }
    }
  }
}
