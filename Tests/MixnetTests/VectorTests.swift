import Cryptography
import Election
import Encoding
import Mixnet
import TestSupport
import Testing

@Suite("Proofs of the test vectors")
struct ProofVectorTests {
  static let workers = Workers(threads: 2)

  @Test("The hash, generators and derived secrets are the reference's")
  func hashes() throws {
    let values = try ProofVectors("").intermediate
    let example = ProofHash("example").finish()
    #expect(try example == Value.bytes(values["hash"]?["H(example)"]))
    var parts = ProofHash("example")
    parts.add(1)
    parts.add("abc")
    let hashed = parts.finish()
    #expect(try hashed == Value.bytes(values["hash"]?["H(example,1,abc)"]))
    let scalar = ProofHash("example").scalar()
    #expect(try scalar == Value.scalar(values["hash"]?["scalar(H(example))"]))
    let points = try Value.points(values["generators"])
    #expect(points.count >= 4)
    for (number, point) in points.enumerated() { #expect(Point.generator(number) == point) }
    var table = Generators()
    table.reach(3, Self.workers)
    table.reach(200, Self.workers)
    #expect(table.points.count == 200 && table.points[199] == .generator(200))
    #expect(table.first == points[0] && Array(table.points.prefix(3)) == Array(points[1...3]))
    let seed = try SecretBytes(copying: [UInt8](repeating: 7, count: 32).span)
    var derived = try DerivedScalars(
      seed: seed, context: [UInt8](repeating: 9, count: 64), mix: 2)
    var scalars = try SecretScalars(count: 1)
    derived.derive("rho", point: 1, entry: 3, into: &scalars, 0)
    let shown = scalars.shown(0)
    #expect(try shown == Value.scalar(values["derived"]?["scalar"]))
  }

  @Test("Marks become the reference's points, and these the marks again")
  func encodings() throws {
    let values = try #require(ProofVectors("").intermediate["encodings"]?.array)
    #expect(values.count >= 5)
    for value in values {
      let marks = try Value.bytes(value["marks"])
      let points = try Value.points(value["points"])
      #expect(MarkEncoding.encode(marks) == points)
      #expect(MarkEncoding.decode(points, options: marks.count) == marks)
    }
  }

  @Test("Keys, draft, public shares and factors are the reference's", arguments: ProofVectors.all)
  func keys(folder: String) throws {
    let vectors = try ProofVectors(folder)
    let values = vectors.intermediate
    #expect(values["draft"]?.string == "\(vectors.keys.draft.hash)")
    #expect(values["election"]?.string == "\(vectors.context.election)")
    for (officer, share) in zip(vectors.keys.draft.officers, vectors.keys.shares) {
      #expect(values["publicShares"]?[officer.id]?.string == Base64.encode(share.bytes.array))
      let secret = try Value.scalar(vectors.secrets["shares"]?[officer.id])
      #expect(Point.base(secret) == share)
    }
    let factors = try #require(values["lagrange"]?.object)
    #expect(!factors.isEmpty)
    for (key, value) in factors {
      let words = key.split(separator: " ")
      let officer = try #require(Int(words[0]))
      let members = words[2].split(separator: ",").compactMap { Int($0) }
      #expect(try OpeningPlace.factor(of: officer, among: members) == Value.scalar(value))
    }
  }

  @Test("Every list's context and ballots are the reference's", arguments: ProofVectors.all)
  func lists(folder: String) throws {
    let vectors = try ProofVectors(folder)
    let lists = try vectors.lists()
    #expect(lists.count == vectors.intermediate["lists"]?.object?.count)
    for list in lists {
      #expect(
        try vectors.context.context(of: list.plan.name) == Value.bytes(list.values["context"]))
    }
  }

  /// One mix of a list: where it stands, what it works on, and its section of the proof file.
  private struct Mix {
    let place: MixPlace
    let before: [Point]
    let bytes: [UInt8]
    let values: JSON
    let name: String
  }

