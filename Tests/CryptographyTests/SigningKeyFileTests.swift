import Cryptography
import Encoding
import Testing
import Words

@Suite("Key files")
struct SigningKeyFileTests {
  /// The second line of a file, as bytes.
  static func body(_ file: [UInt8]) throws -> [UInt8] {
    let lines = String(decoding: file, as: UTF8.self).split(separator: "\n")
    return try #require(lines.count == 2 ? Base64.decode(lines[1]) : nil)
  }

  /// A file of a comment and these bytes.
  static func file(_ body: [UInt8], comment: String = "untrusted comment: x") -> [UInt8] {
    Array("\(comment)\n\(Base64.encode(body))\n".utf8)
  }

  @Test("An encrypted key opens with its passphrase only")
  func encrypted() throws {
    let key = try SigningKey.generate()
    let file = try key.encryptedFile(passphrase: secret("correct"), cost: .least)
    #expect(file.count <= SigningKey.maxFileByteCount)
    let isEncrypted = try SigningKey.isEncrypted(file: file.span)
    #expect(isEncrypted)
    let opened = try SigningKey(file: file.span, passphrase: secret("correct"))
    #expect(opened.publicKey == key.publicKey)
    let (one, other) = (opened.sign([1, 2].span), key.sign([1, 2].span))
    #expect(one == other)
    for wrong in ["", "Correct", "correct\n"] {
      let error = failure { () throws(CryptographyError) in
        _ = try SigningKey(
          file: file.span, passphrase: SecretBytes(copying: Array(wrong.utf8).span))
      }
      #expect(error == .passphrase)
    }
    let error = failure { () throws(CryptographyError) in
      _ = try SigningKey(unencryptedFile: file.span)
    }
    #expect(error == .keyFile(line: 2, problem: "the key is encrypted and takes a passphrase"))
  }

  @Test("Each writing of a key is encrypted anew")
  func salt() throws {
    let key = try SigningKey.generate()
    let one = try Self.body(key.encryptedFile(passphrase: secret("x"), cost: .least))
    let other = try Self.body(key.encryptedFile(passphrase: secret("x"), cost: .least))
    #expect(one[6..<38] != other[6..<38])
    #expect(one[54...] != other[54...])
  }

  @Test("An unencrypted key opens without a passphrase")
  func unencrypted() throws {
    let key = try SigningKey.generate()
    let file = bytes(try key.unencryptedFile())
    let isEncrypted = try SigningKey.isEncrypted(file: file.span)
    #expect(!isEncrypted)
    let opened = try SigningKey(unencryptedFile: file.span)
    #expect(opened.publicKey == key.publicKey)
    let error = failure { () throws(CryptographyError) in
      _ = try SigningKey(file: file.span, passphrase: SecretBytes(count: 0))
    }
    #expect(error == .keyFile(line: 2, problem: "the key is not encrypted"))
  }

  @Test("The checksum of an unencrypted key is zero or right")
  func checksum() throws {
    let key = try SigningKey.generate()
    var body = try Self.body(bytes(try key.unencryptedFile()))
    #expect(body[126...].allSatisfy { $0 == 0 })
    let right = Digest.of(Array("Ed".utf8) + body[54..<126]).bytes
    body.replaceSubrange(126..., with: right)
    let file = Self.file(body)
    let opened = try SigningKey(unencryptedFile: file.span)
    #expect(opened.publicKey == key.publicKey)
    body[157] ^= 1
    let wrong = Self.file(body)
    let error = failure { () throws(CryptographyError) in
      _ = try SigningKey(unencryptedFile: wrong.span)
    }
    #expect(error == .keyFile(line: 2, problem: "its checksum is wrong"))
  }

