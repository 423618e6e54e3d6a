import Cryptography
import Encoding
import TestSupport
import Testing
import Words

/// What is left of a secret in the process's memory, one test after the other: each reads it all.
@Suite(
  "Memory", .serialized,
  .disabled(if: Sanitizer.isWatching, "a sanitizer's own memory is as large as all addresses"))
struct MemoryTests {
  static func secret(_ needle: Needle) throws(CryptographyError) -> SecretBytes {
    var secret = try SecretBytes(count: needle.count)
    secret.withMutableBytes { span in
      for index in span.indices { span[index] = needle[index] }
    }
    return secret
  }

  @Test("A secret is in memory once while it lives, and not at all afterwards")
  func life() throws {
    let needle = Needle()
    #expect(try needle.copyCount() == 0)
    do {
      let secret = try Self.secret(needle)
      let found = try needle.copyCount()
      #expect(found == 1)
      let first = secret.withBytes { $0[0] }
      #expect(first == needle[0])
    }
    #expect(try needle.copyCount() == 0)
  }

  @Test("A copy in an array is found, so that these tests can fail")
  func array() throws {
    let needle = Needle()
    let copy = (0..<needle.count).map { needle[$0] }
    #expect(try needle.copyCount() >= 1)
    #expect(copy.count == needle.count)
  }

  @Test("A copy, a slice and base64 are gone with their scopes")
  func copies() throws {
    let needle = Needle()
    do {
      let secret = try Self.secret(needle)
      let copy = try secret.prefix(needle.count)
      let base64 = try secret.base64()
      let again = try base64.withBytes { text throws(CryptographyError) in
        try SecretBytes(base64: text, count: needle.count, what: "it")
      }
      let isSame = again.equals(copy)
      #expect(isSame)
      let found = try needle.copyCount()
      #expect(found == 3)
    }
    #expect(try needle.copyCount() == 0)
  }

  @Test("Sharing and putting together leave neither the secret nor a share's words")
  func shares() throws {
    let needle = Needle()
    var words: Needle?
    do {
      let shares = try Share.split(Self.secret(needle), threshold: 2, count: 3)
      words = shares[0].withWords { words in
        words.withBytes { span in Needle(count: span.count) { span[$0] } }
      }
      let parsed = try shares.prefix(2).map { share throws(CryptographyError) in
        try share.withWords { words throws(CryptographyError) in
          try words.withBytes { span throws(CryptographyError) in try Share(words: span) }
        }
      }
      let combined = try Share.combine(parsed)
      let found = try needle.copyCount()
      #expect(found == 1)
      let wordsFound = try words?.copyCount()
      #expect(wordsFound == 2)
      let first = combined.withBytes { $0[0] }
      #expect(first == needle[0])
    }
    #expect(try needle.copyCount() == 0)
    #expect(try words?.copyCount() == 0)
  }

  @Test("Wrapping and opening leave nothing of the secret or the passphrase")
  func wrapped() throws {
    let needle = Needle()
    let passphrase = Needle()
    do {
      let wrapped = try WrappedSecret.wrap(
        Self.secret(needle), kind: .vault, election: "e", holder: "h",
        passphrase: Self.secret(passphrase), cost: .least)
      let opened = try wrapped.open(passphrase: Self.secret(passphrase))
      let found = try needle.copyCount()
      #expect(found == 1)
      let first = opened.withBytes { $0[0] }
      #expect(first == needle[0])
    }
    #expect(try needle.copyCount() == 0)
    #expect(try passphrase.copyCount() == 0)
  }

  @Test("Sealed boxes leave nothing of the key")
  func boxes() throws {
    let needle = Needle()
    do {
      let key = try BoxKey(secret: Self.secret(needle))
      let box = try key.publicKey.seal([1, 2, 3].span)
      let opened = bytes(try key.open(box.span))
      #expect(opened == [1, 2, 3])
      let found = try needle.copyCount()
      #expect(found == 1)
    }
    #expect(try needle.copyCount() == 0)
  }

  @Test("The hash of a pepper leaves nothing of it")
  func pepper() throws {
    let needle = Needle()
    do {
      let pepper = try Self.secret(needle)
      _ = try Token.pepperHash(pepper)
      let found = try needle.copyCount()
      #expect(found == 1)
    }
    #expect(try needle.copyCount() == 0)
  }

  @Test("Making tokens leaves nothing of the pepper")
  func tokens() throws {
    let needle = Needle()
    do {
      let pepper = try Self.secret(needle)
      _ = try Token.make(identity: Array("A1234567".utf8), pepper: pepper)
      let found = try needle.copyCount()
      #expect(found == 1)
    }
    #expect(try needle.copyCount() == 0)
  }

  @Test("Writing, opening and using a signing key leaves nothing of its seed")
  func signing() throws {
    let file = try SigningKey.generate().unencryptedFile()
    let opened = try file.withBytes { span throws(CryptographyError) in
      try SecretBytes(
        base64: span.extracting(file.count - 213..<file.count - 1), count: 158, what: "it")
    }
    let seed = opened.withBytes { span in Needle(count: 32) { span[62 + $0] } }
    let before = try seed.copyCount()
    #expect(before == 1)
    do {
      let key = try file.withBytes { span throws(CryptographyError) in
        try SigningKey(unencryptedFile: span)
      }
      _ = key.sign([1, 2, 3].span)
      let found = try seed.copyCount()
      #expect(found == 2)
      let encrypted = try key.encryptedFile(passphrase: SecretBytes(count: 1), cost: .least)
      let again = try SigningKey(file: encrypted.span, passphrase: SecretBytes(count: 1))
      #expect(again.publicKey == key.publicKey)
    }
    let after = try seed.copyCount()
    #expect(after == before)
  }
}
