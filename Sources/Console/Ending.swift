import Glibc
import Threads
package import Words

/// How the program ends where a signal ends it: the terminal is given back as it was found, and a
/// fault of the program's own is told in one line.
package enum Ending {
  /// By these others end it; nothing is to be told.
  private static let requests = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
  /// By these it ends itself: traps of the language, and calls that it denies itself (SIGSYS).
  private static let faults = [SIGSYS, SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT]

  /// Has a fault told from here on.
  ///
  /// Belongs before `Hardening.apply`, which lets nobody set the handler of SIGSYS any more.
  package static func watch(in language: Language) {
    let report = Report(
      .machine, code: "crash",
      "a fault in the program ended it; everything that it reported as done is kept",
      advice: "do the same again; please report this line with what you did")
    unsafe faultLine = unsafe StaticLine(ErrorText.lines(report, in: language))
    // It stays until the program ends.
    _ = SignalStack()
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_sigaction = tellAndEnd
    // Once: what goes wrong in the handler ends the program at once.
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER | Int32(bitPattern: SA_RESETHAND)
    for number in faults { unsafe sigaction(number, &action, nil) }
  }

  /// Keeps how a terminal was found, before anything about it changes.
  ///
  /// There is one at a time.
  static func keep(_ terminal: FoundTerminal) {
    // Before the handlers, which read it.
    unsafe foundTerminal = terminal
    let before = requests.map { signal($0, restoreAndEnd) }
    unsafe handlersBefore = before
  }

  /// Gives the terminal back, and signals their meaning; with `TCSAFLUSH` what was typed and not
  /// read is thrown away.
  static func giveBack(_ moment: Int32 = TCSANOW) {
    restoreTerminal(moment)
    for (number, handler) in unsafe zip(requests, handlersBefore) { signal(number, handler) }
    unsafe foundTerminal = nil
  }
}

/// A terminal as it was found.
struct FoundTerminal {
  let descriptor: Int32
  let settings: termios
  /// What is written to bring back what was there before.
  ///
  /// A constant of the program's image: a handler may not allocate.
  let restoring: StaticString
}

/// Bytes that stay where they are until the program ends.
@unsafe private struct StaticLine {
  let start: UnsafeMutablePointer<UInt8>
  let count: Int

  init(_ text: String) {
    let bytes = Array(text.utf8)
    unsafe start = .allocate(capacity: bytes.count)
    unsafe start.initialize(from: bytes, count: bytes.count)
    unsafe count = bytes.count
  }
}

private typealias Handler = @convention(c) (Int32) -> Void

// What the handlers read, which get nothing but their signal. Written only while none is set that
// reads it.
nonisolated(unsafe) private var foundTerminal: FoundTerminal?
nonisolated(unsafe) private var handlersBefore: [Handler?] = []
nonisolated(unsafe) private var faultLine: StaticLine?

/// Makes only calls that are allowed in a handler (signal-safety(7)).
private func restoreTerminal(_ moment: Int32 = TCSANOW) {
  guard let terminal = unsafe foundTerminal else { return }
  var settings = terminal.settings
  _ = unsafe write(
    terminal.descriptor, terminal.restoring.utf8Start, terminal.restoring.utf8CodeUnitCount)
  unsafe tcsetattr(terminal.descriptor, moment, &settings)
}

private func restoreAndEnd(_ number: Int32) {
  restoreTerminal()
  signal(number, SIG_DFL)
  raise(number)
}

/// Says what happened with nothing but `write`, then lets the signal have its usual effect.
private func tellAndEnd(
  _ number: Int32, _ information: UnsafeMutablePointer<siginfo_t>?,
  _ context: UnsafeMutableRawPointer?
) {
  restoreTerminal()
  if let line = unsafe faultLine {
    _ = unsafe write(STDERR_FILENO, line.start, line.count)
    tell("signal ", Int(number))
    if number == SIGSYS, let call = unsafe information?.pointee._sifields._sigsys._syscall {
      tell("call ", Int(call))
    }
  }
  raise(number)
}

/// Writes a word and a number as a line.
private func tell(_ word: StaticString, _ number: Int) {
  var digits: InlineArray<21, UInt8> = .init(repeating: UInt8(ascii: "\n"))
  var rest = number.magnitude
  var start = 20
  repeat {
    start -= 1
    digits[start] = UInt8(ascii: "0") + UInt8(rest % 10)
    rest /= 10
  } while rest > 0
  _ = unsafe write(STDERR_FILENO, word.utf8Start, word.utf8CodeUnitCount)
  _ = unsafe digits.span.withUnsafeBytes { bytes in
    unsafe write(STDERR_FILENO, bytes.baseAddress.map { unsafe $0 + start }, 21 - start)
  }
}
