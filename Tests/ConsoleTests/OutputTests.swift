import Confinement
import Encoding
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Console
import Words

@Suite("Output")
struct OutputTests {
  /// The error where writing fails.
  private func failure(_ descriptor: Int32, _ text: String) -> OutputError? {
    #expect(throws: OutputError.self) { try Output(descriptor: descriptor).write(text) }
  }

  @Test("a full disk is an error of the machine, not silence")
  func full() throws {
    let file = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let error = failure(file.fileDescriptor, "result\n")
    #expect(error?.number == ENOSPC)
    #expect(error?.report.kind == .machine)
    #expect(error?.report.message == "cannot write the output: No space left on device")
    try withExtendedLifetime(file) { try Output(descriptor: file.fileDescriptor).write("") }
  }

  @Test("a stream that is closed is an error")
  func closed() throws {
    #expect(failure(-1, "x")?.number == EBADF)
  }

  @Test("a reader that went away is an error and does not end the program")
  func brokenPipe() async throws {
    await #expect(processExitsWith: .exitCode(7)) {
      Runner.quiet()
      try Hardening.apply()
      let pipe = Pipe()
      try pipe.fileHandleForReading.close()
      do {
        try Output(descriptor: pipe.fileHandleForWriting.fileDescriptor).write("x")
      } catch let error as OutputError {
        exit(error.number == EPIPE ? 7 : 8)
      }
    }
  }

  @Test("more than a pipe holds is written whole")
  func large() throws {
    let pipe = Pipe()
    var generator = SeededGenerator(seed: 7)
    let bytes = generator.bytes(1_000_000)
    let read = Mutex(Data())
    let isRead = DispatchSemaphore(value: 0)
    // A thread of its own: a task would wait for a thread until other tests are done.
    Thread.detachNewThread {
      let data = pipe.fileHandleForReading.readDataToEndOfFile()
      read.withLock { $0 = data }
      isRead.signal()
    }
    try Output(descriptor: pipe.fileHandleForWriting.fileDescriptor).write(bytes.span)
    try pipe.fileHandleForWriting.close()
    isRead.wait()
    #expect(read.withLock { $0 } == Data(bytes))
  }

  @Test("a line is ended")
  func line() throws {
    let folder = try TemporaryFolder()
    let file = try FileHandle(
      forWritingTo: URL(fileURLWithPath: folder.write("", to: "output")))
    let output = Output(descriptor: file.fileDescriptor)
    try output.line("曾俊華")
    try output.line()
    #expect(!output.isTerminal)
    #expect(!output.canRedraw)
    #expect(folder.read("output") == Array("曾俊華\n\n".utf8))
    withExtendedLifetime(file) {}
  }

  @Test("an error is told in one to three lines, made harmless to the terminal")
  func errorText() {
    let full = Report(
      .refused, code: "hash-mismatch", "it is \u{1B}[31mred", place: "a\nb", advice: "look again")
    #expect(
      ErrorText.lines(full)
        == "coldcount: it is \\u{1b}[31mred [hash-mismatch]\n  at a\\u{a}b\n  next: look again\n")
    #expect(
      ErrorText.lines(Report(.machine, code: "disk", "it broke"))
        == "coldcount: it broke [disk]\n")
    #expect(
      ErrorText.lines(UsageError("no command 'x'").report)
        == "coldcount: no command 'x'\nTry 'coldcount --help'.\n")
  }

  @Test("everything that is wrong with a document is a line of its own, made harmless")
  func details() {
    let report = Report(.refused, code: "sheet", "it is wrong", details: ["one", "two\u{7}"])
    #expect(
      ErrorText.lines(report) == "coldcount: it is wrong [sheet]\n  - one\n  - two\\u{7}\n")
  }

  @Test("an error as JSON has all its parts, absent ones as null")
  func errorJSON() {
    let json = ErrorText.json(Report(.usage, code: "usage", "wrong", advice: "Try."))
    let text = #"{"error":{"code":"usage","details":[],"kind":"usage","message":"wrong","#
    #expect(
      String(decoding: json.canonical, as: UTF8.self)
        == text + #""next":"Try.","place":null}}"# + "\n")
  }
}
