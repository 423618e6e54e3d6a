import Threads

/// Reads how things stand on a thread of its own, so that keys are answered meanwhile.
final class ReadingThread: Sendable {
  /// What is to be read.
  struct Wish: Sendable {
    let memory: SessionMemory
    /// Whether everything is to be read, also where nothing seems to have changed.
    let isAnew: Bool
  }

  private struct State {
    /// Readings that were asked for and have not ended.
    var openCount = 0
    /// Since when there is one.
    var since = ContinuousClock.now
    var last: Reading
    /// Whether nobody has taken the last one yet.
    var isNews = false
  }

  private let helper = Helper()
  private let state: Monitor<State>
  private let read: @Sendable (Wish, _ last: Reading) -> Reading?

  /// `read` gives nil where nothing has changed since the last one.
  init(after first: Reading, _ read: @escaping @Sendable (Wish, _ last: Reading) -> Reading?) {
    state = Monitor(State(last: first))
    self.read = read
  }

  /// How long it has been reading; nil where it is not.
  var time: Duration? {
    state.withLock { $0.openCount > 0 ? ContinuousClock.now - $0.since : nil }
  }

  /// What was read and not taken yet.
  func take() -> Reading? {
    state.withLock { state in
      defer { state.isNews = false }
      return state.isNews ? state.last : nil
    }
  }

  /// Has something read, after what was asked for before; what is only looked for once is not asked
  /// for twice.
  func ask(_ wish: Wish) {
    let isNeeded = state.withLock { state in
      guard wish.isAnew || state.openCount == 0 else { return false }
      if state.openCount == 0 { state.since = .now }
      state.openCount += 1
      return true
    }
    guard isNeeded else { return }
    helper.take { [state, read] in
      let found = read(wish, state.withLock { $0.last })
      state.withLock { state in
        state.openCount -= 1
        guard let found else { return }
        (state.last, state.isNews) = (found, true)
      }
    }
  }

  /// Waits until everything that was asked for is read, or for this time.
  func rest(atMost time: Duration) {
    _ = state.wait(atMost: time, until: { $0.openCount == 0 }) { _ in () }
  }
}
