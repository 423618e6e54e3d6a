import CSodium
package import Encoding
import Words

/// Writes `identities.sealed`: who cast which ballot, for the custodians' eyes (FormatBundle §
/// identities.sealed).
package struct IdentitySealer: ~Copyable {
  /// The most vault keys that one stream is sealed for.
  package static let maxRecipients = 64

  /// What the file begins with: the stream key sealed for each recipient, then the header.
  package let preamble: [UInt8]
  /// What the manifest names as `identities.key`.
  package let keyHash: Digest
  private var state: IdentityStream.State
  private let context: [UInt8]
  private var chunkCount = 0
  private var isFinished = false

  /// Begins a stream under a new key; `context` is what `identityContext` gives.
  ///
  /// - Throws: `.tooLarge` for more recipients than `maxRecipients`, `.memory`.
  package init(recipients: [BoxPublicKey], context: Digest) throws(CryptographyError) {
    guard recipients.count <= Self.maxRecipients else {
      throw .tooLarge("the list of vault keys", limit: Self.maxRecipients)
    }
    let key = try SecretBytes.random(count: IdentityStream.keyByteCount)
    var preamble: [UInt8] = []
    for recipient in recipients {
      preamble += try key.withBytes { key throws(CryptographyError) in try recipient.seal(key) }
    }
    var state = try IdentityStream.State()
    var header = [UInt8](repeating: 0, count: IdentityStream.headerByteCount)
    unsafe key.withPointer { key in
      unsafe state.withPointer { state in
        _ = unsafe crypto_secretstream_xchacha20poly1305_init_push(state, &header, key)
      }
    }
    let keyHash = try IdentityStream.keyHash(key)
    self.preamble = preamble + header
    self.context = context.bytes
    self.keyHash = keyHash
    self.state = state
  }

  /// Seals the next records: a full chunk, or what is left as the final one.
  ///
  /// - Parameters:
  ///   - chunk: records of 48 bytes.
  ///   - final: whether nothing follows; only then may the chunk be shorter, and only where it is
  ///     the first may it be empty.
  /// - Returns: what to write after the preamble or the chunk before.
  /// - Throws: `.identities` where the chunk may not stand here.
  package mutating func seal(
    _ chunk: Span<UInt8>, final: Bool
  ) throws(CryptographyError) -> [UInt8] {
    guard !isFinished else { throw .identities(.afterFinal) }
    guard IdentityStream.isChunk(byteCount: chunk.count, number: chunkCount, final: final) else {
      throw .identities(.chunkSize(chunkCount))
    }
    var sealed = [UInt8](repeating: 0, count: chunk.count + IdentityStream.overhead)
    let tag = final ? IdentityStream.finalTag : IdentityStream.messageTag
    let context = context
    unsafe state.withPointer { state in
      unsafe chunk.withUnsafeBufferPointer { chunk in
        _ = unsafe crypto_secretstream_xchacha20poly1305_push(
          state, &sealed, nil, chunk.baseAddress, UInt64(chunk.count), context,
          UInt64(context.count), tag)
      }
    }
    chunkCount += 1
    isFinished = final
    return sealed
  }
}
