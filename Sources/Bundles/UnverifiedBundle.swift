package import Election
package import Encoding
package import Storage
import Words

/// What a bundle is checked against.
package struct BundleContext: Sendable {
  package let definition: Definition
  /// The hash of election.json.
  package let election: Digest
  /// The manifests that are in, by collector and sequence.
  package let known: [String: [Int: Digest]]
  /// The last sequence that still holds, of every collector whose key was revoked.
  package let revoked: [String: Int]
  /// How many ballots of a collector and style are in.
  package let taken: [[String]: Int]

  package init(
    definition: Definition, election: Digest, known: [String: [Int: Digest]] = [:],
    revoked: [String: Int] = [:], taken: [[String]: Int] = [:]
  ) {
    self.definition = definition
    self.election = election
    self.known = known
    self.revoked = revoked
    self.taken = taken
  }
}

/// A folder on a medium of which nothing is believed yet.
///
/// Every file is opened once, without following links; what is checked is what was read then.
package struct UnverifiedBundle: ~Copyable {
  let folder: String
  let manifestFile: [UInt8]
  let signatureFile: [UInt8]
  let ballots: FileReader?
  let identities: FileReader
  let ballotsByteCount: Int?
  let identitiesByteCount: Int
  /// Files in the folder that are none of a bundle's, or not of this kind of bundle.
  let ignored: NameList

  /// Opens the files of a bundle.
  ///
  /// - Throws: `missing-file`, `unsafe-file`, `manifest` (larger than a manifest can be),
  ///   `signature` (likewise), `media` or `denied`.
  package init(folder: String, disk: any Disk) throws(BundleError) {
    let fail = { (code: RefusalCode, file: String?, problem: Message) in
      BundleError.refused(Refusal(code, folder: folder, file: file, problem: problem))
    }
    // The manifest says whether ballots belong here; it is asked before it is believed, so that
    // a missing file is reported before anything that is wrong with the manifest.
    let present: [String]
    do {
      present = try disk.list(folder)
    } catch { throw fail(Opening.code(of: error), nil, error.report.message) }
    for name in [BundleLayout.manifest, BundleLayout.signature, BundleLayout.identities]
    where !present.contains(name) {
      throw fail(.missingFile, name, Self.missing(name, among: present))
    }
    let opening = Opening(folder: folder, disk: disk)
    let manifest = Result { () throws(BundleError) in
      try opening.read(
        BundleLayout.manifest, limit: Manifest.maxByteCount, tooLarge: .manifest)
    }
    let peeked = (try? manifest.get()).flatMap { try? JSON.parse(draft: $0) }
    let wantsBallots = peeked?["kind"] == .string(BundleKind.ballots.rawValue)
    if wantsBallots, !present.contains(BundleLayout.ballots) {
      throw fail(
        .missingFile, BundleLayout.ballots, Self.missing(BundleLayout.ballots, among: present))
    }
    if case .failure(let error) = manifest, case .refused(let refusal) = error,
      refusal.code != .manifest
    {
      throw error
    }
    let signature = Result { () throws(BundleError) in
      try opening.read(
        BundleLayout.signature, limit: UnverifiedBundle.maxSignatureByteCount,
        tooLarge: .signature)
    }
    if case .failure(let error) = signature, case .refused(let refusal) = error,
      refusal.code != .signature
    {
      throw error
    }
    var ballots: FileReader?
    var ballotsByteCount: Int?
    if wantsBallots {
      let reader = try opening.open(BundleLayout.ballots)
      ballotsByteCount = reader.byteCount
      ballots = consume reader
    }
    let identities = try opening.open(BundleLayout.identities)
    let manifestFile = try manifest.get()
    self.folder = folder
    self.manifestFile = manifestFile
    self.ballots = ballots
    self.ballotsByteCount = ballotsByteCount
    identitiesByteCount = identities.byteCount
    self.identities = identities
    // A signature that is too long is no reason to hide what is wrong with the manifest.
    signatureFile = (try? signature.get()) ?? []
    ignored = NameList(
      present.filter {
        !BundleLayout.names.contains($0) || ($0 == BundleLayout.ballots && !wantsBallots)
      })
  }

  /// What is said where a file is not there; a medium may have changed the case of its name.
  private static func missing(_ name: String, among present: [String]) -> Message {
    guard let other = present.first(where: { $0.lowercased() == name }) else {
      return "the bundle has no \(name)"
    }
    return "the bundle has no \(name), only \(SafeText.escaped(other)): "
      + "names must be exactly as the collector wrote them"
  }

  /// The largest signature file, in bytes: minisign's two comments of at most 1,024 and 8,192.
  static let maxSignatureByteCount = 10_240
}

/// Opens a bundle's files and says in the codes of the formats' pages why one cannot be.
private struct Opening {
  let folder: String
  let disk: any Disk

  func open(_ name: String) throws(BundleError) -> FileReader {
    do {
      return try disk.openReader("\(folder)/\(name)", limit: Int.max)
    } catch { throw refusal(error, name: name, tooLarge: .sizeMismatch) }
  }

  func read(
    _ name: String, limit: Int, tooLarge: RefusalCode
  ) throws(BundleError) -> [UInt8] {
    do {
      return try disk.read("\(folder)/\(name)", limit: limit)
    } catch { throw refusal(error, name: name, tooLarge: tooLarge) }
  }

  private func refusal(
    _ error: StorageError, name: String, tooLarge: RefusalCode
  ) -> BundleError {
    let code: RefusalCode =
      switch error.kind {
      case .missing: .missingFile
      case .unsafeFile: .unsafeFile
      case .tooLarge: tooLarge
      default: Self.code(of: error)
      }
    return .refused(Refusal(code, folder: folder, file: name, problem: error.report.message))
  }

  /// Why something that is there cannot be read.
  static func code(of error: StorageError) -> RefusalCode {
    error.kind == .denied ? .denied : .media
  }
}
