package import Encoding
package import Words

/// The program that acted, so that people can compare it with the published one.
package struct Software: Equatable, Sendable {
  package let version: String
  /// The hash of the binary.
  package let hash: Digest

  package init(version: String, hash: Digest) {
    self.version = version
    self.hash = hash
  }

  package var json: JSON { ["version": .string(version), "hash": .string(hash.description)] }

  package init?(_ reader: ObjectReader) {
    let version = reader.string("version")
    let hash = reader.digest("hash")
    reader.finish()
    guard let version, let hash else { return nil }
    self.init(version: version, hash: hash)
  }
}
