import Encoding
import Foundation
import Testing
import Words

@Suite("Bytes as text")
struct TextFormTests {
  @Test(
    "hexadecimal is two lower-case digits a byte",
    arguments: [
      ([], ""), ([0], "00"), ([0xFF], "ff"), ([0x0A, 0xB0], "0ab0"),
      ([1, 35, 69, 103, 137, 171, 205, 239], "0123456789abcdef"),
    ] as [([UInt8], String)])
  func hex(bytes: [UInt8], text: String) {
    #expect(Hex.encode(bytes) == text)
    #expect(Hex.decode(text) == bytes)
  }

  @Test("anything else is no hexadecimal", arguments: ["0", "0A", "0x00", "0g", " 00", "００", "é"])
  func noHex(text: String) { #expect(Hex.decode(text) == nil) }

  @Test("eight bytes are digits where each of them is", arguments: 0..<8)
  func digits(position: Int) {
    for byte in UInt8.min...UInt8.max {
      var bytes = Array("09afdc81".utf8)
      bytes[position] = byte
      let isDigit = Array("0123456789abcdef".utf8).contains(byte)
      #expect(Hex.areDigits(bytes.span.number(at: 0)) == isDigit, "\(byte)")
    }
  }

  @Test("a digest is written as its bytes are")
  func digestSpelling() throws {
    for start in 0..<224 {
      let bytes = (0..<32).map { UInt8(start + $0) }
      let digest = try #require(Digest(bytes))
      var text = Array("x".utf8)
      digest.appendHex(to: &text)
      #expect(String(decoding: text, as: UTF8.self) == "x" + Hex.encode(bytes))
    }
  }

  @Test(
    "base64 is that of RFC 4648 section 10",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
      ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
  func base64(text: String, encoded: String) {
    #expect(Base64.encode(Array(text.utf8)) == encoded)
    #expect(Base64.decode(encoded) == Array(text.utf8))
  }

  @Test("base64 of any length is as another implementation writes it")
  func base64Peer() {
    var random = SystemRandomNumberGenerator()
    for count in 0..<100 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      #expect(Base64.encode(bytes) == Data(bytes).base64EncodedString())
      #expect(Base64.decode(Data(bytes).base64EncodedString()) == bytes)
    }
    #expect(Base64.encode([0xFB, 0xFF, 0xFE]) == "+//+")
  }

  @Test(
    "base64 has one spelling only",
    arguments: [
      "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Z===", "====", "Zm9v\n", "Zm 9v", "Zm9v====",
      "Zg==Zg==",
      "-__-", "=Zg=", "Z=g=", "Zmé=", "Zm9v=",
    ])
  func noBase64(text: String) { #expect(Base64.decode(text) == nil) }

  @Test("digests order as their bytes and as their spellings do")
  func digestOrder() throws {
    var digests: [Digest] = []
    for position in 0..<32 {
      for value in [1, 0x7F, 0x80, 0xFF] as [UInt8] {
        var bytes = [UInt8](repeating: 0x80, count: 32)
        bytes[position] = value
        digests.append(try #require(Digest(bytes)))
      }
    }
    let sorted = digests.sorted()
    #expect(sorted.map(\.description) == digests.map(\.description).sorted())
    for (one, other) in zip(sorted, sorted.dropFirst()) {
      #expect(!one.bytes.lexicographicallyPrecedes(other.bytes) == (one == other))
    }
    #expect(Set(digests).count == 32 * 3 + 1)
  }

  @Test("a digest is 32 bytes, or 64 lower-case digits")
  func digest() throws {
    let bytes = (0..<32).map { UInt8($0) }
    let digest = try #require(Digest(bytes))
    #expect(digest.bytes == bytes)
    #expect(
      digest.description == "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
    #expect(Digest(hex: digest.description) == digest)
    #expect(Digest(hex: digest.description.uppercased()) == nil)
    #expect(Digest(hex: digest.description.dropLast()) == nil)
    #expect(Digest(hex: digest.description + "0") == nil)
    #expect(Digest(bytes.dropLast()) == nil)
    #expect(Digest(bytes + [0]) == nil)
  }

  @Test(
    "an identifier is of small letters, digits, points, dashes and underlines",
    arguments: ["a", "0", "a.b_c-d", "2017-03", String(repeating: "z", count: 64)])
  func identifier(text: String) { #expect(Identifier.isValid(text)) }

  @Test(
    "anything else is no identifier",
    arguments: [
      "", "A", "-a", ".a", "_a", "a b", "a/b", "a\n", "é", "曾", "..",
      String(repeating: "z", count: 65),
    ])
  func noIdentifier(text: String) { #expect(!Identifier.isValid(text)) }
}
