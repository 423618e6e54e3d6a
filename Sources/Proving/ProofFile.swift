import Cryptography
import Election
import Encoding
import Record
import Storage

/// A proof file as it is written, section by section, and signed by its officer at the end.
struct ProofFile: ~Copyable {
  private let path: String
  private let disk: any Disk
  private var writer: FileWriter
  private var hasher = Hasher256()
  private var prehasher = Hasher512()

  init(_ path: String, disk: any Disk) throws(StorageError) {
    self.path = path
    self.disk = disk
    writer = try disk.openWriter(path)
  }

  mutating func write(_ section: ArraySlice<UInt8>) throws(StorageError) {
    hasher.update(section.span)
    prehasher.update(section.span)
    try writer.write(section.span)
  }

  /// Signs what was written; gives its hash once both are on the medium.
  consuming func finish(_ signer: Signer, of definition: Definition) throws -> Digest {
    try writer.sync()
    let signature = try signer.key.sign(
      prehash: prehasher.finish(),
      trustedComment: SignedThing.proof.trustedComment(election: definition.id, signer: signer.id))
    try disk.writeDurably(signature.file, to: "\(path).minisig")
    return hasher.finish()
  }
}
