import Encoding
import Foundation
import TestSupport
import Testing

/// A terminal that a Python program stands behind.
///
/// It waits until what is typed is no longer shown, types, and at the end tells what the screen
/// showed and whether typing is shown again.
final class FakeTerminal {
  private static let script = #"""
    import os, pty, select, sys, termios, time
    master, slave = pty.openpty()
    def say(text): sys.stdout.write(text + "\n"); sys.stdout.flush()
    def echoes(): return bool(termios.tcgetattr(slave)[3] & termios.ECHO)
    say(os.ttyname(slave))
    until = time.time() + 300
    while echoes() and time.time() < until: time.sleep(0.01)
    say("shown" if echoes() else "hidden")
    os.write(master, bytes.fromhex(sys.argv[1]))
    sys.stdin.read()
    screen = b""
    while select.select([master], [], [], 0.2)[0]: screen += os.read(master, 4096)
    say(screen.hex())
    say("shown" if echoes() else "hidden")
    """#

  /// What became of a line typed.
  struct Outcome: Equatable {
    var whileTyping: String
    var screen: String
    var afterwards: String
  }

  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  /// The path of the terminal's device.
  let path: String

  init(typing text: String) throws {
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = ["-c", Self.script, Hex.encode(Array(text.utf8))]
    process.standardInput = input
    process.standardOutput = output
    try Peer.start(process)
    var line = Data()
    while let byte = try output.fileHandleForReading.read(upToCount: 1), byte != Data([0x0A]) {
      line += byte
    }
    path = String(decoding: line, as: UTF8.self)
  }

  /// Ends the program behind the terminal and gives what it saw.
  func finish() throws -> Outcome {
    try input.fileHandleForWriting.close()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    try #require(lines.count > 2, "the program behind the terminal failed: \(text)")
    let screen = try #require(Hex.decode(lines[1]))
    return Outcome(
      whileTyping: String(lines[0]), screen: String(decoding: screen, as: UTF8.self),
      afterwards: String(lines[2]))
  }
}
