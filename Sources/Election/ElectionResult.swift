package import Encoding

/// The result of one stage: `result.json` (FORMATS.md section 7).
package struct ElectionResult: Sendable {
  package static let format = "coldcount/result/1"
  /// The largest result, in bytes.
  package static let maxByteCount = 64 << 20

  /// Everything that the result was made from, by hash.
  package struct Inputs: Equatable, Sendable {
    package let manifests: [Digest]
    package let sheets: [Digest]
    package let strikes: Digest
    package let reconciliation: Digest
    package let amendments: [Digest]

    package init(
      manifests: [Digest], sheets: [Digest], strikes: Digest, reconciliation: Digest,
      amendments: [Digest]
    ) {
      self.manifests = manifests
      self.sheets = sheets
      self.strikes = strikes
      self.reconciliation = reconciliation
      self.amendments = amendments
    }
  }

  /// The sealed ballots of all bundles; every one is in exactly one of the other numbers.
  package struct Electronic: Equatable, Sendable {
    package let entries: Int
    /// In bundles that do not count.
    package let excluded: Int
    package let struck: [StrikeReason: Int]
    /// Opened and read.
    package let read: Int
    /// Opened, but no ballot of this election.
    package let unreadable: Int

    package init(
      entries: Int, excluded: Int, struck: [StrikeReason: Int], read: Int, unreadable: Int
    ) {
      self.entries = entries
      self.excluded = excluded
      self.struck = struck
      self.read = read
      self.unreadable = unreadable
    }

    package var struckTotal: Int { struck.values.reduce(0, +) }
    /// Whether the numbers add up.
    package var isComplete: Bool { entries == excluded + struckTotal + read + unreadable }
  }

  /// A station's account, and the papers of its batches.
  package struct Account: Equatable, Sendable {
    package let account: StationAccount
    package let papers: Int

    package init(account: StationAccount, papers: Int) {
      self.account = account
      self.papers = papers
    }

    package var json: JSON {
      let difference = account.difference(papers: papers)
      var members = account.json.object ?? [:]
      members["papers"] = .integer(papers)
      members["unaccounted"] = .integer(difference.unaccounted)
      members["uncounted"] = .integer(difference.uncounted)
      return .object(members)
    }
  }

  /// What keeps a count from being final.
  package struct Openness: Equatable, Sendable {
    /// How far the paper of each station is; empty in a final count.
    package let stations: [StationProgress]
    /// Everything that is still out; empty in a final count.
    package let outstanding: [Outstanding]

    package init(stations: [StationProgress], outstanding: [Outstanding]) {
      self.stations = stations
      self.outstanding = outstanding
    }
  }

  package let election: Digest
  package let stage: Stage
  /// The journal's head when the count was made.
  package let journal: Digest
  package let inputs: Inputs
  package let softwareVersion: String
  package let softwareHash: Digest
  /// Whether a roll said who may vote.
  package let isEligibilityChecked: Bool
  package let electronic: Electronic
  /// Register entries that lost, by station.
  package let unresolved: [String: Int]
  package let accounts: [Account]
  package let openness: Openness
  /// The signed result that this one replaces; nil for the first.
  package let replaces: Digest?
  package let contests: [ContestResult]

  package init(
    election: Digest, stage: Stage, journal: Digest, inputs: Inputs, softwareVersion: String,
    softwareHash: Digest, isEligibilityChecked: Bool, electronic: Electronic,
    unresolved: [String: Int], accounts: [Account], openness: Openness, replaces: Digest?,
    contests: [ContestResult]
  ) {
    self.election = election
    self.stage = stage
    self.journal = journal
    self.inputs = inputs
    self.softwareVersion = softwareVersion
    self.softwareHash = softwareHash
    self.isEligibilityChecked = isEligibilityChecked
    self.electronic = electronic
    self.unresolved = unresolved
    self.accounts = accounts
    self.openness = openness
    self.replaces = replaces
    self.contests = contests
  }

  /// The same without any contest, with what is given as still out: what of it does not depend on
  /// votes.
  package func framed(by openness: Openness) -> ElectionResult {
    ElectionResult(
      election: election, stage: .electronic, journal: journal, inputs: inputs,
      softwareVersion: softwareVersion, softwareHash: softwareHash,
      isEligibilityChecked: isEligibilityChecked, electronic: electronic, unresolved: unresolved,
      accounts: accounts, openness: openness, replaces: replaces, contests: [])
  }

  package var json: JSON {
    let list = { (digests: [Digest]) in JSON.array(digests.map { .string($0.description) }) }
    var struck: JSON.Members = [:]
    for (reason, count) in electronic.struck { struck[reason.rawValue] = .integer(count) }
    return [
      "format": .string(Self.format), "election": .string(election.description),
      "stage": .string(stage.rawValue), "journal": .string(journal.description),
      "inputs": [
        "manifests": list(inputs.manifests), "sheets": list(inputs.sheets),
        "strikes": .string(inputs.strikes.description),
        "reconciliation": .string(inputs.reconciliation.description),
        "amendments": list(inputs.amendments),
      ],
      "software": [
        "version": .string(softwareVersion), "hash": .string(softwareHash.description),
      ],
      "eligibility": .string(isEligibilityChecked ? "roll" : "not-checked"),
      "electronic": [
        "entries": .integer(electronic.entries), "excluded": .integer(electronic.excluded),
        "struck": .object(struck), "read": .integer(electronic.read),
        "unreadable": .integer(electronic.unreadable),
      ],
      "unresolved": .array(
        unresolved.sorted { $0.key < $1.key }.map {
          ["station": .string($0.key), "count": .integer($0.value)]
        }),
      "accounts": .array(accounts.map(\.json)),
      "stations": .array(openness.stations.map(\.json)),
      "outstanding": .array(openness.outstanding.map(\.json)),
      "replaces": replaces.map { .string($0.description) } ?? .null,
      "contests": .array(contests.map(\.json)),
    ]
  }

  /// The canonical file.
  package var file: [UInt8] { json.canonical }
}
