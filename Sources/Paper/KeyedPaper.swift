package import Election
package import Words

/// What two people keyed of the paper of an election, what officers explained of it, and what was
/// corrected.
package struct KeyedPaper: Sendable {
  package var sheets = SheetBook()
  package var accounts = AccountBook()
  /// The differences that officers explained, by the account.
  package private(set) var explained: [AccountKey: ExplainedDifference] = [:]
  /// Everything that was reopened or taken out, in order.
  package private(set) var corrections: [RecordedCorrection] = []
  /// The contests of which something was keyed in each batch, also of what was taken out.
  private var contests: [Batch: Set<String>] = [:]

  package init() {}

  /// Takes a sheet as a person keyed it; gives whether it changed anything.
  @discardableResult
  package mutating func key(_ sheet: Sheet, by person: String, line: Int = 0) -> Bool {
    contests[sheet.key.papers, default: []].insert(sheet.key.contest)
    return sheets.add(sheet, by: person, line: line)
  }

  /// Takes an account as a person keyed it; gives whether it changed anything.
  @discardableResult
  package mutating func key(_ account: StationAccount, by person: String, line: Int = 0) -> Bool {
    accounts.add(account, by: person, line: line)
  }

  /// Takes an entry as a person keyed it; gives whether it changed anything.
  @discardableResult
  package mutating func key(_ entry: PaperEntry, by person: String, line: Int = 0) -> Bool {
    switch entry {
    case .sheet(let sheet): key(sheet, by: person, line: line)
    case .account(let account): key(account, by: person, line: line)
    }
  }

  /// Why a person may not key an entry now; nil where they may.
  package func objection(to entry: PaperEntry, by person: String) -> Message? {
    switch entry {
    case .sheet(let sheet): sheets.objection(to: sheet, by: person)
    case .account(let account): accounts.objection(to: account, by: person)
    }
  }

  /// Whether a person has keyed just this.
  package func contains(_ entry: PaperEntry, by person: String) -> Bool {
    switch entry {
    case .sheet(let sheet): sheets.contains(sheet, by: person)
    case .account(let account): accounts.contains(account, by: person)
    }
  }

  /// Takes an officer's explanation; a later one takes the place of one before.
  package mutating func explain(_ explanation: Explanation, by officer: String) {
    explained[explanation.account] = ExplainedDifference(explanation, by: officer)
  }

  /// The sheets that are meant.
  package func sheets(_ batch: Batch, _ contest: String?) -> [SheetKey] {
    let found = contest.map { [$0] } ?? (contests[batch] ?? []).sorted()
    return found.map { SheetKey(station: batch.station, batch: batch.id, contest: $0) }
  }

  /// Why something cannot be reopened or taken out; nil where it can.
  package func objection(to kind: CorrectionKind, of subject: PaperSubject) -> Message? {
    let isThere =
      switch subject {
      case .sheets(let batch, let contest):
        sheets(batch, contest).contains { sheets.mayBe(kind, $0) }
      case .account(let key): accounts.mayBe(kind, key)
      }
    guard !isThere else { return nil }
    return "nothing was keyed of \(subject.name) that can be set aside"
  }

  /// The lines since which two people agree on what a correction concerns.
  package func agreements(_ subject: PaperSubject) -> [Int] {
    switch subject {
    case .sheets(let batch, let contest):
      sheets(batch, contest).compactMap { sheets.agreement($0) }
    case .account(let key): accounts.agreement(key).map { [$0] } ?? []
    }
  }

  /// Sets aside or takes out what a correction concerns.
  package mutating func correct(_ recorded: RecordedCorrection) {
    let (correction, author) = (recorded.correction, recorded.author.name)
    switch correction.subject {
    case .sheets(let batch, let contest):
      for key in sheets(batch, contest) where sheets.mayBe(correction.kind, key) {
        sheets.correct(correction.kind, key, by: author)
      }
    case .account(let key):
      accounts.correct(correction.kind, key, by: author)
      explained[key] = nil
    }
    corrections.append(recorded)
  }
}

extension KeyedBook {
  /// Whether there is anything to reopen or to take out.
  fileprivate func mayBe(_ kind: CorrectionKind, _ key: Key) -> Bool {
    switch kind {
    case .reopen: isKeyed(key) || isVoid(key)
    case .void: isKnown(key)
    }
  }

  fileprivate mutating func correct(_ kind: CorrectionKind, _ key: Key, by author: String) {
    switch kind {
    case .reopen: reopen(key, by: author)
    case .void: void(key, by: author)
    }
  }
}
