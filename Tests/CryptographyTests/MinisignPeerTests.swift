import Cryptography
import Encoding
import Foundation
import TestSupport
import Testing
import Words

/// Both directions between stock minisign and us, each with the other's keys.
@Suite("Stock minisign")
struct MinisignPeerTests {
  static let message = Array("the file that is signed\n".utf8)

  static var prehash: [UInt8] {
    var hasher = Hasher512()
    hasher.update(message.span)
    return hasher.finish()
  }

  static func write(_ bytes: [UInt8], _ path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  static func read(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  static func minisign(_ arguments: [String], input: String = "") throws -> Peer.Output {
    try Peer.run(Peer.minisign, arguments, input: input)
  }

  @Test(
    "It verifies what we sign, with our key",
    arguments: [
      "coldcount test 1 officer-a", "", "曾俊華", String(repeating: "x", count: 8_173),
    ])
  func verifiesOurs(comment: String) throws {
    try Peer.inTemporaryFolder { folder in
      let key = try SigningKey.generate()
      let signature = try key.sign(prehash: Self.prehash, trustedComment: comment)
      try Self.write(Self.message, "\(folder)/m")
      try Self.write(signature.file, "\(folder)/m.minisig")
      try Self.write(key.publicKey.file(), "\(folder)/k.pub")
      let byText = try Self.minisign(["-V", "-H", "-P", key.publicKey.text, "-m", "\(folder)/m"])
      #expect(byText.status == 0, "\(byText.stderr)")
      #expect(byText.stdout.contains("Trusted comment: \(comment)\n"))
      let byFile = try Self.minisign(["-V", "-H", "-p", "\(folder)/k.pub", "-m", "\(folder)/m"])
      #expect(byFile.status == 0, "\(byFile.stderr)")
      try Self.write(Self.message + [10], "\(folder)/m")
      let changed = try Self.minisign(["-V", "-H", "-P", key.publicKey.text, "-m", "\(folder)/m"])
      #expect(changed.status == 1)
    }
  }

  @Test("It signs with the keys that we write, and we verify that")
  func signsWithOurs() throws {
    try Peer.inTemporaryFolder { folder in
      let key = try SigningKey.generate()
      try Self.write(Self.message, "\(folder)/m")
      try Self.write(
        key.encryptedFile(passphrase: secret("pass phrase"), cost: .least), "\(folder)/e.key")
      try Self.write(bytes(try key.unencryptedFile()), "\(folder)/u.key")
      for (file, input) in [("e.key", "pass phrase\n"), ("u.key", "")] {
        let signed = try Self.minisign(
          ["-S", "-s", "\(folder)/\(file)", "-m", "\(folder)/m", "-t", "by hand"], input: input)
        #expect(signed.status == 0, "\(signed.stderr)")
        let signature = try MinisignSignature(file: Self.read("\(folder)/m.minisig"))
        #expect(signature.trustedComment == "by hand")
        try key.publicKey.verify(signature, prehash: Self.prehash)
        try FileManager.default.removeItem(atPath: "\(folder)/m.minisig")
      }
      let wrong = try Self.minisign(
        ["-S", "-s", "\(folder)/e.key", "-m", "\(folder)/m"], input: "pass-phrase\n")
      #expect(wrong.status != 0)
    }
  }

  @Test("We verify what it signs and sign with the keys that it writes without passphrase")
  func unencrypted() throws {
    try Peer.inTemporaryFolder { folder in
      let made = try Self.minisign(["-G", "-W", "-p", "\(folder)/k.pub", "-s", "\(folder)/k.key"])
      #expect(made.status == 0, "\(made.stderr)")
      let file = try Self.read("\(folder)/k.key")
      let key = try SigningKey(unencryptedFile: file.span)
      let publicKey = try SigningPublicKey(file: Self.read("\(folder)/k.pub"))
      #expect(key.publicKey == publicKey)
      #expect(try publicKey.file() == Self.read("\(folder)/k.pub"))
      try Self.write(Self.message, "\(folder)/m")
      let signed = try Self.minisign(["-S", "-s", "\(folder)/k.key", "-m", "\(folder)/m"])
      #expect(signed.status == 0, "\(signed.stderr)")
      let theirs = try Self.read("\(folder)/m.minisig")
      try publicKey.verify(MinisignSignature(file: theirs), prehash: Self.prehash)
      #expect(try MinisignSignature(file: theirs).file == theirs)
      let ours = try key.sign(prehash: Self.prehash, trustedComment: "ours")
      try Self.write(ours.file, "\(folder)/m.minisig")
      let verified = try Self.minisign(["-V", "-H", "-p", "\(folder)/k.pub", "-m", "\(folder)/m"])
      #expect(verified.status == 0, "\(verified.stderr)")
    }
  }

  @Test("We open a key that it encrypted, at its own cost of seconds and a gigabyte")
  func encrypted() throws {
    try Peer.inTemporaryFolder { folder in
      let made = try Self.minisign(
        ["-G", "-p", "\(folder)/k.pub", "-s", "\(folder)/k.key"], input: "曾 pass\n曾 pass\n")
      #expect(made.status == 0, "\(made.stderr)")
      let file = try Self.read("\(folder)/k.key")
      let isEncrypted = try SigningKey.isEncrypted(file: file.span)
      #expect(isEncrypted)
      let key = try SigningKey(file: file.span, passphrase: secret("曾 pass"))
      let publicKey = try SigningPublicKey(file: Self.read("\(folder)/k.pub"))
      #expect(key.publicKey == publicKey)
    }
  }

  @Test("An ED signature relabelled as a legacy one, which it takes for another file, we refuse")
  func relabelled() throws {
    try Peer.inTemporaryFolder { folder in
      let key = try SigningKey.generate()
      let signature = try key.sign(prehash: Self.prehash, trustedComment: "x")
      var lines = String(decoding: signature.file, as: UTF8.self).split(separator: "\n").map(
        String.init)
      let body = try #require(Base64.decode(lines[1]))
      lines[1] = Base64.encode(Array("Ed".utf8) + body.dropFirst(2))
      let relabelled = MinisignSignatureTests.file(lines)
      try Self.write(Self.prehash, "\(folder)/m")
      try Self.write(relabelled, "\(folder)/m.minisig")
      let stock = try Self.minisign(["-V", "-P", key.publicKey.text, "-m", "\(folder)/m"])
      #expect(stock.status == 0, "\(stock.stderr)")
      #expect(
        throws: CryptographyError.signatureFile(
          line: 2, problem: "a legacy signature, not prehashed")
      ) { try MinisignSignature(file: relabelled) }
    }
  }

  @Test("Legacy signatures are refused")
  func legacy() throws {
    try Peer.inTemporaryFolder { folder in
      let key = try SigningKey.generate()
      try Self.write(bytes(try key.unencryptedFile()), "\(folder)/k.key")
      try Self.write(Self.message, "\(folder)/m")
      let signed = try Self.minisign(["-S", "-l", "-s", "\(folder)/k.key", "-m", "\(folder)/m"])
      #expect(signed.status == 0, "\(signed.stderr)")
      let file = try Self.read("\(folder)/m.minisig")
      #expect(
        throws: CryptographyError.signatureFile(
          line: 2, problem: "a legacy signature, not prehashed")
      ) { try MinisignSignature(file: file) }
    }
  }
}
