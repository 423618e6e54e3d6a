import Cryptography
import Encoding
import Glibc
import Mixnet

/// What the verifiable count costs for one list of ballots with one contest of five options: each of
/// sealing, checking ballots, mixing, checking a mix, opening, checking an opening.
///
///     MixnetBenchmark BALLOTS THREADS
///
/// Prints a line for each step, in that order: its seconds, and those of the processor. `floor_proofs`
/// prints the same of the bare calls (bench_proofs.py holds them side by side).
@main
struct MixnetBenchmark {
  private static let optionCount = 5
  private static let members = [1, 2]

  private let count: Int
  private let workers: Workers
  private let context: ProofContext
  private let shares: [Scalar]

  static func main() throws {
    guard CommandLine.arguments.count == 3, let count = Int(CommandLine.arguments[1]), count > 0,
      let threads = Int(CommandLine.arguments[2]), threads > 0
    else { throw Failure("usage: MixnetBenchmark BALLOTS THREADS") }
    var watch = Stopwatch()
    try MixnetBenchmark(count: count, threads: threads).run(&watch)
    for step in watch.steps { print(step.seconds, step.processor) }
  }

  /// The count key is shared by two of three officers, as a line through the secret.
  private init(count: Int, threads: Int) throws {
    self.count = count
    workers = Workers(threads: threads)
    let (secret, slope) = (Scalar(123_456_789), Scalar(987_654_321))
    shares = Self.members.map { secret + Scalar($0) * slope }
    context = ProofContext(
      election: Digest.of(Array("benchmark".utf8)), key: .base(secret))
  }

  private func run(_ watch: inout Stopwatch) throws {
    let choices = try (0..<Self.optionCount).map { option in
      let marks = (0..<Self.optionCount).map { UInt8($0 == option ? 1 : 0) }
      guard let points = MarkEncoding.encode(marks) else { throw Failure("no point") }
      return points
    }
    let entries = try checked(try sealed(choices, &watch), &watch)
    var generators = Generators()
    generators.reach(count, workers)
    let list = context.context(of: ListName(collector: "web", style: "all", contest: "chief"))
    let place = MixPlace(context: list, width: 1, number: 1, officer: 1)
    let seed = Shared(try SecretBytes.random(count: 32))
    let prover = MixProver(place, key: context.key, generators: generators, workers: workers)
    guard let mix = try watch.timed({ try prover.prove(entries, seed: seed)?.file }) else {
      throw Failure("nothing was mixed")
    }
    let check = MixCheck(place, key: context.key, generators: generators, workers: workers)
    let mixed = try watch.timed {
      try check.check(MixSection(mix, entries: count, width: 1, workers), before: entries)
    }
    try open(mixed, of: list, choices: choices, &watch)
  }

  private func sealed(_ choices: [[Point]], _ watch: inout Stopwatch) throws -> [[UInt8]] {
    let seal = BallotSeal(context, collector: "web", style: "all")
    return try watch.timed {
      try workers.map(count) { range in
        Result {
          var secrets = try BallotSeal.secrets(points: 1)
          return range.map { seal.seal(choices[$0 % choices.count], with: &secrets) }
        }
      }.flatMap { try $0.get() }
    }
  }

  private func checked(_ ballots: [[UInt8]], _ watch: inout Stopwatch) throws -> [Point] {
    let check = BallotCheck(context, collector: "web", style: "all", points: 1)
    let entries = watch.timed {
      workers.map(count) { range in
        var points: [Point] = []
        for ballot in ballots[range] { points += check.ciphertexts(ballot.span) ?? [] }
        return points
      }.flatMap { $0 }
    }
    guard entries.count == 2 * count else { throw Failure("a ballot is unreadable") }
    return entries
  }

  /// Opens with both shares; only the first officer's part and its check are timed.
  private func open(
    _ entries: [Point], of list: [UInt8], choices: [[Point]], _ watch: inout Stopwatch
  ) throws {
    var parts: [[Point]] = []
    for (officer, share) in zip(Self.members, shares) {
      let place = OpeningPlace(context: list, members: Self.members, officer: officer)
      var secret = try SecretScalars(count: 1)
      secret.set(0, to: share)
      let prover = try OpeningProver(place, share: secret, workers: workers)
      let random = try SecretBytes.random(count: 32)
      let before = watch.steps.count
      guard let section = try watch.timed({ try prover.prove(entries, random: random)?.file })
      else {
        throw Failure("nothing was opened")
      }
      let check = OpeningCheck(place, share: .base(share), workers: workers)
      parts.append(try watch.timed { try check.check(section, entries: entries) })
      if officer > 1 { watch.steps.removeSubrange(before...) }
    }
    let known = Set(choices.flatMap { $0.map(\.bytes.array) })
    let messages = OpeningCheck.messages(of: entries, parts: parts, workers)
    guard messages.allSatisfy({ known.contains($0.bytes.array) }) else {
      throw Failure("another vote came out than was sealed")
    }
  }
}

/// Seconds of each step.
struct Stopwatch {
  var steps: [(seconds: Double, processor: Double)] = []

  mutating func timed<Made>(_ body: () throws -> Made) rethrows -> Made {
    let (start, processor) = (Self.now(CLOCK_MONOTONIC), Self.now(CLOCK_PROCESS_CPUTIME_ID))
    let made = try body()
    steps.append(
      (Self.now(CLOCK_MONOTONIC) - start, Self.now(CLOCK_PROCESS_CPUTIME_ID) - processor))
    return made
  }

  private static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    _ = unsafe clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// Why nothing was measured.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