  /// Goes through every mix of every list of the vectors, the entries of one being what the one
  /// before left.
  private func walk(
    _ folder: String, _ body: (Mix, ProofVectors, Generators, Int) throws -> [Point]
  ) throws {
    let vectors = try ProofVectors(folder)
    var generators = Generators()
    generators.reach(30, Self.workers)
    for list in try vectors.lists() where list.count > 0 {
      var before = list.entries
      for mix in try list.mixes(vectors) {
        let size = MixSection.byteCount(entries: list.count, width: list.plan.width)
        let found = Mix(
          place: MixPlace(
            context: vectors.context.context(of: list.plan.name), width: list.plan.width,
            number: mix.number, officer: mix.officer),
          before: before, bytes: try list.section(mix.file, byteCount: size, vectors),
          values: try #require(list.values["mix-\(mix.number)"]),
          name: "\(list.plan.name) \(mix.file)")
        before = try body(found, vectors, generators, list.count)
      }
    }
  }

  @Test("Every mix is checked, with the reference's values", arguments: ProofVectors.all)
  func mixChecks(folder: String) throws {
    try walk(folder) { mix, vectors, generators, count in
      let check = MixCheck(
        mix.place, key: vectors.keys.key, generators: generators, workers: Self.workers)
      let section = try MixSection(
        mix.bytes, entries: count, width: mix.place.width, Self.workers)
      #expect(section.file == mix.bytes)
      let hashed = mix.place.hash(
        before: mix.before, after: section.outputs, commitments: section.commitments)
      #expect(try hashed == Value.bytes(mix.values["P"]))
      var weights = Weights("mix-weight", of: hashed)
      #expect(try (1...count).map { weights.weight($0) } == Value.scalars(mix.values["weights"]))
      let found = check.commitments(section, before: mix.before, hashed: hashed)
      #expect(try found.t1 == Value.point(mix.values["t1"]))
      #expect(try found.t2 == Value.point(mix.values["t2"]))
      #expect(try found.t3 == Value.point(mix.values["t3"]))
      #expect(try found.t4 == Value.points(mix.values["t4"]))
      #expect(try found.chain.flatMap { $0 } == Value.points(mix.values["t_chain"]))
      #expect(try section.challenge == Value.scalar(mix.values["challenge"]))
      let after = try check.check(section, before: mix.before)
      #expect(after == section.outputs)
      return after
    }
  }

  @Test("Every mix comes out again, byte for byte, from its seed", arguments: ProofVectors.all)
  func mixProofs(folder: String) throws {
    try walk(folder) { mix, vectors, generators, _ in
      let drawn = try Value.bytes(mix.values["secret"]?["seed"])
      let seed = Shared(try SecretBytes(copying: drawn.span))
      let made = try MixProver(
        mix.place, key: vectors.keys.key, generators: generators, workers: Self.workers
      ).prove(mix.before, seed: seed)
      let section = try #require(made)
      #expect(section.file == mix.bytes, "\(mix.name)")
      return section.outputs
    }
  }

