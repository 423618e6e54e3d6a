import Election
import Result
import Words

extension PublicContest {
  /// What became of an option, in a word, with ★ before it where it won; nil where there is nothing
  /// to say.
  ///
  /// What is marked is never told by colour alone.
  func mark(_ option: NamedOption, isProvisional: Bool) -> Text? {
    if let reason = Self.leftOut(option.status) { return reason }
    if outcome.failed.contains(option.id) {
      return Text(saying: "† won but cannot serve")
    }
    let seats = seats(option)
    if seats > 0 { return won(seats, isProvisional: isProvisional) }
    if outcome.draw?.candidates.contains(option.id) == true {
      return Text(saying: "level, lots decide")
    }
    return nil
  }

  private func won(_ seats: Int, isProvisional: Bool) -> Text {
    switch (contest.method, isProvisional) {
    case (.largestRemainder, false):
      seats == 1 ? Text(saying: "★ 1 seat") : Text(saying: "★ \(seats) seats")
    case (.largestRemainder, true):
      seats == 1 ? Text(saying: "★ 1 seat so far") : Text(saying: "★ \(seats) seats so far")
    case (.supportOppose, false): Text(saying: "★ recommended")
    case (.question, false), (.threshold, false): Text(saying: "★ carried")
    case (.supportOppose, true), (.question, true), (.threshold, true):
      Text(saying: "★ ahead so far")
    case (_, false): Text(saying: "★ elected")
    case (_, true): Text(saying: "★ ahead so far")
    }
  }

  /// Why an option was taken out before the poll; nil where it was not.
  private static func leftOut(_ status: OptionStatus) -> Text? {
    switch status {
    case .diedBefore: Text(saying: "died before the poll; taken out")
    case .disqualifiedBefore: Text(saying: "disqualified before the poll; taken out")
    case .standing, .diedDuring, .disqualifiedDuring: nil
    }
  }
}
