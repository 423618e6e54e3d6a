import Glibc
import Synchronization
package import Words

/// A terminal given over to a screen: it shows screens, reads keys and secrets, and is left as it
/// was found, also where a signal or a trap ends the program.
///
/// There is one at a time.
package final class FullScreen: Sendable {
  private struct State {
    var drawn: [ScreenLine]?
    var size = ScreenSize.least
    var decoder = KeyDecoder()
    var keys: [Key] = []
    var isOpen = true
  }

  /// How long the rest of a sequence may take: keys send theirs at once.
  private static let sequenceMilliseconds: Int32 = 40

  private let descriptor: Int32
  private let hasColour: Bool
  /// Whether the terminal is the kernel's own, with few characters.
  package let isBare: Bool
  private let state = Mutex(State())

  /// Takes the terminal over.
  ///
  /// - Throws: `ScreenError` where there is none, or one that cannot show screens.
  package init(colour: Bool, command: String, instead: Message) throws(ScreenError) {
    let kind = unsafe getenv("TERM").map { unsafe String(cString: $0) } ?? ""
    let found = unsafe open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var settings = termios()
    guard found >= 0, unsafe tcgetattr(found, &settings) == 0, isatty(1) == 1, kind != "dumb",
      !kind.isEmpty
    else {
      if found >= 0 { close(found) }
      throw ScreenError(command: command, instead: instead)
    }
    descriptor = found
    hasColour = colour
    isBare = BareConsole.isHere
    // Colours off, the cursor on, nothing left of a screen, and what was there before.
    Ending.keep(
      FoundTerminal(
        descriptor: found, settings: FoundTerminal.usable(settings),
        restoring: "\u{1B}[0m\u{1B}[?25h\u{1B}[H\u{1B}[2J\u{1B}[?1049l"))
    // Does nothing, but the wait for a key ends with it, and the new size is seen.
    signal(SIGWINCH, wakeUp)
    settings.c_iflag &= ~tcflag_t(BRKINT | ICRNL | INLCR | IGNCR | ISTRIP | IXON)
    settings.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | IEXTEN)
    settings.c_lflag |= tcflag_t(ISIG)
    // Number 10 is VSUSP: the program cannot be stopped with Ctrl-Z behind its own screen.
    settings.c_cc.10 = 0
    settings.c_cc.6 = 1  // VMIN
    settings.c_cc.5 = 0  // VTIME
    unsafe tcsetattr(found, TCSAFLUSH, &settings)
    send("\u{1B}[?1049h")
  }

  deinit { leave() }

  /// Gives the terminal back as it was found.
  package func leave() {
    let wasOpen = state.withLock { state in
      defer { state.isOpen = false }
      return state.isOpen
    }
    guard wasOpen else { return }
    Ending.giveBack()
    signal(SIGWINCH, SIG_DFL)
    close(descriptor)
  }

  /// Has a line said where Ctrl-C or another signal ends the program; nil for none.
  package func say(atRequest text: String?) { Ending.say(atRequest: text) }

  /// The size now.
  package var size: ScreenSize {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
    else { return .least }
    return ScreenSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }

  /// Shows a screen: what stands there already is not drawn again.
  package func show(_ screen: Screen) {
    let size = size
    state.withLock { state in
      guard state.isOpen else { return }
      let before = state.size == size ? state.drawn : nil
      let text = screen.drawing(over: before, size: size, colour: hasColour)
      send(isBare ? BareConsole.shown(text) : text)
      state.drawn = screen.drawn(size)
      state.size = size
    }
  }

  /// Where a part of a secret stands on a screen.
  package struct Spot: Equatable, Sendable {
    package let bytes: Range<Int>
    package let row: Int
    package let column: Int

    package init(bytes: Range<Int>, row: Int, column: Int) {
      self.bytes = bytes
      self.row = row
      self.column = column
    }
  }

  /// Shows a screen with parts of a secret on it, which go straight to the terminal and are kept
  /// nowhere; `wipe` takes them away again.
  package func show(_ screen: Screen, secret: Span<UInt8>, at spots: [Spot]) {
    show(screen)
    for spot in spots {
      send("\u{1B}[\(spot.row + 1);\(spot.column + 1)H")
      unsafe secret.withUnsafeBytes { bytes in
        unsafe send(UnsafeRawBufferPointer(rebasing: bytes[spot.bytes]))
      }
    }
  }

  /// Wipes everything off the screen, and what has scrolled off it before.
  package func wipe() {
    state.withLock { $0.drawn = nil }
    send("\u{1B}[0m\u{1B}[H\u{1B}[2J\u{1B}[3J")
  }

  /// The next key; nil where none comes in time, or the size changes.
  package func key(milliseconds: Int32) -> Key? {
    if let key = takeKey() { return key }
    guard waits(milliseconds) else { return nil }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = unsafe read(descriptor, &bytes, bytes.count)
    guard count > 0 else { return count < 0 && errno == EINTR ? nil : .closed }
    var isWaiting = take(bytes[..<count])
    while isWaiting, waits(Self.sequenceMilliseconds) {
      let more = unsafe read(descriptor, &bytes, bytes.count)
      guard more > 0 else { break }
      isWaiting = take(bytes[..<more])
    }
    state.withLock { if $0.decoder.isWaiting { $0.keys += $0.decoder.settle() } }
    guard let key = takeKey() else { return nil }
    if key == .redraw { state.withLock { $0.drawn = nil } }
    return key
  }

  /// Throws away what was typed and not read yet.
  package func forgetKeys() {
    state.withLock {
      $0.keys = []
      $0.decoder = KeyDecoder()
    }
    tcflush(descriptor, TCIFLUSH)
  }

  /// Reads a secret straight into `line`, shown nowhere, and gives its number of bytes.
  ///
  /// Backspace takes the last character back, Ctrl-U all of them; Escape gives up. `idle` is called
  /// a few times a second meanwhile, and `tab` where that key is pressed.
  ///
  /// - Throws: `TerminalError`.
  package func readSecret(
    into line: inout MutableSpan<UInt8>, tab: () -> Void, idle: () -> Void
  ) throws(TerminalError) -> Int {
    forgetKeys()
    return try unsafe line.withUnsafeMutableBytes { buffer throws(TerminalError) in
      var count = 0
      while count < buffer.count, let base = buffer.baseAddress {
        guard waits(200) else {
          idle()
          continue
        }
        let found = unsafe read(descriptor, base + count, 1)
        if found < 0, errno == EINTR { continue }
        guard found > 0 else { throw .closed }
        switch unsafe buffer[count] {
        case 0x0D, 0x0A:
          unsafe buffer[count] = 0
          return count
        case 0x08, 0x7F:
          unsafe buffer[count] = 0
          // All bytes of the last character.
          while count > 0 {
            count -= 1
            let byte = unsafe buffer[count]
            unsafe buffer[count] = 0
            if byte & 0xC0 != 0x80 { break }
          }
        case 0x15:
          for index in 0...count { unsafe buffer[index] = 0 }
          count = 0
        case 0x04: throw .closed
        case 0x09:
          unsafe buffer[count] = 0
          tab()
        case 0x1B:
          unsafe buffer[count] = 0
          guard passOverSequence() else { throw .closed }
        case 0..<0x20: unsafe buffer[count] = 0
        default: count += 1
        }
      }
      throw .tooLong
    }
  }

  /// Reads the rest of a sequence such as an arrow's; false where Escape stood alone.
  private func passOverSequence() -> Bool {
    var isSequence = false
    var byte: UInt8 = 0
    while waits(Self.sequenceMilliseconds), unsafe read(descriptor, &byte, 1) == 1 {
      let isFirst = !isSequence
      isSequence = true
      if isFirst, byte == UInt8(ascii: "[") || byte == UInt8(ascii: "O") { continue }
      if isFirst || (0x40...0x7E).contains(byte) { break }
    }
    return isSequence
  }

  private func takeKey() -> Key? {
    state.withLock { $0.keys.isEmpty ? nil : $0.keys.removeFirst() }
  }

  /// Whether the decoder waits for the rest of a sequence.
  private func take(_ bytes: ArraySlice<UInt8>) -> Bool {
    state.withLock {
      $0.keys += $0.decoder.take(bytes)
      return $0.decoder.isWaiting
    }
  }

  private func waits(_ milliseconds: Int32) -> Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&waiting, 1, milliseconds) > 0
  }

  private func send(_ text: String) {
    unsafe Array(text.utf8).withUnsafeBytes { bytes in unsafe send(bytes) }
  }

  private func send(_ bytes: UnsafeRawBufferPointer) {
    var sent = 0
    while sent < bytes.count, let base = bytes.baseAddress {
      let count = unsafe write(descriptor, base + sent, bytes.count - sent)
      if count < 0, errno == EINTR { continue }
      // A screen that cannot be drawn is no reason to stop the work: the keys will end it.
      guard count > 0 else { return }
      sent += count
    }
  }
}

/// There is no terminal for a screen.
package struct ScreenError: ReportedError, Equatable {
  package let command: String
  package let instead: Message

  package var report: Report {
    Report(
      .usage, code: "no-terminal", "'\(command)' needs a terminal that shows whole screens",
      advice: instead)
  }
}

private func wakeUp(_ number: Int32) {}
