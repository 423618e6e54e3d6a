package import Words

/// A drawing of lots between options that are level, round by round.
///
/// Hong Kong's guides on election-related activities, drawing of lots: in a round each candidate
/// who is level draws one of ten balls, numbered 1 to 10 and put back after each draw. The higher
/// numbers take what there is to take; those who are level with each other on the number at the
/// boundary, and only they, draw again for what is left; whoever is below it is out.
package struct LotsDrawing: Equatable, Sendable {
  /// Who drew a place, in the order in which they got it.
  package private(set) var winners: [String] = []
  /// Who has to draw in the next round; empty once everything is decided.
  package private(set) var toDraw: [String]
  /// Places that are left for them.
  package private(set) var seats: Int
  /// The rounds that counted.
  package private(set) var rounds: [LotsRound] = []

  /// A drawing for `seats` places, with those of the recorded rounds that belong to it.
  ///
  /// A round belongs to it where just those who have to draw drew, for as many places as there
  /// are: one that was drawn for a tie that is no more decides nothing.
  package init(candidates: [String], seats: Int, recorded: [LotsRound]) {
    toDraw = candidates
    self.seats = seats
    for round in recorded where !isDecided {
      if round.seats == self.seats, Set(round.draws.keys) == Set(toDraw) { settle(round) }
    }
  }

  package var isDecided: Bool { toDraw.isEmpty }

  private mutating func settle(_ round: LotsRound) {
    let number = { (id: String) in round.draws[id] ?? 0 }
    let sorted = toDraw.map(number).sorted(by: >)
    // More draw than there are places, so that there is somebody beyond the last.
    let boundary = sorted[seats - 1]
    let level = toDraw.filter { number($0) == boundary }
    let above = toDraw.filter { number($0) > boundary }.sorted { number($0) > number($1) }
    rounds.append(round)
    winners += above
    seats -= above.count
    if level.count <= seats {
      winners += level
      toDraw = []
      seats = 0
    } else {
      toDraw = level
    }
  }

  /// The drawing as it stands once a round of these numbers is settled; nil where they are none.
  package func after(_ draws: [String: Int], in contest: String) -> LotsDrawing? {
    guard objection(to: draws) == nil else { return nil }
    var next = self
    next.settle(
      LotsRound(contest: contest, seats: seats, draws: draws, drawer: "", witnesses: []))
    return next
  }

  /// Why these numbers are no round of this drawing; nil where they are.
  package func objection(to draws: [String: Int]) -> LotsError? {
    guard !isDecided else { return .nothingToDraw }
    if let stranger = draws.keys.sorted().first(where: { !toDraw.contains($0) }) {
      return .notToDraw(stranger, toDraw: toDraw)
    }
    if let missing = toDraw.first(where: { draws[$0] == nil }) { return .missing(missing) }
    for id in toDraw {
      if let number = draws[id], !LotsRound.numbers.contains(number) {
        return .outOfRange(id, number)
      }
    }
    return nil
  }
}

/// Why a round of lots is refused.
package enum LotsError: ReportedError, Equatable {
  /// There is no tie that lots decide.
  case nothingToDraw
  /// This option is not among those who draw.
  case notToDraw(String, toDraw: [String])
  /// This option has no number.
  case missing(String)
  case outOfRange(String, Int)
  case repeated(String)

  package var report: Report {
    let advice: Message = "nothing was recorded; 'coldcount lots CONTEST --json' shows who draws"
    switch self {
    case .nothingToDraw:
      return Report(
        .refused, code: "lots", "there is nothing to draw in this contest",
        advice: "lots are drawn after a count that ends in a tie")
    case .notToDraw(let id, let toDraw):
      return Report(
        .refused, code: "lots",
        "\(SafeText.escaped(id)) does not draw; \(toDraw.joined(separator: ", ")) do",
        advice: advice)
    case .missing(let id):
      return Report(
        .refused, code: "lots", "\(id) has drawn no number; who is absent is drawn for",
        advice: advice)
    case .outOfRange(let id, let number):
      return Report(
        .refused, code: "lots", "\(id) cannot have drawn \(number); the balls are 1 to 10",
        advice: advice)
    case .repeated(let id):
      return Report(
        .refused, code: "lots", "\(SafeText.escaped(id)) is there twice", advice: advice)
    }
  }
}
