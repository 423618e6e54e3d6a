import Election
import Encoding
import Record
import Words

/// A bundle's manifest as the auditor reads it, from FormatBundle § manifest.json.
struct PackageManifest {
  let hash: Digest
  let election: Digest
  let collector: String
  let sequence: Int
  let previous: Digest?
  let isFinal: Bool
  let kind: String
  let channel: String?
  let style: String
  /// Sealed ballots; 0 where it holds none.
  let ballots: Int
  let ballotSize: Int?
  /// The hash of ballots.sealed; nil where it holds none.
  let ballotsHash: Digest?
  let identities: Int

  /// Reads a manifest; what is wrong with it is noted.
  init?(_ bytes: [UInt8], hash: Digest, problems: inout [Message]) {
    guard let json = JSON.parse(bytes, noting: &problems) else { return nil }
    let violations = Violations()
    let reader = ObjectReader(json, violations: violations)
    let whole = 0...JSON.integers.upperBound
    if reader.string("format") != "coldcount/bundle/1" { reader.note("format", "another format") }
    let election = reader.digest("election")
    let collector = reader.identifier("collector")
    let sequence = reader.integer("sequence", in: 1...JSON.integers.upperBound)
    previous = reader.isNull("previous") ? nil : reader.digest("previous")
    let isFinal = reader.bool("final")
    let kind = reader.string("kind")
    channel = reader.isNull("channel") ? nil : reader.identifier("channel")
    let style = reader.identifier("style")
    let period = reader.object("period")
    _ = period?.timestamp("from")
    _ = period?.timestamp("to")
    period?.finish()
    var ballots = 0
    var size: Int?
    var ballotsHash: Digest?
    if kind == "ballots", let object = reader.object("ballots") {
      ballots = object.integer("count", in: whole) ?? 0
      size = object.integer("size", in: whole)
      ballotsHash = object.digest("hash")
      object.finish()
    }
    let object = reader.object("identities")
    let identities = object?.integer("count", in: whole)
    _ = object?.digest("hash")
    _ = object?.digest("key")
    object?.finish()
    reader.finish()
    problems += violations.list.map(\.message)
    guard violations.list.isEmpty, let election, let collector, let sequence, let isFinal,
      let kind, let style, let identities
    else { return nil }
    self.hash = hash
    self.election = election
    self.collector = collector
    self.sequence = sequence
    self.isFinal = isFinal
    self.kind = kind
    self.style = style
    self.ballots = ballots
    ballotSize = size
    self.ballotsHash = ballotsHash
    self.identities = identities
  }

  /// What people call it.
  var place: Message { "bundle \(sequence) of \(collector)" }

  /// Its place among its collector's bundles.
  var link: BundleLink {
    BundleLink(
      hash: hash, collector: collector, sequence: sequence, previous: previous, isFinal: isFinal)
  }

  /// The members that the journal's line of its import has otherwise.
  func differences(from line: ImportedBundle) -> [String] {
    [
      ("collector", line.collector == collector), ("sequence", line.sequence == sequence),
      ("kind", line.kind.rawValue == kind), ("style", line.style == style),
      ("channel", line.channel == channel),
      ("ballots", line.ballots == (kind == "ballots" ? ballots : nil)),
      ("identities", line.identities == identities), ("final", line.isFinal == isFinal),
    ].filter { !$0.1 }.map(\.0)
  }

  /// What the manifest may not say in this election.
  func problems(_ definition: Definition, election: Digest) -> [Message] {
    var problems: [Message] = []
    if self.election != election { problems.append("is of another election") }
    guard let found = definition.collector(collector) else {
      return problems + ["names the unknown collector \(collector)"]
    }
    if !found.roles.contains(where: { $0.rawValue == kind }) {
      problems.append("\(collector) may not send \(SafeText.escaped(kind))")
    }
    if channel != (["roll", "withdrawal"].contains(kind) ? nil : found.channel) {
      problems.append("\(collector) may not send this channel")
    }
    if !definition.sends(collector, style: style) {
      problems.append("\(collector) may not send style \(style)")
    }
    if kind == "ballots" {
      if ballotSize != definition.sealedByteCount(style) {
        problems.append("its ballots have another size than the election's")
      }
      if ballots != identities {
        problems.append("\(ballots) ballots but \(identities) identities")
      }
    }
    return problems
  }
}

extension Definition {
  /// Bytes of a sealed ballot of a style: sealing adds 48 (FormatBundle § A ballot), or there are 64
  /// for each point and the proof's (FormatProofs § The ballot).
  func sealedByteCount(_ style: String) -> Int {
    guard format == .verifiable else { return ballotByteCount + 48 }
    return 64 * (self.style(style).map { points(of: $0).reduce(0, +) } ?? 0) + 64
  }
}