  @Test("Every secret of a mix is derived as the reference does", arguments: ProofVectors.all)
  func mixSecrets(folder: String) throws {
    let vectors = try ProofVectors(folder)
    for list in try vectors.lists() where list.count > 0 {
      for mix in try list.mixes(vectors) {
        let secret = try #require(list.values["mix-\(mix.number)"]?["secret"])
        let bytes = try Value.bytes(secret["seed"])
        let seed = try SecretBytes(copying: bytes.span)
        var derived = try DerivedScalars(
          seed: seed, context: vectors.context.context(of: list.plan.name), mix: mix.number)
        var scalars = try SecretScalars(count: 1)
        for (name, key) in [
          ("r", "r"), ("r-chain", "r_chain"), ("omega-chain", "o_chain"),
          ("omega-prime", "o_prime"),
        ] {
          for (index, expected) in try Value.scalars(secret[key]).enumerated() {
            derived.derive(name, entry: index + 1, into: &scalars, 0)
            let found = scalars.shown(0)
            #expect(found == expected)
          }
        }
        for (index, row) in try #require(secret["rho"]?.array).enumerated() {
          for (v, expected) in try Value.scalars(row).enumerated() {
            derived.derive("rho", point: v + 1, entry: index + 1, into: &scalars, 0)
            let found = scalars.shown(0)
            #expect(found == expected)
          }
        }
        for (index, expected) in try Value.scalars(secret["o"]).enumerated() {
          derived.derive("omega-\(index + 1)", into: &scalars, 0)
          let found = scalars.shown(0)
          #expect(found == expected)
        }
        for (index, expected) in try Value.scalars(secret["o4"]).enumerated() {
          derived.derive("omega-4", point: index + 1, into: &scalars, 0)
          let found = scalars.shown(0)
          #expect(found == expected)
        }
      }
    }
  }

  @Test("Every opening is checked and comes out again", arguments: ProofVectors.all)
  func openings(folder: String) throws {
    let vectors = try ProofVectors(folder)
    for list in try vectors.lists() where list.count > 0 {
      let last = try #require(try list.mixes(vectors).last)
      let mixed = try MixSection(
        list.section(
          last.file, byteCount: MixSection.byteCount(entries: list.count, width: list.plan.width),
          vectors), entries: list.count, width: list.plan.width, Self.workers)
      let (entries, members) = (mixed.outputs, vectors.members(list))
      var parts: [[Point]] = []
      for officer in members {
        let id = vectors.keys.draft.officers[officer - 1].id
        let values = try #require(list.values["open.\(id)"])
        let place = OpeningPlace(
          context: vectors.context.context(of: list.plan.name), members: members, officer: officer)
        let bytes = try list.section(
          "open.\(id).bin",
          byteCount: OpeningSection.byteCount(entries: list.count, width: list.plan.width), vectors)
        let check = OpeningCheck(
          place, share: vectors.keys.shares[officer - 1], workers: Self.workers)
        let own = try check.check(bytes, entries: entries)
        let hashed = place.hash(entries: entries, parts: own)
        #expect(try hashed == Value.bytes(values["T"]))
        var weights = Weights("open-weight", of: hashed)
        #expect(
          try (1...own.count).map { weights.weight($0) } == Value.scalars(values["weights"]))
        let section = try OpeningSection(bytes, points: own.count, Self.workers)
        let found = check.commitments(section, entries: entries, hashed: hashed)
        #expect(try found.t1 == Value.point(values["t1"]))
        #expect(try found.t2 == Value.point(values["t2"]))
        #expect(try section.challenge == Value.scalar(values["challenge"]))
        let share = try Value.secrets([Value.scalar(vectors.secrets["shares"]?[id])])
        let prover = try OpeningProver(place, share: share, workers: Self.workers)
        #expect(prover.parts(of: entries) == own)
        let nonce = try Value.secrets([Value.scalar(values["secret"]?["kappa"])])
        let made = try prover.prove(entries, parts: own, hashed: hashed, nonce: nonce)
        #expect(made.file == bytes)
        parts.append(own)
      }
      let messages = OpeningCheck.messages(of: entries, parts: parts, Self.workers)
      let rows = try #require(list.values["messages"]?.array)
      let expected = try rows.flatMap { try Value.points($0) }
      #expect(messages == expected)
    }
  }

  @Test("Sealing with the reference's secrets gives its ciphertexts")
  func seals() throws {
    let vectors = try ProofVectors("")
    var sealed = 0
    let lists = try vectors.lists()
    for ballot in try #require(vectors.secrets["ballots"]?.array)
    where ballot["what"]?.string == "plain" {
      let collector = try #require(ballot["collector"]?.string)
      let style = try #require(ballot["style"]?.string)
      let marks = try #require(ballot["marks"]?.array).map { try Value.bytes($0) }
      let messages = marks.flatMap { MarkEncoding.encode($0) ?? [] }
      let r = try Value.scalars(ballot["r"])
      #expect(r.count == messages.count)
      var secrets = try Value.secrets(r + [Scalar(77)], room: 2)
      let seal = BallotSeal(vectors.context, collector: collector, style: style)
      let bytes = seal.seal(messages, by: &secrets)
      let check = BallotCheck(
        vectors.context, collector: collector, style: style, points: messages.count)
      let opened = check.ciphertexts(bytes.span)
      let all = try #require(opened)
      // Its entries stand in the lists of the package.
      for list in lists
      where list.plan.name.collector == collector && list.plan.name.style == style {
        let width = 2 * list.plan.width
        let own = Array(all[2 * list.plan.offset..<2 * list.plan.offset + width])
        #expect(
          stride(from: 0, to: list.entries.count, by: width).contains {
            Array(list.entries[$0..<$0 + width]) == own
          })
        sealed += 1
      }
    }
    #expect(sealed > 30)
  }
}
