package import Election
package import Encoding
import Words

/// A bundle that is in, as the journal records it.
package struct ImportedBundle: Equatable, Sendable {
  /// The hash of its manifest.
  package let hash: Digest
  package let collector: String
  package let sequence: Int
  package let kind: BundleKind
  package let style: String
  package let channel: String?
  /// Sealed ballots; nil where the bundle holds none.
  package let ballots: Int?
  package let identities: Int
  package let isFinal: Bool
  /// Files of its folder that were not looked at.
  package let ignored: NameList

  package init(
    hash: Digest, collector: String, sequence: Int, kind: BundleKind, style: String,
    channel: String?, ballots: Int?, identities: Int, isFinal: Bool, ignored: NameList
  ) {
    self.hash = hash
    self.collector = collector
    self.sequence = sequence
    self.kind = kind
    self.style = style
    self.channel = channel
    self.ballots = ballots
    self.identities = identities
    self.isFinal = isFinal
    self.ignored = ignored
  }

  init?(_ reader: ObjectReader) {
    let range = 0...JSON.integers.upperBound
    let hash = reader.digest("bundle")
    let collector = reader.identifier("collector")
    let sequence = reader.integer("sequence", in: 1...JSON.integers.upperBound)
    let kind = reader.string("kind", as: "a kind of bundle") { BundleKind(rawValue: $0) }
    let style = reader.identifier("style")
    channel = reader.isNull("channel") ? nil : reader.identifier("channel")
    ballots = reader.isNull("ballots") ? nil : reader.integer("ballots", in: range)
    let identities = reader.integer("identities", in: range)
    let isFinal = reader.bool("final")
    let named = reader.strings("ignored")
    let more =
      reader.has("ignoredMore") ? reader.integer("ignoredMore", in: 1...(1 << 32)) ?? 0 : 0
    ignored = NameList(first: named, count: named.count + more)
    guard let hash, let collector, let sequence, let kind, let style, let identities, let isFinal
    else { return nil }
    self.hash = hash
    self.collector = collector
    self.sequence = sequence
    self.kind = kind
    self.style = style
    self.identities = identities
    self.isFinal = isFinal
  }

  var json: JSON {
    var members: JSON.Members = [
      "bundle": .string(hash.description), "collector": .string(collector),
      "sequence": .integer(sequence), "kind": .string(kind.rawValue), "style": .string(style),
      "channel": channel.map { .string($0) } ?? .null,
      "ballots": ballots.map { .integer($0) } ?? .null, "identities": .integer(identities),
      "final": .bool(isFinal), "ignored": .array(ignored.first.map { .string($0) }),
    ]
    if ignored.more > 0 { members["ignoredMore"] = .integer(ignored.more) }
    return .object(members)
  }
}
