import Audit
import Bundles
import Counting
import Cryptography
import Election
import Encoding
import Foundation
import Mixnet
import Proving
import Record
import Storage
import TestSupport
import Words

/// What an officer's own laptop reads: a folder that was carried there, deals, and a share in words.
extension FuzzTarget {
  static let officers = [
    // The number of a file, whether it is signed again, and what it holds.
    FuzzTarget("carried", seeds: { try carriedSeeds() }) { bytes in
      let folder = try ProvenFolder.carried.get()
      let (name, isSigned) = Self.choice(of: folder.names, bytes)
      let changed = try folder.changing(
        name, to: Array(bytes.dropFirst(2)), isSigned: isSigned)
      // Whoever signs again has other heads; on paper it is the one that was handed out.
      let head = isSigned ? nil : folder.head
      let isTaken = try typed { try Self.open(changed, head: head) } != nil
      try check(
        !isTaken || isSigned || Self.isSame(name, changed, as: folder),
        "a carried folder with another \(name) is opened")
      return isTaken
    },
    // The number of a file, whether it is signed again, and which of its bits is another.
    FuzzTarget("flip", maxByteCount: 6, seeds: { [[0, 1, 0, 0, 0, 0]] }) { bytes in
      let folder = try ProvenFolder.opened.get()
      let proved = folder.names.filter { $0.hasPrefix("proof/") || $0.hasPrefix("ballots/") }
      let (name, isSigned) = Self.choice(of: proved.filter { !$0.hasSuffix(".minisig") }, bytes)
      var file = folder.files[name] ?? []
      guard bytes.count == 6 else { return false }
      let place = bytes[2..<5].reduce(0) { $0 << 8 | Int($1) } % file.count
      file[place] ^= 1 << (bytes[5] & 7)
      let changed = try folder.changing(name, to: file, isSigned: isSigned)
      try check(
        typed { try Self.audit(changed) } == nil,
        "bit \(bytes[5] & 7) of byte \(place) of \(name) is another, and it holds")
      return false
    },
    // The number of a dealer, whether they sign the deal again, and the deal.
    FuzzTarget(
      "deals", maxByteCount: Deal.maxByteCount, seeds: { try DealtCeremony.known.get().seeds }
    ) { bytes in
      let ceremony = try DealtCeremony.known.get()
      let dealer = Int(bytes.first ?? 0) % ceremony.dealers.count
      let isSigned = bytes.dropFirst().first.map { $0 & 1 == 1 } ?? false
      let file = Array(bytes.dropFirst(2))
      let isTaken =
        try typed { try ceremony.takeAll(file, of: dealer, isSigned: isSigned) } != nil
      try check(
        isTaken == (file == ceremony.deals[dealer].file),
        "a deal of \(dealer) is another, and taken")
      return isTaken
    },
    FuzzTarget("dealt-share", maxByteCount: 1_024, seeds: { try wordSeeds() }) { bytes in
      let keys = try DealtCeremony.known.get().keys
      return try typed {
        let share = try DealtShare(Share(words: bytes.span), keys: keys)
        try check(
          keys.shares[share.number - 1] == share.secret.value.base(0), "another's share is taken")
        return share.officer
      } != nil
    },
  ]

  /// Every file as it is, to be signed again or not.
  private static func carriedSeeds() throws -> [[UInt8]] {
    let folder = try ProvenFolder.carried.get()
    return folder.names.enumerated().flatMap { number, name in
      [0, 1].map { [UInt8(number), $0] + (folder.files[name] ?? []) }
    }
  }

  /// The words of every share that was dealt.
  private static func wordSeeds() throws -> [[UInt8]] {
    let (ceremony, keys) = (try DealtCeremony.known.get(), try ProofVectorKeys("three"))
    return try ceremony.dealers.map { officer in
      let bytes = try keys.secret("shares", of: officer)
      return try Share.split(SecretBytes(copying: bytes.span), threshold: 1, count: 1)[0]
        .withWords { words in words.withBytes { bytes in (0..<bytes.count).map { bytes[$0] } } }
    }
  }

  private static func choice(of names: [String], _ bytes: [UInt8]) -> (String, isSigned: Bool) {
    let head = bytes.prefix(2) + [0, 0]
    return (names[Int(head[0]) % names.count], head[1] & 1 == 1)
  }

