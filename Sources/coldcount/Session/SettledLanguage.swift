import Console
import Words

extension FullScreen {
  private static let waitMilliseconds: Int32 = 500

  /// The language that the screen is to speak: the one that was asked for where the terminal can
  /// show it, else the one that people choose, who are asked in English; nil where they leave.
  func settled(_ language: Language) -> Language? {
    guard isBare, !BareConsole.shows(language) else { return language }
    let say = Language.english.text
    let lines = [
      say("This console has no Chinese characters (TERM=linux)."),
      say("In a terminal window of a desktop there are."),
    ]
    let keys = [
      ("Enter", say("go on in English")), ("Z", say("in Chinese all the same")),
      ("Q", say("leave")),
    ]
    while true {
      let size = size
      show(
        .laidOut(
          title: "Coldcount", body: [ScreenLine()] + lines.map { ScreenLine(" " + $0) },
          bottom: [Screen.keys(keys, width: size.columns)], size: size))
      switch key(milliseconds: Self.waitMilliseconds) {
      case .enter, .character("e"), .character("E"): return .english
      case .character("z"), .character("Z"): return language
      case .escape, .character("q"), .character("Q"), .closed: return nil
      default: continue
      }
    }
  }
}
