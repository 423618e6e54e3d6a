import Encoding
import Foundation
import TestSupport
import Testing

@testable import Cryptography

/// What of the secrets is in the built program's memory while it counts and when it ends.
///
/// The program lets nobody look into it but root.
@Suite(
  "The memory of a count", .serialized,
  .enabled(if: User.isRoot, "needs root: the program lets nobody else look into its memory"),
  .disabled(if: Sanitizer.isWatching, "a sanitizer's own memory is as large as all addresses"))
struct MemorySearchNeedsRootTests {
  private static let search = "\(Peer.packageRoot)/Tests/Peers/memory_search.py"
  private static let typed = ["correct-horse-battery-1931", "another passphrase of officer c"]
  private static let filePassphrase = "zebra!crossing?4711"

  private static func hex(_ bytes: [UInt8]) -> String { Hex.encode(bytes) }

  /// Holds the program at a place and gives how often each needle was found.
  private func search(
    _ line: [String], hold: String, typed: [String] = [], needles: [String: [UInt8]]
  ) throws -> [String: Int] {
    let task: [String: Any] = [
      "command": [Binary.path] + line, "hold": hold, "typed": typed,
      "needles": needles.mapValues(Self.hex),
    ]
    let input = try JSONSerialization.data(withJSONObject: task)
    let output = try Peer.run(
      "/usr/bin/python3", [Self.search], input: String(decoding: input, as: UTF8.self))
    #expect(output.status == 0, "\(output.stderr)")
    let found = try JSONSerialization.jsonObject(with: Data(output.stdout.utf8))
    return try #require(found as? [String: Int])
  }

  /// The words of a share, of the vectors where no folder is named, and what else the program makes of
  /// them.
  private func share(
    _ officer: String, in folder: String = "\(Binary.vectors)/keys/shares"
  ) throws -> [String: [UInt8]] {
    let text = try Data(contentsOf: URL(filePath: "\(folder)/\(officer).txt"))
    let line = Array(text.prefix { $0 != UInt8(ascii: "\n") })
    let words = try ShareWords.read(line.span)
    let value = (0..<SharePoints.valueByteCount).map {
      UInt8(words.bits(from: ShareHeader.bitCount + 4 + 8 * $0, count: 8))
    }
    let numbers = (0..<ShareWords.wordCount).flatMap { position in
      let number = words.number(at: position)
      return [UInt8(number >> 8), UInt8(number & 255)]
    }
    return [
      "words of \(officer)": line, "value of \(officer)": value, "numbers of \(officer)": numbers,
    ]
  }

  /// A wrapped file of the vectors' election, cheap to open.
  private func wrap(
    _ secret: [UInt8], _ kind: WrappedSecret.Kind, holder: String, passphrase: String,
    to path: String
  ) throws {
    let wrapped = try WrappedSecret.wrap(
      SecretBytes(copying: secret.span), kind: kind, election: "vector-2017", holder: holder,
      passphrase: SecretBytes(copying: Array(passphrase.utf8).span), cost: .least)
    try Data(wrapped.file).write(to: URL(filePath: path))
  }

  private func base64(_ name: String) throws -> [UInt8] {
    let text = try String(contentsOfFile: "\(Binary.vectors)/keys/\(name)", encoding: .utf8)
    return try #require(Base64.decode(text.trimmingCharacters(in: .newlines)))
  }

  private func opened(_ box: [UInt8], _ key: borrowing BoxKey) throws -> [UInt8] {
    let opened = try key.open(box.span)
    return opened.withBytes { span in span.indices.map { span[$0] } }
  }

  /// The marks of ballots as they are counted, whole, of the style with several contests.
  private func vectors(_ key: [UInt8]) throws -> [String: [UInt8]] {
    let key = try BoxKey(secret: SecretBytes(copying: key.span))
    var found: [String: [UInt8]] = [:]
    for bundle in ["web-1", "web-2", "web-3", "app-1"] {
      let file = try Data(
        contentsOf: URL(filePath: "\(Binary.vectors)/media/\(bundle)/ballots.sealed"))
      let bytes = Array(file)
      for start in stride(from: 0, to: bytes.count, by: 80) where found.count < 40 {
        guard let vector = try? opened(Array(bytes[start..<start + 80]), key) else { continue }
        // Few marks leave a run of zeros that any memory holds.
        if vector.count(where: { $0 != 0 }) > 5 { found["ballot \(found.count)"] = vector }
      }
    }
    return found
  }

  /// A bundle of the workspace before which, in the order of the count, another one ends in a ballot
  /// that is opened and has many marks; and that ballot's marks, which then lie in locked memory.
  private func bundle(
    after key: [UInt8], _ room: ElectionRoom
  ) throws -> (path: String, marks: [UInt8]) {
    let folder = "\(room.path)/count"
    let strikes = try String(
      contentsOfFile: "\(folder)/reconciliation/strikes.csv", encoding: .utf8)
    let key = try BoxKey(secret: SecretBytes(copying: key.span))
    let paths = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/bundles").sorted()
      .map { (hash: $0, path: "\(folder)/bundles/\($0)/ballots.sealed") }
      .filter { FileManager.default.fileExists(atPath: $0.path) }
    for (bundle, next) in zip(paths, paths.dropFirst()) {
      let bytes = Array(try Data(contentsOf: URL(filePath: bundle.path)))
      let boxes = stride(from: 0, to: bytes.count, by: 80).map { Array(bytes[$0..<$0 + 80]) }
      let last = boxes.indices.last { !strikes.contains("\(bundle.hash),\($0),") }
      guard let last, let marks = try? opened(boxes[last], key),
        marks.count(where: { $0 != 0 }) > 5
      else { continue }
      return (next.path, marks)
    }
    throw Peer.Failure(description: "no bundle of the vectors ends in a ballot with many marks")
  }

