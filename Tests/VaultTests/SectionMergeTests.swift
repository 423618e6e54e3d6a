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

  /// Seals a register of these entries and opens it again.
  private func section(
    _ number: Int, _ entries: [(token: Digest, cast: Int)], room: SectionRoom
  ) throws -> SectionReader {
    let definition = try Definition(file: VectorElection.bytes("election.json"), keys: .checked)
    let election = Digest.of(try VectorElection.bytes("election.json"))
    let target = folder.path("register-\(number)")
    _ = try BundleWriter(
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
      room: room, disk: LiveDisk())
  }

  @Test(
    "every token comes once, in order, with all its entries, also where tokens begin alike",
    arguments: [
      // So many sections, among so many that have to allotment the memory.
      (1, 1), (2, 2), (3, 3), (5, 5), (8, 8), (24, 24), (61, 61), (1, 119), (3, 200), (4, 400),
      (2, 2_000),
    ])
  func groups(sections: Int, among: Int) throws {
    let room = try SectionRoom(records: Array(repeating: 6_000, count: among))
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
      readers.append(try self.section(section, entries, room: room))
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
  func nobody() throws {
    var none = try SectionMerge([])
    #expect(try !none.next())
    var empty = try SectionMerge([section(0, [], room: SectionRoom(records: [0]))])
    #expect(try !empty.next())
  }

  /// An election's sections, by their number and size, and what each large one keeps.
  struct Hall: Sendable, CustomTestStringConvertible {
    let sections: [(count: Int, records: Int)]
    let allotment: SectionRoom.Allotment

    init(_ sections: [(count: Int, records: Int)], _ chunks: Int, of records: Int) {
      self.sections = sections
      allotment = SectionRoom.Allotment(chunks: chunks, records: records)
    }

    var testDescription: String {
      sections.map { "\($0.count) of \($0.records)" }.joined(separator: ", ")
    }
  }

  static let halls = [
    Hall([(1, 0)], 3, of: 1_365), Hall([(40, 1_000_000)], 3, of: 1_365),
    Hall([(41, 1_000_000)], 2, of: 1_365), Hall([(60, 20_000)], 2, of: 1_365),
    Hall([(61, 20_000)], 1, of: 1_365), Hall([(116, 20_000)], 1, of: 1_365),
    Hall([(117, 20_000)], 1, of: 1_279), Hall([(250, 1_500)], 1, of: 511),
    Hall([(900, 3_000)], 1, of: 85),
    // Small ones leave what they do not need to the large ones.
    Hall([(250, 84), (20, 30_000)], 3, of: 1_365), Hall([(900, 0), (5, 30_000)], 2, of: 1_365),
  ]

  @Test("what is locked is what an ordinary user may lock, 8 MiB", arguments: halls)
  func locked(hall: Hall) {
    let records = hall.sections.flatMap { Array(repeating: $0.records, count: $0.count) }
    let allotment = SectionRoom.allotment(records: records)
    #expect(allotment == hall.allotment)
    let whole = SectionRoom.pages(SectionRoom.Allotment(chunks: 1, records: 1_365))
    #expect(whole == 17, "16 of a chunk and one of the cipher's state")
  }
}
