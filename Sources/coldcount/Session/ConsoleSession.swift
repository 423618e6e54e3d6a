import Console
import Storage
import Threads
import Words

/// Runs the console on a screen until somebody leaves it.
struct ConsoleSession {
  private static let waitMilliseconds: Int32 = 200
  private static let timeBetweenDraws: Duration = .milliseconds(200)
  /// How long a command waits for what it changed to be read, before it says what came of it.
  private static let timeToRead: Duration = .milliseconds(500)

  let screen: FullScreen
  let maker: ReadingMaker
  private let ring = KeyRing()

  init(screen: FullScreen, maker: ReadingMaker) {
    self.screen = screen
    self.maker = maker
  }

  func run(_ memory: SessionMemory, language: Language) {
    defer { ring.lock() }
    var console = begin(memory, language)
    while true {
      console.catchUp()
      let size = screen.size
      console.sized(size, unlocked: ring.people)
      screen.show(console.model.screen(size))
      guard let key = screen.key(milliseconds: Self.waitMilliseconds) else { continue }
      let language = console.model.language
      let effect = console.press(key)
      if console.model.language != language {
        console.speak(screen.settled(console.model.language) ?? language)
      }
      switch effect {
      case .leave: return
      case .lock: ring.lock()
      case .refresh: console.readAnew()
      case .run(let order): perform(order, &console)
      case .none: break
      }
    }
  }

  /// Reads everything for the first time, while the screen says so.
  private func begin(_ memory: SessionMemory, _ language: Language) -> WatchedConsole {
    let maker = maker
    let first = Threads.run({ maker.read(memory) }, every: Self.timeBetweenDraws) {
      let line = ScreenLine(" " + language.text(ConsoleModel.reading), .notice)
      screen.show(.laidOut(title: "Coldcount", body: [], bottom: [line], size: screen.size))
    }
    return WatchedConsole(first, memory, language: language) { wish, last in
      wish.isAnew
        ? maker.read(wish.memory, after: last) : maker.readChanged(wish.memory, after: last)
    }
  }

  /// Runs a command, and takes note of what came of it.
  private func perform(_ order: OrderForm, _ console: inout WatchedConsole) {
    let (outcome, chosen) = outcome(of: order, console)
    if outcome.status == 0 { console.memory.note(order.line) }
    if outcome.status == 1, !outcome.isRefusedForPerson {
      console.memory.noteRefused(order.line, disk: maker.disk)
    }
    if let chosen { console.speak(chosen) }
    console.readAnew()
    console.rest(atMost: Self.timeToRead)
    screen.forgetKeys()
    // A desk that was left has said everything itself.
    let isDesk = order.words == ["paper", "enter"] && outcome.status == 0
    console.finished(isDesk ? nil : outcome)
  }

  /// Runs a command in this process, through the very dispatch of the command line; gives what came of
  /// it, and the language where somebody chose another meanwhile.
  private func outcome(
    of order: OrderForm, _ console: WatchedConsole
  ) -> (outcome: ConsoleModel.Outcome, chosen: Language?) {
    let host = ConsoleHost(screen, order: order, language: console.model.language, ring: ring)
    host.draw()
    let status = Threads.run(
      {
        Hosts.$current.withValue(host) {
          KeyRing.$current.withValue(ring) { Coldcount.run(order.line) }
        }
      },
      every: Self.timeBetweenDraws
    ) { host.draw() }
    let outcome = ConsoleModel.Outcome(
      order: order, status: status, output: host.output,
      medium: medium(of: order.line, console.reading.contents))
    return (outcome, host.chosen)
  }

  /// The medium that a command read or wrote, which it has done with.
  private func medium(of line: [String], _ contents: MediaContents) -> ConsoleModel.Medium? {
    let place = contents.sources.first { place in
      place.origin != .keys && line.contains { $0 == place.path || $0.hasPrefix(place.path + "/") }
    }
    return place.map { .init(path: $0.path, isMounted: $0.origin != .folder) }
  }
}
