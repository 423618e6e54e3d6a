import Cryptography
import Encoding
import TestSupport
import Testing
import Words

@Suite("Tokens")
struct TokenTests {
  @Test(
    "Identities are brought into one spelling",
    arguments: [
      (["A123456(7)"], "A1234567"),
      (["a 123-456.(7)/"], "A1234567"),
      (["Ａ１２３４５６（７）"], "A1234567"),
      (["ａｚ\u{3000}－．／９"], "AZ9"),
      (["AB", "1990-01-02"], "AB\u{1F}19900102"),
      (["AB", ""], "AB\u{1F}"),
      (["", "-", "Z"], "\u{1F}\u{1F}Z"),
    ])
  func normalised(fields: [String], expected: String) throws {
    #expect(try Token.normalise(fields: fields) == Array(expected.utf8))
  }

  @Test(
    "What is left but letters and digits is refused, with its place",
    arguments: [
      (["A_1"], 1, 2), (["A", "1\t"], 2, 2), (["曾"], 1, 1), (["A\u{1F}B"], 1, 2),
      (["É"], 1, 1), (["A\u{A0}B"], 1, 2), (["A", "B", "12＿"], 3, 3), (["A\n"], 1, 2),
      ([], 0, 0), ([""], 0, 0), (["-", " "], 0, 0),
    ])
  func refused(fields: [String], field: Int, character: Int) {
    #expect(throws: CryptographyError.identity(field: field, character: character)) {
      try Token.normalise(fields: fields)
    }
  }

  @Test("An identity has a largest size")
  func limit() throws {
    let limit = Token.maxIdentityLength
    let fits = try Token.normalise(fields: [String(repeating: "A", count: limit)])
    #expect(fits.count == limit)
    #expect(throws: CryptographyError.tooLarge("an identity", limit: limit)) {
      try Token.normalise(fields: [String(repeating: "A", count: limit + 1)])
    }
  }

  @Test("Tokens and the pepper's hash are what Python's hashlib computes")
  func peer() throws {
    let script = """
      import hashlib
      pepper = bytes(range(32))
      print(hashlib.blake2b(b'A1234567\\x1f1990', digest_size=32, key=pepper).hexdigest())
      print(hashlib.blake2b(b'coldcount/pepper/1\\n' + pepper, digest_size=32).hexdigest())
      """
    let pepper = try secret(Array(0..<32))
    let token = try Token.make(
      identity: Token.normalise(fields: ["a123456(7)", "1990"]), pepper: pepper)
    let found = "\(token)\n\(try Token.pepperHash(pepper))"
    #expect(try found == Peer.run(script: script))
  }

  @Test("A pepper has 32 bytes", arguments: [0, 31, 33])
  func pepper(count: Int) {
    let error = failure { () throws(CryptographyError) in
      _ = try Token.make(identity: [0x41], pepper: SecretBytes(count: count))
    }
    #expect(error == .size(of: "the pepper", expected: 32, found: count))
  }
}
