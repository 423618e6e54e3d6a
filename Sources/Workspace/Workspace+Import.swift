package import Bundles
import Election
package import Encoding
package import Record
package import Storage
import Words

/// What became of one bundle.
package enum ImportOutcome: Equatable, Sendable {
  case accepted(ImportedBundle)
  /// The very same bundle is in already; nothing was changed.
  case alreadyImported(Digest)
  case refused(Refusal)
}

extension Workspace {
  /// Imports one bundle: copies it while checking, puts the copies in place, and only then writes
  /// the line that makes it count.
  ///
  /// A refusal leaves nothing but its line in the journal.
  package func importBundle(
    _ folder: String, signer: Signer?, progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws(WorkspaceError) -> ImportOutcome {
    try requireWriter(signer, of: .imported)
    try vault.check(election: election, disk: disk)
    try requireIdentities()
    let outcome: ImportOutcome
    do {
      outcome = try file(folder, progress: progress)
    } catch {
      switch error {
      case .refused(let refusal): outcome = .refused(refusal)
      case .storage(let error): throw .storage(error)
      }
    }
    switch outcome {
    case .accepted(let bundle): try record(.imported(bundle), signer: signer)
    case .alreadyImported: break
    case .refused(let refusal):
      try record(
        .refused(
          code: refusal.code.rawValue, folder: folder, problem: refusal.report.message.english),
        signer: signer)
    }
    return outcome
  }

  /// Which ballots of a bundle nobody can read, an index a line: told at import, where everybody can
  /// tell, and made again by whoever verifies.
  private static let unreadableName = "unreadable.txt"

  /// How many ballots of a bundle nobody can read; nil where only opening them tells.
  package func unreadable(of bundle: Digest) throws(StorageError) -> Int? {
    let path = "\(bundleFolder(bundle))/\(Self.unreadableName)"
    guard try disk.info(path) != nil else { return nil }
    return try disk.read(path, limit: 1 << 28).count { $0 == UInt8(ascii: "\n") }
  }

  private func file(
    _ folder: String, progress: @escaping @Sendable (Int) -> Void
  ) throws(BundleError) -> ImportOutcome {
    let bundle = try CheckedBundle(
      UnverifiedBundle(folder: folder, disk: disk), context: bundleContext)
    let (hash, manifestFile, signatureFile) = (
      bundle.hash, bundle.manifestFile, bundle.signatureFile
    )
    let imported = ImportedBundle(bundle.manifest, hash: hash, ignored: bundle.ignored)
    guard !bundle.isKnown else {
      try bundle.copy(ballotsTo: nil, identitiesTo: nil, disk: disk, progress: progress)
      return .alreadyImported(hash)
    }
    let staging = "\(path)/incoming"
    defer {
      // Best effort: what is left here records nothing and is cleared by the next import.
      try? disk.removeTree(staging)
      try? disk.removeTree(vault.incoming)
    }
    do {
      try disk.removeTree(staging)
      try disk.removeTree(vault.incoming)
      try disk.makeFolder(staging)
      try disk.makeFolder(vault.incoming)
    } catch { throw .storage(error) }
    let section = "\(vault.incoming)/section"
    let unreadable = try bundle.copy(
      ballotsTo: "\(staging)/\(BundleLayout.ballots)", identitiesTo: section, disk: disk,
      progress: progress)
    do {
      if definition.format == .verifiable {
        try disk.writeDurably(
          Array(unreadable.map { "\($0)\n" }.joined().utf8),
          to: "\(staging)/\(Self.unreadableName)")
      }
      try place(hash, manifestFile, signatureFile, staging, section)
    } catch { throw .storage(error) }
    return .accepted(imported)
  }

  /// Puts the checked copies where they belong.
  ///
  /// A folder of the same name that the journal does not know was left by an import that was cut
  /// off before its line; it is replaced.
  private func place(
    _ hash: Digest, _ manifest: [UInt8], _ signature: [UInt8], _ staging: String,
    _ section: String
  ) throws(StorageError) {
    try disk.writeDurably(manifest, to: "\(staging)/\(BundleLayout.manifest)")
    try disk.writeDurably(signature, to: "\(staging)/\(BundleLayout.signature)")
    try disk.removeTree(bundleFolder(hash))
    try disk.removeFile(vault.section(hash))
    try disk.rename(section, to: vault.section(hash))
    try disk.rename(staging, to: bundleFolder(hash))
  }

  /// What the next bundle is checked against.
  private var bundleContext: BundleContext {
    var known: [String: [Int: Digest]] = [:]
    for bundle in state.bundles {
      known[bundle.collector, default: [:]][bundle.sequence] = bundle.hash
    }
    var taken: [[String]: Int] = [:]
    for bundle in state.bundles {
      taken[[bundle.collector, bundle.style], default: 0] += bundle.ballots ?? 0
    }
    return BundleContext(
      definition: definition, election: election, known: known, revoked: state.rulings.revoked,
      taken: taken)
  }
}
