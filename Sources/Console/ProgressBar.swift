import Glibc
import Synchronization
package import Words

/// A bar on the terminal for long work, redrawn a few times a second; nothing where nobody looks.
package final class ProgressBar: Sendable {
  private struct State {
    let title: Message
    let total: Int
    let started = ProgressBar.seconds()
    var done = 0
    var nextDraw: Double = 0
  }

  private static let secondsBetweenDraws = 0.2
  private static let barWidth = 24

  private let language: Language
  private let isShown: Bool
  private let host = Hosts.current
  private let state: Mutex<State>

  /// A bar for `total` steps.
  package init(_ title: Message, total: Int, language: Language, isQuiet: Bool) {
    self.language = language
    state = Mutex(State(title: title, total: max(1, total)))
    isShown = !isQuiet && (host != nil || Output.messages.canRedraw)
  }

  /// Begins anew, with other work.
  package func begin(_ title: Message, total: Int) {
    state.withLock { $0 = State(title: title, total: max(1, total)) }
  }

  /// So many more steps are done.
  package func advance(_ steps: Int) {
    guard isShown else { return }
    let now = Self.seconds()
    let text: String? = state.withLock { state in
      state.done += steps
      guard now >= state.nextDraw else { return nil }
      state.nextDraw = now + Self.secondsBetweenDraws
      let line = Self.line(
        state.title, done: state.done, total: state.total, seconds: now - state.started)
      return language.text(line)
    }
    guard let text else { return }
    if let host { return host.progress(text) }
    // A bar that cannot be drawn is no reason to stop the work.
    try? Output.messages.write("\r\u{1B}[K" + text)
  }

  /// Wipes the bar.
  package func finish() {
    guard isShown else { return }
    if let host { return host.progress(nil) }
    try? Output.messages.write("\r\u{1B}[K")
  }

  /// The bar after so many seconds: how far, how fast, and how long it will still take.
  static func line(_ title: Message, done: Int, total: Int, seconds: Double) -> Message {
    let share = min(1, max(0, Double(done) / Double(max(1, total))))
    let filled = Int(share * Double(barWidth))
    let bar =
      String(repeating: "█", count: filled) + String(repeating: "·", count: barWidth - filled)
    let text: Message = "\(title) \(bar) \(Int(share * 100)) %"
    // The first moments tell nothing of the speed.
    guard seconds >= secondsBetweenDraws, share > 0 else { return text }
    let rate = rounded(Int(Double(done) / seconds))
    return
      "\(text), \(rate) a second, \(duration(Int((seconds * (1 - share) / share).rounded()))) left"
  }

  /// As much of a rate as does not flicker.
  private static func rounded(_ number: Int) -> Int {
    let step = number < 10_000 ? 1 : number < 10_000_000 ? 1_000 : 1_000_000
    return number / step * step
  }

  private static func duration(_ seconds: Int) -> Message {
    seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
  }

  private static func seconds() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
