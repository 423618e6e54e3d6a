package import Encoding
import Glibc
import Synchronization

/// Asks people for secrets at the terminal.
package enum Terminal {
  /// Reads one line from the terminal without showing it and gives its number of bytes, the newline
  /// left out.
  ///
  /// What was typed goes straight into `line` and nowhere else.
  ///
  /// - Throws: `TerminalError` where there is no terminal, or the line is longer than `line`.
  package static func readSecret(
    prompt: String, into line: inout MutableSpan<UInt8>
  ) throws(TerminalError) -> Int {
    let descriptor = unsafe open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .noTerminal }
    defer { close(descriptor) }
    var shown = termios()
    guard unsafe tcgetattr(descriptor, &shown) == 0 else { throw .noTerminal }
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    hidden.c_lflag |= tcflag_t(ICANON | ISIG)
    // An interrupt while the echo is off must not leave the terminal blind.
    var signals = sigset_t()
    var before = sigset_t()
    unsafe sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGTSTP] { unsafe sigaddset(&signals, number) }
    unsafe sigprocmask(SIG_BLOCK, &signals, &before)
    unsafe tcsetattr(descriptor, TCSAFLUSH, &hidden)
    defer {
      unsafe tcsetattr(descriptor, TCSAFLUSH, &shown)
      send("\n", to: descriptor)
      unsafe sigprocmask(SIG_SETMASK, &before, nil)
    }
    send(prompt, to: descriptor)
    return try readLine(descriptor, into: &line)
  }

  private static func readLine(
    _ descriptor: Int32, into line: inout MutableSpan<UInt8>
  ) throws(TerminalError) -> Int {
    try unsafe line.withUnsafeMutableBytes { buffer throws(TerminalError) in
      guard let base = buffer.baseAddress else { throw .tooLong }
      var count = 0
      while count < buffer.count {
        let read = unsafe Glibc.read(descriptor, base + count, 1)
        if read < 0, errno == EINTR { continue }
        guard read > 0 else { throw .noTerminal }
        if unsafe buffer[count] == UInt8(ascii: "\n") {
          unsafe buffer[count] = 0
          return count
        }
        count += 1
      }
      throw .tooLong
    }
  }

  private static func send(_ text: String, to descriptor: Int32) {
    // A prompt that cannot be shown is no reason to stop: the answer decides.
    _ = unsafe Array(text.utf8).withUnsafeBytes { bytes in
      unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    }
  }
}

/// Why a secret could not be asked for.
package enum TerminalError: ReportedError, Equatable {
  case noTerminal
  case tooLong

  package var report: Report {
    switch self {
    case .noTerminal:
      Report(
        .usage, code: "no-terminal", "a passphrase is needed and there is no terminal to ask at",
        advice: "use --passphrase-file FILE")
    case .tooLong: Report(.refused, code: "passphrase", "the passphrase is too long")
    }
  }
}
