import Console
import Cryptography
import Encoding
import Storage
import Words

/// `coldcount pepper new`: the secret from which identity tokens are made.
enum PepperCommand {
  /// NIST and libsodium take as much for a key of BLAKE2b.
  private static let byteCount = 32

  static let new = CommandAction(
    command: Command(
      "pepper new", arguments: "FILE", kind: .newFile, count: 1...1,
      summary: "make the secret from which identity tokens are made",
      discussion: """
        Writes 32 random bytes as 64 hexadecimal digits into a new file and prints their hash, \
        which goes into the draft as identity.pepper. Whoever has the pepper can try identities: \
        give it to the collectors alone, and never to a custodian.
        """,
      examples: ["coldcount pepper new pepper.hex"]),
    run: { context in
      let path = context.parsed.arguments[0]
      let pepper = try SecretBytes.random(count: byteCount)
      let hash = try Token.pepperHash(pepper)
      var line = try SecretBytes(count: 2 * byteCount + 1)
      try pepper.hex().withBytes { line.write($0, at: 0) }
      line.withMutableBytes { $0[2 * byteCount] = UInt8(ascii: "\n") }
      try line.withBytes { bytes throws(StorageError) in
        try context.disk.writeDurably(bytes, to: path)
      }
      try context.answer(["pepper": .string(hash.description)], "\(hash)\n")
      try context.say("next: put this hash into the draft as identity.pepper")
      return 0
    })
}
