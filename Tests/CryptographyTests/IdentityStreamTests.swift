import Cryptography
import Encoding
import TestSupport
import Testing
import Words

@Suite("Identity streams")
struct IdentityStreamTests {
  static let election = Digest.of([1, 2, 3])
  static let context = identityContext(election: election, collector: "web", sequence: 1)
  static let full = IdentityOpener.chunkByteCount
  static let overhead = IdentityOpener.overhead

  /// A stream for two vault keys, in its parts.
  struct Stream {
    var preamble: [UInt8]
    let keyHash: Digest
    var chunks: [[UInt8]]

    init(
      _ recipients: [BoxPublicKey], records: [UInt8], context: Digest = IdentityStreamTests.context
    ) throws {
      var sealer = try IdentitySealer(recipients: recipients, context: context)
      preamble = sealer.preamble
      keyHash = sealer.keyHash
      chunks = []
      var rest = records[...]
      repeat {
        let chunk = Array(rest.prefix(full))
        rest = rest.dropFirst(chunk.count)
        chunks.append(try sealer.seal(chunk.span, final: rest.isEmpty))
      } while !rest.isEmpty
    }

    /// The records; where the final chunk is missing, an error.
    func open(
      _ key: borrowing BoxKey, index: Int = 0, of count: Int = 2, keyHash: Digest? = nil,
      context: Digest = IdentityStreamTests.context
    ) throws(CryptographyError) -> (records: [UInt8], isFinished: Bool) {
      var opener = try IdentityOpener(
        preamble: preamble.span, recipient: index, of: count, key: key,
        keyHash: keyHash ?? self.keyHash, context: context)
      var records: [UInt8] = []
      var room = [UInt8](repeating: 0, count: full)
      for chunk in chunks {
        var span = room.mutableSpan
        let (byteCount, final) = try opener.open(chunk.span, into: &span)
        records += room.prefix(byteCount)
        guard final == opener.isFinished else { return ([], false) }
      }
      return (records, opener.isFinished)
    }
  }

  static func records(_ count: Int) -> [UInt8] {
    (0..<count * IdentityOpener.recordByteCount).map { UInt8(truncatingIfNeeded: $0 / 7) }
  }

  @Test(
    "Records come back whole for every vault key, in chunks of the format's sizes",
    arguments: [0, 1, 1_364, 1_365, 1_366, 2_730])
  func whole(count: Int) throws {
    let one = try BoxKey.generate()
    let other = try BoxKey.generate()
    let records = Self.records(count)
    let stream = try Stream([one.publicKey, other.publicKey], records: records)
    #expect(stream.preamble.count == 184)
    let sizes = stream.chunks.map(\.count)
    #expect(sizes.dropLast().allSatisfy { $0 == Self.full + Self.overhead })
    let size = stream.preamble.count + sizes.reduce(0, +)
    #expect(IdentityOpener.byteCount(records: count, recipients: 2) == size)
    let found = [try stream.open(one, index: 0), try stream.open(other, index: 1)]
    #expect(found.allSatisfy { $0.records == records && $0.isFinished })
  }

