import Cryptography
import Election
import Encoding
import Words

/// What the officers and custodians decided of every ballot (FormatProofs § Checks, 3).
struct ProofFates {
  private let proofs: ProofFolder
  private let bundles: ProofBundles
  private var rulings = Rulings()
  private var amendments: [Digest] = []
  private var reconciliation: PackageReconciliation?
  private var struck: [Digest: Set<Int>] = [:]
  /// Which ballots of each bundle are counted, by its place and their indices.
  private(set) var isCounted: [[Bool]] = []

  private struct Tracked {
    let code: Digest
    let fate: TrackedFate
    let bundle: Int
    let index: Int
  }

  init(_ proofs: ProofFolder, _ bundles: ProofBundles) throws {
    self.proofs = proofs
    self.bundles = bundles
    try readAmendments()
    try readReconciliation()
    try track()
  }

  private mutating func readAmendments() throws {
    let names = proofs.folder.names.filter(Self.isAmendment)
      .sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
    var found: [Amendment] = []
    for (index, name) in names.enumerated() {
      let file = try proofs.read(name, limit: Amendment.maxByteCount)
      let amendment: Amendment
      do {
        amendment = try Amendment(
          file: file, definition: proofs.definition, election: proofs.election)
      } catch {
        throw ProofRefusal(.amendment, name, error.problems.first ?? error.report.message)
      }
      guard name == Amendment.fileName(index + 1), amendment.number == index + 1,
        amendment.previous == amendments.last
      else {
        throw ProofRefusal(.amendment, name, "it does not follow the one before it")
      }
      guard let held = try proofs.signatures(on: name, file, of: proofs.definition.officers),
        held >= proofs.definition.quorum.sign
      else {
        throw ProofRefusal(
          .amendment, name, "too few officers signed it, or a signature beside it does not hold")
      }
      for change in amendment.changes where !isOfSomething(change) {
        throw ProofRefusal(.amendment, name, "it rules on a ballot that is not there")
      }
      found.append(amendment)
      amendments.append(Digest.of(file))
    }
    rulings = Rulings(found)
  }

  /// `amendment-NNN.json`, with three digits or more.
  private static func isAmendment(_ name: String) -> Bool {
    guard name.hasPrefix("amendment-"), name.hasSuffix(".json") else { return false }
    let digits = name.dropFirst("amendment-".count).dropLast(".json".count)
    return digits.count >= 3 && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Whether what a change rules on is there.
  private func isOfSomething(_ change: Change) -> Bool {
    switch change {
    case .bundle(let bundle, _): bundles.manifests[bundle] != nil
    case .ballot(let bundle, let index, _):
      0 <= index && index < (bundles.manifests[bundle]?.ballots ?? 0)
    default: true
    }
  }

  private mutating func readReconciliation() throws {
    let name = "reconciliation.json"
    let file = try proofs.read(name)
    var problems: [Message] = []
    guard let read = PackageReconciliation(file, problems: &problems) else {
      throw ProofRefusal(.reconciliation, name, problems.first ?? "it cannot be read")
    }
    guard read.election == proofs.election else {
      throw ProofRefusal(.reconciliation, name, "it is of another election")
    }
    guard read.manifests == bundles.hashes else {
      throw ProofRefusal(.reconciliation, name, "it read other bundles than are here")
    }
    guard read.amendments == amendments else {
      throw ProofRefusal(.reconciliation, name, "it knew of other amendments than are here")
    }
    let strikes = "strikes.csv"
    _ = try proofs.byteCount(of: strikes)
    var lines = PackageStrikes(keepsBallots: true)
    try proofs.folder.forEachPiece(strikes) {
      lines.take($0, manifests: bundles.manifests)
    } then: {
      lines.finish(hash: $0)
    }
    guard read.strikes == lines.hash else {
      throw ProofRefusal(.reconciliation, strikes, "the strikes are not those reconciled")
    }
    guard let held = try proofs.signatures(on: name, file, of: proofs.definition.custodians),
      held > 0
    else {
      throw ProofRefusal(
        .reconciliation, name, "no custodian signed it, or a signature beside it does not hold")
    }
    if let problem = lines.problems.first {
      throw ProofRefusal(.reconciliation, strikes, problem)
    }
    reconciliation = read
    struck = lines.ballots
  }

  /// Gives every ballot its fate and holds it against tracking.txt.
  private mutating func track() throws {
    var tracked: [Tracked] = []
    tracked.reserveCapacity(bundles.bundles.reduce(0) { $0 + $1.codes.count })
    for (place, bundle) in bundles.bundles.enumerated() {
      let isOut =
        rulings.isExcluded(bundle.hash, collector: bundle.collector, sequence: bundle.sequence)
        || reconciliation?.excludes(bundle.hash) == true
      let strikes = struck[bundle.hash] ?? []
      let leftOut = rulings.excludedBallots(of: bundle.hash)
      for (index, code) in bundle.codes.enumerated() {
        let fate: TrackedFate =
          isOut || leftOut.contains(index)
          ? .excluded : strikes.contains(index) ? .struck : .counted
        tracked.append(Tracked(code: code, fate: fate, bundle: place, index: index))
      }
      isCounted.append(tracked.suffix(bundle.codes.count).map { $0.fate == .counted })
    }
    tracked.sort { ($0.code, $0.fate) < ($1.code, $1.fate) }
    try checkRepeated(tracked)
    var hasher = Hasher256()
    var line: [UInt8] = []
    for ballot in tracked {
      ballot.code.appendHex(to: &line)
      line.append(contentsOf: " \(ballot.fate.rawValue)\n".utf8)
      hasher.update(line.span)
      line.removeAll(keepingCapacity: true)
    }
    let name = "tracking.txt"
    _ = try proofs.byteCount(of: name)
    guard try proofs.folder.hash(name) == hasher.finish() else {
      throw ProofRefusal(.tracking, name, "it is not what was decided of the ballots")
    }
  }

  /// That no two ballots with the same bytes stand, which are neighbours here.
  private func checkRepeated(_ tracked: [Tracked]) throws(ProofRefusal) {
    var last: Digest?
    for ballot in tracked where ballot.fate != .excluded {
      guard ballot.code != last else {
        throw ProofRefusal(
          .duplicateBallot, bundles.bundles[ballot.bundle].file, index: ballot.index,
          "the same sealed ballot stands twice")
      }
      last = ballot.code
    }
  }
}
