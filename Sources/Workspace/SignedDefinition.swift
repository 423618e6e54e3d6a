import Bundles
import Cryptography
import Election
import Encoding
import Storage

/// A definition that enough officers signed, as it is put into the folder of a count or a desk.
struct SignedDefinition {
  static let fileName = "election.json"

  let file: [UInt8]
  let definition: Definition
  let signatures: OfficerSignatures

  var election: Digest { Digest.of(file) }

  /// Reads it with the signatures beside it.
  init(_ path: String, disk: any Disk) throws {
    file = try disk.read(path, limit: Definition.maxByteCount)
    definition = try Definition(checked: file)
    signatures = try OfficerSignatures(
      of: file, beside: path, people: definition.officers, disk: disk)
    try signatures.require(definition.definitionSigners, file: path)
  }

  /// Writes it and its signatures into a folder.
  func write(to folder: String, disk: any Disk) throws(StorageError) {
    try disk.writeDurably(file, to: "\(folder)/\(Self.fileName)", replace: true)
    for (officer, signature) in signatures.valid {
      try disk.writeDurably(
        signature, to: "\(folder)/\(Self.fileName).\(officer).minisig", replace: true)
    }
  }
}
