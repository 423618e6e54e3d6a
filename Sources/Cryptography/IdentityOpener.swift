import CSodium
package import Encoding
import Words

/// Reads `identities.sealed` with a vault key, chunk by chunk (FormatBundle § identities.sealed).
///
/// What was read may be acted upon only after the final chunk: a file that was cut short at the
/// end of a chunk looks whole until then. That nothing follows the final chunk in the file is for
/// the caller to see as well: `isFinished`.
package struct IdentityOpener: ~Copyable {
  /// The size of one record in bytes.
  package static let recordByteCount = IdentityStream.recordByteCount
  /// The records of a full chunk.
  package static let recordsPerChunk = chunkByteCount / recordByteCount
  /// The size of a full chunk's records in bytes.
  package static let chunkByteCount = IdentityStream.chunkByteCount
  /// How many bytes a sealed chunk has more than its records.
  package static let overhead = IdentityStream.overhead

  /// Whether the final chunk was read.
  package private(set) var isFinished = false
  private var state: IdentityStream.State
  private let context: [UInt8]
  private var chunkCount = 0

  /// The size of what precedes the chunks, for so many vault keys.
  package static func preambleByteCount(recipients: Int) -> Int {
    recipients * IdentityStream.boxByteCount + IdentityStream.headerByteCount
  }

  /// The size of the whole file for so many records; nil where no file could be that large.
  package static func byteCount(records: Int, recipients: Int) -> Int? {
    guard (0...1 << 40).contains(records), (0...IdentitySealer.maxRecipients).contains(recipients)
    else { return nil }
    let records = records * recordByteCount
    let chunks = max(1, (records + chunkByteCount - 1) / chunkByteCount)
    return preambleByteCount(recipients: recipients) + records + chunks * overhead
  }

  /// Opens the stream key and begins.
  ///
  /// - Parameters:
  ///   - preamble: the first `preambleByteCount(recipients: count)` bytes of the file.
  ///   - index: which of the definition's vault keys `key` is, from 0.
  ///   - count: how many vault keys the definition has.
  ///   - key: the vault key.
  ///   - keyHash: what the manifest names as `identities.key`; nil where no manifest names it, as
  ///     for what the vault itself keeps.
  ///   - context: what `identityContext` gives for the manifest.
  /// - Throws: `.size`, `.identities(.notForThisKey)`, `.identities(.otherStreamKey)`.
  package init(
    preamble: Span<UInt8>, recipient index: Int, of count: Int, key: borrowing BoxKey,
    keyHash: Digest?, context: Digest
  ) throws(CryptographyError) {
    guard (1...IdentitySealer.maxRecipients).contains(count), (0..<count).contains(index),
      preamble.count == Self.preambleByteCount(recipients: count)
    else {
      throw .size(
        of: "the head of the identities",
        expected: Self.preambleByteCount(recipients: min(count, IdentitySealer.maxRecipients)),
        found: preamble.count)
    }
    let start = index * IdentityStream.boxByteCount
    let box = preamble.extracting(start..<start + IdentityStream.boxByteCount)
    let streamKey: SecretBytes
    do throws(CryptographyError) {
      streamKey = try key.open(box)
    } catch {
      throw error == .box ? .identities(.notForThisKey) : error
    }
    if let keyHash, try IdentityStream.keyHash(streamKey) != keyHash {
      throw .identities(.otherStreamKey)
    }
    let header = preamble.extracting(last: IdentityStream.headerByteCount).publicBytes
    var state = try IdentityStream.State()
    unsafe streamKey.withPointer { key in
      unsafe state.withPointer { state in
        _ = unsafe crypto_secretstream_xchacha20poly1305_init_pull(state, header, key)
      }
    }
    self.state = state
    self.context = context.bytes
  }

  /// Opens the next chunk into `records`, which must have room for it.
  ///
  /// - Returns: how many bytes of records there were, and whether this was the final chunk.
  /// - Throws: `.identities`, `.size`.
  package mutating func open(
    _ chunk: Span<UInt8>, into records: inout MutableSpan<UInt8>
  ) throws(CryptographyError) -> (byteCount: Int, final: Bool) {
    guard !isFinished else { throw .identities(.afterFinal) }
    let found = try Self.pull(
      &state, chunk, number: chunkCount, context: context, into: &records)
    chunkCount += 1
    isFinished = found.final
    return found
  }

  /// What `peek` works with; one serves many streams, in turn.
  package struct Peeker: ~Copyable {
    fileprivate var state: IdentityStream.State

    /// - Throws: `.memory`, `.unlocked`.
    package init() throws(CryptographyError) { state = try IdentityStream.State() }
  }

  /// Opens the next chunk as `open` does, but does not go beyond it: it stays the next one.
  ///
  /// - Throws: `.identities`, `.size`.
  package func peek(
    _ chunk: Span<UInt8>, with peeker: inout Peeker, into records: inout MutableSpan<UInt8>
  ) throws(CryptographyError) -> (byteCount: Int, final: Bool) {
    guard !isFinished else { throw .identities(.afterFinal) }
    peeker.state.set(to: state)
    return try Self.pull(
      &peeker.state, chunk, number: chunkCount, context: context, into: &records)
  }

  private static func pull(
    _ state: inout IdentityStream.State, _ chunk: Span<UInt8>, number: Int, context: [UInt8],
    into records: inout MutableSpan<UInt8>
  ) throws(CryptographyError) -> (byteCount: Int, final: Bool) {
    let size = chunk.count - Self.overhead
    guard (0...Self.chunkByteCount).contains(size) else {
      throw .identities(.chunkSize(number))
    }
    guard records.count >= size else {
      throw .size(of: "room for records", expected: size, found: records.count)
    }
    var tag: UInt8 = 0
    let status = unsafe state.withPointer { state in
      unsafe chunk.withUnsafeBufferPointer { chunk in
        unsafe records.withUnsafeMutableBufferPointer { records in
          unsafe crypto_secretstream_xchacha20poly1305_pull(
            state, records.baseAddress, nil, &tag, chunk.baseAddress, UInt64(chunk.count), context,
            UInt64(context.count))
        }
      }
    }
    guard status == 0 else { throw .identities(.chunk(number)) }
    guard tag == IdentityStream.messageTag || tag == IdentityStream.finalTag else {
      throw .identities(.tag(number))
    }
    let final = tag == IdentityStream.finalTag
    guard IdentityStream.isChunk(byteCount: size, number: number, final: final) else {
      throw .identities(.chunkSize(number))
    }
    return (size, final)
  }
}
