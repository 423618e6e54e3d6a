package import Encoding

/// What the program warns of by itself.
package enum Warning: Equatable, Sendable {
  /// A line has a time that cannot be right.
  case clock(ClockFault)
  /// The workspace lay elsewhere before the line.
  case moved

  private static let movedCode = "moved"

  /// The warning with this code; nil where there is none.
  package init?(_ code: String) {
    if code == Self.movedCode {
      self = .moved
    } else if let fault = ClockFault(rawValue: code) {
      self = .clock(fault)
    } else {
      return nil
    }
  }

  package var code: String {
    switch self {
    case .clock(let fault): fault.rawValue
    case .moved: Self.movedCode
    }
  }
}

/// What a clock can have wrong that a journal shows.
package enum ClockFault: String, Sendable, CaseIterable {
  /// Earlier than the line before.
  case back = "clock-back"
  /// More than a year before the poll opens, as after a battery ran out: 1970.
  case early = "clock-early"
  /// More than twenty years after the poll closed.
  case late = "clock-late"

  private static let year = 366 * 86_400

  /// What the time of a line has wrong; nil where nothing is, or the line before had it too.
  package static func find(
    _ line: JournalLine, after previous: JournalLine?, polls: (opens: Timestamp, closes: Timestamp)
  ) -> ClockFault? {
    let isEarly = { (line: JournalLine) in line.at.seconds < polls.opens.seconds - year }
    let isLate = { (line: JournalLine) in line.at.seconds > polls.closes.seconds + 20 * year }
    if isEarly(line) { return previous.map(isEarly) == true ? back(line, previous) : .early }
    if isLate(line) { return previous.map(isLate) == true ? back(line, previous) : .late }
    return back(line, previous)
  }

  private static func back(_ line: JournalLine, _ previous: JournalLine?) -> ClockFault? {
    guard let previous, line.at.seconds < previous.at.seconds else { return nil }
    return .back
  }
}
