import Encoding
import Testing

@testable import Disclosure

@Suite("Marks in copies")
struct MarkTests {
  private static func seed(_ number: Int) -> Digest {
    Digest(words: (UInt64(number), 1, 2, 3))
  }

  @Test(
    "innocent marks agree as often as tosses of a coin do",
    arguments: [(20, 20), (30, 28), (60, 50), (100, 72), (13, 9)])
  func bound(marks: Int, agreeing: Int) {
    // The exact tail, from Pascal's triangle.
    var row: [Double] = [1]
    for _ in 0..<marks { row = zip([0] + row, row + [0]).map { ($0 + $1) / 2 } }
    let exact = row[agreeing...].reduce(0, +)
    let found = Trace.falseProbability(agreeing: agreeing, of: marks, recipients: 3)
    let expected = min(1, exact * Double(3 * (Trace.Carrier.allCases.count + 1)))
    #expect(abs(found - expected) <= expected * 1e-9)
  }

  @Test("thousands of marks overflow nothing", arguments: [(5_000, 5_000), (5_000, 2_600)])
  func large(marks: Int, agreeing: Int) {
    let found = Trace.falseProbability(agreeing: agreeing, of: marks, recipients: 10)
    #expect(found < 1 && found >= 0)
  }

  @Test("no innocent recipient of fifty is named in a hundred leaks, and the guilty one always")
  func nobodyInnocent() {
    let recipients = (0..<50).map { Trace.Recipient(name: "r\($0)", seed: Self.seed($0)) }
    for leak in 0..<100 {
      let names = (0..<60).map { "slot \(leak) \($0)" }
      // A copy of somebody who is not among them, then of one who is, with every tenth mark lost
      // to whatever was done to it.
      let strangers = Trace(
        bits: names.map { ($0, .wording, Marker.bit($0, seed: Self.seed(1_000 + leak))) })
      #expect(strangers.matches(recipients).allSatisfy { !$0.isNamed })
      let guilty = recipients[leak % 50]
      let damaged = Trace(
        bits: names.enumerated().map { position, name in
          let bit = Marker.bit(name, seed: guilty.seed)
          return (name, .wording, position % 10 == 0 ? !bit : bit)
        })
      #expect(damaged.matches(recipients).filter(\.isNamed).map(\.name) == [guilty.name])
    }
  }

  @Test("two recipients who mix their copies do not put a third under suspicion")
  func mixture() {
    let recipients = (0..<50).map { Trace.Recipient(name: "r\($0)", seed: Self.seed($0)) }
    for leak in 0..<50 {
      let bits = (0..<200).map { slot -> (name: String, carrier: Trace.Carrier, bit: Bool) in
        let name = "slot \(leak) \(slot)"
        let maker = recipients[(slot * 7 + leak) % 2]
        return (name, .wording, Marker.bit(name, seed: maker.seed))
      }
      let named = Trace(bits: bits).matches(recipients).filter(\.isNamed).map(\.name)
      #expect(Set(named).isSubset(of: ["r0", "r1"]))
    }
  }

  @Test("leaks that come together name whom each alone does not, but for marks that contradict")
  func together() {
    let recipients = (0..<3).map { Trace.Recipient(name: "r\($0)", seed: Self.seed($0)) }
    func page(_ slots: Range<Int>, of seed: Digest) -> Trace {
      Trace(bits: slots.map { ("slot \($0)", .wording, Marker.bit("slot \($0)", seed: seed)) })
    }
    let seed = recipients[1].seed
    let pages = [page(0..<23, of: seed), page(20..<40, of: seed)]
    for page in pages { #expect(page.matches(recipients).allSatisfy { !$0.isNamed }) }
    let both = Trace(together: pages)
    #expect(both.counts == [.wording: 40])
    #expect(both.matches(recipients).filter(\.isNamed).map(\.name) == ["r1"])
    let mixed = Trace(together: pages + [page(0..<40, of: recipients[2].seed)])
    #expect((1..<40).contains(mixed.counts[.wording] ?? 0))
    #expect(mixed.matches(recipients).allSatisfy { !$0.isNamed || $0.name != "r0" })
  }

  @Test("a recipient's name is one in whatever case and with whatever spaces")
  func recipient() throws {
    let before = ["City Desk", "電台  Radio"]
    for (name, chosen) in [
      ("City  Desk", "City Desk"), (" City Desk ", "City Desk"), ("Desk", "Desk"),
      ("電台  Radio", "電台  Radio"), ("A  b", "A b"),
    ] {
      #expect(try RecipientName.chosen(name, before: before) == chosen)
    }
    for (name, known) in [("city desk", "City Desk"), ("電台 Radio", "電台  Radio")] {
      #expect(throws: DisclosureError.recipient(name, known: known)) {
        try RecipientName.chosen(name, before: before)
      }
    }
  }

  @Test("the fewest marks that name one of many are as many as the arithmetic says")
  func fewest() {
    #expect(Trace.fewestMarks(recipients: 1) == 22)
    #expect(Trace.fewestMarks(recipients: 1_000) == 32)
    let probability = { (agreeing: Int, marks: Int) in
      Trace.falseProbability(agreeing: agreeing, of: marks, recipients: 1)
    }
    #expect(probability(54, 60) < Trace.limit)
    #expect(probability(25, 30) > Trace.limit)
  }

  @Test(
    "a sentence is found again whatever was done to its spaces",
    arguments: [
      "So  far\n12,345 of\u{a0}them ", "<p>So far 12,345 <b>of</b> them</p>",
      "* So far 12,345 of them",
    ])
  func sentence(leaked: String) {
    let marker = Marker(seed: nil)
    _ = marker.sentence(("So far 12,345 of them", "Of them 12,345 so far"))
    #expect(marker.slots.count == 1)
    for slot in marker.slots.values {
      #expect(LeakedText(file: Array(leaked.utf8)).bit(of: slot) == false)
    }
  }

  @Test("numbers are written in one way, so that none gives a mark away")
  func digits() {
    let marker = Marker(seed: Self.seed(1))
    _ = marker.sentence(("1,234 votes", "1,234 votes"))
    #expect(marker.slots.isEmpty)
    #expect(
      [0, 12, 999, 1_000, 12_345, -1_234, 1_234_567].map(NumberStyle.text)
        == ["0", "12", "999", "1,000", "12,345", "\u{2212}1,234", "1,234,567"])
  }
}
