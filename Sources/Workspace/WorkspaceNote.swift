package import Encoding
package import Record
package import Words

/// Something about a workspace that people are told beside what they asked for.
package enum WorkspaceNote: Equatable, Sendable {
  /// The clock went back, or shows a time long before or after the poll.
  case clock(ClockFault, line: Int, at: Timestamp)
  /// The workspace lay elsewhere when it was last written to.
  case moved(from: String, to: String)
  /// The vault is not there, so that an older copy would not be noticed.
  case vaultNotThere(path: String)
  /// The vault has not seen these lines: a crash came before their heads were written, the vault was
  /// not there, or somebody added them.
  case unseenLines(from: Int, to: Int)
  /// It is not the latest copy.
  case olderCopy(Report)
  /// A count or a release is under way or was cut off before its line, so that opened votes lie in
  /// a folder; which is removed where the workspace is open for writing.
  case halfCount(path: String, isRemoved: Bool)
  /// What was left of a blind count that was opened, and is removed by now.
  case openedBlind(path: String)
}
