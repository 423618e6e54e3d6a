import Threads

/// Hands elements from some threads to others in the order in which they were sent, and holds no more
/// than a fixed number of them.
final class BoundedChannel<Element: Sendable>: Sendable {
  private struct State: Sendable {
    /// In a ring, so that taking the first moves none.
    var elements: [Element?]
    var first = 0
    var count = 0
    /// Why nothing is sent any more; nil as long as something may be.
    var end: Result<Void, any Error>?

    var isFull: Bool { count == elements.count }
    var isEmpty: Bool { count == 0 }

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

    /// The next element; nil where there is none, or the error that it ended with.
    mutating func taken() throws -> Element? {
      if let element = popFirst() { return element }
      try end?.get()
      return nil
    }
  }

  private let state: Monitor<State>

  /// A channel that holds so many elements, at least one.
  init(capacity: Int) {
    state = Monitor(State(elements: [Element?](repeating: nil, count: max(1, capacity))))
  }

  /// How many elements are held.
  var count: Int { state.withLock { $0.count } }

  /// Sends an element, once there is room for it; false, and nothing is sent, where the channel has
  /// ended.
  @discardableResult
  func send(_ element: Element) -> Bool {
    state.when({ !$0.isFull || $0.end != nil }) { state in
      guard state.end == nil else { return false }
      state.append(element)
      return true
    }
  }

  /// The next element, once there is one; nil where there will be none.
  ///
  /// - Throws: What the channel was closed with, after the last element.
  func receive() throws -> Element? {
    try state.when({ !$0.isEmpty || $0.end != nil }) { try $0.taken() }
  }

  /// The next element; nil where there is none now.
  ///
  /// - Throws: What the channel was closed with, after the last element.
  func receiveNow() throws -> Element? { try state.withLock { try $0.taken() } }

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
    state.withLock { if $0.end == nil { $0.end = end } }
  }
}
