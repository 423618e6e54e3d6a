import Audit
import Cryptography
import Election
import Encoding
import Foundation
import Mixnet
import Record
import Storage
import TestSupport
import Testing

/// What a collector or the quorum signs that they may not, everything else being as it was.
struct SignedForgery: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let code: ProofCode
  let change: @Sendable (inout JSON.Members) -> Void

  init(
    _ description: String, _ code: ProofCode,
    _ change: @escaping @Sendable (inout JSON.Members) -> Void
  ) {
    testDescription = description
    self.code = code
    self.change = change
  }

  static let manifests = [
    SignedForgery("another channel", .collectorNotAllowed) { $0["channel"] = "kiosk" },
    SignedForgery("a register of a collector of ballots", .collectorNotAllowed) {
      $0["kind"] = "register"
      $0["ballots"] = nil
    },
    SignedForgery("another size of a ballot than the election's", .sizeMismatch) {
      $0["ballots"] = .object(($0["ballots"]?.object ?? [:]).with("size", 192))
    },
    SignedForgery("fewer identities than ballots", .sizeMismatch) {
      $0["identities"] = .object(($0["identities"]?.object ?? [:]).with("count", 1))
    },
    SignedForgery("more identities than there are people", .sizeMismatch) {
      $0["identities"] = .object(($0["identities"]?.object ?? [:]).with("count", most))
    },
    SignedForgery("as many ballots as a number can say", .manifest) {
      $0["ballots"] = .object(($0["ballots"]?.object ?? [:]).with("count", most))
    },
    SignedForgery("ballots as large as a number can say", .sizeMismatch) {
      $0["ballots"] = .object(($0["ballots"]?.object ?? [:]).with("size", most))
    },
    SignedForgery("the last bundle that a number can say", .reconciliation) {
      $0["sequence"] = most
    },
  ]
  private static let most = JSON.integer(JSON.integers.upperBound)

  static let reconciliations = [
    SignedForgery("another election's", .reconciliation) {
      $0["election"] = .string(Digest.of(Array("another".utf8)).description)
    },
    SignedForgery("what is no hash among the bundles", .reconciliation) {
      $0["manifests"] = .array(($0["manifests"]?.array ?? []) + ["5a"])
    },
    SignedForgery("a bundle twice", .reconciliation) {
      $0["manifests"] = .array(($0["manifests"]?.array ?? []) + ($0["manifests"]?.array ?? []))
    },
    SignedForgery("bundles in another order", .reconciliation) {
      $0["manifests"] = .array(($0["manifests"]?.array ?? []).reversed())
    },
    SignedForgery("what is no hash among the amendments", .reconciliation) {
      $0["amendments"] = .array(($0["amendments"]?.array ?? []) + [7])
    },
    // That it does not count is what stands, and then other ballots are counted than are listed.
    SignedForgery("a bundle that counts and does not", .tracking) { members in
      let bundles = members["manifests"]?.array ?? []
      members["identities"] = .array(
        bundles.flatMap { bundle in
          [false, true].map {
            ["bundle": bundle, "ballots": 1, "problem": "length", "counts": .bool($0)]
          }
        })
    },
  ]
}

