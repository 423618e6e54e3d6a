@testable import Cryptography
import Encoding
import Foundation
import Testing

/// The published vectors of SLIP-0039; where they are from stands beside them.
@Suite("SLIP-0039's vectors")
struct ShareVectorTests {
  struct Vector: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let mnemonics: [String]
    let secret: String
  }

  static let all: [Vector] = {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Resources/slip-0039-vectors.json")
    guard let data = try? Data(contentsOf: path), let json = try? JSON.parse(draft: Array(data))
    else { return [] }
    return (json.array ?? []).map { entry in
      let parts = entry.array ?? []
      return Vector(
        testDescription: parts.first?.string ?? "",
        mnemonics: (parts.dropFirst().first?.array ?? []).compactMap(\.string),
        secret: parts.dropFirst(2).first?.string ?? "")
    }
  }()

  static let ours = all.filter { vector in
    vector.mnemonics.contains { $0.split(separator: " ").count == 33 }
  }

  /// What each vector of 256 bits that has no secret must be refused for, by its number.
  static let problems: [String: CryptographyError.ShareProblem] = [
    "21": .checksum, "22": .padding, "24": .tooFew(found: 1, needed: 2),
    "33": .groups(found: 1, needed: 2), "34": .groups(found: 1, needed: 2),
    "35": .tooFew(found: 1, needed: 2),
  ]

  static func combine(_ vector: Vector) throws -> String {
    let shares = try vector.mnemonics.map { try Share(words: Array($0.utf8).span) }
    let passphrase = try secret("TREZOR")
    return Hex.encode(bytes(try Share.combine(shares, passphrase: passphrase)))
  }

  @Test("All vectors are there, and those of 256 bits among them")
  func complete() {
    #expect(Self.all.count == 45)
    #expect(Self.ours.count == 13)
    #expect(Self.ours.filter { !$0.secret.isEmpty }.count == 7)
  }

  @Test("A vector of 256 bits gives its secret or is refused for its defect", arguments: ours)
  func vector(_ vector: Vector) throws {
    let number = String(vector.testDescription.prefix { $0 != "." })
    guard vector.secret.isEmpty else {
      #expect(try Self.combine(vector) == vector.secret)
      return
    }
    let problem = try #require(Self.problems[number])
    #expect(throws: CryptographyError.share(problem)) { try Self.combine(vector) }
  }

  @Test("Vectors of other sizes are refused for their number of words")
  func others() {
    for vector in Self.all where !Self.ours.contains(where: { $0.mnemonics == vector.mnemonics }) {
      let count = vector.mnemonics.first?.split(separator: " ").count ?? 0
      #expect(throws: CryptographyError.share(.wordCount(count)), "\(vector.testDescription)") {
        try Self.combine(vector)
      }
    }
  }

  @Test("Multiplication and inverses are those of the field")
  func field() {
    for value in UInt8.min...UInt8.max {
      #expect(GF256.multiply(value, GF256.invert(value)) == (value == 0 ? 0 : 1))
      #expect(GF256.multiply(value, 1) == value && GF256.multiply(value, 0) == 0)
    }
    // FIPS 197 section 4.2.
    #expect(GF256.multiply(0x57, 0x83) == 0xC1 && GF256.multiply(0x57, 0x13) == 0xFE)
  }
}
