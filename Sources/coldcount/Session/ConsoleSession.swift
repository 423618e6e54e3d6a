import Encoding
import Console
import Record
import Storage
import Threads
import Words
import Workspace

/// Runs the console on a screen until somebody leaves it.
struct ConsoleSession {
  private static let waitMilliseconds: Int32 = 200
  private static let secondsBetweenLooks = 1
  private static let timeBetweenDraws: Duration = .milliseconds(200)

  let screen: FullScreen
  let maker: Finder
  let disk: any Disk
  let clock: any Clock
  private let ring = KeyRing()

  init(screen: FullScreen, maker: Finder, disk: any Disk, clock: any Clock) {
    self.screen = screen
    self.maker = maker
    self.disk = disk
    self.clock = clock
  }

  func run(_ start: SessionMemory, language: Language) {
    defer { ring.lock() }
    var memory = start
    var contents = maker.find()
    var model = ConsoleModel(
      overview(contents, memory, language), language: language)
    model.workspace = memory.workspace
    var seen = trace(memory, model.overview)
    var looked = ContinuousClock.now
    while true {
      let size = screen.size
      model.sized(size)
      model.unlocked = ring.people
      screen.show(model.screen(size))
      let key = screen.key(milliseconds: Self.waitMilliseconds)
      let language = model.language
      let effect = key.map { model.press($0) } ?? .none
      if model.language != language {
        model.language = screen.settled(model.language) ?? language
      }
      switch effect {
      case .leave: return
      case .lock: ring.lock()
      case .refresh:
        contents = maker.find()
        model.update(overview(contents, memory, model.language))
      case .run(let order):
        let (outcome, chosen) = perform(order, contents, model.language)
        if outcome.status == 0 { memory.note(order.line) }
        if outcome.status == 1 { memory.noteRefused(order.line, disk: disk) }
        if let chosen { model.language = chosen }
        contents = maker.find()
        model.update(overview(contents, memory, model.language))
        seen = trace(memory, model.overview)
        // A desk that was left has said everything itself.
        let isDesk = order.words == ["paper", "enter"] && outcome.status == 0
        model.finished(isDesk ? nil : outcome)
      case .none: break
      }
      guard ContinuousClock.now - looked >= .seconds(Self.secondsBetweenLooks) else { continue }
      looked = ContinuousClock.now
      let now = trace(memory, model.overview)
      guard now != seen else { continue }
      seen = now
      contents = maker.find()
      model.update(overview(contents, memory, model.language))
    }
  }

  private func overview(
    _ contents: MediaContents, _ memory: SessionMemory, _ language: Language
  ) -> Overview {
    OverviewMaker(disk: disk, clock: clock, language: language)
      .make(contents, memory.looked(at: disk))
  }

  /// What changes when anything does that the overview tells of: a file of the workspace, its vault's
  /// heads, a signature, a medium, a key, or a moment that passes.
  private func trace(_ memory: SessionMemory, _ overview: Overview) -> DiskTrace {
    var trace = DiskTrace()
    // Of bundles, and of what is half keyed, the overview tells nothing that no line says.
    trace.follow(memory.workspace, besides: ["bundles", "drafts", "lock"], disk: disk)
    if let package = memory.package { trace.follow(package, disk: disk) }
    if let election = memory.election { trace.follow(election, disk: disk) }
    for file in overview.signatures { trace.follow(file, disk: disk) }
    if let vault = overview.vault { trace.follow(vault, besides: ["sections"], disk: disk) }
    maker.trace(&trace)
    let now = clock.now()
    for moment in overview.moments { trace.mark("\(now.seconds < moment.seconds)") }
    return trace
  }

  /// Runs a command in this process, through the very dispatch of the command line; gives what came of
  /// it, and the language where somebody chose another meanwhile.
  private func perform(
    _ order: OrderForm, _ contents: MediaContents, _ language: Language
  ) -> (outcome: ConsoleModel.Outcome, chosen: Language?) {
    let host = ConsoleHost(screen, order: order, language: language, ring: ring)
    host.draw()
    let status = Threads.run(
      {
        Hosts.$current.withValue(host) {
          KeyRing.$current.withValue(ring) { Coldcount.run(order.line) }
        }
      },
      every: Self.timeBetweenDraws
    ) { host.draw() }
    screen.forgetKeys()
    let outcome = ConsoleModel.Outcome(
      order: order, status: status, output: host.output,
      medium: medium(of: order.line, contents))
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
