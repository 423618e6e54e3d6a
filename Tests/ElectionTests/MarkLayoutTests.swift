import Election
import Encoding
import TestSupport
import Testing

@Suite("The mark vector")
struct MarkLayoutTests {
  private let definition: Definition
  private let layout: MarkLayout

  init() throws {
    definition = try SampleDefinition().definition()
    layout = MarkLayout(definition)
  }

  private func isReadable(_ vector: [UInt8], _ style: Int) -> Bool {
    layout.isReadable(vector.span, style: style)
  }

  @Test(
    "every ballot is as long as the largest style, in steps of 16",
    arguments: [(1, 16), (7, 16), (8, 32), (23, 32), (24, 48), (39, 48), (40, 64), (300, 320)])
  func ballotSize(options: Int, expected: Int) throws {
    let list = (0..<options).map { index -> JSON in
      ["id": .string("c\(index)"), "name": SampleDefinition.name("C \(index)", "候 \(index)")]
    }
    // Six options beside those of the council.
    let definition = try SampleDefinition().setting([
      ("$.contests[1].options", .array(list)),
      ("$.styles[1].contests", ["council", "petition", "chief"]),
    ]).definition()
    #expect(definition.ballotByteCount == expected)
  }

  @Test("each contest of a style has its own slice, in the style's order")
  func slices() {
    #expect(layout.slices(style: 0) == [3..<6, 6..<9])
    #expect(layout.slices(style: 1) == [3..<6, 6..<10, 10..<13, 13..<16])
    #expect(layout.slices(style: 2).isEmpty)
    #expect(layout.slices(style: -1).isEmpty)
  }

  @Test("a vector is laid out as the formats' pages says")
  func layOut() throws {
    let vector = try #require(layout.vector(style: "all", marks: [[1, 2, 3], [0, 1, 0]]))
    #expect(vector == [1, 0, 0, 1, 2, 3, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])
    let other = try #require(
      layout.vector(style: "east", marks: [[0, 0, 0], [0, 0, 0, 1], [1, 0, 0], [0, 0, 1]]))
    #expect(other == [1, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1])
    #expect(isReadable(vector, 0))
    #expect(isReadable(other, 1))
  }

  @Test(
    "marks that are not one for every option make no vector",
    arguments: [
      ("west", [[0, 0, 0], [0, 0, 0]]), ("all", [[0, 0, 0]]), ("all", [[0, 0], [0, 0, 0, 0]]),
      ("all", [[0, 0, 0], [0, 0, 0], []]), ("east", [[0, 0, 0], [0, 0, 0]]), ("", []),
    ] as [(String, [[UInt8]])])
  func noVector(style: String, marks: [[UInt8]]) {
    #expect(layout.vector(style: style, marks: marks) == nil)
  }

  @Test(
    "a ballot is unreadable as a whole",
    arguments: [
      ("an older version", 0, 0), ("a newer version", 0, 2), ("another style", 2, 1),
      ("a style beyond all", 1, 1), ("padding at its beginning", 9, 1),
      ("padding at its end", 15, 255),
    ])
  func unreadable(name: String, position: Int, value: UInt8) throws {
    var vector = try #require(layout.vector(style: "all", marks: [[1, 2, 3], [0, 1, 0]]))
    vector[position] = value
    #expect(!isReadable(vector, 0), "\(name)")
  }

  @Test("a ballot of another length or style is unreadable", arguments: [0, 1, 3, 15, 17, 32])
  func wrongLength(count: Int) throws {
    var vector = [UInt8](repeating: 0, count: count)
    if count > 0 { vector[0] = 1 }
    #expect(!isReadable(vector, 0))
    let good = try #require(layout.vector(style: "all", marks: [[1, 2, 3], [0, 1, 0]]))
    #expect(!isReadable(good, 1))
    #expect(!isReadable(good, 7))
  }

  @Test("marks out of their range do not make a ballot unreadable, but are kept as malformed")
  func malformed() throws {
    let vector = try #require(layout.vector(style: "all", marks: [[9, 0, 0], [1, 0, 0]]))
    #expect(isReadable(vector, 0))
    #expect(layout.marks([9, 0, 0], contest: "chief") == .malformed)
    #expect(layout.marks([3, 0, 0], contest: "chief") == .marks([3, 0, 0]))
    #expect(layout.marks([2, 0, 0], contest: "motion") == .malformed)
    #expect(layout.marks([1, 0], contest: "motion") == .malformed)
    #expect(layout.marks([1, 0, 0], contest: "nothing") == .malformed)
  }

  @Test("the number of a style takes two bytes, high byte first")
  func manyStyles() throws {
    let styles = (0..<300).map { index -> JSON in
      ["id": .string("s\(index)"), "area": "hk", "contests": ["motion"]]
    }
    let definition = try SampleDefinition().setting([
      ("$.styles", .array(styles)), ("$.stations", []), ("$.collectors", []),
    ]).definition()
    let layout = MarkLayout(definition)
    let vector = try #require(layout.vector(style: "s258", marks: [[0, 1, 0]]))
    let reads = { (style: Int) in layout.isReadable(vector.span, style: style) }
    #expect(vector.prefix(7) == [1, 1, 2, 0, 1, 0, 0])
    #expect(reads(258))
    #expect(!reads(2))
  }
}
