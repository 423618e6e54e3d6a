import Glibc

/// State that threads share and whose changes they wait for.
///
/// Unchecked: the state is read and written under its lock alone.
@safe package final class Monitor<State>: @unchecked Sendable {
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private var state: State

  package init(_ state: sending State) {
    self.state = state
    unsafe lock = .allocate(capacity: 1)
    unsafe changed = .allocate(capacity: 1)
    unsafe pthread_mutex_init(lock, nil)
    var attributes = pthread_condattr_t()
    unsafe pthread_condattr_init(&attributes)
    // A laptop's clock may be set while something waits.
    unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    unsafe pthread_cond_init(changed, &attributes)
    unsafe pthread_condattr_destroy(&attributes)
  }

  deinit {
    unsafe pthread_cond_destroy(changed)
    unsafe pthread_mutex_destroy(lock)
    unsafe changed.deallocate()
    unsafe lock.deallocate()
  }

  /// Reads or changes the state.
  package func withLock<Made>(_ body: (inout State) throws -> Made) rethrows -> Made {
    try when({ _ in true }, body)
  }

  /// Does the same once the state is as asked for.
  package func when<Made>(
    _ condition: (State) -> Bool, _ body: (inout State) throws -> Made
  ) rethrows -> Made {
    unsafe pthread_mutex_lock(lock)
    defer { leave() }
    while !condition(state) { unsafe pthread_cond_wait(changed, lock) }
    return try body(&state)
  }

  /// Does the same; nil where the state is not as asked for in that time.
  package func wait<Made>(
    atMost time: Duration, until condition: (State) -> Bool, _ body: (inout State) -> Made?
  ) -> Made? {
    let end = Self.end(of: time)
    unsafe pthread_mutex_lock(lock)
    defer { leave() }
    while !condition(state) {
      let status = unsafe withUnsafePointer(to: end) {
        unsafe pthread_cond_timedwait(changed, lock, $0)
      }
      guard status != ETIMEDOUT else { return nil }
    }
    return body(&state)
  }

  private func leave() {
    unsafe pthread_cond_broadcast(changed)
    unsafe pthread_mutex_unlock(lock)
  }

  /// When a time that begins now is over, by the clock that nobody sets.
  private static func end(of time: Duration) -> timespec {
    var now = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &now)
    let (seconds, attoseconds) = time.components
    let nanoseconds = now.tv_nsec + Int(attoseconds / 1_000_000_000)
    return timespec(
      tv_sec: now.tv_sec + Int(seconds) + nanoseconds / 1_000_000_000,
      tv_nsec: nanoseconds % 1_000_000_000)
  }
}
