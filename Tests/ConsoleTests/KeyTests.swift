import Testing

@testable import Console

@Suite("Keys of a terminal")
struct KeyTests {
  private static let sequences: [(bytes: [UInt8], keys: [Key])] = [
    ([0x61], [.character("a")]), ([0x0D], [.enter]), ([0x0A], [.enter]), ([0x09], [.tab]),
    ([0x7F], [.backspace]), ([0x08], [.backspace]), ([0x0C], [.redraw]), ([0x01], []),
    (Array("\u{1B}[A".utf8), [.up]), (Array("\u{1B}OB".utf8), [.down]),
    (Array("\u{1B}[1;5C".utf8), [.right]), (Array("\u{1B}[D".utf8), [.left]),
    (Array("\u{1B}[Z".utf8), [.backTab]), (Array("\u{1B}[5~".utf8), [.pageUp]),
    (Array("\u{1B}[6~".utf8), [.pageDown]), (Array("\u{1B}[H".utf8), [.home]),
    (Array("\u{1B}[4~".utf8), [.end]), (Array("\u{1B}[3~".utf8), [.backspace]),
    // A number pad in its other mode.
    (Array("\u{1B}Op\u{1B}Oy\u{1B}OM".utf8), [.character("0"), .character("9"), .enter]),
    (Array("會é".utf8), [.character("會"), .character("é")]),
    // A key that is not known types nothing, and neither does Alt with one.
    (Array("\u{1B}[24~x".utf8), [.character("x")]), (Array("\u{1B}y1".utf8), [.character("1")]),
    ([0xFF, 0x80, 0x80, 0x80, 0x31], [.character("1")]),
    (Array("12\r".utf8), [.character("1"), .character("2"), .enter]),
  ]

  @Test("bytes become keys, all at once or one by one", arguments: sequences)
  func keys(bytes: [UInt8], keys: [Key]) {
    var decoder = KeyDecoder()
    #expect(decoder.take(bytes) == keys)
    var slow = KeyDecoder()
    #expect(bytes.flatMap { slow.take([$0]) } == keys)
  }

  @Test("Escape alone is a key once nothing follows it")
  func escape() {
    var decoder = KeyDecoder()
    #expect(decoder.take([0x1B]) == [])
    #expect(decoder.isWaiting)
    #expect(decoder.settle() == [.escape])
    #expect(!decoder.isWaiting)
    #expect(decoder.take([0x61]) == [.character("a")])
  }

  @Test("a sequence without an end is given up and holds nothing back")
  func endless() {
    var decoder = KeyDecoder()
    _ = decoder.take(Array("\u{1B}[".utf8) + [UInt8](repeating: 0x30, count: 1_000))
    _ = decoder.settle()
    #expect(decoder.take([0x61]) == [.character("a")])
  }

  @Test("only the ten digits are digits", arguments: ["0", "9", "a", "٣", "五", "½"] as [Character])
  func digits(character: Character) {
    #expect((Key.character(character).digit != nil) == ("0"..."9").contains(character))
  }
}
