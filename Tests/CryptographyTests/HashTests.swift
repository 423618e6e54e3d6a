import Cryptography
import Encoding
import TestSupport
import Testing

@Suite("Hashes")
struct HashTests {
  /// Lengths around BLAKE2b's blocks of 128 bytes.
  static let lengths = [0, 1, 111, 112, 127, 128, 129, 255, 256, 257, 1_000, 100_000]

  static func message(_ length: Int) -> [UInt8] {
    (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) }
  }

  @Test("Hashes of 256 and 512 bits are what Python's hashlib computes")
  func peer() throws {
    let script = """
      import hashlib, sys
      for n in map(int, sys.argv[1:]):
          m = bytes((i * 31 + 7) & 255 for i in range(n))
          print(hashlib.blake2b(m, digest_size=32).hexdigest(), hashlib.blake2b(m).hexdigest())
      """
    let expected = try Peer.run(script: script, Self.lengths.map(String.init))
    let found = Self.lengths.map { length in
      let message = Self.message(length)
      var long = Hasher512()
      long.update(message.span)
      return "\(Digest.of(message)) \(Hex.encode(long.finish()))"
    }
    #expect(found.joined(separator: "\n") == expected)
  }

  @Test("Bytes in pieces hash as in one", arguments: [1, 7, 127, 128, 129, 500])
  func pieces(size: Int) {
    let message = Self.message(1_000)
    let nothing: [UInt8] = []
    var hasher = Hasher256()
    var long = Hasher512()
    for start in stride(from: 0, to: message.count, by: size) {
      let piece = Array(message[start..<min(start + size, message.count)])
      hasher.update(piece.span)
      hasher.update(nothing.span)
      long.update(piece.span)
    }
    let digest = hasher.finish()
    #expect(digest == Digest.of(message))
    var whole = Hasher512()
    whole.update(message.span)
    let (found, expected) = (long.finish(), whole.finish())
    #expect(found == expected)
  }
}
