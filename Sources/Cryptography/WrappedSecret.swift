import CSodium
import Encoding
package import Words

/// A share, a vault key or a box key on a medium, under a passphrase (FormatKeys § Wrapped keys).
package struct WrappedSecret: Equatable, Sendable {
  /// What is wrapped.
  package enum Kind: String, Sendable, Term {
    /// An officer's words.
    case share
    /// A vault key's 32 bytes.
    case vault
    /// Those of the key under which an officer is dealt parts of a share.
    case box

    package var description: String { rawValue }

    package var term: Message {
      switch self {
      case .share: "share"
      case .vault: "vault key"
      case .box: "box key"
      }
    }
  }

  /// The most bytes that a file may have.
  package static let maxByteCount = 16_384
  /// The most bytes that a wrapped secret may have.
  package static let maxSecretByteCount = 4_096
  private static let format = "coldcount/wrapped/1"
  private static let algorithm = "argon2id13"
  private static let saltByteCount = 16
  private static let nonceByteCount = 24
  private static let keyByteCount = 32
  private static let tagByteCount = 16

  package let kind: Kind
  /// The election's id.
  package let election: String
  /// The person's id.
  package let holder: String
  /// What a try at the passphrase costs.
  package let cost: ArgonCost
  private let salt: [UInt8]
  private let nonce: [UInt8]
  private let box: [UInt8]

  /// Reads a file; nothing is opened yet.
  ///
  /// - Throws: `.wrapped` with everything that is wrong, `.tooLarge`.
  package init(file: [UInt8]) throws(CryptographyError) {
    guard file.count <= Self.maxByteCount else {
      throw .tooLarge("a wrapped secret", limit: Self.maxByteCount)
    }
    let value: JSON
    do throws(JSONError) {
      value = try JSON.parse(canonical: file)
    } catch {
      throw .wrapped([Violation(path: "$", problem: error.message)])
    }
    let violations = Violations()
    let reader = ObjectReader(value, violations: violations)
    _ = reader.string("format", as: Self.format) { $0 == Self.format ? $0 : nil }
    let kind = reader.string("kind", as: "share, vault or box") { Kind(rawValue: $0) }
    let election = reader.identifier("election")
    let holder = reader.identifier("holder")
    let nonce = Self.bytes(reader, "nonce", count: Self.nonceByteCount...Self.nonceByteCount)
    let box = Self.bytes(
      reader, "box", count: Self.tagByteCount...Self.tagByteCount + Self.maxSecretByteCount)
    let kdf = reader.object("kdf")
    _ = kdf?.string("alg", as: Self.algorithm) { $0 == Self.algorithm ? $0 : nil }
    let memory = kdf?.integer("mem", in: ArgonCost.minMemory...ArgonCost.maxMemory)
    let operations = kdf?.integer("ops", in: 1...ArgonCost.maxOperations)
    let salt = kdf.flatMap {
      Self.bytes($0, "salt", count: Self.saltByteCount...Self.saltByteCount)
    }
    kdf?.finish()
    reader.finish()
    guard violations.list.isEmpty, let kind, let election, let holder, let nonce, let box,
      let memory, let operations, let salt
    else { throw .wrapped(violations.list) }
    self.kind = kind
    self.election = election
    self.holder = holder
    self.nonce = nonce
    self.box = box
    self.salt = salt
    cost = ArgonCost(operations: operations, memory: memory)
  }

  private init(
    kind: Kind, election: String, holder: String, cost: ArgonCost, salt: [UInt8], nonce: [UInt8],
    box: [UInt8]
  ) {
    self.kind = kind
    self.election = election
    self.holder = holder
    self.cost = cost
    self.salt = salt
    self.nonce = nonce
    self.box = box
  }

  /// The file's bytes: canonical JSON.
  package var file: [UInt8] { json(box: box).canonical }

  /// Wraps `secret` for its holder.
  ///
  /// - Throws: `.wrapped` where an id is none, `.tooLarge`, `.memory`.
  package static func wrap(
    _ secret: borrowing SecretBytes, kind: Kind, election: String, holder: String,
    passphrase: borrowing SecretBytes, cost: ArgonCost = .standard
  ) throws(CryptographyError) -> WrappedSecret {
    guard secret.count <= maxSecretByteCount else {
      throw .tooLarge("a secret to wrap", limit: maxSecretByteCount)
    }
    let violations = Violations()
    for (key, id) in [("election", election), ("holder", holder)] where !Identifier.isValid(id) {
      violations.note("$.\(key)", "not an identifier")
    }
    guard violations.list.isEmpty else { throw .wrapped(violations.list) }
    let empty = WrappedSecret(
      kind: kind, election: election, holder: holder, cost: cost,
      salt: try Sodium.randomBytes(saltByteCount), nonce: try Sodium.randomBytes(nonceByteCount),
      box: [])
    let key = try empty.key(passphrase)
    let context = empty.json(box: nil).canonical
    let nonce = empty.nonce
    let size = secret.count
    var box = [UInt8](repeating: 0, count: size + tagByteCount)
    unsafe key.withPointer { key in
      unsafe secret.withPointer { secret in
        _ = unsafe crypto_aead_xchacha20poly1305_ietf_encrypt(
          &box, nil, secret, UInt64(size), context, UInt64(context.count), nil, nonce, key)
      }
    }
    return WrappedSecret(
      kind: kind, election: election, holder: holder, cost: cost, salt: empty.salt, nonce: nonce,
      box: box)
  }

  /// Opens it; takes as long as its cost.
  ///
  /// - Throws: `.passphrase` where it is the wrong one or the file was changed; `.memory`.
  package func open(
    passphrase: borrowing SecretBytes
  ) throws(CryptographyError) -> SecretBytes {
    let key = try key(passphrase)
    let context = json(box: nil).canonical
    var secret = try SecretBytes(count: box.count - Self.tagByteCount)
    let status = unsafe key.withPointer { key in
      unsafe secret.withMutablePointer { secret in
        unsafe crypto_aead_xchacha20poly1305_ietf_decrypt(
          secret, nil, nil, box, UInt64(box.count), context, UInt64(context.count), nonce, key)
      }
    }
    guard status == 0 else { throw .passphrase }
    return secret
  }

  private func json(box: [UInt8]?) -> JSON {
    var members: JSON.Members = [
      "election": .string(election), "format": .string(Self.format), "holder": .string(holder),
      "kdf": [
        "alg": .string(Self.algorithm), "mem": .integer(cost.memory),
        "ops": .integer(cost.operations), "salt": .string(Base64.encode(salt)),
      ],
      "kind": .string(kind.rawValue), "nonce": .string(Base64.encode(nonce)),
    ]
    if let box { members["box"] = .string(Base64.encode(box)) }
    return .object(members)
  }

  private func key(_ passphrase: borrowing SecretBytes) throws(CryptographyError) -> SecretBytes {
    var key = try SecretBytes(count: Self.keyByteCount)
    let size = passphrase.count
    let status = unsafe passphrase.withPointer { passphrase in
      unsafe passphrase.withMemoryRebound(to: CChar.self, capacity: size) { passphrase in
        unsafe key.withMutablePointer { key in
          unsafe crypto_pwhash(
            key, UInt64(Self.keyByteCount), passphrase, UInt64(size), salt,
            UInt64(cost.operations), cost.memory, crypto_pwhash_ALG_ARGON2ID13)
        }
      }
    }
    guard status == 0 else { throw .memory(byteCount: cost.memory) }
    return key
  }

  private static func bytes(
    _ reader: ObjectReader, _ key: String, count: ClosedRange<Int>
  ) -> [UInt8]? {
    reader.string(key, as: "canonical base64 of the right length") { text in
      Base64.decode(text).flatMap { count.contains($0.count) ? $0 : nil }
    }
  }
}
