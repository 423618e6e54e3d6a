package import Words

/// What stands in for the terminal while a command runs within a screen: takes its words and its
/// progress, and asks people for secrets.
package protocol Host: Sendable {
  /// Takes what the command prints: results, or messages.
  func take(_ bytes: Span<UInt8>, isResult: Bool)
  /// Takes how far the command is; nil where that is over.
  func progress(_ line: String?)
  /// Reads a secret without showing it, as `SecretPrompt.read` does.
  func readSecret(
    prompt: String, into line: inout MutableSpan<UInt8>
  ) throws(TerminalError) -> Int
  /// Takes the language that somebody chose on the screen that was lent.
  func choose(_ language: Language)
  /// Lends its screen to a command that shows screens of its own, as long as `body` lasts.
  func lendScreen<R>(_ body: (FullScreen) throws -> R) rethrows -> R
}

/// The host on which the current thread runs.
package enum Hosts {
  /// Nil where the command has the terminal to itself.
  @TaskLocal package static var current: (any Host)?
}
