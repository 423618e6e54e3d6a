import Bundles
import Election
import Encoding

/// Where an entry of a token comes from.
struct Section: Equatable, Sendable {
  /// The manifest's hash.
  let bundle: Digest
  let collector: String
  let sequence: Int
  let kind: BundleKind
  /// The position of its style in the definition.
  let style: Int
  /// The position of its channel in the definition, the one that prevails first; nil for a roll.
  let channel: Int?
  /// Where a register was kept.
  let station: String?
}

/// One entry of the token that is being judged.
struct SectionEntry: Equatable, Sendable {
  /// The position of its section.
  let section: Int
  let ballot: UInt64
  let cast: UInt64
}

/// What is decided of one token.
struct TokenVerdict: Equatable, Sendable {
  /// Ballots that are not to be opened.
  var strikes: [(entry: SectionEntry, reason: StrikeReason)] = []
  /// Register entries whose paper cannot be taken out of its box.
  var unresolved: [SectionEntry] = []
  /// Whether the token stands in two styles that share a contest.
  var isCrossStyle = false
  /// Whether it stands on the roll of one style more than once.
  var isRollRepeated = false

  static func == (one: TokenVerdict, other: TokenVerdict) -> Bool {
    one.unresolved == other.unresolved && one.isCrossStyle == other.isCrossStyle
      && one.isRollRepeated == other.isRollRepeated
      && one.strikes.map(\.entry) == other.strikes.map(\.entry)
      && one.strikes.map(\.reason) == other.strikes.map(\.reason)
  }
}

/// The five rules of FormatReconciliation § The rules, for all entries of one token.
///
/// Pure: the same entries in any order give the same verdict.
struct ReconciliationRules: Sendable {
  let opens: UInt64
  let closes: UInt64
  let lastWins: Bool
  /// The contests of each style, as positions.
  private let contests: [[Int]]
  private let anyRoll: Bool
  /// What is asked of every entry's section, without its names, which take counting of references.
  private let origins: [Origin]

  private struct Origin: Sendable {
    let bundle: Digest
    let kind: BundleKind
    let isRoll: Bool
    let style: Int
    let channel: Int
  }

