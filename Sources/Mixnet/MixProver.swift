package import Cryptography

/// Re-encrypts and sorts one list, and proves it (FormatProofs § The mix).
///
/// Every secret scalar follows from a seed that is drawn for one run and made where it is needed, so
/// that 32 bytes and the order are all that lies in locked memory for long.
package struct MixProver: Sendable {
  private let place: MixPlace
  private let key: Point
  private let generators: Generators
  private let workers: Workers

  /// `generators` has as many as the list has entries.
  package init(_ place: MixPlace, key: Point, generators: Generators, workers: Workers) {
    self.place = place
    self.key = key
    self.generators = generators
    self.workers = workers
  }

  /// The list after the mix with its proof; nil for an empty list.
  ///
  /// `seed` has 32 bytes and served no other run: two proofs with the same secrets tell the order.
  /// `progress` hears of entries, from whichever core.
  ///
  /// - Throws: `.memory`, `.unlocked`, `.tooLarge`.
  package func prove(
    _ before: [Point], seed: Shared<SecretBytes>,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws(CryptographyError) -> MixSection? {
    let (width, count) = (2 * place.width, before.count / (2 * place.width))
    guard count > 0 else { return nil }
    let fresh = try reencrypted(before, seed)
    let order = Shared(
      try SecretOrder(count: count) { Entries.precede(fresh, width: place.width, $0, $1) })
    let outputs = (0..<count).flatMap { i in
      fresh[width * order.value[i]..<width * (order.value[i] + 1)]
    }
    let commitments = try commitments(order, seed)
    let hashed = place.hash(before: before, after: outputs, commitments: commitments)
    let weights = Array(
      workers.map(count) { range in
        var weights = Weights("mix-weight", of: hashed)
        return range.map { weights.weight($0 + 1) }
      }.joined())
    let run = MixRun(
      place: place, key: key, generators: generators, workers: workers, seed: seed, order: order,
      weights: weights, outputs: outputs)
    let starts = Shared(try run.starts())
    let parts = try workers.map(count) { range throws(CryptographyError) in
      defer { progress(range.count) }
      return try run.part(range, from: starts)
    }
    let chain = parts.flatMap(\.chain)
    var omegas = try run.omegas()
    let commitment = run.commitments(parts, omegas)
    let challenge = commitment.challenge(hashed, chain: chain)
    let answers = try workers.map(count) { range throws(CryptographyError) in
      try run.answers(range, to: challenge)
    }
    let sums = run.sums(parts, &omegas, starts, challenge)
    return MixSection(
      outputs: outputs, commitments: commitments, chain: chain, challenge: challenge,
      s1: sums[0], s2: sums[1], s3: sums[2], s4: Array(sums[3...]),
      chainResponses: answers.flatMap(\.chain), weightResponses: answers.flatMap(\.weights))
  }

  /// The entries as they stand, each point with new randomness.
  private func reencrypted(
    _ before: [Point], _ seed: Shared<SecretBytes>
  ) throws(CryptographyError) -> [Point] {
    let width = place.width
    let chunks = try workers.map(before.count / (2 * width)) { range throws(CryptographyError) in
      var derived = try DerivedScalars(
        seed: seed.value, context: place.context, mix: place.number)
      var secrets = try SecretScalars(count: 1)
      var fresh: [Point] = []
      fresh.reserveCapacity(2 * width * range.count)
      for i in range {
        for v in 0..<width {
          derived.derive("rho", point: v + 1, entry: i + 1, into: &secrets, 0)
          let first = 2 * (width * i + v)
          fresh.append(before[first] + secrets.base(0))
          fresh.append(before[first + 1] + secrets.multiple(0, of: key))
        }
      }
      return fresh
    }
    return Array(chunks.joined())
  }

  /// The commitments c to the order, by input.
  private func commitments(
    _ order: Shared<SecretOrder>, _ seed: Shared<SecretBytes>
  ) throws(CryptographyError) -> [Point] {
    let chunks = try workers.map(order.value.count) { range throws(CryptographyError) in
      var derived = try DerivedScalars(
        seed: seed.value, context: place.context, mix: place.number)
      var secrets = try SecretScalars(count: 1)
      return range.map { i in
        derived.derive("r", entry: order.value[i] + 1, into: &secrets, 0)
        return secrets.base(0) + generators.points[i]
      }
    }
    var commitments = [Point](repeating: .identity, count: order.value.count)
    for (i, commitment) in chunks.joined().enumerated() { commitments[order.value[i]] = commitment }
    return commitments
  }
}
