import Election

/// Where patterns come from: a group for each style, contest, channel and collector, in the order in
/// which their lines stand in patterns.csv.
final class PatternGroups: Sendable {
  struct Group: Sendable {
    let style: String
    let contest: String
    let channel: String
    let collector: String
    /// How its marks are packed; nil for the ballots that could not be read.
    let packing: MarkPacking?
  }

  /// The groups to which the ballots of one style and collector belong.
  struct Origin: Sendable {
    /// That of the ballots that could not be read.
    let unreadable: Int
    /// One for each contest, in the style's order.
    let contests: [Int]
  }

  private let groups: [Group]
  /// The styles and collectors of all sources.
  let origins: [Origin]
  /// The position in `origins` of each source.
  private let originOfSource: [Int]

  init(_ definition: Definition, sources: [BallotSource]) {
    var positions: [[String]: Int] = [:]
    var firsts: [BallotSource] = []
    originOfSource = sources.map { source in
      let key = [definition.styles[source.style].id, source.collector]
      if let known = positions[key] { return known }
      positions[key] = firsts.count
      firsts.append(source)
      return firsts.count - 1
    }
    let packings = Dictionary(
      definition.contests.map { ($0.id, MarkPacking($0)) }, uniquingKeysWith: { one, _ in one })
    let made = firsts.map { source -> [Group] in
      let style = definition.styles[source.style]
      return ([Pattern.noContest] + style.contests).map { contest in
        Group(
          style: style.id, contest: contest, channel: source.channel,
          collector: source.collector, packing: packings[contest])
      }
    }
    // A comma comes before every character of an identifier: lines sort as their fields do.
    let keys = made.map { groups in
      groups.map { [$0.style, $0.contest, $0.channel, $0.collector] }
    }
    let sorted = zip(keys.joined(), made.joined()).sorted { one, other in
      one.0.lexicographicallyPrecedes(other.0)
    }
    groups = sorted.map(\.1)
    let places = Dictionary(
      sorted.enumerated().map { ($1.0, $0) }, uniquingKeysWith: { one, _ in one })
    origins = keys.map { keys in
      let groups = keys.map { places[$0] ?? 0 }
      return Origin(unreadable: groups[0], contests: Array(groups.dropFirst()))
    }
  }

  /// The position in `origins` of a source.
  func origin(ofSource source: Int) -> Int { originOfSource[source] }

  /// The packing of a group's marks; that of no marks for ballots that could not be read.
  func packing(_ group: Int) -> MarkPacking {
    groups[group].packing ?? MarkPacking(count: 0, highest: 0)
  }

  /// Bytes of what follows the number in a record.
  func keyByteCount(_ key: PatternKey) -> Int {
    key.isMalformed ? 0 : groups[key.group].packing?.byteCount ?? 0
  }

  /// The pattern of a record.
  func pattern(_ key: PatternKey, packed: Span<UInt8>) -> Pattern {
    let group = groups[key.group]
    let marks: Pattern.Marks =
      if let packing = group.packing {
        key.isMalformed ? .malformed : .marks(packing.unpack(packed))
      } else {
        .unreadable
      }
    return Pattern(
      style: group.style, contest: group.contest, channel: group.channel,
      collector: group.collector, marks: marks)
  }
}

/// What a record begins with: the group, and whether its marks are malformed, which comes after all
/// marks as the word does in the file.
struct PatternKey: Equatable {
  let number: UInt32

  init(number: UInt32) { self.number = number }

  init(group: Int, isMalformed: Bool = false) {
    number = UInt32(group) * 2 + (isMalformed ? 1 : 0)
  }

  var group: Int { Int(number / 2) }
  var isMalformed: Bool { number % 2 == 1 }
}