/// A way in which JSON of the same meaning is spelt otherwise than it is signed.
struct OtherSpelling: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let change: @Sendable (String) -> String

  init(_ description: String, _ change: @escaping @Sendable (String) -> String) {
    testDescription = description
    self.change = change
  }

  /// Puts it in the place of the first digits behind a colon.
  private static func number(_ spelling: String) -> @Sendable (String) -> String {
    {
      $0.replacing(/:([0-9]+)([,}])/, maxReplacements: 1) {
        ":\($0.output.1)\(spelling)\($0.output.2)"
      }
    }
  }

  static let all = [
    OtherSpelling("a member twice") {
      $0.replacing("\"format\":", with: "\"format\":7,\"format\":")
    },
    OtherSpelling("the same member twice") {
      $0.replacing(/"format":("[^"]*")/) { "\($0.output.0),\($0.output.0)" }
    },
    OtherSpelling("a number with a fraction of nothing", number(".0")),
    OtherSpelling("a number with an exponent of nothing", number("e0")),
    OtherSpelling("an escape where none is needed") {
      $0.replacing("\"format\"", with: "\"\\u0066ormat\"")
    },
    OtherSpelling("space before a colon") { $0.replacing("\"format\":", with: "\"format\" :") },
    OtherSpelling("a mark of byte order") { "\u{FEFF}\($0)" },
    OtherSpelling("no end of the line") { String($0.dropLast()) },
    OtherSpelling("two ends of the line") { "\($0)\n" },
    OtherSpelling("another system's end of the line") { "\($0.dropLast())\r\n" },
    OtherSpelling("members in another order") { text in
      let first = text.firstMatch(of: /"format":"[^"]*"/).map { String($0.output) } ?? ""
      return "{\(first),\(text.replacing(",\(first)", with: "").dropFirst())"
    },
  ]
}

extension JSON.Members {
  fileprivate func with(_ name: String, _ value: JSON) -> JSON.Members {
    var members = self
    members[name] = value
    return members
  }
}