  /// A count whose secrets come in every way: typed, from a file, wrapped and as words.
  private func count(_ room: ElectionRoom) throws -> (line: [String], needles: [String: [UInt8]]) {
    var needles = try share("officer-a").merging(share("officer-c")) { one, _ in one }
    let words = try #require(needles["words of officer-a"])
    try wrap(
      words, .share, holder: "officer-a", passphrase: Self.typed[1],
      to: "\(room.path)/share.officer-a.json")
    let key = try base64("count.secret")
    needles["count key"] = key
    for passphrase in Self.typed { needles["passphrase \(passphrase)"] = Array(passphrase.utf8) }
    let signing = try Data(contentsOf: URL(filePath: "\(Binary.vectors)/keys/officer-c.key"))
    let signer = try SigningKey(unencryptedFile: Array(signing).span)
    let file = try signer.encryptedFile(
      passphrase: SecretBytes(copying: Array(Self.typed[0].utf8).span), cost: .least)
    try Data(file).write(to: URL(filePath: "\(room.path)/officer-c.key"))
    needles.merge(try vectors(key)) { one, _ in one }
    let line =
      ["count", "--stage", "electronic", "--threads", "1", "--share"]
      + ["\(room.path)/share.officer-a.json"] + Binary.share("officer-c")
      + ["--as", "officer-c", "--key", "\(room.path)/officer-c.key"] + room.workspace
    return (line, needles)
  }

  @Test("At its end nothing is left of key, shares, passphrases and opened ballots")
  func end() throws {
    let room = try ElectionRoom.begun()
    try room.fill()
    let (line, needles) = try count(room)
    #expect(needles.count > 20)
    let found = try search(line, hold: "exit", typed: Self.typed, needles: needles)
    #expect(found.count == needles.count)
    #expect(found.filter { $0.value != 0 } == [:])
    let counts = try Binary.json(["status"] + room.workspace)["counts"]
    #expect(counts?.array?.count == 1)
  }

  @Test(
    "While ballots are opened the key is there once, and one ballot, so that the search can fail")
  func open() throws {
    let room = try ElectionRoom.begun()
    try room.fill()
    var (line, needles) = try count(room)
    let (bundle, marks) = try bundle(after: try #require(needles["count key"]), room)
    needles = needles.filter { $0.value != marks }
    needles["last ballot"] = marks
    let found = try search(line, hold: bundle, typed: Self.typed, needles: needles)
    #expect(found["count key"] == 1)
    #expect(found["last ballot"] == 1)
    let others = found.filter { $0.key.hasPrefix("ballot") || $0.key.hasPrefix("passphrase") }
    #expect(others.count > 10)
    #expect(others.filter { $0.value != 0 } == [:])
  }

  @Test("A reconciliation leaves nothing of the vault key and its passphrase")
  func vault() throws {
    let room = try ElectionRoom.begun()
    try Binary.succeed(
      ["import", "\(Binary.vectors)/media"] + room.workspace + Binary.signer("clerk-1"))
    let key = try base64("vault.secret")
    let file = "\(room.path)/vault.keeper.json"
    try wrap(key, .vault, holder: "keeper", passphrase: Self.filePassphrase, to: file)
    try Data("\(Self.filePassphrase)\n".utf8).write(to: URL(filePath: "\(room.path)/pass"))
    let needles = ["vault key": key, "passphrase": Array(Self.filePassphrase.utf8)]
    let line =
      ["reconcile", "--vault-key", file, "--passphrase-file", "\(room.path)/pass"] + room.workspace
      + Binary.signer("keeper")
    let found = try search(line, hold: "exit", needles: needles)
    #expect(found == ["vault key": 0, "passphrase": 0])
  }

  @Test("A count with proofs has the shares while it mixes, and leaves nothing of them at its end")
  func proofs() throws {
    let room = try ProofRoom.counting()
    let officers = ["officer-c", "officer-a"]
    var needles: [String: [UInt8]] = [:]
    for officer in officers {
      let share = try share(officer, in: room.path)
      needles.merge(share) { one, _ in one }
      let line = try #require(share["words of \(officer)"])
      let scalar = try Share.combine([Share(words: line.span)])
      needles["scalar of \(officer)"] = scalar.withBytes { span in span.indices.map { span[$0] } }
    }
    let line = room.count(by: officers) + ["--threads", "1"]
    let mix = "\(room.path)/count/proofs/proof/mix-2.officer-a.bin"
    let held = try search(line, hold: mix, needles: needles)
    for officer in officers { #expect(held["scalar of \(officer)"] == 1) }
    #expect(held.filter { !$0.key.hasPrefix("scalar") && $0.value != 0 } == [:])
    // The count that was held broke off; the next one is whole.
    let found = try search(line, hold: "exit", needles: needles)
    #expect(found.count == needles.count)
    #expect(found.filter { $0.value != 0 } == [:])
    #expect(try room.journal().contains("count"))
  }
}
