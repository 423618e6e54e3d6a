package import Encoding
import Cryptography
import Words

/// Chooses between forms that say the same, so that one recipient's copy can be told from another.
///
/// Each choice is a slot with a name of its own; which way it falls in a recipient's copy follows
/// from the recipient's seed and the slot's name, so that the choices in one copy say nothing of
/// those in another. What is published for all has no seed and the first form everywhere.
package final class Marker {
  /// A place where copies may differ.
  package enum Slot: Equatable, Sendable {
    /// Two texts, of which the first means 0 and the second 1.
    case text(zero: String, one: String)
    /// Two rows, 0 where the first stands first.
    case order(first: String, second: String)
    /// One of two bits of how thick a bar of a chart is, or of where it lies in its row.
    case bar
  }

  private let seed: Digest?
  private let keepsSlots: Bool
  /// Every choice that was met, by its name, where they are kept.
  private(set) var slots: [String: Slot] = [:]

  /// A marker for the recipient whose seed this is; nil for what is published for all.
  ///
  /// Who writes for all need not keep the slots: there may be one for every two figures.
  package init(seed: Digest?, keepsSlots: Bool = true) {
    self.seed = seed
    self.keepsSlots = keepsSlots
  }

  /// Whether what is written is for one recipient.
  var isForOne: Bool { seed != nil }

  /// Whether every slot takes its first form and nobody asks for them.
  var isIdle: Bool { seed == nil && !keepsSlots }

  /// The choices that were met since the last time, where they are kept.
  func takeSlots() -> [String: Slot] { exchange(&slots, with: [:]) }

  /// Which way a slot falls for a seed.
  package static func bit(_ name: String, seed: Digest) -> Bool {
    Digest.of(Array("coldcount/mark/1\n\(seed)\n\(name)\n".utf8)).prefix >> 63 == 1
  }

  /// Meets a slot; whether its second form is to be taken.
  private func take(_ name: String, _ slot: Slot) -> Bool {
    if keepsSlots { slots[name] = slot }
    return seed.map { Self.bit(name, seed: $0) } ?? false
  }

  /// A sentence in one of two wordings.
  func sentence(_ texts: (one: String, other: String)) -> String {
    guard !isIdle, texts.one != texts.other else { return texts.one }
    let isSecond = take(
      "wording \(texts.one)", .text(zero: texts.one, one: texts.other))
    return isSecond ? texts.other : texts.one
  }

  /// A sentence in one of two wordings, in each language marked by itself.
  func text(_ write: () -> Wording) -> Text {
    let wording = write()
    return Text { language in sentence(wording.texts(in: language)) }
  }

  /// Rows whose order means nothing, in pairs of which either row may stand first.
  ///
  /// `spelling` gives the text by which a row is found again.
  func shuffled<Row>(_ rows: [Row], spelling: (Row) -> String) -> [Row] {
    guard !isIdle else { return rows }
    var rows = rows
    for first in stride(from: 0, to: rows.count - 1, by: 2) {
      swapIfMarked(&rows, at: first, spelling: spelling)
    }
    return rows
  }

  /// Swaps a row with the next one where the mark says so.
  ///
  /// Not to be inlined: of the loop around it the compiler makes now these instructions, now those,
  /// and two builds of one commit must be equal (make dist-check).
  @inline(never)
  func swapIfMarked<Row>(_ rows: inout [Row], at first: Int, spelling: (Row) -> String) {
    guard !isIdle else { return }
    let texts = (spelling(rows[first]), spelling(rows[first + 1]))
    guard texts.0 != texts.1 else { return }
    if take("order \(texts.0)", .order(first: texts.0, second: texts.1)) {
      rows.swapAt(first, first + 1)
    }
  }

  /// A heading or label in one of two wordings.
  func words(_ one: Message, _ other: Message) -> Text {
    text { Wording(one, other) }
  }

  /// How thick a bar is and where it lies in its row, each one of four steps: differences that the
  /// eye does not see.
  func bar(chart: String, row: Int) -> (thickness: Int, offset: Int) {
    let step = { (what: String) in
      let bits = Self.barSlots(what, chart: chart, row: row).map { self.take($0, .bar) }
      return Self.steps.firstIndex { $0 == (bits[0], bits[1]) } ?? 0
    }
    return (step("thickness"), step("offset"))
  }

  /// The names of the two bits of a bar's thickness or offset.
  static func barSlots(_ what: String, chart: String, row: Int) -> [String] {
    (0..<2).map { "\(what) \(chart) \(row) \($0)" }
  }

  /// The bits of each step: neighbours differ in one, so that what lies between two still tells the
  /// other bit.
  static let steps: [(Bool, Bool)] = [(false, false), (false, true), (true, true), (true, false)]
}
