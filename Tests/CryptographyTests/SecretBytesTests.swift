import Encoding
import Cryptography
import Testing
import Words

@Suite("Secrets")
struct SecretBytesTests {
  @Test("A new secret is zeros", arguments: [0, 1, 31, 32, 4_096, SecretBytes.maxCount])
  func zeros(count: Int) throws {
    let made = try SecretBytes(count: count)
    let found = bytes(made)
    #expect(found == [UInt8](repeating: 0, count: count))
  }

  @Test(
    "Sizes that are negative or too large are refused",
    arguments: [
      -1, SecretBytes.maxCount + 1, .max,
    ])
  func size(count: Int) {
    let error = failure { () throws(CryptographyError) in _ = try SecretBytes(count: count) }
    #expect(error == .tooLarge("a secret", limit: SecretBytes.maxCount))
  }

  @Test("Random secrets differ")
  func random() throws {
    let one = try SecretBytes.random(count: 32)
    let other = try SecretBytes.random(count: 32)
    let isSame = one.equals(other)
    #expect(!isSame)
  }

  @Test("Secrets are equal where their bytes and their number are")
  func equality() throws {
    let one = try secret([1, 2, 3])
    let results = [
      one.equals(try secret([1, 2, 3])), one.equals(try secret([1, 2, 4])),
      one.equals(try secret([1, 2])), try secret([]).equals(secret([])),
    ]
    #expect(results == [true, false, false, true])
  }

  @Test("A prefix lies within the secret")
  func prefix() throws {
    let whole = try secret([1, 2, 3])
    let parts = [bytes(try whole.prefix(0)), bytes(try whole.prefix(3))]
    #expect(parts == [[], [1, 2, 3]])
    let error = failure { () throws(CryptographyError) in _ = try whole.prefix(4) }
    #expect(error == .size(of: "a secret", expected: 4, found: 3))
    let negative = failure { () throws(CryptographyError) in _ = try whole.prefix(-1) }
    #expect(negative == .size(of: "a secret", expected: -1, found: 3))
  }

  @Test(
    "One line end and a byte order mark are taken off, and nothing else",
    arguments: [
      ("", ""), ("a", "a"), ("a\n", "a"), ("a\r\n", "a"), ("a\n\n", "a\n"), ("a\r", "a\r"),
      ("\n", ""), ("\r\n", ""), (" a ", " a "),
      ("\u{FEFF}a\r\n", "a"), ("\u{FEFF}", ""), ("\u{FEFF}\n", ""), ("a\u{FEFF}", "a\u{FEFF}"),
    ])
  func line(whole: String, expected: String) throws {
    let found = text(try secret(whole).trimmedLine())
    #expect(found == expected)
  }

  @Test(
    "A passphrase that a machine finds by trying is short or one word",
    arguments: [
      ("", true), ("eleven chars", false), ("twelve chars", false), ("ten chars!", true),
      ("Correcthorsebattery", true), ("correct-horse-battery", false), ("Xk29fjw8qLmz", false),
      ("一匹馬電池釘書機正確嗎", true), ("一匹馬、電池、釘書機，對", false),
    ])
  func guessed(passphrase: String, isGuessed: Bool) throws {
    let found = try secret(Array(passphrase.utf8)).isEasilyGuessed
    #expect(found == isGuessed)
  }

  @Test("Base64 is written and read", arguments: [0, 1, 2, 3, 32, 158])
  func base64(count: Int) throws {
    let original = try SecretBytes.random(count: count)
    let spelt = bytes(try original.base64())
    #expect(spelt.count == (count + 2) / 3 * 4)
    let again = try SecretBytes(base64: spelt.span, count: count, what: "it")
    let isSame = again.equals(original)
    #expect(isSame)
  }

  @Test(
    "Any other spelling of base64 is refused",
    arguments: [
      "", "AQ=", "AQ==\n", "AR==", "AQ", "A===", "AQ=A", "AQID", "A\u{0}==", "-_==", "AQ==AQ==",
    ])
  func badBase64(spelt: String) {
    let error = failure { () throws(CryptographyError) in
      _ = try SecretBytes(base64: Array(spelt.utf8).span, count: 1, what: "it")
    }
    #expect(error == .base64("it"))
  }
}
