import Cryptography
import Encoding
import Testing
import Words

@Suite("Signature files")
struct MinisignSignatureTests {
  /// A signature by a new key; its lines.
  struct Signed {
    let publicKey: SigningPublicKey
    let prehash: [UInt8]
    let file: [UInt8]

    var lines: [String] {
      String(decoding: file, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    init(comment: String = "coldcount test 1 officer-a") throws {
      let key = try SigningKey.generate()
      prehash = Self.prehash(of: "what is signed")
      publicKey = key.publicKey
      file = try key.sign(prehash: prehash, trustedComment: comment).file
    }

    static func prehash(of text: String) -> [UInt8] {
      var hasher = Hasher512()
      hasher.update(Array(text.utf8).span)
      return hasher.finish()
    }

    func verify(_ file: [UInt8]) throws(CryptographyError) {
      try publicKey.verify(MinisignSignature(file: file), prehash: prehash)
    }
  }

  /// The file of these lines, each with LF.
  static func file(_ lines: [String]) -> [UInt8] {
    lines.flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] }
  }

  /// `text` with one bit of the byte that it spells at `index` turned over.
  static func flipped(_ text: String, byte index: Int) throws -> String {
    var bytes = try #require(Base64.decode(text))
    bytes[index] ^= 1
    return Base64.encode(bytes)
  }

  @Test(
    "What was signed verifies, and reads and writes as the same bytes",
    arguments: [
      "", "coldcount result 3b officer-a", "曾俊華", String(repeating: "x", count: 8_173),
    ])
  func whole(comment: String) throws {
    let signed = try Signed(comment: comment)
    let signature = try MinisignSignature(file: signed.file)
    #expect(signature.trustedComment == comment)
    #expect(signature.keyID == signed.publicKey.keyID)
    #expect(signature.file == signed.file)
    try signed.verify(signed.file)
  }

  @Test(
    "Comments with control characters or too many bytes are not written",
    arguments: [
      "a\nb", "a\u{1B}[2J", "a\u{202E}b", "a\rb", "\u{0}", "\t",
      String(repeating: "x", count: 8_174),
    ])
  func comments(comment: String) throws {
    let key = try SigningKey.generate()
    let error = failure { () throws(CryptographyError) in
      _ = try key.sign(prehash: Signed.prehash(of: ""), trustedComment: comment)
    }
    guard case .comment = error else {
      Issue.record("not refused: \(String(describing: error))")
      return
    }
  }

  @Test("Any other form of file is refused, with the line")
  func forms() throws {
    let lines = try Signed().lines
    func with(_ index: Int, _ line: String) -> [UInt8] {
      var changed = lines
      changed[index] = line
      return Self.file(changed)
    }
    let whole = Self.file(lines)
    let legacy = try #require(Base64.decode(lines[1]))
    let cases: [(name: String, file: [UInt8], line: Int)] = [
      ("empty", [], 0), ("no last LF", whole.dropLast(), 0),
      ("a fifth line", whole + Array("x\n".utf8), 0), ("an empty fifth line", whole + [10], 0),
      ("three lines", Self.file(Array(lines.prefix(3))), 0),
      ("CRLF", Self.file(lines.map { $0 + "\r" }), 1),
      ("CRLF in the second line", with(1, lines[1] + "\r"), 2),
      ("CRLF in the third line", with(2, lines[2] + "\r"), 3),
      ("CRLF in the fourth line", with(3, lines[3] + "\r"), 4),
      ("no comment", with(0, "comment: x"), 1), ("no trusted comment", with(2, lines[0]), 3),
      ("a long comment", with(0, "untrusted comment: " + String(repeating: "x", count: 1_004)), 1),
      (
        "a long trusted comment",
        with(2, "trusted comment: " + String(repeating: "x", count: 8_174)), 3
      ),
      ("not UTF-8", Array("untrusted comment: ".utf8) + [0xFF] + whole.dropFirst(19), 1),
      ("NUL", with(2, "trusted comment: a\u{0}"), 3),
      ("space", with(1, lines[1] + " "), 2),
      ("no padding", with(3, String(lines[3].dropLast())), 4),
      ("cut short", with(1, String(lines[1].dropLast(4))), 2), ("empty line", with(1, ""), 2),
      ("legacy", with(1, Base64.encode(Array("Ed".utf8) + legacy.dropFirst(2))), 2),
      ("unknown", with(1, Base64.encode(Array("XX".utf8) + legacy.dropFirst(2))), 2),
    ]
    for wrong in cases {
      let error = failure { () throws(CryptographyError) in
        _ = try MinisignSignature(file: Array(wrong.file))
      }
      guard case .signatureFile(wrong.line, _) = error else {
        Issue.record("\(wrong.name): \(String(describing: error))")
        continue
      }
    }
  }

