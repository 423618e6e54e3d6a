import Record
import Words
import Workspace

extension WorkspaceNote {
  /// A line for people.
  var message: Message {
    switch self {
    case .clock(let fault, let line, let time):
      let what: Message =
        switch fault {
        case .back: "the clock went back: line \(line) of the journal has \(time)"
        case .early: "the clock shows \(time), more than a year before the poll"
        case .late: "the clock shows \(time), more than twenty years after the poll"
        }
      return "warning: \(what); set the clock (the journal records it)"
    case .moved(let from, let to):
      let (from, to) = (SafeText.escaped(from), SafeText.escaped(to))
      return "note: the workspace was moved or copied from \(from) to \(to)"
    case .vaultNotThere(let path):
      return "note: the vault \(SafeText.escaped(path)) is not there; whether this is the latest "
        + "copy of the workspace was not checked"
    case .unseenLines(let from, let to):
      return "warning: the vault has not seen lines \(from) to \(to) of the journal: a crash came "
        + "before it was told, it was not there, or somebody added them; read them with 'coldcount "
        + "journal'"
    case .halfCount(let path, let isRemoved):
      let folder = SafeText.escaped(path)
      return isRemoved
        ? "note: a count was cut off before it was recorded; what it had opened into \(folder) "
          + "was removed"
        : "warning: opened votes lie in \(folder): a count is under way, or one was cut off; the "
          + "next command that writes removes them"
    case .openedBlind(let path):
      return "note: what was left in \(SafeText.escaped(path)) of a sealed count that was opened "
        + "before was removed"
    case .olderCopy(let report): return "warning: \(report.message)"
    }
  }
}
