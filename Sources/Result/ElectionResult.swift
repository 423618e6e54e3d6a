package import Election
package import Encoding
package import Paper

/// The result of one stage: `result.json` (FormatResult § Members).
package struct ElectionResult: Equatable, Sendable {
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
    /// patterns.csv and tracking.txt, which the count wrote with the result; nil in one that does not
    /// name them, as earlier programs wrote it and as the public has it.
    package let patterns: Digest?
    package let tracking: Digest?
    /// The files of mixes and openings, sorted; nil where there are none.
    package let proof: [Digest]?

    package init(
      manifests: [Digest], sheets: [Digest], strikes: Digest, reconciliation: Digest,
      amendments: [Digest], patterns: Digest? = nil, tracking: Digest? = nil,
      proof: [Digest]? = nil
    ) {
      self.manifests = manifests
      self.sheets = sheets
      self.strikes = strikes
      self.reconciliation = reconciliation
      self.amendments = amendments
      self.patterns = patterns
      self.tracking = tracking
      self.proof = proof
    }

    var json: JSON {
      let list = { (digests: [Digest]) in JSON.array(digests.map { .hash($0) }) }
      var members: JSON.Members = [
        "manifests": list(manifests), "sheets": list(sheets), "strikes": .hash(strikes),
        "reconciliation": .hash(reconciliation), "amendments": list(amendments),
      ]
      members["patterns"] = patterns.map { .hash($0) }
      members["tracking"] = tracking.map { .hash($0) }
      members["proof"] = proof.map(list)
      return .object(members)
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

    package var json: JSON {
      [
        "entries": .integer(entries), "excluded": .integer(excluded),
        "struck": .object(
          JSON.Members(struck.map { ($0.key.rawValue, JSON.integer($0.value)) })),
        "read": .integer(read), "unreadable": .integer(unreadable),
      ]
    }
  }

  /// What keeps a count from being final.
  package struct Openness: Equatable, Sendable {
    /// How far the paper of each station is; empty in a final count.
    package let stations: [StationProgress]
    /// Everything that is still out; empty in a final count.
    package let outstanding: [StillOut]

    package init(stations: [StationProgress], outstanding: [StillOut]) {
      self.stations = stations
      self.outstanding = outstanding
    }
  }

  package let head: ResultHead
  package let electronic: Electronic
  /// Register entries that lost, by station.
  package let unresolved: [String: Int]
  package let accounts: [Account]
  /// What was reopened or taken out of the paper, in the order of the journal.
  package let corrections: [RecordedCorrection]
  package let openness: Openness
  package let contests: [ContestResult]

  package init(
    head: ResultHead, electronic: Electronic, unresolved: [String: Int], accounts: [Account],
    corrections: [RecordedCorrection], openness: Openness,
    contests: [ContestResult]
  ) {
    self.head = head
    self.electronic = electronic
    self.unresolved = unresolved
    self.accounts = accounts
    self.corrections = corrections
    self.openness = openness
    self.contests = contests
  }

  /// The same without any contest, with what is given as still out: what of it does not depend on
  /// votes.
  package func framed(by openness: Openness) -> ElectionResult {
    ElectionResult(
      head: head.framed, electronic: electronic, unresolved: unresolved, accounts: accounts,
      corrections: corrections, openness: openness,
      contests: [])
  }

  package var json: JSON {
    .object(
      head.members.merging([
        "electronic": electronic.json,
        "unresolved": .array(
          unresolved.sorted { $0.key < $1.key }.map { Self.json(ofUnresolved: $1, at: $0) }),
        "accounts": .array(accounts.map(\.json)),
        "corrections": .array(corrections.map(\.json)),
        "stations": .array(openness.stations.map(\.json)),
        "outstanding": .array(openness.outstanding.map(\.json)),
        "contests": .array(contests.map(\.json)),
      ]) { $1 })
  }

  /// The register entries of a station that lost.
  package static func json(ofUnresolved count: Int, at station: String) -> JSON {
    ["station": .string(station), "count": .integer(count)]
  }

  /// The canonical file.
  package var file: [UInt8] { json.canonical }
}
