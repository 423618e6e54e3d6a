import Encoding
import Foundation
import TestSupport
import Testing

/// The built program in a real terminal.
@Suite("The console in a terminal")
struct ConsoleTerminalTests {
  /// One night, in one language, in a window that changes its size in the middle.
  struct Night: Sendable, CustomTestStringConvertible {
    let language: String
    let size: (columns: Int, rows: Int)
    let later: (columns: Int, rows: Int)
    /// The council's votes on paper: with the first the last seats are level, with the second not.
    let council: String
    let hasTie: Bool
    /// Whether its screens are those that are kept.
    var isKept = true

    var testDescription: String { "\(language) \(size.columns)×\(size.rows)" }
    func say(_ english: String, _ chinese: String) -> String {
      language == "en" ? english : chinese
    }
  }

  private static let tied = "10\r2\r2\r2\r2\r2\r0\r0\r0\r"
  private static let decided = "10\r0\r0\r5\r4\r1\r0\r0\r0\r"
  /// The other languages and sizes are of `make torture`.
  private static let isTorture =
    ProcessInfo.processInfo.environment["COLDCOUNT_ALL_NIGHTS"] != nil

  static let nights =
    [
      Night(
        language: "en", size: (80, 24), later: (160, 50), council: tied, hasTie: true),
      Night(
        language: "zh-Hant", size: (160, 50), later: (80, 24), council: decided, hasTie: false),
    ]
    + (isTorture
      ? [
        Night(
          language: "en", size: (160, 50), later: (80, 24), council: decided, hasTie: false,
          isKept: false),
        Night(
          language: "zh-Hant", size: (80, 24), later: (160, 50), council: tied, hasTie: true,
          isKept: false),
      ] : [])

  @Test("a whole count, from the new workspace to the verified package", arguments: nights)
  func wholeCount(night: Night) throws {
    let room = try CountingRoom()
    let window = try TerminalWindow(
      room.console + ["--lang", night.language], columns: night.size.columns,
      rows: night.size.rows)
    let desk = CountingNight(window: window, room: room, night: night)
    try desk.begin()
    try desk.importBundles()
    try desk.slip()
    try desk.keyPaper()
    try desk.takeTables()
    try desk.amend()
    try desk.reconcile()
    try desk.count()
    try desk.release()
    try desk.finish()
  }

  @Test(
    "a signal leaves the terminal as it was",
    arguments: [SIGTERM, SIGINT, SIGHUP])
  func signals(number: Int32) throws {
    let room = try CountingRoom()
    let window = try TerminalWindow(room.console, columns: 80, rows: 24)
    try window.wait("Workspace")
    #expect(try window.isFullScreen())
    kill(try window.process(), number)
    try window.wait("status \(128 + number)")
    #expect(try !window.isFullScreen())
    #expect(try window.hasCursor())
    #expect(try window.wait(" echo").contains(" -echo") == false)
  }

  @Test(
    "a fault leaves the terminal as it was, with a line that says so",
    .disabled(if: Sanitizer.isWatching, "a sanitizer takes these signals for itself"),
    arguments: [SIGSEGV, SIGABRT, SIGILL, SIGTRAP, SIGBUS, SIGSYS], ["en", "zh-Hant"])
  func faults(number: Int32, language: String) throws {
    let room = try CountingRoom()
    let window = try TerminalWindow(
      room.console + ["--lang", language], columns: 80, rows: 24)
    try window.wait(language == "en" ? "Workspace" : "工作區")
    #expect(try window.isFullScreen())
    kill(try window.process(), number)
    let screen = try window.wait("status \(128 + number)")
    #expect(screen.contains("[crash, signal \(number)"), "\(screen)")
    #expect(screen.contains(language == "en" ? "a fault in the program" : "程式因本身的錯誤而結束"))
    #expect(try !window.isFullScreen())
    #expect(try window.hasCursor())
    #expect(try window.wait(" echo").contains(" -echo") == false)
  }

  @Test("a window that is closed ends the program, too")
  func closed() throws {
    let room = try CountingRoom()
    let window = try TerminalWindow(room.console, columns: 80, rows: 24)
    try window.wait("Workspace")
    let line = "/proc/\(try window.process())/cmdline"
    // Of a program that has ended nothing is left, or an empty line.
    func runs() -> Bool { (try? String(contentsOfFile: line, encoding: .utf8))?.isEmpty == false }
    #expect(runs())
    try window.close()
    for _ in 0..<500 where runs() { usleep(20_000) }
    #expect(!runs())
  }

