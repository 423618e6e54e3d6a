package import Encoding
package import Words

/// Something about a workspace that people are told beside what they asked for.
package enum WorkspaceNote: Equatable, Sendable {
  /// The clock went back, or shows a time long before or after the poll.
  case clock(ClockFault, line: Int, at: Timestamp)
  /// The workspace lay elsewhere when it was last written to.
  case moved(from: String, to: String)
  /// The vault is not there, so that an older copy would not be noticed.
  case vaultNotThere(path: String)
  /// It is not the latest copy.
  case olderCopy(Report)
  /// A count or a release is under way or was cut off before its line, so that opened votes lie in
  /// a folder; which is removed where the workspace is open for writing.
  case halfCount(path: String, isRemoved: Bool)
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
  static func find(
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
