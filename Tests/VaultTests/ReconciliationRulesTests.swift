import Bundles
import Cryptography
import Election
import Encoding
import TestSupport
import Testing

@testable import Vault

/// The entries of one person, and what must become of them.
struct RuleCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let lastWins: Bool
  /// Kind, channel (lower prevails), second after the poll opened, station.
  let entries: [(kind: BundleKind, channel: Int, second: Int)]
  /// Positions of entries with the reason for which they are struck.
  let struck: [Int: StrikeReason]
  let unresolved: [Int]

  init(
    _ what: String, lastWins: Bool = true, _ entries: [(BundleKind, Int, Int)],
    struck: [Int: StrikeReason] = [:], unresolved: [Int] = []
  ) {
    testDescription = what
    self.lastWins = lastWins
    self.entries = entries.map { (kind: $0.0, channel: $0.1, second: $0.2) }
    self.struck = struck
    self.unresolved = unresolved
  }
}

@Suite("The rules of reconciliation")
struct ReconciliationRulesTests {
  static let cases: [RuleCase] = [
    RuleCase("one ballot stands", [(.ballots, 1, 10)]),
    RuleCase("the first and the last second of the poll count", [(.ballots, 1, 0)]),
    RuleCase("before the poll", [(.ballots, 1, -1)], struck: [0: .outsidePoll]),
    RuleCase("after the poll", [(.ballots, 1, 1_001)], struck: [0: .outsidePoll]),
    RuleCase(
      "a register entry outside the poll is unresolved", [(.register, 0, -1)], unresolved: [0]),
    RuleCase(
      "of two in a channel the last wins", [(.ballots, 1, 10), (.ballots, 1, 20)],
      struck: [0: .superseded]),
    RuleCase(
      "of two in a channel the first wins", lastWins: false,
      [(.ballots, 1, 10), (.ballots, 1, 20)], struck: [1: .duplicate]),
    RuleCase(
      "a ballot outside the poll takes no other's place",
      [(.ballots, 1, 10), (.ballots, 1, 2_000)],
      struck: [1: .outsidePoll]),
    RuleCase(
      "the channel that stands first prevails over a later vote",
      [(.ballots, 1, 10), (.ballots, 2, 20)], struck: [1: .otherChannel]),
    RuleCase(
      "within a channel first, between channels then",
      [(.ballots, 2, 10), (.ballots, 1, 20), (.ballots, 2, 30), (.ballots, 1, 40)],
      struck: [0: .superseded, 1: .superseded, 2: .otherChannel]),
    RuleCase(
      "what is taken back is struck, whatever channel it came by",
      [(.ballots, 1, 10), (.ballots, 2, 20), (.withdrawal, 9, 30)],
      struck: [0: .withdrawn, 1: .withdrawn]),
    RuleCase(
      "what is cast after it was taken back stands",
      [(.ballots, 1, 10), (.withdrawal, 9, 15), (.ballots, 2, 20)], struck: [0: .withdrawn]),
    RuleCase(
      "of two withdrawals the later one holds",
      [(.withdrawal, 9, 5), (.ballots, 1, 10), (.withdrawal, 9, 15)], struck: [1: .withdrawn]),
    RuleCase("a withdrawal of nothing strikes nothing", [(.withdrawal, 9, 5)]),
    RuleCase(
      "a paper that was handed out cannot be taken back",
      [(.register, 0, 10), (.withdrawal, 9, 15), (.ballots, 1, 20)], struck: [2: .votedOnPaper]),
    RuleCase(
      "paper handed out prevails over a ballot", [(.ballots, 1, 10), (.register, 0, 5)],
      struck: [0: .votedOnPaper]),
    RuleCase(
      "a register entry of a later channel is unresolved", [(.ballots, 1, 10), (.register, 2, 5)],
      unresolved: [1]),
    RuleCase(
      "in a channel with both the register entry prevails",
      [(.ballots, 0, 10), (.register, 0, 5)], struck: [0: .votedOnPaper]),
    RuleCase(
      "what loses to a register entry is voted-on-paper in every channel",
      [(.ballots, 1, 10), (.ballots, 2, 10), (.register, 0, 5)],
      struck: [0: .votedOnPaper, 1: .votedOnPaper]),
    RuleCase(
      "of several register entries all but one are unresolved",
      [(.register, 0, 5), (.register, 0, 6), (.register, 0, 7)], unresolved: [0, 1]),
    RuleCase(
      "register entries of two channels: the first channel's stands",
      [(.register, 3, 5), (.register, 0, 6)], unresolved: [0]),
    RuleCase(
      "on the roll", [(.roll, 0, 0), (.ballots, 1, 10)]),
    RuleCase("on the roll, and nothing cast", [(.roll, 0, 0)]),
  ]

  private static let polls = (opens: 1_489_118_400, closes: 1_489_119_400)

  private func definition(lastWins: Bool) throws -> Definition {
    var json = try JSON.parse(canonical: VectorElection.bytes("election.json")).object ?? [:]
    json["policy"] = [
      "withinChannel": lastWins ? "last" : "first", "smallCell": 5, "embargo": nil,
    ]
    json["polls"] = [
      "opens": .string(Timestamp(seconds: Self.polls.opens).description),
      "closes": .string(Timestamp(seconds: Self.polls.closes).description),
    ]
    return try Definition(file: JSON.object(json).canonical, keys: .checked)
  }

