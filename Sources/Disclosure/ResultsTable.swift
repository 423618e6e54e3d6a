import Election
import Encoding

/// `results.csv`: every public figure, one a row.
struct ResultsTable {
  static let header = [
    "contest", "contest_en", "contest_zh", "level", "place", "place_en", "place_zh", "channel",
    "option", "option_en", "option_zh", "kind", "count", "stage",
  ]
  /// The columns that tell a row from every other.
  static let key = ["contest", "level", "place", "channel", "option", "kind"]

  let publication: Publication
  private let stage: String

  init(_ publication: Publication) {
    self.publication = publication
    stage =
      publication.isProvisional ? "PROVISIONAL \(publication.stage)" : publication.stage
  }

  /// The file; there may be a row for every figure of a thousand places, so that they are put in
  /// a list only where their order says something.
  var file: [UInt8] {
    if publication.marker.isIdle {
      var table = SpreadsheetFile(header: Self.header)
      forEachRow { table.add($0) }
      return table.bytes
    }
    var rows: [[String]] = []
    forEachRow { rows.append($0) }
    return Self.file(
      header: Self.header, rows: publication.marker.shuffled(rows) { Self.spelling($0) })
  }

  /// Gives the rows, in an order that means nothing.
  private func forEachRow(_ add: ([String]) -> Void) {
    for contest in publication.contests {
      let total = Level(level: "total", place: "", name: Text(""), channel: "")
      forEachRow(contest, total, contest.totalBallots, add) { contest.total($0) }
      for seats in Dictionary(grouping: elected(contest), by: { $0 }).sorted(by: { $0.key < $1.key }
      ) {
        add(row(contest, total, option: seats.key, kind: "elected", seats.value.count))
      }
      if let electorate = contest.electorate {
        add(row(contest, total, option: nil, kind: "electorate", electorate))
      }
      guard contest.isCounted else { continue }
      for channel in contest.channels {
        let level = Level(level: "channel", place: "", name: Text(""), channel: channel.key)
        forEachRow(contest, level, channel.ballots, add) {
          contest.count($0, channel: channel.key)
        }
      }
      for place in contest.places {
        let level = Level(
          level: place.isStation ? "station" : "area", place: place.ids.joined(separator: "+"),
          name: place.name, channel: place.channels.joined(separator: "+"))
        forEachRow(contest, level, place.ballots, add) {
          place.counts[$0] ?? PublicContest.Count(json: nil)
        }
      }
    }
  }

  /// By which a row is found again.
  static func spelling(_ row: [String]) -> String { row.joined(separator: ",") }

  private func elected(_ contest: PublicContest) -> [String] {
    (contest.json["outcome"]?["elected"]?.array ?? []).compactMap(\.string)
  }

  private struct Level {
    let level: String
    let place: String
    let name: Text
    let channel: String
  }

  private func forEachRow(
    _ contest: PublicContest, _ level: Level, _ ballots: JSON?, _ add: ([String]) -> Void,
    count: (String) -> PublicContest.Count
  ) {
    guard contest.isCounted else { return }
    for option in contest.contest.standing {
      let count = count(option.id)
      let kinds =
        contest.isJudged
        ? [
          ("support", count.support), ("oppose", count.oppose), ("abstain", count.abstain),
          ("net", count.net),
        ] : [("votes", count.votes)]
      for (kind, number) in kinds {
        add(row(contest, level, option: option.id, kind: kind, number))
      }
    }
    for (category, _) in BallotWords.categories {
      let number = ballots?[category.rawValue]?.integer ?? 0
      add(row(contest, level, option: nil, kind: category.rawValue, number))
    }
    for rejection in contest.definition.rejections {
      let number = ballots?["rejected"]?[rejection.id]?.integer ?? 0
      guard number > 0 else { continue }
      add(row(contest, level, option: nil, kind: "rejected:\(rejection.id)", number))
    }
  }

  private func row(
    _ contest: PublicContest, _ level: Level, option: String?, kind: String, _ count: Int
  ) -> [String] {
    let name = option.map(contest.name)
    return [
      contest.contest.id, contest.title.en, contest.title.zh, level.level,
      level.place, level.name.en, level.name.zh, level.channel,
      option ?? "", name?.en ?? "", name?.zh ?? "", kind, "\(count)", stage,
    ]
  }

  /// A file of rows.
  static func file(header: [String], rows: [[String]]) -> [UInt8] {
    var table = SpreadsheetFile(header: header)
    for row in rows { table.add(row) }
    return table.bytes
  }
}

/// A table as spreadsheets read it: UTF-8 with a byte order mark, CRLF.
private struct SpreadsheetFile {
  private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

  init(header: [String]) { add(header) }

  mutating func add(_ row: [String]) {
    CSV.append(row, to: &bytes)
    bytes.append(0x0D)
    bytes.append(0x0A)
  }
}
