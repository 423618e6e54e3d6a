import Testing

@testable import coldcount

@Suite("How long a command has worked")
struct StopwatchTests {
  @Test("is told without the time that it waited for a passphrase, or for whoever keys at the desk")
  func waiting() {
    let start = ContinuousClock.now
    func at(_ seconds: Int) -> ContinuousClock.Instant { start + .seconds(seconds) }
    var watch = Stopwatch(start)
    #expect(watch.seconds(at(2)) == 2)
    watch.wait(at(2))
    #expect(watch.seconds(at(81)) == 2)
    watch.goOn(at(81))
    #expect(watch.seconds(at(81)) == 2)
    #expect(watch.seconds(at(84)) == 5)
    // The next officer's passphrase.
    watch.wait(at(84))
    watch.goOn(at(100))
    #expect(watch.seconds(at(101)) == 6)
    // Nothing was waited for.
    watch.goOn(at(102))
    #expect(watch.seconds(at(103)) == 8)
  }
}
