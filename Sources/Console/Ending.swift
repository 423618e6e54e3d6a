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
    let message: Message = """
      a fault in the program ended it; everything that it reported as done is kept; \
      do the same again, and please report this line
      """
    unsafe faultLine = unsafe KeptLine("coldcount: \(language.text(message)) [crash")
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

  /// Has a line said where a signal ends the program while the terminal is taken over; nil for none.
  static func say(atRequest text: String?) {
    unsafe farewell = unsafe text.map { unsafe KeptLine("\($0)\n") }
  }

  /// Gives the terminal back, and signals their meaning; with `TCSAFLUSH` what was typed and not
  /// read is thrown away.
  static func giveBack(_ moment: Int32 = TCSANOW) {
    restoreTerminal(moment)
    for (number, handler) in unsafe zip(requests, handlersBefore) { signal(number, handler) }
    unsafe foundTerminal = nil
    unsafe farewell = nil
  }
}

/// A terminal as it was found.
struct FoundTerminal {
  let descriptor: Int32
  /// The settings that it gets back.
  let settings: termios
  /// What is written to bring back what was there before.
  ///
  /// A constant of the program's image: a handler may not allocate.
  let restoring: StaticString

  /// Settings as a person can use them: a terminal that takes no lines and shows nothing was left so
  /// by a program that had no time to give it back, and is not given back like that once more.
  static func usable(_ found: termios) -> termios {
    guard found.c_lflag & tcflag_t(ICANON | ECHO) == 0 else { return found }
    var settings = found
    settings.c_iflag |= tcflag_t(BRKINT | ICRNL | IXON)
    settings.c_oflag |= tcflag_t(OPOST | ONLCR)
    settings.c_lflag |= tcflag_t(ICANON | ECHO | ECHOE | ECHOK | IEXTEN | ISIG)
    // Number 10 is VSUSP, which is Ctrl-Z.
    settings.c_cc.10 = 26
    return settings
  }
}

/// A line that a handler can add to: its bytes stay where they are until the program ends.
@unsafe private struct KeptLine {
  /// More than any signal and call take.
  private static let room = 128

  private let start: UnsafeMutablePointer<UInt8>
  private var count: Int

  init(_ text: String) {
    let bytes = Array(text.utf8)
    unsafe start = .allocate(capacity: bytes.count + Self.room)
    unsafe start.initialize(from: bytes, count: bytes.count)
    unsafe count = bytes.count
  }

  mutating func append(_ text: StaticString) {
    unsafe (start + count).update(from: text.utf8Start, count: text.utf8CodeUnitCount)
    unsafe count += text.utf8CodeUnitCount
  }

  mutating func append(_ number: Int32) {
    var rest = number.magnitude
    var digits = 1
    while rest >= 10 {
      digits += 1
      rest /= 10
    }
    rest = number.magnitude
    for place in (0..<digits).reversed() {
      unsafe start[count + place] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    unsafe count += digits
  }

  func write() { _ = unsafe Glibc.write(STDERR_FILENO, start, count) }
}

private typealias Handler = @convention(c) (Int32) -> Void

// What the handlers read, which get nothing but their signal. Written only while none is set that
// reads it.
nonisolated(unsafe) private var foundTerminal: FoundTerminal?
nonisolated(unsafe) private var handlersBefore: [Handler?] = []
nonisolated(unsafe) private var faultLine: KeptLine?
nonisolated(unsafe) private var farewell: KeptLine?

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
  if let line = unsafe farewell { unsafe line.write() }
  signal(number, SIG_DFL)
  raise(number)
}

/// Says what happened with nothing but `write`, then lets the signal have its usual effect.
private func tellAndEnd(
  _ number: Int32, _ information: UnsafeMutablePointer<siginfo_t>?,
  _ context: UnsafeMutableRawPointer?
) {
  restoreTerminal()
  if var line = unsafe faultLine {
    unsafe line.append(", signal ")
    unsafe line.append(number)
    if number == SIGSYS, let call = unsafe information?.pointee._sifields._sigsys._syscall {
      unsafe line.append(", call ")
      unsafe line.append(call)
    }
    unsafe line.append("]\n")
    unsafe line.write()
  }
  raise(number)
}
