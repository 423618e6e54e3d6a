import Cryptography
import Election
import Mixnet
package import Encoding
package import Storage
import Threads
import Words

/// A bundle whose manifest holds: signed by a collector of this election who may send it.
///
/// Its ballots and identities have still to be read.
package struct CheckedBundle: ~Copyable {
  package let manifest: Manifest
  /// The hash of the manifest, by which the bundle is known from now on.
  package let hash: Digest
  package let manifestFile: [UInt8]
  package let signatureFile: [UInt8]
  /// Files in the folder that were not looked at.
  package let ignored: NameList
  /// Whether this very manifest is in already.
  package let isKnown: Bool
  private let folder: String
  /// Which of the ballots can be read, where everybody can tell.
  private let check: BallotCheck?
  private let ballots: FileReader?
  private let identities: FileReader

  /// Checks the manifest, its signature and what it says of sizes, in the order of the formats'
  /// pages.
  ///
  /// - Throws: a refusal from `manifest` to `size-mismatch`.
  package init(_ bundle: consuming UnverifiedBundle, context: BundleContext) throws(BundleError) {
    let hash = Digest.of(bundle.manifestFile)
    let check = ManifestCheck(folder: bundle.folder, context: context)
    let manifest = try check.manifest(bundle.manifestFile, signature: bundle.signatureFile)
    let isKnown = try check.isKnown(manifest, hash: hash)
    try check.sizes(
      manifest, ballots: bundle.ballotsByteCount, identities: bundle.identitiesByteCount)
    self.manifest = manifest
    self.hash = hash
    self.isKnown = isKnown
    folder = bundle.folder
    self.check = context.definition.countKey.map { key in
      let definition = context.definition
      return BallotCheck(
        ProofContext(election: context.election, key: key), collector: manifest.collector,
        style: manifest.style,
        points: definition.style(manifest.style).map { definition.points(of: $0).reduce(0, +) }
          ?? 0)
    }
    manifestFile = bundle.manifestFile
    signatureFile = bundle.signatureFile
    ignored = bundle.ignored
    ballots = bundle.ballots
    identities = bundle.identities
  }

  /// Reads both sealed files once and side by side, copying them while their hashes and the order
  /// of the ballots are checked; the copies are synced.
  ///
  /// Without targets the bundle is read and checked only, as when it is in already. Gives the
  /// indices of the ballots that nobody can read, as far as everybody can tell; they refuse nothing.
  ///
  /// - Throws: `hash-mismatch`, `ballot-order`, `media`, or what failed on this machine.
  @discardableResult
  package consuming func copy(
    ballotsTo ballotsTarget: String?, identitiesTo identitiesTarget: String?, disk: any Disk,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws(BundleError) -> [Int] {
    let (folder, manifest) = (folder, manifest)
    var copies: [(copy: SealedCopy, hash: Digest, name: String)] = []
    if let expected = manifest.ballots, let reader = ballots {
      let copy = SealedCopy(
        reader, folder: folder, name: BundleLayout.ballots, ballotSize: expected.size,
        check: check, to: ballotsTarget, disk: disk, progress: progress)
      copies.append((copy, expected.hash, BundleLayout.ballots))
    }
    let copy = SealedCopy(
      identities, folder: folder, name: BundleLayout.identities, ballotSize: nil,
      to: identitiesTarget, disk: disk, progress: progress)
    copies.append((copy, manifest.identities.hash, BundleLayout.identities))
    let running = copies.map(\.copy)
    _ = Threads.map(running.count) { running[$0].run() }
    // A medium that failed while either was read comes before what either turned out to be.
    var found: [Digest?] = []
    for (copy, _, _) in copies { found.append(try copy.found?.get()) }
    for (position, (_, expected, name)) in copies.enumerated() {
      guard found[position] == expected else {
        throw .refused(
          Refusal(
            .hashMismatch, folder: folder, file: name,
            problem: "its hash is not \(expected), which the manifest says",
            collector: manifest.collector))
      }
    }
    if let index = copies.compactMap(\.copy.firstViolation).first, let size = manifest.ballots?.size
    {
      throw .refused(
        Refusal(
          .ballotOrder, folder: folder, file: BundleLayout.ballots,
          problem: "ballot \(index) at byte \(index * size) is not above the one before it",
          collector: manifest.collector))
    }
    return running.flatMap(\.unreadable)
  }
}
