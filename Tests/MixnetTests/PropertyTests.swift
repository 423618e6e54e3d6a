import Cryptography
import Encoding
import Mixnet
import TestSupport
import Testing

/// Lists of more than one range, random and small: that what is made is taken, whatever the cores,
/// and that nothing else is.
@Suite("Mixes and openings")
struct MixPropertyTests {
  static let key = Point.base(Scalar(123_456_789))
  static let workers = Workers(threads: 2)

  /// A list of so many entries of so many points.
  static func list(_ count: Int, width: Int) -> [Point] {
    (0..<count * width).flatMap { number in
      let r = Scalar(1_000 + 7 * number)
      return [Point.base(r), Point.base(Scalar(number)) + r * key]
    }
  }

  static func place(width: Int) -> MixPlace {
    MixPlace(
      context: [UInt8](repeating: 5, count: 64), width: width, number: 2, officer: 3)
  }

  static func generators(_ count: Int) -> Generators {
    var table = Generators()
    table.reach(count, workers)
    return table
  }

  static func prove(_ before: [Point], width: Int, workers: Workers = workers) throws -> MixSection
  {
    let seed = Shared(try SecretBytes(copying: [UInt8](repeating: 3, count: 32).span))
    let made = try MixProver(
      place(width: width), key: key, generators: generators(before.count), workers: workers
    ).prove(before, seed: seed)
    return try #require(made)
  }

  static func check(
    _ bytes: [UInt8], before: [Point], place: MixPlace, key: Point = key
  ) throws -> [Point] {
    let count = before.count / (2 * place.width)
    let section = try MixSection(bytes, entries: count, width: place.width, workers)
    return try MixCheck(place, key: key, generators: generators(count), workers: workers)
      .check(section, before: before)
  }

  @Test("A mix holds however many entries it has", arguments: [1, 2, 3, 64, 65, 150], [1, 2])
  func holds(count: Int, width: Int) throws {
    let before = Self.list(count, width: width)
    let section = try Self.prove(before, width: width)
    let bytes = section.file
    #expect(bytes.count == MixSection.byteCount(entries: count, width: width))
    let after = try Self.check(bytes, before: before, place: Self.place(width: width))
    #expect(after == section.outputs)
    let messages = Self.messages(before, width: width)
    #expect(Self.messages(after, width: width) == messages && messages.count == count)
  }

  /// What the entries of a list hold, in any order.
  static func messages(_ entries: [Point], width: Int) -> Set<[UInt8]> {
    let secret = Scalar(123_456_789)
    var messages: Set<[UInt8]> = []
    for first in stride(from: 0, to: entries.count, by: 2 * width) {
      var message: [UInt8] = []
      for place in stride(from: first, to: first + 2 * width, by: 2) {
        message += (entries[place + 1] - secret * entries[place]).bytes.array
      }
      messages.insert(message)
    }
    return messages
  }

