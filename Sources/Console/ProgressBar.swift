import Glibc
import Synchronization

/// A bar on the terminal for long work, redrawn a few times a second; nothing where nobody looks.
package final class ProgressBar: Sendable {
  private struct State {
    var done = 0
    var nextDraw: Double = 0
  }

  private static let secondsBetweenDraws = 0.2
  private static let barWidth = 24

  private let title: String
  private let total: Int
  private let started: Double
  private let isShown: Bool
  private let stage = Stages.current
  private let state = Mutex(State())

  /// A bar for `total` steps.
  package init(_ title: String, total: Int, isQuiet: Bool) {
    self.title = title
    self.total = max(1, total)
    started = Self.seconds()
    isShown = !isQuiet && (stage != nil || Output.messages.canRedraw)
  }

  /// So many more steps are done.
  package func advance(_ steps: Int) {
    guard isShown else { return }
    let now = Self.seconds()
    let text: String? = state.withLock { state in
      state.done += steps
      guard now >= state.nextDraw else { return nil }
      state.nextDraw = now + Self.secondsBetweenDraws
      return Self.line(title, done: state.done, total: total, seconds: now - started)
    }
    guard let text else { return }
    if let stage { return stage.progress(text) }
    // A bar that cannot be drawn is no reason to stop the work.
    try? Output.messages.write("\r\u{1B}[K" + text)
  }

  /// Wipes the bar.
  package func finish() {
    guard isShown else { return }
    if let stage { return stage.progress(nil) }
    try? Output.messages.write("\r\u{1B}[K")
  }

  /// The bar after so many seconds: how far, how fast, and how long it will still take.
  static func line(_ title: String, done: Int, total: Int, seconds: Double) -> String {
    let share = min(1, max(0, Double(done) / Double(max(1, total))))
    let filled = Int(share * Double(barWidth))
    let bar =
      String(repeating: "█", count: filled) + String(repeating: "·", count: barWidth - filled)
    let text = "\(title) \(bar) \(Int(share * 100)) %"
    // The first moments tell nothing of the speed.
    guard seconds >= secondsBetweenDraws, share > 0 else { return text }
    let rate = short(Int(Double(done) / seconds))
    let left = Int((seconds * (1 - share) / share).rounded())
    return "\(text), \(rate) a second, \(duration(left)) left"
  }

  private static func short(_ number: Int) -> String {
    switch number {
    case ..<10_000: "\(number)"
    case ..<10_000_000: "\(number / 1_000) thousand"
    default: "\(number / 1_000_000) million"
    }
  }

  private static func duration(_ seconds: Int) -> String {
    seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
  }

  private static func seconds() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
