import Cryptography
import Election
import Encoding
import Paper
import Result
import Storage
import Words

/// What went into the two counts.
extension Comparer {
  func compareBundles(_ outcome: inout Outcome) {
    guard let one = first.manifests, let other = second.manifests else {
      outcome.reason = Self.noResult
      return
    }
    let common = Set(one.map(\.hash)).intersection(other.map(\.hash))
    outcome.extent = Plural.of(common.count, "bundle")
    var found: [[String]: (names: [Message], first: [Message], second: [Message])] = [:]
    for (isFirst, manifests) in [(true, one), (false, other)] {
      for manifest in manifests where !common.contains(manifest.hash) {
        let key = [manifest.collector, String(manifest.sequence)]
        var entry =
          found[key] ?? ([Nouns.bundle(manifest.collector, manifest.sequence)], [], [])
        let size =
          manifest.kind == "ballots"
          ? Plural.of(manifest.ballots, "ballot")
          : Plural.of(manifest.identities, "entry", "entries")
        let words: Message = "\(manifest.hash), \(size)"
        if isFirst { entry.first.append(words) } else { entry.second.append(words) }
        found[key] = entry
      }
    }
    for (_, entry) in found.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let words = [entry.first, entry.second].map { words in
        words.sorted { $0.english < $1.english }.joined(separator: "; ")
      }
      outcome.add(
        entry.names, entry.first.isEmpty ? nil : words[0], entry.second.isEmpty ? nil : words[1])
    }
    // A manifest that cannot be read has no collector; the result names it all the same.
    compareNames(
      "manifests", first.result?.inputs.manifests, second.result?.inputs.manifests,
      read: Set(one.map(\.hash)).union(other.map(\.hash)), &outcome)
  }

  /// Files that only one result names and that could not be read.
  private func compareNames(
    _ folder: String, _ one: [Digest]?, _ other: [Digest]?, read: Set<Digest>,
    _ outcome: inout Outcome
  ) {
    let sets = [Set(one ?? []), Set(other ?? [])]
    for hash in sets[0].symmetricDifference(sets[1]).sorted() where !read.contains(hash) {
      outcome.add(
        [Nouns.file("\(folder)/\(hash).json")], sets[0].contains(hash) ? "" : nil,
        sets[1].contains(hash) ? "" : nil)
    }
  }

  func compareSheets(_ outcome: inout Outcome) {
    guard let one = first.sheets, let other = second.sheets else {
      outcome.reason = Self.noResult
      return
    }
    let sheets = [one, other].map { list in
      Dictionary(list.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }
    let keys = Set(sheets[0].keys).union(sheets[1].keys).sorted()
    outcome.extent = Plural.of(keys.count, "sheet")
    var comparison = JSONComparison()
    for key in keys where sheets[0][key] != sheets[1][key] {
      let name = Nouns.sheet(key.description)
      guard let one = sheets[0][key], let other = sheets[1][key] else {
        let papers = sheets.map { $0[key].map { Plural.of($0.papers, "paper") } }
        comparison.add([name], papers[0], papers[1])
        continue
      }
      for part in JSONComparison.keys(one.json, other.json) where part != "counts" {
        comparison.values(one.json[part], other.json[part], [name, Message(part)])
      }
      for option in Set(one.counts.keys).union(other.counts.keys).sorted() {
        comparison.values(
          one.counts[option]?.json, other.counts[option]?.json, [name, Nouns.option(option)])
      }
    }
    outcome.differences += comparison.differences
    compareNames(
      "sheets", first.result?.inputs.sheets, second.result?.inputs.sheets,
      read: Set((one + other).map { Digest.of($0.file) }), &outcome)
  }

  func compareAccounts(_ outcome: inout Outcome) {
    guard let one = first.whole?.accounts, let other = second.whole?.accounts else {
      outcome.reason = Self.noResult
      return
    }
    outcome.extent = Plural.of(max(one.count, other.count), "station")
    var comparison = JSONComparison()
    let name = { (counted: ElectionResult.Account) in
      let key = counted.account.key
      return [Nouns.station(key.station)] + (key.contest.map { [Nouns.contest($0)] } ?? [])
    }
    comparison.matched(one, other, by: name) {
      comparison, one, other, station in
      guard let one, let other else {
        return comparison.add(station, one.map { _ in "" }, other.map { _ in "" })
      }
      comparison.values(one.json, other.json, station)
    }
    outcome.differences += comparison.differences
  }

  func compareStrikes(_ outcome: inout Outcome) {
    guard let one = first.strikes, let other = second.strikes else {
      outcome.reason = Self.noResult
      return
    }
    let struck = { (strikes: PackageStrikes) in
      strikes.counts.values.flatMap(\.values).reduce(0) { $0.addingReportingOverflow($1).0 }
    }
    outcome.extent = Plural.of(max(struck(one), struck(other)), "ballot")
    guard one.hash != other.hash else { return }
    // bundle,index,reason
    compareLines("strikes.csv", &outcome) { line in
      let fields = line.split(separator: ",").map(String.init)
      guard fields.count == 3 else { return nil }
      let hash = Digest(hex: fields[0])
      let manifest = ((first.manifests ?? []) + (second.manifests ?? [])).first {
        $0.hash == hash
      }
      let bundle = manifest.map { Nouns.bundle($0.collector, $0.sequence) }
      return (
        [bundle ?? Message(fields[0]), "ballot \(fields[1])"],
        fields[2]
      )
    }
    if outcome.differences.isEmpty {
      outcome.add([Nouns.file("strikes.csv")], one.hash.description, other.hash.description)
    }
  }

  /// What sorted lines differ by; `read` says of a line what it is about and what it says of that.
  func compareLines(
    _ name: String, prefix: Int = Int.max, _ outcome: inout Outcome,
    _ read: (String) -> (subject: [Message], value: String)?
  ) {
    let merge: LineMerge
    do {
      merge = try LineMerge(
        name, first.folder, second.folder, prefix: prefix, limit: Self.maxDifferences)
    } catch {
      outcome.reason = "\(name): \(error.report.message)"
      return
    }
    var lines: [String: (subject: [Message], first: String?, second: String?)] = [:]
    for (isFirst, list) in [(true, merge.onlyFirst), (false, merge.onlySecond)] {
      for line in list {
        let text = String(decoding: line, as: UTF8.self)
        let (subject, value) = read(text) ?? ([Message(SafeText.escaped(text))], "")
        let key = subject.map(\.english).joined(separator: ", ")
        var entry = lines[key] ?? (subject, nil, nil)
        if isFirst { entry.first = value } else { entry.second = value }
        lines[key] = entry
      }
    }
    for (_, line) in lines.sorted(by: { $0.key < $1.key }) {
      outcome.add(line.subject, line.first, line.second)
    }
    outcome.more += merge.total - merge.onlyFirst.count - merge.onlySecond.count
  }
}
