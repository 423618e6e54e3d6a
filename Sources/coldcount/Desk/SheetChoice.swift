import Console
import Election
import Encoding
import Paper

/// A sheet that can be keyed, or looked at, next.
struct SheetChoice: Equatable {
  enum Kind: Equatable {
    /// Begun and left.
    case unfinished
    /// Nobody keyed it.
    case new
    /// Somebody else keyed it.
    case second
    /// Two others differ.
    case third
    /// Keyed by this person alone, who may correct it.
    case own
    /// This person and others differ.
    case differing
    case agreed
  }

  let key: SheetKey
  let kind: Kind
}

/// Finds the sheet that a person means with few keys.
///
/// What is typed is the beginning of a station, a batch and the beginning of a contest, with spaces
/// between; whatever is left out is proposed.
struct SheetChooser {
  private static let maxChoiceCount = 200
  /// The batch of a station of which nothing is in.
  private static let firstBatch = "b1"

  let definition: Definition
  let book: SheetBook
  let person: String
  let unfinished: [SheetKey]
  /// The sheet that was keyed last.
  let last: SheetChoice?

  /// The contests that a station counts on sheets, in the definition's order.
  func contests(at station: Station) -> [Contest] {
    let carried = Set(
      definition.styles.filter { station.styles.contains($0.id) }.flatMap(\.contests))
    return definition.contests.filter { $0.isOnSheets && carried.contains($0.id) }
  }

  /// How a sheet stands to this person.
  func choice(_ key: SheetKey) -> SheetChoice {
    if unfinished.contains(key) { return SheetChoice(key: key, kind: .unfinished) }
    let people = book.entries(key).map(\.by)
    let kind: SheetChoice.Kind =
      switch book.status(key) {
      case nil: .new
      case .agreed: .agreed
      case .once: people.contains(person) ? .own : .second
      case .differs: people.contains(person) ? .differing : .third
      }
    return SheetChoice(key: key, kind: kind)
  }

  /// The sheets that fit what is typed, the likeliest first.
  func choices(_ typed: String) -> [SheetChoice] {
    let words = typed.split(separator: " ").map(String.init)
    let found = words.isEmpty ? proposals : matches(words)
    var seen: Set<SheetKey> = []
    return Array(found.filter { seen.insert($0.key).inserted }.prefix(Self.maxChoiceCount))
  }

  /// Sheets that others keyed and this person has not, from the one keyed last on.
  private var waiting: [SheetChoice] {
    let all = book.keys.map(choice).filter { $0.kind == .second || $0.kind == .third }
    guard let last else { return all }
    return all.filter { last.key < $0.key } + all.filter { $0.key < last.key }
  }

  private var proposals: [SheetChoice] {
    let begun = unfinished.map(choice)
    let next = last.flatMap { after($0.key) }.map { [$0] } ?? []
    let differing = book.keys.map(choice).filter { $0.kind == .differing }
    let untouched = definition.stations.filter { station in
      !book.keys.contains { $0.station == station.id }
    }.flatMap { station in
      contests(at: station).prefix(1).map { contest in
        choice(SheetKey(station: station.id, batch: Self.firstBatch, contest: contest.id))
      }
    }
    // Who keys sheets for the second time goes on with that.
    let isChecking = last.map { $0.kind != .new } ?? true
    return begun + (isChecking ? waiting + next : next + waiting) + untouched + differing
  }

  private func matches(_ words: [String]) -> [SheetChoice] {
    let stations = definition.stations.filter { $0.id.hasPrefix(words[0]) }
    let exact = stations.filter { $0.id == words[0] }
    return (exact + stations.filter { $0.id != words[0] }).flatMap { station -> [SheetChoice] in
      let contests = contests(at: station).filter {
        words.count < 3 || $0.id.hasPrefix(words[2])
      }
      return batches(words.dropFirst().first, at: station).flatMap { batch in
        contests.map { choice(SheetKey(station: station.id, batch: batch, contest: $0.id)) }
      }
    }
  }

  /// The batches that may be meant at a station.
  private func batches(_ typed: String?, at station: Station) -> [String] {
    let known = book.keys.filter { $0.station == station.id }.map(\.batch)
    guard let typed else {
      let open = waiting.filter { $0.key.station == station.id }.map(\.key.batch)
      return open + [nextBatch(at: station.id)] + known
    }
    return (Identifier.isValid(typed) ? [typed] : []) + known.filter { $0.hasPrefix(typed) }
  }

  /// The sheet after one: the next contest of its batch, else the first of the next batch; where
  /// every contest has papers of its own the next batch of the same contest.
  private func after(_ key: SheetKey) -> SheetChoice? {
    guard let station = definition.stations.first(where: { $0.id == key.station }) else {
      return nil
    }
    guard definition.papers == .one else {
      return choice(
        SheetKey(
          station: key.station, batch: nextBatch(at: key.station), contest: key.contest))
    }
    let contests = contests(at: station).map(\.id)
    if let index = contests.firstIndex(of: key.contest), index + 1 < contests.count {
      let next = choice(
        SheetKey(station: key.station, batch: key.batch, contest: contests[index + 1]))
      if next.kind == .new || next.kind == .second || next.kind == .third { return next }
    }
    return contests.first.map {
      choice(SheetKey(station: key.station, batch: nextBatch(at: key.station), contest: $0))
    }
  }

  /// A batch of a station that nobody keyed anything of: the highest number and one more.
  private func nextBatch(at station: String) -> String {
    let known = book.keys.filter { $0.station == station }.map(\.batch)
    let numbered = known.compactMap { batch -> (stem: String, number: Int)? in
      let digits = batch.reversed().prefix { $0.isASCII && $0.isNumber }.reversed()
      guard let number = Int(String(digits)), number < 1_000_000 else { return nil }
      return (String(batch.dropLast(digits.count)), number)
    }
    guard let highest = numbered.max(by: { $0.number < $1.number }) else {
      return Self.firstBatch
    }
    return "\(highest.stem)\(highest.number + 1)"
  }
}
