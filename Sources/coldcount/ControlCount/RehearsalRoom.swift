import Audit
import Bundles
import Console
import Counting
import Cryptography
import Election
import Result
import Encoding
import Mixnet
import Paper
import Proving
import Record
import Rehearsal
import Storage
import Threads
import Vault
import Words
import Workspace

/// A whole count in a folder of its own, with control ballots.
struct RehearsalRoom {
  private let original: Definition
  private let originalFile: [UInt8]
  private let folder: String
  let context: Context
  private let file: [UInt8]
  let definition: Definition
  private let plan: ControlPlan
  /// Keys that sign for collectors and people, thrown away with the folder `work`.
  private let signers: [String: Signer]
  /// Of an election with proofs, shares of a key that is thrown away too.
  let controlShares: [DealtShare]

  private var disk: any Disk { context.disk }
  private var election: Digest { Digest.of(file) }
  /// What is removed again.
  var work: String { "\(folder)/work" }
  private var stick: String { "\(work)/stick" }

  /// Plans the rehearsal of an election; nothing is written yet.
  init(definition bytes: [UInt8], folder: String, context: Context) throws {
    original = try Definition(checked: bytes)
    originalFile = bytes
    self.folder = folder
    self.context = context
    var signers: [String: Signer] = [:]
    for (list, ids) in [
      ("collectors", original.collectors.map(\.id)), ("people", original.people.map(\.id)),
    ] {
      for id in ids { signers["\(list)/\(id)"] = Signer(id: id, key: try SigningKey.generate()) }
    }
    let rehearsed = RehearsalDefinition.make(of: try JSON.parse(canonical: bytes)) {
      signers[$0]?.key.publicKey.text
    }
    // No deal of the officers fits a definition with other signing keys.
    let ceremony =
      original.format == .verifiable
      ? try ControlCeremony(of: rehearsed) { try Self.person($0, in: signers) } : nil
    file = ceremony?.file ?? rehearsed.canonical
    controlShares = ceremony?.shares ?? []
    definition = try Definition(checked: file)
    self.signers = signers
    plan = try ControlPlan(definition, election: Digest.of(file))
    // What compares nothing would always hold.
    guard !plan.sheets.isEmpty || plan.figures.count("electronic", "entries") > 0 else {
      throw RehearsalError.nothingToCount
    }
  }

  /// What opens, of the officers' real shares.
  func open() throws -> RehearsedKey {
    let files = context.parsed.values("--share")
    guard original.format == .sealed else {
      return .shares(
        try context.secrets.shares(
          files, definition: original, keys: CountKeys(original, file: originalFile)))
    }
    return .key(
      try OpenedKey(
        context.secrets.shares(files, definition: definition), definition: definition))
  }

  func person(_ id: String) throws -> Signer { try Self.person(id, in: signers) }

  private static func person(_ id: String, in signers: [String: Signer]) throws -> Signer {
    guard let signer = signers["people/\(id)"] else {
      throw UsageError("no person \(SafeText.escaped(id))", command: "rehearse")
    }
    return signer
  }

  /// The officer who does what only takes one.
  func officer() throws -> Signer { try person(definition.officers.first?.id ?? "") }

  /// Sends everything the whole way and compares what comes out.
  func run(key: RehearsedKey, vaultKey: consuming BoxKey) throws -> RehearsalReport {
    let tried = try tryShares(key)
    try say("sealing \(Plural.of(plan.bundles.count, "control bundle"))")
    try seal()
    let workspace = try begin()
    try importAll(workspace)
    try enterPapers(workspace)
    try say("reconciling")
    let signer = try person(definition.custodians.first?.id ?? "")
    let reconciled = try Reconciler(workspace, key: vaultKey).run().result.file
    try workspace.record(
      .reconciled(
        reconciliation: .of(reconciled), strikes: .of(try strikes(workspace))), signer: signer)
    try ReconcileCommand.sign(reconciled, by: signer, in: workspace)
    try say("counting")
    let stage = try count(workspace, key: key)
    let result = "\(workspace.resultFolder(stage))/result.json"
    try signByOfficers(result, .result)
    let package = "\(folder)/package"
    _ = try PackageExport(workspace, stage: stage).write(
      to: package, reports: ResultReports.program, signer: officer())
    try signByOfficers("\(package)/B2SUMS", .package)
    try say("auditing")
    return RehearsalReport(
      original: original, originalHash: .of(originalFile), rehearsed: election, tried: tried,
      at: context.clock.now(), software: try context.software(), plan: plan,
      result: try ElectionResult(
        file: disk.read(result, limit: ElectionResult.maxByteCount), of: definition),
      audit: try Auditor.check(
        package, disk: disk, publishedDefinition: election, publishedSoftware: nil,
        reports: ResultReports.program))
  }

  func say(_ message: Message) throws { try context.say(message) }

  /// Tries the officers' real shares of an election with proofs; nil of any other, whose control count
  /// opens with them.
  private func tryShares(_ key: RehearsedKey) throws -> RehearsalReport.Tried? {
    guard case .shares(let shares) = key else { return nil }
    try say("trying the officers' shares")
    let parts = plan.bundles.filter { $0.kind == .ballots }.map { bundle in
      ShareTrial.ControlBallots(
        collector: bundle.collector.id, style: bundle.style,
        vectors: Array(bundle.vectors.prefix(Self.maxTried)))
    }
    var trial = try ShareTrial(
      original, file: originalFile, shares, threads: Threads.processorCount)
    return RehearsalReport.Tried(officers: shares.map(\.officer), marks: try trial.run(parts))
  }

