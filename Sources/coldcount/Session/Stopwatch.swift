/// How long a command has worked, without the time that it waited for somebody.
struct Stopwatch {
  private var started: ContinuousClock.Instant
  /// Since when it waits; nil while it works.
  private var waiting: ContinuousClock.Instant?

  init(_ now: ContinuousClock.Instant = .now) { started = now }

  mutating func wait(_ now: ContinuousClock.Instant = .now) { waiting = waiting ?? now }

  mutating func goOn(_ now: ContinuousClock.Instant = .now) {
    if let waiting { started += now - waiting }
    waiting = nil
  }

  /// Whole seconds.
  func seconds(_ now: ContinuousClock.Instant = .now) -> Int64 {
    ((waiting ?? now) - started).components.seconds
  }
}