  @Test("NO_COLOR and --no-color leave no colour on the screen", arguments: [true, false])
  func noColour(byVariable: Bool) throws {
    let room = try CountingRoom()
    let colourful = try TerminalWindow(room.console, columns: 80, rows: 24)
    let plain = try TerminalWindow(
      room.console + (byVariable ? [] : ["--no-color"]), columns: 80, rows: 24,
      environment: byVariable ? ["NO_COLOR=1"] : [])
    try colourful.wait("Workspace")
    try plain.wait("Workspace")
    let colour = /\u{1B}\[[0-9;]*[34][0-7][;m]/
    let alike = try plain.waitFor { try $0 == colourful.screen() }
    #expect(alike != nil)
    #expect(try colourful.screen(colours: true).contains(colour))
    #expect(try !plain.screen(colours: true).contains(colour))
  }

  @Test("Ctrl-C gives the terminal back and says that what was begun is kept")
  func interrupted() throws {
    let room = try ElectionRoom.begun()
    let line = ["paper", "enter"] + room.workspace + Binary.signer("clerk-1")
    let window = try TerminalWindow(line, columns: 80, rows: 24)
    try window.wait("Sheet:")
    kill(try window.process(), SIGINT)
    try window.wait("What you have begun is kept: 'coldcount paper enter' goes on")
    #expect(try !window.isFullScreen())
    #expect(try window.wait(" echo").contains(" -echo") == false)
  }

  @Test("a console without Chinese characters says so in English, and shows signs that it has")
  func bare() throws {
    let room = try CountingRoom()
    let window = try TerminalWindow(
      room.console + ["--lang", "zh-Hant"], columns: 80, rows: 24, environment: ["TERM=linux"])
    try window.wait("This console has no Chinese characters")
    try window.press("Enter")
    let english = try window.wait("Workspace")
    #expect(english.contains("√") && !english.contains("✓"), "\(english)")
    try window.type("L")
    try window.wait("This console has no Chinese characters")
    try window.type("Z")
    try window.wait("工作區")
    try window.type("Q")
    try window.wait("status 0")
    let plain = try TerminalWindow(
      ["status", "--lang", "zh-Hant"], columns: 80, rows: 24, environment: ["TERM=linux"])
    try plain.wait("This console has no Chinese characters: add --lang en")
  }

  @Test("a window that is too small says so, and goes on once it is larger")
  func tooSmall() throws {
    let room = try CountingRoom()
    let window = try TerminalWindow(room.console, columns: 60, rows: 20)
    try window.wait("too small")
    try window.resize(columns: 80, rows: 24)
    try window.wait("Workspace")
    try window.press("q")
    try window.wait("status 0")
  }

  @Test("sheets that are begun are there again after the program was killed")
  func killedDesk() throws {
    let room = try ElectionRoom.begun()
    let line = ["paper", "enter"] + room.workspace + Binary.signer("clerk-1")
    let window = try TerminalWindow(line, columns: 80, rows: 24)
    try window.wait("Sheet:")
    try window.type("s1 b1 cou\ry10\r2\r3\r4")
    try window.wait("[        4]")
    // Nobody types for a moment: what is half keyed is kept too.
    let kept = "\(room.path)/count/drafts/clerk-1.json"
    for _ in 0..<100
    where (try? String(contentsOfFile: kept, encoding: .utf8))?
      .contains("\"c3\":4") != true
    { usleep(100_000) }
    kill(try window.process(), SIGKILL)
    try window.wait("status 137")
    let again = try TerminalWindow(line, columns: 80, rows: 24)
    try again.wait("begun, not entered")
    try again.press("Enter")
    let form = try again.wait("Running sums")
    #expect(form.contains("[       10]") && form.contains("[        3]"))
    // The very field: another figure goes behind the one that is there.
    try again.type("0")
    try again.wait("[       40]")
    try again.press("BSpace")
    try again.type("\r1\r0\r0\r0\r0\ry")
    try again.wait("Entered by you just now: 1")
    try again.press("Escape")
    try again.wait("status 0")
    #expect(!FileManager.default.fileExists(atPath: "\(room.path)/count/drafts/clerk-1.json"))
    let status = try Binary.json(["paper", "status"] + room.workspace)
    #expect(status["sheets"]?.array?.count == 1)
  }
}
