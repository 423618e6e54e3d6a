import Bundles
package import Cryptography
import Election
package import Encoding
import Record
package import Storage
package import Words
package import Workspace

/// Finds who voted more than once, or may not vote, by merging the sealed sections as streams.
///
/// With the same key it answers what a custodian may ask of the vault.
package struct Reconciler {
  let workspace: Workspace
  let key: SectionKey

  /// A reconciler with one of the definition's vault keys.
  ///
  /// - Throws: `VaultError.otherKey` where the definition does not have this key.
  package init(_ workspace: Workspace, key: consuming BoxKey) throws(VaultError) {
    let recipients = workspace.definition.keys.vault
    let publicKey = key.publicKey.base64
    guard let position = recipients.firstIndex(of: publicKey) else { throw .otherKey }
    self.workspace = workspace
    self.key = SectionKey(key: key, recipient: position, recipients: recipients.count)
  }

  /// Reads every section that is in and writes strikes.csv, reconciliation.json and, in the vault,
  /// the rejected register.
  ///
  /// A section that turns out not to hold is left out and the others are merged once more, so that
  /// nothing it said has any effect. One that is not what was imported ends the reconciliation.
  package func run(
    progress: (Int) -> Void = { _ in }
  ) throws(VaultError) -> (result: Reconciliation, changes: StrikeChanges) {
    do {
      try workspace.requireIdentities()
      let rulings = workspace.state.rulings
      var bundles = workspace.state.bundles.filter {
        !rulings.isExcluded($0.hash, collector: $0.collector, sequence: $0.sequence)
      }
      var excluded: [Reconciliation.Excluded] = []
      while true {
        try requireRolls(bundles)
        do {
          let merged = try merge(bundles, progress: progress)
          return try write(merged, excluded: excluded)
        } catch let failure as MergeFailure {
          let bundle = bundles.remove(at: failure.section)
          try requireUnchanged(bundle)
          excluded.append(
            Reconciliation.Excluded(
              bundle: bundle.hash, ballots: bundle.ballots ?? 0, problem: failure.problem,
              counts: rulings.isRestored(bundle.hash)))
        }
      }
    } catch {
      throw VaultError(error)
    }
  }

  /// A section that does not hold is its collector's doing only where it is what was imported.
  ///
  /// - Throws: `WorkspaceError.damaged` where it was changed in the vault.
  private func requireUnchanged(_ bundle: ImportedBundle) throws {
    let path = workspace.vault.section(bundle.hash)
    var pieces = try workspace.disk.pieces(path)
    let hash = try Digest.of { () throws(StorageError) in try pieces.next() }
    guard try hash == workspace.manifest(of: bundle).identities.hash else {
      throw WorkspaceError.damaged(path)
    }
  }

  /// Where any roll is in, every style needs one (FormatReconciliation § The rules, step 1).
  private func requireRolls(_ bundles: [ImportedBundle]) throws(VaultError) {
    let rolls = Set(bundles.filter { $0.kind == .roll }.map(\.style))
    guard !rolls.isEmpty else { return }
    let missing = workspace.definition.styles.map(\.id).filter { !rolls.contains($0) }
    guard missing.isEmpty else { throw .noRoll(styles: missing) }
  }

  /// What a merge of all sections gives.
  private struct Merged {
    let sections: [Section]
    let register: RejectedRegister
    var strikes: Strikes
    var unresolved: [String: Int] = [:]
    var crossStyle = 0
    var rollRepeated = 0
    var restored = 0
    var leftOut = 0
  }

  /// Progress is told of so many entries at a time.
  private static let progressStep = 1 << 16

  /// The sections of bundles, opened.
  func open(
    _ bundles: [ImportedBundle]
  ) throws -> (readers: [SectionReader], sections: [Section]) {
    var readers: [SectionReader] = []
    var sections: [Section] = []
    let manifests = try bundles.map { try workspace.manifest(of: $0) }
    let room = try SectionRoom(records: manifests.map(\.identities.count))
    for (position, (bundle, manifest)) in zip(bundles, manifests).enumerated() {
      do {
        readers.append(
          try SectionReader(
            manifest, path: workspace.vault.section(bundle.hash), election: workspace.election,
            key: key, room: room, disk: workspace.disk))
      } catch let problem as SectionProblem {
        throw MergeFailure(section: position, problem: problem.problem)
      }
      sections.append(section(manifest, hash: bundle.hash))
    }
    return (readers, sections)
  }

  private func merge(
    _ bundles: [ImportedBundle], progress: (Int) -> Void
  ) throws -> Merged {
    let (readers, sections) = try open(bundles)
    let rules = ReconciliationRules(definition: workspace.definition, sections: sections)
    var merged = Merged(
      sections: sections, register: try RejectedRegister(workspace, sections: sections),
      strikes: Strikes(ballots: bundles.map { $0.ballots ?? 0 }))
    var merge = try SectionMerge(readers)
    var read = 0
    while try merge.next() {
      read += merge.count
      if read >= Self.progressStep {
        progress(read)
        read = 0
      }
      // What is true of nearly everybody is quickly told.
      switch merge.count {
      case 1 where rules.isPlain(merge.first): continue
      case 2 where rules.isPlain(merge.first, merge.second): continue
      default: break
      }
      try take(rules.judge(merge.entries), of: merge.token, into: &merged)
    }
    progress(read)
    for section in sections.indices {
      merged.leftOut += workspace.state.rulings.excludedBallots(of: sections[section].bundle).count
    }
    return merged
  }

  /// Enters what was decided of a token; what the officers decided of a ballot comes last.
  private func take(_ verdict: TokenVerdict, of token: Digest, into merged: inout Merged) throws {
    let rulings = workspace.state.rulings
    if verdict.isCrossStyle { merged.crossStyle += 1 }
    if verdict.isRollRepeated { merged.rollRepeated += 1 }
    for (entry, reason) in verdict.strikes {
      let bundle = merged.sections[entry.section].bundle
      let index = Int(truncatingIfNeeded: entry.ballot)
      if rulings.isRestored(bundle, index: index) {
        merged.restored += 1
        continue
      }
      // One that the officers left out is excluded, and in no other bucket.
      if rulings.isLeftOut(bundle, index: index) { continue }
      merged.strikes.add(entry, reason)
      try merged.register.add(token: token, entry, reason)
    }
    for entry in verdict.unresolved {
      guard let station = merged.sections[entry.section].station else { continue }
      merged.unresolved[station, default: 0] += 1
    }
  }

  /// Register entries by station and style; a register is of a station, as the definition's rules
  /// want it.
  private func registers(
    _ bundles: [ImportedBundle], sections: [Section]
  ) -> [Reconciliation.RegisterKind: Int] {
    var counts: [Reconciliation.RegisterKind: Int] = [:]
    for section in sections where section.kind == .register {
      guard let station = section.station,
        let bundle = bundles.first(where: { $0.hash == section.bundle })
      else { continue }
      let style = workspace.definition.styles[section.style].id
      counts[.init(station: station, style: style), default: 0] += bundle.identities
    }
    return counts
  }

  private func section(_ manifest: Manifest, hash: Digest) -> Section {
    let definition = workspace.definition
    return Section(
      bundle: hash, collector: manifest.collector, sequence: manifest.sequence,
      kind: manifest.kind,
      style: definition.styleIndex(manifest.style) ?? 0,
      channel: definition.channels.firstIndex { $0.id == manifest.channel },
      station: definition.collector(manifest.collector)?.station)
  }

  private func write(
    _ merged: Merged, excluded: [Reconciliation.Excluded]
  ) throws -> (result: Reconciliation, changes: StrikeChanges) {
    let disk = workspace.disk
    let target = workspace.reconciliationFolder
    try disk.makeFolder(target)
    var hasher = Hasher256()
    try disk.removeFile("\(target)/strikes.csv.new")
    var writer = try disk.openWriter("\(target)/strikes.csv.new")
    try merged.strikes.write(sections: merged.sections) { bytes throws(StorageError) in
      hasher.update(bytes)
      try writer.write(bytes)
    }
    try writer.sync()
    let changes = try StrikeChanges(
      from: "\(target)/strikes.csv", to: "\(target)/strikes.csv.new", disk: disk)
    try merged.register.finish()
    let result = Reconciliation(
      election: workspace.election, amendments: workspace.state.amendmentHashes,
      manifests: workspace.state.bundles.map(\.hash).sorted(),
      hasRoll: merged.sections.contains { $0.kind == .roll },
      struck: counts(merged.strikes, sections: merged.sections),
      unresolved: merged.unresolved,
      registers: registers(workspace.state.bundles, sections: merged.sections),
      excluded: excluded, restored: merged.restored, leftOut: merged.leftOut,
      rollRepeated: merged.rollRepeated, crossStyle: merged.crossStyle, strikes: hasher.finish())
    let path = "\(target)/reconciliation.json"
    let file = result.file
    let isSame =
      try disk.info(path) != nil && disk.read(path, limit: file.count + 1 << 20) == file
    if !isSame {
      // Signatures of another reconciliation do not belong to this one; those of another
      // custodian who came to the same bytes do.
      for name in try disk.list(target) where name.hasSuffix(".minisig") {
        try disk.removeFile("\(target)/\(name)")
      }
      try disk.writeDurably(file, to: path, replace: true)
    }
    try disk.rename("\(target)/strikes.csv.new", to: "\(target)/strikes.csv")
    return (result, changes)
  }

  /// Strikes by what they are counted by; whoever sends ballots has a channel, as the definition's
  /// rules want it.
  private func counts(
    _ strikes: Strikes, sections: [Section]
  ) -> [Reconciliation.StrikeKind: Int] {
    let definition = workspace.definition
    var counts: [Reconciliation.StrikeKind: Int] = [:]
    for (section, reasons) in zip(sections, strikes.counts) {
      guard let channel = section.channel else { continue }
      for (reason, count) in reasons {
        let kind = Reconciliation.StrikeKind(
          reason: reason, style: definition.styles[section.style].id,
          channel: definition.channels[channel].id)
        counts[kind, default: 0] += count
      }
    }
    return counts
  }
}

