import Election
import Encoding
import Storage

/// What came out of the two counts, and what the laptops did on their own.
extension Comparer {
  func compareStages(_ outcome: inout Outcome) {
    guard let one = first.result, let other = second.result else {
      outcome.reason = Self.noResult
      return
    }
    outcome.extent = one.stage == other.stage ? "stage \(one.stage)" : ""
    outcome.add([Wording("stage", "階段")], one.stage, other.stage)
    outcome.add(
      [Wording("eligibility", "投票資格")], one.hasRoll ? "roll" : "not-checked",
      other.hasRoll ? "roll" : "not-checked")
    guard !isMixed else { return }
    // The words of what is out also say who keyed; what it is does not.
    let items = [one, other].map { result in
      Dictionary(
        result.outstanding.map { item -> (String, Wording) in
          var members = item.object ?? [:]
          members["words"] = nil
          let words = ["en", "zh-Hant"].map { item["words"]?[$0]?.string ?? "" }
          return (
            String(decoding: JSON.object(members).canonical, as: UTF8.self),
            Wording(SafeText.escaped(words[0]), SafeText.escaped(words[1]))
          )
        }, uniquingKeysWith: { first, _ in first })
    }
    for key in Set(items[0].keys).symmetricDifference(items[1].keys).sorted() {
      guard let words = items[0][key] ?? items[1][key] else { continue }
      outcome.add(
        [Wording("still out", "尚欠"), words], items[0][key].map { _ in "" },
        items[1][key].map { _ in "" })
    }
    var comparison = JSONComparison()
    comparison.matched(
      .array(one.stations), .array(other.stations),
      by: { $0["station"]?.string.map { [Nouns.station($0)] } }
    ) { $0.values($1, $2, $3) }
    outcome.differences += comparison.differences
  }

  func compareBallots(_ outcome: inout Outcome) {
    guard let one = first.result, let other = second.result else {
      outcome.reason = Self.noResult
      return
    }
    outcome.extent = Plural.of(max(one.entries, other.entries), "sealed ballot")
    var comparison = JSONComparison()
    let name = Wording("sealed ballots", "封存選票")
    comparison.values(one.json["electronic"], other.json["electronic"], [name])
    if !isMixed {
      comparison.matched(
        one.json["unresolved"], other.json["unresolved"],
        by: { $0["station"]?.string.map { [Wording("unresolved", "未能剔除"), Nouns.station($0)] } }
      ) { $0.values($1, $2, $3) }
    }
    outcome.differences += comparison.differences
  }

  func comparePatterns(_ outcome: inout Outcome) {
    let name = "patterns.csv"
    guard let one = try? first.folder.hash(name), let other = try? second.folder.hash(name) else {
      outcome.reason = Wording("\(name) cannot be read", "\(name) 無法讀取")
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
          Wording("marks \(fields[4])", "填劃 \(fields[4])"),
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
      outcome.reason = Wording("\(name) cannot be read", "\(name) 無法讀取")
      return
    }
    outcome.extent = isMixed ? "codes alone" : ""
    guard one != other else { return }
    // The package for the public has the codes without what became of each.
    compareLines(name, prefix: isMixed ? 64 : Int.max, &outcome) { line in
      let code = String(line.prefix(64))
      return (
        [Wording("tracking code \(SafeText.escaped(code))", "追蹤碼 \(SafeText.escaped(code))")],
        String(line.dropFirst(65))
      )
    }
    if outcome.differences.isEmpty, !isMixed {
      outcome.add([Nouns.file(name)], one.description, other.description)
    }
  }

  func compareContests(_ outcome: inout Outcome) {
    guard let one = first.result?.contests.array, let other = second.result?.contests.array else {
      outcome.reason = Self.noResult
      return
    }
    outcome.extent = Plural.of(max(one.count, other.count), "contest")
    if isMixed { outcome.extent = "\(outcome.extent), totals alone" }
    var comparison = JSONComparison()
    let isMixed = isMixed
    comparison.matched(
      .array(one), .array(other), by: { $0["id"]?.string.map { [Nouns.contest($0)] } }
    ) { comparison, one, other, contest in
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
      outcome.reason = Wording("a journal cannot be read", "有日誌無法讀取")
      return
    }
    let lines = [one, other]
    let heads = lines.map { $0.last?.hash.description ?? "" }
    outcome.add(
      [Wording("head", "末值")], "\(heads[0]) (\(Plural.of(one.count, "line")))",
      "\(heads[1]) (\(Plural.of(other.count, "line")))")
    let orders = lines.map { lines in
      lines.filter { $0.event == "import" }.compactMap { $0.data["bundle"]?.string }
    }
    if orders[0] != orders[1], orders[0].sorted() == orders[1].sorted() {
      outcome.add(
        [Wording("bundles came in another order, first", "票包匯入次序不同，首先為")],
        orders[0].first, orders[1].first)
    }
    for (event, words) in [
      ("paper", Wording("sheets keyed by", "點票紙輸入者")),
      ("import", Wording("bundles imported by", "票包匯入者")),
    ] {
      let people = lines.map { lines in
        Set(lines.filter { $0.event == event }.map(\.by)).sorted().joined(separator: ", ")
      }
      outcome.add([words], people[0], people[1])
    }
  }
}
