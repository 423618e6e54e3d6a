import Glibc

/// Keeps a terminal from showing what is typed, until it goes out of scope or a signal ends the
/// program: that must not leave people at a terminal that stays blind.
struct HiddenInput: ~Copyable {
  let descriptor: Int32

  /// There is one at a time: only one person types.
  ///
  /// - Throws: `TerminalError.noTerminal` where the device is none.
  init(device: String) throws(TerminalError) {
    let descriptor = unsafe open(device, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .noTerminal }
    var settings = termios()
    guard unsafe tcgetattr(descriptor, &settings) == 0 else {
      close(descriptor)
      throw .noTerminal
    }
    self.descriptor = descriptor
    Ending.keep(
      FoundTerminal(descriptor: descriptor, settings: settings, restoring: ""))
    settings.c_lflag &= ~tcflag_t(ECHO)
    settings.c_lflag |= tcflag_t(ICANON | ISIG)
    // Number 10 is VSUSP: the program cannot be stopped with Ctrl-Z while the echo is off.
    settings.c_cc.10 = 0
    unsafe tcsetattr(descriptor, TCSAFLUSH, &settings)
  }

  // What was typed beyond the line is thrown away, not left for the next program.
  deinit {
    Ending.giveBack(TCSAFLUSH)
    close(descriptor)
  }
}
