import Foundation
import TestSupport
import Testing
import Words

@Suite("The check of the catalogue")
struct CatalogueCheckTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func check(
    _ source: String, catalogue: String = "\"done\" = \"完成\""
  ) throws -> (status: Int32, text: String) {
    let words = folder.path("Sources/Words/Chinese")
    try FileManager.default.createDirectory(atPath: words, withIntermediateDirectories: true)
    let entries =
      "extension Chinese {\n  static let part = #\"\"\"\n    \(catalogue)\n    \"\"\"#\n}\n"
    try Data(entries.utf8).write(to: URL(fileURLWithPath: "\(words)/Words.swift"))
    try Data(source.utf8).write(to: URL(fileURLWithPath: folder.path("Sources/Code.swift")))
    let output = try Peer.run(
      "/usr/bin/env",
      ["python3", "\(Peer.packageRoot)/Tests/Peers/catalogue.py", "--root", folder.path])
    #expect(output.stderr.isEmpty, "\(output.stderr)")
    return (output.status, output.stdout)
  }

  @Test(
    "whatever way a text takes past the catalogue, it is found",
    arguments: [
      (#"try Output.standard.line("nobody translated this")"#, "nobody translated this"),
      (#"text += "refused by \(name)""#, "refused by {0}"),
      (#"try context.say("gone")"#, "gone"),
      (#"return say(isIn ? "in" : "out")"#, "out"),
      (#"var word: Message { isGood ? "good" : "bad" }"#, "bad"),
      (
        #"func word() -> Message { switch self { case .a: "first"; case .b: "second" } }"#, "second"
      ),
      (#"let word: Message =\n  isGood\n  ? "good"\n  : "bad""#, "bad"),
      (#"let words: [Message] = ["one", "two"]"#, "two"),
      (#"names.map { name -> Message in name.isEmpty ? "nobody" : Message(name) }"#, "nobody"),
      (#"throw UsageError("no \(what) called " + "\(name)")"#, "no {0} called {1}"),
      (#"Report(.machine, code: "full", "full", advice: "retry")"#, "retry"),
      (#"try context.say("\(Plural.of(count, "apple"))")"#, "{0} apples"),
      (#"language.text("\(one): \(other)")"#, "{0}: {1}"),
      (#"let text = isChinese ? "完成了" : "ok""#, "Chinese outside of the catalogue"),
    ] as [(String, String)])
  func found(source: String, words: String) throws {
    let source = source.replacing("\\n", with: "\n")
    let result = try check("try context.say(\"done\")\n\(source)\n")
    #expect(result.status == 1)
    #expect(result.text.contains(words), "\(result.text)")
  }

  @Test("what is in the catalogue, and what is no message, passes")
  func passes() throws {
    let result = try check(
      #"""
      /// "A comment" in words.
      try context.say("done")
      let json = try object["a key"]?.string ?? ""
      Report(.refused, code: isFull ? "full" : "output", "done")
      """#.replacing("a key", with: "key"))
    #expect(result.status == 0, "\(result.text)")
  }

  @Test(
    "an entry that nothing says, stands twice, has other holes or another term is a breach",
    arguments: [
      ("\"done\" = \"完成\"\n    \"gone\" = \"不在\"", "nothing says 'gone'"),
      ("\"done\" = \"完成\"\n    \"done\" = \"完成\"", "twice: 'done'"),
      (#""done" = "完成 {0}""#, "holes that the English has not"),
      (#""done": "完成""#, "no pair"), (#""done" = "取出媒體""#, "儲存裝置"),
    ] as [(String, String)])
  func entries(catalogue: String, words: String) throws {
    let result = try check("try context.say(\"done\")\n", catalogue: catalogue)
    #expect(result.status == 1 && result.text.contains(words), "\(result.text)")
  }
}
