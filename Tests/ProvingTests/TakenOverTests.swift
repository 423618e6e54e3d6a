import Audit
import Counting
import Cryptography
import Election
import Encoding
import Foundation
import Mixnet
import Record
import Storage
import TestSupport
import Testing
import Workspace

@testable import Proving

@Suite("Lists that are as they were when they were counted before", .serialized)
struct TakenOverTests {
  /// The proofs of a count, list by list.
  private struct Counted {
    var turns: [ProofTurn] = []
    /// By the name of the file.
    var sections: [String: [ListName: [UInt8]]] = [:]

    /// The lists whose sections in a file of another count are the same, byte for byte.
    func same(_ file: String, _ other: Counted, as name: String? = nil) -> Set<ListName> {
      let theirs = other.sections[name ?? file] ?? [:]
      return Set((sections[file] ?? [:]).filter { theirs[$0.key] == $0.value }.keys)
    }

    var lists: Set<ListName> { Set(sections["mix-1.officer-c.bin"]?.keys.map(\.self) ?? []) }
  }

  /// Ballots of alpha's full style alone are changed below.
  private static let changed = "a435ad82ee308ae6b7ed62c9c11a149ed07885be9f7146ec8cd82bdd1982701a"
  private static let mixers = ["officer-c", "officer-a"]
  private static let files = [
    "mix-1.officer-c.bin", "mix-2.officer-a.bin", "open.officer-a.bin", "open.officer-c.bin",
  ]

  /// An election that was counted once; what each test does follows on what those before did.
  private static let first = Result {
    let folder = try TemporaryFolder()
    return (folder, try count(ProofVectorElection.workspace(in: folder)))
  }

  private static func opened() throws -> (Workspace, Counted) {
    let (folder, first) = try Self.first.get()
    return (try ProofVectorElection.open(in: folder, disk: LiveDisk()), first)
  }

  /// Counts with proofs, or breaks off once the first officer has opened.
  private static func count(
    _ workspace: Workspace, mixedBy mixers: [String] = mixers, openedBy openers: [String] = mixers,
    isAnew: Bool = false, isCutOff: Bool = false
  ) throws -> Counted {
    try workspace.abandonOpenings(by: ProofVectorElection.signer("officer-a"))
    let count = try Count(workspace, stage: .electronic, software: VectorElection.software)
    let inputs = try count.prepare()
    var office = try ProofOffice(
      workspace, folder: inputs.folder, tracking: inputs.tracking, work: ProofWork(threads: 2),
      isAnew: isAnew)
    var counted = Counted()
    let begin = { (turn: ProofTurn) in counted.turns.append(turn) }
    try office.mix(inTurn: ProofVectorElection.hands(mixers), begin: begin) { _ in }
    let mixes = try office.checkMixes()
    let hands = try ProofVectorElection.hands(openers)
    for hand in hands.prefix(isCutOff ? 1 : hands.count) {
      try office.open(mixes, by: hand, with: openers, begin: begin) { _ in }
    }
    let proofs = "\(inputs.folder)/proof"
    for name in try LiveDisk().list(proofs) where name.hasSuffix(".bin") {
      counted.sections[name] = sections(
        try ProofVectorElection.read("\(proofs)/\(name)"), of: office.chain,
        name.hasPrefix("mix-") ? MixSection.byteCount : OpeningSection.byteCount)
    }
    guard !isCutOff else { return counted }
    _ = try count.finish(
      inputs, office.opened(mixes), signer: ProofVectorElection.signer("officer-a"))
    return counted
  }

  private static func sections(
    _ file: [UInt8], of chain: ProofChain, _ byteCount: (Int, Int) -> Int
  ) -> [ListName: [UInt8]] {
    var (start, sections): (Int, [ListName: [UInt8]]) = (0, [:])
    chain.forEachCount { list, count in
      let end = start + byteCount(count, list.width)
      sections[list.name] = Array(file[start..<end])
      start = end
    }
    return sections
  }

