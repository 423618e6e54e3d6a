import Bundles
import Cryptography
import Election
import Encoding
import Foundation
import Glibc
import Record
import Storage
import TestSupport
import Testing
import Workspace

@testable import Counting

@Suite("A count that spills")
struct SpilledCountTests {
  /// So little that every chunk of ballots is spilled and every merge takes several passes.
  private static let tiny = CountingMemory(
    byteCount: 0, workerByteCount: 0, blockByteCount: 96, mergeWidth: 2)

  /// The vectors' election with some bundles, reconciled.
  private func room(_ bundles: [String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let workspace = try Workspace.vectors(in: folder, with: bundles)
    try workspace.recordReconciliation()
    return folder
  }

  private func open(_ folder: TemporaryFolder, _ disk: any Disk = LiveDisk()) throws -> Workspace {
    try Workspace(open: folder.path("count"), writing: true, disk: disk, clock: FixedClock())
  }

  private func key(_ workspace: Workspace) throws -> OpenedKey {
    try OpenedKey(
      ["officer-a", "officer-b"].map {
        try OfficerShare(VectorElection.share($0), definition: workspace.definition)
      }, definition: workspace.definition)
  }

  /// Counts, blindly where asked, and gives what then lies in the workspace but for the journal.
  private func count(
    _ folder: TemporaryFolder, disk: any Disk = LiveDisk(), memory: CountingMemory,
    threads: Int = 1, blind: Bool = false
  ) throws -> [String: [UInt8]] {
    let workspace = try open(folder, disk)
    let key = try key(workspace)
    let count = try Count(
      workspace, stage: .electronic, software: VectorElection.software, memory: memory)
    if blind {
      _ = try count.runBlind(key: key, signer: VectorElection.signer("officer-a"), threads: threads)
    } else {
      _ = try count.run(key: key, signer: VectorElection.signer("officer-a"), threads: threads)
    }
    return try Self.files(folder)
  }

  private static func files(_ folder: TemporaryFolder) throws -> [String: [UInt8]] {
    try folder.snapshot().filter { name, _ in
      name.hasPrefix("count/") && !["count/journal.jsonl", "count/lock"].contains(name)
    }
  }

  @Test(
    "gives the same files as one that does not, byte for byte", arguments: [1, 2, 3],
    [
      tiny, CountingMemory(byteCount: 2_000, blockByteCount: 200, mergeWidth: 3),
      CountingMemory(byteCount: 10_000, workerByteCount: 1_000),
    ])
  func same(threads: Int, memory: CountingMemory) throws {
    let plain = try count(try room(VectorElection.media), memory: CountingMemory())
    // In another order of import too.
    let spilled = try count(
      try room(VectorElection.media.reversed()), memory: memory, threads: threads)
    let results = { (files: [String: [UInt8]]) in
      files.filter { $0.key.contains("patterns.csv") || $0.key.contains("tracking.txt") }
    }
    #expect(results(plain).count == 2)
    #expect(results(spilled) == results(plain))
    #expect(spilled.keys.sorted() == plain.keys.sorted())
  }

  @Test("is released to the same files, where it was blind", arguments: [1, 2])
  func blind(threads: Int) throws {
    let media = VectorElection.media
    let plain = try count(try room(media), memory: CountingMemory())
    let folder = try room(media)
    let hidden = try count(folder, memory: Self.tiny, threads: threads, blind: true)
    #expect(!hidden.keys.contains { $0.hasSuffix(".csv") && !$0.contains("strikes") })
    let workspace = try open(folder)
    _ = try Release(workspace).run(key: key(workspace), signer: VectorElection.signer("officer-a"))
    let released = try Self.files(folder)
    for name in ["patterns.csv", "tracking.txt"] {
      let path = "count/results/electronic/\(name)"
      #expect(released[path] == plain[path])
    }
  }

  @Test("leaves nothing behind where the ballots are refused", arguments: [false, true])
  func refused(blind: Bool) throws {
    let folder = try room(VectorElection.media)
    let app = try #require(try open(folder).state.bundles.first { $0.collector == "app" })
    let name = "count/bundles/\(app.hash)/ballots.sealed"
    let whole = try #require(folder.read(name))
    try folder.write(whole.dropLast() + [(whole.last ?? 0) ^ 1], to: name)
    let before = try Self.files(folder)
    #expect(throws: CountingError.self) {
      try count(folder, memory: Self.tiny, threads: 2, blind: blind)
    }
    let after = try Self.files(folder)
    #expect(after.filter { !$0.key.hasSuffix("/") } == before.filter { !$0.key.hasSuffix("/") })
  }

  @Test(
    "comes to the same after it failed at any operation, and meanwhile nothing lies about",
    arguments: FailingDisk.Extent.allCases, [false, true])
  func failing(_ extent: FailingDisk.Extent, blind: Bool) throws {
    let media = [VectorElection.media[0]]
    var memory = Self.tiny
    memory.blockByteCount = 512
    let whole = try count(try room(media), memory: memory, blind: blind)
    // Not all of them in each of the four cases, which begin at different ones.
    var operation = (blind ? 1 : 3) + (extent == .once ? 0 : 5)
    while true {
      let folder = try room(media)
      let before = try Self.files(folder)
      let disk = FailingDisk(failing: operation, number: ENOSPC, extent: extent)
      do {
        _ = try count(folder, disk: disk, memory: memory, blind: blind)
        if disk.operationCount < operation { break }
      } catch {
        let name = "operation \(operation): \(disk.operations.last ?? "")"
        let left = try Self.files(folder)
        #expect(left["count/patterns.spill"] ?? [] == [], "\(name)")
        if extent == .once {
          #expect(Self.stray(left, beside: before).isEmpty, "\(name)")
        }
        let again = try count(folder, memory: memory, blind: blind)
        #expect(Self.finished(again) == Self.finished(whole), "\(name)")
        let path = "count/results/electronic/patterns.csv"
        #expect(again[path] == whole[path], "\(name)")
      }
      operation += 13
    }
    #expect(operation > 60)
  }

  /// The names of what lies there, but for what an earlier count left.
  private static func finished(_ files: [String: [UInt8]]) -> Set<String> {
    Set(
      files.keys.filter {
        !$0.hasPrefix("count/results/earlier") && !$0.hasPrefix("count/journal")
      })
  }

  /// Files that a count made and that are no finished result.
  private static func stray(
    _ left: [String: [UInt8]], beside before: [String: [UInt8]]
  ) -> [String] {
    let places = ["results/electronic/", "results/blind/electronic/", "results/earlier/"]
    return left.keys.filter { name in
      before[name] == nil && !name.hasSuffix("/")
        && !places.contains { name.hasPrefix("count/\($0)") }
    }
  }
}
