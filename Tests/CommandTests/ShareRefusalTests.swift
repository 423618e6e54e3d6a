import Cryptography
import Encoding
import Foundation
import TestSupport
import Testing

/// What is said of shares that do not open the ballots: each in words and with a code of its own.
@Suite("Shares that do not open", .serialized)
struct ShareRefusalTests {
  private let room: ElectionRoom

  init() throws {
    room = try ElectionRoom.begun()
    try room.fill()
  }

  private func shareWords(_ officer: String) throws -> [String] {
    try String(contentsOfFile: "\(Binary.vectors)/keys/shares/\(officer).txt", encoding: .utf8)
      .split(whereSeparator: \.isWhitespace).map(String.init)
  }

  private func write(_ words: [String], _ name: String = "share.txt") throws -> String {
    let path = "\(room.path)/\(name)"
    try Data((words.joined(separator: " ") + "\n").utf8).write(to: URL(filePath: path))
    return path
  }

  private func wrap(
    _ words: [UInt8], election: String = "vector-2017", kind: WrappedSecret.Kind = .share,
    passphrase: String = "right", name: String = "share.json"
  ) throws -> String {
    let wrapped = try WrappedSecret.wrap(
      SecretBytes(copying: words.span), kind: kind, election: election, holder: "officer-a",
      passphrase: SecretBytes(copying: Array(passphrase.utf8).span), cost: .least)
    let path = "\(room.path)/\(name)"
    try Data(wrapped.file).write(to: URL(filePath: path))
    return path
  }

