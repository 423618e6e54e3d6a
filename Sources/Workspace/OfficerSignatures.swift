import Cryptography
package import Election
package import Storage
package import Words

/// The signatures of people that lie beside a file as `X.<person>.minisig`.
package struct OfficerSignatures: Sendable {
  /// Signature files that hold, by person, in the order of the people.
  package let valid: [(person: String, file: [UInt8])]
  /// Why a signature that lies there does not hold, by person.
  package let broken: [(person: String, problem: Message)]

  /// The largest signature file, in bytes.
  private static let maxByteCount = 10_240

  /// Reads and checks the signatures of each of `people` on `bytes`.
  package init(
    of bytes: [UInt8], beside path: String, people: [Person], disk: any Disk
  ) throws(StorageError) {
    var valid: [(String, [UInt8])] = []
    var broken: [(String, Message)] = []
    for person in people {
      let file = "\(path).\(person.id).minisig"
      guard try disk.info(file) != nil else { continue }
      let signature = try disk.read(file, limit: Self.maxByteCount)
      do {
        try SigningPublicKey(text: person.publicKey).verify(
          MinisignSignature(file: signature), file: bytes)
        valid.append((person.id, signature))
      } catch {
        broken.append((person.id, error.report.message))
      }
    }
    self.valid = valid
    self.broken = broken
  }

  /// Refuses unless `count` signatures hold and none is broken.
  package func require(_ count: Int, file: String) throws(WorkspaceError) {
    if let (person, problem) = broken.first {
      throw .brokenSignature(
        path: "\(file).\(person).minisig", person: person, problem: problem)
    }
    guard valid.count >= count else {
      throw .signatures(
        path: file, problem: "signed by \(valid.count) of the \(count) officers that it needs")
    }
  }
}
