import Console
import Election
import Encoding
import Paper
import Words

/// The paper form of a contest: its fields in order, and what their numbers must come to.
struct SheetFields: DeskForm {
  let key: SheetKey
  let contest: Contest
  let definition: Definition
  let election: Digest
  let language: Language

  private func say(_ message: Message) -> String { language.text(message) }

  private func name(_ names: Names) -> String { SafeText.escaped(names.text(language.rawValue)) }

  /// The options as they stand on the paper: by their numbers, those without one after them.
  private var options: [ContestOption] {
    let numbered = contest.options.filter { $0.number != nil }
    return numbered.sorted { ($0.number ?? 0) < ($1.number ?? 0) }
      + contest.options.filter { $0.number == nil }
  }

  var rows: [NumberForm.Row] {
    var rows = [
      NumberForm.Row(label: say("Papers in the batch"), items: [SheetItem.papers])
    ]
    for (index, option) in options.enumerated() {
      let out = option.status.isOut ? say(" (taken out)") : ""
      let number = option.number.map { "\($0)  " } ?? ""
      rows.append(
        NumberForm.Row(
          heading: index == 0 ? say("Votes") : nil, label: number + name(option.name) + out,
          items: SheetItem.votes(for: option.id, isJudged: contest.method.isJudged)))
    }
    for (index, category) in definition.rejections.enumerated() {
      rows.append(
        NumberForm.Row(
          heading: index == 0 ? say("Rejected papers") : nil,
          label: name(category.name), items: [SheetItem.rejected(category.id)]))
    }
    return rows
  }

  var columns: [String] {
    contest.method.isJudged
      ? [say("support"), say("oppose"), say("abstain")] : []
  }

  func label(_ item: String) -> String {
    guard let row = rows.first(where: { $0.items.contains(item) }) else { return item }
    guard row.items.count > 1, let index = row.items.firstIndex(of: item) else { return row.label }
    return "\(row.label), \(columns[index])"
  }

  func sums(_ form: NumberForm, width: Int) -> [ScreenLine] {
    let papers = form.number(SheetItem.papers)
    let rejected = sum(definition.rejections.map { SheetItem.rejected($0.id) }, of: form)
    var lines = [
      ScreenLine(say("Running sums"), .strong),
      Self.line(say("Papers"), papers.map { "\($0)" } ?? "–", width),
      Self.line(say("− rejected"), "\(rejected)", width),
      Self.line(say("= valid"), papers.map { "\($0 - rejected)" } ?? "–", width),
      ScreenLine(),
    ]
    guard let papers else { return lines }
    let valid = papers - rejected
    guard !contest.method.isJudged else {
      for option in options {
        let sum = sum(SheetItem.votes(for: option.id, isJudged: contest.method.isJudged), of: form)
        let look: Look = sum > valid ? .bad : sum == valid ? .good : .plain
        let mark = sum > valid ? "✗" : sum == valid ? "✓" : " "
        lines.append(Self.line("\(mark) \(name(option.name))", "\(sum) / \(valid)", width, look))
      }
      return lines
    }
    let votes = votes(form)
    let (least, most) = (votesRange(valid).lowerBound, votesRange(valid).upperBound)
    lines.append(Self.line(say("Votes"), "\(votes)", width))
    lines.append(
      Self.line(
        say("must come to"), least == most ? "\(most)" : "\(least)–\(most)", width))
    lines.append(ScreenLine())
    if votes > most {
      lines.append(
        ScreenLine("✗ " + say("\(votes - most) too many"), .bad))
    } else if votes < least {
      lines.append(
        ScreenLine(
          "… " + say("\(least - votes) still to come"), .notice))
    } else {
      lines.append(ScreenLine("✓ " + say("adds up"), .good))
    }
    return lines
  }

  func problems(_ form: NumberForm) -> [Message] {
    let missing = missing(form, language)
    guard missing.isEmpty else { return missing }
    var found: [Message] = []
    let papers = form.number(SheetItem.papers) ?? 0
    for (item, number) in form.numbers.sorted(by: { $0.key < $1.key }) where number > papers {
      found.append(
        "\(label(item)): \(number) is more than the \(papers) papers.")
    }
    let valid = papers - sum(definition.rejections.map { SheetItem.rejected($0.id) }, of: form)
    if valid < 0 {
      found.append(
        "More papers rejected than there are.")
    } else if contest.method.isJudged {
      for option in options {
        let sum = sum(SheetItem.votes(for: option.id, isJudged: contest.method.isJudged), of: form)
        guard sum > valid else { continue }
        found.append(
          "\(name(option.name)): \(sum) judgements on \(valid) valid papers.")
      }
    } else if !votesRange(valid).contains(votes(form)) {
      let range = votesRange(valid)
      let wanted =
        range.lowerBound == range.upperBound
        ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound)"
      found.append(
        "\(votes(form)) votes on \(valid) valid papers, expected \(wanted).")
    }
    guard found.isEmpty else { return found }
    // The rules that count are the sheet's own.
    do {
      _ = try entry(form)
      return []
    } catch { return error.problems }
  }

  func entry(_ form: NumberForm) throws(SheetError) -> PaperEntry {
    .sheet(try Sheet(key, items: form.numbers, definition: definition, election: election))
  }

  private func votes(_ form: NumberForm) -> Int {
    sum(contest.standing.map(\.id), of: form)
  }

  private func votesRange(_ valid: Int) -> ClosedRange<Int> {
    let valid = max(0, valid)
    let (least, most) = (contest.method.choices.lowerBound, contest.method.choices.upperBound)
    return valid * least...valid * most
  }

  private func sum(_ items: [String], of form: NumberForm) -> Int {
    items.reduce(0) { $0 + (form.number($1) ?? 0) }
  }
}
