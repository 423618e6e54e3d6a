import Cryptography
import Encoding
import TestSupport

/// The manifests of the vectors' bundles.
enum VectorBundles {
  static let all: [(hash: Digest, file: [UInt8])] = [
    "app-1", "desk-1", "desk-2", "registrar-1", "registrar-2", "web-1", "web-2", "web-3",
  ].compactMap { name in
    guard let file = try? VectorElection.bytes("media/\(name)/manifest.json") else { return nil }
    return (Digest.of(file), file)
  }
}
