import Election
import Paper
import Result
import Words

/// What is still out, by the names of stations, collectors and candidates.
struct StillOutText {
  /// The most names in a sentence; the others are counted.
  static let mostNames = 12

  let result: PublicResult
  let definition: Definition

  /// Everything that is out, a line each; the stations together.
  var lines: [Text] {
    let paper = stations.map { [$0] } ?? []
    return paper + result.outstanding.compactMap(line)
  }

  /// Whether nothing but lots is out.
  var isOnlyLots: Bool {
    !result.outstanding.isEmpty && result.stations.allSatisfy(\.isIn)
      && result.outstanding.allSatisfy {
        if case .lots = $0.subject { true } else { false }
      }
  }

  /// How many stations are in, and which are not; nil where the result does not say.
  var stations: Text? { progress(result.stations) }

  /// The same of the stations that count a contest.
  func stations(of contest: Contest) -> Text? {
    progress(
      result.stations.filter { station in
        definition.station(station.station).map { definition.carries(contest.id, at: $0) } ?? false
      })
  }

  private func progress(_ stations: [PublicResult.Station]) -> Text? {
    guard !stations.isEmpty else { return nil }
    let missing = stations.filter { !$0.isIn }
    let all = stations.count
    guard !missing.isEmpty else { return Text(saying: "All \(all) stations are in.") }
    let names = Text.list(missing.map { name(ofStation: $0.station) }, most: Self.mostNames)
    return Text(saying: "\(all - missing.count) of \(all) stations are in; not in: \(names).")
  }

  private func name(ofStation id: String) -> Text {
    definition.station(id).map { Text($0.name) } ?? Text(SafeText.escaped(id))
  }

  private func line(_ item: StillOut) -> Text? {
    let said = Text(saying: item.message)
    switch item.subject {
    case .noBundle(let id), .missingBundle(let id, _), .noLastBundle(let id),
      .afterLastBundle(let id, _), .brokenChain(let id, _):
      let name = definition.collector(id).map { Text($0.name) } ?? Text(SafeText.escaped(id))
      return Text(saying: "\(name): \(said)")
    case .register(let station, _):
      return Text(saying: "\(name(ofStation: station)): \(said)")
    case .paper(let paper):
      guard let station = paper.station else { return nil }
      return Text(saying: "\(name(ofStation: station)): \(said)")
    case .lots(let id, let candidates):
      guard let contest = definition.contest(id) else { return said }
      let names = candidates.map { id in
        contest.options.first { $0.id == id }.map { Text($0.name) } ?? Text(SafeText.escaped(id))
      }
      return Text(
        saying: "\(Text(contest.title)): lots are to be drawn between \(Text.list(names))")
    case .identities, .crossStyle, .unsignedReconciliation: return said
    }
  }
}

extension StillOut.Paper {
  /// The station that it is of, where its name says more than that the station is not in.
  fileprivate var station: String? {
    switch self {
    case .nothing: nil
    case .noAccount(let key), .account(let key), .issued(let key, _), .inBox(let key, _):
      key.station
    case .sheet(let key): key.station
    case .noSheet(let station, _): station
    case .batchLacks(let batch, _), .batchMixed(let batch, _), .unequalPapers(let batch, _),
      .unexpectedBatch(let batch), .missingBatch(let batch):
      batch.station
    }
  }
}
