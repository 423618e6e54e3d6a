import Cryptography
import Election
import Encoding
import Result
import Storage
import Words

/// How many bundles the tracking list was compared with, ballot by ballot.
struct TrackingComparison {
  /// Bundles with ballots that the manifests name.
  var total = 0
  /// Those that were not compared, and why.
  var left: [Message] = []
  /// Folders of bundles that the package does not name.
  var foreign: [String] = []

  var compared: Int { total - left.count }
  /// Whether every ballot was compared.
  var isWhole: Bool { left.isEmpty }

  /// What is said of it above the report's last line.
  var limits: [Message] {
    var lines: [Message] = [
      "tracking.txt was compared with the ballots of \(compared) of \(total) bundles"
    ]
    if !left.isEmpty {
      lines.append("not compared: \(Message.list(left))")
    }
    if !foreign.isEmpty {
      let names: [Message] = foreign.map { "\(SafeText.escaped($0))" }
      lines.append("bundles that this package does not name: \(Message.list(names))")
    }
    return lines
  }
}

/// The tracking list.
extension Auditor {
  mutating func checkTracking(_ finding: inout Finding) {
    guard let result else {
      finding.notMade = "the result cannot be read"
      return
    }
    let sealed = sealedBallots()
    comparison = sealed?.comparison
    var list = TrackingCheck(
      against: sealed.map { BallotMerge($0.ballots, isWhole: $0.comparison.isWhole) })
    do {
      try folder.forEachPiece("tracking.txt") { list.take($0) }
    } catch {
      finding.fail("tracking.txt: \(error.report.message)")
      return
    }
    list.finish()
    for problem in list.problems { finding.fail(problem) }
    for ballot in list.missing {
      guard let manifest = sealed?.bundles[Int(ballot.bundle)] else { continue }
      finding.fail(
        "no line of tracking.txt has the ballot \(ballot.code) of \(manifest.place) as "
          + "\(ballot.fate.rawValue)")
    }
    finding.compared =
      comparison.map {
        "\(list.total) codes, compared with the ballots of \($0.compared) of \($0.total) bundles"
      } ?? "\(list.total) codes, not compared with the ballots"
    checkFates(list, result, &finding)
    if let whole { checkNamed("tracking.txt", whole.inputs.tracking, &finding) }
  }

  /// The codes are as many as the result has ballots, by what became of them.
  private func checkFates(
    _ list: TrackingCheck, _ result: any StatedResult, _ finding: inout Finding
  ) {
    if list.total != result.sealed.entries {
      finding.fail("\(list.total) codes for \(result.sealed.entries) sealed ballots")
    }
    if let electronic = (result as? ElectionResult)?.electronic {
      for (fate, expected) in [
        (TrackedFate.counted, electronic.read + electronic.unreadable),
        (.struck, electronic.struckTotal), (.excluded, electronic.excluded),
      ] where !list.isPublic && list.count(of: fate) != expected {
        finding.fail("\(list.count(of: fate)) are \(fate.rawValue), the result says \(expected)")
      }
    }
    if list.total > 0, list.isPublic != isPublic {
      finding.fail(
        isPublic
          ? "it says what became of each ballot, which the public is not told"
          : "it does not say what became of each ballot")
    }
  }

  /// The sealed ballots of the bundles that were delivered with the package, each with what
  /// amendments, reconciliation and strikes make of it, sorted; nil where no bundles were named, or the
  /// package does not say which are its own.
  private func sealedBallots() -> (
    ballots: [SealedBallot], bundles: [PackageManifest], comparison: TrackingComparison
  )? {
    guard let delivered, let manifests, let definition, strikes != nil, reconciliation != nil
    else { return nil }
    let bundles = manifests.filter { $0.kind == "ballots" }
      .sorted { ($0.collector, $0.sequence) < ($1.collector, $1.sequence) }
    var comparison = TrackingComparison()
    comparison.total = bundles.count
    var ballots: [SealedBallot] = []
    for (place, bundle) in bundles.enumerated() {
      guard delivered.folders[bundle.hash] != nil else {
        comparison.left.append("\(bundle.place) (not there)")
        continue
      }
      guard
        let codes = delivered.codes(of: bundle, size: definition.sealedByteCount(bundle.style))
      else {
        comparison.left.append("\(bundle.place) (not the ballots that the collector signed)")
        continue
      }
      let fates = Fates(of: bundle, self)
      ballots += codes.enumerated().map { index, code in
        SealedBallot(code: code, fate: fates.fate(of: index), bundle: Int32(place))
      }
    }
    ballots.sort()
    let own = Set(manifests.map(\.hash))
    comparison.foreign = delivered.folders.filter { !own.contains($0.key) }.values.joined().sorted()
    return (ballots, bundles, comparison)
  }

  /// What becomes of the ballots of one bundle.
  private struct Fates {
    private let isExcluded: Bool
    private let excluded: Set<Int>
    private let struck: Set<Int>

    init(of bundle: PackageManifest, _ auditor: Auditor) {
      isExcluded =
        auditor.isExcluded(bundle) || auditor.reconciliation?.excludes(bundle.hash) == true
      excluded = auditor.rulings.excludedBallots(of: bundle.hash)
      struck = auditor.strikes?.ballots[bundle.hash] ?? []
    }

    func fate(of index: Int) -> TrackedFate {
      if isExcluded || excluded.contains(index) { return .excluded }
      return struck.contains(index) ? .struck : .counted
    }
  }
}
