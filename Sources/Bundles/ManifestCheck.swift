import Cryptography
import Election
import Encoding
import Words

/// The checks of a manifest against the election, in the order of FormatBundle § What is refused.
struct ManifestCheck {
  /// The most ballots of one collector and style that are mixed (FormatProofs § Checks, 2).
  private static let maxProvedCount = 1 << 24

  let folder: String
  let context: BundleContext

  /// The manifest, once it is canonical, of this election, signed by its collector, and of a role,
  /// channel and style that the collector may send.
  func manifest(_ file: [UInt8], signature: [UInt8]) throws(BundleError) -> Manifest {
    let manifest: Manifest
    do {
      manifest = try Manifest(file: file)
    } catch {
      throw refused(.manifest, error.problems.joined(separator: "; "))
    }
    guard manifest.election == context.election else {
      throw refused(.electionMismatch, "it belongs to the election \(manifest.election)")
    }
    guard let collector = context.definition.collector(manifest.collector) else {
      throw refused(.collectorUnknown, "no collector \(manifest.collector) in this election")
    }
    try verify(signature, of: file, by: collector)
    try allow(manifest, collector)
    if let last = context.revoked[collector.id], manifest.sequence > last {
      throw refused(
        .collectorRevoked, "the key of \(collector.id) holds up to bundle \(last) only")
    }
    return manifest
  }

  /// Whether this very manifest is in already.
  ///
  /// - Throws: `sequence-conflict` where another of the same number is.
  func isKnown(_ manifest: Manifest, hash: Digest) throws(BundleError) -> Bool {
    guard let known = context.known[manifest.collector]?[manifest.sequence] else { return false }
    guard known == hash else {
      throw refused(
        .sequenceConflict,
        "bundle \(manifest.sequence) of \(manifest.collector) is already in with other content",
        of: manifest.collector)
    }
    return true
  }

  /// The lengths of the sealed files against the counts.
  func sizes(_ manifest: Manifest, ballots: Int?, identities: Int) throws(BundleError) {
    let mismatch = { (file: String, problem: Message) in
      refused(.sizeMismatch, problem, file: file, of: manifest.collector)
    }
    if let expected = manifest.ballots {
      let size = context.definition.sealedByteCount(style: manifest.style)
      let taken = context.taken[[manifest.collector, manifest.style]] ?? 0
      guard context.definition.format == .sealed || expected.count <= Self.maxProvedCount - taken
      else {
        throw refused(
          .manifest, "more than \(Self.maxProvedCount) ballots of one collector and style",
          of: manifest.collector)
      }
      guard expected.size == size else {
        throw mismatch(
          BundleLayout.manifest, "sealed ballots of \(expected.size) bytes, here they have \(size)")
      }
      guard expected.count == manifest.identities.count else {
        throw mismatch(
          BundleLayout.manifest,
          expected.count > manifest.identities.count
            ? "\(expected.count) ballots but \(manifest.identities.count) identities: "
              + "ballots that nobody cast (stuffing)"
            : "\(expected.count) ballots but \(manifest.identities.count) identities: "
              + "ballots of people are missing (dropped)")
      }
      let product = expected.count.multipliedReportingOverflow(by: size)
      guard !product.overflow, ballots == product.partialValue else {
        throw mismatch(
          BundleLayout.ballots,
          "\(ballots ?? 0) bytes, not \(expected.count) ballots of \(size) bytes")
      }
    }
    let count = manifest.identities.count
    let expected = IdentityOpener.byteCount(
      records: count, recipients: context.definition.keys.vault.count)
    guard expected == identities else {
      throw mismatch(
        BundleLayout.identities, "\(identities) bytes, which is not \(count) identities sealed")
    }
  }

  private func verify(
    _ signature: [UInt8], of file: [UInt8], by collector: Collector
  ) throws(BundleError) {
    do {
      let key = try SigningPublicKey(text: collector.publicKey)
      try key.verify(MinisignSignature(file: signature), file: file)
    } catch {
      throw refused(
        .signature, "not signed by \(collector.id): \(error.report.message)",
        file: BundleLayout.signature)
    }
  }

  private func allow(_ manifest: Manifest, _ collector: Collector) throws(BundleError) {
    guard collector.roles.contains(manifest.kind) else {
      throw refused(
        .collectorNotAllowed, "\(collector.id) may not send a bundle of \(manifest.kind)",
        of: collector.id)
    }
    guard manifest.channel == (manifest.kind.hasChannel ? collector.channel : nil) else {
      throw refused(
        .collectorNotAllowed,
        "\(collector.id) may not send channel \(manifest.channel ?? "null")", of: collector.id)
    }
    guard context.definition.sends(collector.id, style: manifest.style),
      context.definition.style(manifest.style) != nil
    else {
      throw refused(
        .collectorNotAllowed, "\(collector.id) may not send style \(manifest.style)",
        of: collector.id)
    }
  }

  private func refused(
    _ code: RefusalCode, _ problem: Message, file: String = BundleLayout.manifest,
    of collector: String? = nil
  ) -> BundleError {
    .refused(Refusal(code, folder: folder, file: file, problem: problem, collector: collector))
  }
}
