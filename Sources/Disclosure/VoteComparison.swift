package import Audit
import Election
import Encoding
import Result
package import Words

/// The result of another vote, or of another stage of this one, option by option.
///
/// Options are the same where id and name are, or where somebody said so.
package struct VoteComparison {
  /// An option of the earlier vote that is one of this vote under another id or name.
  package struct Match: Sendable, Equatable {
    let earlier: String
    let now: String

    /// Reads `a=b`; nil where that is not what it is.
    package init?(_ text: String) {
      let parts = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
      (earlier, now) = (parts[0], parts[1])
    }
  }

  /// One option on both sides, or on one alone.
  struct Pair {
    let before: PublicContest.NamedOption?
    let now: PublicContest.NamedOption?

    /// How tables name it.
    var status: String { before == nil ? "new" : now == nil ? "gone" : "both" }
  }

  private let other: Publication
  private let publication: Publication
  private let matches: [Match]
  private var decimals: Int { publication.settings.decimals }

  /// - Throws: `MatchError` where options of one id have different names and nobody said whether
  ///   they are the same.
  package static func section(
    since package: VerifiedPackage, publication: Publication, matches: [Match]
  ) throws(MatchError) -> ComparisonSection {
    let other = Publication(package, settings: publication.settings, marker: Marker(seed: nil))
    return try compare(other, publication, matches: matches)
  }

  static func compare(
    _ other: Publication, _ publication: Publication, matches: [Match]
  ) throws(MatchError) -> ComparisonSection {
    try VoteComparison(other: other, publication: publication, matches: matches).section()
  }

  private func section() throws(MatchError) -> ComparisonSection {
    let before = ComparisonSection.pairs(other.result, other)
    var groups: [ComparisonSection.Group] = []
    var rows: [[String]] = []
    for contest in publication.contests {
      guard let old = before[contest.contest.id], contest.isCounted, old.isCounted,
        old.isJudged == contest.isJudged
      else { continue }
      let pairs = try pairs(old, contest)
      groups.append(
        ComparisonSection.Group(
          title: contest.title, remarks: swing(pairs, old, contest).map { [$0] } ?? [],
          rows: pairs.map { shown($0, old, contest) }))
      rows += pairs.map { row($0, old, contest) }
    }
    return ComparisonSection(
      title: Text(
        saying: "Compared with \(other.title) (\(other.definition.date), \(other.stageWords))"),
      notes: [
        Text(
          saying: "Differences are percentage points, computed from the counts and rounded once."),
        Text(
          saying:
            "Of options that are judged one by one the figures are shares of net support, with their sign."
        ),
      ],
      head: [
        Text(saying: "Option"), Text(saying: "Then"), Text(saying: "Now"),
        Text(saying: "Points"),
      ], contests: groups,
      table: ComparisonSection.ProgramTable(name: "comparison", columns: Self.columns, rows: rows))
  }

  /// The options of both votes: those of this one, then those that are gone.
  private func pairs(
    _ old: PublicContest, _ contest: PublicContest
  ) throws(MatchError) -> [Pair] {
    let earlier = Dictionary(old.standing.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    let matched = Dictionary(
      matches.filter { earlier[$0.earlier] != nil }.map { ($0.now, $0.earlier) },
      uniquingKeysWith: { $1 })
    let taken = Set(matched.values)
    var used: Set<String> = []
    var pairs: [Pair] = []
    var unlike: [MatchError.Unlike] = []
    for option in contest.standing {
      let same: PublicContest.NamedOption?
      if let id = matched[option.id] {
        same = earlier[id]
      } else {
        same = taken.contains(option.id) ? nil : earlier[option.id]
        if let same, !Self.isNamedAlike(same.name, option.name) {
          unlike.append(.init(option: option.id, before: same.name, now: option.name))
        }
      }
      if let same { used.insert(same.id) }
      pairs.append(Pair(before: same, now: option))
    }
    guard unlike.isEmpty else { throw MatchError(contest: contest.contest.id, unlike: unlike) }
    return pairs + old.standing.filter { !used.contains($0.id) }.map { Pair(before: $0, now: nil) }
  }

  /// Whether two names are the same in a language.
  private static func isNamedAlike(_ one: Text, _ other: Text) -> Bool {
    Language.allCases.contains { one[$0] == other[$0] }
  }

  private func change(_ pair: Pair, _ old: PublicContest, _ contest: PublicContest) -> String? {
    guard let before = pair.before, let now = pair.now else { return nil }
    return Percentage.points(
      contest.rank(now), of: contest.valid, since: old.rank(before), of: old.valid,
      decimals: decimals
    ).map { Percentage.text(units: $0, decimals: decimals, signed: true) }
  }

  private func shown(
    _ pair: Pair, _ old: PublicContest, _ contest: PublicContest
  ) -> ComparisonSection.Row {
    let signed = contest.isJudged
    let before = pair.before.map { other.percent(old.rank($0), old.valid, signed: signed) }
    let now = pair.now.map { publication.percent(contest.rank($0), contest.valid, signed: signed) }
    let name = pair.now?.name ?? pair.before?.name ?? Text("")
    let label =
      switch (pair.before, pair.now) {
      case (nil, _): Text(saying: "\(name) (new)")
      case (_, nil): Text(saying: "\(name) (not standing now)")
      default: name
      }
    return ComparisonSection.Row(
      name: label,
      cells: [
        before ?? "–", now ?? "–",
        change(pair, old, contest).map { NumberStyle.printed($0) } ?? "–",
      ])
  }

  /// Butler's swing of the two leading options: half of what one gained and the other lost, in
  /// percentage points, for the one that gained; nil where there are no two, or voters make several
  /// choices.
  private func swing(
    _ pairs: [Pair], _ old: PublicContest, _ contest: PublicContest
  ) -> Text? {
    guard contest.isSingleChoice, contest.valid > 0, old.valid > 0 else { return nil }
    let leading = contest.ordered.prefix(2).compactMap { option in
      pairs.first { $0.now?.id == option.id && $0.before != nil }
    }
    guard leading.count == 2 else { return nil }
    let points = leading.compactMap { pair -> Int? in
      guard let before = pair.before, let now = pair.now else { return nil }
      return Percentage.points(
        contest.rank(now), of: contest.valid, since: old.rank(before), of: old.valid,
        decimals: Percentage.maxDecimals)
    }
    guard points.count == 2, let first = leading[0].now, let second = leading[1].now else {
      return nil
    }
    let twice = points[0] - points[1]
    let scale = (decimals..<Percentage.maxDecimals).reduce(2) { scale, _ in scale * 10 }
    let units = (abs(twice) + scale / 2) / scale
    let size = Percentage.text(units: units, decimals: decimals)
    let (from, to) = twice >= 0 ? (second.name, first.name) : (first.name, second.name)
    return Text(saying: "Swing (Butler) from \(from) to \(to): \(size) points.")
  }

  private static let columns: [DataPackage.Column] = [
    .init("contest", "the contest's id"),
    .init("option", "the option's id in this vote, else in the earlier one"),
    .init("option_en", "its name in English"), .init("option_zh", "its name in Chinese"),
    .init("status", "both, new (in this vote alone) or gone (in the earlier one alone)"),
    .init("measure", "votes, or net: support less opposition"),
    .init("before", "votes or net support in the earlier vote", .integer),
    .init("before_valid", "valid ballots there", .integer),
    .init("before_percent", "before of before_valid in percent", .number),
    .init("now", "votes or net support in this vote", .integer),
    .init("now_valid", "valid ballots here", .integer),
    .init("now_percent", "now of now_valid in percent", .number),
    .init("change", "change of share in percentage points", .number),
  ]

  private func row(
    _ pair: Pair, _ old: PublicContest, _ contest: PublicContest
  ) -> [String] {
    let side = { (count: Int?, valid: Int) -> [String] in
      guard let count else { return ["", "", ""] }
      let share = valid > 0 ? Percentage.text(count, of: valid, decimals: decimals) : ""
      return ["\(count)", "\(valid)", share]
    }
    let option = pair.now ?? pair.before
    let change = change(pair, old, contest) ?? ""
    return [contest.contest.id, option?.id ?? ""] + ResultsTable.names(option?.name ?? Text(""))
      + [pair.status, contest.isJudged ? "net" : "votes"]
      + side(pair.before.map { old.rank($0) }, old.valid)
      + side(pair.now.map { contest.rank($0) }, contest.valid)
      // A cell that begins with a plus sign is a formula to a spreadsheet.
      + [change.first == "+" ? String(change.dropFirst()) : change]
  }
}

/// Options of one id and different names, of which nobody said whether they are the same.
package struct MatchError: ReportedError, Equatable {
  struct Unlike: Equatable {
    let option: String
    let before: Text
    let now: Text

    static func == (one: Unlike, other: Unlike) -> Bool { one.option == other.option }
  }

  let contest: String
  let unlike: [Unlike]

  package var report: Report {
    Report(
      .refused, code: "match", "options of one id have different names in the two votes",
      place: "contest \(contest)",
      advice: "say which are the same with --match THEN=NOW, by their ids",
      details: unlike.map { "\($0.option): \($0.before) then, \($0.now) now" })
  }
}
