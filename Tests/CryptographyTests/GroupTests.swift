import Cryptography
import Encoding
import Testing
import Words

@Suite("The group")
struct GroupTests {
  /// Multiples of the generator, from 1 (RFC 9496 appendix A.1).
  static let multiples = [
    "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76",
    "6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919",
    "94741f5d5d52755ece4f23f044ee27d5d1ea1e2bd196b462166b16152a9d0259",
    "da80862773358b466ffadfe0b3293ab3d9fd53c5ea6c955358f568322daf6a57",
  ]
  /// Encodings that are none (RFC 9496 appendix A.2), one of each kind.
  static let refused = [
    "00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "f3ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ed57ffd8c914fb201471d1c3d245ce3c746fcbe63a3679d51b6a516ebebe0e20",
    "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371",
    "4eac077a713c57b4f4397629a4145982c661f48044dd3f96427d40b147d9742f",
    "3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  ]
  /// The order, 2^252 + 27742317777372353535851937790883648493.
  static let order = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010"

  static func bytes(_ hex: String) throws -> GroupBytes {
    try #require(Hex.decode(hex).flatMap(GroupBytes.init))
  }

  @Test("Multiples of the generator are those of the standard")
  func base() throws {
    for (index, hex) in Self.multiples.enumerated() {
      let point = try #require(Point(Self.bytes(hex)))
      #expect(Point.base(Scalar(index + 1)) == point)
      #expect(Scalar(index + 1) * Point.base(.one) == point)
      #expect(point.bytes.array == Hex.decode(hex))
    }
  }

  @Test("What is no encoding of the standard is no point", arguments: refused)
  func refuses(hex: String) throws { #expect(try Point(Self.bytes(hex)) == nil) }

  @Test("The highest bit and the identity are refused, which libsodium lets pass")
  func ownChecks() throws {
    var bytes = try #require(Hex.decode(Self.multiples[0]))
    bytes[31] |= 128
    #expect(Point(try #require(GroupBytes(bytes))) == nil)
    #expect(Point(.zero) == nil)
  }

  @Test("Sums, differences and products may be the identity")
  func identity() {
    let point = Point.base(Scalar(7))
    #expect(point - point == .identity)
    #expect(point + .identity == point)
    #expect(Scalar.zero * point == .identity)
    #expect(Scalar(3) * Point.identity == .identity)
    #expect(Point.base(.zero) == .identity)
    #expect([point, point, point].sum() == Point.base(Scalar(21)))
  }

  @Test("A scalar is below the order")
  func scalars() throws {
    #expect(try Scalar(Self.bytes(Self.order)) == nil)
    #expect(try Scalar(Self.bytes("ec" + Self.order.dropFirst(2))) == Scalar.zero - .one)
    #expect(try Scalar(Self.bytes(String(repeating: "f", count: 64))) == nil)
    #expect(Scalar(GroupBytes.zero) == .zero)
    #expect(Scalar(6) * Scalar(7) - Scalar(40) + .one == Scalar(3))
    #expect(Scalar(6).inverse * Scalar(6) == .one)
    #expect(Scalar(256).bytes.array[1] == 1)
  }

  @Test("Encodings order as their bytes do")
  func order() throws {
    let sorted = Self.multiples.sorted()
    #expect(try Self.multiples.map(Self.bytes).sorted() == sorted.map(Self.bytes))
  }

  @Test("The hash is of the domain, the label and each part behind its length")
  func hash() {
    var hash = ProofHash("example")
    hash.add(1)
    hash.add("abc")
    var plain = Hasher512()
    for part in [
      Array("coldcount/verifiable/1\nexample\n".utf8), [0, 0, 0, 0, 0, 0, 0, 8],
      [0, 0, 0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 0, 0, 0, 3], Array("abc".utf8),
    ] {
      plain.update(part.span)
    }
    let (found, expected) = (hash.finish(), plain.finish())
    #expect(found == expected)
  }

  @Test("A weight is the hash of its number")
  func weights() {
    var weights = Weights("open-weight", of: [1, 2, 3])
    for number in [1, 2, 70_000] {
      var hash = ProofHash("open-weight")
      hash.add([UInt8](arrayLiteral: 1, 2, 3))
      hash.add(number)
      let expected = hash.scalar()
      #expect(weights.weight(number) == expected)
    }
  }

  @Test("Secret scalars are reckoned with as others are")
  func secrets() throws {
    var secrets = try SecretScalars(count: 3)
    secrets.set(0, to: Scalar(5))
    secrets.set(1, to: Scalar(7))
    let point = Point.base(Scalar(11))
    #expect(secrets.multiple(0, of: point) == Point.base(Scalar(55)))
    #expect(secrets.base(2) == .identity)
    #expect(secrets.multiple(2, of: point) == .identity)
    secrets.add(0, 1)
    secrets.multiply(0, 1)
    secrets.multiply(0, by: Scalar(2))
    #expect(secrets.base(0) == Point.base(Scalar(168)))
    #expect(secrets.shown(0) == Scalar(168))
    secrets.draw(2)
    let drawn = secrets.shown(2)
    secrets.draw(2)
    #expect(secrets.shown(2) != drawn)
    var others = try SecretScalars(count: 1)
    others.set(0, to: secrets, 1)
    #expect(others.shown(0) == Scalar(7))
  }

  @Test("A secret that is not below the order is no scalar")
  func secretLarge() throws {
    let large = try secret(#require(Hex.decode(Self.order)))
    #expect(
      failure { () throws(CryptographyError) in _ = try SecretScalars.copy(of: large) } == .scalar)
    let small = try SecretScalars.copy(of: secret(Scalar(9).bytes.array))
    #expect(small.shown(0) == Scalar(9))
    let short = try secret([1, 2, 3])
    #expect(
      failure { () throws(CryptographyError) in _ = try SecretScalars.copy(of: short) }
        == .size(of: "a secret", expected: 32, found: 3))
  }

  @Test("A derived scalar is the hash of the seed and of where it belongs")
  func derived() throws {

    let seed = try secret([UInt8](repeating: 7, count: 32))
    let context = [UInt8](repeating: 9, count: 64)
    var hash = ProofHash("secret")
    hash.add([UInt8](repeating: 7, count: 32))
    hash.add(context)
    hash.add(2)
    hash.add("rho")
    hash.add(1)
    hash.add(3)
    var scalars = try SecretScalars(count: 2)
    var derived = try DerivedScalars(seed: seed, context: context, mix: 2)
    derived.derive("omega-chain", entry: 77, into: &scalars, 0)
    derived.derive("rho", point: 1, entry: 3, into: &scalars, 1)
    let expected = hash.scalar()
    #expect(scalars.shown(1) == expected)
    #expect(scalars.shown(0) != scalars.shown(1))
  }

  @Test("A secret order is that of what is compared", arguments: [0, 1, 2, 3, 10, 1_000])
  func secretOrder(count: Int) throws {
    let values = (0..<count).map { ($0 &* 7_919 &+ 13) % 1_009 }
    let order = try SecretOrder(count: count) { values[$0] < values[$1] }
    #expect((0..<order.count).map { values[order[$0]] } == values.sorted())
    #expect(Set((0..<order.count).map { order[$0] }).count == count)
  }
}
