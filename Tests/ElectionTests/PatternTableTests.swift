@testable import Election
import TestSupport
import Testing
import Words

@Suite("patterns.csv")
struct PatternTableTests {
  private let definition: Definition

  init() throws { definition = try SampleDefinition().definition() }

  private static let header = "style,contest,channel,collector,marks,count\n"

  private func parse(_ text: String) throws(PatternError) -> PatternTable {
    try PatternTable(file: Array(text.utf8), definition: definition)
  }

  @Test("is written sorted, and read again to the same")
  func roundTrip() throws {
    var table = PatternTable()
    let make = { (contest: String, marks: Pattern.Marks) in
      Pattern(style: "all", contest: contest, channel: "online", collector: "web", marks: marks)
    }
    table.add(make("motion", .malformed), count: 2)
    table.add(make("chief", .marks([1, 2, 3])), count: 40)
    table.add(make("chief", .marks([1, 2, 3])), count: 2)
    table.add(make(Pattern.noContest, .unreadable), count: 1)
    let text = String(decoding: table.file, as: UTF8.self)
    #expect(
      text == Self.header + "all,-,online,web,unreadable,1\nall,chief,online,web,010203,42\n"
        + "all,motion,online,web,malformed,2\n")
    #expect(try parse(text) == table)
    #expect(try parse(Self.header).counts.isEmpty)
  }

  @Test(
    "a row that does not hold is refused with its line",
    arguments: [
      ("west,chief,online,web,010203,1\n", "no style west in this election"),
      ("all,chief,post,web,010203,1\n", "no channel post in this election"),
      ("all,chief,online,nobody,010203,1\n", "no collector nobody of this channel"),
      ("all,chief,online,app,010203,1\n", "no collector app of this channel"),
      ("all,chief,online,registrar,010203,1\n", "no collector registrar of this channel"),
      ("all,council,online,web,00000001,1\n", "the style has no contest council"),
      ("all,nothing,online,web,01,1\n", "the style has no contest nothing"),
      ("all,,online,web,010203,1\n", "the style has no contest "),
      ("all,-,online,web,010203,1\n", "contest - with marks"),
      ("all,-,online,web,malformed,1\n", "contest - with marks"),
      ("all,chief,online,web,unreadable,1\n", "marks that the contest cannot have"),
      ("all,chief,online,web,010204,1\n", "marks that the contest cannot have"),
      ("all,chief,online,web,0102,1\n", "marks that the contest cannot have"),
      ("all,chief,online,web,01020300,1\n", "marks that the contest cannot have"),
      ("all,chief,online,web,01020,1\n", "marks that the contest cannot have"),
      ("all,chief,online,web,0X0203,1\n", "marks that the contest cannot have"),
      ("all,chief,online,web,,1\n", "marks that the contest cannot have"),
      ("all,motion,online,web,010002,1\n", "marks that the contest cannot have"),
      ("all,chief,online,web,010203,0\n", "a count out of range"),
      ("all,chief,online,web,010203,-1\n", "a count out of range"),
      ("all,chief,online,web,010203,01\n", "the count is not a number"),
      ("all,chief,online,web,010203,+1\n", "the count is not a number"),
      ("all,chief,online,web,010203,1.0\n", "the count is not a number"),
      ("all,chief,online,web,010203,\n", "the count is not a number"),
      ("all,chief,online,web,010203,9007199254740992\n", "a count out of range"),
      ("all,chief,online,web,010203,9223372036854775808\n", "the count is not a number"),
      ("all,chief,online,web,010203\n", "5 fields where the header has 6"),
      ("all,chief,online,web,010203,1,\n", "7 fields where the header has 6"),
      ("all,chief,online,web,010203,1", "not in the one order and spelling of this file"),
      ("\"all\",chief,online,web,010203,1\n", "not in the one order and spelling of this file"),
      ("all,chief,online,web,010203,1\r\n", "not in the one order and spelling of this file"),
      ("all,chief,online,web,010203,1\n\n", "not in the one order and spelling of this file"),
    ])
  func defects(row: String, problem: String) {
    let error = #expect(throws: PatternError.self) { try parse(Self.header + row) }
    #expect(error?.problem.english == problem)
    // A missing or additional line end is seen where the canonical form ends.
    #expect(row.hasSuffix("1") || row.hasSuffix("\n\n") || error?.line == 2)
    #expect(error?.report.kind == .refused)
  }

  @Test("rows out of order or repeated are refused")
  func order() {
    let (one, other) = ("all,chief,online,web,010203,1\n", "all,chief,online,web,010303,1\n")
    #expect(throws: Never.self) { try parse(Self.header + one + other) }
    #expect(
      throws: PatternError(line: 3, problem: "not in the one order and spelling of this file")
    ) { try parse(Self.header + other + one) }
    #expect(throws: PatternError(line: 3, problem: "the pattern is there twice")) {
      try parse(Self.header + one + one)
    }
    #expect(throws: PatternError(line: 3, problem: "the pattern is there twice")) {
      try parse(Self.header + one + "all,chief,online,web,010203,2\n")
    }
  }

  @Test(
    "a file that is no such table is refused",
    arguments: [
      "", "\n", "style,contest,channel,collector,marks\n", "x" + header, "\u{FEFF}" + header,
      String(header.dropLast()), header.replacing("\n", with: "\r\n"), "{}\n",
      header + "\"all,chief", header + "a\"b,chief,online,web,010203,1\n",
    ])
  func noTable(text: String) {
    let error = #expect(throws: PatternError.self) { try parse(text) }
    #expect(error?.report.code == "patterns")
  }

  @Test("a file that is not UTF-8 is refused")
  func notUTF8() {
    let error = #expect(throws: PatternError.self) {
      try PatternTable(file: Array(Self.header.utf8) + [0xFF, 0x0A], definition: definition)
    }
    #expect(error?.problem == "not UTF-8")
  }
}

