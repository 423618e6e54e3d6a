import Paper
@testable import Election

/// A second counter, written from the formats' pages alone: ballot by ballot, paper by
/// paper, without looking at how the first one works.
struct NaiveCount {
  /// A ballot: where it came from, and its marks.
  struct Ballot {
    let style: String
    let collector: String
    let contest: String
    let marks: [UInt8]
  }

  private(set) var votes: [String: [Int]] = [:]
  private(set) var byChannel: [String: [String: [Int]]] = [:]
  private(set) var valid = 0
  private(set) var blank = 0
  private(set) var over = 0
  private(set) var under = 0
  private(set) var malformed = 0
  private(set) var rejected = 0
  private let contest: Contest
  private let definition: Definition

  init(_ contest: Contest, _ definition: Definition, ballots: [Ballot], sheets: [Sheet]) {
    self.contest = contest
    self.definition = definition
    if isUncontested { return }
    for ballot in ballots where ballot.contest == contest.id { add(ballot) }
    for sheet in sheets where sheet.key.contest == contest.id { add(sheet) }
  }

  private func isOut(_ option: ContestOption) -> Bool {
    ["died-before", "disqualified-before"].contains(option.status.rawValue)
  }

  private func isLost(_ option: ContestOption) -> Bool {
    ["died-during", "disqualified-during"].contains(option.status.rawValue)
  }

  private var standing: [ContestOption] { contest.options.filter { !isOut($0) } }

  private var isUncontested: Bool {
    if case .plurality(let seats, _, _) = contest.method { return standing.count <= seats }
    return false
  }

  /// What a mark of 1, 2 or 3 adds to, for one option.
  private mutating func add(_ option: String, _ channel: String, _ mark: Int, _ times: Int) {
    let size = contest.method.marking == .judged ? 3 : 1
    for _ in 0..<times {
      votes[option, default: Array(repeating: 0, count: size)][mark - 1] += 1
      byChannel[channel, default: [:]][option, default: Array(repeating: 0, count: size)][
        mark - 1] += 1
    }
  }

  private mutating func add(_ ballot: Ballot) {
    let channel = definition.collectors.first { $0.id == ballot.collector }?.channel ?? ""
    let isJudged = contest.method.marking == .judged
    for mark in ballot.marks where mark > (isJudged ? 3 : 1) {
      malformed += 1
      return
    }
    var chosen: [(String, Int)] = []
    for index in contest.options.indices where ballot.marks[index] > 0 {
      if isOut(contest.options[index]) { continue }
      chosen.append((contest.options[index].id, Int(ballot.marks[index])))
    }
    var least = 0
    var most = 1_000_000
    switch contest.method {
    case .plurality(_, let fewest, let greatest): (least, most) = (fewest, greatest)
    case .threshold(_, let greatest): (least, most) = (1, greatest)
    case .question: (least, most) = (1, 1)
    default: break
    }
    if chosen.isEmpty {
      blank += 1
    } else if chosen.count > most {
      over += 1
    } else if chosen.count < least {
      under += 1
    } else {
      valid += 1
      for (option, mark) in chosen { add(option, channel, mark, 1) }
    }
  }

  private mutating func add(_ sheet: Sheet) {
    let channel = definition.stations.first { $0.id == sheet.key.station }?.channel ?? ""
    var refused = 0
    for count in sheet.rejected.values { refused += count }
    rejected += refused
    valid += sheet.papers - refused
    for option in standing {
      switch sheet.counts[option.id] {
      case .chosen(let count): add(option.id, channel, 1, count)
      case .judged(let support, let oppose, let abstain):
        add(option.id, channel, 1, support)
        add(option.id, channel, 2, oppose)
        add(option.id, channel, 3, abstain)
      case nil: break
      }
    }
  }

  /// The outcome in the words of `Outcome.words`.
  var outcome: String {
    func count(_ option: ContestOption, _ place: Int = 0) -> Int { votes[option.id]?[place] ?? 0 }
    func words(_ kind: String, _ won: [ContestOption], level: [ContestOption] = []) -> String {
      var words = [kind] + won.filter { !isLost($0) }.map(\.id)
      let empty = won.count { isLost($0) }
      if empty > 0 { words.append("vacant \(empty)") }
      if !level.isEmpty { words.append("level " + level.map(\.id).joined(separator: " ")) }
      return words.joined(separator: " ")
    }
    switch contest.method {
    case .plurality(let seats, _, _):
      if isUncontested {
        let returned = standing.filter { !isLost($0) }.map(\.id)
        let empty = seats - returned.count
        return (["uncontested"] + returned + (empty > 0 ? ["vacant \(empty)"] : []))
          .joined(separator: " ")
      }
      // Who is certainly in has fewer than `seats` at or above; who is out has `seats` above.
      let sure = standing.filter { me in
        standing.count { $0.id != me.id && count($0) >= count(me) } < seats
      }
      let possible = standing.filter { me in
        standing.count { count($0) > count(me) } < seats && !sure.contains { $0.id == me.id }
      }
      return words(possible.isEmpty ? "elected" : "tie", sure, level: possible)
    case .supportOppose:
      let good = standing.filter { count($0, 0) > count($0, 1) }
      let best = good.filter { me in
        good.allSatisfy { count($0, 0) - count($0, 1) <= count(me, 0) - count(me, 1) }
      }
      if best.isEmpty { return "none" }
      return best.count == 1 ? words("recommended", best) : words("tie", [], level: best)
    case .threshold(let required, _):
      let reached = standing.filter { count($0) >= required }
      return reached.isEmpty ? "none" : words("passed", reached)
    case .question(let minYes, let minTurnout):
      let (yes, no) = (votes["yes"]?[0] ?? 0, votes["no"]?[0] ?? 0)
      let ballots = valid + blank + over + under + malformed + rejected
      let passes = yes > no && yes >= minYes ?? 0 && ballots >= minTurnout ?? 0
      return passes ? "passed yes" : "rejected"
    default: return "a method that is counted elsewhere"
    }
  }
}
