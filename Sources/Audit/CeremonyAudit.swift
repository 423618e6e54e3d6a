package import Cryptography
import Election
import Mixnet
package import Storage
import Words

/// The files of a ceremony as an officer checks them who takes a share (FormatProofs § The ceremony).
package enum CeremonyAudit {
  private static let maxSignatureByteCount = 10_240

  /// Checks `draft.json`, every officer's deal, and `election.json`.
  ///
  /// - Throws: `TakingRefusal` for the first that does not hold, `SignerError` where nobody of this
  ///   name or with this key takes a share, `StorageError`.
  package static func check(
    _ path: String, disk: any Disk, as officer: String, box: borrowing BoxKey
  ) throws {
    let folder = try PackageFolder(path, disk: disk)
    let file = try read("draft.json", limit: Definition.maxByteCount, of: folder)
    let definition: Definition
    do {
      definition = try Definition(
        file: file,
        keys: KeyCheck(
          isSigningKey: { (try? SigningPublicKey(text: $0)) != nil },
          isSealingKey: { (try? BoxPublicKey(base64: $0)) != nil }), formats: [.verifiable])
    } catch {
      throw TakingRefusal(.definition, of: nil, error.problems.first ?? error.report.message)
    }
    let draft: KeyDraft
    do {
      draft = try KeyDraft(definition, file: file)
    } catch { throw TakingRefusal(.keys, of: error.officer, error.problem) }
    guard let number = draft.number(of: officer) else {
      throw definition.person(officer) == nil
        ? SignerError.unknown(officer) : .otherRole(officer, needed: .officer)
    }
    // Else the dealers would be blamed.
    guard draft.boxes[number - 1] == box.publicKey else { throw SignerError.otherKey(officer) }
    let deals = try draft.officers.map { dealer in
      let name = "deal.\(dealer.id).json"
      return Taking.Handed(
        file: try read(name, limit: Deal.maxByteCount, of: folder, dealer: dealer.id),
        signature: try read(
          "\(name).minisig", limit: maxSignatureByteCount, of: folder, dealer: dealer.id))
    }
    let completed = try read("election.json", limit: Definition.maxByteCount, of: folder)
    _ = try Taking(draft, file: file).share(
      of: number, box: box, deals: deals, definition: completed)
  }

  private static func read(
    _ name: String, limit: Int, of folder: PackageFolder, dealer: String? = nil
  ) throws -> [UInt8] {
    if let bytes = folder.read(name, limit: limit) { return bytes }
    if let denial = folder.denial { throw denial }
    throw TakingRefusal(
      .missingFile, of: dealer, "\(name) is not there, or is none of its kind")
  }
}
