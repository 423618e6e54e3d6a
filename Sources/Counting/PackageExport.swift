import Bundles
import Cryptography
package import Election
package import Encoding
import Storage
package import Workspace

/// Writes the result package, reads it back, and says which checksum list belongs to it
/// (FORMATS.md section 7).
package struct PackageExport {
  private let workspace: Workspace
  private let stage: ElectionResult.Stage
  private let disk: any Disk

  /// An export of the result of one stage.
  package init(_ workspace: Workspace, stage: ElectionResult.Stage) {
    self.workspace = workspace
    self.stage = stage
    disk = workspace.disk
  }

  /// The latest stage that was counted; nil before the first count.
  package static func latestStage(_ workspace: Workspace) -> ElectionResult.Stage? {
    workspace.state.counts.last.flatMap { ElectionResult.Stage(rawValue: $0.stage) }
  }

  /// Writes the folder `target`, which must be new or empty, and gives the hash of its B2SUMS.
  ///
  /// `report` is the page for people, put under reports/.
  ///
  /// - Throws: `CountingError.notReady` where the result is not signed by the quorum.
  package func write(
    to target: String, report: (JSON) -> [UInt8], signer: Signer?
  ) throws(CountingError) -> Digest {
    do {
      let archive = ResultArchive(workspace)
      guard let count = workspace.state.counts.last(where: { $0.stage == stage.rawValue }),
        let source = try archive.folder(of: count)
      else {
        throw CountingError.damaged(
          path: "\(workspace.resultFolder(stage: stage.rawValue))/result.json")
      }
      let bytes = try archive.file(of: count)
      let result = try JSON.parse(canonical: bytes)
      let signatures = try OfficerSignatures(
        of: bytes, beside: "\(source)/result.json", people: workspace.definition.officers,
        disk: disk)
      try signatures.require(
        workspace.definition.quorum.sign, file: "\(source)/result.json")
      // The folder has the latest reconciliation only.
      guard
        result["inputs"]?["reconciliation"]?.string
          == workspace.state.reconciliation?.reconciliation.description
      else {
        throw CountingError.notReady(
          stage: stage.rawValue,
          reasons: ["it was reconciled again since this result was counted; count again"])
      }
      if try disk.info(target) != nil, try !disk.list(target).isEmpty {
        throw CountingError.notReady(
          stage: stage.rawValue, reasons: ["\(SafeText.escaped(target)) is not empty"])
      }
      let earlier = try archive.signed().prefix { $0.hash != count.result }
      var writer = PackageWriter(
        folder: target,
        folders: ["manifests", "sheets", "reports"] + (earlier.isEmpty ? [] : ["earlier"]),
        disk: disk)
      try writer.begin()
      try addInputs(of: result, to: &writer)
      try addAmendments(of: result, to: &writer)
      for signed in earlier {
        let name = "earlier/\(signed.hash).json"
        try writer.write(signed.file, as: name)
        for (officer, signature) in signed.signatures.valid {
          try writer.write(signature, as: "\(name).\(officer).minisig")
        }
      }
      try writer.copy("\(source)/patterns.csv", as: "patterns.csv")
      try writer.copy("\(source)/tracking.txt", as: "tracking.txt")
      try writer.write(bytes, as: "result.json")
      for (officer, signature) in signatures.valid {
        try writer.write(signature, as: "result.json.\(officer).minisig")
      }
      try writer.write(report(result), as: "reports/result.txt")
      try writer.copy("\(workspace.path)/\(Journal.fileName)", as: Journal.fileName)
      let hash = try writer.finish()
      try workspace.record(.exported(b2sums: hash), signer: signer)
      return hash
    } catch {
      throw CountingError(error)
    }
  }

  /// The hashes that a result names as what it was made from.
  private func inputs(_ name: String, of result: JSON) -> Set<String> {
    Set((result["inputs"]?[name]?.array ?? []).compactMap(\.string))
  }

  private func addAmendments(of result: JSON, to writer: inout PackageWriter) throws {
    try workspace.verifyAmendments()
    let named = inputs("amendments", of: result)
    for amendment in workspace.state.amendments
    where named.contains(Digest.of(amendment.file).description) {
      let path = "\(workspace.amendmentsFolder)/\(amendment.fileName)"
      try writer.write(amendment.file, as: amendment.fileName)
      let signed = try OfficerSignatures(
        of: amendment.file, beside: path, people: workspace.definition.officers, disk: disk)
      for (officer, signature) in signed.valid {
        try writer.write(signature, as: "\(amendment.fileName).\(officer).minisig")
      }
    }
  }

  private func addInputs(of result: JSON, to writer: inout PackageWriter) throws {
    let definition = workspace.definition
    try writer.write(workspace.definitionFile, as: "election.json")
    let definitionPath = "\(workspace.path)/election.json"
    let signed = try OfficerSignatures(
      of: workspace.definitionFile, beside: definitionPath, people: definition.officers,
      disk: disk)
    for (officer, signature) in signed.valid {
      try writer.write(signature, as: "election.json.\(officer).minisig")
    }
    let manifests = inputs("manifests", of: result)
    for bundle in workspace.state.bundles where manifests.contains(bundle.hash.description) {
      let folder = workspace.bundleFolder(bundle.hash)
      try writer.copy("\(folder)/\(BundleLayout.manifest)", as: "manifests/\(bundle.hash).json")
      try writer.copy(
        "\(folder)/\(BundleLayout.signature)", as: "manifests/\(bundle.hash).json.minisig")
    }
    let sheets = inputs("sheets", of: result)
    for sheet in workspace.state.sheets.agreed {
      let file = sheet.file
      guard sheets.contains(Digest.of(file).description) else { continue }
      try writer.write(file, as: "sheets/\(Digest.of(file)).json")
    }
    let reconciliation = workspace.reconciliationFolder
    try writer.copy("\(reconciliation)/strikes.csv", as: "strikes.csv")
    try writer.copy("\(reconciliation)/reconciliation.json", as: "reconciliation.json")
    for custodian in definition.custodians {
      let name = "reconciliation.json.\(custodian.id).minisig"
      if try disk.info("\(reconciliation)/\(name)") != nil {
        try writer.copy("\(reconciliation)/\(name)", as: name)
      }
    }
  }
}

