import Encoding
import Foundation
import TestSupport
import Testing

@Suite("Bundles that must be refused")
struct RefusedBundleTests {
  /// The folders of the vectors and the code of each.
  static let cases: [(folder: String, code: String)] = {
    let bytes = FileManager.default.contents(atPath: "\(Binary.vectors)/expected.json") ?? Data()
    let expected = try? JSON.parse(draft: Array(bytes))
    return (expected?["refused"]?.object ?? [:]).sorted { $0.key < $1.key }.map {
      ($0.key, $0.value.string ?? "")
    }
  }()

  @Test("the vectors are all there")
  func allThere() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: "\(Binary.vectors)/refused")
    #expect(folders.sorted() == Self.cases.map(\.folder))
    #expect(folders.count == 17)
  }

  @Test("each is refused with its code and leaves no trace but its line", arguments: cases)
  func vector(_ folder: String, _ code: String) throws {
    let room = try Room()
    if folder == "same-sequence-other-content" {
      try Binary.succeed(
        ["import", "\(Binary.vectors)/media/app-1"] + room.workspace + Binary.signer("clerk-1"))
    }
    try expectRefusal("\(Binary.vectors)/refused/\(folder)", code: code, room: room)
  }

  /// Imports a folder that must be refused with `code`, leaving everything but the journal's last
  /// line, and its head in the vault, as it was.
  private func expectRefusal(_ folder: String, code: String, room: Room) throws {
    let journal = "count/journal.jsonl"
    var before = try room.contents()
    let output = try Binary.runInTime(
      ["import", folder, "--json"] + room.workspace + Binary.signer("clerk-1"))
    #expect(output.status == 1, "\(folder): \(output.stderr)")
    let outcome = try JSON.parse(canonical: Array(output.stdout.utf8))
    #expect(outcome["bundles"]?.array?.first?["code"] == .string(code), "\(output.stdout)")
    #expect(outcome["refused"] == 1)
    var after = try room.contents()
    let (old, new) = (before.removeValue(forKey: journal), after.removeValue(forKey: journal))
    let heads = [before, after].map { String(decoding: $0["vault/heads"] ?? Data(), as: UTF8.self) }
    #expect(heads[1].hasPrefix(heads[0]) && heads[1].utf8.count == heads[0].utf8.count + 67)
    (before["vault/heads"], after["vault/heads"]) = (nil, nil)
    #expect(before == after, "\(folder)")
    let lines = try #require(new).dropFirst(try #require(old).count)
    #expect(try #require(new).starts(with: try #require(old)))
    #expect(lines.count { $0 == UInt8(ascii: "\n") } == 1)
    #expect(String(decoding: lines, as: UTF8.self).contains("\"code\":\"\(code)\""))
  }

  /// What is done to a copy of a good bundle, and the code that it must be refused with.
  struct Defect: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let code: String
    let apply: @Sendable (String) throws -> Void

    init(_ what: String, _ code: String, _ apply: @escaping @Sendable (String) throws -> Void) {
      testDescription = what
      self.code = code
      self.apply = apply
    }
  }

  static let files = [
    "manifest.json", "manifest.json.minisig", "ballots.sealed", "identities.sealed",
  ]

  static let defects: [Defect] =
    files.flatMap { file in
      [
        Defect("\(file) is missing", "missing-file") {
          try FileManager.default.removeItem(atPath: "\($0)/\(file)")
        },
        Defect("\(file) is a link", "unsafe-file") {
          try FileManager.default.moveItem(atPath: "\($0)/\(file)", toPath: "\($0)/elsewhere")
          try FileManager.default.createSymbolicLink(
            atPath: "\($0)/\(file)", withDestinationPath: "elsewhere")
        },
        Defect("\(file) is a folder", "unsafe-file") {
          try FileManager.default.removeItem(atPath: "\($0)/\(file)")
          try FileManager.default.createDirectory(
            atPath: "\($0)/\(file)", withIntermediateDirectories: false)
        },
        Defect("\(file) is a pipe", "unsafe-file") {
          try FileManager.default.removeItem(atPath: "\($0)/\(file)")
          _ = unsafe mkfifo("\($0)/\(file)", 0o600)
        },
        Defect("\(file) is empty", code(file)) { try write(Data(), "\($0)/\(file)") },
        Defect("\(file) is cut short", code(file)) {
          try write(try read("\($0)/\(file)").dropLast(), "\($0)/\(file)")
        },
        Defect("\(file) goes on", code(file)) {
          try write(try read("\($0)/\(file)") + Data([10]), "\($0)/\(file)")
        },
        Defect("\(file) is over-long", code(file)) {
          try write(try read("\($0)/\(file)") + Data(count: 2 << 20), "\($0)/\(file)")
        },
      ]
    }
    + [
      ("a wrong version", "/bundle/1", "/bundle/2"), ("a key twice", "{", "{\"election\":\"\","),
      ("a huge number", "\"sequence\":1", "\"sequence\":1e99"),
      ("a count of 2^63", "\"count\":63", "\"count\":9223372036854775808"),
      ("a fraction", "\"sequence\":1", "\"sequence\":1.0"), ("a space", "{", "{ "),
      ("a wrong type", "\"final\":true", "\"final\":\"true\""),
      (
        "deep nesting", "{",
        "{\"a\":" + String(repeating: "[", count: 20) + String(repeating: "]", count: 20) + ","
      ),
      ("a NUL in a text", "kiosk", "ki\u{0}sk"),
    ].map { what, old, new in
      Defect("the manifest has \(what)", "manifest") {
        let text = String(decoding: try read("\($0)/manifest.json"), as: UTF8.self)
        let range = try #require(text.range(of: old))
        try write(
          Data(text.replacingCharacters(in: range, with: new).utf8), "\($0)/manifest.json")
      }
    }
    + [
      Defect("the manifest has text that is not UTF-8", "manifest") {
        var bytes = try read("\($0)/manifest.json")
        let range = try #require(bytes.range(of: Data("kiosk".utf8)))
        bytes.replaceSubrange(range, with: [0x6B, 0xC3, 0x28, 0x73, 0x6B])
        try write(bytes, "\($0)/manifest.json")
      },
      Defect("a missing file comes before a bad manifest", "missing-file") {
        try FileManager.default.removeItem(atPath: "\($0)/identities.sealed")
        try write(Data("{}".utf8), "\($0)/manifest.json")
      },
      Defect("a bad signature comes before a bad length", "signature") {
        try write(Data("x".utf8), "\($0)/manifest.json.minisig")
        try write(Data(), "\($0)/ballots.sealed")
      },
      Defect("a bad length comes before a bad hash", "size-mismatch") {
        try write(Data(count: 5_040), "\($0)/ballots.sealed")
        try write(Data(), "\($0)/identities.sealed")
      },
    ]

  private static func code(_ file: String) -> String {
    switch file {
    case "manifest.json": "manifest"
    case "manifest.json.minisig": "signature"
    default: "size-mismatch"
    }
  }

  private static func read(_ path: String) throws -> Data {
    try Data(contentsOf: URL(filePath: path))
  }

  private static func write(_ data: Data, _ path: String) throws {
    try data.write(to: URL(filePath: path))
  }

  @Test("every file of a bundle, spoilt in every way", arguments: defects)
  func spoilt(_ defect: Defect) throws {
    let room = try Room()
    let copy = "\(room.path)-stick"
    defer { try? FileManager.default.removeItem(atPath: copy) }
    try FileManager.default.copyItem(atPath: "\(Binary.vectors)/media/app-1", toPath: copy)
    try defect.apply(copy)
    try expectRefusal(copy, code: defect.code, room: room)
    // The good one is taken afterwards as if nothing had been.
    try Binary.succeed(
      ["import", "\(Binary.vectors)/media/app-1"] + room.workspace + Binary.signer("clerk-1"))
    // A damaged copy of what is in is refused for its damage all the same.
    if defect.code != "manifest" { try expectRefusal(copy, code: defect.code, room: room) }
  }

  @Test("files that are no bundle's are listed and not looked at")
  func ignored() throws {
    let room = try Room()
    let copy = "\(room.path)-stick"
    defer { try? FileManager.default.removeItem(atPath: copy) }
    try FileManager.default.copyItem(atPath: "\(Binary.vectors)/media/desk-1", toPath: copy)
    for name in [".DS_Store", "ballots.sealed", "notes \u{1B}[2J.txt"] {
      try Self.write(Data("x".utf8), "\(copy)/\(name)")
    }
    let output = try Binary.run(["import", copy] + room.workspace + Binary.signer("clerk-1"))
    #expect(output.status == 0)
    #expect(output.stdout.contains(".DS_Store, ballots.sealed, notes \\u{1b}[2J.txt"))
  }
}
