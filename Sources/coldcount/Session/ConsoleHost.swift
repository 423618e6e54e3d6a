import Console
import Synchronization
import Words

/// The screen while a command runs: its line, its progress, what it has said so far, and the
/// question for a passphrase where it asks for one.
final class ConsoleHost: Host {
  private struct State {
    var output: [UInt8] = []
    var isCut = false
    var progress: String?
    var question: String?
    var isLent = false
    var watch = Stopwatch()
    var chosen: Language?
  }

  /// What is kept of a command's words.
  private static let maxByteCount = 1 << 20

  private let screen: FullScreen
  private let order: OrderForm
  private let language: Language
  private let ring: KeyRing
  private let state = Mutex(State())

  init(_ screen: FullScreen, order: OrderForm, language: Language, ring: KeyRing) {
    self.ring = ring
    self.screen = screen
    self.order = order
    self.language = language
  }

  func take(_ bytes: Span<UInt8>, isResult: Bool) {
    state.withLock { state in
      guard state.output.count + bytes.count <= Self.maxByteCount else {
        state.isCut = true
        return
      }
      for index in 0..<bytes.count { state.output.append(bytes[index]) }
    }
  }

  func progress(_ line: String?) { state.withLock { $0.progress = line } }

  func readSecret(
    prompt: String, into line: inout MutableSpan<UInt8>
  ) throws(TerminalError) -> Int {
    var question = prompt[...]
    while let last = question.last, " :：".contains(last) { question.removeLast() }
    state.withLock {
      $0.question = String(question)
      $0.watch.wait()
    }
    defer {
      state.withLock {
        $0.question = nil
        $0.watch.goOn()
      }
      draw()
    }
    draw()
    return try screen.readSecret(into: &line) {
      ring.toggle()
      draw()
    } idle: {
      draw()
    }
  }

  func choose(_ language: Language) { state.withLock { $0.chosen = language } }

  /// The language that was chosen meanwhile; nil where none was.
  var chosen: Language? { state.withLock { $0.chosen } }

  func lendScreen<R>(_ body: (FullScreen) throws -> R) rethrows -> R {
    state.withLock {
      $0.isLent = true
      $0.watch.wait()
    }
    defer {
      state.withLock {
        $0.isLent = false
        $0.watch.goOn()
      }
    }
    return try body(screen)
  }

  /// The lines that the command has printed.
  var output: [String] {
    let (bytes, isCut) = state.withLock { ($0.output, $0.isCut) }
    var lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
    if isCut {
      lines.append(language.text("… and more: run the command outside the console to see it all"))
    }
    return lines
  }

  /// Shows how things stand.
  func draw() {
    guard let screen = state.withLock({ $0.isLent ? nil : self.screen }) else { return }
    screen.show(picture(screen.size))
  }

  private func picture(_ size: ScreenSize) -> Screen {
    let (progress, question, seconds) = state.withLock {
      ($0.progress, $0.question, $0.watch.seconds())
    }
    let width = size.columns
    var body = OrderForm.shown("coldcount", order.line, width: width) + [ScreenLine()]
    if let question {
      body += questionLines(question, width)
      var keys = [
        ("Enter", language.text("done")), ("Ctrl-U", language.text("start again")),
        ("Esc", language.text("give up")),
      ]
      if let isWanted = ring.isWanted {
        keys.append(("Tab", language.text(isWanted ? "do not keep it" : "keep it unlocked")))
        let text =
          isWanted
          ? language.text(
            "☒ stays unlocked until somebody locks the keys (U) or leaves the console")
          : language.text("☐ Tab: stay unlocked for this evening, so that nobody asks again")
        body +=
          [ScreenLine()]
          + TextWidth.wrapped(text, to: width - 6).map {
            ScreenLine("   " + $0, isWanted ? .notice : .plain)
          }
      }
      return .laidOut(
        title: order.title, body: body, bottom: [Screen.keys(keys, width: width)], size: size)
    }
    if let progress { body += [ScreenLine(" " + progress, .strong), ScreenLine()] }
    let room = max(0, size.rows - body.count - 3)
    body += output.suffix(room).map { ScreenLine(" " + $0).fitted(to: width) }
    let text = language.text("Working, \(seconds) s …")
    return .laidOut(
      title: order.title, body: body, bottom: [ScreenLine(" " + text, .notice)], size: size)
  }

  /// Says whose turn it is; what is typed shows nowhere.
  private func questionLines(_ question: String, _ width: Int) -> [ScreenLine] {
    let inner = min(width - 8, 64)
    let text = TextWidth.wrapped(question, to: inner - 4)
    let advice = TextWidth.wrapped(
      language.text(
        "What you type is not shown. Everybody else, please look away."),
      to: inner - 4)
    func row(_ text: String, _ look: Look) -> ScreenLine {
      ScreenLine("   │ ").adding(TextWidth.padded(text, to: inner - 2), look).adding(" │")
    }
    let edge = String(repeating: "─", count: inner)
    return [ScreenLine(), ScreenLine("   ┌\(edge)┐"), row("", .plain)]
      + text.map { row($0, .strong) } + [row("", .plain)] + advice.map { row($0, .plain) }
      + [row("", .plain), ScreenLine("   └\(edge)┘")]
  }
}
