import Glibc
package import Words

/// Asks people for secrets at a terminal that shows nothing of what is typed until this goes out of
/// scope: also not what is typed ahead while the program works on an answer.
package struct SecretPrompt: ~Copyable {
  /// Nil where a host asks in its own way.
  private let hidden: HiddenInput?

  /// - Throws: `TerminalError.noTerminal`.
  package init() throws(TerminalError) {
    hidden = Hosts.current == nil ? try HiddenInput(device: "/dev/tty") : nil
  }

  init(device: String) throws(TerminalError) { hidden = try HiddenInput(device: device) }

  /// Reads one line without showing it and gives its number of bytes.
  ///
  /// What was typed goes straight into `line` and nowhere else, the newline left out; `line` needs
  /// one byte more for that.
  ///
  /// - Throws: `TerminalError` where nothing is typed before the terminal is closed, or the line is
  ///   too long.
  package borrowing func read(
    prompt: String, into line: inout MutableSpan<UInt8>
  ) throws(TerminalError) -> Int {
    if let host = Hosts.current { return try host.readSecret(prompt: prompt, into: &line) }
    show(prompt)
    defer { show("\n") }
    return try readLine(into: &line)
  }

  /// Says at the terminal that the program works, for as long as `body` lasts.
  package borrowing func working<R: ~Copyable>(
    _ what: String, _ body: () throws -> R
  ) rethrows -> R {
    show(what + " …")
    // A terminal's line is wiped: the words may be of any width.
    defer { show("\r\u{1B}[K") }
    return try body()
  }

  private borrowing func readLine(
    into line: inout MutableSpan<UInt8>
  ) throws(TerminalError) -> Int {
    let descriptor = descriptor
    return try unsafe line.withUnsafeMutableBytes { buffer throws(TerminalError) in
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

  private var descriptor: Int32 {
    switch hidden {
    case .some(let hidden): hidden.descriptor
    case .none: -1
    }
  }

  private borrowing func show(_ text: String) {
    let descriptor = descriptor
    guard descriptor >= 0 else { return }
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
