import Foundation
import TestSupport
import Testing

/// A real terminal: a window of tmux in which the built program runs, keys in and screen out.
final class TerminalWindow {
  private static let tmux = "/usr/bin/tmux"
  private static let closing =
    #"for f in /proc/self/fd/*; do n=${f##*/}; [ "$n" -le 2 ] || eval "exec $n>&-"; done; exec "$@""#
  private static let patience: TimeInterval = 30

  private let socket = "coldcount-\(UUID().uuidString)"

  /// Runs a command line of the program in a window of a size; afterwards the window says with
  /// which status it ended and whether the terminal shows again what is typed.
  init(_ arguments: [String], columns: Int, rows: Int, environment: [String] = []) throws {
    guard FileManager.default.isExecutableFile(atPath: Self.tmux) else {
      throw Peer.Failure(
        description:
          "no tmux at \(Self.tmux): `make test-deps` installs it, or apt-get install tmux")
    }
    let quoted = ([Binary.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
    let line =
      "env -u NO_COLOR TERM=tmux-256color LC_ALL=C.UTF-8 \(environment.joined(separator: " ")) \(quoted); "
      + "echo \"status $?\"; stty -a | grep -o -- ' -\\?echo ' ; sleep 600"
    try run([
      "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", line,
    ])
  }

  deinit { _ = try? run(["kill-server"]) }

  @discardableResult
  private func run(_ arguments: [String]) throws -> String {
    // The server outlives the call that starts it: it must not keep open what the call is waited
    // for with.
    let output = try Peer.run(
      "/bin/bash", ["-c", Self.closing, "bash", Self.tmux, "-u", "-L", socket] + arguments)
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
    let end = Date().addingTimeInterval(Self.patience)
    var last = ""
    while Date() < end {
      let now = try screen()
      // Seen twice alike: nothing is being drawn any more.
      if now == last, now.contains(text) { return now }
      last = now
      usleep(40_000)
    }
    Issue.record("waited for '\(text)', the screen shows:\n\(last)", sourceLocation: sourceLocation)
    throw Peer.Failure(description: "the screen never showed '\(text)'")
  }
}

/// Screens kept as text, beside the tests.
enum KeptScreen {
  private static let folder = "\(Peer.packageRoot)/Tests/CommandTests/Screens"

  /// Compares a screen with the one that is kept; hashes and times are masked.
  ///
  /// With COLDCOUNT_RENEW_SCREENS set (`make screens`) it is kept instead.
  static func check(
    _ screen: String, _ name: String, room: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let path = "\(folder)/\(name).txt"
    let masked = mask(screen, room: room)
    if ProcessInfo.processInfo.environment["COLDCOUNT_RENEW_SCREENS"] != nil {
      try Data(masked.utf8).write(to: URL(filePath: path))
      return
    }
    let kept = try String(contentsOfFile: path, encoding: .utf8)
    #expect(
      masked == kept, "\(name) is not as it is kept; `make screens` renews it",
      sourceLocation: sourceLocation)
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
