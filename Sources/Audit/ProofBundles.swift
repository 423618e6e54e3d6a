import Cryptography
import Election
import Encoding
import Mixnet
import Storage
import Words

/// A bundle of ballots of which nothing is left to refuse by itself.
struct ProofBundle {
  let hash: Digest
  let collector: String
  let style: String
  let sequence: Int
  /// The ballots' tracking codes, by index.
  let codes: [Digest]

  var file: String { ProofBundle.file(hash) }
  var source: Source { Source(collector: collector, style: style) }

  static func file(_ hash: Digest) -> String { "ballots/\(hash).sealed" }

  /// Whose ballots of which style it has.
  struct Source: Hashable {
    let collector: String
    let style: String
  }
}

/// Every manifest of a folder, checked as at import; and the ballots (FormatProofs § Checks, 2).
struct ProofBundles {
  static let maxBallots = 1 << 24
  private static let recordsAtATime = 2_048

  private let proofs: ProofFolder
  private let ballotSizes: [String: Int]
  /// All manifests by their hashes, in order.
  private(set) var manifests: [Digest: PackageManifest] = [:]
  private(set) var hashes: [Digest] = []
  /// Those of ballots, by collector and sequence.
  private(set) var bundles: [ProofBundle] = []
  private var sequences: Set<Place> = []
  private var totals: [ProofBundle.Source: Int] = [:]

  private struct Place: Hashable {
    let collector: String
    let sequence: Int
  }

  init(_ proofs: ProofFolder) throws {
    self.proofs = proofs
    let definition = proofs.definition
    ballotSizes = Dictionary(
      definition.styles.map {
        ($0.id, BallotLayout.byteCount(points: definition.points(of: $0).reduce(0, +)))
      }, uniquingKeysWith: { first, _ in first })
    for name in try proofs.names(in: "manifests") where name.hasSuffix(".json") {
      try take(String(name.dropLast(".json".count)))
    }
    bundles.sort { ($0.collector, $0.sequence) < ($1.collector, $1.sequence) }
  }

  private mutating func take(_ name: String) throws {
    let path = "manifests/\(name).json"
    let file = try proofs.read(path, limit: 1 << 20)
    var problems: [Message] = []
    let hash = Digest.of(file)
    guard let manifest = PackageManifest(file, hash: hash, problems: &problems),
      let kind = BundleKind(rawValue: manifest.kind)
    else { throw ProofRefusal(.manifest, path, problems.first ?? "of no kind that is known") }
    guard name == "\(hash)" else {
      throw ProofRefusal(.manifest, path, "the name is not the hash of the file")
    }
    let source = ProofBundle.Source(collector: manifest.collector, style: manifest.style)
    guard totals[source, default: 0] + manifest.ballots <= Self.maxBallots else {
      throw ProofRefusal(.manifest, path, "more than \(Self.maxBallots) ballots")
    }
    totals[source, default: 0] += manifest.ballots
    try check(manifest, kind, file, path)
    manifests[hash] = manifest
    hashes.append(hash)
    if kind == .ballots {
      bundles.append(
        ProofBundle(
          hash: hash, collector: manifest.collector, style: manifest.style,
          sequence: manifest.sequence, codes: try codes(manifest)))
    }
  }

  /// Who sent it, and whether they may.
  private mutating func check(
    _ manifest: PackageManifest, _ kind: BundleKind, _ file: [UInt8], _ path: String
  ) throws {
    guard manifest.election == proofs.election else {
      throw ProofRefusal(.electionMismatch, path, "the bundle is of another election")
    }
    guard let collector = proofs.definition.collector(manifest.collector) else {
      throw ProofRefusal(.collectorUnknown, path, "no collector \(manifest.collector)")
    }
    let signature = "\(path).minisig"
    guard ProofFolder.holds(try proofs.read(signature), of: file, by: collector.publicKey) else {
      throw ProofRefusal(.signature, signature, "not signed by \(collector.id)")
    }
    guard collector.roles.contains(kind), collector.styles.contains(manifest.style),
      manifest.channel == (kind.hasChannel ? collector.channel : nil)
    else {
      throw ProofRefusal(
        .collectorNotAllowed, path, "\(collector.id) may not send this kind, channel or style")
    }
    let place = Place(collector: collector.id, sequence: manifest.sequence)
    guard sequences.insert(place).inserted else {
      throw ProofRefusal(
        .sequenceConflict, path, "there are two bundles \(manifest.sequence) of \(collector.id)")
    }
  }

  /// The ballots' tracking codes, once the file is as the manifest says.
  private func codes(_ manifest: PackageManifest) throws -> [Digest] {
    let path = ProofBundle.file(manifest.hash)
    let (size, count) = (ballotSizes[manifest.style] ?? 0, manifest.ballots)
    guard try proofs.byteCount(of: path) == size * count, manifest.ballotSize == size,
      manifest.identities == count
    else {
      throw ProofRefusal(
        .sizeMismatch, path,
        "its ballots have another size or number than the manifest and the election say")
    }
    let reader = try StretchReader(path, of: proofs.folder)
    var codes: [Digest] = []
    codes.reserveCapacity(count)
    var (last, unordered): ([UInt8], Int?) = ([], nil)
    while codes.count < count {
      let stretch = try reader.next(size * min(Self.recordsAtATime, count - codes.count))
      for start in stride(from: 0, to: stretch.count, by: size) {
        let ballot = Array(stretch[start..<start + size])
        if !codes.isEmpty, !last.lexicographicallyPrecedes(ballot) {
          unordered = unordered ?? codes.count
        }
        codes.append(Digest.of(ballot))
        last = ballot
      }
    }
    guard try reader.finish() == manifest.ballotsHash else {
      throw ProofRefusal(.hashMismatch, path, "the file is not the one in the manifest")
    }
    if let unordered {
      throw ProofRefusal(
        .ballotOrder, path, index: unordered, "the ballots are not in ascending order")
    }
    return codes
  }
}
