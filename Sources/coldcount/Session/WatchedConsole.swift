import Console
import Words

/// The console's model between two sources: the keys of people, and what is read from the disk
/// meanwhile.
struct WatchedConsole {
  private static let timeBetweenLooks: Duration = .milliseconds(500)
  /// After which time people are told that something is being read.
  private static let patience: Duration = .milliseconds(500)

  private(set) var model: ConsoleModel
  private(set) var reading: Reading
  /// What is known beyond the journal.
  var memory: SessionMemory
  private let thread: ReadingThread
  private var looked = ContinuousClock.now

  init(
    _ first: Reading, _ memory: SessionMemory, language: Language,
    read: @escaping @Sendable (ReadingThread.Wish, _ last: Reading) -> Reading?
  ) {
    reading = first
    self.memory = memory
    thread = ReadingThread(after: first, read)
    model = ConsoleModel(OverviewMaker(language: language).make(first), language: language)
    model.workspace = memory.workspace
  }

  /// Takes what was read since, and now and then has looked whether anything has changed.
  mutating func catchUp() {
    if let news = thread.take() { show(news) }
    model.isReading = thread.time.map { $0 > Self.patience } ?? false
    guard ContinuousClock.now - looked >= Self.timeBetweenLooks else { return }
    looked = .now
    thread.ask(.init(memory: memory, isAnew: false))
  }

  /// Has everything read anew.
  mutating func readAnew() { thread.ask(.init(memory: memory, isAnew: true)) }

  /// Waits until everything is read that was asked for, or for this time.
  func rest(atMost time: Duration) { thread.rest(atMost: time) }

  private mutating func show(_ reading: Reading) {
    self.reading = reading
    model.update(OverviewMaker(language: model.language).make(reading))
  }

  /// Learns the size of the screen and whose keys are unlocked.
  mutating func sized(_ size: ScreenSize, unlocked: [String]) {
    model.sized(size)
    model.unlocked = unlocked
  }

  mutating func press(_ key: Key) -> ConsoleModel.Effect { model.press(key) }

  /// Shows everything in another language.
  mutating func speak(_ language: Language) {
    model.language = language
    show(reading)
  }

  /// Shows what came of a command; nothing for one that has shown it itself.
  mutating func finished(_ outcome: ConsoleModel.Outcome?) { model.finished(outcome) }
}
