package import Encoding
package import Words

/// What a reconciliation found, without an identity: `reconciliation.json` (FORMATS.md section 6).
///
/// Depends on nothing but the election and the bundles, so that every custodian comes to the same
/// bytes.
package struct Reconciliation: Equatable, Sendable {
  package static let format = "coldcount/reconciliation/1"

  /// So many of something, for a named place.
  package struct Count: Equatable, Sendable {
    package let names: [String: String]
    package let count: Int
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
  /// Strikes by `reason`, `style` and `channel`.
  package let struck: [Count]
  /// Register entries that lost, by `station`.
  package let unresolved: [Count]
  /// All register entries, by `station` and `style`.
  package let registers: [Count]
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
      "struck": Self.list(struck), "unresolved": Self.list(unresolved),
      "registers": Self.list(registers), "identities": .array(excluded),
      "crossStyle": .integer(crossStyle), "restored": .integer(restored),
      "leftOut": .integer(leftOut),
      "rollRepeated": .integer(rollRepeated),
      "strikes": .string(strikes.description),
    ]
    return json.canonical
  }

  private static func list(_ counts: [Count]) -> JSON {
    let objects = counts.map { item -> JSON in
      var members = item.names.mapValues { JSON.string($0) }
      members["count"] = .integer(item.count)
      return .object(members)
    }
    // By their ids: the canonical form of an object without its count sorts as they do.
    return .array(
      zip(objects, counts).sorted {
        Self.key($0.1).lexicographicallyPrecedes(Self.key($1.1))
      }.map(\.0))
  }

  private static func key(_ count: Count) -> [String] {
    count.names.sorted { $0.key < $1.key }.map(\.value)
  }
}
