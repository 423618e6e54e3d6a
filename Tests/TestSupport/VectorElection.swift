package import Cryptography
import Foundation
package import Record

/// The election of Tests/Vectors, whose private keys are all known.
package enum VectorElection {
  /// The folder of the vectors.
  package static let path = "\(Peer.packageRoot)/Tests/Vectors"

  /// The definition's file.
  package static let definition = "\(path)/election.json"

  /// Every folder below `media`, in order.
  package static let media = [
    "app-1", "desk-1", "desk-2", "registrar-1", "registrar-2", "web-1", "web-2", "web-3",
  ].map { "\(path)/media/\($0)" }

  /// The bytes of a file of the vectors.
  package static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
  }

  /// The signing key of a person or collector.
  package static func key(_ owner: String) throws -> SigningKey {
    let file = try bytes("keys/\(owner).key")
    return try SigningKey(unencryptedFile: file.span)
  }

  /// A person of the election, who signs.
  package static func signer(_ person: String) throws -> Signer {
    Signer(id: person, key: try key(person))
  }

  /// An officer's share of the count key.
  package static func share(_ officer: String) throws -> Share {
    let words = try bytes("keys/shares/\(officer).txt")
    return try Share(words: words.span)
  }

  /// A vault key: `vault` or `vault-2`.
  package static func vaultKey(_ name: String = "vault") throws -> BoxKey {
    let file = try bytes("keys/\(name).secret")
    return try BoxKey(file: file.span)
  }

  /// Puts the signatures of two officers, as many as the quorum needs, beside a file.
  package static func signByQuorum(
    _ path: String, officers: [String] = ["officer-a", "officer-b"]
  ) throws {
    let file = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    for officer in officers {
      let signature = try key(officer).sign(file: file, trustedComment: "test")
      try Data(signature.file).write(to: URL(fileURLWithPath: "\(path).\(officer).minisig"))
    }
  }
}
