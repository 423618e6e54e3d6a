import Glibc
import Synchronization

/// Work on more than one core.
///
/// Neither Swift's tasks nor libdispatch: their pool watches its threads in `/proc` and ends the
/// program where that is not mounted, logs through a socket, and gives its threads no second stack.
package enum Threads {
  /// The cores that there are.
  package static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// What `make` gives for each number below `count`, in their order; this thread works too.
  ///
  /// Returns when all have ended. Where the system has no room for so many threads fewer do it.
  package static func map<Made: Sendable>(
    _ count: Int, threads: Int = processorCount, _ make: @escaping @Sendable (Int) -> Made
  ) -> [Made] {
    let work = Work(count, make)
    let others = (1..<max(1, min(threads, count))).map { _ in Thread { work.run() } }
    work.run()
    for other in others { other?.join() }
    return work.made
  }

  /// What `work` gives on a thread of its own; until it has ended `tick` runs on this one, every so
  /// often.
  ///
  /// Without room for another thread it runs on this one, and nothing else does.
  package static func run<Made: Sendable>(
    _ work: @escaping @Sendable () -> Made, every interval: Duration, _ tick: () -> Void
  ) -> Made {
    let made = Monitor<Made?>(nil)
    let thread = Thread {
      let value = work()
      made.withLock { $0 = value }
    }
    guard let thread else { return work() }
    defer { thread.join() }
    while true {
      let value = made.wait(atMost: interval, until: { $0 != nil }) { $0 }
      if let value { return value }
      tick()
    }
  }

  /// Pieces of work that threads take one after the other.
  private final class Work<Made: Sendable>: Sendable {
    private let count: Int
    private let make: @Sendable (Int) -> Made
    private let next = Atomic(0)
    private let results: Mutex<[Made?]>

    init(_ count: Int, _ make: @escaping @Sendable (Int) -> Made) {
      self.count = count
      self.make = make
      results = Mutex(Array(repeating: nil, count: count))
    }

    /// What was made, once every thread has ended.
    var made: [Made] { results.withLock { $0.compactMap(\.self) } }

    func run() {
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let result = make(index)
        results.withLock { $0[index] = result }
      }
    }
  }
}

/// A thread that does what it is given, one after the other, as long as the program runs.
package final class Helper: Sendable {
  private let waiting: Monitor<[@Sendable () -> Void]>

  /// Starts the thread; where the system has no room for one nothing that is given is ever done.
  package init() {
    let waiting = Monitor<[@Sendable () -> Void]>([])
    self.waiting = waiting
    _ = Thread {
      while true {
        for work in waiting.when({ !$0.isEmpty }, { exchange(&$0, with: []) }) { work() }
      }
    }
  }

  /// Has something done, after what was given before.
  package func take(_ work: @escaping @Sendable () -> Void) { waiting.withLock { $0.append(work) } }
}
