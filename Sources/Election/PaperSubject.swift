package import Encoding
package import Words

/// A batch of papers of a station.
package struct Batch: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let station: String
  package let id: String

  package init(station: String, id: String) {
    self.station = station
    self.id = id
  }

  package var description: String { "\(station)/\(id)" }

  package static func < (one: Batch, other: Batch) -> Bool {
    (one.station, one.id) < (other.station, other.id)
  }
}

/// Which account: a station's, or where every contest has papers of its own that of one contest.
package struct AccountKey: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let station: String
  package let contest: String?

  package init(station: String, contest: String? = nil) {
    self.station = station
    self.contest = contest
  }

  package var description: String { contest.map { "\(station)/\($0)" } ?? station }

  /// As it is given on the command line.
  package var words: String { contest.map { "\(station) \($0)" } ?? station }

  /// Its members in files: no contest where the papers of a station are accounted for together.
  package var members: JSON.Members {
    var members: JSON.Members = ["station": .string(station)]
    if let contest { members["contest"] = .string(contest) }
    return members
  }

  package static func < (one: AccountKey, other: AccountKey) -> Bool {
    (one.station, one.contest ?? "") < (other.station, other.contest ?? "")
  }
}

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

  /// Whether another is it, or one of what it means.
  package func includes(_ other: PaperSubject) -> Bool {
    guard case .sheets(let batch, nil) = self, case .sheets(batch, _) = other else {
      return self == other
    }
    return true
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
    case .account(let key): "the account of \(key)"
    }
  }
}

/// What is done about paper that was keyed wrongly.
package enum CorrectionKind: String, Sendable, CaseIterable {
  /// Two people key it anew.
  case reopen
  /// There is no such thing.
  case void
}
