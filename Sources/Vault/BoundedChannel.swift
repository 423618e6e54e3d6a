import Dispatch
import Synchronization

/// Hands elements from some threads to others in the order in which they were sent, and holds no more
/// than a fixed number of them.
final class BoundedChannel<Element: Sendable>: Sendable {
  private struct State {
    /// In a ring, so that taking the first moves none.
    var elements: [Element?]
    var first = 0
    var count = 0
    /// Why nothing is sent any more; nil as long as something may be.
    var end: Result<Void, any Error>?

    mutating func append(_ element: Element) {
      elements[(first + count) % elements.count] = element
      count += 1
    }

    mutating func popFirst() -> Element? {
      guard count > 0 else { return nil }
      let element = exchange(&elements[first], with: nil)
      first = (first + 1) % elements.count
      count -= 1
      return element
    }
  }

  private let state: Mutex<State>
  /// How many more elements there is room for, and how many are there; one more each from the end on,
  /// so that nobody waits any longer.
  private let room = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)

  /// A channel that holds so many elements, at least one.
  init(capacity: Int) {
    let capacity = max(1, capacity)
    state = Mutex(State(elements: [Element?](repeating: nil, count: capacity)))
    // A semaphore must not be lower at its end than it was made.
    for _ in 0..<capacity { room.signal() }
  }

  /// How many elements are held.
  var count: Int { state.withLock { $0.count } }

  /// Sends an element, once there is room for it; false, and nothing is sent, where the channel has
  /// ended.
  @discardableResult
  func send(_ element: Element) -> Bool {
    room.wait()
    let isSent = state.withLock { state in
      guard state.end == nil else { return false }
      state.append(element)
      return true
    }
    (isSent ? filled : room).signal()
    return isSent
  }

  /// The next element, once there is one; nil where there will be none.
  ///
  /// - Throws: What the channel was closed with, after the last element.
  func receive() throws -> Element? {
    filled.wait()
    return try taken()
  }

  /// The next element; nil where there is none now.
  ///
  /// - Throws: What the channel was closed with, after the last element.
  func receiveNow() throws -> Element? {
    guard filled.wait(timeout: .now()) == .success else { return nil }
    return try taken()
  }

  private func taken() throws -> Element? {
    let (element, end) = state.withLock { state in
      let element = state.popFirst()
      return (element, element == nil ? state.end : nil)
    }
    (element == nil ? filled : room).signal()
    try end?.get()
    return element
  }

  /// Lets nothing be sent any more; what is held can still be received.
  ///
  /// Only the first end counts.
  func close() { end(.success(())) }

  /// Does the same, and has those who receive told why, after the last element.
  func close(throwing error: any Error) { end(.failure(error)) }

  /// Lets nothing be sent any more and drops what is held.
  func cancel() {
    end(.success(()))
    while (state.withLock { $0.popFirst() }) != nil {}
  }

  private func end(_ end: Result<Void, any Error>) {
    let isFirst = state.withLock { state in
      guard state.end == nil else { return false }
      state.end = end
      return true
    }
    guard isFirst else { return }
    room.signal()
    filled.signal()
  }
}
