import Bundles
import Cryptography
import Election
import Encoding
import Foundation
import Storage
import TestSupport
import Testing

@testable import Vault

@Suite("Merging sealed sections")
struct SectionMergeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Seals a register of these entries and opens it again, as one of several.
  private func section(
    _ number: Int, of sections: Int, _ entries: [(token: Digest, cast: Int)]
  ) async throws -> SectionReader {
    let definition = try Definition(file: VectorElection.bytes("election.json"), keys: .checked)
    let election = Digest.of(try VectorElection.bytes("election.json"))
    let target = folder.path("register-\(number)")
    _ = try await BundleWriter(
      definition: definition, election: election, disk: LiveDisk()
    ).write(
      entries.map { BundleWriter.Entry(token: $0.token, cast: $0.cast, vector: 0) }, vectors: [],
      plan: BundleWriter.Plan(
        collector: #require(definition.collectors.first { $0.id == "desk" }), sequence: 1,
        previous: nil, isFinal: true, kind: .register, style: "all", from: definition.polls.opens,
        to: definition.polls.closes),
      key: VectorElection.key("desk"), to: target)
    return try SectionReader(
      Manifest(file: #require(folder.read("register-\(number)/manifest.json"))),
      path: "\(target)/identities.sealed", election: election,
      key: SectionKey(key: VectorElection.vaultKey("vault"), recipient: 0, recipients: 2),
      among: sections, disk: LiveDisk())
  }

  @Test(
    "every token comes once, in order, with all its entries, also where tokens begin alike",
    arguments: [1, 2, 3, 5, 8, 24, 61])
  func groups(sections: Int) async throws {
    var random = SeededGenerator(seed: UInt64(sections))
    let opens = try Definition(file: VectorElection.bytes("election.json"), keys: .checked).polls
      .opens.seconds
    // Some hundred tokens apart, and some with one of two beginnings: first and last of all.
    let tokens = try (0..<400).map { number in
      var bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
      if number % 4 == 0 {
        bytes.replaceSubrange(0..<8, with: repeatElement(number % 8 == 0 ? 0 : 255, count: 8))
      }
      return try #require(Digest(bytes))
    }
    var expected: [Digest: Set<[Int]>] = [:]
    var readers: [SectionReader] = []
    for section in 0..<sections {
      var entries: [(token: Digest, cast: Int)] = []
      // Of the first, more than the chunks that are kept ahead.
      for number in 0..<(section == 0 ? 6_000 : Int.random(in: 0..<900, using: &random)) {
        let token = try #require(tokens.randomElement(using: &random))
        entries.append((token, opens + number))
        expected[token, default: []].insert([section, opens + number])
      }
      readers.append(try await self.section(section, of: sections, entries))
    }
    var merge = try SectionMerge(readers)
    var last: Digest?
    while try merge.next() {
      if let last { #expect(last < merge.token) }
      last = merge.token
      let entries = merge.entries.map { [$0.section, Int($0.cast)] }
      #expect(entries.count == merge.count)
      #expect(expected.removeValue(forKey: merge.token) == Set(entries))
      #expect(Set(entries).count == entries.count)
    }
    #expect(expected.isEmpty)
  }

  @Test("nobody at all is no group")
  func nobody() async throws {
    var none = try SectionMerge([])
    #expect(try !none.next())
    var empty = try SectionMerge([await section(0, of: 1, [])])
    #expect(try !empty.next())
  }

  @Test(
    "what is locked is what an ordinary user may lock, 8 MiB",
    arguments: [(20, 1_000_000), (60, 20_000), (110, 1_366), (300, 100), (800, 0)])
  func locked(sections: Int, records: Int) {
    let (chunks, byteCount) = SectionStream.room(records: records, sections: sections)
    // One is read while another is opened, where there is room.
    #expect(chunks >= 2 || records <= IdentityOpener.recordsPerChunk || sections > 60)
    #expect(byteCount == min(records * 48, 65_520))
    // Whole pages, with libsodium's 16 bytes before the end, and one for the cipher's state.
    let pages = chunks * (byteCount + 16 + 4_095) / 4_096 + 1
    #expect(sections * pages * 4_096 <= 8 << 20)
  }

  @Test("a tournament gives the lowest, whichever is replaced", arguments: 1...17)
  func tournament(players: Int) throws {
    var random = SeededGenerator(seed: UInt64(players))
    var keys = (0..<players).map { _ in UInt64.random(in: 0...20, using: &random) }
    var tournament = Tournament(keys)
    for _ in 0..<500 {
      let lowest = try #require(tournament.lowest)
      #expect(lowest.key == keys.min())
      #expect(keys[lowest.seat] == lowest.key)
      keys[lowest.seat] = UInt64.random(in: 0...20, using: &random)
      tournament.replaceLowest(with: keys[lowest.seat])
    }
    #expect(Tournament([]).lowest == nil)
  }
}
