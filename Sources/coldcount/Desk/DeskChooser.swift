import Election
import Encoding
import Paper

/// Finds the sheet or account that a person means with few keys.
///
/// What is typed is a station's id, its number, its beginning or a word of its name, then a batch or the beginning of
/// "account", then the beginning of a contest, with spaces between; whatever is left out is
/// proposed. No batch is ever proposed that neither the definition lists nor somebody keyed.
struct DeskChooser {
  private static let maxChoiceCount = 200
  private static let accountWord = "account"

  let index: DeskIndex
  let unfinished: [DeskKey]
  /// What was keyed last.
  let last: DeskChoice?

  /// How a sheet or account stands to the person.
  func choice(_ key: DeskKey) -> DeskChoice {
    unfinished.contains(key) ? DeskChoice(key, .unfinished) : index.choice(key)
  }

  /// What fits what is typed, the likeliest first.
  func choices(_ typed: String) -> [DeskChoice] {
    let words = typed.split(separator: " ").map(String.init)
    var seen: Set<DeskKey> = []
    let found = words.isEmpty ? AnySequence(proposals) : AnySequence(matches(words))
    return Array(
      found.lazy.filter { $0.key.map { seen.insert($0).inserted } ?? true }
        .prefix(Self.maxChoiceCount))
  }

  private var proposals: some Sequence<DeskChoice> {
    let begun = unfinished.map { DeskChoice($0, .unfinished) }
    let next = last?.key.flatMap(after).map { [$0] } ?? []
    // Who keys for the second time goes on with that.
    let isChecking = last.map { $0.kind != .new && $0.kind != .newBatch } ?? true
    let both = [AnySequence(waiting), AnySequence(next)]
    let differing = index.differing.lazy.map { DeskChoice($0, .differing) }
    let rest = [AnySequence(index.untouched), AnySequence(differing)]
    return ([AnySequence(begun)] + (isChecking ? both : both.reversed()) + rest).joined()
  }

  /// What others keyed and this person has not, from what was keyed last on.
  private var waiting: some Sequence<DeskChoice> {
    let all = index.waiting
    let (before, after) =
      last?.key.map { last in
        (all.leadingCount { $0 < last }, all.leadingCount { !(last < $0) })
      } ?? (0, 0)
    return [all[after...], all[..<before]].joined().lazy.map(choice)
  }

  private func matches(_ words: [String]) -> some Sequence<DeskChoice> {
    index.stations(words[0]).lazy.flatMap { station -> [DeskChoice] in
      guard words.count > 1 else { return atStation(station) }
      let contests = index.contests(at: station).filter {
        words.count < 3 || $0.id.hasPrefix(words[2])
      }
      let accounts = index.accounts(at: station).filter { key in
        Self.accountWord.hasPrefix(words[1])
          && (words.count < 3 || key.contest?.hasPrefix(words[2]) == true)
      }
      let sheets = batches(words[1], at: station).flatMap { batch in
        contests.map { DeskKey.sheet(SheetKey(station: station.id, batch: batch, contest: $0.id)) }
      }
      // What is typed may also be the name of a batch: one that is known comes first.
      let isKnown = index.batches(at: station.id).contains(words[1])
      return (isKnown ? sheets + accounts : accounts + sheets).map(choice)
    }
  }

  /// Everything of a station: what waits for this person first.
  private func atStation(_ station: Station) -> [DeskChoice] {
    let sheets = index.batches(at: station.id).flatMap { batch in
      index.contests(at: station).map {
        choice(.sheet(SheetKey(station: station.id, batch: batch, contest: $0.id)))
      }
    }
    let all = sheets + index.accounts(at: station).map(choice)
    return all.filter(\.kind.isWaiting)
      + (index.mayHaveOthers(station) && !index.contests(at: station).isEmpty
        ? [DeskChoice(station: station.id)] : [])
      + all.filter { !$0.kind.isWaiting }
  }

  /// The batches of a station that begin like what is typed, and where nothing lists them the very
  /// one.
  private func batches(_ typed: String, at station: Station) -> [String] {
    let known = index.batches(at: station.id).filter { $0.hasPrefix(typed) }
    if known.contains(typed) { return [typed] + known.filter { $0 != typed } }
    return (index.mayHaveOthers(station) && Identifier.isValid(typed) ? [typed] : []) + known
  }

  /// The sheet after one: the next contest of its batch that this person may key; where there is
  /// none, or every contest has papers of its own, the next listed batch, or one to be named.
  private func after(_ key: DeskKey) -> DeskChoice? {
    guard let batch = key.batch, let station = index.definition.station(key.station) else {
      return nil
    }
    let contests = index.contests(at: station).map(\.id)
    let isOpen = { (choice: DeskChoice) in
      choice.kind == .new || choice.kind == .second || choice.kind == .third
    }
    func sheet(_ batch: String, _ contest: String) -> DeskChoice {
      choice(.sheet(SheetKey(station: station.id, batch: batch, contest: contest)))
    }
    if index.definition.papers == .one,
      let place = contests.firstIndex(where: { $0 == key.contest })
    {
      let later = contests.dropFirst(place + 1).map { sheet(batch, $0) }
      if let next = later.first(where: isOpen) { return next }
    }
    guard let listed = station.batches else { return DeskChoice(station: station.id) }
    let contest = index.definition.papers == .one ? contests.first : key.contest
    return listed.drop { $0 != batch }.dropFirst().compactMap { next in
      contest.map { sheet(next, $0) }
    }.first(where: isOpen)
  }
}
