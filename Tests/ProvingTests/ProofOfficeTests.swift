import Audit
import Counting
import Cryptography
import Election
import Encoding
import Foundation
import Mixnet
import Record
import Storage
import Synchronization
import TestSupport
import Testing
import Words
import Workspace

@testable import Proving

@Suite("The officers' part of a count with proofs")
struct ProofOfficeTests {
  @Test("of the reference's bundles and decisions gives the reference's files, byte for byte")
  func reference() throws {
    let folder = try TemporaryFolder()
    let workspace = try ProofVectorElection.workspace(in: folder)
    // Everybody can tell at the import; none of them refused its bundle.
    let unreadable = try workspace.state.bundles.map { try workspace.unreadable(of: $0.hash) ?? 0 }
    #expect(unreadable.reduce(0, +) == 7)
    let count = try Count(workspace, stage: .electronic, software: VectorElection.software)
    let inputs = try count.prepare()
    #expect(
      try ProofVectorElection.read("\(inputs.folder)/tracking.txt")
        == ProofVectorElection.read("\(ProofVectorElection.root)/package/tracking.txt"))
    let hands = try ProofVectorElection.hands(["officer-c", "officer-a"])
    var office = try ProofOffice(
      workspace, folder: inputs.folder, tracking: inputs.tracking, work: ProofWork(threads: 2))
    try office.mix(inTurn: hands) { _ in }
    let opened = try office.open(office.checkMixes(), inTurn: hands) { _ in }
    _ = try count.finish(inputs, opened, signer: ProofVectorElection.signer("officer-b"))
    for name in ["patterns.csv", "tracking.txt"] {
      #expect(
        try ProofVectorElection.read("\(workspace.resultFolder(.electronic))/\(name)")
          == ProofVectorElection.read("\(ProofVectorElection.root)/package/\(name)"), "\(name)")
    }
  }

  /// Steps that were told, of how many.
  private final class Told: Sendable {
    private let parts = Mutex<[ProofWork.Part: [Int]]>([:])
    private let mixed = Mutex(0)

    var work: ProofWork {
      ProofWork(threads: 2) { [self] part, steps, total in
        parts.withLock { $0[part] = [($0[part]?[0] ?? 0) + steps, total] }
      }
    }
    func mix(_ entries: Int) { mixed.withLock { $0 += entries } }
    var entries: Int { mixed.withLock { $0 } }
    subscript(_ part: ProofWork.Part) -> [Int]? { parts.withLock { $0[part] } }
  }

  @Test("tells every step of what it mixes and checks once, and of how many in all")
  func progress() throws {
    let folder = try TemporaryFolder()
    let workspace = try ProofVectorElection.workspace(in: folder)
    let inputs = try Count(workspace, stage: .electronic, software: VectorElection.software)
      .prepare()
    let told = Told()
    var office = try ProofOffice(
      workspace, folder: inputs.folder, tracking: inputs.tracking, work: told.work)
    let ballots = office.readable + office.unreadable
    #expect(told[.ballots] == [ballots, ballots])
    let hands = try ProofVectorElection.hands(["officer-c", "officer-a"])
    var entries = 0
    try office.mix(inTurn: hands) {
      entries += $0.entries
    } progress: {
      told.mix($0)
    }
    #expect(entries > 0 && told.entries == entries)
    let mixes = try office.checkMixes()
    #expect(told[.mixes] == [entries, entries])
    _ = try office.open(mixes, inTurn: hands) { _ in }
    #expect(told[.openings] == [entries, entries])
  }

  @Test("does not begin where a ballot is struck that is excluded")
  func struckAndExcluded() throws {
    let folder = try TemporaryFolder()
    let workspace = try ProofVectorElection.workspace(in: folder, isBoth: true)
    let error = #expect(throws: CountingError.self) {
      try Count(workspace, stage: .electronic, software: VectorElection.software)
    }
    #expect(error?.report.code == "strikes")
  }

  /// A count in which two officers have mixed.
  private func mixed(
    in folder: TemporaryFolder
  ) throws -> (Workspace, ProofOffice, [ProofHand], ProofInputs) {
    let workspace = try ProofVectorElection.workspace(in: folder)
    let inputs = try Count(workspace, stage: .electronic, software: VectorElection.software)
      .prepare()
    let hands = try ProofVectorElection.hands(["officer-a", "officer-c"])
    var office = try ProofOffice(
      workspace, folder: inputs.folder, tracking: inputs.tracking, work: ProofWork(threads: 2))
    try office.mix(inTurn: hands) { _ in }
    return (workspace, office, hands, inputs)
  }

  @Test("opens nothing of a mix that is not what it was when it was checked")
  func changedAfterCheck() throws {
    let folder = try TemporaryFolder()
    let (workspace, office, hands, inputs) = try mixed(in: folder)
    let mixes = try office.checkMixes()
    // An answer of the proof alone: the ballots that are opened stay as they are.
    let path = "\(inputs.folder)/\(mixes.last)"
    var bytes = try ProofVectorElection.read(path)
    bytes[bytes.count - 32] ^= 1
    try Data(bytes).write(to: URL(filePath: path))
    #expect(throws: StorageError.self) { try office.open(mixes, inTurn: hands) { _ in } }
    #expect(workspace.state.proofs.openings.isEmpty)
    #expect(try !LiveDisk().list("\(inputs.folder)/proof").contains { $0.hasPrefix("open.") })
  }

  @Test("opens nothing where a mix came in after the mixes were checked")
  func addedAfterCheck() throws {
    let folder = try TemporaryFolder()
    let (workspace, office, hands, inputs) = try mixed(in: folder)
    let mixes = try office.checkMixes()
    let bytes = try ProofVectorElection.read("\(inputs.folder)/\(mixes.last)")
    let (name, signer) = ("\(inputs.folder)/proof/mix-3.officer-b.bin", "officer-b")
    try Data(bytes).write(to: URL(filePath: name))
    let signature = try ProofVectorElection.signer(signer).key.sign(
      file: bytes, trustedComment: "test")
    try Data(signature.file).write(to: URL(filePath: "\(name).minisig"))
    #expect(throws: StorageError.self) { try office.open(mixes, inTurn: hands) { _ in } }
    #expect(workspace.state.counts.isEmpty)
  }

  @Test(
    "that breaks off while a proof is written leaves no opening, and the next one begins anew",
    arguments: [
      ("mix-2.officer-c.bin", []), ("open.officer-a.bin", ["officer-a"]),
      ("open.officer-c.bin", ["officer-a", "officer-c"]),
    ])
  func breaksOff(_ file: String, begun: [String]) throws {
    func run(_ disk: FailingDisk, _ folder: TemporaryFolder) throws {
      let workspace = try ProofVectorElection.open(in: folder, disk: disk)
      let count = try Count(workspace, stage: .electronic, software: VectorElection.software)
      try workspace.abandonOpenings(by: ProofVectorElection.signer("officer-a"))
      let inputs = try count.prepare()
      let hands = try ProofVectorElection.hands(["officer-a", "officer-c"])
      var office = try ProofOffice(
        workspace, folder: inputs.folder, tracking: inputs.tracking, work: ProofWork(threads: 1))
      try office.mix(inTurn: hands) { _ in }
      let opened = try office.open(office.checkMixes(), inTurn: hands) { _ in }
      _ = try count.finish(inputs, opened, signer: ProofVectorElection.signer("officer-a"))
    }
    let whole = FailingDisk()
    var folder = try TemporaryFolder()
    _ = try ProofVectorElection.workspace(in: folder)
    try run(whole, folder)
    let writing = try #require(
      whole.operations.firstIndex { $0.hasSuffix("/proof/\(file)") })
    folder = try TemporaryFolder()
    _ = try ProofVectorElection.workspace(in: folder)
    #expect(throws: (any Error).self) {
      try run(FailingDisk(failing: writing + 1, extent: .fromThenOn), folder)
    }
    let state = try ProofVectorElection.open(in: folder, disk: LiveDisk()).state
    // The line is there before the file.
    #expect(state.proofs.begun.map(\.officer) == begun && state.counts.isEmpty)
    try run(FailingDisk(), folder)
    let after = try ProofVectorElection.open(in: folder, disk: LiveDisk())
    #expect(
      after.journal.lines.map(\.event.kind).contains(.openingAbandoned) == !begun.isEmpty)
    #expect(after.state.proofs.begun.isEmpty && after.state.counts.count == 1)
    #expect(
      try ProofVectorElection.read("\(after.resultFolder(.electronic))/patterns.csv")
        == ProofVectorElection.read("\(ProofVectorElection.root)/package/patterns.csv"))
    let left = try FileManager.default.subpathsOfDirectory(atPath: folder.path("count"))
    #expect(left.filter { $0.hasSuffix(".bin") }.allSatisfy { $0.hasPrefix("results/") })
  }
}
