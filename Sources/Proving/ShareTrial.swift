package import Counting
import Cryptography
package import Election
import Encoding
package import Mixnet
package import Words

/// Whether officers' shares open what is sealed to the key of their election, tried with control
/// ballots in memory: mixed and opened list by list, each proof checked, as in a rehearsal of it
/// (FormatProofs § The ballot), so that no ballot of either can be read in the other.
package struct ShareTrial {
  /// Control ballots of a collector and style, by their marks.
  package struct ControlBallots {
    let collector: String
    let style: Style
    let vectors: [[UInt8]]

    package init(collector: String, style: Style, vectors: [[UInt8]]) {
      self.collector = collector
      self.style = style
      self.vectors = vectors
    }
  }

  private let definition: Definition
  private let keys: CountKeys
  private let context: ProofContext
  private let shares: [DealtShare]
  private let workers: Workers
  private var generators = Generators()

  /// Of an election whose definition has this file, by as many officers as open.
  ///
  /// - Throws: `KeysFault`.
  package init(
    _ definition: Definition, file: [UInt8], _ shares: [DealtShare], threads: Int
  ) throws(KeysFault) {
    self.definition = definition
    self.shares = shares
    keys = try CountKeys(definition, file: file)
    context = ProofContext(election: .of(file), key: keys.key, isRehearsal: true)
    workers = Workers(threads: threads)
  }

  /// Seals, mixes and opens; gives how many marks of contests came out as they were put in.
  ///
  /// - Throws: `ShareTrialError` where something else came out, or a proof does not hold;
  ///   `CryptographyError`.
  package mutating func run(_ ballots: [ControlBallots]) throws -> Int {
    generators.reach(ballots.map(\.vectors.count).max() ?? 0, workers)
    return try ballots.reduce(0) { try $0 + run($1) }
  }

  private func run(_ part: ControlBallots) throws -> Int {
    let slices = MarkLayout(definition).slices(of: part.style)
    let widths = definition.points(of: part.style)
    let ballots = try sealed(part, slices, points: widths.reduce(0, +))
    var (offset, count) = (0, 0)
    for (place, contest) in part.style.contests.enumerated() {
      let points = 2 * offset..<2 * (offset + widths[place])
      offset += widths[place]
      let list = ListName(collector: part.collector, style: part.style.id, contest: contest)
      let opened = try open(
        mix(ballots.flatMap { $0[points] }, list, widths[place]), list, widths[place])
      let expected = part.vectors.map { Array($0[slices[place]]) }
      guard opened.sorted(by: precedes) == expected.sorted(by: precedes) else {
        throw ShareTrialError.other(list)
      }
      count += opened.count
    }
    return count
  }

  private func precedes(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    one.lexicographicallyPrecedes(other)
  }

  /// The ciphertexts of the ballots, as whoever looks at a sealed one finds them.
  private func sealed(
    _ part: ControlBallots, _ slices: [Range<Int>], points: Int
  ) throws -> [[Point]] {
    let seal = BallotSeal(context, collector: part.collector, style: part.style.id)
    let check = BallotCheck(
      context, collector: part.collector, style: part.style.id, points: points)
    var secrets = try BallotSeal.secrets(points: points)
    return try part.vectors.map { vector in
      let messages = slices.compactMap { MarkEncoding.encode(Array(vector[$0])) }.flatMap(\.self)
      let ballot = seal.seal(messages, with: &secrets)
      guard let ciphertexts = check.ciphertexts(ballot.span) else {
        throw ShareTrialError.unreadable
      }
      return ciphertexts
    }
  }

  private func mix(_ entries: [Point], _ list: ListName, _ width: Int) throws -> [Point] {
    var entries = entries
    for (index, share) in shares.enumerated() {
      let place = MixPlace(
        context: context.context(of: list), width: width, number: index + 1,
        officer: share.number)
      let prover = MixProver(place, key: keys.key, generators: generators, workers: workers)
      let seed = Shared(try SecretBytes.random(count: 32))
      guard let section = try prover.prove(entries, seed: seed) else { continue }
      let check = MixCheck(place, key: keys.key, generators: generators, workers: workers)
      do {
        entries = try check.check(section, before: entries)
      } catch { throw ShareTrialError.proof(list, share.officer) }
    }
    return entries
  }

  /// The marks of every entry.
  private func open(_ entries: [Point], _ list: ListName, _ width: Int) throws -> [[UInt8]] {
    let members = shares.map(\.number).sorted()
    var parts: [[Point]] = []
    for share in shares {
      let place = OpeningPlace(
        context: context.context(of: list), members: members, officer: share.number)
      let prover = try OpeningProver(place, share: share.secret.value, workers: workers)
      let random = try SecretBytes.random(count: 32)
      guard let section = try prover.prove(entries, random: random) else { continue }
      let check = OpeningCheck(
        place, share: keys.shares[share.number - 1], workers: workers)
      do {
        parts.append(try check.check(section.file, entries: entries))
      } catch { throw ShareTrialError.proof(list, share.officer) }
    }
    let messages = OpeningCheck.messages(of: entries, parts: parts, workers)
    guard let contest = definition.contest(list.contest) else { throw ShareTrialError.other(list) }
    return try stride(from: 0, to: messages.count, by: width).map { start in
      let points = Array(messages[start..<start + width])
      guard let marks = MarkEncoding.decode(points, options: contest.options.count) else {
        throw ShareTrialError.other(list)
      }
      return marks
    }
  }
}

/// What of a trial of shares did not come out as it was put in.
package enum ShareTrialError: ReportedError, Equatable {
  case other(ListName)
  case unreadable
  case proof(ListName, String)

  package var report: Report {
    switch self {
    case .other(let list):
      Report(
        .refused, code: "shares-differ",
        "other marks were opened of \(list) than were sealed", advice: Self.advice)
    case .unreadable:
      Report(
        .refused, code: "shares-differ", "a control ballot cannot be read once it is sealed",
        advice: Self.advice)
    case .proof(let list, let officer):
      Report(
        .refused, code: "shares-differ",
        "what \(SafeText.escaped(officer)) made of \(list) is wrong: its proof fails",
        advice: Self.advice)
    }
  }

  private static let advice: Message =
    "do not begin the poll with this definition; please report this"
}
