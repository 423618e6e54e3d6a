import Cryptography
import Encoding
import Foundation
import TestSupport
import Testing

/// The keys, signatures and identities of the test vectors, made by another
/// implementation.
@Suite("Keys of the test vectors")
struct ElectionVectorTests {
  static func read(_ path: String) throws -> [UInt8] {
    let root = URL(fileURLWithPath: "\(Peer.packageRoot)/Tests/Vectors")
    return Array(try Data(contentsOf: root.appendingPathComponent(path)))
  }

  static func json(_ path: String) throws -> JSON {
    try JSON.parse(canonical: read(path))
  }

  static func prehash(_ path: String) throws -> [UInt8] {
    var hasher = Hasher512()
    let bytes = try read(path)
    hasher.update(bytes.span)
    return hasher.finish()
  }

  @Test("Everybody's secret key file has the public key of the definition")
  func signingKeys() throws {
    let election = try Self.json("election.json")
    let everybody = (election["people"]?.array ?? []) + (election["collectors"]?.array ?? [])
    #expect(everybody.count >= 10)
    for person in everybody {
      let id = try #require(person["id"]?.string)
      let file = try Self.read("keys/\(id).key")
      let key = try SigningKey(unencryptedFile: file.span)
      #expect(key.publicKey.text == person["publicKey"]?.string, "\(id)")
    }
  }

  @Test("The definition's and every manifest's signatures hold")
  func signatures() throws {
    let election = try Self.json("election.json")
    let everybody = (election["people"]?.array ?? []) + (election["collectors"]?.array ?? [])
    func verify(_ file: String, by id: String, signature: String) throws {
      let signer = try #require(everybody.first { $0["id"]?.string == id })
      let key = try SigningPublicKey(text: try #require(signer["publicKey"]?.string))
      try key.verify(
        MinisignSignature(file: Self.read(signature)), prehash: Self.prehash(file))
    }
    for officer in ["officer-a", "officer-b"] {
      try verify("election.json", by: officer, signature: "election.json.\(officer).minisig")
    }
    for bundle in ["app-1", "desk-1", "desk-2", "registrar-1", "web-1", "web-2", "web-3"] {
      let file = "media/\(bundle)/manifest.json"
      let collector = try #require(Self.json(file)["collector"]?.string)
      try verify(file, by: collector, signature: "\(file).minisig")
    }
  }

  @Test("Any two officers' shares give the count key")
  func countKey() throws {
    let election = try Self.json("election.json")
    let list = election["keys"]?["shares"]?.array ?? []
    let shares = try list.map { entry in
      let officer = try #require(entry["officer"]?.string)
      let words = try Self.read("keys/shares/\(officer).txt")
      let share = try Share(words: words.span)
      #expect("\(share.hash)" == entry["hash"]?.string)
      return share
    }
    #expect(shares.count == 3)
    let file = try Self.read("keys/count.secret")
    let whole = try BoxKey(file: file.span)
    for subset in ShareTests.subsets(shares, of: 2) {
      let key = try BoxKey(secret: Share.combine(subset))
      #expect(key.publicKey.base64 == election["keys"]?["count"]?.string)
      #expect(key.publicKey == whole.publicKey)
    }
  }

  @Test(
    "Either vault key opens every bundle's identities to the end",
    arguments: ["vault", "vault-2"].enumerated().map { ($0.offset, $0.element) })
  func identities(index: Int, name: String) throws {
    let election = try Self.json("election.json")
    let hash = Digest.of(try Self.read("election.json"))
    let recipients = election["keys"]?["vault"]?.array ?? []
    let secret = try Self.read("keys/\(name).secret")
    let key = try BoxKey(file: secret.span)
    #expect(key.publicKey.base64 == recipients[index].string)
    for bundle in ["app-1", "desk-1", "registrar-1", "web-1"] {
      let manifest = try Self.json("media/\(bundle)/manifest.json")
      let records = try #require(manifest["identities"]?["count"]?.integer)
      let file = try Self.read("media/\(bundle)/identities.sealed")
      #expect(
        IdentityOpener.byteCount(records: records, recipients: recipients.count) == file.count)
      let start = IdentityOpener.preambleByteCount(recipients: recipients.count)
      let preamble = Array(file[..<start])
      let keyHash = try #require(Digest(hex: manifest["identities"]?["key"]?.string ?? ""))
      let context = identityContext(
        election: hash, collector: try #require(manifest["collector"]?.string),
        sequence: try #require(manifest["sequence"]?.integer))
      var opener = try IdentityOpener(
        preamble: preamble.span, recipient: index, of: recipients.count, key: key,
        keyHash: keyHash, context: context)
      var rest = file[start...]
      var found = 0
      var room = [UInt8](repeating: 0, count: IdentityOpener.chunkByteCount)
      while !rest.isEmpty {
        let chunk = Array(rest.prefix(IdentityOpener.chunkByteCount + IdentityOpener.overhead))
        rest = rest.dropFirst(chunk.count)
        var span = room.mutableSpan
        found += try opener.open(chunk.span, into: &span).byteCount
      }
      let isFinished = opener.isFinished
      #expect(isFinished && found == records * IdentityOpener.recordByteCount)
    }
  }
}
