import Foundation
import TestSupport
import Testing

/// A real terminal: a window of tmux in which the built program runs, keys in and screen out.
final class TerminalWindow {
  private static let tmux = "/usr/bin/tmux"
  private static let closing =
    #"for f in /proc/self/fd/*; do n=${f##*/}; [ "$n" -le 2 ] || eval "exec $n>&-"; done; exec "$@""#
  private static let patience: TimeInterval = 30

  private let folder: TemporaryFolder

  /// Runs a command line of the program in a window of a size; afterwards the window says with
  /// which status it ended and whether the terminal shows again what is typed.
  ///
  /// An ordinary user's has no rights of root's.
  init(
    _ arguments: [String], columns: Int, rows: Int, environment: [String] = [],
    isOrdinary: Bool = false
  ) throws {
    guard FileManager.default.isExecutableFile(atPath: Self.tmux) else {
      throw Peer.Failure(
        description:
          "no tmux at \(Self.tmux): `make test-deps` installs it, or apt-get install tmux")
    }
    folder = try TemporaryFolder()
    let program = try Binary.line(arguments)
    let quoted = (isOrdinary ? User.ordinary(program) : program).map { "'\($0)'" }
      .joined(separator: " ")
    let line =
      "env -u NO_COLOR TERM=tmux-256color LC_ALL=C.UTF-8 \(environment.joined(separator: " ")) \(quoted); "
      + "echo \"status $?\"; stty -a | grep -o -- ' -\\?echo ' ; sleep 600"
    try run([
      "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", line,
    ])
  }

  deinit { try? close() }

  /// Closes the window with whatever runs in it.
  func close() throws { try run(["kill-server"]) }

  @discardableResult
  private func run(_ arguments: [String]) throws -> String {
    // The server outlives the call that starts it: it must not keep open what the call is waited
    // for with.
    let tmux = [Self.tmux, "-u", "-S", folder.path("tmux")]
    let output = try Peer.run("/bin/bash", ["-c", Self.closing, "bash"] + tmux + arguments)
    guard output.status == 0 else { throw Peer.Failure(description: output.stderr) }
    return output.stdout
  }

  /// Types a text.
  func type(_ text: String) throws { try run(["send-keys", "-l", text]) }

  /// Presses keys by tmux's names for them.
  func press(_ keys: String...) throws { try run(["send-keys"] + keys) }

  func resize(columns: Int, rows: Int) throws {
    try run(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// What the window shows; with codes of colours where asked for.
  func screen(colours: Bool = false) throws -> String {
    try run(["capture-pane", "-p"] + (colours ? ["-e"] : []))
  }

  /// What the window shows, and all that has scrolled off it.
  func history() throws -> String { try run(["capture-pane", "-p", "-S", "-"]) }

  /// Whether the program's own screen is shown instead of what was there before.
  func isFullScreen() throws -> Bool {
    try run(["display-message", "-p", "#{alternate_on}"]).hasPrefix("1")
  }

  /// Whether the cursor is shown.
  func hasCursor() throws -> Bool {
    try run(["display-message", "-p", "#{cursor_flag}"]).hasPrefix("1")
  }

  /// The number of the program's process.
  func process() throws -> Int32 {
    let shell = try run(["display-message", "-p", "#{pane_pid}"])
    let number = shell.split(whereSeparator: \.isWhitespace).first ?? ""
    let children = try String(
      contentsOfFile: "/proc/\(number)/task/\(number)/children", encoding: .utf8)
    return try #require(children.split(separator: " ").first.flatMap { Int32($0) })
  }

  /// Waits until the screen shows a text and rests, and gives it.
  @discardableResult
  func wait(
    _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    var last = ""
    let seen = try waitFor { now in
      // Seen twice alike: nothing is being drawn any more.
      defer { last = now }
      return now == last && now.contains(text)
    }
    if let seen { return seen }
    Issue.record("waited for '\(text)', the screen shows:\n\(last)", sourceLocation: sourceLocation)
    throw Peer.Failure(description: "the screen never showed '\(text)'")
  }

  /// Looks at the screen until it is as one wants it; nil where that takes too long.
  func waitFor(_ isWanted: (String) throws -> Bool) throws -> String? {
    let end = Date().addingTimeInterval(Self.patience)
    while Date() < end {
      let now = try screen()
      if try isWanted(now) { return now }
      usleep(40_000)
    }
    return nil
  }
}

/// Screens kept as text, beside the tests.
enum KeptScreen {
  private static let folder = "\(Peer.packageRoot)/Tests/CommandTests/Screens"

  /// Waits until the screen of a window is the one that is kept, but for hashes and times, and gives
  /// it: on a busy machine what is typed shows a while later.
  ///
  /// With COLDCOUNT_RENEW_SCREENS set (`make screens`) it is kept instead.
  @discardableResult
  static func wait(
    _ window: TerminalWindow, showing text: String, _ name: String, room: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let path = "\(folder)/\(name).txt"
    let first = try window.wait(text, sourceLocation: sourceLocation)
    if ProcessInfo.processInfo.environment["COLDCOUNT_RENEW_SCREENS"] != nil {
      // Nothing tells when it is whole.
      usleep(500_000)
      try Data(mask(window.screen(), room: room).utf8).write(to: URL(filePath: path))
      return first
    }
    let kept = try String(contentsOfFile: path, encoding: .utf8)
    var last = ""
    let seen = try window.waitFor { now in
      last = mask(now, room: room)
      return last == kept
    }
    #expect(
      last == kept, "\(name) is not as it is kept; `make screens` renews it",
      sourceLocation: sourceLocation)
    return seen ?? first
  }

  private static func mask(_ screen: String, room: String) -> String {
    var text = screen.replacing(room, with: "/tmp/room-********")
    text.replace(/\b[0-9a-f]{16,}/) { String(repeating: "#", count: $0.output.count) }
    text.replace(/([0-9a-f]{4} ){7,}[0-9a-f]{4}/) { match in
      String(match.output.0.map { $0 == " " ? " " : "#" })
    }
    text.replace(/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]+(Z|[+-][0-9:]+)/) { match in
      String(match.output.0.map { $0.isNumber ? "0" : $0 })
    }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