  /// Whether only what says nothing is another: a comment of a signature that nobody signs, or the rest
  /// of a line that was cut off.
  private static func isSame(
    _ name: String, _ changed: ProvenFolder, as folder: ProvenFolder
  ) -> Bool {
    let (new, old) = (changed.files[name] ?? [], folder.files[name] ?? [])
    return new == old || name.hasSuffix(".minisig")
      || name == "journal.jsonl" && new.starts(with: old)
  }

  private static func disk(_ folder: ProvenFolder) -> MemoryDisk {
    MemoryDisk(
      Dictionary(uniqueKeysWithValues: folder.files.map { ("carried/\($0)", .file($1)) }))
  }

  /// What an officer's laptop looks at before it uses a share; gives the hash of the last mix.
  private static func open(_ folder: ProvenFolder, head: Digest?) throws -> Digest {
    let carried = try CarriedProofs(
      "carried", disk: disk(folder), clock: FixedClock(ProvenFolder.now))
    if let head, !carried.wasHandedOut(at: head, to: "o4") {
      throw CarriedError.head(carried.head)
    }
    try carried.requireRecorded()
    try carried.requireRelease()
    let office = try ProofOffice(
      carried, folder: "carried", tracking: carried.tracking, work: ProofWork(threads: 1))
    let mixes = try office.checkMixes(.opening)
    try office.requireGroups()
    return mixes.hash
  }

  /// What anybody checks of what was opened; gives how many ballots there are.
  private static func audit(_ folder: ProvenFolder) throws -> Int {
    try ProofChain(
      "carried", disk: disk(folder), isRehearsal: false, work: ProofWork(threads: 1)
    ).audit().ballots
  }
}

/// What `body` gives, or nil where it refuses; which it must do in the same way every time, and with a
/// code.
private func typed<T: Equatable>(_ body: () throws -> T) throws -> T? {
  var broken: BrokenProperty?
  let value = try twice {
    do { return try body() } catch {
      if let found = error as? BrokenProperty { broken = found }
      if (error as? any ReportedError)?.report.code.isEmpty != false, broken == nil {
        broken = BrokenProperty(description: "a refusal has no code: \(error)")
      }
      throw error
    }
  }
  if let broken { throw broken }
  return value
}

/// The ceremony of that election, when all have dealt.
private struct DealtCeremony {
  let dealers: [String]
  let deals: [Taking.Handed]
  let keys: CountKeys
  private let definition: Definition
  private let completed: [UInt8]
  private let taking: Taking
  private let secrets: ProofVectorKeys

  static let known = Result { try DealtCeremony() }

  private init() throws {
    secrets = try ProofVectorKeys("three")
    let folder = "\(secrets.folder)/ceremony"
    completed = try ProofVectorKeys.read("\(folder)/election.json")
    definition = try Definition(checked: completed)
    keys = try CountKeys(definition, file: completed)
    dealers = definition.officers.map(\.id)
    deals = try dealers.map { dealer in
      let path = "\(folder)/deal.\(dealer).json"
      return Taking.Handed(
        file: try ProofVectorKeys.read(path),
        signature: try ProofVectorKeys.read("\(path).minisig"))
    }
    let draft = try ProofVectorKeys.read("\(folder)/draft.json")
    let read = try Definition(file: draft, keys: .checked, formats: [.verifiable])
    taking = Taking(try KeyDraft(read, file: draft), file: draft)
  }

  /// Every deal, to be signed again or not.
  var seeds: [[UInt8]] {
    deals.enumerated().flatMap { dealer, deal in [0, 1].map { [UInt8(dealer), $0] + deal.file } }
  }

  /// Has every officer take, with another deal in a dealer's place; gives the definition.
  func takeAll(_ file: [UInt8], of dealer: Int, isSigned: Bool) throws -> [UInt8] {
    var handed = deals
    let signature =
      isSigned
      ? try secrets.signer(dealers[dealer]).sign(file, as: .ceremony, in: definition).file
      : deals[dealer].signature
    handed[dealer] = Taking.Handed(file: file, signature: signature)
    for (index, officer) in dealers.enumerated() {
      let bytes = try secrets.secret("boxes", of: officer)
      let box = try BoxKey(secret: SecretBytes(copying: bytes.span))
      _ = try taking.take(as: index + 1, box: box, deals: handed, definition: completed)
    }
    return completed
  }
}
