import Cryptography
import Election
import Encoding
import Mixnet
import Storage
import Words

/// Follows every list through its mixes and openings to patterns (FormatProofs § Checks, 7 to 9).
///
/// Holds a list and its sections at a time, and the patterns that came of those before.
struct ProofCount {
  private let proofs: ProofFolder
  private let lists: ProofLists
  private let files: ProofFiles
  private let workers: Workers
  private let members: [Int]
  private let mixes: [StretchReader]
  /// The last mix where all were checked before.
  private let checked: StretchReader?
  private let openings: [StretchReader]
  private var generators = Generators()
  private(set) var counts: [Pattern: Int] = [:]
  /// What the first opening lacks that does not hold: told once every mix holds.
  private var opening: ProofRefusal?

  /// `checked` are the mixes where they were checked before, in the same folder; `members` those who
  /// open together where not all of them have.
  init(
    _ proofs: ProofFolder, _ lists: ProofLists, _ files: ProofFiles, _ workers: Workers,
    after checked: ProofChain.CheckedMixes? = nil, members: [Int]? = nil
  ) throws(StorageError) {
    self.proofs = proofs
    self.lists = lists
    self.files = files
    self.workers = workers
    self.members = members ?? files.openings.map(\.officer)
    let unchecked = checked == nil ? files.mixes : []
    mixes = try unchecked.map { file throws(StorageError) in
      try StretchReader(file.name, of: proofs.folder)
    }
    self.checked = try checked.map { mixes throws(StorageError) in
      try StretchReader(mixes.last, of: proofs.folder)
    }
    openings = try files.openings.map { file throws(StorageError) in
      try StretchReader(file.name, of: proofs.folder)
    }
    if checked == nil { generators.reach(lists.longest, workers) }
  }

  /// Makes the checks; `progress` hears of entries that were mixed, or opened.
  ///
  /// - Throws: `ProofRefusal`, `StorageError`.
  mutating func check(_ progress: @escaping @Sendable (Int) -> Void) throws {
    try follow(progress)
    try checkPatterns()
  }

  /// The same but for what the patterns are compared with; of mixes alone where nothing was opened.
  ///
  /// - Throws: `ProofRefusal`, `StorageError`.
  mutating func follow(_ progress: @escaping @Sendable (Int) -> Void) throws {
    for (source, count) in lists.unreadable {
      let pattern = Pattern(
        style: source.style, contest: Pattern.noContest, channel: channel(of: source.collector),
        collector: source.collector, marks: .unreadable)
      counts[pattern] = count
    }
    try proofs.definition.forEachList { list throws in
      guard lists.count(of: list) > 0 else { return }
      try check(list, progress)
    }
    for reader in mixes + openings { _ = try reader.finish() }
    _ = try checked?.finish()
    if let opening { throw opening }
  }

  /// The entries of a list after the last mix, once every mix of it holds.
  private func mixed(
    _ list: ListPlan, _ progress: @escaping @Sendable (Int) -> Void
  ) throws -> [Point] {
    let count = lists.count(of: list)
    if let checked { return try checked.outputs(of: list, count: count, workers) }
    let context = proofs.context.context(of: list.name)
    var entries = try lists.entries(of: list)
    for (index, file) in files.mixes.enumerated() {
      let place = MixPlace(
        context: context, width: list.width, number: index + 1, officer: file.officer)
      let check = MixCheck(
        place, key: proofs.keys.key, generators: generators, workers: workers)
      let section = try mixes[index].section(of: list, count: count, workers)
      do {
        entries = try check.check(section, before: entries, progress: progress)
      } catch { throw ProofRefusal(error, file.name, list: list.name) }
    }
    return entries
  }

  private mutating func check(
    _ list: ListPlan, _ progress: @escaping @Sendable (Int) -> Void
  ) throws {
    let (count, context) = (lists.count(of: list), proofs.context.context(of: list.name))
    let entries = try mixed(list, progress)
    guard opening == nil, !files.openings.isEmpty else { return }
    var parts: [[Point]] = []
    for (index, file) in files.openings.enumerated() {
      let place = OpeningPlace(context: context, members: members, officer: file.officer)
      let check = OpeningCheck(
        place, share: proofs.keys.shares[file.officer - 1], workers: workers)
      let section = try openings[index].next(
        OpeningSection.byteCount(entries: count, width: list.width))
      do {
        parts.append(try check.check(section, entries: entries))
        progress(count)
      } catch {
        opening = ProofRefusal(error, file.name, list: list.name)
        return
      }
    }
    guard parts.count == members.count else { return }
    add(OpeningCheck.messages(of: entries, parts: parts, workers), of: list)
  }

  /// Counts what the points of a list say; what comes often is decoded once.
  private mutating func add(_ messages: [Point], of list: ListPlan) {
    guard let contest = proofs.definition.contest(list.name.contest) else { return }
    var found: [[UInt8]: Int] = [:]
    var firsts: [Int] = []
    var times: [Int] = []
    for first in stride(from: 0, to: messages.count, by: list.width) {
      let bytes = messages[first..<first + list.width].flatMap(\.bytes.array)
      if let place = found[bytes] {
        times[place] += 1
      } else {
        found[bytes] = firsts.count
        firsts.append(first)
        times.append(1)
      }
    }
    let (options, highest) = (contest.options.count, contest.highestMark)
    let starts = firsts
    let decoded = workers.map(starts.count) { range in
      range.map { place -> Pattern.Marks in
        let points = Array(messages[starts[place]..<starts[place] + list.width])
        guard let marks = MarkEncoding.decode(points, options: options),
          marks.allSatisfy({ $0 <= highest })
        else { return .malformed }
        return .marks(marks)
      }
    }.joined()
    for (marks, count) in zip(decoded, times) {
      let pattern = Pattern(
        style: list.name.style, contest: contest.id, channel: channel(of: list.name.collector),
        collector: list.name.collector, marks: marks)
      counts[pattern, default: 0] += count
    }
  }

  private func channel(of collector: String) -> String {
    proofs.definition.collector(collector)?.channel ?? ""
  }

  private func checkPatterns() throws {
    let name = "patterns.csv"
    var lines: [[UInt8]] = []
    lines.reserveCapacity(counts.count)
    for (pattern, count) in counts {
      var line: [UInt8] = []
      PatternFile.append(pattern, times: count, to: &line)
      lines.append(line)
    }
    lines.sort { $0.lexicographicallyPrecedes($1) }
    var hasher = Hasher256()
    hasher.update(PatternFile.headerLine.span)
    for line in lines { hasher.update(line.span) }
    _ = try proofs.byteCount(of: name)
    guard try proofs.folder.hash(name) == hasher.finish() else {
      throw ProofRefusal(.patterns, name, "it is not what the openings of the ballots give")
    }
  }
}
