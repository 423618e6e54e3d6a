import Cryptography
import Encoding
import Foundation
import TestSupport
import Testing

/// A file that the program reads: where a good one is, and the command that reads it.
struct InputFile: CustomTestStringConvertible, Sendable {
  let testDescription: String
  /// A good file.
  let source: String
  /// The command line, with `@` where the file's path belongs.
  let line: [String]
  /// Whether it is JSON of one canonical form.
  let isJSON: Bool
  /// Whether bundles are in before.
  let isFilled: Bool
  /// Whether the good file is taken; those of another election are refused, but for that.
  let worksWhenGood: Bool

  init(
    _ name: String, _ source: String, _ line: [String], json: Bool = false, filled: Bool = false,
    works: Bool = true
  ) {
    testDescription = name
    self.source = source
    self.line = line
    isJSON = json
    isFilled = filled
    worksWhenGood = works
  }
}

/// A way in which a file can be bad.
struct Damage: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let isForJSON: Bool
  let apply: @Sendable (Data) -> Data

  init(_ name: String, json: Bool = false, _ apply: @escaping @Sendable (Data) -> Data) {
    testDescription = name
    isForJSON = json
    self.apply = apply
  }

  static let all: [Damage] = [
    Damage("empty") { _ in Data() },
    Damage("cut short") { $0.prefix($0.count * 2 / 3) },
    Damage("one newline") { _ in Data("\n".utf8) },
    Damage("not UTF-8") { Data([0xC3, 0x28, 0xFF]) + $0 },
    Damage("all zero") { Data(count: $0.count) },
    Damage("over-long") { $0 + Data(repeating: UInt8(ascii: "x"), count: 3 << 20) },
    Damage("another kind of file") { _ in Data([0x7F, 0x45, 0x4C, 0x46]) + Data(count: 500) },
    Damage("a wrong version", json: true) { replace($0, "/1\"", "/9\"") },
    Damage("a key twice", json: true) { Data("{\"format\":\"x\",".utf8) + $0.dropFirst() },
    Damage("nested deep", json: true) { _ in
      Data((String(repeating: "[", count: 50_000) + String(repeating: "]", count: 50_000)).utf8)
    },
    Damage("a huge number", json: true) { replace($0, "{", "{\"a\":1e999,") },
    Damage("a number of many digits", json: true) {
      replace($0, "{", "{\"a\":" + String(repeating: "9", count: 10_000) + ",")
    },
    Damage("an unknown key", json: true) { replace($0, "{", "{\"aaaa\":1,") },
    Damage("space between", json: true) { replace($0, ":", ": ") },
  ]

  private static func replace(_ data: Data, _ old: String, _ new: String) -> Data {
    guard let range = data.range(of: Data(old.utf8)) else { return data }
    return data.replacingCharacters(in: range, with: new)
  }
}

extension Data {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> Data {
    self[..<range.lowerBound] + Data(text.utf8) + self[range.upperBound...]
  }
}

@Suite("Bad input is refused and changes nothing", .serialized)
struct BadInputTests {
  private static let vectors = Binary.vectors
  private static let samples = "\(Peer.packageRoot)/samples/referendum-2017"
  private static let sealTail = [
    "--election", "\(samples)/election.json", "--as", "web", "--key", "\(samples)/keys/web.key",
    "--pepper", "\(samples)/pepper.hex", "--to", "ROOM/new-bundle",
  ]

  static let inputs: [InputFile] = [
    InputFile(
      "definition", "\(vectors)/election.json",
      ["init", "ROOM/other", "--election", "@", "--vault", "ROOM/other-vault"], json: true,
      works: false),
    InputFile(
      "draft", "\(samples)/draft.json",
      ["ceremony", "@", "--to", "ROOM/ceremony", "--passphrase-file", "\(samples)/pepper.hex"]),
    InputFile(
      "signing key", "\(vectors)/keys/clerk-1.key",
      ["import", "\(vectors)/media", "--as", "clerk-1", "--key", "@"]),
    InputFile(
      "encrypted signing key", "\(Peer.packageRoot)/Tests/Vectors/keys/officer-a.key",
      ["sign", "ROOM/count/election.json", "--as", "officer-a", "--key", "@"]),
    InputFile(
      "public key", "\(Peer.packageRoot)/keys/referendum-2017/officer-a.pub", ["key", "show", "@"]),
    InputFile(
      "vault key", "\(vectors)/keys/vault.secret",
      ["reconcile", "--vault-key", "@"] + Binary.signer("keeper"), filled: true),
    InputFile(
      "wrapped vault key", "\(samples)/vault.keeper.json",
      ["reconcile", "--vault-key", "@", "--passphrase-file", "\(samples)/demo-passphrase.txt"]
        + Binary.signer("keeper"),
      json: true, filled: true, works: false),
    InputFile(
      "share", "\(vectors)/keys/shares/officer-a.txt",
      ["count", "--stage", "electronic", "--share", "@"] + Binary.share("officer-b")
        + Binary.signer("officer-b"),
      filled: true),
    InputFile(
      "wrapped share", "\(samples)/share.officer-a.json",
      [
        "count", "--stage", "electronic", "--share", "@", "--passphrase-file",
        "\(samples)/demo-passphrase.txt",
      ] + Binary.share("officer-b") + Binary.signer("officer-b"), json: true, filled: true,
      works: false),
    InputFile(
      "sheets", "\(samples)/sheets/clerk-1.csv",
      ["paper", "import", "@"] + Binary.signer("clerk-1"), works: false),
    InputFile(
      "sheet", "SHEET", ["paper", "import", "@"] + Binary.signer("clerk-1"), json: true),
    InputFile(
      "accounts", "\(samples)/accounts.csv",
      ["paper", "account", "@"] + Binary.signer("clerk-1"), works: false),
    InputFile("ballots table", "\(samples)/ballots/web-1.csv", ["seal", "@"] + sealTail),
    InputFile(
      "pepper", "\(samples)/pepper.hex",
      [
        "seal", "\(samples)/ballots/web-1.csv", "--election", "\(samples)/election.json", "--as",
        "web", "--key", "\(samples)/keys/web.key", "--pepper", "@", "--to", "ROOM/new-bundle",
      ]),
  ]

