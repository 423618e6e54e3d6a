import Glibc
import Synchronization

/// A bar on the terminal for long work, redrawn a few times a second; nothing where nobody looks.
package final class ProgressBar: Sendable {
  private struct State {
    var done = 0
    var nextDraw: Double = 0
  }

  private let title: String
  private let total: Int
  private let started: Double
  private let isShown: Bool
  private let state = Mutex(State())

  /// A bar for `total` steps.
  package init(_ title: String, total: Int, isQuiet: Bool) {
    self.title = title
    self.total = max(1, total)
    started = Self.seconds()
    isShown = !isQuiet && Output.messages.isTerminal
  }

  /// So many more steps are done.
  package func advance(_ steps: Int) {
    guard isShown else { return }
    let now = Self.seconds()
    let text: String? = state.withLock { state in
      state.done += steps
      guard now >= state.nextDraw else { return nil }
      state.nextDraw = now + 0.2
      return line(done: state.done, now: now)
    }
    // A bar that cannot be drawn is no reason to stop the work.
    if let text { try? Output.messages.write(text) }
  }

  /// Wipes the bar.
  package func finish() {
    guard isShown else { return }
    try? Output.messages.write("\r\u{1B}[K")
  }

  private func line(done: Int, now: Double) -> String {
    let share = min(1, Double(done) / Double(total))
    let filled = Int(share * 24)
    let bar =
      String(repeating: "█", count: filled) + String(repeating: "·", count: 24 - filled)
    let left = share > 0 ? Int((now - started) * (1 - share) / share) : 0
    return "\r\u{1B}[K\(title) \(bar) \(Int(share * 100)) %, \(left) s left"
  }

  private static func seconds() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
