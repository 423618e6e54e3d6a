import Election
import Encoding
import TestSupport
import Testing
import Words

@Suite("A file that is no definition")
struct DefinitionFileTests {
  private static let good = String(decoding: SampleDefinition().file, as: UTF8.self)

  /// The file with one place of its text changed.
  private static func text(_ old: String, _ new: String) -> [UInt8] {
    Array(good.replacing(old, with: new, maxReplacements: 1).utf8)
  }

  /// What is done to the file, what comes of it, and how the problem begins.
  private struct Defect: CustomTestStringConvertible {
    let name: String
    let file: [UInt8]
    let problem: String
    var testDescription: String { name }

    init(_ name: String, _ file: [UInt8], _ problem: String) {
      (self.name, self.file, self.problem) = (name, file, problem)
    }
  }

  private static let defects: [Defect] = [
    Defect("empty", [], "the file is empty (byte 0)"),
    Defect("only a newline", [0x0A], "not canonical JSON (byte 0)"),
    Defect("cut in the middle", Array(good.utf8.prefix(100)), "not JSON"),
    Defect("without its last newline", Array(good.utf8.dropLast()), "not canonical JSON (byte"),
    Defect("with a second newline", Array(good.utf8) + [0x0A], "not canonical JSON (byte"),
    Defect("followed by another value", Array(good.utf8) + Array("{}\n".utf8), "not JSON"),
    Defect("not UTF-8", [0x7B, 0x22, 0xC3, 0x28], "not UTF-8 (byte 2)"),
    Defect(
      "UTF-16", [0xFF, 0xFE] + good.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] },
      "not UTF-8 (byte 0)"
    ),
    Defect(
      "with a byte order mark", [0xEF, 0xBB, 0xBF] + Array(good.utf8),
      "begins with a byte order mark (byte 0)"
    ),
    Defect("with a NUL byte", text("Sample", "Sam\0ple"), "a NUL byte (byte"),
    Defect(
      "with a key twice", text("{\"areas\"", "{\"date\":\"2017-03-19\",\"areas\""), "not canonical"),
    Defect(
      "with the same key twice in a row",
      text("\"electorate\":500", "\"electorate\":500,\"electorate\":500"),
      "not canonical JSON (byte"
    ),
    Defect(
      "with a trailing comma in an object", text("\"electorate\":500", "\"electorate\":500,"), "not"
    ),
    Defect(
      "with a trailing comma in an array", text("[\"zh-Hant\",\"en\"]", "[\"zh-Hant\",\"en\",]"),
      "not"
    ),
    Defect(
      "with a space", text("\"electorate\":500", "\"electorate\": 500"), "not canonical JSON (byte"),
    Defect(
      "with keys out of order", text("{\"areas\"", "{\"timeZone\":\"Asia/Hong_Kong\",\"areas\""),
      "not canonical JSON (byte 29)"
    ),
    Defect("with an escaped letter", text("Sample", "\\u0053ample"), "not canonical JSON (byte"),
    Defect(
      "with an escaped slash", text("coldcount/election/1", "coldcount\\/election/1"),
      "not canonical JSON (byte"
    ),
    Defect("with half a surrogate pair", text("Sample", "\\ud800"), "$.title.en"),
    Defect("with an exponent", text("\"electorate\":500", "\"electorate\":5e2"), "not canonical"),
    Defect(
      "with a fraction of zero", text("\"electorate\":500", "\"electorate\":500.0"), "not canonical"
    ),
    Defect(
      "with a fraction", text("\"electorate\":500", "\"electorate\":500.5"), "$.areas[0].electorate"
    ),
    Defect("with minus zero", text("\"electorate\":500", "\"electorate\":-0"), "not canonical"),
    Defect(
      "with a leading zero", text("\"electorate\":500", "\"electorate\":0500"),
      "$.areas[0].electorate"),
    Defect(
      "with 2^53", text("\"electorate\":500", "\"electorate\":9007199254740992"),
      "$.areas[0].electorate: not an integer within ±(2^53 − 1)"
    ),
    Defect(
      "with 2^63", text("\"electorate\":500", "\"electorate\":9223372036854775808"), "$.areas[0]"),
    Defect(
      "with a number of 400 digits",
      text("\"electorate\":500", "\"electorate\":" + String(repeating: "9", count: 400)), ""
    ),
    Defect("with NaN", text("\"electorate\":500", "\"electorate\":NaN"), "not JSON"),
    Defect("with a comment", text("{\"areas\"", "{/* */\"areas\""), "not JSON"),
    Defect("with a key that is not ASCII", text("\"electorate\":500", "\"選民\":500"), "$.areas[0]"),
    Defect(
      "nested 17 deep",
      text(
        "\"electorate\":500",
        "\"electorate\":" + String(repeating: "[", count: 15) + String(repeating: "]", count: 15)),
      "nested more than 16 deep (byte"
    ),
    Defect(
      "nested 100,000 deep", Array(String(repeating: "[", count: 100_000).utf8),
      "nested more than 16 deep (byte 16)"
    ),
    Defect("an array", Array("[]\n".utf8), "not an object"),
    Defect("a number", Array("1\n".utf8), "not an object"),
    Defect("null", Array("null\n".utf8), "not an object"),
  ]

  @Test("is refused and the problem is named", arguments: defects)
  private func refuses(defect: Defect) throws {
    let error = try #require(throws: DefinitionError.self) {
      try Definition(file: defect.file, keys: .wellFormed)
    }
    let first = try #require(error.violations.first)
    #expect(first.path == "$")
    #expect(first.problem.english.hasPrefix(defect.problem.asTold), "\(first.problem)")
    #expect(error.report.kind == .refused)
    #expect(error.report.code == "definition")
  }

  @Test("that is over-long is refused before it is read")
  func refusesOverlong() throws {
    let file = [UInt8](repeating: 0x20, count: Definition.maxByteCount + 1)
    let error = try #require(throws: DefinitionError.self) {
      try Definition(file: file, keys: .wellFormed)
    }
    #expect(error.problems == ["larger than 67,108,864 bytes"])
  }

  @Test(
    "of another format or version is refused",
    arguments: ["coldcount/election/2", "coldcount/election/1 ", "coldcount/bundle/1", ""])
  func refusesFormat(format: String) throws {
    let file = SampleDefinition().setting("$.format", to: .string(format)).file
    let error = try #require(throws: DefinitionError.self) {
      try Definition(file: file, keys: .wellFormed)
    }
    #expect(error.problems == ["format: not coldcount/election/1"])
  }
}