/// What can end a reconciliation.
package enum VaultError: ReportedError, Equatable {
  /// The key is none of the definition's vault keys.
  case otherKey
  /// A roll is in, but not for these styles.
  case noRoll(styles: [String])
  /// A section does not hold, so that nothing can be said of everybody.
  case section(bundle: Digest, problem: Message)
  /// There is no such thing in the vault.
  case nothing(String)
  case storage(StorageError)
  case cryptography(CryptographyError)
  case workspace(WorkspaceError)
  case unexpected(String)

  /// Sorts an error by where it comes from.
  init(_ error: any Error) {
    switch error {
    case let error as VaultError: self = error
    case let error as StorageError: self = .storage(error)
    case let error as CryptographyError: self = .cryptography(error)
    case let error as WorkspaceError: self = .workspace(error)
    default: self = .unexpected("\(error)")
    }
  }

  package var report: Report {
    switch self {
    case .otherKey:
      Report(
        .refused, code: "vault-key", "this is not a vault key of this election",
        advice: "use the key file that a custodian was given at the ceremony")
    case .noRoll(let styles):
      Report(
        .refused, code: "roll-missing",
        "a roll is in, but none for \(styles.joined(separator: ", "))",
        advice: "import the missing roll, then reconcile again")
    case .section(let bundle, let problem):
      Report(
        .refused, code: "identities",
        "the identities of bundle \(bundle) do not hold: \(problem)",
        advice: "reconcile, and let the officers decide by an amendment")
    case .nothing(let what):
      Report(
        .refused, code: "vault", "there is no \(what) in the vault",
        advice: "reconcile first: coldcount reconcile --vault-key ...")
    case .storage(let error): error.report
    case .cryptography(let error): error.report
    case .workspace(let error): error.report
    case .unexpected(let text): Report(.machine, code: "internal", Message(text))
    }
  }
}
