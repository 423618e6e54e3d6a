import Election
import Encoding
import TestSupport
import Testing
import Words

@testable import Paper

@Suite("A table as people bring it")
struct KeyedTableTests {
  private let definition: Definition
  private static let accounts = "station,issued,unused,spoilt,tendered,in-box,note\n"

  init() throws { definition = try SampleDefinition().definition() }

  private func report(
    _ bytes: [UInt8], boxes: [String: Int] = [:], allowsTotals: Bool = false
  ) -> Report? {
    do {
      _ = try SheetTable.parse(
        bytes, definition: definition, election: SampleSheet.election, allowsTotals: allowsTotals,
        boxes: boxes)
      return nil
    } catch { return error.report }
  }

  private func problems(_ text: String) -> [String] {
    guard let report = report(Array(text.utf8)) else { return [] }
    return (report.details.isEmpty ? [report.message] : report.details).map(\.english)
  }

  private static func utf16(_ text: String) -> [UInt8] {
    [0xFF, 0xFE] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
  }

  @Test(
    "of another kind is named as what it is, with how to save it",
    arguments: [
      ([0x50, 0x4B, 0x03, 0x04, 0x00], "a workbook of Excel or LibreOffice"),
      ([0xD0, 0xCF, 0x11, 0xE0, 0x00], "a workbook of an older Excel"),
      (utf16(SampleSheet.header), "text in UTF-16 ('Unicode text')"),
      (Array(utf16(SampleSheet.header).dropFirst(2)), "text in UTF-16 or no text at all"),
      // "票站" in Big5.
      (
        Array(SampleSheet.header.utf8) + [0xB2, 0xBC, 0xAF, 0xB8], "Big5 or another older encoding"
      ),
      (Array("<html>".utf8), "a page of HTML or XML"),
    ] as [([UInt8], String)])
  func kinds(bytes: [UInt8], kind: String) throws {
    let found = try #require(report(bytes))
    #expect(found.message.english.contains(kind), "\(found.message)")
    #expect(found.advice?.english.hasPrefix("save it as 'CSV UTF-8 (comma delimited)'") == true)
  }

  @Test(
    "with other separators, or a title above the header, is told so",
    arguments: [
      ("station;batch;contest;item;count\ns1;b1;motion;papers;5\n", "semicolons stand between"),
      ("station\tbatch\tcontest\titem\tcount\ns1\tb1\tmotion\tpapers\t5\"\n", "tabs stand between"),
      ("Results of s1\n\(SampleSheet.header)s1,b1,motion,papers,1\n", "stands in line 2; remove"),
      ("\u{FEFF}Title,,,,\r\n,,,,\r\n\(SampleSheet.header)", "stands in line 3; remove"),
    ])
  func separators(text: String, problem: String) {
    let found = problems(text)
    #expect(found.count == 1 && found[0].hasPrefix("line 1: "), "\(found)")
    #expect(found.first?.contains(problem) == true, "\(found)")
  }

  @Test(
    "has a cell that is no count named by line and column, with what to type",
    arguments: [
      ("\"1,520\"", "'1,520' has a separator of thousands; type 1520"),
      ("1.520", "'1.520' has a separator of thousands; type 1520"),
      ("1 520", "'1 520' has a space; type 1520"),
      (" 5", "' 5' has a space; type 5"), ("5 ", "'5 ' has a space; type 5"),
      ("１５２０", "'１５２０' has full-width digits; type 1520"),
      ("007", "'007' has a zero in front; type 7"), ("", "the cell is empty; type 0 where none"),
      (" ", "the cell is empty"),
      ("-3", "'-3' is not a count; type it with the digits 0 to 9 only"),
      ("3.0", "'3.0' is not a count"), ("1.5", "'1.5' is not a count"), ("x", "'x' is not a count"),
      ("+5", "'+5' is not a count"), ("100000001", "100,000,001 is more than 100,000,000"),
      ("99999999999999999999", "'99999999999999999999' is not a count"),
    ])
  func cells(cell: String, problem: String) {
    let rows = SampleSheet.csv("motion").replacing("motion,yes,4", with: "motion,yes,\(cell)")
    let found = problems(SampleSheet.header + rows)
    // One fault is one message: nothing is missing because it could not be read.
    #expect(found.count == 1 && found[0].contains("column count: \(problem)"), "\(found)")
  }

  @Test("with rows that a spreadsheet left empty is taken")
  func emptyRows() {
    let text =
      "\u{FEFF}" + (SampleSheet.header + SampleSheet.csv("motion")).replacing("\n", with: "\r\n")
    #expect(problems(text + ",,,,\r\n , ,,,\r\n,,,,\r\n") == [])
  }

  @Test("in which a quote was opened loses no row: the line is told")
  func openQuote() {
    let rows = SampleSheet.csv("motion").replacing("s1,b1,motion,no", with: "\"s1,b1,motion,no")
    let found = problems(SampleSheet.header + rows + SampleSheet.csv("chief") + "\"\n")
    #expect(found.count == 1 && found[0].contains("a quote that is not closed in its line"))
    let accounts = Self.accounts + "s1,5,0,0,0,5,\"one\nmore\"\n"
    let error = #expect(throws: SheetError.self) {
      try StationAccount.parse(Array(accounts.utf8), definition: definition)
    }
    #expect(error?.problems.map(\.english) == ["line 2: a quote that is not closed in its line"])
  }

  @Test("names an unknown contest or station once, with those that exist")
  func unknown() {
    let rows =
      SampleSheet.csv("motion").replacing("motion", with: "mayor")
      + SampleSheet.csv("motion").replacing("s1", with: "s9")
    let found = problems(SampleSheet.header + rows)
    #expect(
      found == [
        "line 2: no contest 'mayor'; there are chief, council, petition, motion",
        "line 8: no station 's9'; there are s1, s2",
      ], "\(found)")
  }

  @Test("shows fifty faults and how many more there are")
  func many() throws {
    let rows = (0..<200).map { "s1,b\($0),motion,papers,x\n" }.joined()
    let found = try #require(report(Array((SampleSheet.header + rows).utf8)))
    #expect(found.details.count == 51)
    #expect(found.details.last == "and 150 more")
  }

  @Test("may hold a batch that is the sum of those above it, where somebody or the account says so")
  func total() throws {
    func batch(_ name: String, _ yes: Int) -> String {
      SampleSheet.csv(
        "motion",
        ["papers": yes, "yes": yes, "no": 0, "abstain": 0, "rejected:unmarked": 0], batch: name)
    }
    let text = SampleSheet.header + batch("b1", 1) + batch("b2", 1) + batch("b3", 2)
    let bytes = Array(text.utf8)
    let found = try #require(report(bytes))
    #expect(found.message.english.contains("b3/motion: is the sum of the batches above it"))
    #expect(found.message.english.contains("--not-a-total"))
    #expect(report(bytes, allowsTotals: true) == nil)
    #expect(report(bytes, boxes: ["s1": 4]) == nil)
    #expect(report(bytes, boxes: ["s1": 2, "s2": 4]) == found)
  }
}