  /// `anyRoll` says whether a roll counts, where that is not known from the sections.
  init(definition: Definition, sections: [Section], anyRoll: Bool? = nil) {
    opens = UInt64(max(0, definition.polls.opens.seconds))
    closes = UInt64(max(0, definition.polls.closes.seconds))
    lastWins = definition.policy.withinChannel == .last
    origins = sections.map {
      Origin(
        bundle: $0.bundle, kind: $0.kind, isRoll: $0.kind == .roll, style: $0.style,
        channel: $0.channel ?? Int.max)
    }
    self.anyRoll = anyRoll ?? sections.contains { $0.kind == .roll }
    let places = Dictionary(
      definition.contests.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    contests = definition.styles.map { $0.contests.compactMap { places[$0] } }
  }

  /// Whether there is nothing to say of a token with this one entry: a place on the roll, or one
  /// ballot or paper cast within the poll where there is no roll.
  func isPlain(_ entry: SectionEntry) -> Bool {
    origins[entry.section].isRoll || !anyRoll && isWithinPoll(entry)
  }

  /// Whether there is nothing to say of a token with these two entries: a place on the roll and one
  /// ballot or paper of its style, cast within the poll.
  func isPlain(_ one: SectionEntry, _ other: SectionEntry) -> Bool {
    let (first, second) = (origins[one.section], origins[other.section])
    return first.isRoll != second.isRoll && first.style == second.style
      && isWithinPoll(first.isRoll ? other : one)
  }

  private func isWithinPoll(_ entry: SectionEntry) -> Bool {
    entry.cast >= opens && entry.cast <= closes
  }

  /// Judges all entries of one token.
  func judge(_ entries: [SectionEntry]) -> TokenVerdict {
    var verdict = TokenVerdict()
    guard let first = entries.first.map({ origins[$0.section].style }) else { return verdict }
    // Nearly everybody is in one style.
    guard entries.contains(where: { origins[$0.section].style != first }) else {
      judge(entries, into: &verdict)
      return verdict
    }
    var seen: Set<Int> = []
    for (style, entries) in Dictionary(grouping: entries, by: { origins[$0.section].style })
      .sorted(by: { $0.key < $1.key })
    {
      for contest in contests[style] where !seen.insert(contest).inserted {
        verdict.isCrossStyle = true
      }
      judge(entries, into: &verdict)
    }
    return verdict
  }

  /// The entries of one token and style.
  private func judge(_ entries: [SectionEntry], into verdict: inout TokenVerdict) {
    let places = entries.count { origins[$0.section].isRoll }
    let isOnRoll = places > 0
    if places > 1 { verdict.isRollRepeated = true }
    // Who takes back takes back what was cast until then.
    let withdrawn = entries.lazy.filter { origins[$0.section].kind == .withdrawal }
      .map(\.cast).max()
    var ballots: [SectionEntry] = []
    var registers: [SectionEntry] = []
    for entry in entries {
      let kind = origins[entry.section].kind
      guard kind == .ballots || kind == .register else { continue }
      let isBallot = kind == .ballots
      // Rules 1 and 2; a register entry strikes nothing, its paper is in the box.
      let reason: StrikeReason? =
        anyRoll && !isOnRoll
        ? .notOnRoll
        : !isWithinPoll(entry)
          ? .outsidePoll : isBallot && entry.cast <= withdrawn ?? 0 ? .withdrawn : nil
      switch (reason, isBallot) {
      case (nil, true): ballots.append(entry)
      case (nil, false): registers.append(entry)
      case (let reason?, true): verdict.strikes.append((entry, reason))
      case (.some, false): verdict.unresolved.append(entry)
      }
    }
    settle(ballots: ballots, registers: registers, into: &verdict)
  }

  /// Rules 3 to 5 for entries that are on the roll and within the poll.
  private func settle(
    ballots: [SectionEntry], registers: [SectionEntry], into verdict: inout TokenVerdict
  ) {
    // Rule 3: one ballot a channel.
    var standing: [(channel: Int, entry: SectionEntry)] = []
    for entry in inOrder(ballots) {
      let channel = channel(of: entry)
      if let place = standing.firstIndex(where: { $0.channel == channel }) {
        verdict.strikes.append(
          lastWins ? (standing[place].entry, .superseded) : (entry, .duplicate))
        if lastWins { standing[place].entry = entry }
      } else {
        standing.append((channel, entry))
      }
    }
    // Rule 4: the channel that stands first prevails, in it the register entry.
    let inBoxes = registers.lazy.map(channel).min()
    let online = standing.lazy.map(\.channel).min()
    guard let prevailing = online.map({ min($0, inBoxes ?? $0) }) ?? inBoxes else { return }
    let heirs = registers.lazy.filter { channel(of: $0) == prevailing }
    // Rule 5: of several register entries in it one stands for the person's paper.
    let register = lastWins ? heirs.max(by: isBefore) : heirs.min(by: isBefore)
    verdict.unresolved += registers.lazy.filter { $0 != register }
    for (channel, entry) in standing.sorted(by: { $0.channel < $1.channel }) {
      if register != nil {
        verdict.strikes.append((entry, .votedOnPaper))
      } else if channel != prevailing {
        verdict.strikes.append((entry, .otherChannel))
      }
    }
  }

  private func inOrder(_ entries: [SectionEntry]) -> [SectionEntry] {
    entries.count > 1 ? entries.sorted(by: isBefore) : entries
  }

  /// By time, then manifest hash, then index.
  private func isBefore(_ one: SectionEntry, _ other: SectionEntry) -> Bool {
    (one.cast, origins[one.section].bundle, one.ballot)
      < (other.cast, origins[other.section].bundle, other.ballot)
  }

  private func channel(of entry: SectionEntry) -> Int { origins[entry.section].channel }
}