  @Test("A key whose halves do not belong together is refused")
  func halves() throws {
    var body = try Self.body(bytes(try SigningKey.generate().unencryptedFile()))
    let stranger = try Self.body(bytes(try SigningKey.generate().unencryptedFile()))
    body.replaceSubrange(94..<126, with: stranger[94..<126])
    let file = Self.file(body)
    let error = failure { () throws(CryptographyError) in
      _ = try SigningKey(unencryptedFile: file.span)
    }
    #expect(
      error
        == .keyFile(line: 2, problem: "its secret and public halves do not belong together"))
  }

  @Test(
    "Memory and work that a file may ask for have limits",
    arguments: [
      (32_768, 16_777_216 - 1), (32_767, 16_777_216), (32_768, 2_147_483_649),
      (134_217_729, 16_777_216), (UInt64.max, UInt64.max), (0, 0),
    ] as [(UInt64, UInt64)])
  func cost(operations: UInt64, memory: UInt64) throws {
    let key = try SigningKey.generate()
    var body = try Self.body(key.encryptedFile(passphrase: secret("x"), cost: .least))
    for index in 0..<8 {
      body[38 + index] = UInt8(truncatingIfNeeded: operations >> UInt64(8 * index))
      body[46 + index] = UInt8(truncatingIfNeeded: memory >> UInt64(8 * index))
    }
    let file = Self.file(body)
    let error = failure { () throws(CryptographyError) in
      _ = try SigningKey(file: file.span, passphrase: SecretBytes(count: 0))
    }
    #expect(
      error == .cost("the key file asks for too much or too little memory or work"))
  }

  @Test("Costs at the limits are taken")
  func costLimits() throws {
    let least = try ScryptCost(reading: 32_768, memory: 16_777_216)
    #expect(least == .least)
    let most = try ScryptCost(reading: 134_217_728, memory: 2_147_483_648)
    #expect(most.memory == ScryptCost.maxMemory && most.operations == ScryptCost.maxOperations)
  }

  @Test("Any other form of key file is refused")
  func forms() throws {
    let whole = bytes(try SigningKey.generate().unencryptedFile())
    let body = try Self.body(whole)
    let line = Base64.encode(body)
    func changed(_ index: Int, _ value: UInt8) -> [UInt8] {
      var copy = body
      copy[index] = value
      return Self.file(copy)
    }
    let long = String(repeating: "x", count: 1_004)
    let lines = CryptographyError.keyFile(
      line: 0, problem: "there are not exactly two lines that end in LF")
    let comment = CryptographyError.keyFile(line: 1, problem: "not an untrusted comment")
    let changedEnds = CryptographyError.keyFile(
      line: 0,
      problem: "its lines end in CR LF, which some program changed: copy it again unchanged")
    let isPublic = CryptographyError.keyFile(
      line: 2, problem: "it is a public key (.pub), which signs nothing")
    let publicKey = try SigningKey.generate().publicKey.text
    let kind = CryptographyError.keyFile(line: 2, problem: "an unknown kind of key")
    let cases: [([UInt8], CryptographyError)] = [
      ([], lines), (whole.dropLast(), lines), (whole + [10], lines), ([10, 10], comment),
      (Array("untrusted comment: x\n".utf8), lines),
      (Self.file(body, comment: "comment: x"), comment),
      (Self.file(body, comment: "untrusted comment: \(long)"), comment),
      (Array("untrusted comment: ".utf8) + [0xFF] + whole.dropFirst(19), comment),
      (Array("untrusted comment: x\r\n\(line)\r\n".utf8), changedEnds),
      (Array("untrusted comment: x\n\(line)\r\n".utf8), changedEnds),
      (Array("untrusted comment: x\n\(publicKey)\n".utf8), isPublic),
      (Self.file(body.dropLast()), .base64("the key")), (Self.file(body + [0]), .base64("the key")),
      (Array("untrusted comment: x\n\n".utf8), .base64("the key")),
      (Array("untrusted comment: x\n\(line.dropLast())*\n".utf8), .base64("the key")),
      (changed(0, 0x58), kind), (changed(2, 0x58), kind), (changed(4, 0x58), kind),
      (
        [UInt8](repeating: 10, count: SigningKey.maxFileByteCount + 1),
        .tooLarge("a key file", limit: SigningKey.maxFileByteCount)
      ),
    ]
    for (index, (file, expected)) in cases.enumerated() {
      let file = Array(file)
      let errors = [
        failure { () throws(CryptographyError) in _ = try SigningKey.isEncrypted(file: file.span) },
        failure { () throws(CryptographyError) in
          _ = try SigningKey(file: file.span, passphrase: SecretBytes(count: 0))
        },
        failure { () throws(CryptographyError) in _ = try SigningKey(unencryptedFile: file.span) },
      ]
      #expect(errors == [expected, expected, expected], "case \(index)")
    }
  }

  @Test("A public key is written and read as text and as a file")
  func publicKey() throws {
    let key = try SigningKey.generate().publicKey
    #expect(key.text.hasPrefix("RW"))
    #expect(key.text.utf8.count == 56)
    #expect(try SigningPublicKey(text: key.text) == key)
    #expect(try SigningPublicKey(file: key.file()) == key)
    #expect(try SigningPublicKey(file: key.file(comment: "曾俊華")) == key)
    for comment in ["a\nb", "\u{1B}", String(repeating: "x", count: 1_004)] {
      #expect(throws: CryptographyError.self) { try key.file(comment: comment) }
    }
  }

  @Test(
    "Points that are not on the curve, or of low order, are refused",
    arguments: [
      [UInt8](repeating: 0, count: 32), [1] + [UInt8](repeating: 0, count: 31),
      [2] + [UInt8](repeating: 0, count: 31), [UInt8](repeating: 0xFF, count: 32),
      [0xEC] + [UInt8](repeating: 0xFF, count: 30) + [0x7F],
    ])
  func points(point: [UInt8]) {
    let text = Base64.encode(Array("Ed".utf8) + [UInt8](repeating: 7, count: 8) + point)
    #expect(throws: CryptographyError.publicKey(problem: "not a valid point of the curve")) {
      try SigningPublicKey(text: text)
    }
  }

  @Test("Any other spelling of a public key is refused")
  func publicForms() throws {
    let key = try SigningKey.generate().publicKey
    let bytes = try #require(Base64.decode(key.text))
    let other = Base64.encode(Array("ED".utf8) + bytes.dropFirst(2))
    for text in [
      "", " ", String(key.text.dropLast()), key.text + "\n", "RW", other,
      Base64.encode(bytes.dropLast()), String(repeating: "é", count: 28),
    ] {
      #expect(throws: CryptographyError.self, "\(text)") { try SigningPublicKey(text: text) }
    }
    let file = try key.file()
    let long = [UInt8](repeating: 10, count: SigningPublicKey.maxByteCount + 1)
    let files: [[UInt8]] = [
      [], file.dropLast(), file + [10], Array(key.text.utf8) + [10], long,
      Array("untrusted comment: x\n\(key.text)\r\n".utf8),
      Array("untrusted comment: x\n".utf8) + [0xFF, 10],
    ]
    for file in files {
      #expect(throws: CryptographyError.self) { try SigningPublicKey(file: file) }
    }
  }
}
