import Encoding
import TestSupport
import Testing

@testable import Cryptography
import Words

@Suite("Blocks that lie on a disk for a while")
struct ScratchCipherTests {
  private func seal(
    _ block: [UInt8], number: Int, with cipher: borrowing ScratchCipher
  ) throws -> [UInt8] {
    var sealed = [UInt8](repeating: 0, count: block.count + ScratchCipher.overhead)
    var room = sealed.mutableSpan
    try cipher.seal(block.span, number: number, into: &room)
    return sealed
  }

  private func open(
    _ sealed: [UInt8], number: Int, with cipher: borrowing ScratchCipher
  ) throws -> [UInt8] {
    var block = [UInt8](repeating: 0, count: max(0, sealed.count - ScratchCipher.overhead))
    var room = block.mutableSpan
    try cipher.open(sealed.span, number: number, into: &room)
    return block
  }

  @Test("open again to what they were", arguments: [0, 1, 15, 16, 17, 8_192])
  func roundTrip(_ size: Int) throws {
    let cipher = try ScratchCipher()
    let block = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
    for number in [0, 1, 255, 256, 1 << 40] {
      let sealed = try seal(block, number: number, with: cipher)
      #expect(size < 16 || !sealed.starts(with: block))
      #expect(try open(sealed, number: number, with: cipher) == block)
    }
  }

  @Test("open to nothing once a byte, the number, the key or the size is another")
  func changed() throws {
    let cipher = try ScratchCipher()
    let sealed = try seal([UInt8](repeating: 7, count: 100), number: 258, with: cipher)
    for place in [0, 50, 99, 100, 115] {
      var bytes = sealed
      bytes[place] ^= 1
      #expect(throws: CryptographyError.scratch) { try open(bytes, number: 258, with: cipher) }
    }
    for number in [0, 2, 257, 259] {
      #expect(throws: CryptographyError.scratch) { try open(sealed, number: number, with: cipher) }
    }
    for size in [0, 15, 16, 115] {
      #expect(throws: CryptographyError.scratch) {
        try open(Array(sealed.prefix(size)), number: 258, with: cipher)
      }
    }
    #expect(throws: CryptographyError.scratch) {
      try open(sealed, number: 258, with: ScratchCipher())
    }
  }

  @Test("look different each time, for every number and every key")
  func different() throws {
    let block = [UInt8](repeating: 0, count: 32)
    let ciphers = [try seal(block, number: 1, with: ScratchCipher())]
    let cipher = try ScratchCipher()
    let all = ciphers + (try (0..<50).map { try seal(block, number: $0, with: cipher) })
    #expect(Set(all).count == all.count)
  }

  @Test("are not sealed into room of another size")
  func room() throws {
    let cipher = try ScratchCipher()
    var sealed = [UInt8](repeating: 0, count: 20)
    #expect(throws: CryptographyError.size(of: "room for a block", expected: 26, found: 20)) {
      var room = sealed.mutableSpan
      try cipher.seal([UInt8](repeating: 1, count: 10).span, number: 0, into: &room)
    }
    #expect(sealed.allSatisfy { $0 == 0 })
  }

  @Test("are overwritten by wiping, all of them", arguments: [0, 1, 100])
  func wipe(_ size: Int) {
    var bytes = [UInt8](repeating: 0xAA, count: size)
    bytes.wipe()
    #expect(bytes == [UInt8](repeating: 0, count: size))
  }
}