  /// Changes a file of the last result, which the journal has otherwise.
  private static func flip(_ file: String, _ workspace: Workspace) throws {
    let path = "\(workspace.resultFolder(.electronic))/proof/\(file)"
    var bytes = try ProofVectorElection.read(path)
    bytes[bytes.count - 32] ^= 1
    try Data(bytes).write(to: URL(filePath: path))
  }

  @Test("are taken over byte for byte where nothing changed, and no entry is proved anew")
  func all() throws {
    let (workspace, first) = try Self.opened()
    #expect(first.turns.allSatisfy { $0.takenOver == 0 && $0.entries > 0 && $0.lists == 13 })
    let again = try Self.count(workspace)
    #expect(again.turns.map(\.takenOver) == [13, 13, 13, 13])
    #expect(again.turns.allSatisfy { $0.entries == 0 })
    for file in Self.files { #expect(again.same(file, first) == first.lists, "\(file)") }
    #expect(workspace.state.counts.count == 2 && workspace.state.proofs.openings.count == 4)
    #expect(
      try ProofVectorElection.read("\(workspace.resultFolder(.electronic))/patterns.csv")
        == ProofVectorElection.read("\(ProofVectorElection.root)/package/patterns.csv"))
  }

  @Test("are taken over after an amendment, and those alone that it changed are proved anew")
  func amended() throws {
    let (workspace, first) = try Self.opened()
    try ProofVectorElection.amend(workspace, "exclude \(Self.changed) 0")
    let again = try Self.count(workspace)
    let kept = first.lists.filter { $0.collector != "alpha" || $0.style != "full" }
    #expect(kept.count == 9)
    for file in Self.files { #expect(again.same(file, first) == kept, "\(file)") }
    #expect(again.turns.map(\.takenOver) == [9, 9, 9, 9])
  }

  @Test("are not told apart where a ballot comes twice, or a file is of other lists")
  func otherLists() throws {
    let (workspace, _) = try Self.opened()
    let inputs = try Count(
      workspace, stage: .electronic, software: VectorElection.software
    ).prepare()
    let office = try ProofOffice(
      workspace, folder: inputs.folder, tracking: inputs.tracking, work: ProofWork(threads: 2))
    let folder = workspace.resultFolder(.electronic)
    let lines = String(
      decoding: try ProofVectorElection.read("\(folder)/tracking.txt"), as: UTF8.self
    ).split(separator: "\n").map { $0.split(separator: " ") }
    let codes = lines.filter { $0[1] == "counted" }.compactMap { Digest(hex: String($0[0])) }
    func proofs(_ codes: [Digest]) throws -> EarlierProofs? {
      try EarlierProofs(office.chain, in: folder, counted: codes)
    }
    #expect(try proofs(codes + [.of([1])]) == nil && proofs(codes + codes.prefix(1)) == nil)
    let name = "proof/mix-1.officer-c.bin"
    let mix = try ProofVectorElection.read("\(folder)/\(name)")
    let whole = EarlierProofs.Recorded(name, [.of(mix)])
    #expect(try proofs(codes)?.mix(whole, after: nil, input: nil)?.count == 13)
    // What the journal has, but a ballot less counted then: no section is where it would be.
    #expect(try proofs(Array(codes.dropFirst()))?.mix(whole, after: nil, input: nil) == nil)
    #expect(try proofs(codes)?.mix(.init(name, [.of([1])]), after: nil, input: nil) == nil)
    #expect(try proofs(codes)?.mix(.init("none", [.of(mix)]), after: nil, input: nil) == nil)
  }

  @Test("are taken over of the latest result of the same officers in the same places alone")
  func officers() throws {
    let (workspace, _) = try Self.opened()
    let others = try Self.count(
      workspace, mixedBy: ["officer-c", "officer-b"], openedBy: ["officer-b", "officer-c"])
    #expect(others.turns.map(\.takenOver) == [13, 0, 0, 0])
    let swapped = try Self.count(
      workspace, mixedBy: ["officer-a", "officer-c"], openedBy: Self.mixers)
    #expect(swapped.turns.map(\.takenOver) == [0, 0, 0, 0])
    // As two results before: the ones between are of other officers, or in other places.
    let again = try Self.count(workspace)
    #expect(again.turns.map(\.takenOver) == [13, 13, 0, 0])
    #expect(again.same("mix-1.officer-c.bin", others) == again.lists)
  }

  @Test("are not taken over of a file that is not what the journal says")
  func changedFile() throws {
    let (workspace, _) = try Self.opened()
    let whole = try Self.count(workspace)
    #expect(whole.turns.map(\.takenOver) == [13, 13, 13, 13])
    try Self.flip("open.officer-a.bin", workspace)
    let opening = try Self.count(workspace)
    #expect(opening.turns.map(\.takenOver) == [13, 13, 13, 0])
    try Self.flip("mix-1.officer-c.bin", workspace)
    let mix = try Self.count(workspace)
    #expect(mix.turns.map(\.takenOver) == [0, 0, 0, 0])
    for file in Self.files { #expect(mix.same(file, opening) == [], "\(file)") }
    // Whoever puts another result there has its proofs taken over by nobody.
    let result = "\(workspace.resultFolder(.electronic))/result.json"
    try Data(ProofVectorElection.read(result) + [0x20]).write(to: URL(filePath: result))
    #expect(try Self.count(workspace).turns.map(\.takenOver) == [0, 0, 0, 0])
  }

  @Test("are not taken over of openings that came to no result, nor where officers begin anew")
  func abandoned() throws {
    let (workspace, _) = try Self.opened()
    let cutOff = try Self.count(workspace, isAnew: true, isCutOff: true)
    #expect(cutOff.turns.map(\.takenOver) == [0, 0, 0])
    let next = try Self.count(workspace)
    #expect(next.turns.map(\.takenOver) == [13, 13, 13, 13])
    for file in Self.files { #expect(next.same(file, cutOff) == [], "\(file)") }
    #expect(workspace.journal.lines.map(\.event.kind).contains(.openingAbandoned))
  }

  @Test("are checked as any other, and what somebody with officers' keys put there opens nothing")
  func forged() throws {
    let (workspace, _) = try Self.opened()
    let count = try Count(workspace, stage: .electronic, software: VectorElection.software)
    let inputs = try count.prepare()
    var office = try ProofOffice(
      workspace, folder: inputs.folder, tracking: inputs.tracking, work: ProofWork(threads: 2))
    let signers = try Self.mixers.map { try ProofVectorElection.signer($0) }
    try office.mix(by: signers[0], after: []) { _ in }
    let path = "\(inputs.folder)/proof/mix-1.officer-c.bin"
    var bytes = try ProofVectorElection.read(path)
    bytes[bytes.count - 32] ^= 1
    try Data(bytes).write(to: URL(filePath: path))
    try workspace.record(
      .proof(.mixed(number: 1, officer: signers[0].id, hash: .of(bytes))), signer: signers[0])
    try office.mix(by: signers[1], after: [signers[0].id]) { _ in }
    for signer in signers {
      try workspace.record(
        .proof(
          .opened(
            ProofOpening(
              officer: signer.id, members: Self.mixers.sorted(), hash: .of([]),
              tracking: inputs.tracking))), signer: signer)
    }
    _ = try count.finish(
      inputs,
      ProvenPatterns(
        [], read: office.readable, unreadable: office.unreadable, proof: [.of(bytes)],
        officers: Self.mixers),
      signer: signers[1])
    let begun = workspace.state.proofs.openings.count
    let refusal = #expect(throws: ProofRefusal.self) { try Self.count(workspace) }
    #expect(refusal?.code == .mixProof)
    #expect(workspace.state.proofs.openings.count == begun)
    #expect(try Self.count(workspace, isAnew: true).turns.map(\.takenOver) == [0, 0, 0, 0])
  }
}
