import Bundles
import Cryptography
import Election
import Encoding
import Foundation
import Record
import TestSupport

/// The folder of an election with proofs of the vectors, of one bundle of three ballots, in memory: as it
/// is checked, or as it is carried to an officer who opens.
///
/// Whatever is changed in it, its owner may sign again, and everybody else what names it.
struct ProvenFolder {
  private(set) var files: [String: [UInt8]]
  private let keys: ProofVectorKeys
  private let definition: Definition
  private let isCarried: Bool
  /// Who mixed, in their order.
  private static let mixers = ["o4", "o1", "o2"]
  private static let members = ["o2", "o3", "o4"]
  private static let decided = "amendment-001.json"
  private static let listed = "reconciliation.json"

  /// As it is carried, with a journal in which an earlier opening was abandoned.
  static let carried = Result { try ProvenFolder(isCarried: true) }
  /// With openings and patterns.
  static let opened = Result { try ProvenFolder(isCarried: false) }

  private init(isCarried: Bool) throws {
    self.isCarried = isCarried
    keys = try ProofVectorKeys("three")
    let root = "\(keys.folder)/package"
    files = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: root)
    where name.contains(".") {
      if isCarried, name.hasPrefix("proof/open.") || name == "patterns.csv" { continue }
      files[name] = try ProofVectorKeys.read("\(root)/\(name)")
    }
    definition = try Definition(checked: files["election.json"] ?? [])
    guard isCarried else { return }
    let list = (files["tracking.txt"] ?? []) + Array("nothing struck\n".utf8)
    files["openings/\(Digest.of(list)).txt"] = list
    let amendment: JSON = [
      "changes": [["collector": "web", "kind": "last", "sequence": 1]],
      "election": .string(election.description), "format": "coldcount/amendment/1", "number": 1,
      "previous": nil, "reason": "Decided by the testers",
    ]
    files[Self.decided] = amendment.canonical
    try signAgain(Self.decided)
  }

  /// Their names, in order.
  var names: [String] { files.keys.sorted() }

  /// The head of its journal.
  var head: Digest {
    let lines = (files["journal.jsonl"] ?? []).split(separator: UInt8(ascii: "\n"))
    return Digest.of(Array(lines.last ?? []))
  }

  private var election: Digest { Digest.of(files["election.json"] ?? []) }

  /// With another file in the place of one; signed again, with all that names it, where that is asked for.
  func changing(_ name: String, to bytes: [UInt8], isSigned: Bool) throws -> ProvenFolder {
    var changed = self
    changed.files[name] = bytes
    if isSigned { try changed.signAgain(name) }
    return changed
  }

  // MARK: Who signs

  private mutating func signAgain(_ name: String) throws {
    switch name.split(separator: "/").first {
    case "manifests" where name.hasSuffix(".json"): try renameManifest(name)
    case "ballots": try listBallots(name)
    case "proof" where name.hasSuffix(".bin"):
      try sign(name, by: String(name.split(separator: ".")[1]), as: .proof, beside: nil)
    case "strikes.csv":
      let hash = Digest.of(files[name] ?? []).description
      try changeList { $0["strikes"] = .string(hash) }
    case "reconciliation.json": try changeList { _ in }
    case "amendment-001.json":
      for officer in Self.mixers { try sign(name, by: officer, as: .amendment, beside: officer) }
      let hash = Digest.of(files[name] ?? []).description
      try changeList { $0["amendments"] = [.string(hash)] }
    case "election.json":
      for officer in definition.officers {
        try sign(name, by: officer.id, as: .definition, beside: officer.id)
      }
    case "journal.jsonl":
      try chainJournal()
      return
    default: break
    }
    if isCarried { try writeJournal() }
  }

  private mutating func sign(
    _ name: String, by person: String, as thing: SignedThing, beside owner: String?
  ) throws {
    let signature = try keys.signer(person).sign(files[name] ?? [], as: thing, in: definition)
    files["\(name)\(owner.map { ".\($0)" } ?? "").minisig"] = signature.file
  }

  /// Changes the reconciliation where it can be read, and has the custodian sign it.
  private mutating func changeList(_ change: (inout JSON.Members) -> Void) throws {
    if var members = (try? JSON.parse(canonical: files[Self.listed] ?? []))?.object {
      change(&members)
      files[Self.listed] = JSON.object(members).canonical
    }
    try sign(Self.listed, by: "keeper", as: .reconciliation, beside: "keeper")
  }

  /// Puts a manifest where its hash says, with its ballots.
  private mutating func renameManifest(_ name: String) throws {
    let hash = Digest.of(files[name] ?? [])
    let old = String(name.dropFirst("manifests/".count).dropLast(".json".count))
    let new = "manifests/\(hash).json"
    for (from, to) in [
      (name, new), ("ballots/\(old).sealed", "ballots/\(hash).sealed"),
    ] where from != to {
      files[to] = files.removeValue(forKey: from)
    }
    files["\(name).minisig"] = nil
    try sign(new, by: "web", as: .bundle, beside: nil)
    try changeList { $0["manifests"] = [.string(hash.description)] }
  }

  /// Has the manifest say of its ballots what they are, and the tracking list.
  private mutating func listBallots(_ name: String) throws {
    let ballots = files[name] ?? []
    let size = 128
    let codes = stride(from: 0, to: ballots.count, by: size).map {
      Digest.of(Array(ballots[$0..<min($0 + size, ballots.count)]))
    }
    files["tracking.txt"] = Array(codes.map { "\($0) counted\n" }.sorted().joined().utf8)
    let manifest = names.first { $0.hasPrefix("manifests/") && $0.hasSuffix(".json") } ?? ""
    if var members = (try? JSON.parse(canonical: files[manifest] ?? []))?.object {
      members["ballots"] = [
        "count": .integer(codes.count), "size": .integer(size),
        "hash": .string(Digest.of(ballots).description),
      ]
      files[manifest] = JSON.object(members).canonical
    }
    try renameManifest(manifest)
  }

  // MARK: The journal

  /// What was done up to the seal, and an opening that led to nothing.
  private func events() throws -> [(by: String, event: JournalEvent)] {
    let software = Software(version: "fuzz", hash: Digest.of([]))
    let hash = { (name: String) in Digest.of(files[name] ?? []) }
    let manifest = names.first { $0.hasPrefix("manifests/") && $0.hasSuffix(".json") } ?? ""
    var found: [(by: String, event: JournalEvent)] = [
      ("o1", .started(definition: election, software: software)),
      (
        "o1",
        .imported(
          ImportedBundle(
            hash: hash(manifest), collector: "web", sequence: 1, kind: .ballots, style: "one",
            channel: "online", ballots: 3, identities: 3, isFinal: true, ignored: NameList([])))
      ),
    ]
    if let amendment = try? JSON.parse(canonical: files[Self.decided] ?? []) {
      found.append(("o1", .amended(amendment)))
    }
    found.append(
      ("keeper", .reconciled(reconciliation: hash(Self.listed), strikes: hash("strikes.csv"))))
    let mixes = Self.mixers.enumerated().map { ProofName.mix($0 + 1, by: $1) }
    for (index, officer) in Self.mixers.enumerated() {
      let event = ProofEvent.mixed(number: index + 1, officer: officer, hash: hash(mixes[index]))
      found.append((officer, .proof(event)))
    }
    let sealed = hash(mixes[mixes.count - 1])
    found.append(
      (
        "o2",
        .countedBlind(stage: .electronic, sealed: sealed, officers: Self.mixers.sorted())
      ))
    let list = names.first { $0.hasPrefix("openings/") } ?? ""
    let opening = ProofOpening(
      officer: "o2", members: Self.members, hash: Digest.of([]), tracking: hash(list))
    found.append(("o2", .proof(.opened(opening))))
    found.append(("o2", .proof(.abandoned(hashes: [opening.hash], members: Self.members))))
    return found
  }

  private mutating func writeJournal() throws {
    var (previous, text, number) = (election, [UInt8](), 0)
    for (by, event) in try events() {
      number += 1
      let line = try JournalLine.make(
        number: number, at: Self.now, event: event, previous: previous, signer: keys.signer(by))
      text += line.file
      previous = line.hash
    }
    files["journal.jsonl"] = text
  }

  /// Signs each line that is one anew, in its place.
  private mutating func chainJournal() throws {
    var (previous, text, number) = (election, [UInt8](), 0)
    let lines = (files["journal.jsonl"] ?? []).split(separator: UInt8(ascii: "\n"))
    for line in lines.prefix(64) {
      guard var members = (try? JSON.parse(draft: Array(line)))?.object else {
        text += line + [UInt8(ascii: "\n")]
        continue
      }
      number += 1
      (members["n"], members["prev"]) = (.integer(number), .string(previous.description))
      members["sig"] = nil
      let message = Array("coldcount/journal/1\n".utf8) + JSON.object(members).canonical
      if let by = members["by"]?.string, let signer = try? keys.signer(by) {
        members["sig"] = .string(Base64.encode(signer.key.sign(message.span)))
      }
      let file = JSON.object(members).canonical
      text += file
      previous = Digest.of(Array(file.dropLast()))
    }
    files["journal.jsonl"] = text
  }

  /// After the poll.
  static let now = Timestamp(seconds: 1_800_000_000)
}
