import Synchronization
import TestSupport
import Testing
import Threads

@testable import Vault

@Suite("A bounded channel")
struct BoundedChannelTests {
  struct Failure: Error, Equatable { let number: Int }

  /// What runs on threads of their own.
  private final class Group: Sendable {
    private let running = Monitor(0)

    func start(_ body: @escaping @Sendable () -> Void) {
      running.withLock { $0 += 1 }
      let running = running
      Helper().take {
        body()
        running.withLock { $0 -= 1 }
      }
    }

    func wait() { running.when({ $0 == 0 }) { _ in } }

    /// Whether something still runs after a little while.
    var staysRunning: Bool {
      running.wait(atMost: .milliseconds(50), until: { $0 == 0 }) { _ in true } == nil
    }
  }

  private static func all<Element: Sendable>(
    _ channel: BoundedChannel<Element>
  ) throws -> [Element] {
    var found: [Element] = []
    while let next = try channel.receive() { found.append(next) }
    return found
  }

  @Test("gives what was sent in that order, whatever it holds at once", arguments: 1...5)
  func order(capacity: Int) throws {
    let channel = BoundedChannel<Int>(capacity: capacity)
    let group = Group()
    group.start {
      for number in 0..<1_000 { channel.send(number) }
      channel.close()
    }
    #expect(try Self.all(channel) == Array(0..<1_000))
    group.wait()
  }

  @Test("holds no more than it may: who sends more waits until something is received")
  func backPressure() throws {
    let channel = BoundedChannel<Int>(capacity: 3)
    for number in 0..<3 { channel.send(number) }
    let group = Group()
    group.start { channel.send(3) }
    #expect(group.staysRunning)
    #expect(channel.count == 3)
    #expect(try channel.receive() == 0)
    group.wait()
    #expect(channel.count == 3)
    channel.close()
    #expect(try Self.all(channel) == [1, 2, 3])
  }

  @Test("never holds more than it may, however many send and receive")
  func bound() throws {
    let channel = BoundedChannel<Int>(capacity: 2)
    let group = Group()
    for _ in 0..<4 {
      group.start { for number in 0..<500 { channel.send(number) } }
    }
    var most = 0
    for _ in 0..<2_000 {
      most = max(most, channel.count)
      _ = try channel.receive()
    }
    group.wait()
    #expect(most <= 2 && channel.count == 0)
  }

  @Test("takes from many and gives to many, each element once and each sender's in order")
  func manyProducers() throws {
    let channel = BoundedChannel<[Int]>(capacity: 4)
    let (senders, receivers) = (Group(), Group())
    let found = Mutex<[[[Int]]]>([])
    for sender in 0..<8 {
      senders.start { for number in 0..<200 { channel.send([sender, number]) } }
    }
    for _ in 0..<3 {
      receivers.start {
        let mine = (try? Self.all(channel)) ?? []
        found.withLock { $0.append(mine) }
      }
    }
    senders.wait()
    channel.close()
    receivers.wait()
    let lists = found.withLock { $0 }
    #expect(lists.count == 3)
    for list in lists {
      for sender in 0..<8 {
        let numbers = list.filter { $0[0] == sender }.map { $0[1] }
        #expect(numbers == numbers.sorted())
      }
    }
    let expected = (0..<8).flatMap { sender in (0..<200).map { [sender, $0] } }
    #expect(
      lists.flatMap(\.self).sorted { $0.lexicographicallyPrecedes($1) } == expected)
  }

  @Test("lets what it holds be received after it is closed, and nothing more be sent")
  func closing() throws {
    let channel = BoundedChannel<Int>(capacity: 2)
    #expect(channel.send(1))
    channel.close()
    #expect(!channel.send(2))
    #expect(try Self.all(channel) == [1])
    #expect(try channel.receive() == nil, "the end stays the end")
    #expect(try channel.receiveNow() == nil)
  }

  @Test("tells everybody who receives of the error, after what was sent before it")
  func error() throws {
    let channel = BoundedChannel<Int>(capacity: 3)
    channel.send(1)
    channel.close(throwing: Failure(number: 1))
    channel.close(throwing: Failure(number: 2))
    channel.close()
    #expect(try channel.receive() == 1)
    for _ in 0..<3 {
      #expect(throws: Failure(number: 1)) { try channel.receive() }
      #expect(throws: Failure(number: 1)) { try channel.receiveNow() }
    }
  }

  @Test("wakes all who wait to receive when it ends", arguments: [false, true])
  func wakesReceivers(isError: Bool) throws {
    let channel = BoundedChannel<Int>(capacity: 1)
    let group = Group()
    let ends = Mutex<[Failure?]>([])
    for _ in 0..<4 {
      group.start {
        do {
          #expect(try channel.receive() == nil)
          ends.withLock { $0.append(nil) }
        } catch {
          ends.withLock { $0.append(error as? Failure) }
        }
      }
    }
    #expect(group.staysRunning)
    if isError { channel.close(throwing: Failure(number: 7)) } else { channel.close() }
    group.wait()
    #expect(
      ends.withLock { $0 } == Array(repeating: isError ? Failure(number: 7) : nil, count: 4))
  }

  @Test("drops what it holds when it is cancelled, and wakes all who wait to send")
  func cancellation() throws {
    final class Held: Sendable {}
    let channel = BoundedChannel<Held>(capacity: 1)
    weak let held: Held? = {
      let held = Held()
      channel.send(held)
      return held
    }()
    #expect(held != nil)
    let group = Group()
    let refused = Mutex(0)
    for _ in 0..<4 {
      group.start {
        if !channel.send(Held()) { refused.withLock { $0 += 1 } }
      }
    }
    #expect(group.staysRunning)
    channel.cancel()
    group.wait()
    #expect(refused.withLock { $0 } == 4)
    #expect(held == nil && channel.count == 0)
    #expect(try channel.receive() == nil)
  }

  @Test("gives nothing at once where nothing is there yet")
  func now() throws {
    let channel = BoundedChannel<Int>(capacity: 2)
    #expect(try channel.receiveNow() == nil)
    channel.send(1)
    #expect(try channel.receiveNow() == 1)
    #expect(try channel.receiveNow() == nil)
    #expect(channel.count == 0)
  }
}
