import Bundles
import Cryptography
import Election
import Encoding
import TestSupport
import Vault

/// Keys, signatures, shares and sealed sections.
extension FuzzTarget {
  static let secrets = [
    FuzzTarget("signature") { bytes in
      guard let signature = try twice({ try MinisignSignature(file: bytes) }) else { return false }
      try check(signature.file == bytes, "a signature is written otherwise")
      // Nothing is signed by a key whose owner signed nothing.
      let key = try? VectorElection.key("officer-c").publicKey
      try check(
        (try? key?.verify(signature, file: Array("nothing that was ever signed".utf8))) == nil,
        "a signature of nothing holds")
      return true
    },
    FuzzTarget("public-key", maxByteCount: 2_048) { bytes in
      guard let key = try twice({ try SigningPublicKey(file: bytes).text }) else { return false }
      try check((try? SigningPublicKey(text: key))?.text == key, "a key is written otherwise")
      return true
    },
    FuzzTarget("secret-key", maxByteCount: 2_048) { bytes in
      _ = try twice { try SigningKey.isEncrypted(file: bytes.span) }
      let read = try twice { try SigningKey(unencryptedFile: bytes.span).publicKey.text }
      guard let read else { return false }
      let again = try? SigningKey(unencryptedFile: bytes.span).unencryptedFile().withBytes {
        try SigningKey(unencryptedFile: $0).publicKey.text
      }
      try check(again == read, "a key is written otherwise")
      return true
    },
    FuzzTarget("share", maxByteCount: 1_024) { bytes in
      guard let hash = try twice({ try Share(words: bytes.span).hash }) else { return false }
      let share = try Share(words: bytes.span)
      let again = try share.withWords { try $0.withBytes { try Share(words: $0).hash } }
      try check(again == hash, "the words are written otherwise")
      // Together with one of the vectors' it gives their key, or nothing.
      let other = try VectorElection.share("officer-c")
      if let key = try? Share.combine([share, other]) {
        let box = try BoxKey(secret: key).publicKey.base64
        try check(
          box == (try KnownElection.definition()).keys.count, "two shares give another key")
      }
      return true
    },
    FuzzTarget("wrapped", maxByteCount: 2_048) { bytes in
      guard let secret = try twice({ try WrappedSecret(file: bytes) }) else { return false }
      try check(secret.file == bytes, "a wrapped secret is written otherwise")
      return true
    },
    FuzzTarget("identities", maxByteCount: 4_096) { try IdentityInput($0).run() },
  ]
}

/// The records of an identity section, which a collector with the right keys seals whatever they
/// are.
///
/// The first byte says of what kind the bundle is, how many more or fewer records than there are
/// the manifest claims, and whether a byte of what was sealed is changed.
private struct IdentityInput {
  private let kind: BundleKind
  private let records: [UInt8]
  private let claimed: Int
  private let spoilt: Int?

  init(_ bytes: [UInt8]) {
    let kinds = BundleKind.allCases
    let head = bytes.prefix(2) + [0, 0]
    kind = kinds[Int(head[0] & 3) % kinds.count]
    records = Array(bytes.dropFirst(2).prefix(60 * 48))
    claimed = records.count / 48 + [0, 0, 1, -1][Int(head[0] >> 2 & 3)]
    spoilt = head[0] & 16 == 0 ? nil : Int(head[1])
  }

  func run() throws -> Bool {
    let definition = try KnownElection.definition()
    let context = identityContext(election: KnownElection.hash, collector: "web", sequence: 7)
    let recipients = try definition.keys.vault.map { try BoxPublicKey(base64: $0) }
    var sealer = try IdentitySealer(recipients: recipients, context: context)
    // A whole number of records: the sealer takes no other.
    let whole = Array(records.prefix(records.count / 48 * 48))
    var file = sealer.preamble + (try sealer.seal(whole.span, final: true))
    if let spoilt { file[spoilt % file.count] ^= 1 }
    let count = max(0, claimed)
    let manifest = Manifest(
      election: KnownElection.hash, collector: "web", sequence: 7, previous: nil, isFinal: true,
      kind: kind, channel: nil, style: "all", from: try Self.time("2017-03-11T09:00:00+08:00"),
      to: try Self.time("2017-03-12T09:00:00+08:00"), ballots: nil,
      identities: .init(count: count, hash: .of(file), key: sealer.keyHash))
    let found = read(manifest, file)
    let expected = spoilt == nil ? Self.records(whole, kind: kind, count: count) : nil
    // A byte of the box for the other vault key is none of ours.
    let isOthers = spoilt.map { (80..<160).contains($0 % file.count) } ?? false
    try check(
      isOthers || found == expected, "read \(found?.count ?? -1), sealed \(expected?.count ?? -1)")
    return found != nil
  }

  private static func time(_ text: String) throws(BrokenProperty) -> Timestamp {
    guard let time = Timestamp(text) else { throw BrokenProperty(description: "no time") }
    return time
  }

  private func read(_ manifest: Manifest, _ file: [UInt8]) -> [IdentityRecord]? {
    do {
      let disk = MemoryDisk(["vault/section": .file(file)])
      let reader = try SectionReader(
        manifest, path: "vault/section", election: KnownElection.hash,
        key: SectionKey(key: try VectorElection.vaultKey(), recipient: 0, recipients: 2),
        room: SectionRoom(records: [manifest.identities.count]), disk: disk)
      var records: [IdentityRecord] = []
      var room = [IdentityRecord](
        repeating: IdentityRecord(token: .of([]), ballot: 0, cast: 0), count: 7)
      while true {
        let count = try reader.read(into: &room)
        guard count > 0 else { return records }
        records += room.prefix(count)
      }
    } catch { return nil }
  }

  /// What FormatBundle § identities.sealed says of records, written down once more; nil where they
  /// do not hold.
  private static func records(
    _ bytes: [UInt8], kind: BundleKind, count: Int
  ) -> [IdentityRecord]? {
    let pieces = stride(from: 0, to: bytes.count, by: 48).map { Array(bytes[$0..<$0 + 48]) }
    guard pieces.count == count,
      zip(pieces, pieces.dropFirst()).allSatisfy({ $0.lexicographicallyPrecedes($1) })
    else { return nil }
    let records = pieces.compactMap { IdentityRecord($0.span, at: 0) }
    if kind == .ballots {
      return records.map(\.ballot).sorted() == (0..<UInt64(count)).map { $0 } ? records : nil
    }
    let isRight = records.allSatisfy { record in
      record.ballot == UInt64.max && (kind != .roll || record.cast == 0)
    }
    return isRight ? records : nil
  }
}
