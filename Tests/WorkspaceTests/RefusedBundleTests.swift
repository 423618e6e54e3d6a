import Bundles
import Encoding
import Foundation
import Record
import Storage
import TestSupport
import Testing
import Workspace

@Suite("Bundles that must be refused")
struct RefusedBundleTests {
  private let folder: TemporaryFolder
  private let workspace: Workspace

  init() throws {
    folder = try TemporaryFolder()
    workspace = try Workspace.vectors(in: folder)
  }

  /// The folders of the vectors and the code of each.
  private static let vectors: [(folder: String, code: String)] = {
    let expected = try? JSON.parse(draft: VectorElection.bytes("expected.json"))
    return (expected?["refused"]?.object ?? [:]).sorted { $0.key < $1.key }.map {
      ($0.key, $0.value.string ?? "")
    }
  }()

  @Test("the vectors are all there")
  func allThere() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: "\(VectorElection.path)/refused")
    #expect(folders.sorted() == Self.vectors.map(\.folder))
    #expect(folders.count == 17)
  }

  @Test("each is refused with its code and leaves no trace but its line", arguments: vectors)
  func vector(_ name: String, _ code: String) throws {
    if name == "same-sequence-other-content" { try takeGood() }
    try expectRefusal("\(VectorElection.path)/refused/\(name)", code: code)
  }

  private func take(_ bundle: String) throws -> ImportOutcome {
    try workspace.importBundle(bundle, signer: VectorElection.signer("clerk-1"))
  }

  /// Imports the bundle that is spoilt elsewhere.
  private func takeGood() throws {
    let outcome = try take("\(VectorElection.path)/media/app-1")
    guard case .accepted = outcome else { throw Unexpected(outcome: outcome) }
  }

  private struct Unexpected: Error { let outcome: ImportOutcome }

  /// Imports a folder that must be refused with `code`, leaving everything but the journal's last
  /// line, and its head in the vault, as it was.
  private func expectRefusal(_ bundle: String, code: String) throws {
    let (journal, heads) = ("count/journal.jsonl", "vault/heads")
    var before = try folder.snapshot()
    let outcome = try take(bundle)
    guard case .refused(let refusal) = outcome else { throw Unexpected(outcome: outcome) }
    #expect(refusal.code.rawValue == code, "\(refusal)")
    guard case .refused(code, bundle, _)? = workspace.journal.lines.last?.event else {
      Issue.record("no line of it")
      return
    }
    var after = try folder.snapshot()
    for (name, growth) in [(journal, nil), (heads, 67)] as [(String, Int?)] {
      let (was, found) = (before.removeValue(forKey: name), after.removeValue(forKey: name))
      let (old, new) = (try #require(was), try #require(found))
      #expect(new.starts(with: old))
      #expect(new.dropFirst(old.count).count { $0 == UInt8(ascii: "\n") } == 1)
      if let growth { #expect(new.count == old.count + growth) }
    }
    #expect(before == after, "\(bundle)")
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

  private static let files = [
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
    let stick = try TemporaryFolder()
    let copy = stick.path("bundle")
    try FileManager.default.copyItem(
      atPath: "\(VectorElection.path)/media/app-1", toPath: copy)
    try defect.apply(copy)
    try expectRefusal(copy, code: defect.code)
    // The good one is taken afterwards as if nothing had been.
    try takeGood()
    // A damaged copy of what is in is refused for its damage all the same.
    if defect.code != "manifest" { try expectRefusal(copy, code: defect.code) }
  }
}
