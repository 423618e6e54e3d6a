import Cryptography
import Encoding
import Mixnet
import TestSupport
import Testing

/// What is left of the secrets of a mix, an opening and a deal in the process's memory, one test after
/// the other: each reads it all.
@Suite(
  "The memory of proofs", .serialized,
  .disabled(if: Sanitizer.isWatching, "a sanitizer's own memory is as large as all addresses"))
struct ProofMemoryTests {
  private static let count = 70

  private static func secret(_ needle: Needle) throws(CryptographyError) -> SecretBytes {
    var secret = try SecretBytes(count: needle.count)
    secret.withMutableBytes { span in
      for index in span.indices { span[index] = needle[index] }
    }
    return secret
  }

  /// A secret number, which the needle's own bytes are: below the order of the group.
  private static func number() -> Needle {
    let drawn = Needle()
    return Needle(count: drawn.count) { $0 == drawn.count - 1 ? 7 : drawn[$0] }
  }

  private static func needle(_ scalars: borrowing SecretScalars, _ place: Int) -> Needle {
    scalars.withBytes(of: place) { span in Needle(count: span.count) { span[$0] } }
  }

  @Test("A mix leaves neither its seed, nor its order, nor what hides its answers")
  func mix() throws {
    let (before, seed) = (MixPropertyTests.list(Self.count, width: 1), Needle())
    let place = MixPropertyTests.place(width: 1)
    let outputs: [Point]
    do {
      let shared = Shared(try Self.secret(seed))
      let prover = MixProver(
        place, key: MixPropertyTests.key, generators: MixPropertyTests.generators(Self.count),
        workers: Workers(threads: 1))
      outputs = try #require(try prover.prove(before, seed: shared)).outputs
      #expect(try seed.copyCount() == 1)
    }
    #expect(try seed.copyCount() == 0)
    let (order, hiding) = try Self.secrets(of: seed, before: before, outputs: outputs, place)
    for needle in hiding + [order] { #expect(try needle.copyCount() == 0) }
    // The order is where somebody keeps it.
    let kept = (0..<order.count).map { order[$0] }
    #expect(try order.copyCount() > 0 && kept.count == order.count)
    #expect(try seed.copyCount() == 0)
  }

  /// The order of a mix as its memory has it, and some of its random numbers.
  private static func secrets(
    of seed: Needle, before: [Point], outputs: [Point], _ place: MixPlace
  ) throws -> (order: Needle, hiding: [Needle]) {
    let secret = try Self.secret(seed)
    var derived = try DerivedScalars(seed: secret, context: place.context, mix: place.number)
    var scalars = try SecretScalars(count: 1)
    var (places, hiding): ([Int], [Needle]) = ([], [])
    for entry in 0..<count {
      derived.derive("rho", point: 1, entry: entry + 1, into: &scalars, 0)
      let first = before[2 * entry] + scalars.base(0)
      places.append(
        try #require(stride(from: 0, to: outputs.count, by: 2).first { outputs[$0] == first }) / 2)
      if entry < 3 { hiding.append(needle(scalars, 0)) }
    }
    for name in ["r", "r-chain", "omega-chain", "omega-prime"] {
      derived.derive(name, entry: 1, into: &scalars, 0)
      hiding.append(needle(scalars, 0))
    }
    derived.derive("omega-1", into: &scalars, 0)
    hiding.append(needle(scalars, 0))
    // Of each output the input, in four bytes.
    let order = Needle(count: 4 * count) { byte in
      let input = places.firstIndex(of: byte / 4) ?? 0
      return UInt8(truncatingIfNeeded: input >> (8 * (byte % 4)))
    }
    return (order, hiding)
  }

  @Test("An opening leaves neither the share, nor its factor, nor the bytes that hide it")
  func opening() throws {
    let entries = MixPropertyTests.list(Self.count, width: 1)
    let (share, random) = (Self.number(), Needle())
    let place = OpeningPlace(
      context: [UInt8](repeating: 5, count: 64), members: [1, 3], officer: 3)
    var factor: Needle?
    do {
      var secret = try SecretScalars(count: 1)
      secret.set(0, to: try SecretScalars.copy(of: Self.secret(share)), 0)
      let prover = try OpeningProver(place, share: secret, workers: Workers(threads: 1))
      _ = try #require(try prover.prove(entries, random: Self.secret(random)))
      secret.multiply(0, by: OpeningPlace.factor(of: 3, among: [1, 3]))
      factor = Self.needle(secret, 0)
    }
    for needle in [share, random, try #require(factor)] {
      #expect(try needle.copyCount() == 0)
    }
  }

  @Test("A deal leaves nothing of the polynomial")
  func deal() throws {
    let path = "\(ProofVectors.root)/ceremony/draft.json"
    let file = try ProofVectors.read(path)
    let draft = try KeyDraft(ProofVectors.definition(file), file: file)
    var needles: [Needle] = []
    do {
      var secrets = try Deal.secrets(draft)
      for place in 0...draft.threshold { needles.append(Self.needle(secrets, place)) }
      _ = try Deal.make(by: 1, draft, with: &secrets)
      #expect(try needles[0].copyCount() >= 1)
    }
    #expect(needles.count == draft.threshold + 1)
    for needle in needles { #expect(try needle.copyCount() == 0) }
  }
}
