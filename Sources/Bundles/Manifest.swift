package import Election
package import Encoding
package import Words

/// What `manifest.json` says of its bundle (FormatBundle § manifest.json).
///
/// Says nothing of whether it is true.
package struct Manifest: Equatable, Sendable {
  /// The file of sealed ballots.
  package struct BallotFile: Equatable, Sendable {
    package let count: Int
    /// Bytes of one sealed ballot.
    package let size: Int
    package let hash: Digest

    package init(count: Int, size: Int, hash: Digest) {
      self.count = count
      self.size = size
      self.hash = hash
    }
  }

  /// The file of sealed identities.
  package struct Identities: Equatable, Sendable {
    package let count: Int
    package let hash: Digest
    /// Hash of the stream key, checked when the section is opened.
    package let key: Digest

    package init(count: Int, hash: Digest, key: Digest) {
      self.count = count
      self.hash = hash
      self.key = key
    }
  }

  /// The name of the format, with its version.
  package static let format = "coldcount/bundle/1"
  /// The largest manifest, in bytes.
  package static let maxByteCount = 1 << 20

  package let election: Digest
  package let collector: String
  package let sequence: Int
  package let previous: Digest?
  package let isFinal: Bool
  package let kind: BundleKind
  package let channel: String?
  package let style: String
  package let from: Timestamp
  package let to: Timestamp
  package let ballots: BallotFile?
  package let identities: Identities

  package init(
    election: Digest, collector: String, sequence: Int, previous: Digest?, isFinal: Bool,
    kind: BundleKind, channel: String?, style: String, from: Timestamp, to: Timestamp,
    ballots: BallotFile?, identities: Identities
  ) {
    self.election = election
    self.collector = collector
    self.sequence = sequence
    self.previous = previous
    self.isFinal = isFinal
    self.kind = kind
    self.channel = channel
    self.style = style
    self.from = from
    self.to = to
    self.ballots = ballots
    self.identities = identities
  }

  /// The canonical file.
  package var file: [UInt8] {
    var members: JSON.Members = [
      "format": .string(Self.format), "election": .string(election.description),
      "collector": .string(collector), "sequence": .integer(sequence),
      "previous": previous.map { .string($0.description) } ?? .null, "final": .bool(isFinal),
      "kind": .string(kind.rawValue), "channel": channel.map { .string($0) } ?? .null,
      "style": .string(style),
      "period": ["from": .string(from.description), "to": .string(to.description)],
      "identities": [
        "count": .integer(identities.count), "hash": .string(identities.hash.description),
        "key": .string(identities.key.description),
      ],
    ]
    if let ballots {
      members["ballots"] = [
        "count": .integer(ballots.count), "size": .integer(ballots.size),
        "hash": .string(ballots.hash.description),
      ]
    }
    return JSON.object(members).canonical
  }
}

extension Manifest {
  /// Reads a manifest, which must be canonical.
  ///
  /// - Throws: `ManifestError` with everything that is wrong with it.
  package init(file bytes: [UInt8]) throws(ManifestError) {
    let json: JSON
    do {
      json = try JSON.parse(canonical: bytes)
    } catch {
      throw ManifestError(problems: [error.message])
    }
    let violations = Violations()
    guard let manifest = Manifest(json, violations: violations), violations.list.isEmpty else {
      throw ManifestError(problems: violations.list.map(\.message))
    }
    self = manifest
  }

  private init?(_ json: JSON, violations: Violations) {
    let reader = ObjectReader(json, violations: violations)
    if let format = reader.string("format"), format != Self.format {
      reader.note("format", "not \(Self.format)")
    }
    let kind = reader.string("kind", as: "ballots, register, roll or withdrawal") {
      BundleKind(rawValue: $0)
    }
    let period = reader.object("period")
    let from = period?.timestamp("from")
    let to = period?.timestamp("to")
    period?.finish()
    let ballots = kind == .ballots ? reader.object("ballots").map(Self.ballots) : .some(nil)
    let identities = reader.object("identities").flatMap(Self.identities)
    let channel: String? = reader.isNull("channel") ? nil : reader.identifier("channel")
    let previous: Digest? = reader.isNull("previous") ? nil : reader.digest("previous")
    let election = reader.digest("election")
    let collector = reader.identifier("collector")
    let sequence = reader.integer("sequence", in: 1...JSON.integers.upperBound)
    let isFinal = reader.bool("final")
    let style = reader.identifier("style")
    reader.finish()
    guard let kind, let from, let to, let ballots, let identities, let election, let collector,
      let sequence, let isFinal, let style
    else { return nil }
    self.init(
      election: election, collector: collector, sequence: sequence, previous: previous,
      isFinal: isFinal, kind: kind, channel: channel, style: style, from: from, to: to,
      ballots: ballots, identities: identities)
  }

  private static func ballots(_ reader: ObjectReader) -> BallotFile? {
    let count = reader.integer("count", in: 0...JSON.integers.upperBound)
    let size = reader.integer("size", in: 1...JSON.integers.upperBound)
    let hash = reader.digest("hash")
    reader.finish()
    guard let count, let size, let hash else { return nil }
    return BallotFile(count: count, size: size, hash: hash)
  }

  private static func identities(_ reader: ObjectReader) -> Identities? {
    let count = reader.integer("count", in: 0...JSON.integers.upperBound)
    let hash = reader.digest("hash")
    let key = reader.digest("key")
    reader.finish()
    guard let count, let hash, let key else { return nil }
    return Identities(count: count, hash: hash, key: key)
  }
}

/// Everything that is wrong with a manifest.
package struct ManifestError: Error, Equatable {
  package let problems: [Message]
}
