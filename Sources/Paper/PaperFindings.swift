package import Election

/// Finds everything of the paper that keeps a count from being final, station by station in the
/// definition's order.
///
/// What must come in is known: an account of every station that counts papers, and of each batch the
/// sheets of all contests of one style that are counted on sheets, with as many papers each. The
/// batches come to what is in the box.
package struct PaperFindings {
  private let definition: Definition
  private let paper: KeyedPaper
  /// The contests of each style that are counted on sheets, in its order.
  private let onSheets: [String: [String]]
  /// The styles that have just these contests on sheets.
  private let styles: [Set<String>: Set<String>]
  private let sheets: [String: [SheetKey]]
  private let accounts: [String: [AccountKey]]

  /// What is open of the paper as it was keyed.
  package static func list(_ definition: Definition, _ paper: KeyedPaper) -> [PaperFinding] {
    let findings = PaperFindings(definition, paper)
    return definition.stations.flatMap(findings.list)
  }

  private init(_ definition: Definition, _ paper: KeyedPaper) {
    self.definition = definition
    self.paper = paper
    let counted = Set(definition.contests.filter(\.isOnSheets).map(\.id))
    onSheets = Dictionary(
      definition.styles.map { ($0.id, $0.contests.filter(counted.contains)) },
      uniquingKeysWith: { one, _ in one })
    var styles: [Set<String>: Set<String>] = [:]
    for (style, contests) in onSheets { styles[Set(contests), default: []].insert(style) }
    self.styles = styles
    sheets = Dictionary(grouping: paper.sheets.allKeys, by: \.station)
    accounts = Dictionary(grouping: paper.accounts.allKeys, by: \.station)
  }

  /// The contests of a station that are counted on sheets, each once.
  private func contests(at station: Station) -> [String] {
    var seen: Set<String> = []
    return station.styles.flatMap { onSheets[$0] ?? [] }.filter { seen.insert($0).inserted }
  }

  private func list(_ station: Station) -> [PaperFinding] {
    let contests = contests(at: station)
    let (keys, accounts) = (sheets[station.id] ?? [], accounts[station.id] ?? [])
    guard !keys.isEmpty || !accounts.isEmpty else {
      return contests.isEmpty ? [] : [.nothing(station: station.id)]
    }
    let sheets = sheetFindings(station, keys, contests: contests)
    let papers = papers(keys)
    let wanted =
      definition.papers == .one
      ? (contests.isEmpty ? [] : [AccountKey(station: station.id)])
      : contests.map { AccountKey(station: station.id, contest: $0) }
    let missing = Set(wanted).subtracting(accounts)
    var found = wanted.filter(missing.contains).map { PaperFinding.noAccount($0) }
    for key in accounts {
      // Papers of what is not counted on sheets are in no batch.
      let counted = definition.papers == .one ? !contests.isEmpty : wanted.contains(key)
      found += differences(
        key, papers: counted ? papers[key] ?? 0 : nil, isKeyed: sheets.isEmpty)
    }
    return found + sheets
  }

  /// The papers in the batches of each account.
  private func papers(_ keys: [SheetKey]) -> [AccountKey: Int] {
    Sheet.papersByAccount(keys.compactMap { paper.sheets.agreed($0) }, definition.papers)
  }

  /// What is open of an account whose batches have so many papers; nil where it has none.
  ///
  /// Papers that are missing while not everything is keyed are said to be that already.
  private func differences(_ key: AccountKey, papers: Int?, isKeyed: Bool) -> [PaperFinding] {
    if let why = paper.accounts.pending(key) { return [.account(key, why)] }
    guard let account = paper.accounts.agreed(key) else { return [] }
    let difference = account.difference(papers: papers ?? account.inBox)
    guard difference != paper.explained[key]?.explanation.difference else { return [] }
    var found: [PaperFinding] = []
    if difference.unaccounted != 0 {
      found.append(.issued(key, issued: account.issued, accountedFor: account.accountedFor))
    }
    if difference.uncounted < 0 || (difference.uncounted > 0 && isKeyed), let papers {
      found.append(.inBox(key, inBox: account.inBox, papers: papers))
    }
    return found
  }

  private func sheetFindings(
    _ station: Station, _ keys: [SheetKey], contests: [String]
  ) -> [PaperFinding] {
    let (counted, expected) = (Set(contests), station.batches.map { Set($0) })
    let groups = Dictionary(grouping: keys, by: \.papers)
    var found: [PaperFinding] = []
    for (batch, group) in groups.sorted(by: { $0.key < $1.key }) {
      found += group.compactMap { key in paper.sheets.pending(key).map { .sheet(key, $0) } }
      if expected.map({ !$0.contains(batch.id) }) == true { found.append(.unexpectedBatch(batch)) }
      let keyed = group.map(\.contest).filter(counted.contains)
      switch definition.papers {
      case .one: found += styleFindings(batch, keyed, station)
      case .each: if keyed.count > 1 { found.append(.batchMixed(batch, contests: keyed)) }
      }
    }
    let batches = Set(keys.map(\.batch))
    let missing = (station.batches ?? []).filter { !batches.contains($0) }
    found += missing.map { .missingBatch(Batch(station: station.id, id: $0)) }
    if missing.isEmpty { found += noSheets(station, keys, contests: contests, besides: found) }
    return found
  }

  /// Contests without any sheet at a station that has papers in its box.
  private func noSheets(
    _ station: Station, _ keys: [SheetKey], contests: [String], besides found: [PaperFinding]
  ) -> [PaperFinding] {
    var told = Set(keys.map(\.contest))
    for case .batchLacks(_, let contests) in found { told.formUnion(contests) }
    return contests.filter { contest in
      guard !told.contains(contest) else { return false }
      let key = AccountKey(
        station: station.id, contest: definition.papers == .each ? contest : nil)
      return paper.accounts.agreed(key).map { $0.inBox > 0 } ?? false
    }.map { .noSheet(station: station.id, contest: $0) }
  }

  /// A batch belongs to the style whose contests on sheets are those that were keyed; where there is
  /// none, to the first that lacks fewest.
  private func styleFindings(
    _ batch: Batch, _ contests: [String], _ station: Station
  ) -> [PaperFinding] {
    let keyed = Set(contests)
    let isWhole = styles[keyed].map { !$0.isDisjoint(with: station.styles) } ?? keyed.isEmpty
    guard isWhole else {
      let lacking = station.styles.compactMap { style -> [String]? in
        let wanted = onSheets[style] ?? []
        let lacking = wanted.filter { !keyed.contains($0) }
        return wanted.count - lacking.count == keyed.count ? lacking : nil
      }.min { $0.count < $1.count }
      return [
        lacking.map { .batchLacks(batch, contests: $0) } ?? .batchMixed(batch, contests: contests)
      ]
    }
    let numbers = contests.compactMap { contest in
      paper.sheets.agreed(
        SheetKey(station: batch.station, batch: batch.id, contest: contest)
      ).map { (contest, $0.papers) }
    }
    guard Set(numbers.map(\.1)).count > 1 else { return [] }
    return [.unequalPapers(batch, papers: Dictionary(uniqueKeysWithValues: numbers))]
  }
}
