import Foundation
import Glibc
import TestSupport
import Testing
import Words

@testable import Console

/// What a program says and leaves behind that a signal ends.
@Suite(
  "A fault of the program's own",
  .disabled(if: Sanitizer.isWatching, "a sanitizer takes these signals for itself"))
struct EndingTests {
  private static let program = Bundle.main.bundleURL.appending(path: "ConfinedCall").path
  #if arch(x86_64)
    private static let socket = 41
    private static let setAction = 13
  #else
    private static let socket = 198
    private static let setAction = 134
  #endif

  private static let lines = [
    Language.english: """
    coldcount: a fault in the program ended it; everything that it reported as done is kept; \
    do the same again, and please report this line
    """,
    .chinese: "coldcount: 程式因本身的錯誤而結束；所有已報告完成的都已保存；請再做一次，並回報這一行",
  ]

  /// The one line that is told of a fault.
  private static func line(_ language: Language, _ signal: Int32, call: Int? = nil) -> String {
    let call = call.map { ", call \($0)" } ?? ""
    return "\(lines[language] ?? "") [crash, signal \(signal)\(call)]\n"
  }

  private func run(_ words: String...) throws -> Peer.Output {
    try Peer.run(Self.program, words)
  }

  @Test(
    "is told in the language of the people, with the signal by which it ends all the same",
    arguments: Language.allCases, [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGSYS])
  func signals(language: Language, number: Int32) throws {
    let output = try run(language.rawValue, "signal", "\(number)")
    #expect(output.status == number)
    // Nobody's call: the number that the kernel gives for one is another each time.
    let begin = Self.line(language, number).dropLast(2)
    #expect(output.stderr.hasPrefix(begin), "\(output.stderr)")
    #expect(output.stderr.split(separator: "\n").count == 1, "\(output.stderr)")
    #expect(output.stdout.isEmpty)
  }

  @Test("is told where the language traps and where a stack is used up, a second thread's too")
  func traps() throws {
    let cases = [
      ("trap", [SIGILL, SIGTRAP]), ("overflow", [SIGSEGV]), ("overflow-beside", [SIGSEGV]),
    ]
    for (what, numbers) in cases {
      let output = try run("en", what)
      #expect(numbers.contains(output.status), "\(what): \(output)")
      #expect(output.stderr.hasSuffix(Self.line(.english, output.status)), "\(what): \(output)")
      // Where nobody watches nothing is told, so that this test can fail.
      #expect(try !run("confined", what).stderr.contains("[crash"), "\(what)")
    }
  }

  @Test("is told where a call is denied, with the call", arguments: Language.allCases)
  func deniedCall(language: Language) throws {
    let output = try run(language.rawValue, "\(Self.socket)", "1", "1", "0")
    #expect(output.status == SIGSYS)
    #expect(output.stderr == Self.line(language, SIGSYS, call: Self.socket))
    #expect(output.stdout.isEmpty)
  }

  @Test("What is told of a denied call can be changed by nobody: to try is the end")
  func handlerStays() throws {
    for how in ["confined", "en"] {
      let output = try run(how, "\(Self.setAction)", "\(SIGSYS)")
      #expect(output.status == SIGSYS, "\(output)")
      // The kernel ends it; no handler is asked any more.
      #expect(output.stdout.isEmpty && output.stderr.isEmpty, "\(output)")
      let other = try run(how, "\(Self.setAction)", "\(SIGUSR1)", "0", "0")
      #expect(other.status == 0 && !other.stdout.isEmpty, "\(other)")
    }
  }

  @Test("Nothing is told where others end it", arguments: [SIGTERM, SIGINT, SIGHUP, SIGKILL])
  func requests(number: Int32) throws {
    let output = try run("en", "signal", "\(number)")
    #expect(output.status == number && output.stderr.isEmpty, "\(output)")
  }
}
