import Cryptography
import Encoding
import Storage
import TestSupport
import Testing

@testable import Counting

@Suite("The tracking list")
struct TrackingListTests {
  /// One worker's ballots at a time, of any size and in any order.
  @Test("Runs of several workers become one sorted list", arguments: [0, 1, 247, 248, 249, 5_000])
  func merges(run: Int) throws {
    let folder = try TemporaryFolder()
    let disk = LiveDisk()
    let list = try TrackingList(path: folder.path("spill"), disk: disk)
    var lines: [String] = []
    for worker in 0..<3 {
      var ballots: [TrackedBallot] = []
      for number in 0..<run + worker {
        let code = Digest.of(Array("\(worker) \(number)".utf8))
        let fate: BallotFate = number % 7 == 0 ? .struck : number % 5 == 0 ? .excluded : .counted
        ballots.append(TrackedBallot(code: code, fate: fate))
        lines.append("\(code) \(fate.word)\n")
      }
      try list.add(&ballots)
      #expect(ballots.isEmpty)
    }
    let found = try finish(list, in: folder, disk)
    #expect(found.text == lines.sorted().joined())
    #expect(found.names == ["list"], "the list alone stays")
  }

  @Test(
    "A code that stands more than once without being excluded is told once",
    arguments: [
      ([BallotFate.counted], false), ([.counted, .counted], true), ([.counted, .struck], true),
      ([.struck, .struck, .counted], true), ([.counted, .excluded], false),
      ([.excluded, .excluded], false), ([.counted, .excluded, .excluded, .struck], true),
    ])
  func repeated(fates: [BallotFate], isRepeated: Bool) throws {
    let folder = try TemporaryFolder()
    let disk = LiveDisk()
    let list = try TrackingList(path: folder.path("spill"), disk: disk)
    let code = Digest.of(Array("twice".utf8))
    for fate in fates {
      // Each in a run of its own, between others.
      var ballots = (0..<9).map {
        TrackedBallot(code: Digest.of([UInt8($0), fate.rawValue]), fate: .excluded)
      }
      ballots.append(TrackedBallot(code: code, fate: fate))
      try list.add(&ballots)
    }
    let found = try finish(list, in: folder, disk)
    #expect(found.repeated == (isRepeated ? [code] : []))
    #expect(
      found.text.split(separator: "\n").filter { $0.hasPrefix("\(code) ") }.count == fates.count)
  }

  private func finish(
    _ list: TrackingList, in folder: TemporaryFolder, _ disk: LiveDisk
  ) throws -> (text: String, repeated: [Digest], names: [String]) {
    let path = folder.path("list")
    var writer = try HashedWriter(path, disk: disk)
    let repeated = try list.finish(to: &writer)
    let hash = try writer.finish()
    let bytes = try disk.read(path, limit: 1 << 22)
    #expect(hash == Digest.of(bytes))
    return (String(decoding: bytes, as: UTF8.self), repeated, try disk.list(folder.path(".")))
  }
}