@Suite("Reading patterns.csv in pieces")
struct PatternReaderTests {
  private let definition: Definition

  init() throws { definition = try SampleDefinition().definition() }

  private func table(_ random: inout SeededGenerator) -> PatternTable {
    var table = PatternTable()
    for _ in 0..<Int.random(in: 1...40, using: &random) {
      guard let style = definition.styles.randomElement(using: &random),
        let id = style.contests.randomElement(using: &random),
        let contest = definition.contest(id),
        let collector = definition.collectors.prefix(2).randomElement(using: &random)
      else { continue }
      let marks = contest.options.map { _ in
        UInt8.random(in: 0...contest.highestMark, using: &random)
      }
      let kind = Int.random(in: 0..<10, using: &random)
      table.add(
        Pattern(
          style: style.id, contest: kind == 0 ? Pattern.noContest : id,
          channel: collector.channel ?? "", collector: collector.id,
          marks: kind == 0 ? .unreadable : kind == 1 ? .malformed : .marks(marks)),
        count: Int.random(in: 1...1_000, using: &random))
    }
    return table
  }

  @Test("gives the same for pieces of any size", arguments: 1...10 as ClosedRange<UInt64>)
  func pieces(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let table = table(&random)
    for size in [1, 2, 7, 40, 1_000] {
      #expect(
        try PatternTable(file: table.file, definition: definition, pieceByteCount: size) == table)
    }
  }

  @Test("writes each line as the general writer does", arguments: 1...10 as ClosedRange<UInt64>)
  func lines(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let table = table(&random)
    var bytes = PatternFile.headerLine
    var reader = PatternReader(definition: definition)
    try reader.take(table.file.span) { PatternFile.append($0, times: $1, to: &bytes) }
    #expect(bytes == table.file)
    #expect(reader.count == table.counts.count)
  }

  @Test(
    "takes a changed file only where it is another right one",
    arguments: 1...30 as ClosedRange<UInt64>)
  func changed(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let file = table(&random).file
    for _ in 0..<100 {
      var bytes = file
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes.remove(at: place)
      case 1: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &random)], at: place)
      case 2: bytes.removeSubrange(place..<min(bytes.count, place + 30))
      case 3: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &random))
      default: bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      guard let found = try? PatternTable(file: bytes, definition: definition, pieceByteCount: 64)
      else { continue }
      #expect(found.file == bytes)
    }
  }

  @Test("keeps no line that is longer than one can be")
  func longLine() {
    let bytes =
      Array("style,contest,channel,collector,marks,count\n".utf8)
      + [UInt8](repeating: UInt8(ascii: "0"), count: 1 << 16)
    #expect(throws: PatternError(line: 2, problem: "a line that is too long")) {
      try PatternTable(file: bytes, definition: definition, pieceByteCount: 1_000)
    }
  }
}