  /// Counts with these shares, which must be refused with a code and words, and change nothing.
  private func refuse(
    _ paths: [String], _ code: String, _ words: [String], passphrase: String? = nil,
    without secrets: [String] = []
  ) throws {
    let before = try room.contents()
    var line = ["count", "--stage", "electronic"] + paths.flatMap { ["--share", $0] }
    if let passphrase {
      let file = FileManager.default.temporaryDirectory.appending(path: "pass-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: file) }
      try Data("\(passphrase)\n".utf8).write(to: file)
      line += ["--passphrase-file", file.path]
      try check(line, code, words, before, secrets)
    } else {
      try check(line, code, words, before, secrets)
    }
  }

  private func check(
    _ line: [String], _ code: String, _ words: [String], _ before: [String: [UInt8]],
    _ secrets: [String]
  ) throws {
    let output = try Binary.run(line + room.workspace + Binary.signer("officer-b"))
    #expect(output.status == 1, "\(code): \(output.stderr)")
    #expect(output.stderr.contains("[\(code)]"), "\(output.stderr)")
    for word in words { #expect(output.stderr.contains(word), "\(code): \(output.stderr)") }
    for secret in secrets { #expect(!output.stderr.contains(secret), "\(code)") }
    #expect(output.stdout.isEmpty)
    #expect(try room.contents() == before)
  }

  private var good: (a: String, b: String, c: String) {
    let path = { (officer: String) in "\(Binary.vectors)/keys/shares/officer-\(officer).txt" }
    return (path("a"), path("b"), path("c"))
  }

  @Test("Too few, too many, and one officer's twice, wrapped or not")
  func quorum() throws {
    try refuse([good.a], "quorum", ["1 share given, 2 officers"])
    try refuse([good.a, good.b, good.c], "quorum", ["3 shares given, 2 officers"])
    try refuse([good.a, good.a], "share-repeated", ["the share of officer-a is given twice"])
    let wrapped = try wrap(Array(shareWords("officer-a").joined(separator: " ").utf8))
    try refuse(
      [good.a, wrapped], "share-repeated", ["officer-a"], passphrase: "right")
  }

  @Test("A mistyped word is told by its place where it is none, and never shown")
  func words() throws {
    var changed = try shareWords("officer-a")
    changed[4] = "xylophone"
    try refuse(
      [write(changed), good.b], "share-word", ["word 5", "share.txt"], without: ["xylophone"])
    var other = try shareWords("officer-a")
    let secrets = other
    other[6] = other[6] == "academic" ? "acid" : "academic"
    try refuse(
      [write(other), good.b], "share-checksum", ["do not fit together", "share.txt"],
      without: secrets.filter { $0.count > 6 })
    var swapped = try shareWords("officer-a")
    swapped.swapAt(10, 20)
    try refuse([write(swapped), good.b], "share-checksum", ["two swapped"])
    try refuse(
      [write(Array(shareWords("officer-a").dropLast())), good.b], "share-length", ["here are 32"])
  }

  @Test("A share of another election, of another sharing, and words of either")
  func others() throws {
    let key = try SecretBytes.random(count: 32)
    let foreign = try Share.split(key, threshold: 2, count: 3)[0]
    let text = foreign.withWords { words in
      words.withBytes { span in span.indices.map { span[$0] } }
    }
    let bare = try write(
      String(decoding: text, as: UTF8.self).split(separator: " ").map(String.init))
    try refuse([bare, good.b], "share-unknown", ["another election", "another sharing"])
    let elsewhere = try wrap(text, election: "vector-2016", name: "elsewhere.json")
    try refuse(
      [elsewhere, good.b], "election-mismatch", ["vector-2016", "elsewhere.json"],
      passphrase: "right")
    let again = try wrap(text, name: "again.json")
    try refuse(
      [again, good.b], "share-split", ["officer-a", "another sharing", "again.json"],
      passphrase: "right")
    let vault = try wrap([UInt8](repeating: 1, count: 32), kind: .vault, name: "vault.json")
    try refuse([vault, good.b], "wrapped", ["a vault", "vault.json"], passphrase: "right")
  }

  @Test("A wrong passphrase is told with the file, alike however wrong it is")
  func passphrase() throws {
    let path = try wrap(Array(shareWords("officer-a").joined(separator: " ").utf8))
    var told: Set<String> = []
    for wrong in ["Right", "right ", "", "something else"] {
      let file = "\(room.path)/pass"
      try Data("\(wrong)\n".utf8).write(to: URL(filePath: file))
      let line = ["count", "--stage", "electronic", "--share", path, "--share", good.b]
      let output = try Binary.run(
        line + ["--passphrase-file", file] + room.workspace + Binary.signer("officer-b"))
      #expect(output.status == 1)
      #expect(output.stderr.contains("[passphrase]") && output.stderr.contains("share.json"))
      told.insert(output.stderr)
    }
    #expect(told.count == 1)
    #expect(told.first?.contains("wrong passphrase of officer-a's share") == true)
    try refuse([path, good.b], "passphrase", ["share.json"], passphrase: "wrong")
  }

  @Test(
    "A file of several passphrases is refused, not taken for one", arguments: ["\n", "\r\n", "\r"])
  func severalLines(end: String) throws {
    let file = "\(room.path)/pass"
    try Data("right\(end)another\(end)".utf8).write(to: URL(filePath: file))
    let output = try Binary.run(
      ["key", "new", "web", "--to", "\(room.path)/made", "--passphrase-file", file])
    #expect(output.status == 1)
    #expect(output.stderr.contains("[passphrase]") && output.stderr.contains("more than one line"))
    #expect(output.stderr.contains("once for each question"))
    #expect(!FileManager.default.fileExists(atPath: "\(room.path)/made/web.key"))
  }

  @Test("The shares of two officers open, in whatever form they come")
  func opens() throws {
    let wrapped = try wrap(Array(shareWords("officer-a").joined(separator: " ").utf8))
    let shouted = try write(shareWords("officer-c").map { $0.uppercased() })
    let file = "\(room.path)/pass"
    try Data("right\n".utf8).write(to: URL(filePath: file))
    try Binary.succeed(
      ["count", "--stage", "electronic", "--share", wrapped, "--share", shouted]
        + ["--passphrase-file", file] + room.workspace + Binary.signer("officer-b"))
  }
}
