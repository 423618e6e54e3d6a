import Election
import Encoding
import Result
import Words

/// `tables/CONTEST.csv`: one contest for those who draw themselves, a row a place and a column a
/// figure.
struct WideTable {
  let contest: PublicContest
  let publication: Publication

  init(_ contest: PublicContest, _ publication: Publication) {
    self.contest = contest
    self.publication = publication
  }

  /// The columns: where, how many ballots, then the figures of each option.
  var columns: [DataPackage.Column] {
    let options = contest.standing.flatMap { option in
      ResultsTable.kinds(contest.total(option)).map { kind, _ in
        DataPackage.Column(
          "\(kind)_\(option.id)", "\(kind) of \(option.name[.english])", .integer)
      }
    }
    return [
      .init("level", "total, channel, area or station"),
      .init("place", "ids of areas or stations, joined with + where small ones are shown together"),
      .init("place_en", "their names in English"),
      .init("place_zh", "their names in Chinese"),
      .init("code", "official codes of the areas, by which maps are joined"),
      .init("channel", "ids of channels, joined with +"),
      .init("ballots", "all ballots and papers", .integer),
      .init("valid", "valid ones", .integer),
    ] + options + [.init("stage", "final, or PROVISIONAL and the stage")]
  }

  static let key = ["level", "place", "channel"]

  var file: [UInt8] {
    let total = row(
      "total", ids: [contest.contest.area], areaName, code: contest.code(of: nil), channels: [],
      contest.result.total)
    let channels = contest.result.channels.map { channel in
      row("channel", ids: [], Text(""), code: "", channels: channel.ids, channel.figures)
    }
    let places = contest.places.map { place in
      row(
        place.isStation ? "station" : "area", ids: place.ids, place.name,
        code: contest.code(of: place), channels: place.channels, place.figures)
    }
    let rows = publication.marker.shuffled([total] + channels + places) {
      $0.joined(separator: ",")
    }
    return ResultsTable.file(header: columns.map(\.name), rows: rows)
  }

  private var areaName: Text {
    contest.definition.area(contest.contest.area).map { Text($0.name) } ?? Text("")
  }

  private func row(
    _ level: String, ids: [String], _ name: Text, code: String, channels: [String],
    _ figures: Figures
  ) -> [String] {
    let stage = publication.stage.rawValue
    let options = contest.standing.flatMap { option in
      ResultsTable.kinds(figures.count(option)).map { "\($0.1)" }
    }
    return [
      level, ids.joined(separator: "+"),
    ] + ResultsTable.names(name) + [
      code, channels.joined(separator: "+"), "\(figures.ballots.total)", "\(figures.ballots.valid)",
    ] + options + [publication.isProvisional ? "PROVISIONAL \(stage)" : stage]
  }
}
