import Cryptography
import Encoding
import Foundation
import TestSupport

/// A bundle that a collector of the vectors' election makes with its own, valid key, saying in it
/// whatever it likes.
struct HostileBundle {
  /// One record of the identity section.
  struct Entry {
    var token: Digest
    var index: UInt64
    var cast: UInt64 = HostileBundle.noon
  }

  /// The files of a bundle.
  static let files = [
    "manifest.json", "manifest.json.minisig", "ballots.sealed", "identities.sealed",
  ]

  static let noon: UInt64 = 1_489_204_800  // 2017-03-11T12:00:00+08:00
  static let election = "e0cad147dcb30a27692ab2f3518350eb5af34d65169deb634fbdf5b872776a78"
  /// For every ballot of the style that all of Hong Kong votes in: 3 marks.
  static let ballotByteCount = 32

  var collector = "web"
  var sequence = 1
  var previous: JSON = .null
  var isFinal = true
  var election = HostileBundle.election
  var kind = "ballots"
  var channel: JSON = "online"
  var style = "all"
  var ballots: [[UInt8]] = []
  var entries: [Entry] = []
  /// What the manifest claims instead of what is there.
  var claimedBallots: JSON?
  var claimedIdentities: JSON?
  /// Sections of others cannot be passed on: each is bound to its collector and sequence.
  var context: (collector: String, sequence: Int)?
  var vaultKeys: [String]?

  /// An honest bundle of so many ballots of people who are numbered from `first`.
  init(voters count: Int = 3, from first: Int = 0) throws {
    ballots = try (0..<count).map { _ in try Self.ballot([1, 2, 3]) }
      .sorted { $0.lexicographicallyPrecedes($1) }
    entries = try (0..<count).map { index in
      Entry(token: try Self.token(first + index), index: UInt64(index))
    }
  }

  static func token(_ number: Int) throws -> Digest {
    Digest.of(Array("voter \(number)".utf8))
  }

  /// A sealed ballot with these marks, sealed to the election's count key or to another.
  static func ballot(_ marks: [UInt8], to key: String? = nil) throws -> [UInt8] {
    let definition = try JSON.parse(canonical: VectorElection.bytes("election.json"))
    let count = definition["keys"]?["count"]?.string ?? ""
    var vector: [UInt8] = [1, 0, 0] + marks
    vector += [UInt8](repeating: 0, count: ballotByteCount - vector.count)
    return try BoxPublicKey(base64: key ?? count).seal(vector.span)
  }

  private func section() throws -> (file: [UInt8], key: Digest) {
    let definition = try JSON.parse(canonical: VectorElection.bytes("election.json"))
    let own = definition["keys"]?["vault"]?.array?.compactMap(\.string) ?? []
    let recipients = try (vaultKeys ?? own).map { try BoxPublicKey(base64: $0) }
    guard let hash = Digest(hex: Self.election) else { throw CocoaError(.formatting) }
    let named = context ?? (collector, sequence)
    let records = entries.map(Self.record).sorted { $0.lexicographicallyPrecedes($1) }
    let plain = records.flatMap { $0 }
    var sealer = try IdentitySealer(
      recipients: recipients,
      context: identityContext(
        election: hash, collector: named.collector, sequence: named.sequence))
    let (head, key) = (sealer.preamble, sealer.keyHash)
    let sealed = try sealer.seal(plain.span, final: true)
    return (head + sealed, key)
  }

  private static func record(_ entry: Entry) -> [UInt8] {
    var bytes = entry.token.bytes
    for number in [entry.index, entry.cast] {
      for place in 0..<8 {
        bytes.append(UInt8(truncatingIfNeeded: number >> (8 * UInt64(7 - place))))
      }
    }
    return bytes
  }

  /// Writes the bundle into a new folder, signed, and gives the hash of its manifest.
  @discardableResult
  func write(to folder: String) throws -> String {
    let section = try section()
    let sealed = ballots.flatMap { $0 }
    var manifest: JSON = [
      "format": "coldcount/bundle/1", "election": .string(election),
      "collector": .string(collector), "sequence": .integer(sequence), "previous": previous,
      "final": .bool(isFinal), "kind": .string(kind),
      "channel": channel,
      "style": .string(style),
      "period": ["from": "2017-03-10T12:00:00+08:00", "to": "2017-03-19T22:00:00+08:00"],
      "identities": [
        "count": claimedIdentities ?? .integer(entries.count),
        "hash": .string(Digest.of(section.file).description),
        "key": .string(section.key.description),
      ],
    ]
    if kind == "ballots" {
      var members = manifest.object ?? [:]
      members["ballots"] = [
        "count": claimedBallots ?? .integer(ballots.count),
        "size": .integer(Self.ballotByteCount + 48),
        "hash": .string(Digest.of(sealed).description),
      ]
      manifest = .object(members)
      try Self.write(sealed, "ballots.sealed", folder)
    }
    try Self.write(section.file, "identities.sealed", folder)
    return try Self.sign(manifest.canonical, collector, folder)
  }

  /// Signs a manifest and writes both.
  @discardableResult
  static func sign(_ manifest: [UInt8], _ collector: String, _ folder: String) throws -> String {
    let signature = try VectorElection.key(collector).sign(
      file: manifest, trustedComment: "hostile")
    try write(manifest, "manifest.json", folder)
    try write(signature.file, "manifest.json.minisig", folder)
    return Digest.of(manifest).description
  }

  private static func write(_ bytes: [UInt8], _ name: String, _ folder: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: "\(folder)/\(name)"))
  }
}
