package import Election
package import Encoding
import Words

extension ContestResult {
  /// The decision.
  package struct Outcome: Equatable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
      /// Seats are filled by votes.
      case elected
      /// No more candidates than seats: no votes are counted.
      case uncontested
      /// `support-oppose`: one option is recommended.
      case recommended
      /// `threshold`, `question`: passed.
      case passed
      /// `question`: not passed.
      case rejected
      /// Nobody qualifies.
      case none
      /// Lots decide among those who are level.
      case tie
    }

    /// Lots that are still to be drawn.
    package struct Draw: Equatable, Sendable {
      /// What the higher numbers get.
      package enum Prize: String, Sendable {
        /// A seat.
        case seat
        /// To stay: of those with the fewest votes the lowest number is excluded.
        case stay
        /// To have the surplus transferred first.
        case first
      }

      /// Who draws, in the definition's order.
      package let candidates: [String]
      /// For how many of them there is a place.
      package let seats: Int
      package let prize: Prize

      package init(candidates: [String], seats: Int, prize: Prize) {
        self.candidates = candidates
        self.seats = seats
        self.prize = prize
      }

      package var json: JSON {
        [
          "candidates": .strings(candidates), "seats": .integer(seats),
          "for": .string(prize.rawValue),
        ]
      }

      init?(_ reader: ObjectReader, of contest: Contest) {
        let candidates = reader.options("candidates", of: contest)
        let seats = reader.integer("seats", in: ContestResult.wholeNumbers)
        let prize = reader.string("for", as: "seat, stay or first", Prize.init)
        reader.finish()
        guard let seats, let prize else { return nil }
        self.init(candidates: candidates, seats: seats, prize: prize)
      }
    }

    package let kind: Kind
    /// In the order of the definition; a list once for each of its seats.
    package let elected: [String]
    /// Seats that stay empty.
    package let vacant: Int
    /// Who won but died or was disqualified during the poll or after it: these seats stay empty.
    package let failed: [String]
    /// Lots that have to be drawn before all is decided.
    package let draw: Draw?
    /// The rounds of lots that were drawn and decided something.
    package let lots: [LotsRound]

    package init(
      kind: Kind, elected: [String], vacant: Int = 0, failed: [String] = [], draw: Draw? = nil,
      lots: [LotsRound] = []
    ) {
      self.kind = kind
      self.elected = elected
      self.vacant = vacant
      self.failed = failed
      self.draw = draw
      self.lots = lots
    }

    package var json: JSON {
      var members: JSON.Members = [
        "kind": .string(kind.rawValue), "elected": .strings(elected), "vacant": .integer(vacant),
        "failed": .strings(failed), "ties": Self.ties(draw), "lots": .array(lots.map(\.json)),
      ]
      if let draw { members["draw"] = draw.json }
      return .object(members)
    }

    private static func ties(_ draw: Draw?) -> JSON {
      .array(draw.map { [.strings($0.candidates)] } ?? [])
    }

    init?(_ reader: ObjectReader, of contest: Contest) {
      let kind = reader.string("kind", as: "the kind of an outcome", Kind.init)
      let elected = reader.options("elected", of: contest)
      let vacant = reader.integer("vacant", in: ContestResult.wholeNumbers)
      let failed = reader.options("failed", of: contest)
      let draw =
        reader.has("draw") ? reader.object("draw").flatMap { Draw($0, of: contest) } : nil
      if let ties = reader.value("ties"), ties != Self.ties(draw) {
        reader.note("ties", "not the candidates of the draw")
      }
      let lots = reader.objects("lots").compactMap(LotsRound.init)
      reader.finish()
      guard let kind, let vacant else { return nil }
      self.init(
        kind: kind, elected: elected, vacant: vacant, failed: failed, draw: draw, lots: lots)
    }
  }
}
