package import Election
package import Encoding
package import Paper
import Words

extension ElectionResult {
  /// An account, the papers of its batches, and why they do not add up where an officer said so.
  package struct Account: Equatable, Sendable {
    package let account: StationAccount
    package let papers: Int
    package let explanation: AccountExplanation?

    package init(account: StationAccount, papers: Int, explanation: AccountExplanation? = nil) {
      self.account = account
      self.papers = papers
      self.explanation = explanation
    }

    /// What does not add up.
    package var difference: StationAccount.Difference { account.difference(papers: papers) }

    package var json: JSON {
      .object(
        account.members.merging([
          "papers": .integer(papers), "unaccounted": .integer(difference.unaccounted),
          "uncounted": .integer(difference.uncounted),
          "explanation": explanation?.json ?? .null,
        ]) { $1 })
    }
  }

  /// Who explained a difference, and how.
  package struct AccountExplanation: Equatable, Sendable {
    package let officer: String
    package let reason: String

    package init(officer: String, reason: String) {
      self.officer = officer
      self.reason = reason
    }

    var json: JSON { ["by": .string(officer), "reason": .string(reason)] }

    init?(_ reader: ObjectReader) {
      let (officer, reason) = (reader.identifier("by"), reader.string("reason"))
      reader.finish()
      guard let officer, let reason else { return nil }
      self.init(officer: officer, reason: reason)
    }
  }

  /// The accounts of a count with these sheets: each that two people keyed alike, with what an
  /// officer explained of just its difference.
  package static func accounts(
    of paper: KeyedPaper, sheets: [Sheet], _ papers: Definition.Papers
  ) -> [Account] {
    let counted = Sheet.papersByAccount(sheets, papers)
    return paper.accounts.agreed.map { account in
      let papers = counted[account.key] ?? 0
      let explained = paper.explained[account.key].flatMap {
        $0.explanation.difference == account.difference(papers: papers)
          ? AccountExplanation(officer: $0.officer, reason: $0.explanation.reason) : nil
      }
      return Account(account: account, papers: papers, explanation: explained)
    }
  }
}

extension ElectionResult.Account {
  init?(_ reader: ObjectReader, definition: Definition) {
    let account = StationAccount(reader, definition: definition)
    let papers = reader.integer("papers", in: ContestResult.wholeNumbers)
    let unaccounted = reader.integer("unaccounted", in: JSON.integers)
    let uncounted = reader.integer("uncounted", in: JSON.integers)
    let explanation =
      reader.isNull("explanation")
      ? nil : reader.object("explanation").flatMap(ElectionResult.AccountExplanation.init)
    reader.finish()
    guard let account, let papers else { return nil }
    self.init(account: account, papers: papers, explanation: explanation)
    if let unaccounted, unaccounted != difference.unaccounted {
      reader.note("unaccounted", "not what the account comes to")
    }
    if let uncounted, uncounted != difference.uncounted {
      reader.note("uncounted", "not what the account comes to")
    }
  }
}

extension RecordedCorrection {
  var json: JSON {
    let (officer, amendment): (JSON, JSON) =
      switch author {
      case .officer(let id): (.string(id), .null)
      case .amendment(let number): (.null, .integer(number))
      }
    return .object(
      correction.subject.members.merging([
        "kind": .string(correction.kind.rawValue), "reason": .string(correction.reason),
        "by": officer, "amendment": amendment, "line": .integer(line),
      ]) { $1 })
  }

  init?(_ reader: ObjectReader, of election: ResultReader?) {
    let numbers = 1...JSON.integers.upperBound
    let kind = reader.string("kind", as: "reopen or void") { CorrectionKind(rawValue: $0) }
    let subject = PaperSubject(reader)
    let reason = reader.string("reason")
    let officer = reader.isNull("by") ? nil : reader.identifier("by")
    let amendment = reader.isNull("amendment") ? nil : reader.integer("amendment", in: numbers)
    let line = reader.integer("line", in: numbers)
    reader.finish()
    if let election, let problem = subject?.problem(in: election.definition) {
      reader.note("station", problem)
    }
    let author: Author? =
      switch (officer, amendment) {
      case (let officer?, nil): .officer(officer)
      case (nil, let amendment?): .amendment(amendment)
      default: nil
      }
    guard let kind, let subject, let reason, let line else { return nil }
    guard let author else {
      reader.note("by", "an officer, or else an amendment")
      return nil
    }
    self.init(Correction(kind, subject, reason: reason), by: author, line: line)
  }
}
