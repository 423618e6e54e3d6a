package import Encoding
import Storage
import Synchronization

/// A clock that says what a test wants, the same or so many seconds more every time it is asked.
package final class FixedClock: Clock {
  private let next: Mutex<Timestamp>
  private let step: Int

  /// A clock that begins at `start` and goes on by `step` seconds a look.
  package init(_ start: Timestamp = Timestamp(seconds: 1_490_000_000), step: Int = 0) {
    next = Mutex(start)
    self.step = step
  }

  package func now() -> Timestamp {
    next.withLock { next in
      let now = next
      next = Timestamp(seconds: now.seconds + step, offsetMinutes: now.offsetMinutes)
      return now
    }
  }
}