  /// Enough that there is an order to lose.
  private static let maxTried = 32

  private func seal() throws {
    try disk.makeFolder(stick)
    let proofs =
      definition.format == .sealed
      ? nil
      : ProofContext(election: election, key: try CountKeys(definition, file: file).key)
    let writer = BundleWriter(
      definition: definition, election: election, disk: disk, proofs: proofs)
    for collector in definition.collectors {
      guard let signer = signers["collectors/\(collector.id)"] else { continue }
      let bundles = plan.bundles.filter { $0.collector == collector }
      var previous: Digest?
      for (number, bundle) in bundles.enumerated() {
        previous = try writer.write(
          bundle.entries, vectors: bundle.vectors,
          plan: BundleWriter.Plan(
            collector: collector, sequence: number + 1, previous: previous,
            isFinal: number == bundles.count - 1, kind: bundle.kind, style: bundle.style.id,
            from: definition.polls.opens, to: definition.polls.closes), key: signer.key,
          to: "\(stick)/\(collector.id)-\(number + 1)")
      }
    }
  }

  private func begin() throws -> Workspace {
    let election = "\(work)/election.json"
    try disk.writeDurably(file, to: election)
    try signByOfficers(election, .definition, definition.definitionSigners)
    return try Workspace.create(
      at: "\(work)/count", election: election, vault: "\(work)/vault",
      software: context.software(), signer: officer(), disk: disk, clock: context.clock)
  }

  private func importAll(_ workspace: Workspace) throws {
    for name in try disk.list(stick) {
      switch try workspace.importBundle("\(stick)/\(name)", signer: officer()) {
      case .accepted: break
      case .alreadyImported: throw RehearsalError.repeated(name)
      case .refused(let refusal): throw refusal
      }
    }
  }

  /// Two people key every sheet; of the first one, one of them slips and a third decides.
  private func enterPapers(_ workspace: Workspace) throws {
    guard !plan.sheets.isEmpty || !plan.accounts.isEmpty else { return }
    let clerks = definition.people.filter { [.operator, .officer].contains($0.role) }
      .prefix(3).map(\.id)
    guard clerks.count == 3 else { throw RehearsalError.tooFewPeople }
    func enter(_ sheet: Sheet, _ clerk: String) throws {
      // Through the file's own form, as everything that people hand in.
      let read = try SheetFile.parse(sheet.file, definition: definition, election: election)
      for sheet in read {
        try workspace.record(
          .paper(hash: .of(sheet.file), sheet: sheet.json), signer: person(clerk))
      }
    }
    for (number, sheet) in plan.sheets.enumerated() {
      let isSlip = number == 0 && plan.slip != nil
      try enter(isSlip ? plan.slip ?? sheet : sheet, clerks[0])
      try enter(sheet, clerks[1])
      if isSlip { try enter(sheet, clerks[2]) }
    }
    for (account, clerk) in plan.accounts.flatMap({ account in
      clerks.prefix(2).map { (account, $0) }
    }) {
      try workspace.record(.account(account.json), signer: person(clerk))
    }
  }

  private func strikes(_ workspace: Workspace) throws -> [UInt8] {
    try disk.read("\(workspace.reconciliationFolder)/strikes.csv", limit: Self.maxStrikesByteCount)
  }

  /// The strikes of a rehearsal are few; this is far beyond them.
  private static let maxStrikesByteCount = 64 << 20

  /// Counts as final; where control ballots end in a tie, as they may, the count stays partial.
  private func count(
    _ workspace: Workspace, key: RehearsedKey
  ) throws -> Stage {
    // Before the poll, as it should be.
    if workspace.state.openPoll(at: context.clock.now()) != nil {
      for officer in definition.officers.prefix(definition.quorum.sign) {
        try workspace.allow(.clock, reason: "a rehearsal", signer: person(officer.id))
      }
    }
    let count = try Count(workspace, stage: .final, software: context.software())
    do {
      switch key {
      case .key(let key):
        return try count.run(
          key: key, signer: officer(), threads: Threads.processorCount
        ).result.stage
      case .shares: return try countWithProofs(count, workspace)
      }
    } catch CountingError.lotsNeeded {
      return .partial
    }
  }

  private func signByOfficers(
    _ path: String, _ thing: SignedThing, _ count: Int? = nil
  ) throws {
    let bytes = try disk.read(path, limit: Definition.maxByteCount)
    for officer in definition.officers.prefix(count ?? definition.quorum.sign) {
      let signature = try person(officer.id).sign(bytes, as: thing, in: definition)
      try disk.writeDurably(signature.file, to: "\(path).\(officer.id).minisig")
    }
  }
}

/// Why a rehearsal cannot be made.
enum RehearsalError: ReportedError, Equatable {
  /// Nobody collects ballots and no station counts sheets.
  case nothingToCount
  /// Sheets are keyed by two people, and a third decides.
  case tooFewPeople
  /// Two control bundles are the same.
  case repeated(String)

  var report: Report {
    switch self {
    case .nothingToCount:
      Report(
        .refused, code: "rehearsal", "no collector sends ballots and no station counts papers",
        advice: "name collectors and stations in the definition")
    case .tooFewPeople:
      Report(
        .refused, code: "rehearsal", "the election has fewer than three people who key sheets",
        advice: "sheets are keyed by two people, and a third decides; add people to the definition")
    case .repeated(let name):
      Report(
        .refused, code: "rehearsal", "the control bundle \(name) was in already",
        advice: "please report this")
    }
  }
}
