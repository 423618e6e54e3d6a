import Confinement
import Console
import Cryptography
import Encoding
import Glibc
import Storage
import Words

/// The program: reads the command line, runs one command, and turns what happened into words and
/// an exit status.
@main
struct Coldcount {
  static let version = "0.2.0"

  /// Everything that the process denies itself holds for the threads that come after it: so it
  /// comes first, while there is one.
  static func main() {
    let line = Array(OwnProcess.arguments.dropFirst())
    Ending.watch(in: Language(line: line))
    do {
      try Hardening.apply()
      // What is no command is told of below.
      if case .run(let parsed)? = try? Commands.table.parse(line) {
        try FileScope(parsed, disk: LiveDisk()).apply()
      }
    } catch {
      exit(tell(error, wantsJSON: wantsJSON(line), in: Language(line: line)))
    }
    sayWhatIsNotShown(line)
    exit(run(line))
  }

  /// Says in English that a console has no Chinese characters, before it is sent any.
  private static func sayWhatIsNotShown(_ line: [String]) {
    guard BareConsole.isHere, Output.messages.isTerminal,
      !BareConsole.shows(Language(line: line))
    else { return }
    // Where even this cannot be written there is nobody to tell.
    try? Output.messages.line(
      Language.english.text(
        "This console has no Chinese characters: add --lang en, or use a terminal window."))
  }

  /// Runs one command line.
  ///
  /// Gives the exit status: 0 done, 1 refused, 2 the command line is wrong, 3 the
  /// machine failed.
  ///
  /// A silent run prints no result and no messages, only errors.
  static func run(_ line: [String], isSilent: Bool = false) -> Int32 {
    let wantsJSON = wantsJSON(line)
    do {
      try Sodium.start()
      switch try Commands.table.parse(line) {
      case .help(let words):
        try Output.standard.write(Commands.table.help(words, in: Language(line: line)))
      case .version: try Output.standard.line("coldcount \(version)")
      case .run(let parsed):
        let context = try Context(parsed, isSilent: isSilent)
        guard let action = Commands.actions[parsed.command.name] else {
          throw UsageError("no command '\(parsed.command.name)'")
        }
        do {
          let status = try action(context)
          try context.sayNotes()
          return status
        } catch {
          // What went wrong is the thing to tell; that it cannot be told is found there too.
          try? context.sayNotes()
          throw error
        }
      }
      return 0
    } catch {
      return tell(error, wantsJSON: wantsJSON, in: Language(line: line))
    }
  }

  private static func wantsJSON(_ line: [String]) -> Bool {
    line.prefix { $0 != "--" }.contains("--json")
  }

  private static func tell(
    _ error: any Error, wantsJSON: Bool, in language: Language
  ) -> Int32 {
    // Whoever read the output has gone, as `head` does; there is nobody to tell.
    if (error as? OutputError)?.number == EPIPE { return 3 }
    let report =
      (error as? any ReportedError)?.report
      ?? Report(.machine, code: "internal", "\(error)", advice: "please report this")
    // Where even the error cannot be written the status has to do.
    try? Output.messages.write(ErrorText.lines(report, in: language))
    if wantsJSON {
      try? Output.standard.write(ErrorText.json(report).shown.canonical.span)
    }
    switch report.kind {
    case .refused: return 1
    case .usage: return 2
    case .machine: return 3
    }
  }
}