@Suite("Packages with proofs whose senders forge")
struct ForgedSenderTests {
  private let folder: TemporaryFolder
  private var package: String { folder.path("package") }

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.copyItem(
      atPath: "\(ProofVectorElection.root)/package", toPath: folder.path("package"))
  }

  private func code() throws -> ProofCode? { try refusal()?.code }

  private func refusal() throws -> ProofRefusal? {
    do {
      _ = try ProofAudit.check(
        package, disk: LiveDisk(), isRehearsal: false, work: ProofWork(threads: 1))
      return nil
    } catch let refusal as ProofRefusal { return refusal }
  }

  /// Changes a file and signs it anew; `people` have the ends of their signatures' names.
  private func forge(
    _ file: String, as target: String? = nil, signedBy people: [String: String],
    _ change: (inout JSON.Members) -> Void
  ) throws -> Digest {
    let bytes = try ProofVectorElection.read("\(package)/\(file)")
    var members = try #require(JSON.parse(canonical: bytes).object)
    change(&members)
    return try put(JSON.object(members).canonical, for: file, as: target ?? file, signedBy: people)
  }

  private func put(
    _ changed: [UInt8], for file: String, as name: String, signedBy people: [String: String]
  ) throws -> Digest {
    for left in try FileManager.default.subpathsOfDirectory(atPath: package)
    where left == file || left.hasPrefix("\(file).") {
      try FileManager.default.removeItem(atPath: "\(package)/\(left)")
    }
    try Data(changed).write(to: URL(filePath: "\(package)/\(name)"))
    for (person, suffix) in people {
      let signature = try ProofVectorElection.signer(person).key.sign(
        file: changed, trustedComment: "forged")
      try Data(signature.file).write(to: URL(filePath: "\(package)/\(name).\(suffix)"))
    }
    return Digest.of(changed)
  }

  @Test("a collector's manifest is refused with its code", arguments: SignedForgery.manifests)
  func manifest(_ forgery: SignedForgery) throws {
    let (name, sender) = try firstManifest()
    let path = "manifests/\(name).json"
    try rename(name, to: try forge(path, signedBy: [sender: "minisig"], forgery.change))
    #expect(try code() == forgery.code)
  }

  /// The hash of the first manifest, and its collector.
  private func firstManifest() throws -> (name: String, sender: String) {
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(package)/manifests")
    let file = try #require(names.filter { $0.hasSuffix(".json") }.min())
    let bytes = try ProofVectorElection.read("\(package)/manifests/\(file)")
    let sender = try #require(JSON.parse(canonical: bytes)["collector"]?.string)
    return (String(file.dropLast(".json".count)), sender)
  }

  private func rename(_ name: String, to hash: Digest) throws {
    for (old, new) in [
      ("manifests/\(name).json", "manifests/\(hash).json"),
      ("manifests/\(name).json.minisig", "manifests/\(hash).json.minisig"),
      ("ballots/\(name).sealed", "ballots/\(hash).sealed"),
    ] {
      try FileManager.default.moveItem(atPath: "\(package)/\(old)", toPath: "\(package)/\(new)")
    }
  }

  @Test("what is signed has one spelling", arguments: OtherSpelling.all)
  func spellings(_ spelling: OtherSpelling) throws {
    let officers = ["officer-a", "officer-b", "officer-c"]
    let manifest = try firstManifest()
    let files: [(String, [String: String], ProofCode)] = [
      ("reconciliation.json", ["keeper": "keeper.minisig"], .reconciliation),
      (
        "amendment-001.json",
        Dictionary(uniqueKeysWithValues: officers.map { ($0, "\($0).minisig") }),
        .amendment
      ),
      ("manifests/\(manifest.name).json", [manifest.sender: "minisig"], .manifest),
      (
        "election.json", Dictionary(uniqueKeysWithValues: officers.map { ($0, "\($0).minisig") }),
        .definition
      ),
    ]
    // What comes first is checked first: each is told while the one before it is still spoilt.
    for (file, people, code) in files {
      let text = String(decoding: try ProofVectorElection.read("\(package)/\(file)"), as: UTF8.self)
      let spelt = spelling.change(text)
      #expect(spelt != text)
      let hash = try put(Array(spelt.utf8), for: file, as: file, signedBy: people)
      if code == .manifest { try rename(manifest.name, to: hash) }
      #expect(try self.code() == code)
    }
  }

  @Test("an amendment under another number than its own is refused, in its name or in itself")
  func amendments() throws {
    let officers = ["officer-a": "officer-a.minisig", "officer-b": "officer-b.minisig"]
    let last = try #require(
      FileManager.default.contentsOfDirectory(atPath: package)
        .filter { $0.hasPrefix("amendment-") && $0.hasSuffix(".json") }.max())
    let number = try #require(Int(last.dropFirst(10).prefix(3)))
    let next = "amendment-00\(number + 1).json"
    _ = try forge(last, as: next, signedBy: officers) { _ in }
    #expect(try code() == .amendment)
    _ = try forge(next, as: last, signedBy: officers) { $0["number"] = .integer(number + 1) }
    #expect(try code() == .amendment)
  }

  @Test("of what is wrong in a section the first is told, and where it is")
  func sections() throws {
    // alpha/full/mayor, the first list: 21 entries of a point each.
    let (count, entry) = (21, 64)
    let (commitments, chain) = (count * entry, count * (entry + 32))
    let scalars = chain + 32 * count
    try expect(
      in: "proof/mix-1.officer-a.bin", of: "officer-a",
      [
        ({ $0[scalars + 32] ^= 1 }, .mixProof, nil),
        (
          { bytes in
            let first = bytes[0..<entry]
            bytes.replaceSubrange(0..<entry, with: bytes[entry..<2 * entry])
            bytes.replaceSubrange(entry..<2 * entry, with: first)
          }, .mixOrder, 2
        ),
        (
          {
            $0.replaceSubrange(scalars + 192..<scalars + 224, with: repeatElement(255, count: 32))
          }, .scalar, 7
        ),
        ({ $0[chain + 4 * 32 + 31] |= 0x80 }, .point, 5),
        ({ $0[commitments + 3 * 32 + 31] |= 0x80 }, .point, 4),
        ({ $0[2 * entry + 31] |= 0x80 }, .point, 3),
      ])
  }

  @Test("of what is wrong in an opening the first is told, and where it is")
  func openings() throws {
    let parts = 21 * 32
    try expect(
      in: "proof/open.officer-c.bin", of: "officer-c",
      [
        ({ $0[parts] ^= 1 }, .openProof, nil),
        (
          { $0.replaceSubrange(parts + 32..<parts + 64, with: repeatElement(255, count: 32)) },
          .scalar, 2
        ),
        ({ $0.replaceSubrange(32 * 6..<32 * 7, with: repeatElement(0, count: 32)) }, .point, 7),
      ])
  }

  /// Spoils a proof more and more, each signed by its officer.
  private func expect(
    in file: String, of officer: String,
    _ steps: [(change: (inout [UInt8]) -> Void, code: ProofCode, index: Int?)]
  ) throws {
    var bytes = try ProofVectorElection.read("\(package)/\(file)")
    for step in steps {
      step.change(&bytes)
      _ = try put(bytes, for: file, as: file, signedBy: [officer: "minisig"])
      let found = try #require(try refusal())
      #expect(found.code == step.code && found.index == step.index, "\(found)")
      #expect(found.file == file && found.list?.description == "alpha/full/mayor")
    }
  }

  /// Lines of strikes.csv that are of another form, or strike what cannot be struck.
  static let otherStrikes = [
    OtherSpelling("another header") { $0.replacing("index,reason", with: "reason,index") },
    OtherSpelling("no header") { String($0.drop { $0 != "\n" }.dropFirst()) },
    OtherSpelling("no end of the line") { String($0.dropLast()) },
    OtherSpelling("a line without anything") { "\($0)\n" },
    OtherSpelling("another system's ends of lines") { $0.replacing("\n", with: "\r\n") },
    OtherSpelling("lines in another order") { text in
      let lines = text.split(separator: "\n")
      return ([lines[0]] + lines.dropFirst().reversed()).map { "\($0)\n" }.joined()
    },
    OtherSpelling("a line twice") { text in
      text + text.split(separator: "\n").suffix(1).map { "\($0)\n" }.joined()
    },
    OtherSpelling("a ballot twice, for another reason") { text in
      text
        + text.split(separator: "\n").suffix(1)
        .map { "\($0.replacing("superseded", with: "withdrawn"))\n" }.joined()
    },
    OtherSpelling("an index with a nought before it") { $0.replacing(",0,", with: ",00,") },
    OtherSpelling("an index with a sign") { $0.replacing(",0,", with: ",+0,") },
    OtherSpelling("an index below nought") { $0.replacing(",0,", with: ",-1,") },
    OtherSpelling("an index beyond the ballots") { $0.replacing(",0,", with: ",9999999,") },
    OtherSpelling("an index beyond all numbers") {
      $0.replacing(",0,", with: ",99999999999999999999,")
    },
    OtherSpelling("a reason that nobody knows") { $0.replacing("superseded", with: "unwanted") },
    OtherSpelling("one more column") { $0.replacing("superseded", with: "superseded,1") },
    OtherSpelling("a bundle in capitals") { text in
      let lines = text.split(separator: "\n")
      return
        ([lines[0].lowercased()]
        + lines.dropFirst().map {
          $0.prefix(64).uppercased() + $0.dropFirst(64)
        }).map { "\($0)\n" }.joined()
    },
  ]

  @Test(
    "strikes are refused with their custodian's own signature where they have",
    arguments: otherStrikes)
  func strikes(_ spelling: OtherSpelling) throws {
    let text = String(
      decoding: try ProofVectorElection.read("\(package)/strikes.csv"), as: UTF8.self)
    let changed = spelling.change(text)
    #expect(changed != text)
    try folder.write(changed, to: "package/strikes.csv")
    _ = try forge("reconciliation.json", signedBy: ["keeper": "keeper.minisig"]) {
      $0["strikes"] = .string(Digest.of(Array(changed.utf8)).description)
    }
    let found = try #require(try refusal())
    #expect(found.code == .reconciliation && found.file == "strikes.csv")
  }

  @Test(
    "a reconciliation is refused with its custodian's own signature where it has",
    arguments: SignedForgery.reconciliations)
  func reconciliation(_ forgery: SignedForgery) throws {
    _ = try forge(
      "reconciliation.json", signedBy: ["keeper": "keeper.minisig"], forgery.change)
    #expect(try code() == forgery.code)
  }
}
