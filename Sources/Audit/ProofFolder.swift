import Cryptography
import Election
import Encoding
import Mixnet
import Storage
import Words

/// A folder with proofs and the election that it is of, once the first check holds.
struct ProofFolder {
  private static let maxSignatureByteCount = 10_240

  let folder: PackageFolder
  let definition: Definition
  let keys: CountKeys
  /// The hash of election.json, which files name whatever is checked.
  let election: Digest
  let context: ProofContext

  /// Reads the definition.
  ///
  /// - Throws: `ProofRefusal`, `StorageError`.
  init(_ path: String, disk: any Disk, isRehearsal: Bool) throws {
    let name = "election.json"
    folder = try PackageFolder(path, disk: disk)
    let file = try Self.read(name, limit: Definition.maxByteCount, of: folder)
    do {
      definition = try Definition(
        file: file,
        keys: KeyCheck(
          isSigningKey: { (try? SigningPublicKey(text: $0)) != nil },
          isSealingKey: { (try? BoxPublicKey(base64: $0)) != nil }), formats: [.verifiable])
    } catch {
      throw ProofRefusal(.definition, name, error.problems.first ?? error.report.message)
    }
    do {
      keys = try CountKeys(definition, file: file)
    } catch {
      throw ProofRefusal(
        .keys, name, error.officer.map { "\($0): \(error.problem)" } ?? error.problem)
    }
    election = Digest.of(file)
    context = ProofContext(election: election, key: keys.key, isRehearsal: isRehearsal)
    for officer in definition.officers {
      let signature = "\(name).\(officer.id).minisig"
      let text = try read(signature)
      guard Self.holds(text, of: file, by: officer.publicKey) else {
        throw ProofRefusal(.signature, signature, "another key signed it, or it was changed since")
      }
    }
  }

  /// A whole file that must be there.
  func read(_ name: String, limit: Int = PackageFolder.maxByteCount) throws -> [UInt8] {
    try Self.read(name, limit: limit, of: folder)
  }

  private static func read(
    _ name: String, limit: Int, of folder: PackageFolder
  ) throws -> [UInt8] {
    if let bytes = folder.read(name, limit: limit) { return bytes }
    if let denial = folder.denial { throw denial }
    throw ProofRefusal(.missingFile, name, "the file is not there, or is none of its kind")
  }

  /// The bytes of a file that must be there.
  func byteCount(of name: String) throws -> Int {
    guard let info = try folder.disk.info("\(folder.path)/\(name)"), info.isFile else {
      throw ProofRefusal(.missingFile, name, "the file is not there, or is none of its kind")
    }
    return info.byteCount
  }

  /// The names in a folder of it.
  func names(in name: String) throws(StorageError) -> [String] {
    guard let info = try folder.disk.info("\(folder.path)/\(name)"), info.isFolder else {
      return []
    }
    return try folder.disk.list("\(folder.path)/\(name)")
  }

  /// How many of these people's signatures lie beside a file and hold; nil where one does not.
  func signatures(on name: String, _ file: [UInt8], of people: [Person]) throws -> Int? {
    var count = 0
    let signers = Set(folder.signers(of: name))
    for person in people where signers.contains(person.id) {
      guard let text = try signature("\(name).\(person.id).minisig"),
        Self.holds(text, of: file, by: person.publicKey)
      else { return nil }
      count += 1
    }
    return count
  }

  /// Whether a signature of a person holds.
  static func holds(_ text: [UInt8], of file: [UInt8], by key: String) -> Bool {
    var hasher = Hasher512()
    hasher.update(file.span)
    return holds(text, prehash: hasher.finish(), by: key)
  }

  static func holds(_ text: [UInt8], prehash: [UInt8], by key: String) -> Bool {
    guard let key = try? SigningPublicKey(text: key),
      let signature = try? MinisignSignature(file: text)
    else { return false }
    return (try? key.verify(signature, prehash: prehash)) != nil
  }

  /// A signature that lies beside a file; nil where there is none, or it is longer than one can be.
  ///
  /// - Throws: `StorageError` where this user may not read it: nothing is said of what it is.
  func signature(_ name: String) throws(StorageError) -> [UInt8]? {
    let text = folder.read(name, limit: Self.maxSignatureByteCount)
    if let denial = folder.denial { throw denial }
    return text
  }
}
