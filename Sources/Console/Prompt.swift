import Glibc

/// Asks people for something that is no secret.
package enum Prompt {
  /// The longest answer, in bytes.
  private static let maxByteCount = 1_024

  /// Whether somebody sits at the standard input and the terminal is this command's own.
  package static var isPossible: Bool { Hosts.current == nil && isatty(STDIN_FILENO) == 1 }

  /// The line that is typed after a question; nil where the input has ended.
  ///
  /// - Throws: `TerminalError.tooLong`, or `OutputError` where the question cannot be shown.
  package static func ask(_ question: String) throws -> String? {
    try Output.messages.write(question)
    return try line()
  }

  /// The next line of the standard input; nil where it has ended.
  ///
  /// - Throws: `TerminalError.tooLong`.
  package static func line() throws(TerminalError) -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = unsafe read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }
      if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
      guard bytes.count <= maxByteCount else { throw TerminalError.tooLong }
    }
  }
}
