import Encoding
import Testing
import Words

@Suite("Tables")
struct CSVTests {
  private func rows(_ text: String) throws(CSVError) -> [[String]] {
    let table = try CSV.parse(Array(text.utf8))
    return [table.header] + table.rows.map(\.fields)
  }

  @Test(
    "are read as RFC 4180 and spreadsheets write them",
    arguments: [
      ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
      ("a,b\n1,2", [["a", "b"], ["1", "2"]]), ("\u{FEFF}a\n1\n", [["a"], ["1"]]),
      ("a,b\n1,\n", [["a", "b"], ["1", ""]]), ("a,b\n1,", [["a", "b"], ["1", ""]]),
      ("a,b\n,\n", [["a", "b"], ["", ""]]), ("a\n1\n\n\n", [["a"], ["1"]]),
      ("a\n1\r\n\r\n", [["a"], ["1"]]), ("\"a\",\"b\"\n\"1,5\",2\n", [["a", "b"], ["1,5", "2"]]),
      ("a,b\n\"x\"\"y\",\"\"\n", [["a", "b"], ["x\"y", ""]]),
      ("a,b\n\"x\ny\",2\n", [["a", "b"], ["x\ny", "2"]]),
      ("a,b\n\"x\r\ny\",2\n", [["a", "b"], ["x\r\ny", "2"]]),
      ("a,b\n\"\",\"\"\"\"\n", [["a", "b"], ["", "\""]]),
      ("曾,é\n林,=1\n", [["曾", "é"], ["林", "=1"]]),
      ("a,b\n 1 ,2\n", [["a", "b"], [" 1 ", "2"]]), ("a", [["a"]]),
    ])
  func read(text: String, expected: [[String]]) throws { #expect(try rows(text) == expected) }

  @Test(
    "that are broken are refused with their line",
    arguments: [
      ("", .noHeader, 1), ("\n\n", .noHeader, 1),
      ("a,b\n1\n", .fields(1, header: 2), 2),
      ("a,b\n1,2\n1,2,3\n", .fields(3, header: 2), 3),
      ("a,b\n\n1,2\n", .fields(1, header: 2), 2),
      ("a,b\n\"x\ny\nz\",1\n1\n", .fields(1, header: 2), 5),
      ("a\n\"x\n\n", .openQuote, 2),
      ("a\nx\"y\n", .quoteInField, 2),
      ("a\n\"x\"y\n", .textAfterField, 2),
      ("a\nx\ry\n", .textAfterField, 2),
      ("a\nx\r", .textAfterField, 2),
    ] as [(String, CSVError.Problem, Int)])
  func broken(text: String, problem: CSVError.Problem, line: Int) {
    #expect(throws: CSVError(problem, line: line)) { try rows(text) }
  }

  @Test("rows know their line, also after a line end inside a field")
  func lines() throws {
    let table = try CSV.parse(Array("a,b\r\n\"x\r\ny\",1\r\n2,3\r\n".utf8))
    #expect(table.rows.map(\.line) == [2, 4])
  }

  @Test("that are not UTF-8 are refused")
  func notUTF8() {
    #expect(throws: CSVError(.notUTF8, line: 1)) {
      try CSV.parse([0x61, 0x0A, 0xFF, 0x0A])
    }
  }

  @Test("are written sorted by bytes, with quotes where they are needed only")
  func write() throws {
    let bytes = CSV.write(
      header: ["a", "b"],
      rows: [
        ["b", "x"], ["a,b", "1"], ["a\"b", ""], ["B", "曾"], ["a\nb", "\r"], [" a", "=1"],
      ])
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "a,b\n a,=1\n\"a\nb\",\"\r\"\n\"a\"\"b\",\n\"a,b\",1\nB,曾\nb,x\n")
    #expect(try CSV.parse(canonical: bytes, header: ["a", "b"]).count == 6)
  }

  @Test("that were written are read again to the same, whatever is in them")
  func roundTrip() throws {
    var random = SystemRandomNumberGenerator()
    let characters = Array("ab,\"\n\r 曾")
    for _ in 0..<300 {
      let rows = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        (0..<3).map { _ in
          String(
            (0..<Int.random(in: 0...5, using: &random)).compactMap { _ in
              characters.randomElement(using: &random)
            })
        }
      }
      let bytes = CSV.write(header: ["x", "y", "z"], rows: rows)
      let again = try CSV.parse(canonical: bytes, header: ["x", "y", "z"]).map(\.fields)
      #expect(
        again.sorted { $0.lexicographicallyPrecedes($1) }
          == rows.sorted { $0.lexicographicallyPrecedes($1) })
    }
  }

  @Test(
    "of our own have one spelling",
    arguments: [
      ("a,b\n2,1\n1,2\n", 2), ("a,b\r\n1,2\r\n", 1), ("a,b\n1,2", 2), ("a,b\n\"1\",2\n", 2),
      ("a,b\n1,2\n\n", 3), ("\u{FEFF}a,b\n1,2\n", 1), ("a,c\n1,2\n", 1), ("b,a\n1,2\n", 1),
      ("a,b\n1,2\n\"3\",4\n", 3), ("a,b", 1), ("\"a\",b\n", 1),
    ])
  func canonical(text: String, line: Int) {
    let error = #expect(throws: CSVError.self) {
      try CSV.parse(canonical: Array(text.utf8), header: ["a", "b"])
    }
    #expect(error?.line == line)
  }
}
