import Synchronization
import Testing

@testable import Threads

@Suite("Work on more than one core")
struct ThreadsTests {
  @Test(
    "gives what was made in the order of the numbers, each made once",
    arguments: [0, 1, 2, 3, 1_000], [0, 1, 2, 16])
  func order(count: Int, threads: Int) {
    let calls = Mutex(Array(repeating: 0, count: count))
    let made = Threads.map(count, threads: threads) { index in
      calls.withLock { $0[index] += 1 }
      return "\(index)"
    }
    #expect(made == (0..<count).map { "\($0)" })
    #expect(calls.withLock { $0.allSatisfy { $0 == 1 } })
  }

  @Test("is done side by side, by as many threads as were asked for")
  func together() {
    let here = Monitor(0)
    // None of them ends before all have begun.
    let made = Threads.map(6, threads: 6) { index in
      here.withLock { $0 += 1 }
      return here.wait(atMost: .seconds(60), until: { $0 == 6 }) { _ in index } ?? -1
    }
    #expect(made == Array(0..<6))
  }

  @Test("Something else runs every so often until it has ended, and then no more")
  func ticks() {
    let ticks = Monitor(0)
    let made = Threads.run(
      { ticks.wait(atMost: .seconds(60), until: { $0 >= 3 }) { $0 } }, every: .milliseconds(5)
    ) { ticks.withLock { $0 += 1 } }
    let count = ticks.withLock { $0 }
    #expect(made.map { $0 <= count } == true)
    #expect(ticks.wait(atMost: .milliseconds(30), until: { $0 > count }) { $0 } == nil)
  }

  @Test("A helper does what it is given, one after the other")
  func helper() {
    let helper = Helper()
    let done = Monitor<[Int]>([])
    for number in 0..<1_000 { helper.take { done.withLock { $0.append(number) } } }
    let all = done.wait(atMost: .seconds(60), until: { $0.count == 1_000 }) { $0 }
    #expect(all == Array(0..<1_000))
  }
}
