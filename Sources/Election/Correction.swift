package import Encoding
package import Words

/// What of the paper is corrected: the sheets of a batch, or one of them, or an account.
package enum PaperSubject: Hashable, Sendable {
  case sheets(Batch, contest: String?)
  case account(AccountKey)

  /// Its parts: no batch where it is an account, no contest where all are meant.
  package var parts: (station: String, batch: String?, contest: String?) {
    switch self {
    case .sheets(let batch, let contest): (batch.station, batch.id, contest)
    case .account(let key): (key.station, nil, key.contest)
    }
  }

  init(station: String, batch: String?, contest: String?) {
    if let batch {
      self = .sheets(Batch(station: station, id: batch), contest: contest)
    } else {
      self = .account(AccountKey(station: station, contest: contest))
    }
  }

  /// Its members in files, null where a part is not there.
  package var members: JSON.Members {
    let parts = parts
    return [
      "station": .string(parts.station), "batch": parts.batch.map { .string($0) } ?? .null,
      "contest": parts.contest.map { .string($0) } ?? .null,
    ]
  }

  /// Reads what is corrected; nil after noting what is wrong.
  package init?(_ reader: ObjectReader) {
    let station = reader.identifier("station")
    let batch = reader.isNull("batch") ? nil : reader.identifier("batch")
    let contest = reader.isNull("contest") ? nil : reader.identifier("contest")
    guard let station else { return nil }
    self.init(station: station, batch: batch, contest: contest)
  }

  /// What of it is not in an election; nil where all is.
  package func problem(in definition: Definition) -> Message? {
    let (station, _, contest) = parts
    if definition.station(station) == nil { return "no station \(station)" }
    return contest.flatMap { definition.contest($0) == nil ? "no contest \($0)" : nil }
  }

  /// As it is given on the command line.
  package var words: String {
    switch self {
    case .sheets(let batch, let contest):
      ([batch.station, batch.id] + (contest.map { [$0] } ?? [])).joined(separator: " ")
    case .account(let key): key.words
    }
  }

  /// What it is called.
  package var name: Message {
    switch self {
    case .sheets(let batch, nil): "batch \(batch)"
    case .sheets(let batch, let contest?): "sheet \(batch)/\(contest)"
    case .account(let key): StationAccount.name(key)
    }
  }
}

/// What an officer, or an amendment, does about paper that was keyed wrongly.
///
/// Nothing is taken out of the record: what was keyed before stays in the journal and counts no more.
package struct Correction: Equatable, Sendable {
  /// The longest reason, in bytes.
  package static let maxReasonByteCount = 2_000

  package enum Kind: String, Sendable, CaseIterable {
    /// Two people key it anew.
    case reopen
    /// There is no such thing.
    case void
  }

  package let kind: Kind
  package let subject: PaperSubject
  package let reason: String

  package init(_ kind: Kind, _ subject: PaperSubject, reason: String) {
    self.kind = kind
    self.subject = subject
    self.reason = reason
  }

  /// The data of its line in the journal.
  package var json: JSON {
    .object(subject.members.merging(["reason": .string(reason)]) { $1 })
  }

  package init?(_ kind: Kind, _ reader: ObjectReader) {
    let subject = PaperSubject(reader)
    let reason = reader.reason(most: Self.maxReasonByteCount)
    reader.finish()
    guard let subject, let reason else { return nil }
    self.init(kind, subject, reason: reason)
  }
}

/// A correction as it stands in the record.
package struct RecordedCorrection: Equatable, Sendable {
  /// Who corrected.
  package enum Author: Equatable, Sendable {
    case officer(String)
    case amendment(Int)

    /// The officer's id, or the amendment's file.
    package var name: String {
      switch self {
      case .officer(let id): id
      case .amendment(let number): Amendment.fileName(number)
      }
    }
  }

  package let correction: Correction
  package let author: Author
  /// The line of the journal.
  package let line: Int

  package init(_ correction: Correction, by author: Author, line: Int) {
    self.correction = correction
    self.author = author
    self.line = line
  }
}

/// An officer's word for what does not add up in an account: it holds for these numbers and no
/// others, and changes none.
package struct Explanation: Equatable, Sendable {
  package let account: AccountKey
  package let difference: StationAccount.Difference
  package let reason: String

  package init(
    _ account: AccountKey, _ difference: StationAccount.Difference, reason: String
  ) {
    self.account = account
    self.difference = difference
    self.reason = reason
  }

  /// The data of its line in the journal.
  package var json: JSON {
    [
      "station": .string(account.station),
      "contest": account.contest.map { .string($0) } ?? .null,
      "unaccounted": .integer(difference.unaccounted),
      "uncounted": .integer(difference.uncounted), "reason": .string(reason),
    ]
  }

  package init?(_ reader: ObjectReader) {
    let station = reader.identifier("station")
    let contest = reader.isNull("contest") ? nil : reader.identifier("contest")
    let unaccounted = reader.integer("unaccounted", in: JSON.integers)
    let uncounted = reader.integer("uncounted", in: JSON.integers)
    let reason = reader.reason(most: Correction.maxReasonByteCount)
    reader.finish()
    guard let station, let unaccounted, let uncounted, let reason else { return nil }
    self.init(
      AccountKey(station: station, contest: contest),
      .init(unaccounted: unaccounted, uncounted: uncounted), reason: reason)
  }
}

/// A difference that an officer explained.
package struct ExplainedDifference: Equatable, Sendable {
  package let explanation: Explanation
  package let officer: String

  package init(_ explanation: Explanation, by officer: String) {
    self.explanation = explanation
    self.officer = officer
  }
}

extension ObjectReader {
  /// The reason that somebody gave.
  fileprivate func reason(most: Int) -> String? {
    string("reason", as: "a reason of 1 to \(most) bytes") {
      (1...most).contains($0.utf8.count) ? $0 : nil
    }
  }
}
