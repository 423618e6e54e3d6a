import CSodium

/// The parts of a `ProofHash` where some are secret, in memory like `SecretBytes`.
package struct SecretMessage: ~Copyable, Sendable {
  /// Room for what the proofs hash of secrets.
  private static let capacity = 512

  private var bytes: SecretBytes
  /// How many bytes it has.
  package private(set) var count = 0

  /// Begins with a label.
  ///
  /// - Throws: `.memory`, `.unlocked`.
  package init(_ label: String) throws(CryptographyError) {
    bytes = try SecretBytes(count: Self.capacity)
    append(ProofHash.start(label).span)
  }

  /// Adds a part, which finds room.
  package mutating func add(_ part: Span<UInt8>) {
    append(ProofHash.bytes(of: part.count).span)
    append(part)
  }

  package mutating func add(_ part: [UInt8]) { add(part.span) }

  package mutating func add(_ number: Int) { add(ProofHash.bytes(of: number)) }

  package mutating func add(_ text: String) { add(Array(text.utf8)) }

  package mutating func add(_ secret: borrowing SecretBytes) {
    let place = count
    append(ProofHash.bytes(of: secret.count).span)
    secret.withBytes { bytes.write($0, at: place + 8) }
    count += secret.count
  }

  package mutating func add(_ secrets: borrowing SecretScalars, _ place: Int) {
    let start = count
    append(ProofHash.bytes(of: GroupBytes.byteCount).span)
    secrets.withBytes(of: place) { bytes.write($0, at: start + 8) }
    count += GroupBytes.byteCount
  }

  /// Forgets all but the first bytes, so that others can follow them.
  package mutating func cut(to count: Int) { self.count = min(count, self.count) }

  private mutating func append(_ part: Span<UInt8>) {
    bytes.write(part, at: count)
    count += part.count
  }

  /// Writes the 64 bytes of the hash.
  @unsafe borrowing func hash(into hash: UnsafeMutablePointer<UInt8>) {
    unsafe bytes.withPointer { start in
      _ = unsafe crypto_generichash(
        hash, ProofHash.byteCount, start, UInt64(min(count, Self.capacity)), nil, 0)
    }
  }
}

/// The secret scalars of one list in a mix: each is made when it is needed, of 32 bytes that were
/// drawn for this one run (FormatProofs § The group and the one hash).
package struct DerivedScalars: ~Copyable, Sendable {
  private var message: SecretMessage
  private let prefix: Int

  /// Of a seed, a list's context and the number of the mix: the same scalars in two lists would tell
  /// both permutations.
  ///
  /// - Throws: `.memory`, `.unlocked`.
  package init(
    seed: borrowing SecretBytes, context: [UInt8], mix: Int
  ) throws(CryptographyError) {
    message = try SecretMessage("secret")
    message.add(seed)
    message.add(context)
    message.add(mix)
    prefix = message.count
  }

  /// Makes the scalar of a name, a point of an entry and an entry, 0 where there is none.
  package mutating func derive(
    _ name: String, point: Int = 0, entry: Int = 0, into scalars: inout SecretScalars,
    _ place: Int
  ) {
    message.cut(to: prefix)
    message.add(name)
    message.add(point)
    message.add(entry)
    scalars.set(place, toHashOf: message)
  }
}
