import Synchronization
import Testing

@testable import Threads

@Suite("A monitor")
struct MonitorTests {
  @Test("lets one thread at a time change the state")
  func exclusion() {
    let monitor = Monitor(0)
    _ = Threads.map(8, threads: 8) { _ in
      for _ in 0..<10_000 { monitor.withLock { $0 += 1 } }
    }
    #expect(monitor.withLock { $0 } == 80_000)
  }

  @Test("wakes whoever waits for a state, whichever of them it is for", arguments: [1, 5])
  func waiting(threads: Int) {
    let monitor = Monitor(0)
    // Each waits for its own turn and begins the next one's.
    let turns = Threads.map(threads, threads: threads) { index in
      monitor.when({ $0 == threads - 1 - index }) { turn in
        defer { turn += 1 }
        return turn
      }
    }
    #expect(turns == Array((0..<threads).reversed()))
  }

  @Test("waits no longer than it may, and gives what it was asked for where that comes")
  func limit() {
    let monitor = Monitor(0)
    let begun = ContinuousClock.now
    #expect(monitor.wait(atMost: .milliseconds(30), until: { $0 > 0 }, { $0 }) == nil)
    #expect(ContinuousClock.now - begun >= .milliseconds(30))
    let found = Threads.map(2, threads: 2) { index in
      guard index == 0 else {
        monitor.withLock { $0 = 7 }
        return 0
      }
      return monitor.wait(atMost: .seconds(60), until: { $0 > 0 }) { $0 } ?? -1
    }
    #expect(found == [7, 0])
    #expect(ContinuousClock.now - begun < .seconds(30))
  }

  struct Failure: Error {}

  @Test("is free again after an error")
  func error() {
    let monitor = Monitor(1)
    #expect(throws: Failure.self) { try monitor.withLock { _ in throw Failure() } }
    #expect(monitor.withLock { $0 } == 1)
  }
}
