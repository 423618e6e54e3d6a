import Bundles
import Cryptography
import Election
import Encoding
import Mixnet
import TestSupport

/// The verifiable count's files: whatever is changed in one of its sections, it holds no more.
extension FuzzTarget {
  static let proofs = [
    FuzzTarget("ballot", maxByteCount: 96) { try ProvedList.known().ballot(edited: $0) },
    FuzzTarget("mix", maxByteCount: 96) { try ProvedList.known().mix(edited: $0) },
    FuzzTarget("opening", maxByteCount: 96) { try ProvedList.known().opening(edited: $0) },
    FuzzTarget("deal", maxByteCount: Deal.maxByteCount) { bytes in
      guard let deal = try twice({ Deal(file: bytes) }), let deal else { return false }
      // What is no base64 is told of its dealer later, and cannot be written.
      try check(
        deal.boxes.contains(nil) || deal.file == bytes, "a deal is written otherwise")
      return true
    },
    FuzzTarget("count-keys", maxByteCount: 32_768) { bytes in
      let definition = try? Definition(
        file: bytes, keys: KnownElection.keys, formats: [.verifiable])
      guard let definition else { return false }
      return try twice { try CountKeys(definition, file: bytes).key } != nil
    },
  ]
}

/// Sections of a short list that hold, made once.
///
/// An input is what is changed: three bytes each say where and to what, so that the fuzzer need not
/// find points of a group by itself.
private struct ProvedList {
  private let context: ProofContext
  private let list: [UInt8]
  private let sealed: [[UInt8]]
  private let entries: [Point]
  private let mixed: [UInt8]
  private let opened: [UInt8]
  private let share = Scalar(987_654_321)
  private let workers = Workers(threads: 1)

  private static let made = Result { try ProvedList() }

  static func known() throws -> ProvedList { try made.get() }

  private init() throws {
    context = ProofContext(election: KnownElection.hash, key: .base(Scalar(123_456_789)))
    list = context.context(of: ListName(collector: "web", style: "all", contest: "chief"))
    let seal = BallotSeal(context, collector: "web", style: "all")
    var secrets = try BallotSeal.secrets(points: 1)
    sealed = (0..<3).map { seal.seal([.base(Scalar($0))], with: &secrets) }
    let check = BallotCheck(context, collector: "web", style: "all", points: 1)
    var entries: [Point] = []
    for ballot in sealed { entries += check.ciphertexts(ballot.span) ?? [] }
    self.entries = entries
    var generators = Generators()
    generators.reach(sealed.count, workers)
    let mix = try MixProver(
      MixPlace(context: list, width: 1, number: 1, officer: 1), key: context.key,
      generators: generators, workers: workers
    ).prove(entries, seed: Shared(try SecretBytes.random(count: 32)))
    mixed = mix?.file ?? []
    var secret = try SecretScalars(count: 1)
    secret.set(0, to: share)
    let place = OpeningPlace(context: list, members: [1, 2], officer: 1)
    let opening = try OpeningProver(place, share: secret, workers: workers)
      .prove(entries, random: try SecretBytes.random(count: 32))
    opened = opening?.file ?? []
  }

  func ballot(edited edits: [UInt8]) throws -> Bool {
    let bytes = Self.edited(sealed[1], by: edits)
    let check = BallotCheck(context, collector: "web", style: "all", points: 1)
    return try holds(bytes, as: sealed[1], check.ciphertexts(bytes.span) != nil)
  }

  func mix(edited edits: [UInt8]) throws -> Bool {
    let bytes = Self.edited(mixed, by: edits)
    var generators = Generators()
    generators.reach(sealed.count, workers)
    let check = MixCheck(
      MixPlace(context: list, width: 1, number: 1, officer: 1), key: context.key,
      generators: generators, workers: workers)
    let section = try? MixSection(bytes, entries: sealed.count, width: 1, workers)
    let isAccepted = section.flatMap { try? check.check($0, before: entries) } != nil
    return try holds(bytes, as: mixed, isAccepted)
  }

  func opening(edited edits: [UInt8]) throws -> Bool {
    let bytes = Self.edited(opened, by: edits)
    let place = OpeningPlace(context: list, members: [1, 2], officer: 1)
    let check = OpeningCheck(place, share: .base(share), workers: workers)
    return try holds(bytes, as: opened, (try? check.check(bytes, entries: entries)) != nil)
  }

  private func holds(_ bytes: [UInt8], as made: [UInt8], _ isAccepted: Bool) throws -> Bool {
    try check(isAccepted == (bytes == made), "changed and accepted, or as made and refused")
    return isAccepted
  }

  /// Of as many bytes: a reader is given what the lists before it leave for a section.
  private static func edited(_ section: [UInt8], by edits: [UInt8]) -> [UInt8] {
    var bytes = section
    for start in stride(from: 0, to: edits.count - 2, by: 3) {
      bytes[(Int(edits[start]) << 8 | Int(edits[start + 1])) % bytes.count] = edits[start + 2]
    }
    return bytes
  }
}
