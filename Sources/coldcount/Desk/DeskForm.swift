import Console
import Election
import Encoding
import Paper
import Words

/// A paper form as it is keyed: its fields in order, and what their numbers must come to.
protocol DeskForm {
  /// The rows of the form.
  var rows: [NumberForm.Row] { get }
  /// What stands above the numbers of a row that has several.
  var columns: [String] { get }
  /// What an item is called.
  func label(_ item: String) -> String
  /// What is keyed added up as far as it goes, line by line, for a panel beside the form.
  func sums(_ form: NumberForm, width: Int) -> [ScreenLine]
  /// Why the form cannot be entered yet; empty where it can.
  func problems(_ form: NumberForm) -> [Message]
  /// What is entered.
  ///
  /// - Throws: `SheetError` with everything that is wrong with it.
  func entry(_ form: NumberForm) throws(SheetError) -> PaperEntry
}

extension DeskForm {
  /// The fields that nothing is keyed in; empty where the form is full.
  func missing(_ form: NumberForm, _ language: Language) -> [Message] {
    guard !form.missing.isEmpty else { return [] }
    let names = form.missing.map(label).joined(separator: language.text(", "))
    return ["Not keyed yet: \(names). If there are none, type 0."]
  }

  /// A number and its words, on one line of the panel.
  static func line(
    _ label: String, _ value: String, _ width: Int, _ style: Look = .plain
  ) -> ScreenLine {
    let room = max(4, width - TextWidth.of(value) - 1)
    return ScreenLine(TextWidth.padded(label, to: room) + " " + value, style)
  }
}
