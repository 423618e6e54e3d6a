import Console
import Guide
import Words

/// The console: which screen is shown, and what every key does.
///
/// Pure: what the world has to do is given back as an effect.
struct ConsoleModel {
  enum Effect: Equatable {
    case none
    /// The command was confirmed.
    case run(OrderForm)
    /// How things stand is to be read anew.
    case refresh
    /// The keys that people keep unlocked are to be wiped.
    case lock
    case leave
  }

  /// A medium that a command used.
  struct Medium: Equatable {
    let path: String
    let isMounted: Bool
  }

  /// What came of a command.
  struct Outcome: Equatable {
    let order: OrderForm
    let status: Int32
    let output: [String]
    /// The medium that it used and that may be pulled out now; nil where there is none.
    let medium: Medium?
    var top = 0

    /// Whether a result was kept that only lots can finish: the status says no, and all is well.
    var isTie: Bool { status == 1 && output.contains { $0.hasSuffix("[tie]") } }
    var isDone: Bool { status == 0 || isTie }
    /// Whether it was refused for who acts: that says nothing of what lies on a medium.
    var isRefusedForPerson: Bool {
      status == 1
        && output.contains { line in
          ["role", "person-unknown", "key-mismatch", "key-file", "passphrase"].contains {
            line.hasSuffix("[\($0)]")
          }
        }
    }
  }

  /// How far PgUp and PgDn go in a list.
  private static let page = 15

  enum Scene: Equatable {
    case overview
    /// A list of what can be done: a step's commands, or what lies on media.
    case choosing(title: String, [String], [OrderForm], chosen: Int)
    case form(OrderForm)
    /// Lots that are read to the witnesses before they are written down.
    case readBack(OrderForm)
    /// Hashes that are compared with paper before a command is run, a page of them.
    case compare(OrderForm, page: Int)
    case outcome(Outcome)
  }

  var language: Language
  private(set) var overview: Overview
  private(set) var place = Scene.overview
  private(set) var selected: Int
  /// The size of the last screen, by which texts are paged.
  private var size = ScreenSize.least

  init(_ overview: Overview, language: Language) {
    self.overview = overview
    self.language = language
    selected = overview.next()
  }

  func say(_ message: Message) -> String { language.text(message) }

  /// Takes what changed; a step that is done lets the next one be chosen.
  mutating func update(_ overview: Overview) {
    let wasDone =
      self.overview.steps.indices.contains(selected)
      && self.overview.steps[selected].mark == .done
    let isOther = self.overview.folder != overview.folder
    self.overview = overview
    // Of something else the steps are others.
    guard !isOther else {
      selected = overview.next()
      return
    }
    selected = min(selected, max(0, overview.steps.count - 1))
    if !wasDone, overview.steps.indices.contains(selected),
      overview.steps[selected].mark == .done
        || overview.steps[selected].orders.isEmpty
    {
      selected = overview.next(after: selected)
    }
  }

  /// Shows what came of a command; nothing for one that has shown it itself.
  mutating func finished(_ outcome: Outcome?) {
    place = outcome.map { .outcome($0) } ?? .overview
  }

  /// Learns the size of the screen, by which texts are paged.
  mutating func sized(_ size: ScreenSize) { self.size = size }

  /// Takes a key.
  mutating func press(_ key: Key) -> Effect {
    if key == .closed { return .leave }
    switch place {
    case .overview: return pressOverview(key)
    case .choosing(let title, let texts, let orders, let chosen):
      return pressChoosing(key, title, texts, orders, chosen)
    case .form(var form):
      switch form.press(key) {
      case .run where form.words == ["lots"]: place = .readBack(form)
      case .run where overview.comparisons[form.words.joined(separator: " ")] != nil:
        place = .compare(form, page: 0)
      case .run: return .run(form)
      case .cancelled: place = .overview
      case .changed, .ignored: place = .form(form)
      }
      return .none
    case .readBack(let form): return pressReadBack(key, form)
    case .compare(let form, let page): return pressCompare(key, form, page)
    case .outcome(let outcome): return pressOutcome(key, outcome)
    }
  }

  /// Only Y writes them down; a key that is held down does nothing.
  private mutating func pressReadBack(_ key: Key, _ form: OrderForm) -> Effect {
    switch key {
    case .character("Y"), .character("y"): return .run(form)
    case .escape, .left, .up, .character("N"), .character("n"): place = .form(form)
    default: break
    }
    return .none
  }