  @Test("A mix is the same on one core and on two")
  func threads() throws {
    let before = Self.list(130, width: 1)
    #expect(
      try Self.prove(before, width: 1, workers: Workers(threads: 1)).file
        == Self.prove(before, width: 1).file)
  }

  @Test("An empty list has no section")
  func empty() throws {
    let seed = Shared(try SecretBytes(count: 32))
    let made = try MixProver(
      Self.place(width: 1), key: Self.key, generators: Generators(), workers: Self.workers
    ).prove([], seed: seed)
    #expect(made == nil)
    #expect(MixSection.byteCount(entries: 0, width: 334) == 0)
    #expect(OpeningSection.byteCount(entries: 0, width: 334) == 0)
  }

  @Test("A mix of another list, number, officer or key does not hold")
  func bound() throws {
    let before = Self.list(3, width: 1)
    let bytes = try Self.prove(before, width: 1).file
    let context = [UInt8](repeating: 5, count: 64)
    for place in [
      MixPlace(context: [6] + context.dropFirst(), width: 1, number: 2, officer: 3),
      MixPlace(context: context, width: 1, number: 1, officer: 3),
      MixPlace(context: context, width: 1, number: 2, officer: 2),
    ] {
      #expect(throws: SectionFault.self) {
        try Self.check(bytes, before: before, place: place)
      }
    }
    #expect(throws: SectionFault.self) {
      try Self.check(
        bytes, before: before, place: Self.place(width: 1), key: .base(Scalar(5)))
    }
  }

  @Test("Whatever part of a mix is altered, it does not hold")
  func altered() throws {
    let before = Self.list(3, width: 2)
    let bytes = try Self.prove(before, width: 2).file
    for place in 0..<bytes.count / 32 {
      var changed = bytes
      // Another element of the same kind, so that it is the proof that finds it.
      let isPoint = place < 3 * (4 + 2)
      let other = isPoint ? Point.base(Scalar(9)).bytes.array : Scalar(9).bytes.array
      changed.replaceSubrange(32 * place..<32 * (place + 1), with: other)
      let fault = #expect(throws: SectionFault.self) {
        try Self.check(changed, before: before, place: Self.place(width: 2))
      }
      #expect(
        fault?.code == .mixProof || (place < 12 && fault?.code == .mixOrder), "element \(place)")
    }
    for place in before.indices {
      var other = before
      other[place] = .base(Scalar(9))
      #expect(throws: SectionFault.self) {
        try Self.check(bytes, before: other, place: Self.place(width: 2))
      }
    }
  }

  @Test("Every element that is none is refused where it stands")
  func malformed() throws {
    let before = Self.list(3, width: 1)
    let bytes = try Self.prove(before, width: 1).file
    let stretches: [(SectionFault.Stretch, Range<Int>)] = [
      (.outputs, 0..<6), (.commitments, 6..<9), (.chain, 9..<12), (.responses, 12..<23),
    ]
    for (stretch, range) in stretches {
      for place in range {
        var changed = bytes
        changed[32 * place + 31] |= 128
        let fault = #expect(throws: SectionFault.self) {
          try Self.check(changed, before: before, place: Self.place(width: 1))
        }
        #expect(fault?.part == stretch)
        #expect(fault?.code == (stretch == .responses ? .scalar : .point))
        let number = place - range.lowerBound
        #expect(fault?.index == (stretch == .outputs ? number / 2 : number) + 1)
      }
    }
    // 0 is a scalar: it is the proof that does not hold with it.
    for place in 12..<23 {
      var changed = bytes
      changed.replaceSubrange(32 * place..<32 * place + 32, with: repeatElement(0, count: 32))
      let fault = #expect(throws: SectionFault.self) {
        try Self.check(changed, before: before, place: Self.place(width: 1))
      }
      #expect(fault?.code == .mixProof)
    }
  }

  @Test("An opening holds, for its list, members, officer and share alone", arguments: [1, 70])
  func opening(count: Int) throws {
    let entries = Self.list(count, width: 1)
    let secret = Scalar(77)
    let place = OpeningPlace(context: [1], members: [1, 3], officer: 3)
    let share = try Value.secrets([secret])
    let prover = try OpeningProver(place, share: share, workers: Self.workers)
    let random = try SecretBytes.random(count: 32)
    let made = try prover.prove(entries, random: random)
    let bytes = try #require(made).file
    #expect(bytes.count == OpeningSection.byteCount(entries: count, width: 1))
    let check = OpeningCheck(place, share: .base(secret), workers: Self.workers)
    let parts = try check.check(bytes, entries: entries)
    let factor = OpeningPlace.factor(of: 3, among: [1, 3])
    #expect(
      parts == stride(from: 0, to: entries.count, by: 2).map { factor * secret * entries[$0] })
    for other in [
      OpeningPlace(context: [2], members: [1, 3], officer: 3),
      OpeningPlace(context: [1], members: [2, 3], officer: 3),
      OpeningPlace(context: [1], members: [1, 3], officer: 1),
    ] {
      #expect(throws: SectionFault.self) {
        try OpeningCheck(other, share: .base(secret), workers: Self.workers)
          .check(bytes, entries: entries)
      }
    }
    #expect(throws: SectionFault.self) {
      try OpeningCheck(place, share: .base(Scalar(78)), workers: Self.workers)
        .check(bytes, entries: entries)
    }
    let again = try prover.prove(entries, random: try SecretBytes.random(count: 32))
    #expect(try #require(again).file != bytes)
  }

  @Test("What hides a share in an opening is hashed of the share, fresh bytes and what is opened")
  func nonce() throws {
    let entries = Self.list(3, width: 1)
    let place = OpeningPlace(context: [1], members: [1, 3], officer: 3)
    let share = try Value.secrets([Scalar(77)])
    let prover = try OpeningProver(place, share: share, workers: Self.workers)
    let drawn = [UInt8](repeating: 5, count: 32)
    let random = try SecretBytes(copying: drawn.span)
    let made = try prover.prove(entries, random: random)
    let section = try #require(made)
    let own = OpeningPlace.factor(of: 3, among: [1, 3]) * Scalar(77)
    var hash = ProofHash("nonce")
    hash.add(own.bytes.array)
    hash.add(drawn)
    hash.add(place.hash(entries: entries, parts: section.parts))
    let hiding = hash.scalar()
    #expect(section.response == hiding + section.challenge * own)
  }

  @Test("A ballot that is copied into another place is unreadable")
  func ballots() throws {
    let context = ProofContext(election: Digest.of([1]), key: Self.key)
    let messages = try #require(MarkEncoding.encode([1, 0, 2]))
    var secrets = try BallotSeal.secrets(points: 1)
    let ballot = BallotSeal(context, collector: "web", style: "one").seal(messages, with: &secrets)
    func isReadable(_ check: BallotCheck, _ bytes: [UInt8]) -> Bool {
      check.ciphertexts(bytes.span) != nil
    }
    let check = BallotCheck(context, collector: "web", style: "one", points: 1)
    #expect(isReadable(check, ballot))
    let rehearsal = ProofContext(
      election: Digest.of([1]), key: Self.key, isRehearsal: true)
    for other in [
      BallotCheck(context, collector: "app", style: "one", points: 1),
      BallotCheck(context, collector: "web", style: "two", points: 1),
      BallotCheck(rehearsal, collector: "web", style: "one", points: 1),
      BallotCheck(
        ProofContext(election: Digest.of([2]), key: Self.key), collector: "web", style: "one",
        points: 1),
      BallotCheck(
        ProofContext(election: Digest.of([1]), key: .base(.one)), collector: "web", style: "one",
        points: 1),
    ] {
      #expect(!isReadable(other, ballot))
    }
    #expect(!isReadable(check, Array(ballot.dropLast())))
    for place in ballot.indices where place.isMultiple(of: 13) {
      var changed = ballot
      changed[place] ^= 1
      #expect(!isReadable(check, changed))
    }
  }
}
