import Console
import Encoding
import Workspace

extension WorkspaceNote {
  /// A line for people.
  func words(_ language: Language) -> String {
    switch self {
    case .clock(let fault, let line):
      let what =
        switch fault {
        case .back:
          language.say(
            "the clock went back: line \(line.number) of the journal has \(line.at)",
            "時鐘倒退：日誌第 \(line.number) 行的時間為 \(line.at)")
        case .early:
          language.say(
            "the clock shows \(line.at), more than a year before the poll",
            "時鐘顯示 \(line.at)，早於投票一年以上")
        case .late:
          language.say(
            "the clock shows \(line.at), more than twenty years after the poll",
            "時鐘顯示 \(line.at)，遲於投票二十年以上")
        }
      return language.say(
        "warning: \(what); set the clock (the journal records it)",
        "警告：\(what)；請校正時鐘（日誌已記錄）")
    case .moved(let from, let to):
      return language.say(
        "note: the workspace was moved or copied from \(SafeText.escaped(from)) to "
          + SafeText.escaped(to),
        "注意：工作資料夾由 \(SafeText.escaped(from)) 移動或複製至 \(SafeText.escaped(to))")
    case .vaultNotThere(let path):
      return language.say(
        "note: the vault \(SafeText.escaped(path)) is not there; whether this is the latest copy "
          + "of the workspace was not checked",
        "注意：保險庫 \(SafeText.escaped(path)) 不在；未能核對此工作資料夾是否最新")
    case .halfCount(let path, let isRemoved):
      let folder = SafeText.escaped(path)
      return isRemoved
        ? language.say(
          "note: a count was cut off before it was recorded; what it had opened into \(folder) "
            + "was removed",
          "注意：有一次點票在記錄前中斷；其在 \(folder) 開啟的內容已移除")
        : language.say(
          "warning: opened votes lie in \(folder): a count is under way, or one was cut off; the "
            + "next command that writes removes them",
          "警告：\(folder) 內有已開啟的選票：點票正在進行，或曾中斷；下一個寫入的指令會將其移除")
    case .olderCopy(let report):
      let message = language.text(report.message)
      return language.say("warning: \(message)", "警告：\(message)")
    }
  }
}
