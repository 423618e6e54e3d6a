package import Cryptography

/// Checks a mix of one list (FormatProofs § The mix); shares with the prover what is hashed and how
/// a section lies in the file, and nothing of how it is made.
package struct MixCheck: Sendable {
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

  /// Checks a section of a list that has entries against the list before it, and gives the list
  /// after it; `progress` hears of entries, from whichever core.
  package func check(
    _ section: MixSection, before: [Point],
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws(SectionFault) -> [Point] {
    let count = section.commitments.count
    for next in 1..<max(1, count)
    where !Entries.precede(section.outputs, width: place.width, next - 1, next) {
      throw SectionFault(.mixOrder, .outputs, index: next + 1)
    }
    let hashed = place.hash(
      before: before, after: section.outputs, commitments: section.commitments)
    let found = commitments(section, before: before, hashed: hashed, progress: progress)
    guard found.challenge(hashed, chain: section.chain) == section.challenge else {
      throw SectionFault(.mixProof)
    }
    return section.outputs
  }

  /// What the prover must have committed to, where the proof holds.
  package func commitments(
    _ section: MixSection, before: [Point], hashed: [UInt8],
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) -> MixCommitments {
    let (width, count) = (place.width, section.commitments.count)
    let parts = workers.map(count) { range in
      defer { progress(range.count) }
      return part(range, section, before, hashed)
    }
    let c = section.challenge
    let product = parts.map(\.product).reduce(.one, *)
    let last = section.chain.last ?? generators.first
    let commitments = parts.map(\.commitments).sum() - parts.map(\.generators).sum()
    let t4 = (0..<2 * width).map { place in
      let answered = section.s4[place / 2]
      let new = parts.map { $0.new[place] }.sum()
      let old = parts.map { $0.old[place] }.sum()
      return new - (place.isMultiple(of: 2) ? .base(answered) : answered * key) - c * old
    }
    return MixCommitments(
      t1: .base(section.s1) - c * commitments,
      t2: .base(section.s2) - c * (last - product * generators.first),
      t3: .base(section.s3) + parts.map(\.answered).sum() - c * parts.map(\.weighted).sum(),
      t4: t4, chain: parts.map(\.chain))
  }

  /// What a range of the list adds to each sum.
  private struct Part: Sendable {
    /// Σ c_i, Σ h_i, Σ s'_i·h_i, Σ u_i·c_i.
    var commitments = Point.identity
    var generators = Point.identity
    var answered = Point.identity
    var weighted = Point.identity
    /// Σ s'_i·E'_i and Σ u_i·E_i, for each A and B of an entry.
    var new: [Point]
    var old: [Point]
    var product = Scalar.one
    var chain: [Point] = []
  }

  private func part(
    _ range: Range<Int>, _ section: MixSection, _ before: [Point], _ hashed: [UInt8]
  ) -> Part {
    let width = 2 * place.width
    var weights = Weights("mix-weight", of: hashed)
    var part = Part(
      new: Array(repeating: .identity, count: width),
      old: Array(repeating: .identity, count: width))
    part.chain.reserveCapacity(range.count)
    for i in range {
      let (weight, answer) = (weights.weight(i + 1), section.weightResponses[i])
      part.product = part.product * weight
      part.commitments = part.commitments + section.commitments[i]
      part.generators = part.generators + generators.points[i]
      part.answered = part.answered + answer * generators.points[i]
      part.weighted = part.weighted + weight * section.commitments[i]
      for v in 0..<width {
        part.new[v] = part.new[v] + answer * section.outputs[width * i + v]
        part.old[v] = part.old[v] + weight * before[width * i + v]
      }
      let link = i == 0 ? generators.first : section.chain[i - 1]
      part.chain.append(
        .base(section.chainResponses[i]) + answer * link - section.challenge * section.chain[i])
    }
    return part
  }
}
