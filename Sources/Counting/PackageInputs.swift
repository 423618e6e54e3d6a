import Bundles
import Cryptography
import Election
import Encoding
import Record
import Storage
import Workspace

/// What a package and a folder that officers check have in common: everything that was known before
/// the ballots were opened.
extension PackageWriter {
  /// The definition with the officers' signatures.
  mutating func addDefinition(of workspace: Workspace) throws {
    let name = "election.json"
    try write(workspace.definitionFile, as: name)
    let signed = try OfficerSignatures(
      of: workspace.definitionFile, beside: "\(workspace.path)/\(name)",
      people: workspace.definition.officers, disk: disk)
    try add(signed, of: name)
  }

  /// Those of these amendments that were taken, with the officers' signatures.
  mutating func addAmendments(of workspace: Workspace, _ named: Set<Digest>) throws {
    try workspace.verifyAmendments()
    for amendment in workspace.state.amendments
    where named.contains(Digest.of(amendment.file)) {
      try write(amendment.file, as: amendment.fileName)
      let signed = try OfficerSignatures(
        of: amendment.file, beside: "\(workspace.amendmentsFolder)/\(amendment.fileName)",
        people: workspace.definition.officers, disk: disk)
      try add(signed, of: amendment.fileName)
    }
  }

  /// The manifests of these bundles with the collectors' signatures.
  mutating func addBundles(of workspace: Workspace, _ manifests: Set<Digest>) throws {
    for bundle in workspace.state.bundles where manifests.contains(bundle.hash) {
      let folder = workspace.bundleFolder(bundle.hash)
      try copy("\(folder)/\(BundleLayout.manifest)", as: "manifests/\(bundle.hash).json")
      try copy(
        "\(folder)/\(BundleLayout.signature)", as: "manifests/\(bundle.hash).json.minisig")
    }
  }

  /// Their sealed ballots.
  mutating func addBallots(of workspace: Workspace, _ manifests: Set<Digest>) throws {
    for bundle in workspace.state.bundles
    where manifests.contains(bundle.hash) && bundle.ballots != nil {
      try copy(
        "\(workspace.bundleFolder(bundle.hash))/\(BundleLayout.ballots)",
        as: "ballots/\(bundle.hash).sealed")
    }
  }

  /// The strikes and the reconciliation with the custodians' signatures.
  mutating func addReconciliation(of workspace: Workspace) throws {
    let folder = workspace.reconciliationFolder
    try copy("\(folder)/strikes.csv", as: "strikes.csv")
    try copy("\(folder)/reconciliation.json", as: "reconciliation.json")
    for custodian in workspace.definition.custodians {
      let name = "reconciliation.json.\(custodian.id).minisig"
      if try disk.info("\(folder)/\(name)") != nil { try copy("\(folder)/\(name)", as: name) }
    }
  }

  private mutating func add(_ signatures: OfficerSignatures, of name: String) throws {
    for (person, signature) in signatures.valid {
      try write(signature, as: "\(name).\(person).minisig")
    }
  }
}
