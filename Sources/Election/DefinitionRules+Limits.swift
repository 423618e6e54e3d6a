import Encoding
import Words

/// How much of everything an election may have.
enum DefinitionLimits {
  /// The index of a style has 16 bits (FormatBundle § A ballot).
  static let maxStyles = 65_536
  static let maxOptions = 10_000
  /// Of a contest in a verifiable election: 334 points.
  static let maxVerifiableOptions = 10_020
  /// Of a ballot in a verifiable election.
  static let maxPoints = 1 << 16
  /// That a verifiable election can have, each with proofs of its own.
  static let maxLists = 1 << 20
  /// From a polling district to a country.
  static let maxAreaLevels = 16
  /// A rank is one byte.
  static let maxRankedOptions = 255
  /// Each seat of a list is named in the result.
  static let maxListSeats = 10_000
  /// Marks of one ballot: with the three bytes before them, 64 KiB.
  static let maxBallotMarks = 65_533
  /// The figures of all channels and categories are added up in one integer of a file.
  static let maxChannels = 256
  static let maxRejections = 256
  /// A secret is split into at most 16 shares (SLIP-0039, "Shamir's secret-sharing").
  static let maxOfficers = 16
  static let maxCustodians = 64
}

extension DefinitionRules {
  /// That there is not too much of anything.
  func checkLimits() {
    typealias Limits = DefinitionLimits
    let lists = [
      ("styles", definition.styles.count, Limits.maxStyles),
      ("channels", definition.channels.count, Limits.maxChannels),
      ("rejections", definition.rejections.count, Limits.maxRejections),
    ]
    for (list, count, most) in lists where count > most {
      note("$.\(list)", "more than \(most) \(list)")
    }
    if definition.format == .verifiable { return checkLists() }
    let optionCounts = Dictionary(
      definition.contests.map { ($0.id, $0.options.count) }, uniquingKeysWith: max)
    for (index, contest) in definition.contests.enumerated()
    where contest.options.count > Limits.maxOptions {
      note("$.contests[\(index)].options", "more than \(Limits.maxOptions) options")
    }
    for (index, style) in definition.styles.enumerated() {
      let marks = style.contests.reduce(0) { $0 + (optionCounts[$1] ?? 0) }
      if marks > Limits.maxBallotMarks {
        note("$.styles[\(index)].contests", "more than \(Limits.maxBallotMarks) options in all")
      }
    }
  }

  /// That neither a ballot nor the lists of a verifiable election are too large to be reckoned with.
  private func checkLists() {
    typealias Limits = DefinitionLimits
    for (index, contest) in definition.contests.enumerated()
    where contest.options.count > Limits.maxVerifiableOptions {
      note("$.contests[\(index)].options", "more than \(Limits.maxVerifiableOptions) options")
    }
    for (index, style) in definition.styles.enumerated()
    where definition.points(of: style).reduce(0, +) > Limits.maxPoints {
      note("$.styles[\(index)].contests", "more than \(Limits.maxPoints) points in a ballot")
    }
    let lists = definition.collectors.reduce(0) { count, collector in
      guard collector.roles.contains(.ballots) else { return count }
      return collector.styles.reduce(count) { $0 + (definition.style($1)?.contests.count ?? 0) }
    }
    if lists > Limits.maxLists { note("$.collectors", "more than \(Limits.maxLists) lists") }
  }

  /// That no id is a word that has a meaning of its own where the id is written: in a table of
  /// sheets, or beside the channels of a result.
  func checkReservedWords() {
    func check(_ id: String, _ words: Set<String>, _ path: String) {
      if words.contains(id) { note("\(path).id", "\(id) has a meaning of its own") }
    }
    let sums = ReservedWords.sums
    for (index, channel) in definition.channels.enumerated() {
      check(channel.id, [ReservedWords.total], "$.channels[\(index)]")
    }
    for (index, station) in definition.stations.enumerated() {
      check(station.id, sums, "$.stations[\(index)]")
    }
    for (index, contest) in definition.contests.enumerated() {
      check(contest.id, sums, "$.contests[\(index)]")
      for (number, option) in contest.options.enumerated() {
        check(
          option.id, sums.union([ReservedWords.papers]),
          "$.contests[\(index)].options[\(number)]")
      }
    }
  }
}