/// Puts files into a package's folder, remembering the hash of each.
private struct PackageWriter {
  let folder: String
  let disk: any Disk
  private var sums: [(name: String, hash: Digest)] = []

  /// The folder itself and those in it.
  private let folders: [String]

  init(folder: String, folders: [String], disk: any Disk) {
    self.folders = [folder] + folders.map { "\(folder)/\($0)" }
    self.folder = folder
    self.disk = disk
  }

  mutating func begin() throws(StorageError) {
    for path in folders { try disk.makeFolder(path) }
  }

  mutating func write(_ bytes: [UInt8], as name: String) throws(StorageError) {
    var writer = try disk.openWriter("\(folder)/\(name)")
    try writer.write(bytes.span)
    try writer.sync()
    sums.append((name, Digest.of(bytes)))
  }

  mutating func copy(_ source: String, as name: String) throws(StorageError) {
    var hasher = Hasher256()
    try disk.copy(source, to: "\(folder)/\(name)") { hasher.update($0) }
    sums.append((name, hasher.finish()))
  }

  /// Writes B2SUMS, syncs the medium, and reads every file back.
  mutating func finish() throws -> Digest {
    let lines = sums.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
      .map { "\($0.hash)  \($0.name)\n" }
    let list = Array(lines.joined().utf8)
    let expected = sums
    try write(list, as: "B2SUMS")
    for path in folders { try disk.makePublic(path) }
    for (name, _) in sums { try disk.makePublic("\(folder)/\(name)") }
    try disk.syncFileSystem(of: folder)
    for (name, hash) in expected {
      guard try disk.hash("\(folder)/\(name)") == hash else {
        throw CountingError.damaged(path: "\(folder)/\(name)")
      }
    }
    return Digest.of(list)
  }
}

extension Disk {
  /// The hash of a file, read piece by piece.
  fileprivate func hash(_ path: String) throws(StorageError) -> Digest {
    var reader = try openReader(path, limit: Int.max)
    var hasher = Hasher256()
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = try reader.fill(&buffer)
      hasher.update(buffer.span.extracting(0..<count))
      if count < buffer.count { return hasher.finish() }
    }
  }
}
