import Foundation
import Testing

@testable import Console
import Words

@Suite("Asking for secrets", .serialized)
struct SecretPromptTests {
  private func ask(_ path: String, room: Int) throws(TerminalError) -> [UInt8] {
    var line = [UInt8](repeating: 0xEE, count: room)
    var span = line.mutableSpan
    let count = try SecretPrompt(device: path).read(prompt: "Passphrase: ", into: &span)
    return Array(line[..<count])
  }

  private let unseen = FakeTerminal.Outcome(
    whileTyping: "hidden", screen: "Passphrase: \r\n", afterwards: "shown")

  @Test(
    "a line is read without being shown, and typing shows again afterwards",
    arguments: ["correct horse", "", "密碼 ü x"])
  func read(secret: String) throws {
    let terminal = try FakeTerminal(typing: secret + "\n")
    #expect(try ask(terminal.path, room: 64) == Array(secret.utf8))
    #expect(try terminal.finish() == unseen)
  }

  @Test("a line that just fits is read and a longer one refused", arguments: [6, 7, 8, 9])
  func length(room: Int) throws {
    let terminal = try FakeTerminal(typing: "1234567\n")
    if room > 7 {
      #expect(try ask(terminal.path, room: room) == Array("1234567".utf8))
    } else {
      #expect(throws: TerminalError.tooLong) { try ask(terminal.path, room: room) }
    }
    #expect(try terminal.finish() == unseen)
  }

  @Test("the end of input instead of a line is refused")
  func end() throws {
    let terminal = try FakeTerminal(typing: "\u{4}")
    #expect(throws: TerminalError.closed) { try ask(terminal.path, room: 64) }
    #expect(try terminal.finish() == unseen)
  }

  @Test("what is no terminal is not asked", arguments: ["/dev/null", "/nowhere"])
  func noTerminal(path: String) {
    let error = #expect(throws: TerminalError.self) { try ask(path, room: 8) }
    #expect(error == .noTerminal)
    #expect(error?.report.kind == .usage)
    #expect(error?.report.advice == "use --passphrase-file FILE")
  }

  @Test("a signal that ends the program lets typing show again first")
  func signals() async throws {
    let terminal = try FakeTerminal(typing: "half")
    await #expect(processExitsWith: .signal(SIGINT)) { [path = terminal.path as String] in
      Thread.detachNewThread {
        waitUntilHidden(path)
        // The prompt follows.
        usleep(500_000)
        // Sent to the process: any of its threads may be the one to handle it.
        kill(getpid(), SIGINT)
      }
      var line = [UInt8](repeating: 0, count: 64)
      var span = line.mutableSpan
      _ = try SecretPrompt(device: path).read(prompt: "Passphrase: ", into: &span)
    }
    let outcome = try terminal.finish()
    #expect(outcome.whileTyping == "hidden")
    #expect(outcome.screen == "Passphrase: ")
    #expect(outcome.afterwards == "shown")
  }
}

/// Waits until a terminal no longer shows what is typed.
private func waitUntilHidden(_ device: String) {
  let descriptor = unsafe open(device, O_RDONLY | O_NOCTTY)
  defer { close(descriptor) }
  var state = termios()
  while unsafe tcgetattr(descriptor, &state) == 0, state.c_lflag & tcflag_t(ECHO) != 0 {
    usleep(10_000)
  }
}
