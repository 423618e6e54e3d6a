import Bundles
package import Cryptography
package import Election
package import Encoding
package import Mixnet
package import Record
package import Storage
import Words

/// The folder in which officers deal a key out among themselves, so that nobody ever has it
/// (FormatProofs § The ceremony): `draft.json`, a deal of each officer, and `election.json` once the
/// first has taken a share.
package struct CeremonyFolder {
  package static let draftName = "draft.json"
  private static let definitionName = "election.json"
  private static let maxSignatureByteCount = 10_240

  /// The draft.
  package let definition: Definition
  package let draft: KeyDraft
  private let file: [UInt8]
  private let path: String
  private let disk: any Disk

  /// Begins a ceremony of a draft in a new folder, under a number of its own.
  ///
  /// - Throws: `DefinitionError` or `KeysFault` where the draft does not hold, `CeremonyError`,
  ///   `StorageError`.
  package static func begin(
    draft bytes: [UInt8], in path: String, disk: any Disk
  ) throws -> CeremonyFolder {
    let draft = try Ceremony.read(bytes, formats: [.verifiable])
    let keys: JSON = [
      "ceremony": .string(try Digest.random().description),
      "vault": .array(draft.definition.keys.vault.map { .string($0) }),
    ]
    let file = draft.completed(keys: keys)
    _ = try KeyDraft(
      Definition(file: file, keys: .checked, formats: [.verifiable]), file: file)
    try disk.makeFolder(path)
    try disk.writeDurably(file, to: "\(path)/\(draftName)")
    return try CeremonyFolder(path, disk: disk)
  }

  /// Of a folder in which a ceremony was begun.
  ///
  /// - Throws: `TakingRefusal` where the draft does not hold, `StorageError`.
  package init(_ path: String, disk: any Disk) throws {
    self.path = path
    self.disk = disk
    file = try Self.read(Self.draftName, limit: Definition.maxByteCount, in: path, disk)
    definition = try Self.definition(file)
    do throws(KeysFault) {
      draft = try KeyDraft(definition, file: file)
    } catch { throw TakingRefusal(.keys, of: error.officer, error.problem) }
  }

  /// The number of an officer, from 1.
  ///
  /// - Throws: `SignerError` where there is no such officer.
  package func number(of officer: String) throws(SignerError) -> Int {
    if let number = draft.number(of: officer) { return number }
    throw definition.person(officer) == nil
      ? .unknown(officer) : .otherRole(officer, needed: .officer)
  }

  /// Deals for a signer; gives the hash of the deal, which belongs on paper before any is read.
  ///
  /// A deal that was not signed was never shown: what broke off is dealt anew with new secrets.
  ///
  /// - Throws: `SignerError`, `CeremonyError.dealt`, `CryptographyError`, `StorageError`.
  package func deal(_ signer: Signer) throws -> Digest {
    let number = try number(of: signer.id)
    try definition.person(of: signer, role: .officer)
    let name = "\(path)/\(Self.dealName(signer.id))"
    guard try disk.info("\(name).minisig") == nil else {
      throw CeremonyError.dealt(officer: signer.id)
    }
    var secrets = try Deal.secrets(draft)
    let deal = try Deal.make(by: number, draft, with: &secrets).file
    let signature = try signer.sign(deal, as: .ceremony, in: definition)
    try disk.writeDurably(deal, to: name, replace: true)
    try disk.writeDurably(signature.file, to: "\(name).minisig")
    return Digest.of(deal)
  }

  /// Those who have not dealt yet.
  package func missingDeals() throws(StorageError) -> [String] {
    try missing { "\(Self.dealName($0)).minisig" }
  }

  /// What an officer takes, once every check holds.
  ///
  /// - Throws: `TakingRefusal` for the first that does not hold, `SignerError` where nobody of this
  ///   name or with this key takes a share, `StorageError`.
  package func taken(
    as officer: String, box: borrowing BoxKey, isComplete: Bool = false
  ) throws -> Taking.Taken {
    let number = try number(of: officer)
    // Else the dealers would be blamed.
    guard draft.boxes[number - 1] == box.publicKey else { throw SignerError.otherKey(officer) }
    let deals = try draft.officers.map { dealer in
      let name = Self.dealName(dealer.id)
      return Taking.Handed(
        file: try read(name, limit: Deal.maxByteCount, of: dealer.id),
        signature: try read(
          "\(name).minisig", limit: Self.maxSignatureByteCount, of: dealer.id))
    }
    let isThere = try isComplete || disk.info("\(path)/\(Self.definitionName)") != nil
    let completed =
      isThere ? try read(Self.definitionName, limit: Definition.maxByteCount) : nil
    let taken = try Taking(draft, file: file).take(
      as: number, box: box, deals: deals, definition: completed)
    let definition = try Self.definition(taken.definition)
    do throws(KeysFault) {
      _ = try CountKeys(definition, file: taken.definition)
    } catch { throw TakingRefusal(.keys, of: error.officer, error.problem) }
    return taken
  }

  /// Writes what an officer takes: the definition, the share under a passphrase, and last the
  /// signature that says it is there.
  ///
  /// - Throws: `StorageError`, `CryptographyError`.
  package func keep(
    _ wrapped: WrappedSecret, of definition: [UInt8], by signer: Signer
  ) throws {
    let name = "\(path)/\(Self.definitionName)"
    if try disk.info(name) == nil {
      try disk.writeDurably(definition, to: name)
      try disk.makePublic(name)
    }
    try disk.writeDurably(
      wrapped.file, to: "\(path)/share.\(signer.id).json", replace: true)
    let signature = try signer.sign(definition, as: .definition, in: self.definition)
    let target = "\(name).\(signer.id).minisig"
    try disk.writeDurably(signature.file, to: target, replace: true)
    try disk.makePublic(target)
  }

  /// How far a ceremony is.
  package struct Visits: Equatable, Sendable {
    /// The deals that are signed, by their officers, each with its hash.
    package let deals: [HashedDeal]
    /// The officers who have taken and so signed.
    package let takers: [String]
    /// The hash of election.json; nil before the first has taken.
    package let definition: Digest?

    package struct HashedDeal: Equatable, Sendable {
      package let officer: String
      package let hash: Digest
    }
  }

  /// How far it is, without opening any deal.
  package func standing() throws(StorageError) -> Visits {
    let (dealing, taking) = (Set(try missingDeals()), Set(try missingShares()))
    let officers = draft.officers.map(\.id)
    var deals: [Visits.HashedDeal] = []
    for officer in officers where !dealing.contains(officer) {
      let hash = try disk.hash("\(path)/\(Self.dealName(officer))")
      deals.append(Visits.HashedDeal(officer: officer, hash: hash))
    }
    let name = "\(path)/\(Self.definitionName)"
    return Visits(
      deals: deals, takers: officers.filter { !taking.contains($0) },
      definition: try disk.info(name) == nil ? nil : try disk.hash(name))
  }

  /// Those who have not taken yet.
  package func missingShares() throws(StorageError) -> [String] {
    try missing { "\(Self.definitionName).\($0).minisig" }
  }

  /// The officers of whom there is no such file.
  private func missing(_ name: (String) -> String) throws(StorageError) -> [String] {
    var missing: [String] = []
    for officer in draft.officers where try disk.info("\(path)/\(name(officer.id))") == nil {
      missing.append(officer.id)
    }
    return missing
  }

  private static func dealName(_ officer: String) -> String { "deal.\(officer).json" }

  private static func definition(_ file: [UInt8]) throws(TakingRefusal) -> Definition {
    do throws(DefinitionError) {
      return try Definition(file: file, keys: .checked, formats: [.verifiable])
    } catch {
      throw TakingRefusal(.definition, of: nil, error.problems.first ?? error.report.message)
    }
  }

  private func read(_ name: String, limit: Int, of dealer: String? = nil) throws -> [UInt8] {
    try Self.read(name, limit: limit, in: path, disk, of: dealer)
  }

  private static func read(
    _ name: String, limit: Int, in path: String, _ disk: any Disk, of dealer: String? = nil
  ) throws -> [UInt8] {
    guard let info = try disk.info("\(path)/\(name)"), info.isFile, info.byteCount <= limit else {
      throw TakingRefusal(
        .missingFile, of: dealer, "\(name) is not there, or is none of its kind")
    }
    return try disk.read("\(path)/\(name)", limit: limit)
  }
}

extension Taking.Taken {
  /// The share in words: 1-of-1, since all of it is one officer's.
  ///
  /// - Throws: `.memory`.
  package borrowing func words() throws(CryptographyError) -> Share {
    let secret = try share.withBytes(of: 0) { bytes throws(CryptographyError) in
      try SecretBytes(copying: bytes)
    }
    return try Share.split(secret, threshold: 1, count: 1)[0]
  }
}
