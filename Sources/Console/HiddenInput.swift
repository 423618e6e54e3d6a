import Glibc

/// Keeps a terminal from showing what is typed, until it goes out of scope or a signal ends the
/// program: that must not leave people at a terminal that stays blind.
struct HiddenInput: ~Copyable {
  /// Nil where the descriptor is no terminal.
  ///
  /// There is one at a time: only one person types.
  init?(descriptor: Int32) {
    var settings = termios()
    guard unsafe tcgetattr(descriptor, &settings) == 0 else { return nil }
    Ending.keep(
      FoundTerminal(descriptor: descriptor, settings: settings, restoring: ""))
    settings.c_lflag &= ~tcflag_t(ECHO)
    settings.c_lflag |= tcflag_t(ICANON | ISIG)
    // Number 10 is VSUSP: the program cannot be stopped with Ctrl-Z while the echo is off.
    settings.c_cc.10 = 0
    unsafe tcsetattr(descriptor, TCSAFLUSH, &settings)
  }

  // What was typed beyond the line is thrown away, not left for the next program.
  deinit { Ending.giveBack(TCSAFLUSH) }
}
