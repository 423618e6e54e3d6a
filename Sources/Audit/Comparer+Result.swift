import Election
import Encoding
import Paper
import Result
import Storage
import Words
import Record

/// What came out of the two counts, and what the laptops did on their own.
extension Comparer {
  func compareStages(_ outcome: inout Outcome) {
    guard let one = first.result, let other = second.result else {
      outcome.reason = Self.noResult
      return
    }
    outcome.extent = one.stage == other.stage ? "stage \(one.stage)" : ""
    outcome.add(["stage"], one.stage.rawValue, other.stage.rawValue)
    let eligibility = [one, other].map { result -> Message in
      result.isEligibilityChecked ? "roll" : "not-checked"
    }
    outcome.add(["eligibility"], eligibility[0], eligibility[1])
    guard !isMixed else { return }
    // The words of what is out also say who keyed; what it is does not.
    let items = [first, second].map { auditor in
      Dictionary(
        auditor.statedOut.map { ($0.subjectKey, $0.message) },
        uniquingKeysWith: { first, _ in first })
    }
    for key in Set(items[0].keys).symmetricDifference(items[1].keys).sorted() {
      guard let words = items[0][key] ?? items[1][key] else { continue }
      outcome.add(
        ["still out", words], items[0][key].map { _ in "" },
        items[1][key].map { _ in "" })
    }
    var comparison = JSONComparison()
    comparison.matched(
      first.stations, second.stations, by: { [Nouns.station($0.station)] }
    ) { $0.values($1?.json, $2?.json, $3) }
    outcome.differences += comparison.differences
  }

  func compareBallots(_ outcome: inout Outcome) {
    guard let one = first.result?.sealed, let other = second.result?.sealed else {
      outcome.reason = Self.noResult
      return
    }
    outcome.extent = Plural.of(max(one.entries, other.entries), "sealed ballot")
    var comparison = JSONComparison()
    comparison.values(one.told(like: other).json, other.told(like: one).json, ["sealed ballots"])
    if let one = first.whole, let other = second.whole {
      let name: Message = "unresolved"
      let stations = Set(one.unresolved.keys).union(other.unresolved.keys).sorted()
      for station in stations where one.unresolved[station] != other.unresolved[station] {
        let entries = [one, other].map { result in
          result.unresolved[station].map { ElectionResult.json(ofUnresolved: $0, at: station) }
        }
        comparison.values(entries[0], entries[1], [name, Nouns.station(station)])
      }
    }
    outcome.differences += comparison.differences
  }

  func comparePatterns(_ outcome: inout Outcome) {
    let name = "patterns.csv"
    guard let one = try? first.folder.hash(name), let other = try? second.folder.hash(name) else {
      outcome.reason = "\(name) cannot be read"
      return
    }
    guard one != other else { return }
    // style,contest,channel,collector,marks,count
    compareLines(name, &outcome) { line in
      let fields = line.split(separator: ",").map { SafeText.escaped($0) }
      guard fields.count == 6 else { return nil }
      return (
        [
          Nouns.style(fields[0]), Nouns.contest(fields[1]), Nouns.collector(fields[3]),
          "marks \(fields[4])",
        ], fields[5]
      )
    }
    if outcome.differences.isEmpty {
      outcome.add([Nouns.file(name)], one.description, other.description)
    }
  }

  func compareTracking(_ outcome: inout Outcome) {
    let name = "tracking.txt"
    guard let one = try? first.folder.hash(name), let other = try? second.folder.hash(name) else {
      outcome.reason = "\(name) cannot be read"
      return
    }
    outcome.extent = isMixed ? "codes alone" : ""
    guard one != other else { return }
    // The package for the public has the codes without what became of each.
    compareLines(name, prefix: isMixed ? 64 : Int.max, &outcome) { line in
      let code = String(line.prefix(64))
      return (
        ["tracking code \(SafeText.escaped(code))"],
        String(line.dropFirst(65))
      )
    }
    if outcome.differences.isEmpty, !isMixed {
      outcome.add([Nouns.file(name)], one.description, other.description)
    }
  }

  func compareContests(_ outcome: inout Outcome) {
    guard first.result != nil, second.result != nil else {
      outcome.reason = Self.noResult
      return
    }
    let (one, other) = (first.contests, second.contests)
    outcome.extent = Plural.of(max(one.count, other.count), "contest")
    if isMixed { outcome.extent = "\(outcome.extent), totals alone" }
    var comparison = JSONComparison()
    let isMixed = isMixed
    comparison.matched(one, other, by: { [Nouns.contest($0.id)] }) {
      comparison, one, other, contest in
      guard let one, let other else {
        return comparison.add(contest, one.map { _ in "" }, other.map { _ in "" })
      }
      comparison.contest(one, other, subject: contest, totalsOnly: isMixed)
    }
    outcome.differences += comparison.differences
  }

  /// Two laptops keep two journals: how long they are, what came in when, and who keyed.
  func compareJournals(_ outcome: inout Outcome) {
    guard let one = first.journal?.lines, let other = second.journal?.lines else {
      outcome.reason = "a journal cannot be read"
      return
    }
    let lines = [one, other]
    let heads = lines.map { lines -> Message in
      "\(lines.last?.hash.description ?? "") (\(Plural.of(lines.count, "line")))"
    }
    outcome.add(["head"], heads[0], heads[1])
    let orders = lines.map { lines in
      lines.compactMap { line -> String? in
        if case .imported(let bundle) = line.event { bundle.hash.description } else { nil }
      }
    }
    if orders[0] != orders[1], orders[0].sorted() == orders[1].sorted() {
      outcome.add(
        ["bundles came in another order, first"], orders[0].first, orders[1].first)
    }
    let acts: [(kind: JournalEvent.Kind, words: Message)] = [
      (.paper, "sheets keyed by"), (.imported, "bundles imported by"),
    ]
    for (kind, words) in acts {
      let people = lines.map { lines in
        Set(lines.filter { $0.event.kind == kind }.map(\.by)).sorted().joined(separator: ", ")
      }
      outcome.add([words], people[0], people[1])
    }
    compareCorrections(&outcome)
  }

  /// What was mended on one laptop was a mistake of its people; what counts of the paper in the end is
  /// compared for itself.
  private func compareCorrections(_ outcome: inout Outcome) {
    let corrections = [first, second].map { auditor in
      Dictionary(
        (auditor.whole?.corrections ?? []).map { recorded in
          let (correction, author) = (recorded.correction, recorded.author.name)
          let place = correction.subject.name
          let what: Message =
            switch correction.kind {
            case .reopen: "reopened: \(place)"
            case .void: "taken out: \(place)"
            }
          return (what, "\(author): \(SafeText.escaped(correction.reason))")
        }, uniquingKeysWith: { "\($0); \($1)" })
    }
    let mended = Set(corrections[0].keys).union(corrections[1].keys)
    for what in mended.sorted(by: { $0.english < $1.english }) {
      outcome.add([what], corrections[0][what], corrections[1][what])
    }
  }
}

extension SealedBallots {
  /// The same numbers, told together where another result tells of those fates together.
  fileprivate func told(like other: SealedBallots) -> SealedBallots {
    var left = parts
    let together = other.together.map { group in
      let within = left.filter { $0.fates.allSatisfy(group.fates.contains) }
      left.removeAll { within.contains($0) }
      return FateCount(fates: group.fates, count: within.reduce(0) { $0 + $1.count })
    }
    return SealedBallots(entries: entries, parts: left + together)
  }
}
