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
      forEachRow { table.add($0, stage: stage) }
      return table.bytes
    }
    var rows: [Row] = []
    forEachRow { rows.append($0) }
    var table = SpreadsheetFile(header: Self.header)
    for row in publication.marker.shuffled(rows, spelling: spelling) {
      table.add(row, stage: stage)
    }
    return table.bytes
  }

  /// Gives the rows, in an order that means nothing.
  private func forEachRow(_ add: (Row) -> Void) {
    for contest in publication.contests {
      let none = Part(["", "", ""])
      let options = Dictionary(
        contest.contest.options.map { ($0.id, option($0.id, of: contest)) },
        uniquingKeysWith: { first, _ in first })
      let total = part(contest, "total")
      forEachRow(contest, total, options, contest.totalBallots, add) { contest.total($0) }
      for seats in Dictionary(grouping: elected(contest), by: { $0 }).sorted(by: { $0.key < $1.key }
      ) {
        add(
          Row(
            place: total, option: option(seats.key, of: contest), kind: "elected",
            count: seats.value.count))
      }
      if let electorate = contest.electorate {
        add(Row(place: total, option: none, kind: "electorate", count: electorate))
      }
      guard contest.isCounted else { continue }
      for channel in contest.channels {
        let level = part(contest, "channel", channel: channel.key)
        forEachRow(contest, level, options, channel.ballots, add) {
          contest.count($0, channel: channel.key)
        }
      }
      for place in contest.places {
        let level = part(
          contest, place.isStation ? "station" : "area", place: place.ids.joined(separator: "+"),
          name: place.name, channel: place.channels.joined(separator: "+"))
        forEachRow(contest, level, options, place.ballots, add) {
          place.counts[$0] ?? PublicContest.Count(json: nil)
        }
      }
    }
  }

  /// By which a row is found again.
  private func spelling(_ row: Row) -> String {
    (row.place.fields + row.option.fields + [row.kind, "\(row.count)", stage])
      .joined(separator: ",")
  }

  private func elected(_ contest: PublicContest) -> [String] {
    (contest.json["outcome"]?["elected"]?.array ?? []).compactMap(\.string)
  }

  private func part(
    _ contest: PublicContest, _ level: String, place: String = "", name: Text = Text(""),
    channel: String = ""
  ) -> Part {
    Part([
      contest.contest.id, contest.title.en, contest.title.zh, level, place, name.en, name.zh,
      channel,
    ])
  }

  private func option(_ option: String, of contest: PublicContest) -> Part {
    let name = contest.name(option)
    return Part([option, name.en, name.zh])
  }

  private func forEachRow(
    _ contest: PublicContest, _ place: Part, _ options: [String: Part], _ ballots: JSON?,
    _ add: (Row) -> Void, count: (String) -> PublicContest.Count
  ) {
    guard contest.isCounted else { return }
    let none = Part(["", "", ""])
    for option in contest.contest.standing {
      let count = count(option.id)
      let kinds =
        contest.isJudged
        ? [
          ("support", count.support), ("oppose", count.oppose), ("abstain", count.abstain),
          ("net", count.net),
        ] : [("votes", count.votes)]
      for (kind, number) in kinds {
        add(Row(place: place, option: options[option.id] ?? none, kind: kind, count: number))
      }
    }
    for (category, _) in BallotWords.categories {
      let number = ballots?[category.rawValue]?.integer ?? 0
      add(Row(place: place, option: none, kind: category.rawValue, count: number))
    }
    for rejection in contest.definition.rejections {
      let number = ballots?["rejected"]?[rejection.id]?.integer ?? 0
      guard number > 0 else { continue }
      add(Row(place: place, option: none, kind: "rejected:\(rejection.id)", count: number))
    }
  }

  /// A file of rows.
  static func file(header: [String], rows: [[String]]) -> [UInt8] {
    var table = SpreadsheetFile(header: header)
    for row in rows { table.add(row) }
    return table.bytes
  }
}

/// Fields that many rows have in common.
private struct Part {
  let fields: [String]
  /// The same as they stand in the file.
  let bytes: [UInt8]

  init(_ fields: [String]) {
    self.fields = fields
    var bytes: [UInt8] = []
    CSV.append(fields, to: &bytes)
    self.bytes = bytes
  }
}

/// One figure: of which contest and place, of which option where it is of one, and what it counts.
private struct Row {
  let place: Part
  let option: Part
  let kind: String
  let count: Int
}

/// A table as spreadsheets read it: UTF-8 with a byte order mark, CRLF.
private struct SpreadsheetFile {
  private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

  init(header: [String]) { add(header) }

  mutating func add(_ row: Row, stage: String) {
    bytes.append(contentsOf: row.place.bytes)
    bytes.append(UInt8(ascii: ","))
    bytes.append(contentsOf: row.option.bytes)
    bytes.append(UInt8(ascii: ","))
    add([row.kind, String(row.count), stage])
  }

  mutating func add(_ row: [String]) {
    CSV.append(row, to: &bytes)
    bytes.append(0x0D)
    bytes.append(0x0A)
  }
}
