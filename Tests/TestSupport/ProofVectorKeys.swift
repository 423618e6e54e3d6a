package import Cryptography
import Encoding
import Foundation
package import Record

/// Everybody's secrets in an election of Tests/Vectors/verifiable.
package struct ProofVectorKeys {
  /// The folder of the election.
  package let folder: String
  private let secrets: JSON
  private let definition: JSON

  /// Of the election itself, or of another in a folder beside it.
  package init(_ name: String? = nil) throws {
    folder = (["\(VectorElection.path)/verifiable"] + (name.map { [$0] } ?? []))
      .joined(separator: "/")
    secrets = try JSON.parse(draft: Self.read("\(folder)/secrets.json"))
    definition = try JSON.parse(draft: Self.read("\(folder)/package/election.json"))
  }

  package static func read(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path)))
  }

  /// A secret of somebody's: of their `seeds`, `boxes` or `shares`.
  package func secret(_ kind: String, of holder: String) throws -> [UInt8] {
    guard let secret = secrets[kind]?[holder]?.string.flatMap({ Hex.decode($0) }) else {
      throw CocoaError(.fileReadCorruptFile)
    }
    return secret
  }

  /// A person or a collector with their key.
  package func signer(_ id: String) throws -> Signer { Signer(id: id, key: try key(of: id)) }

  /// Their key, as minisign keeps one that has no passphrase.
  package func key(of id: String) throws -> SigningKey {
    let holders = (definition["people"]?.array ?? []) + (definition["collectors"]?.array ?? [])
    let text = holders.first { $0["id"]?.string == id }?["publicKey"]?.string
    guard let known = text.flatMap({ Base64.decode($0) }), known.count == 42 else {
      throw CocoaError(.fileReadCorruptFile)
    }
    let (number, point) = (Array(known[2..<10]), Array(known[10...]))
    let secret = try Array(self.secret("seeds", of: id).prefix(32)) + point
    let checksum = Digest.of(Array("Ed".utf8) + number + secret).bytes
    let blob =
      Array("Ed".utf8) + [0, 0] + Array("B2".utf8) + [UInt8](repeating: 0, count: 48) + number
      + secret + checksum
    let file = Array("untrusted comment: vectors\n\(Base64.encode(blob))\n".utf8)
    return try SigningKey(unencryptedFile: file.span)
  }
}
