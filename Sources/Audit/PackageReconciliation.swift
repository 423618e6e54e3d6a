import Cryptography
import Election
import Encoding
import Record
import Words

/// What the auditor takes from reconciliation.json (FormatReconciliation § Members).
struct PackageReconciliation {
  let election: Digest
  let manifests: [Digest]
  let hasRoll: Bool
  let strikes: Digest
  /// Ballots struck by reason, style and channel.
  let struck: [[String]: Int]
  let unresolved: [String: Int]
  /// Register entries by station.
  let registers: [String: Int]
  let amendments: [Digest]
  /// Bundles whose identities do not hold, with their ballots.
  let unidentified: [Digest: Int]
  /// All bundles whose identities do not hold, and whether their ballots count all the same.
  private let identities: [Digest: Bool]
  let crossStyle: Int
  private let restored: Int
  private let leftOut: Int
  private let rollRepeated: Int

  private static let counts = 0...(1 << 40)

  init?(_ bytes: [UInt8], problems: inout [Message]) {
    guard let json = JSON.parse(bytes, noting: &problems) else { return nil }
    let violations = Violations()
    let reader = ObjectReader(json, violations: violations)
    if reader.string("format") != "coldcount/reconciliation/1" {
      reader.note("format", "another format")
    }
    amendments = reader.digests("amendments")
    let restored = reader.integer("restored", in: Self.counts)
    let leftOut = reader.integer("leftOut", in: Self.counts)
    let rollRepeated = reader.integer("rollRepeated", in: Self.counts)
    let election = reader.digest("election")
    let strikes = reader.digest("strikes")
    let crossStyle = reader.integer("crossStyle", in: Self.counts)
    hasRoll = reader.string("eligibility") == "roll"
    manifests = reader.digests("manifests")
    struck = Self.sums(reader.objects("struck"), by: ["reason", "style", "channel"])
    let lost = Self.sums(reader.objects("unresolved"), by: ["station"])
    unresolved = Dictionary(lost.map { ($0.key[0], $0.value) }, uniquingKeysWith: +)
    let kept = Self.sums(reader.objects("registers"), by: ["station", "style"])
    registers = Dictionary(kept.map { ($0.key[0], $0.value) }, uniquingKeysWith: +)
    var unidentified: [Digest: Int] = [:]
    var identities: [Digest: Bool] = [:]
    for item in reader.objects("identities") {
      let count = item.integer("ballots", in: Self.counts)
      _ = item.string("problem")
      let counts = item.bool("counts")
      if let bundle = item.digest("bundle"), let count, let counts {
        // Where it stands twice, that it does not count is what stands.
        identities[bundle] = (identities[bundle] ?? true) && counts
        unidentified[bundle] = count
      }
      item.finish()
    }
    self.unidentified = unidentified
    self.identities = identities
    reader.finish()
    problems += violations.list.map(\.message)
    guard violations.list.isEmpty, let election, let strikes, let crossStyle, let restored,
      let leftOut, let rollRepeated
    else { return nil }
    self.election = election
    self.strikes = strikes
    self.crossStyle = crossStyle
    self.restored = restored
    self.leftOut = leftOut
    self.rollRepeated = rollRepeated
  }

  /// Whether the identities of a bundle do not hold and none of its ballots counts.
  func excludes(_ bundle: Digest) -> Bool { identities[bundle] == false }

  /// What it tells of whether a count may follow it; who signed it is checked by itself.
  var facts: ReconciledFacts {
    ReconciledFacts(
      manifests: manifests, amendments: amendments, hasRoll: hasRoll, identities: identities,
      crossStyle: crossStyle, registers: registers, unresolved: unresolved, restored: restored,
      leftOut: leftOut, rollRepeated: rollRepeated, isSigned: true)
  }

  private static func sums(_ readers: [ObjectReader], by keys: [String]) -> [[String]: Int] {
    var sums: [[String]: Int] = [:]
    for reader in readers {
      let names = keys.compactMap { reader.string($0) }
      if let count = reader.integer("count", in: counts), names.count == keys.count {
        sums[names, default: 0] += count
      }
      reader.finish()
    }
    return sums
  }
}

/// The lines of strikes.csv (FormatReconciliation § Members), counted.
struct PackageStrikes {
  private static let maxLineByteCount = 128
  private static let header = "bundle,index,reason"

  private(set) var hash = Digest.of([])
  /// Strikes by bundle and reason.
  private(set) var counts: [Digest: [String: Int]] = [:]
  /// The struck ballots of each bundle, where they are asked for.
  private(set) var ballots: [Digest: Set<Int>] = [:]
  private(set) var problems: [Message] = []
  private var line: [UInt8] = []
  private var last: [UInt8] = []
  private var number = 0
  private let keepsBallots: Bool

  init(keepsBallots: Bool) { self.keepsBallots = keepsBallots }

  /// Takes the next piece of the file.
  mutating func take(_ piece: Span<UInt8>, manifests: [Digest: PackageManifest]) {
    for position in 0..<piece.count {
      let byte = piece[position]
      guard byte == UInt8(ascii: "\n") else {
        if line.count <= Self.maxLineByteCount { line.append(byte) }
        continue
      }
      number += 1
      take(line, manifests: manifests)
      line.removeAll(keepingCapacity: true)
    }
  }

  /// Ends the file, whose hash is known by now.
  mutating func finish(hash: Digest) {
    self.hash = hash
    if number == 0 || !line.isEmpty { note("the file is cut off") }
  }

  private mutating func note(_ problem: Message) {
    if problems.count < Auditor.maxFailures {
      problems.append("strikes.csv line \(number): \(problem)")
    }
  }

  private mutating func take(_ line: [UInt8], manifests: [Digest: PackageManifest]) {
    guard number > 1 else {
      if !line.elementsEqual(Self.header.utf8) { note("another header") }
      return
    }
    if number > 2, !last.lexicographicallyPrecedes(line) { note("out of order or repeated") }
    let fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    let before = last.split(separator: UInt8(ascii: ",")).prefix(2)
    last = line
    guard fields.count == 3, let bundle = Digest(hex: fields[0]), let index = Int(fields[1]),
      String(index) == fields[1], StrikeReason(rawValue: fields[2]) != nil
    else { return note("not bundle,index,reason") }
    if before.elementsEqual(line.split(separator: UInt8(ascii: ",")).prefix(2)) {
      note("strikes a ballot twice")
    }
    guard let manifest = manifests[bundle], index >= 0, index < manifest.ballots else {
      return note("names a ballot that is not there")
    }
    counts[bundle, default: [:]][fields[2], default: 0] += 1
    if keepsBallots { ballots[bundle, default: []].insert(index) }
  }
}
