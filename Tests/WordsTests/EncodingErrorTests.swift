import Encoding
import Testing
import Words

@Suite("What is wrong with a text or a table, in words")
struct EncodingErrorTests {
  @Test(
    "a table is named with its line",
    arguments: [
      (.notUTF8, "not UTF-8"), (.noHeader, "no header line"),
      (.fields(1, header: 2), "1 fields where the header has 2"),
      (.otherHeader(than: ["a", "b"]), "the header is not a,b"),
      (.notCanonical, "not in the one order and spelling of this file"),
      (.textAfterField, "text after a quoted field, or a lone carriage return"),
      (.quoteInField, "a quote inside a field that is not quoted"),
      (.openQuote, "a quote that is never closed"),
      (.quoteOverLines, "a quote that is not closed in its line"),
    ] as [(CSVError.Problem, String)])
  func table(problem: CSVError.Problem, words: String) {
    #expect(CSVError(problem, line: 5).message.english == "line 5: \(words)")
  }

  @Test(
    "JSON is named with its byte, and with its path where a value is wrong",
    arguments: [
      (JSONError(.empty, offset: 0), "the file is empty (byte 0)"),
      (JSONError(.notUTF8, offset: 1), "not UTF-8 (byte 1)"),
      (JSONError(.byteOrderMark, offset: 0), "begins with a byte order mark (byte 0)"),
      (JSONError(.tooShort, offset: 1234), "not JSON: it ends too early (byte 1,234)"),
      (JSONError(.nul, offset: 3), "a NUL byte (byte 3)"),
      (
        JSONError(.unexpected, offset: 3),
        "not JSON: something else belongs where this byte stands (byte 3)"
      ),
      (JSONError(.notCanonical, offset: 3), "not canonical JSON (byte 3)"),
      (JSONError(.tooDeep, offset: 16), "nested more than 16 deep (byte 16)"),
      (JSONError(.keyTwice("b\n"), offset: 12, path: "$"), "the key b\\u{a} twice (byte 12)"),
      (JSONError(.keyNotASCII, offset: 6, path: "$.a"), "a: a key that is not ASCII (byte 6)"),
      (
        JSONError(.unknownEscape, offset: 3, path: "$[0]"),
        "[0]: an escape that JSON does not have (byte 3)"
      ),
      (
        JSONError(.halfSurrogate, offset: 3, path: "$[0]"),
        "[0]: half a surrogate pair (byte 3)"
      ),
      (
        JSONError(.notAnInteger, offset: 7, path: "$.a\n"),
        "a\\u{a}: not an integer within ±(2^53 − 1) (byte 7)"
      ),
    ])
  func json(error: JSONError, words: String) { #expect(error.description == words) }
}
