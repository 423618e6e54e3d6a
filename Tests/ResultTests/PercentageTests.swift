import Result
import Testing

@Suite("Percentages")
struct PercentageTests {
  @Test(
    "are those that were published in 2017",
    arguments: [
      (59_878, "91.8"), (2_707, "4.2"), (2_607, "4.0"), (1_009, "1.5"), (62_628, "96.1"),
      (1_555, "2.4"), (17_659, "27.1"), (25_665, "39.4"), (21_868, "33.5"),
    ])
  func published(part: Int, expected: String) {
    #expect(Percentage.text(part, of: 65_192) == expected)
  }

  @Test(
    "of net support are rounded once, with their sign",
    arguments: [
      (59_878 - 2_707, "+87.7"), (1_009 - 62_628, "-94.5"), (17_659 - 25_665, "-12.3"), (0, "0.0"),
    ])
  func net(part: Int, expected: String) {
    #expect(Percentage.text(part, of: 65_192, signed: true) == expected)
  }

  @Test(
    "are rounded half away from zero, once",
    arguments: [
      (1, 2_000, 1, "0.1"), (-1, 2_000, 1, "-0.1"), (1, 2_001, 1, "0.0"), (-1, 2_001, 1, "0.0"),
      (3, 2_000, 1, "0.2"), (1, 200, 0, "1"), (-1, 200, 0, "-1"), (1, 201, 0, "0"),
      (1, 3, 0, "33"), (1, 3, 1, "33.3"), (1, 3, 2, "33.33"), (1, 3, 3, "33.333"),
      (2, 3, 0, "67"), (2, 3, 1, "66.7"), (2, 3, 2, "66.67"), (2, 3, 3, "66.667"),
      (1, 1, 0, "100"), (1, 1, 3, "100.000"), (0, 7, 2, "0.00"), (9_995, 10_000, 1, "100.0"),
      (9_994, 10_000, 1, "99.9"), (1_005, 100_000, 2, "1.01"), (7, 100_000, 3, "0.007"),
      (3, 2, 1, "150.0"), (1, 3, -1, "33"), (1, 3, 9, "33.333333"),
      (9_007_199_254_740_991, 9_007_199_254_740_991, 6, "100.000000"),
    ])
  func rounding(part: Int, whole: Int, decimals: Int, expected: String) {
    #expect(Percentage.text(part, of: whole, decimals: decimals) == expected)
  }

  @Test(
    "hold for the largest integers there are",
    arguments: [
      (Int.max, 1, "922337203685477580700.000000"), (Int.min, 1, "-922337203685477580800.000000"),
      (Int.max, Int.max, "100.000000"), (Int.min, Int.max, "-100.000000"),
      (1, Int.max, "0.000000"),
    ])
  func extremes(part: Int, whole: Int, expected: String) {
    #expect(Percentage.text(part, of: whole, decimals: 6) == expected)
  }

  @Test("of nothing are none", arguments: [0, -1])
  func nothing(whole: Int) { #expect(Percentage.text(5, of: whole) == "–") }

  @Test("a sign is shown of what is more than zero only")
  func sign() {
    #expect(Percentage.text(1, of: 2, signed: true) == "+50.0")
    #expect(Percentage.text(1, of: 100_000, signed: true) == "0.0")
    #expect(Percentage.text(-1, of: 100_000, signed: true) == "0.0")
  }

  @Test(
    "differences are points of a hundred, from the integers and rounded once",
    arguments: [
      // 1/3 − 1/4 = 1/12 = 8.33…; rounding each first would give 8.3 too, 2/3 − 1/6 = 50 would not.
      (1, 3, 1, 4, 83), (2, 3, 1, 6, 500), (1, 2, 1, 2, 0), (0, 5, 5, 5, -1_000),
      (666, 1_000, 6_655, 10_000, 1), (6_655, 10_000, 666, 1_000, -1), (-1, 8, 1, 8, -250),
    ])
  func points(part: Int, whole: Int, earlier: Int, earlierWhole: Int, tenths: Int) {
    #expect(
      Percentage.points(part, of: whole, since: earlier, of: earlierWhole) == tenths)
  }

  @Test("there is no difference from a whole of nothing, nor beyond any count")
  func noPoints() {
    #expect(Percentage.points(1, of: 0, since: 1, of: 2) == nil)
    #expect(Percentage.points(1, of: 2, since: 1, of: 0) == nil)
    #expect(Percentage.points(.max, of: 2, since: 1, of: 2) == nil)
  }
}