  @Test("A chunk that is looked at stays the next one", arguments: [0, 1, 2_730])
  func peeking(count: Int) throws {
    let key = try BoxKey.generate()
    let records = Self.records(count)
    let stream = try Stream([key.publicKey], records: records)
    var opener = try IdentityOpener(
      preamble: stream.preamble.span, recipient: 0, of: 1, key: key, keyHash: stream.keyHash,
      context: Self.context)
    var peeker = try IdentityOpener.Peeker()
    var room = [UInt8](repeating: 0, count: Self.full)
    var found: [UInt8] = []
    for (number, chunk) in stream.chunks.enumerated() {
      var broken = chunk
      broken[0] ^= 1
      var span = room.mutableSpan
      #expect(throws: CryptographyError.identities(.chunk(number))) {
        _ = try opener.peek(broken.span, with: &peeker, into: &span)
      }
      for _ in 0..<2 {
        let looked = try opener.peek(chunk.span, with: &peeker, into: &span)
        #expect(looked.final == (number == stream.chunks.count - 1))
      }
      let isFinished = opener.isFinished
      #expect(!isFinished)
      found += room.prefix(chunk.count - Self.overhead)
      span = room.mutableSpan
      _ = try opener.open(chunk.span, into: &span)
    }
    let isFinished = opener.isFinished
    #expect(isFinished)
    #expect(found == records)
  }

  @Test("Sizes are worked out for counts that can be, and for no others")
  func sizes() {
    #expect(IdentityOpener.preambleByteCount(recipients: 1) == 104)
    #expect(IdentityOpener.byteCount(records: -1, recipients: 1) == nil)
    #expect(IdentityOpener.byteCount(records: .max, recipients: 1) == nil)
    #expect(IdentityOpener.byteCount(records: 1, recipients: .max) == nil)
    #expect(IdentityOpener.byteCount(records: 0, recipients: 65) == nil)
  }

  @Test("Chunks that are changed, reordered, repeated or left out are refused")
  func order() throws {
    let key = try BoxKey.generate()
    let stream = try Stream([key.publicKey, key.publicKey], records: Self.records(3 * 1_365))
    func chunk(_ number: Int) -> CryptographyError { .identities(.chunk(number)) }
    var changed = stream
    changed.chunks[1][100] ^= 1
    var reordered = stream
    reordered.chunks.swapAt(0, 1)
    var repeated = stream
    repeated.chunks.insert(stream.chunks[0], at: 0)
    var missing = stream
    missing.chunks.remove(at: 1)
    var beheaded = stream
    beheaded.chunks.removeFirst()
    var header = stream
    header.preamble[183] ^= 1
    let cases = [
      (changed, chunk(1)), (reordered, chunk(0)), (repeated, chunk(1)), (missing, chunk(1)),
      (beheaded, chunk(0)), (header, chunk(0)),
    ]
    for (stream, expected) in cases {
      let error = failure { () throws(CryptographyError) in _ = try stream.open(key) }
      #expect(error == expected)
    }
  }

  @Test("What follows the final chunk is refused; what lacks it is not finished")
  func ends() throws {
    let key = try BoxKey.generate()
    let stream = try Stream([key.publicKey, key.publicKey], records: Self.records(1_400))
    var truncated = stream
    truncated.chunks.removeLast()
    let found = try truncated.open(key)
    #expect(!found.isFinished)
    for extra in [[], [0], stream.chunks[1]] as [[UInt8]] {
      var extended = stream
      extended.chunks.append(extra)
      let error = failure { () throws(CryptographyError) in _ = try extended.open(key) }
      #expect(error == .identities(.afterFinal))
    }
    for size in [0, 1, 16, Self.full + Self.overhead + 1] {
      var cut = stream
      cut.chunks[0] = [UInt8](repeating: 0, count: size)
      let error = failure { () throws(CryptographyError) in _ = try cut.open(key) }
      #expect(error == .identities(.chunkSize(0)))
    }
  }

  @Test("A stream of another election, collector or number is refused")
  func contexts() throws {
    let key = try BoxKey.generate()
    let stream = try Stream([key.publicKey, key.publicKey], records: Self.records(2))
    let others = [
      identityContext(election: Digest.of([]), collector: "web", sequence: 1),
      identityContext(election: Self.election, collector: "app", sequence: 1),
      identityContext(election: Self.election, collector: "web", sequence: 2),
    ]
    for context in others {
      let error = failure { () throws(CryptographyError) in
        _ = try stream.open(key, context: context)
      }
      #expect(error == .identities(.chunk(0)))
    }
  }

  @Test("Other keys, other places and other heads are refused")
  func keys() throws {
    let one = try BoxKey.generate()
    let other = try BoxKey.generate()
    let stream = try Stream([one.publicKey, other.publicKey], records: Self.records(2))
    let swapped = failure { () throws(CryptographyError) in _ = try stream.open(one, index: 1) }
    #expect(swapped == .identities(.notForThisKey))
    let hash = failure { () throws(CryptographyError) in
      _ = try stream.open(one, keyHash: Digest.of([]))
    }
    #expect(hash == .identities(.otherStreamKey))
    for (index, count) in [(0, 1), (0, 3), (2, 2), (-1, 2), (0, 0), (0, .max), (0, -1)] {
      let error = failure { () throws(CryptographyError) in
        _ = try stream.open(one, index: index, of: count)
      }
      guard case .size = error else {
        Issue.record("\(index) of \(count): \(String(describing: error))")
        continue
      }
    }
  }

  @Test("Chunks that may not stand in a file are neither written nor read")
  func chunkSizes() throws {
    let key = try BoxKey.generate().publicKey
    let cases: [(first: (Int, Bool), then: (Int, Bool)?)] = [
      ((48, false), nil), ((47, true), nil), ((0, false), nil), ((Self.full + 48, true), nil),
      ((Self.full, false), (0, true)), ((Self.full, false), (49, true)),
      ((Self.full, false), (48, false)),
    ]
    for (first, then) in cases {
      var sealer = try IdentitySealer(recipients: [key], context: Self.context)
      let chunk = [UInt8](repeating: 0, count: first.0)
      let error = failure { () throws(CryptographyError) in
        _ = try sealer.seal(chunk.span, final: first.1)
        if let then {
          let chunk = [UInt8](repeating: 0, count: then.0)
          _ = try sealer.seal(chunk.span, final: then.1)
        }
      }
      #expect(error == .identities(.chunkSize(then == nil ? 0 : 1)))
    }
    var sealer = try IdentitySealer(recipients: [key], context: Self.context)
    let nothing: [UInt8] = []
    _ = try sealer.seal(nothing.span, final: true)
    let error = failure { () throws(CryptographyError) in
      _ = try sealer.seal(nothing.span, final: true)
    }
    #expect(error == .identities(.afterFinal))
  }

  @Test("There are at most 64 vault keys")
  func recipients() throws {
    let key = try BoxKey.generate().publicKey
    let limit = IdentitySealer.maxRecipients
    let error = failure { () throws(CryptographyError) in
      _ = try IdentitySealer(
        recipients: Array(repeating: key, count: limit + 1), context: Self.context)
    }
    #expect(error == .tooLarge("the list of vault keys", limit: limit))
    let most = try IdentitySealer(
      recipients: Array(repeating: key, count: limit), context: Self.context)
    let size = most.preamble.count
    #expect(size == IdentityOpener.preambleByteCount(recipients: limit))
  }

  /// PyNaCl's bindings to the same primitive, called as the formats' pages says.
  static let peer = """
    import sys, base64, hashlib
    from nacl.public import PrivateKey, SealedBox
    from nacl import bindings as b
    context = hashlib.blake2b(('coldcount/identities/1\\n%s\\n%s\\n%s\\n' % (sys.argv[2],
        'web', 1)).encode(), digest_size=32).digest()
    key = PrivateKey(base64.b64decode(sys.argv[1]))
    label = b'coldcount/stream-key/1\\n'
    state = b.crypto_secretstream_xchacha20poly1305_state()

    """

  @Test("PyNaCl opens what we seal")
  func opened() throws {
    let key = try BoxKey.generate()
    let records = Self.records(1_500)
    let stream = try Stream([key.publicKey], records: records)
    let script =
      Self.peer + """
        data = base64.b64decode(sys.stdin.read())
        stream_key = SealedBox(key).decrypt(data[:80])
        print(hashlib.blake2b(label + stream_key, digest_size=32).hexdigest())
        b.crypto_secretstream_xchacha20poly1305_init_pull(state, data[80:104], stream_key)
        data, out = data[104:], b''
        while data:
            m, tag = b.crypto_secretstream_xchacha20poly1305_pull(state, data[:65537], context)
            data = data[65537:]
            assert tag == (0 if data else 3), tag
            out += m
        print(hashlib.blake2b(out, digest_size=32).hexdigest())
        """
    let spelt = try key.withSecret { secret throws(CryptographyError) in
      text(try secret.base64())
    }
    let file = stream.preamble + stream.chunks.flatMap { $0 }
    let found = try Peer.run(
      script: script, [spelt, "\(Self.election)"], input: Base64.encode(file))
    #expect(found == "\(stream.keyHash)\n\(Digest.of(records))")
  }

  @Test(
    "We open what PyNaCl seals, and refuse its other tags",
    arguments: [(3, nil), (1, .identities(.tag(1))), (2, .identities(.tag(1)))]
      as [(Int, CryptographyError?)])
  func sealed(tag: Int, expected: CryptographyError?) throws {
    let key = try BoxKey.generate()
    let script =
      Self.peer + """
        stream_key = bytes(range(32))
        print(hashlib.blake2b(label + stream_key, digest_size=32).hexdigest())
        head = SealedBox(key.public_key).encrypt(stream_key)
        head += b.crypto_secretstream_xchacha20poly1305_init_push(state, stream_key)
        records = bytes((i // 7) & 255 for i in range(1365 * 48 + 96))
        print(base64.b64encode(head).decode())
        for chunk, tag in ((records[:65520], 0), (records[65520:], int(sys.argv[3]))):
            sealed = b.crypto_secretstream_xchacha20poly1305_push(state, chunk, context, tag)
            print(base64.b64encode(sealed).decode())
        """
    let spelt = try key.withSecret { secret throws(CryptographyError) in
      text(try secret.base64())
    }
    let lines = try Peer.run(script: script, [spelt, "\(Self.election)", "\(tag)"])
      .split(separator: "\n")
    var stream = try Stream([key.publicKey], records: [])
    stream.preamble = try #require(Base64.decode(lines[1]))
    stream.chunks = try lines.dropFirst(2).map { try #require(Base64.decode($0)) }
    let keyHash = try #require(Digest(hex: lines[0]))
    do {
      let found = try stream.open(key, of: 1, keyHash: keyHash)
      #expect(found.records == Self.records(1_367) && found.isFinished && expected == nil)
    } catch {
      #expect(error == expected)
    }
  }
}
