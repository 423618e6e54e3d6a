import Election
import Encoding
import Vault
import Words

/// How many entries stand.
enum ProgressText {
  static func json(_ progress: ToldProgress) -> JSON {
    [
      "step": .integer(progress.step),
      "contests": .array(
        progress.contests.map { contest in
          [
            "contest": .string(contest.contest), "atLeast": .integer(contest.atLeast),
            "required": contest.required.map { .integer($0) } ?? .null,
          ]
        }),
    ]
  }

  static func words(_ progress: ToldProgress, _ language: Language) -> String {
    var lines = progress.contests.flatMap { one -> [Message] in
      let standing: Message =
        one.atLeast > 0
        ? "\(one.contest): at least \(one.atLeast) stand"
        : "\(one.contest): fewer than \(progress.step) stand"
      return [standing] + (one.required.map { ["  required for \(one.contest): \($0)"] } ?? [])
    }
    lines.append(
      "Told in steps of \(progress.step): exact numbers, or those of a style or channel, could "
        + "tell of a few people beside what was told before or is published later.")
    return lines.map { language.text($0) + "\n" }.joined()
  }

  static func json(_ progress: VaultProgress) -> JSON {
    let number = { (count: Int) in JSON.integer(count) }
    return [
      "styles": .array(
        progress.styles.map { style in
          [
            "style": .string(style.style), "total": .integer(style.total),
            "onPaper": .integer(style.onPaper),
            "standing": .object(
              Dictionary(
                style.standing.map { ($0.channel, number($0.count)) },
                uniquingKeysWith: { one, _ in one })),
            "struck": .object(
              Dictionary(
                style.struck.map { ($0.reason.rawValue, number($0.count)) },
                uniquingKeysWith: { one, _ in one })),
            "required": .object(
              Dictionary(
                style.required.map { ($0.contest, number($0.number)) },
                uniquingKeysWith: { one, _ in one })),
          ]
        })
    ]
  }

  static func words(_ progress: VaultProgress, _ language: Language) -> String {
    progress.styles.map { style in
      var lines: [Message] = ["\(style.style): \(style.total) stand"]
      lines += style.standing.map { "  \($0.channel): \($0.count)" }
      if style.onPaper > 0 { lines.append("  on paper: \(style.onPaper)") }
      lines += style.struck.map { "  struck \($0.reason): \($0.count)" }
      lines += style.required.map { "  required for \($0.contest): \($0.number)" }
      return lines.map { language.text($0) + "\n" }.joined()
    }.joined()
  }
}