  /// Only Y says that a page is on paper, and after the last one runs the command.
  private mutating func pressCompare(_ key: Key, _ form: OrderForm, _ page: Int) -> Effect {
    switch key {
    case .character("Y"), .character("y"):
      guard page + 1 < pages(of: comparison(form), size).count else { return .run(form) }
      place = .compare(form, page: page + 1)
    case .escape, .left, .up, .character("N"), .character("n"):
      place = page > 0 ? .compare(form, page: page - 1) : .form(form)
    default: break
    }
    return .none
  }

  private mutating func pressOverview(_ key: Key) -> Effect {
    switch key {
    case .up, .character("k"): selected = max(0, selected - 1)
    case .down, .character("j"): selected = min(overview.steps.count - 1, selected + 1)
    case .enter, .right:
      guard overview.steps.indices.contains(selected) else { break }
      let step = overview.steps[selected]
      open(step.name, step.orders.map(\.title), step.orders)
    case .character("m"), .character("M"):
      guard !overview.offers.isEmpty else { break }
      place = .choosing(
        title: say("What lies on the media"), overview.offers.map(\.text),
        overview.offers.map(\.order), chosen: 0)
    case .character("c"), .character("C"):
      place = .choosing(
        title: say("All commands"), overview.commands.map(\.text), overview.commands.map(\.order),
        chosen: 0)
    case .character("J") where overview.folder == nil: return .run(plain("journal", say("Journal")))
    case .character("s") where overview.folder == nil, .character("S") where overview.folder == nil:
      return .run(plain("status", say("Status")))
    case .character("l"), .character("L"):
      language = language.next
    case .character("r"), .character("R"): return .refresh
    case .character("u"), .character("U"): return .lock
    case .character("q"), .character("Q"): return .leave
    default: break
    }
    return .none
  }

  /// A command without values, of this workspace.
  private func plain(_ word: String, _ title: String) -> OrderForm {
    OrderForm(
      title: title, explanation: "", program: "coldcount", words: [word], fields: [],
      ending: ["--workspace", workspace, "--lang", language.rawValue])
  }

  /// The workspace, set by whoever runs the session.
  var workspace = "."
  /// The people whose keys are kept unlocked, set likewise.
  var unlocked: [String] = []
  /// Whether it takes a while to read what has changed, set likewise.
  var isReading = false

  static let reading: Message = "Reading how things stand …"

  private mutating func open(_ title: String, _ texts: [String], _ orders: [OrderForm]) {
    guard let first = orders.first else { return }
    place =
      orders.count == 1
      ? .form(first) : .choosing(title: title, texts, orders, chosen: 0)
  }

  private mutating func pressChoosing(
    _ key: Key, _ title: String, _ texts: [String], _ orders: [OrderForm], _ chosen: Int
  ) -> Effect {
    var chosen = chosen
    switch key {
    case .up, .character("k"): chosen = max(0, chosen - 1)
    case .down, .character("j"): chosen = min(orders.count - 1, chosen + 1)
    case .pageUp: chosen = max(0, chosen - Self.page)
    case .pageDown: chosen = min(orders.count - 1, chosen + Self.page)
    case .home: chosen = 0
    case .end: chosen = orders.count - 1
    case .enter, .right:
      place = .form(orders[chosen])
      return .none
    case .escape, .left, .character("q"), .character("Q"):
      place = .overview
      return .none
    default:
      guard let digit = key.digit?.wholeNumberValue, orders.indices.contains(digit - 1) else {
        return .none
      }
      place = .form(orders[digit - 1])
      return .none
    }
    place = .choosing(title: title, texts, orders, chosen: chosen)
    return .none
  }

  private mutating func pressOutcome(_ key: Key, _ outcome: Outcome) -> Effect {
    switch key {
    case .enter where !outcome.isDone && !outcome.order.fields.isEmpty:
      place = .form(outcome.order)
    case .enter, .escape, .left, .character("q"), .character("Q"): place = .overview
    default:
      let layout = layout(outcome, size)
      var pane = layout.pane
      if pane.press(key, height: layout.height) {
        var moved = outcome
        moved.top = pane.top
        place = .outcome(moved)
      }
    }
    return .none
  }
}
