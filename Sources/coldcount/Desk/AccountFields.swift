import Console
import Election
import Encoding
import Paper
import Words

/// The form of a station's account: where its papers went (FormatSheet § An account).
///
/// It may be entered though it does not add up: what is in the box is counted, and an officer
/// explains the difference.
struct AccountFields: DeskForm {
  let key: AccountKey
  let definition: Definition
  let language: Language

  private func say(_ message: Message) -> String { language.text(message) }

  private var names: [(item: String, label: Message)] {
    [
      ("issued", "Papers issued to the station"), ("unused", "Unused"), ("spoilt", "Spoilt"),
      ("tendered", "Tendered"), ("in-box", "Found in the box"),
    ]
  }

  var rows: [NumberForm.Row] {
    names.map { NumberForm.Row(label: say($0.label), items: [$0.item]) }
  }

  var columns: [String] { [] }

  func label(_ item: String) -> String {
    names.first { $0.item == item }.map { say($0.label) } ?? item
  }

  func sums(_ form: NumberForm, width: Int) -> [ScreenLine] {
    let accounted = names.dropFirst().reduce(0) { $0 + (form.number($1.item) ?? 0) }
    var lines = [
      ScreenLine(say("Running sums"), .strong),
      Self.line(say("Issued"), form.number("issued").map { "\($0)" } ?? "–", width),
      Self.line(say("accounted for"), "\(accounted)", width), ScreenLine(),
    ]
    guard let issued = form.number("issued") else { return lines }
    let open = issued - accounted
    if open == 0 {
      lines.append(ScreenLine("✓ " + say("adds up"), .good))
    } else if !form.missing.isEmpty, open > 0 {
      lines.append(ScreenLine("… " + say("\(open) still to come"), .notice))
    } else {
      lines.append(
        ScreenLine(
          "✗ " + (open > 0 ? say("\(open) not accounted for") : say("\(-open) too many")), .bad))
      lines += TextWidth.wrapped(
        say("If the form says so, enter it as it is: an officer explains the difference."),
        to: width
      ).map { ScreenLine($0, .notice) }
    }
    return lines
  }

  func problems(_ form: NumberForm) -> [Message] {
    let missing = missing(form, language)
    guard missing.isEmpty else { return missing }
    do {
      _ = try entry(form)
      return []
    } catch { return error.problems }
  }

  func entry(_ form: NumberForm) throws(SheetError) -> PaperEntry {
    var members = key.members
    members["note"] = ""
    for (item, number) in form.numbers { members[item] = .integer(number) }
    return .account(try StationAccount(json: .object(members), definition: definition))
  }
}

extension StationAccount {
  /// Its figures by the items of the form.
  var items: [String: Int] {
    ["issued": issued, "unused": unused, "spoilt": spoilt, "tendered": tendered, "in-box": inBox]
  }
}