  /// Judges the entries of a case, each from a section of its own, in the given order.
  private func judge(_ rule: RuleCase, order: [Int], style: Int = 0) throws -> TokenVerdict {
    let sections = try rule.entries.enumerated().map { index, entry in
      Section(
        bundle: try #require(Digest([UInt8](repeating: UInt8(index), count: 32))),
        collector: "c\(index)", sequence: 1, kind: entry.kind, style: style,
        channel: entry.kind == .roll ? nil : entry.channel,
        station: entry.kind == .register ? "s1" : nil)
    }
    let rules = ReconciliationRules(
      definition: try definition(lastWins: rule.lastWins), sections: sections)
    return rules.judge(
      order.map { index in
        SectionEntry(
          section: index, ballot: UInt64(index),
          cast: UInt64(Self.polls.opens + rule.entries[index].second))
      })
  }

  @Test("each case comes out as the format says, in whatever order entries come", arguments: cases)
  func outcome(_ rule: RuleCase) throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<6 {
      let order = Array(rule.entries.indices).shuffled(using: &generator)
      let verdict = try judge(rule, order: order)
      let struck = Dictionary(
        verdict.strikes.map { ($0.entry.section, $0.reason) },
        uniquingKeysWith: { first, _ in first })
      #expect(struck == rule.struck)
      #expect(verdict.strikes.count == rule.struck.count)
      #expect(verdict.unresolved.map(\.section).sorted() == rule.unresolved)
      #expect(!verdict.isCrossStyle)
    }
  }

  @Test(
    "what is told quickly of one entry or two is what the rules say",
    arguments: 1...300 as ClosedRange<UInt64>)
  func plain(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let definition = try definition(lastWins: Bool.random(using: &random))
    let sections = try (0..<4).map { index in
      let kind = try #require(BundleKind.allCases.randomElement(using: &random))
      return Section(
        bundle: try #require(Digest([UInt8](repeating: UInt8(index), count: 32))),
        collector: "c\(index)", sequence: 1, kind: kind,
        style: Int.random(in: 0...1, using: &random),
        channel: kind.hasChannel ? Int.random(in: 0...2, using: &random) : nil, station: nil)
    }
    let rules = ReconciliationRules(definition: definition, sections: sections)
    for _ in 0..<20 {
      let entries = sections.indices.shuffled(using: &random).prefix(2).map { section in
        SectionEntry(
          section: section, ballot: 0,
          cast: UInt64(Self.polls.opens + Int.random(in: -200...1_200, using: &random)))
      }
      if rules.isPlain(entries[0]) { #expect(rules.judge([entries[0]]) == TokenVerdict()) }
      if rules.isPlain(entries[0], entries[1]) { #expect(rules.judge(entries) == TokenVerdict()) }
    }
  }

  @Test("who stands on the roll of one style twice is told")
  func rollRepeated() throws {
    let rule = RuleCase("", [(.roll, 0, 0), (.roll, 0, 0), (.ballots, 1, 10)])
    #expect(try judge(rule, order: [0, 1, 2]).isRollRepeated)
    #expect(try !judge(rule, order: [0, 2]).isRollRepeated)
  }

  @Test(
    "numbers go in the order of their decimal spellings",
    arguments: [0, 1, 2, 9, 10, 11, 99, 100, 101, 1_000, 1_234, 20_000])
  func decimals(count: Int) {
    var order = DecimalOrder(count: count)
    var found: [Int] = []
    while let number = order.next() { found.append(number) }
    #expect(found == (0..<count).sorted { "\($0)" < "\($1)" })
  }

  @Test("where any roll is in, whoever is on none is struck, and a register entry is unresolved")
  func notOnRoll() throws {
    let definition = try definition(lastWins: true)
    let digest = try #require(Digest([UInt8](repeating: 1, count: 32)))
    func section(_ kind: BundleKind, style: Int) -> Section {
      Section(
        bundle: digest, collector: "c", sequence: 1, kind: kind, style: style,
        channel: kind == .roll ? nil : 1, station: nil)
    }
    let rules = ReconciliationRules(
      definition: definition,
      sections: [
        section(.roll, style: 0), section(.ballots, style: 0), section(.register, style: 0),
        section(.roll, style: 1), section(.ballots, style: 1),
      ])
    let now = UInt64(Self.polls.opens)
    let off = rules.judge([
      SectionEntry(section: 1, ballot: 0, cast: now),
      SectionEntry(section: 2, ballot: IdentityRecord.noBallot, cast: now),
    ])
    #expect(off.strikes.map(\.reason) == [.notOnRoll])
    #expect(off.unresolved.count == 1)
    // On another style's roll is not on one's own; both share a contest in this election.
    let other = rules.judge([
      SectionEntry(section: 3, ballot: IdentityRecord.noBallot, cast: 0),
      SectionEntry(section: 1, ballot: 0, cast: now),
    ])
    #expect(other.strikes.map(\.reason) == [.notOnRoll])
    #expect(other.isCrossStyle)
  }

  @Test("strikes.csv is sorted by its bytes")
  func strikesSorted() throws {
    var strikes = Strikes(ballots: [1_001, 1_001])
    let sections = try [2, 1].map { byte in
      Section(
        bundle: try #require(Digest([UInt8](repeating: byte, count: 32))), collector: "c",
        sequence: 1, kind: .ballots, style: 0, channel: 0, station: nil)
    }
    for index in [0, 1, 2, 9, 10, 11, 99, 100, 1_000] {
      strikes.add(SectionEntry(section: index % 2, ballot: UInt64(index), cast: 0), .superseded)
    }
    var bytes: [UInt8] = []
    strikes.write(sections: sections) { piece in
      for position in 0..<piece.count { bytes.append(piece[position]) }
    }
    #expect(throws: Never.self) { try CSV.parse(canonical: bytes, header: Strikes.header) }
    #expect(bytes.count { $0 == UInt8(ascii: "\n") } == 10)
  }
}
