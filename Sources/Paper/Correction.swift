package import Election
package import Encoding
package import Words

/// What an officer, or an amendment, does about paper that was keyed wrongly.
///
/// Nothing is taken out of the record: what was keyed before stays in the journal and counts no more.
package struct Correction: Equatable, Sendable {
  /// The longest reason, in bytes.
  package static let maxReasonByteCount = 2_000

  package let kind: CorrectionKind
  package let subject: PaperSubject
  package let reason: String

  package init(_ kind: CorrectionKind, _ subject: PaperSubject, reason: String) {
    self.kind = kind
    self.subject = subject
    self.reason = reason
  }

  /// The data of its line in the journal.
  package var json: JSON {
    .object(subject.members.merging(["reason": .string(reason)]) { $1 })
  }

  package init?(_ kind: CorrectionKind, _ reader: ObjectReader) {
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
