package import Encoding
package import Words

/// One round of a drawing of lots: the number that each candidate drew.
///
/// Hong Kong's guides on election-related activities have ten balls, numbered 1 to 10, one of which
/// is drawn and put back for each candidate.
package struct LotsRound: Equatable, Sendable {
  /// The numbers on the balls.
  package static let numbers = 1...10

  /// The contest that is drawn for.
  package let contest: String
  /// How many of those who draw the round may settle.
  package let seats: Int
  /// The number that each candidate drew.
  package let draws: [String: Int]
  /// Who conducted the drawing, and drew for whoever was absent.
  package let drawer: String
  package let witnesses: [String]

  package init(
    contest: String, seats: Int, draws: [String: Int], drawer: String, witnesses: [String]
  ) {
    self.contest = contest
    self.seats = seats
    self.draws = draws
    self.drawer = drawer
    self.witnesses = witnesses
  }

  /// The same round with other numbers, as an amendment corrects a wrong entry.
  package func corrected(_ draws: [String: Int]) -> LotsRound {
    LotsRound(contest: contest, seats: seats, draws: draws, drawer: drawer, witnesses: witnesses)
  }

  package var json: JSON {
    [
      "contest": .string(contest), "seats": .integer(seats),
      "draws": .object(draws.mapValues { .integer($0) }), "drawer": .string(drawer),
      "witnesses": .array(witnesses.map { .string($0) }),
    ]
  }

  /// Reads a round; what is wrong with it is noted.
  package init?(_ reader: ObjectReader) {
    let contest = reader.identifier("contest")
    let seats = reader.integer("seats", in: 1...JSON.integers.upperBound)
    let draws = reader.object("draws").flatMap(Self.draws)
    let drawer = reader.string("drawer")
    let witnesses = reader.strings("witnesses")
    reader.finish()
    guard let contest, let seats, let draws, let drawer else { return nil }
    self.init(
      contest: contest, seats: seats, draws: draws, drawer: drawer, witnesses: witnesses)
  }

  /// Numbers by candidate; nil, and a violation, where there are none.
  package static func draws(_ reader: ObjectReader) -> [String: Int]? {
    var draws: [String: Int] = [:]
    for id in reader.keys {
      guard Identifier.isValid(id) else {
        reader.note(id, "not an identifier")
        return nil
      }
      draws[id] = reader.integer(id, in: numbers)
    }
    guard !draws.isEmpty else { return nil }
    return draws
  }
}
