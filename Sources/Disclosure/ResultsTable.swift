import Election
import Encoding
import Paper
import Result
import Words

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
      publication.isProvisional ? "PROVISIONAL \(publication.stage)" : publication.stage.rawValue
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
      let options = contest.options.map(part)
      let total = part(contest, "total")
      forEachRow(contest, total, options, contest.result.total, add)
      let elected = Dictionary(grouping: contest.outcome.elected, by: { $0 })
      for seats in elected.sorted(by: { $0.key < $1.key }) {
        let option = contest.option(seats.key).map(part) ?? none
        add(Row(place: total, option: option, kind: "elected", count: seats.value.count))
      }
      if let electorate = contest.electorate {
        add(Row(place: total, option: none, kind: "electorate", count: electorate))
      }
      guard contest.isCounted else { continue }
      for channel in contest.channels {
        let level = part(contest, "channel", channel: channel.key)
        forEachRow(contest, level, options, channel.figures, add)
      }
      for place in contest.places {
        let level = part(
          contest, place.isStation ? "station" : "area", place: place.ids.joined(separator: "+"),
          name: place.name, channel: place.channels.joined(separator: "+"))
        forEachRow(contest, level, options, place.figures, add)
      }
    }
  }

  /// By which a row is found again.
  private func spelling(_ row: Row) -> String {
    (row.place.fields + row.option.fields + [row.kind, "\(row.count)", stage])
      .joined(separator: ",")
  }

  private func part(
    _ contest: PublicContest, _ level: String, place: String = "", name: Text = Text(""),
    channel: String = ""
  ) -> Part {
    Part([
      contest.contest.id, contest.title[.english], contest.title[.chinese], level, place,
      name[.english], name[.chinese],
      channel,
    ])
  }

  private func part(_ option: PublicContest.NamedOption) -> Part {
    Part([option.id, option.name[.english], option.name[.chinese]])
  }

  private func forEachRow(
    _ contest: PublicContest, _ place: Part, _ options: [Part], _ figures: Figures,
    _ add: (Row) -> Void
  ) {
    guard contest.isCounted else { return }
    let none = Part(["", "", ""])
    for option in contest.standing {
      for (kind, number) in Self.kinds(figures.count(option)) {
        add(Row(place: place, option: options[option.position], kind: kind, count: number))
      }
    }
    for (category, _) in BallotWords.categories {
      let number = figures.ballots[category]
      add(Row(place: place, option: none, kind: category.rawValue, count: number))
    }
    for (rejection, number) in zip(contest.definition.rejections, figures.ballots.rejected)
    where number > 0 {
      add(Row(place: place, option: none, kind: "rejected:\(rejection.id)", count: number))
    }
  }

  /// The numbers of an option under their names.
  private static func kinds(_ count: OptionCount) -> [(String, Int)] {
    guard let net = count.net else { return [("votes", count.inFavour)] }
    return Array(zip(Judgement.names, count.numbers)) + [("net", net)]
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