  @Test("A signature file whose line ends a copy changed is told as such")
  func lineEnds() throws {
    let lines = try Signed().lines
    #expect(
      throws: CryptographyError.signatureFile(
        line: 1,
        problem: "its lines end in CR LF, which some program changed: copy it again unchanged")
    ) {
      _ = try MinisignSignature(file: Self.file(lines.map { $0 + "\r" }))
    }
  }

  @Test("A signature file has a largest size")
  func limit() {
    let limit = MinisignSignature.maxByteCount
    #expect(throws: CryptographyError.tooLarge("a signature file", limit: limit)) {
      try MinisignSignature(file: [UInt8](repeating: 10, count: limit + 1))
    }
  }

  @Test("A change of any part makes it a signature of nothing")
  func tampered() throws {
    let signed = try Signed()
    let lines = signed.lines
    var comment = lines
    comment[2] += "x"
    var signature = lines
    signature[1] = try Self.flipped(lines[1], byte: 40)
    var global = lines
    global[3] = try Self.flipped(lines[3], byte: 3)
    for changed in [comment, signature, global] {
      #expect(throws: CryptographyError.signature) { try signed.verify(Self.file(changed)) }
    }
    var keyID = lines
    keyID[1] = try Self.flipped(lines[1], byte: 2)
    #expect(throws: CryptographyError.otherSigner) { try signed.verify(Self.file(keyID)) }
    let parsed = try MinisignSignature(file: signed.file)
    #expect(throws: CryptographyError.signature) {
      try signed.publicKey.verify(parsed, prehash: Signed.prehash(of: "something else"))
    }
    #expect(throws: CryptographyError.size(of: "a BLAKE2b-512 hash", expected: 64, found: 14)) {
      try signed.publicKey.verify(parsed, prehash: Array("what is signed".utf8))
    }
  }

  @Test("Another's key with the same number does not verify")
  func stranger() throws {
    let signed = try Signed()
    let stranger = try Signed()
    let body = try #require(Base64.decode(stranger.publicKey.text))
    let claimed = try SigningPublicKey(
      text: Base64.encode(Array("Ed".utf8) + signed.publicKey.keyID + body.dropFirst(10)))
    #expect(throws: CryptographyError.signature) {
      try claimed.verify(MinisignSignature(file: signed.file), prehash: signed.prehash)
    }
    #expect(throws: CryptographyError.otherSigner) {
      try stranger.publicKey.verify(MinisignSignature(file: signed.file), prehash: signed.prehash)
    }
  }

  @Test("Plain signatures hold for their message only")
  func plain() throws {
    let key = try SigningKey.generate()
    let message = Array("coldcount/journal/1\n{}\n".utf8)
    var signature = key.sign(message.span)
    let publicKey = key.publicKey
    #expect(signature.count == SigningKey.signatureByteCount)
    func holds(_ signature: [UInt8], _ message: [UInt8]) -> Bool {
      publicKey.isSignature(signature, of: message.span)
    }
    #expect(holds(signature, message))
    #expect(!holds(signature, message.dropLast()))
    #expect(!holds(signature.dropLast(), message))
    #expect(!holds([], message))
    signature[63] ^= 0x80
    #expect(!holds(signature, message))
  }
}
