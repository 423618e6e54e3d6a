import Cryptography

/// The proof of a mix once its order is committed to: sums over ranges of the list, which cores make
/// side by side.
struct MixRun: Sendable {
  let place: MixPlace
  let key: Point
  let generators: Generators
  let workers: Workers
  let seed: Shared<SecretBytes>
  /// The input that stands at each output.
  let order: Shared<SecretOrder>
  /// u, by input.
  let weights: [Scalar]
  let outputs: [Point]

  /// What a range adds to the proof.
  struct Addend: Sendable {
    var chain: [Point] = []
    /// t̂.
    var links: [Point] = []
    /// Σ ω'_i·h_i.
    var answered = Point.identity
    /// Σ ω'_i·E'_i, for each A and B of an entry.
    var sums: [Point]
    /// Σ r_i, Σ r_i·u_i, and Σ ρ_iv·u_i for each v.
    let secrets: Shared<SecretScalars>
  }

  /// The secrets of a range, of which none is at hand but while it is needed.
  private func derived() throws(CryptographyError) -> DerivedScalars {
    try DerivedScalars(seed: seed.value, context: place.context, mix: place.number)
  }

  private var count: Int { weights.count }

  /// u', by output.
  private func weight(_ i: Int) -> Scalar { weights[order.value[i]] }

  /// R and U before each range, one after the other, and R of the whole list: the chain as
  /// ĉ_i = R_i·g + U_i·h, which can be made in any order.
  func starts() throws(CryptographyError) -> SecretScalars {
    let ranges = workers.ranges(of: count)
    var starts = try SecretScalars(count: 2 * ranges.count + 1)
    var derived = try derived()
    var run = try SecretScalars(count: 3)
    run.set(1, to: .one)
    for (number, range) in ranges.enumerated() {
      starts.set(2 * number, to: run, 0)
      starts.set(2 * number + 1, to: run, 1)
      for i in range { advance(&run, i, &derived) }
    }
    starts.set(2 * ranges.count, to: run, 0)
    return starts
  }

  /// Takes R and U, at the first two places, on by one; the third has r̂_i then.
  private func advance(
    _ run: inout SecretScalars, _ i: Int, _ derived: inout DerivedScalars
  ) {
    derived.derive("r-chain", entry: i + 1, into: &run, 2)
    run.multiply(0, by: weight(i))
    run.add(0, 2)
    run.multiply(1, by: weight(i))
  }

  /// What a range adds.
  func part(
    _ range: Range<Int>, from starts: Shared<SecretScalars>
  ) throws(CryptographyError) -> Addend {
    let width = place.width
    let number = range.lowerBound / max(1, workers.ranges(of: count)[0].count)
    var derived = try derived()
    var run = try SecretScalars(count: 6)
    run.set(0, to: starts.value, 2 * number)
    run.set(1, to: starts.value, 2 * number + 1)
    let (chained, answering, term) = (3, 4, 5)
    var part = Addend(
      sums: Array(repeating: .identity, count: 2 * width),
      secrets: Shared(try sums(range, &derived)))
    for i in range {
      derived.derive("omega-chain", entry: i + 1, into: &run, chained)
      derived.derive("omega-prime", entry: i + 1, into: &run, answering)
      part.answered = part.answered + run.multiple(answering, of: generators.points[i])
      for v in 0..<2 * width {
        part.sums[v] = part.sums[v] + run.multiple(answering, of: outputs[2 * width * i + v])
      }
      run.copy(term, from: answering)
      run.multiply(term, 0)
      run.add(chained, term)
      run.multiply(answering, 1)
      part.links.append(run.base(chained) + run.multiple(answering, of: generators.first))
      advance(&run, i, &derived)
      part.chain.append(run.base(0) + run.multiple(1, of: generators.first))
    }
    return part
  }

  /// A range's Σ r_i, Σ r_i·u_i, and Σ ρ_iv·u_i for each v; i is of the inputs.
  private func sums(
    _ range: Range<Int>, _ derived: inout DerivedScalars
  ) throws(CryptographyError) -> SecretScalars {
    let term = 2 + place.width
    var sums = try SecretScalars(count: term + 1)
    for i in range {
      derived.derive("r", entry: i + 1, into: &sums, term)
      sums.add(0, term)
      sums.multiply(term, by: weights[i])
      sums.add(1, term)
      for v in 0..<place.width {
        derived.derive("rho", point: v + 1, entry: i + 1, into: &sums, term)
        sums.multiply(term, by: weights[i])
        sums.add(2 + v, term)
      }
    }
    return sums
  }

  /// ω1, ω2, ω3 and ω4 of each v, with room for a sum behind them.
  func omegas() throws(CryptographyError) -> SecretScalars {
    var derived = try derived()
    var omegas = try SecretScalars(count: 4 + place.width)
    for number in 1...3 { derived.derive("omega-\(number)", into: &omegas, number - 1) }
    for v in 0..<place.width {
      derived.derive("omega-4", point: v + 1, into: &omegas, 3 + v)
    }
    return omegas
  }

  func commitments(_ parts: [Addend], _ omegas: borrowing SecretScalars) -> MixCommitments {
    var t4: [Point] = []
    for v in 0..<2 * place.width {
      let own = 3 + v / 2
      let answered = v.isMultiple(of: 2) ? omegas.base(own) : omegas.multiple(own, of: key)
      t4.append(parts.map { $0.sums[v] }.sum() - answered)
    }
    return MixCommitments(
      t1: omegas.base(0), t2: omegas.base(1),
      t3: omegas.base(2) + parts.map(\.answered).sum(), t4: t4, chain: parts.map(\.links))
  }

  /// s1, s2, s3 and s4 of each v: what hides a sum, and the challenge times the sum.
  func sums(
    _ parts: [Addend], _ omegas: inout SecretScalars, _ starts: Shared<SecretScalars>,
    _ challenge: Scalar
  ) -> [Scalar] {
    let term = 3 + place.width
    for own in 0..<term {
      // s2 is of R of the whole list, which the chain has made already.
      let sources =
        own == 1
        ? [(starts, starts.value.count - 1)] : parts.map { ($0.secrets, own == 0 ? 0 : own - 1) }
      for (secrets, its) in sources {
        omegas.set(term, to: secrets.value, its)
        omegas.multiply(term, by: challenge)
        omegas.add(own, term)
      }
    }
    return (0..<term).map { omegas.shown($0) }
  }

  /// ŝ and s' of a range.
  func answers(
    _ range: Range<Int>, to challenge: Scalar
  ) throws(CryptographyError) -> (chain: [Scalar], weights: [Scalar]) {
    var derived = try derived()
    var secrets = try SecretScalars(count: 2)
    var (chain, weights): ([Scalar], [Scalar]) = ([], [])
    for i in range {
      derived.derive("omega-chain", entry: i + 1, into: &secrets, 0)
      derived.derive("r-chain", entry: i + 1, into: &secrets, 1)
      secrets.multiply(1, by: challenge)
      secrets.add(0, 1)
      chain.append(secrets.shown(0))
      derived.derive("omega-prime", entry: i + 1, into: &secrets, 0)
      secrets.set(1, to: challenge)
      secrets.multiply(1, by: weight(i))
      secrets.add(0, 1)
      weights.append(secrets.shown(0))
    }
    return (chain, weights)
  }
}
