package import Election
package import Encoding
package import Words

/// What a reconciliation found, without an identity: `reconciliation.json` (FormatReconciliation §
/// Members).
///
/// Depends on nothing but the election and the bundles, so that every custodian comes to the same
/// bytes.
package struct Reconciliation: Equatable, Sendable {
  package static let format = "coldcount/reconciliation/1"

  /// What strikes are counted by.
  package struct StrikeKind: Hashable, Sendable {
    package let reason: StrikeReason
    package let style: String
    package let channel: String
  }

  /// Where entries of registers are counted.
  package struct RegisterKind: Hashable, Sendable {
    package let station: String
    package let style: String
  }

  /// A bundle whose identities do not hold.
  package struct Excluded: Equatable, Sendable {
    package let bundle: Digest
    package let ballots: Int
    package let problem: Message
    /// Whether its ballots count although nobody knows whose they are, because an amendment says
    /// so; else none of them does.
    package let counts: Bool
  }

  package let election: Digest
  /// The amendments that were in, in order.
  package let amendments: [Digest]
  /// The manifests that were read, sorted.
  package let manifests: [Digest]
  /// Whether a roll said who may vote.
  package let hasRoll: Bool
  package let struck: [StrikeKind: Int]
  /// Register entries that lost, by station.
  package let unresolved: [String: Int]
  /// All register entries.
  package let registers: [RegisterKind: Int]
  package let excluded: [Excluded]
  /// Ballots that count because an amendment lifted their strikes.
  package let restored: Int
  /// Ballots that amendments leave out one by one.
  package let leftOut: Int
  /// Tokens that stand on the roll of one style more than once.
  package let rollRepeated: Int
  /// Tokens in two styles that share a contest.
  package let crossStyle: Int
  /// The hash of strikes.csv.
  package let strikes: Digest

  /// The canonical file.
  package var file: [UInt8] {
    let excluded = excluded.sorted { $0.bundle < $1.bundle }.map { item -> JSON in
      [
        "bundle": .string(item.bundle.description), "ballots": .integer(item.ballots),
        "problem": .string(item.problem.english), "counts": .bool(item.counts),
      ]
    }
    let json: JSON = [
      "format": .string(Self.format), "election": .string(election.description),
      "amendments": .array(amendments.map { .string($0.description) }),
      "manifests": .array(manifests.map { .string($0.description) }),
      "eligibility": .string(hasRoll ? "roll" : "not-checked"),
      "struck": Self.list(struck) {
        [("channel", $0.channel), ("reason", $0.reason.rawValue), ("style", $0.style)]
      },
      "unresolved": Self.list(unresolved) { [("station", $0)] },
      "registers": Self.list(registers) { [("station", $0.station), ("style", $0.style)] },
      "identities": .array(excluded),
      "crossStyle": .integer(crossStyle), "restored": .integer(restored),
      "leftOut": .integer(leftOut),
      "rollRepeated": .integer(rollRepeated),
      "strikes": .string(strikes.description),
    ]
    return json.canonical
  }

  /// Counts with the names of what each is of, in the order of these.
  private static func list<Kind>(
    _ counts: [Kind: Int], _ names: (Kind) -> [(key: String, value: String)]
  ) -> JSON {
    let items = counts.map { (names: names($0.key), count: $0.value) }
    let sorted = items.sorted {
      $0.names.map(\.value).lexicographicallyPrecedes($1.names.map(\.value))
    }
    return .array(
      sorted.map { names, count in
        let members = names.map { ($0.key, JSON.string($0.value)) } + [("count", .integer(count))]
        return .object(JSON.Members(members))
      })
  }
}
