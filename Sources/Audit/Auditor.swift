package import Encoding
package import Storage

import Cryptography
import Election
import Paper
import Record
package import Result
import Words

/// Checks a result package from its files alone.
///
/// Shares with what wrote them what the journal's lines say and the counting function, so that no
/// rule is read in two ways; everything else it reads by itself.
package struct Auditor {
  /// What a check has to say when it ends.
  struct Finding {
    var failures: [Message] = []
    var compared: Message = ""
    var notMade: Message?

    /// Adds a failure, up to a number that people can read.
    mutating func fail(_ problem: Message) {
      if failures.count < Auditor.maxFailures {
        failures.append(problem)
      } else if failures.count == Auditor.maxFailures {
        failures.append("and more of the same")
      }
    }
  }

  /// The most failures that are listed for one check.
  static let maxFailures = 200

  let folder: PackageFolder
  /// What B2SUMS lists; nil where it cannot be read.
  let list: PackageList?
  /// Whether the package is one for the public.
  var isPublic: Bool { list?.isPublic ?? false }
  let publishedDefinition: Digest?
  private let publishedSoftware: Digest?
  /// Makes the reports again; nil where nobody can.
  let reports: Reports?
  /// Bundles that lie beside the package; nil where none were named.
  let delivered: DeliveredBundles?
  private var checks: [Check] = []
  var facts = AuditFacts()

  // What earlier checks read; nil where it does not hold well enough to go on from.
  var definitionFile: [UInt8]?
  var definition: Definition?
  var resultFile: [UInt8]?
  /// The result as far as it can be understood, whole or for the public.
  var result: (any StatedResult)?
  /// The whole result; nil in a package for the public.
  var whole: ElectionResult? { result as? ElectionResult }
  /// The result for the public; nil in a package for auditors.
  var shown: PublicResult? { result as? PublicResult }
  var journal: PackageJournal?
  /// What the journal's lines up to the head that the result names come to.
  var state: RecordState?
  /// What all its lines come to.
  var lastState: RecordState?
  /// What the amendments come to.
  var rulings = Rulings()
  /// The election as they leave it.
  var amended: Definition?
  var manifests: [PackageManifest]?
  /// What the collectors' chains lack.
  var gaps: [Outstanding] = []
  var sheets: [Sheet]?
  var accounts: [StationAccount] = []
  var reconciliation: PackageReconciliation?
  var strikes: PackageStrikes?
  /// How proofs are checked.
  let work: ProofWork
  /// The lists of sealed ballots that were opened; nil where they cannot be had.
  var chain: ProofChain?
  /// Whether what was opened is what the sealed ballots hold; nil where it was not held against them.
  var isProved: Bool?
  /// What openings told of few ballots, as enough officers allowed.
  var allowedGroups: [SmallGroups] = []
  /// How far the tracking list was compared with the ballots; nil where it was not.
  var comparison: TrackingComparison?

  /// Checks the package in a folder.
  ///
  /// Gives what was found; a broken file never ends it. The tracking list is compared with the sealed
  /// ballots of the bundles in the folders `bundles`.
  ///
  /// - Throws: `FolderAboveError` where packages lie in the folder, `StorageError` where it cannot be
  ///   read itself, or this user may not read one of its files.
  package static func check(
    _ path: String, disk: any Disk, publishedDefinition: Digest? = nil,
    publishedSoftware: Digest? = nil, reports: Reports? = nil, bundles: [String] = [],
    work: ProofWork = ProofWork()
  ) throws -> AuditReport {
    try audited(
      path, disk: disk, publishedDefinition: publishedDefinition,
      publishedSoftware: publishedSoftware, reports: reports, bundles: bundles, work: work
    ).report
  }

  /// Checks the package in a folder and gives what stands in it; nil where anything fails.
  ///
  /// - Throws: `FolderAboveError` where packages lie in the folder, `StorageError` where it cannot be
  ///   read itself, or this user may not read one of its files.
  package static func open(
    _ path: String, disk: any Disk, publishedDefinition: Digest? = nil,
    publishedSoftware: Digest? = nil, reports: Reports? = nil, work: ProofWork = ProofWork()
  ) throws -> (report: AuditReport, package: VerifiedPackage?) {
    let auditor = try audited(
      path, disk: disk, publishedDefinition: publishedDefinition,
      publishedSoftware: publishedSoftware, reports: reports, work: work)
    return (auditor.report, auditor.report.holds ? auditor.verified : nil)
  }

  /// Makes every check of the package in a folder and gives all that was read.
  ///
  /// - Throws: `FolderAboveError` where packages lie in the folder, `StorageError` where it cannot be
  ///   read itself, or this user may not read one of its files.
  static func audited(
    _ path: String, disk: any Disk, publishedDefinition: Digest? = nil,
    publishedSoftware: Digest? = nil, reports: Reports? = nil, bundles: [String] = [],
    work: ProofWork = ProofWork()
  ) throws -> Auditor {
    try requireNotAbove(path, disk: disk)
    var auditor = Auditor(
      folder: try PackageFolder(path, disk: disk), publishedDefinition: publishedDefinition,
      publishedSoftware: publishedSoftware, reports: reports,
      delivered: bundles.isEmpty ? nil : try DeliveredBundles(in: bundles, disk: disk), work: work)
    auditor.run()
    // What somebody else can read says nothing against the package.
    if let denial = auditor.folder.denial { throw denial }
    return auditor
  }

  /// Reads what a package lists and what its result says, whoever signed it.
  ///
  /// - Throws: `StorageError` where the folder itself cannot be read, or this user may not read one of
  ///   its files.
  static func listed(_ path: String, disk: any Disk) throws(StorageError) -> Auditor {
    var auditor = Auditor(
      folder: try PackageFolder(path, disk: disk), publishedDefinition: nil,
      publishedSoftware: nil, reports: nil, delivered: nil, work: ProofWork())
    auditor.make(.files) { $0.checkFiles(&$1) }
    auditor.make(.sums) { $0.checkSums(&$1) }
    auditor.make(.definition) { $0.checkDefinition(&$1) }
    auditor.make(.result) { $0.checkResult(&$1) }
    if let denial = auditor.folder.denial { throw denial }
    return auditor
  }

  var report: AuditReport {
    AuditReport(checks: checks, facts: facts, litter: folder.litter, limits: limits)
  }

  /// What a package cannot show of itself.
  private var limits: [Message] {
    let told: Message =
      if shown != nil {
        "tracking.txt is the counting laptop's own word; a second laptop's shows it: "
          + "coldcount compare"
      } else if comparison?.isWhole == true {
        "patterns.csv is the counting laptop's own word; a second laptop's shows it: "
          + "coldcount compare"
      } else {
        "patterns.csv and tracking.txt are the counting laptop's own word; "
          + "a second laptop's shows it: coldcount compare"
      }
    let all = definition?.format == .verifiable ? proofLimits : [told]
    guard delivered != nil else { return all }
    return all
      + (comparison?.limits
        ?? ["tracking.txt was not compared with the ballots: no manifests and strikes tell which"])
  }

  private init(
    folder: PackageFolder, publishedDefinition: Digest?, publishedSoftware: Digest?,
    reports: Reports?, delivered: DeliveredBundles?, work: ProofWork
  ) {
    self.work = work
    self.folder = folder
    self.delivered = delivered
    self.reports = reports
    list = folder.read(Self.sums).map(PackageList.init)
    self.publishedDefinition = publishedDefinition
    self.publishedSoftware = publishedSoftware
  }

  private mutating func run() {
    make(.files) { $0.checkFiles(&$1) }
    make(.sums) { $0.checkSums(&$1) }
    make(.definition) { $0.checkDefinition(&$1) }
    make(.published) { $0.checkPublished(&$1) }
    make(.definitionSigned) { $0.checkSigned("election.json", &$1) }
    make(.packageSigned) { $0.checkSigned("B2SUMS", &$1) }
    make(.result) { $0.checkResult(&$1) }
    if isPublic { return runPublic() }
    make(.resultSigned) { $0.checkResultSigned(&$1) }
    make(.journal) { $0.checkJournal(&$1) }
    make(.journalSigned) { $0.checkJournalSigned(&$1) }
    make(.record) { $0.checkRecord(&$1) }
    make(.amendments) { $0.checkAmendments(&$1) }
    make(.earlier) { $0.checkEarlier(&$1) }
    make(.manifests) { $0.checkManifests(&$1) }
    make(.chain) { $0.checkChain(&$1) }
    make(.desks) { $0.checkDesks(&$1) }
    make(.sheets) { $0.checkSheets(&$1) }
    make(.accounts) { $0.checkAccounts(&$1) }
    make(.reconciliation) { $0.checkReconciliation(&$1) }
    make(.reconciliationSigned) { $0.checkReconciliationSigned(&$1) }
    make(.strikes) { $0.checkStrikes(&$1) }
    make(.ballots) { $0.checkBallots(&$1) }
    make(.stage) { $0.checkStage(&$1) }
    make(.current) { $0.checkCurrent(&$1) }
    make(.tally) { $0.checkTally(&$1) }
    make(.tracking) { $0.checkTracking(&$1) }
    make(.software) { $0.checkSoftware(&$1) }
    make(.reports) { $0.checkReports(&$1) }
    guard definition?.format == .verifiable else { return }
    make(.proofs) { $0.checkProofs(&$1) }
    make(.openings) { $0.checkOpenings(&$1) }
  }

  mutating func make(_ id: CheckID, _ body: (inout Auditor, inout Finding) -> Void) {
    var finding = Finding()
    body(&self, &finding)
    let verdict: Check.Verdict =
      if !finding.failures.isEmpty {
        .fails(finding.failures)
      } else if let reason = finding.notMade {
        .notMade(reason)
      } else {
        .holds
      }
    checks.append(Check(id: id, verdict: verdict, compared: finding.compared))
  }

  private func checkPublished(_ finding: inout Finding) {
    guard let file = definitionFile else {
      finding.notMade = "there is no definition"
      return
    }
    let hash = Digest.of(file)
    guard let publishedDefinition else {
      finding.notMade =
        "no published hash was given (--definition HASH); the file's own is \(hash)"
      return
    }
    finding.compared = "\(hash)"
    if hash != publishedDefinition {
      finding.fail("election.json has the hash \(hash), published is \(publishedDefinition)")
    }
  }

  func checkSoftware(_ finding: inout Finding) {
    guard let result else {
      finding.notMade = "there is no result that can be read"
      return
    }
    finding.compared = "coldcount \(SafeText.escaped(result.software.version))"
    guard let publishedSoftware else {
      finding.notMade =
        "no published hash was given (--binary HASH); the result names \(result.software.hash)"
      return
    }
    if publishedSoftware != result.software.hash {
      finding.fail("counted with \(result.software.hash), published is \(publishedSoftware)")
    }
  }
}
