import Glibc

/// Keeps a terminal from showing what is typed, until it goes out of scope or a signal ends the
/// program: that must not leave people at a terminal that stays blind.
struct HiddenInput: ~Copyable {
  private typealias Handler = @convention(c) (Int32) -> Void

  private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  private var shown: Shown
  private let before: [Handler?]

  /// Nil where the descriptor is no terminal.
  ///
  /// There is one at a time: only one person types.
  init?(descriptor: Int32) {
    var settings = termios()
    guard unsafe tcgetattr(descriptor, &settings) == 0 else { return nil }
    shown = Shown(descriptor: descriptor, settings: settings)
    // Before the handlers, which read it, and before the echo goes off.
    unsafe shownTerminal = shown
    before = Self.signals.map { signal($0, showAndEnd) }
    settings.c_lflag &= ~tcflag_t(ECHO)
    settings.c_lflag |= tcflag_t(ICANON | ISIG)
    // Number 10 is VSUSP: the program cannot be stopped with Ctrl-Z while the echo is off.
    settings.c_cc.10 = 0
    unsafe tcsetattr(descriptor, TCSAFLUSH, &settings)
  }

  deinit {
    var settings = shown.settings
    // What was typed beyond the line is thrown away, not left for the next program.
    unsafe tcsetattr(shown.descriptor, TCSAFLUSH, &settings)
    for (number, handler) in zip(Self.signals, before) { signal(number, handler) }
    unsafe shownTerminal = nil
  }
}

/// A terminal as it was found.
private struct Shown {
  let descriptor: Int32
  let settings: termios
}

/// What the handler restores, which gets nothing but the number of its signal.
///
/// Written only while no handler is set that reads it.
nonisolated(unsafe) private var shownTerminal: Shown?

/// Makes only calls that are allowed in a handler (signal-safety(7)), then lets the signal have its
/// usual effect.
private func showAndEnd(_ number: Int32) {
  if let shown = unsafe shownTerminal {
    var settings = shown.settings
    unsafe tcsetattr(shown.descriptor, TCSANOW, &settings)
  }
  signal(number, SIG_DFL)
  raise(number)
}
