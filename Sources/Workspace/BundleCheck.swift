import Bundles
package import Election
package import Encoding
package import Paper
import Record
package import Storage

/// What an import into an empty workspace would say of bundles, in the order in which they are
/// looked at; nothing is written.
package struct BundleCheck {
  /// Of each folder the bundle that would be taken in, or why it would be refused.
  package private(set) var outcomes: [(folder: String, outcome: ImportOutcome)] = []
  private let definition: Definition
  private let election: Digest
  private var known: [String: [Int: Digest]] = [:]
  private var links: [BundleLink] = []

  /// `election` is the hash of election.json.
  package init(definition: Definition, election: Digest) {
    self.definition = definition
    self.election = election
  }

  /// How many would be refused.
  package var refused: Int {
    outcomes.count { if case .refused = $0.outcome { true } else { false } }
  }

  /// What would still be out of those collectors of whom a bundle is good, in the definition's order.
  package var gaps: [Outstanding] {
    BundleChain.gaps(links, definition: definition).filter {
      if case .nothing = $0 { false } else { true }
    }
  }

  /// Checks the bundle of one folder, reading it once.
  ///
  /// - Throws: `StorageError` where this machine fails; what is wrong with the bundle is an outcome.
  package mutating func take(
    _ folder: String, disk: any Disk, progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws(StorageError) {
    do {
      outcomes.append((folder, try check(folder, disk: disk, progress: progress)))
    } catch {
      switch error {
      case .refused(let refusal): outcomes.append((folder, .refused(refusal)))
      case .storage(let error): throw error
      }
    }
  }

  private mutating func check(
    _ folder: String, disk: any Disk, progress: @escaping @Sendable (Int) -> Void
  ) throws(BundleError) -> ImportOutcome {
    let bundle = try CheckedBundle(
      UnverifiedBundle(folder: folder, disk: disk),
      context: BundleContext(definition: definition, election: election, known: known))
    let (manifest, hash, isKnown) = (bundle.manifest, bundle.hash, bundle.isKnown)
    let imported = ImportedBundle(manifest, hash: hash, ignored: bundle.ignored)
    try bundle.copy(ballotsTo: nil, identitiesTo: nil, disk: disk, progress: progress)
    guard !isKnown else { return .alreadyImported(hash) }
    known[manifest.collector, default: [:]][manifest.sequence] = hash
    links.append(
      BundleLink(
        hash: hash, collector: manifest.collector, sequence: manifest.sequence,
        previous: manifest.previous, isFinal: manifest.isFinal))
    return .accepted(imported)
  }
}
