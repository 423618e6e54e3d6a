import Console
import Election
import Guide

/// Everything that the overview shows of the count and of what is plugged in; no vote is among it.
struct Overview: Equatable {
  /// A step of the count as the overview shows it.
  struct Line: Equatable {
    let mark: Step.Mark
    let name: String
    /// Where it stands, in a few words.
    let state: String
    /// What is missing or wrong, a line each.
    var details: [String] = []
    var orders: [OrderForm] = []
  }

  let title: String
  let steps: [Line]
  /// The steps at which something can be done, in their order.
  let toDo: [Int]
  /// The number of the journal's lines and its head, for observers; nil where there is none.
  let journal: (lines: Int, head: String)?
  /// What is plugged in, a line each.
  let media: [ScreenLine]
  /// What can be done with what lies on it.
  let offers: [(text: String, order: OrderForm)]
  /// Every command, with what it is for.
  let commands: [(text: String, order: OrderForm)]
  /// Why the workspace cannot be read; nil where it can.
  let problem: String?
  /// The folder that it leads officers through; nil where it is of the workspace.
  var folder: String?
  /// How far lots are, by the contest that they decide.
  var drawings: [String: LotsDrawing] = [:]
  /// What is compared before a command is run, by the command's words.
  var comparisons: [String: ReadAloud] = [:]

  /// A file's name and its hash.
  struct NamedHash: Equatable {
    let name: String
    let hash: String
  }

  /// Hashes that people read aloud, and find on paper, before something is done.
  struct ReadAloud: Equatable {
    let lines: [NamedHash]
    /// What only Y confirms.
    let question: String
  }

  static func == (one: Overview, other: Overview) -> Bool {
    one.title == other.title && one.steps == other.steps && one.toDo == other.toDo
      && one.media == other.media
      && one.journal?.lines == other.journal?.lines && one.journal?.head == other.journal?.head
      && one.offers.map(\.text) == other.offers.map(\.text)
      && one.offers.map(\.order) == other.offers.map(\.order)
      && one.commands.map(\.text) == other.commands.map(\.text)
      && one.commands.map(\.order) == other.commands.map(\.order) && one.problem == other.problem
      && one.folder == other.folder && one.drawings == other.drawings
      && one.comparisons == other.comparisons
  }

  /// The step at which something is to be done next: after `step`, else before it.
  func next(after step: Int = -1) -> Int {
    toDo.first { $0 > step } ?? toDo.first ?? max(0, steps.count - 1)
  }
}

extension Step.Mark {
  var text: String {
    switch self {
    case .done: "✓"
    case .pending: "▪"
    case .wrong: "✗"
    case .idle: "·"
    }
  }

  var look: Look {
    switch self {
    case .done: .good
    case .pending: .notice
    case .wrong: .bad
    case .idle: .faint
    }
  }
}
