import Bundles
import Cryptography
package import Election
package import Result
package import Encoding
import Paper
package import Record
import Storage
import Tally
import Words
package import Workspace

/// Writes the result package, reads it back, and says which checksum list belongs to it
/// (FormatPackage § Overview).
package struct PackageExport {
  private let workspace: Workspace
  private let stage: Stage
  private let disk: any Disk

  /// An export of the result of one stage.
  package init(_ workspace: Workspace, stage: Stage) {
    self.workspace = workspace
    self.stage = stage
    disk = workspace.disk
  }

  /// A result that enough officers signed, and where it lies.
  private struct Source {
    let hash: Digest
    let folder: String
    let bytes: [UInt8]
    let result: ElectionResult
    let signatures: OfficerSignatures
    let earlier: [ResultArchive.Signed]
  }

  private func source(for target: String, signer: Signer?) throws -> Source {
    try workspace.requireWriter(signer, of: .exported)
    let archive = ResultArchive(workspace)
    guard let count = workspace.state.counts.last(where: { $0.stage == stage }) else {
      throw CountingError.notCounted(stage: stage)
    }
    try workspace.requireCurrent(count)
    guard let folder = try archive.folder(of: count) else {
      throw CountingError.damaged(
        path: "\(workspace.resultFolder(stage))/result.json")
    }
    let bytes = try archive.file(of: count)
    let signatures = try OfficerSignatures(
      of: bytes, beside: "\(folder)/result.json", people: workspace.definition.officers,
      disk: disk)
    try signatures.require(workspace.definition.quorum.sign, file: "\(folder)/result.json")
    try requireEmpty(target)
    return Source(
      hash: count.result, folder: folder, bytes: bytes,
      result: try ElectionResult(file: bytes, of: workspace.definition), signatures: signatures,
      earlier: Array(try archive.signed().prefix { $0.hash != count.result }))
  }

  /// A package goes into a folder of its own.
  private func requireEmpty(_ target: String) throws {
    guard try disk.info(target) != nil else { return }
    let names = try disk.list(target)
    guard !names.isEmpty else { return }
    // The checksum list is written last.
    throw names.contains("election.json") && !names.contains("B2SUMS")
      ? CountingError.unfinishedTarget(target) : CountingError.targetNotEmpty(target)
  }

  /// Writes the folder `target`, which must be new or empty, for auditors; gives the hash of its
  /// B2SUMS.
  ///
  /// `reports` are for people.
  ///
  /// - Throws: `CountingError.notReady` where the result is not signed by the quorum.
  package func write(
    to target: String, reports: Reports, signer: Signer?
  ) throws(CountingError) -> Digest {
    do {
      let source = try source(for: target, signer: signer)
      let result = source.result
      // The folder has the latest reconciliation only.
      guard
        result.inputs.reconciliation == workspace.state.reconciliation?.reconciliation
      else {
        throw CountingError.notExportable(
          "it was reconciled again since this result was counted",
          advice: "officers count again: coldcount count --stage ... --share ...")
      }
      var writer = PackageWriter(
        folder: target,
        folders: ["manifests", "sheets", "reports"] + (source.earlier.isEmpty ? [] : ["earlier"])
          + (workspace.state.desks.isEmpty ? [] : ["desks"])
          + (result.inputs.proof == nil ? [] : ["ballots", "proof"])
          + (otherOpenings(than: result).isEmpty ? [] : ["openings"]),
        disk: disk)
      let hash = try writer.write { writer throws in
        try writer.addDefinition(of: workspace)
        try addInputs(of: result, to: &writer)
        try addProofs(of: source, to: &writer)
        try addDesks(to: &writer)
        try writer.addAmendments(of: workspace, Set(result.inputs.amendments))
        for signed in source.earlier {
          let name = "earlier/\(signed.hash).json"
          try writer.write(signed.file, as: name)
          for (officer, signature) in signed.signatures.valid {
            try writer.write(signature, as: "\(name).\(officer).minisig")
          }
        }
        try writer.copy("\(source.folder)/patterns.csv", as: "patterns.csv")
        try writer.copy("\(source.folder)/tracking.txt", as: "tracking.txt")
        try writer.write(source.bytes, as: "result.json")
        for (officer, signature) in source.signatures.valid {
          try writer.write(signature, as: "result.json.\(officer).minisig")
        }
        try add(reports, of: result, to: &writer)
        try writer.copy("\(workspace.path)/\(Journal.fileName)", as: Journal.fileName)
      }
      try workspace.record(.exported(b2sums: hash), signer: signer)
      return hash
    } catch {
      throw CountingError(error)
    }
  }

  /// Writes what the public may have: the definition, the amendments, the result with small places
  /// merged, the tracking codes by themselves, and reports.
  ///
  /// Neither patterns nor sheets by batch, nor whatever tells of single bundles or stations:
  /// manifests, strikes, reconciliation, accounts and the journal stay in the auditors' package.
  ///
  /// - Throws: `SmallDifferenceError`, as what it says, where a result that was signed before
  /// differs   by few or by ballots that are all alike and nobody decided to publish it all the
  /// same.
  package func writePublic(
    to target: String, reports: Reports, signer: Signer?
  ) throws(CountingError) -> Digest {
    do {
      let source = try source(for: target, signer: signer)
      let definition = workspace.state.definition
      let places = SmallPlaces(
        source.result,
        earlier: try source.earlier.map {
          try ElectionResult(file: $0.file, of: workspace.definition)
        }, definition: definition)
      if let difference = places.differences.first, !isAccepted(source.hash) {
        throw SmallDifferenceError(
          difference, since: source.earlier[difference.since].hash,
          least: definition.policy.smallCell)
      }
      let shown = PublicResult(
        source.result, hash: source.hash, definition: definition, places: places)
      var writer = PackageWriter(folder: target, folders: ["reports"], disk: disk)
      let hash = try writer.write { writer throws in
        try writer.addDefinition(of: workspace)
        try writer.addAmendments(of: workspace, Set(source.result.inputs.amendments))
        try writer.write(shown.file, as: "result.json")
        try writer.copyCodes("\(source.folder)/tracking.txt", as: "tracking.txt")
        try add(reports, of: shown, to: &writer)
      }
      try workspace.record(.exported(b2sums: hash), signer: signer)
      return hash
    } catch {
      throw CountingError(error)
    }
  }

  /// Whether the journal records that somebody decided to publish a result although it differs from
  /// an earlier one by few.
  private func isAccepted(_ result: Digest) -> Bool {
    workspace.journal.lines.contains { line in
      if case .disclosed(let copy) = line.event {
        copy.result == result && copy.decision != nil
      } else {
        false
      }
    }
  }

  private func add(
    _ reports: Reports, of result: any StatedResult, to writer: inout PackageWriter
  ) throws {
    for report in reports.make(ReportSource(result, of: workspace)) {
      try writer.write(report.bytes, as: report.name)
    }
  }

  /// The files of the desks as the journal has them, each beside the signature of who keyed it.
  private func addDesks(to writer: inout PackageWriter) throws {
    for (file, signature) in workspace.state.desks {
      let name = "desks/\(file.hash).json"
      try writer.write(file.file, as: name)
      try writer.write(Array(signature.utf8), as: "\(name).\(file.clerk).minisig")
    }
  }

  private func addInputs(of result: ElectionResult, to writer: inout PackageWriter) throws {
    try writer.addBundles(of: workspace, Set(result.inputs.manifests))
    let sheets = Set(result.inputs.sheets)
    for sheet in workspace.state.sheets.agreed {
      let file = sheet.file
      guard sheets.contains(Digest.of(file)) else { continue }
      try writer.write(file, as: "sheets/\(Digest.of(file)).json")
    }
    try writer.addReconciliation(of: workspace)
  }

  /// The sealed ballots, and the proofs of what they were opened to.
  private func addProofs(of source: Source, to writer: inout PackageWriter) throws {
    guard source.result.inputs.proof != nil else { return }
    try writer.addBallots(of: workspace, Set(source.result.inputs.manifests))
    for name in try disk.list("\(source.folder)/proof") {
      try writer.copy("\(source.folder)/proof/\(name)", as: "proof/\(name)")
    }
    for tracking in otherOpenings(than: source.result) {
      try writer.copy(
        "\(workspace.path)/openings/\(tracking).txt", as: "openings/\(tracking).txt")
    }
  }

  /// The tracking lists of openings, begun at any time, that are not the one of a result.
  private func otherOpenings(than result: ElectionResult) -> [Digest] {
    let all = Set(workspace.state.proofs.openings.map(\.tracking))
    return all.filter { $0 != result.inputs.tracking }.sorted()
  }
}
