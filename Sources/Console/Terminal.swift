import Glibc
package import Words

/// Asks people for secrets at the terminal.
package enum Terminal {
  /// Reads one line from the terminal without showing it and gives its number of bytes.
  ///
  /// What was typed goes straight into `line` and nowhere else, the newline left out; `line` needs
  /// one byte more for that.
  ///
  /// - Throws: `TerminalError` where there is no terminal, nothing is typed before it is closed, or
  ///   the line is too long.
  package static func readSecret(
    prompt: String, into line: inout MutableSpan<UInt8>
  ) throws(TerminalError) -> Int {
    if let host = Hosts.current { return try host.readSecret(prompt: prompt, into: &line) }
    return try readSecret(prompt: prompt, device: "/dev/tty", into: &line)
  }

  static func readSecret(
    prompt: String, device: String, into line: inout MutableSpan<UInt8>
  ) throws(TerminalError) -> Int {
    let descriptor = unsafe open(device, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .noTerminal }
    defer { close(descriptor) }
    guard let hidden = HiddenInput(descriptor: descriptor) else { throw .noTerminal }
    send(prompt, to: descriptor)
    defer { send("\n", to: descriptor) }
    let count = try readLine(descriptor, into: &line)
    withExtendedLifetime(hidden) {}
    return count
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
        guard read > 0 else { throw .closed }
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
  /// The terminal was closed, or the end of input typed, before the line's end.
  case closed
  case tooLong

  package var report: Report {
    switch self {
    case .noTerminal:
      Report(
        .usage, code: "no-terminal", "a passphrase is needed and there is no terminal to ask at",
        advice: "use --passphrase-file FILE")
    case .closed:
      Report(
        .refused, code: "passphrase", "the input ended before the passphrase did",
        advice: "type the passphrase and end it with the Enter key")
    case .tooLong:
      Report(
        .refused, code: "passphrase", "the passphrase is too long",
        advice: "do the same again and type only the passphrase")
    }
  }
}
