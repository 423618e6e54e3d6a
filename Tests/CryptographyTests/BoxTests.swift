import Cryptography
import Encoding
import TestSupport
import Testing
import Words

@Suite("Sealed boxes")
struct BoxTests {
  /// Opens without allocating, as the count does.
  static func open(_ box: [UInt8], with key: borrowing BoxKey, room: Int) -> [UInt8]? {
    var message = [UInt8](repeating: 0, count: room)
    var span = message.mutableSpan
    let isOpen = key.open(box.span, into: &span)
    return isOpen ? message : nil
  }

  @Test("What is sealed opens with its key only", arguments: [0, 1, 64, 65_520])
  func whole(count: Int) throws {
    let key = try BoxKey.generate()
    let message = HashTests.message(count)
    let box = try key.publicKey.seal(message.span)
    #expect(box.count == count + BoxPublicKey.overhead)
    let found = [bytes(try key.open(box.span)), Self.open(box, with: key, room: count)]
    #expect(found == [message, message])
    let stranger = try BoxKey.generate()
    let other = Self.open(box, with: stranger, room: count)
    #expect(other == nil)
    let error = failure { () throws(CryptographyError) in _ = try stranger.open(box.span) }
    #expect(error == .box)
  }

  @Test("A changed or cut box does not open, nor one into room of another size")
  func changed() throws {
    let key = try BoxKey.generate()
    let box = try key.publicKey.seal(HashTests.message(64).span)
    for index in 0..<box.count {
      var changed = box
      changed[index] ^= 0x80
      let found = Self.open(changed, with: key, room: 64)
      #expect(found == nil, "byte \(index)")
    }
    for count in [0, 1, 47, 48, 111] {
      let found = Self.open(Array(box.prefix(count)), with: key, room: max(0, count - 48))
      #expect(found == nil)
      let error = failure { () throws(CryptographyError) in
        _ = try key.open(Array(box.prefix(count)).span)
      }
      #expect(error == .box)
    }
    for room in [0, 63, 65] {
      let found = Self.open(box, with: key, room: room)
      #expect(found == nil)
    }
  }

  @Test("A box is sealed into room of its size only")
  func room() throws {
    let key = try BoxKey.generate().publicKey
    for count in [0, 47, 49, 51] {
      var box = [UInt8](repeating: 0, count: count)
      let error = failure { () throws(CryptographyError) in
        var span = box.mutableSpan
        try key.seal([1, 2].span, into: &span)
      }
      #expect(error == .size(of: "a sealed box", expected: 50, found: count))
    }
  }

  @Test("Sealing twice gives different boxes")
  func fresh() throws {
    let key = try BoxKey.generate().publicKey
    let (one, other) = (try key.seal([1].span), try key.seal([1].span))
    #expect(one != other)
  }

  @Test("PyNaCl opens what we seal, and we open what it seals")
  func peer() throws {
    let script = """
      import sys, base64
      from nacl.public import PrivateKey, SealedBox
      secret, box = map(base64.b64decode, sys.argv[1:])
      key = PrivateKey(secret)
      print(SealedBox(key).decrypt(box).hex())
      print(base64.b64encode(bytes(key.public_key)).decode())
      print(SealedBox(key.public_key).encrypt(b'from elsewhere').hex())
      """
    let key = try BoxKey.generate()
    let box = try key.publicKey.seal(Array("from here".utf8).span)
    let spelt = try key.withSecret { secret throws(CryptographyError) in
      text(try secret.base64())
    }
    let lines = try Peer.run(script: script, [spelt, Base64.encode(box)])
      .split(separator: "\n").map(String.init)
    #expect(lines.count == 3)
    #expect(lines[0] == Hex.encode("from here".utf8))
    #expect(lines[1] == key.publicKey.base64)
    let theirs = try #require(Hex.decode(lines[2]))
    let opened = text(try key.open(theirs.span))
    #expect(opened == "from elsewhere")
  }

  @Test(
    "Public keys of low order are refused",
    arguments: [
      "0000000000000000000000000000000000000000000000000000000000000000",
      "0100000000000000000000000000000000000000000000000000000000000000",
      "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
      "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "0000000000000000000000000000000000000000000000000000000000000080",
      "0100000000000000000000000000000000000000000000000000000000000080",
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ])
  func lowOrder(hex: String) throws {
    let text = Base64.encode(try #require(Hex.decode(hex)))
    #expect(throws: CryptographyError.publicKey(problem: "a point of low order")) {
      try BoxPublicKey(base64: text)
    }
  }

  @Test(
    "Any other spelling of a public key is refused",
    arguments: [
      "", "AQ==", String(repeating: "A", count: 44), String(repeating: "A", count: 42) + "I\n",
      String(repeating: "B", count: 44) + "====", String(repeating: "_", count: 43) + "=",
    ])
  func spelling(text: String) {
    #expect(throws: CryptographyError.publicKey(problem: "not canonical base64 of 32 bytes")) {
      try BoxPublicKey(base64: text)
    }
  }

  @Test("A key is read from base64 on one line", arguments: ["", "\n", "\r\n"])
  func file(end: String) throws {
    let key = try BoxKey.generate()
    let spelt = try key.withSecret { secret throws(CryptographyError) in
      text(try secret.base64())
    }
    let again = try BoxKey(file: Array((spelt + end).utf8).span)
    #expect(again.publicKey == key.publicKey)
    #expect(try BoxPublicKey(base64: key.publicKey.base64) == key.publicKey)
  }

  @Test(
    "Any other file is no key",
    arguments: [
      "", "\n", "AQ==\n", "UlJSUlJSUlJSUlJSUlJSUlJSUlJSUlJSUlJSUlJSUlI=\n\n",
      "UlJSUlJSUlJSUlJSUlJSUlJSUlJSUlJSUlJSUlJSUlJ=\n",
      " UlJSUlJSUlJSUlJSUlJSUlJSUlJSUlJSUlJSUlJSUlI=", "\u{FEFF}",
      String(repeating: "A", count: 65),
    ])
  func badFile(content: String) {
    let error = failure { () throws(CryptographyError) in
      _ = try BoxKey(file: Array(content.utf8).span)
    }
    #expect(error == .base64("the key"))
  }

  @Test("A key has 32 bytes", arguments: [0, 31, 33])
  func size(count: Int) {
    let error = failure { () throws(CryptographyError) in
      _ = try BoxKey(secret: SecretBytes(count: count))
    }
    #expect(error == .size(of: "a key", expected: 32, found: count))
  }
}