  @Test("every file that is read, bad in every way", arguments: inputs)
  func badInput(_ input: InputFile) throws {
    let room = try ElectionRoom.begun()
    if input.isFilled { try room.fill() }
    let file = "\(room.path).input"
    defer { try? FileManager.default.removeItem(atPath: file) }
    let good =
      input.source == "SHEET" ? try Self.sheet() : try Data(contentsOf: URL(filePath: input.source))
    let before = try room.contents()
    for damage in Damage.all where input.isJSON || !damage.isForJSON {
      try damage.apply(good).write(to: URL(filePath: file))
      try refuse(input, file, room: room, before: before, damage: damage.testDescription)
    }
    try FileManager.default.removeItem(atPath: file)
    try refuse(input, file, room: room, before: before, damage: "missing")
    try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
    try refuse(input, file, room: room, before: before, damage: "a folder")
    try FileManager.default.removeItem(atPath: file)
    try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: input.source)
    try refuse(input, file, room: room, before: before, damage: "a link")
    try FileManager.default.removeItem(atPath: file)
    #expect(unsafe mkfifo(file, 0o600) == 0)
    try refuse(input, file, room: room, before: before, damage: "a pipe")
    if input.worksWhenGood {
      try FileManager.default.removeItem(atPath: file)
      try good.write(to: URL(filePath: file))
      let output = try Binary.run(line(input, file, room: room))
      #expect(output.status == 0, "\(input.testDescription), good: \(output.stderr)")
    }
  }

  /// A sheet.json of the vectors' election.
  private static func sheet() throws -> Data {
    let definition = Array(try Data(contentsOf: URL(filePath: "\(vectors)/election.json")))
    let sheet: JSON = [
      "batch": "b1", "contest": "council", "counts": ["c1": 3, "c2": 0, "c3": 0, "c4": 0, "c5": 1],
      "election": .string(Digest.of(definition).description), "format": "coldcount/sheet/1",
      "objections": ["accepted": 1, "rejected": 0], "papers": 5,
      "rejected": ["overvoted": 0, "uncertain": 0, "unmarked": 1], "station": "s1",
    ]
    return Data(sheet.canonical)
  }

  private func line(_ input: InputFile, _ file: String, room: ElectionRoom) -> [String] {
    let line = input.line.map {
      $0.replacingOccurrences(of: "ROOM", with: room.path).replacingOccurrences(of: "@", with: file)
    }
    let needsWorkspace = !["init", "seal", "key", "ceremony", "sign"].contains(line[0])
    return needsWorkspace ? line + room.workspace : line
  }

  private func refuse(
    _ input: InputFile, _ file: String, room: ElectionRoom, before: [String: [UInt8]],
    damage: String
  ) throws {
    let output = try Binary.runInTime(line(input, file, room: room))
    let what = "\(input.testDescription), \(damage): \(output.stderr)"
    // 2 where what is wrong is that a key or pepper is not the one that the command line names.
    #expect(output.status == 1 || output.status == 2, "\(what)")
    #expect(output.stderr.hasPrefix("coldcount: "), "\(what)")
    #expect(!output.stderr.contains("[internal]"), "\(what)")
    #expect(try room.contents() == before, "\(what)")
  }

  @Test(
    "a workspace whose files were damaged is refused with the place",
    arguments: ["journal.jsonl", "election.json", "vault"])
  func damagedWorkspace(_ name: String) throws {
    let room = try ElectionRoom.begun()
    let path = "\(room.path)/count/\(name)"
    let good = try Data(contentsOf: URL(filePath: path))
    for damage in Damage.all where damage.testDescription != "space between" || name != "vault" {
      let bad = damage.apply(good)
      if bad == good { continue }
      try bad.write(to: URL(filePath: path))
      let output = try Binary.run(
        ["import", "\(Binary.vectors)/media/web-1"] + room.workspace + Binary.signer("clerk-1"))
      #expect(output.status == 1 || output.status == 3, "\(name), \(damage): \(output.stderr)")
      #expect(try Data(contentsOf: URL(filePath: path)) == bad, "\(name), \(damage)")
    }
  }

  @Test("a sheet of another election, or with a vote too many, is refused by name")
  func otherSheet() throws {
    let room = try ElectionRoom.begun()
    let good = String(decoding: try Self.sheet(), as: UTF8.self)
    let file = "\(room.path)/sheet.json"
    for (old, new, words) in [
      ("\"election\":\"e0", "\"election\":\"e1", "belongs to the election e1"),
      ("\"c1\":3", "\"c1\":4", "5 votes on 4 valid papers"),
      ("\"station\":\"s1\"", "\"station\":\"s9\"", "no station s9"),
      ("\"unmarked\":1", "\"unmarked\":6", "more papers rejected than there are"),
    ] {
      try Data(good.replacingOccurrences(of: old, with: new).utf8).write(to: URL(filePath: file))
      let output = try Binary.run(
        ["paper", "import", file] + Binary.signer("clerk-1") + room.workspace)
      #expect(output.status == 1)
      #expect(output.stderr.contains(words), "\(output.stderr)")
    }
  }
}
