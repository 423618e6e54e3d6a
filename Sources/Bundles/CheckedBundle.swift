import Cryptography
import Election
package import Encoding
package import Storage

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
  package let ignored: [String]
  /// Whether this very manifest is in already.
  package let isKnown: Bool
  private let folder: String
  private var ballots: FileReader?
  private var identities: FileReader

  /// Checks the manifest, its signature and what it says of sizes, in the order of FORMATS.md.
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
    manifestFile = bundle.manifestFile
    signatureFile = bundle.signatureFile
    ignored = bundle.ignored
    ballots = bundle.ballots
    identities = bundle.identities
  }

  /// Reads both sealed files once, copying them while their hashes and the order of the ballots
  /// are checked; the copies are synced.
  ///
  /// Without targets the bundle is read and checked only, as when it is in already.
  ///
  /// - Throws: `hash-mismatch`, `ballot-order`, `media`, or what failed on this machine.
  package mutating func copy(
    ballotsTo ballotsTarget: String?, identitiesTo identitiesTarget: String?, disk: any Disk,
    progress: (Int) -> Void = { _ in }
  ) throws(BundleError) {
    var order: BallotOrder?
    if let expected = manifest.ballots, var reader = ballots.take() {
      var watch = BallotOrder(size: expected.size)
      let found = try Self.copy(
        &reader, folder, BundleLayout.ballots, unit: expected.size, to: ballotsTarget, disk: disk
      ) { chunk in
        watch.take(chunk)
        progress(chunk.count)
      }
      order = watch
      try match(found, expected.hash, BundleLayout.ballots)
    }
    let found = try Self.copy(
      &identities, folder, BundleLayout.identities, unit: 1, to: identitiesTarget, disk: disk
    ) { progress($0.count) }
    try match(found, manifest.identities.hash, BundleLayout.identities)
    if let index = order?.firstViolation, let size = manifest.ballots?.size {
      throw Self.refused(
        .ballotOrder, folder, BundleLayout.ballots,
        "ballot \(index) at byte \(index * size) is not above the one before it")
    }
  }

  private func match(_ found: Digest, _ expected: Digest, _ file: String) throws(BundleError) {
    guard found == expected else {
      throw Self.refused(
        .hashMismatch, folder, file, "its hash is \(found), the manifest says \(expected)")
    }
  }

  private static func refused(
    _ code: RefusalCode, _ folder: String, _ file: String, _ problem: String
  ) -> BundleError {
    .refused(Refusal(code, folder: folder, file: file, problem: problem))
  }

  /// Bytes read at a time, before rounding down to whole ballots.
  private static let bufferByteCount = 1 << 20

  private static func copy(
    _ reader: inout FileReader, _ folder: String, _ name: String, unit: Int, to target: String?,
    disk: any Disk,
    each: (Span<UInt8>) -> Void
  ) throws(BundleError) -> Digest {
    // A ballot is larger than the buffer only in an election with a million options.
    let capacity = max(unit, bufferByteCount / unit * unit)
    var buffer = [UInt8](repeating: 0, count: min(capacity, max(reader.byteCount, 1)))
    var hasher = Hasher256()
    var writer: FileWriter?
    do {
      if let target { writer = try disk.openWriter(target) }
    } catch { throw .storage(error) }
    var remaining = reader.byteCount
    while remaining > 0 {
      let wanted = min(buffer.count, remaining)
      var filled = 0
      while filled < wanted {
        let count: Int
        do {
          var free = buffer.mutableSpan
          var rest = free._mutatingExtracting(filled..<wanted)
          count = try reader.read(into: &rest)
        } catch { throw refused(.media, folder, name, error.report.message) }
        guard count > 0 else {
          throw refused(
            .media, folder, name, "the file ended early, \(remaining - filled) bytes short")
        }
        filled += count
      }
      let chunk = buffer.span.extracting(0..<wanted)
      hasher.update(chunk)
      each(chunk)
      do { try writer?.write(chunk) } catch { throw .storage(error) }
      remaining -= wanted
    }
    do { try writer?.sync() } catch { throw .storage(error) }
    return hasher.finish()
  }
}
