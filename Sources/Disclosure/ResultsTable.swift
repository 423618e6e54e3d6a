import Election
import Encoding
import Paper
import Result
import Words

/// `results.csv`: every public figure, one a row.
struct ResultsTable {
  static let columns: [DataPackage.Column] = [
    .init("contest", "the contest's id"),
    .init("contest_en", "its title in English"),
    .init("contest_zh", "its title in Chinese"),
    .init("level", "what the row is of: total, channel, area or station"),
    .init("place", "ids of areas or stations, joined with + where small ones are shown together"),
    .init("place_en", "their names in English"),
    .init("place_zh", "their names in Chinese"),
    .init("place_code", "official codes of the areas, joined with +, where there are any"),
    .init("channel", "ids of channels, joined with + where small ones are shown together"),
    .init("channel_en", "their names in English"),
    .init("channel_zh", "their names in Chinese"),
    .init("round", "the round of a ranked count, from 1", .integer),
    .init("option", "the option's id; empty where the row is of ballots"),
    .init("option_en", "its name in English"),
    .init("option_zh", "its name in Chinese"),
    .init("option_number", "its number on the paper", .integer),
    .init("group_en", "its party or list in English"),
    .init("group_zh", "its party or list in Chinese"),
    .init("counts", "what count counts: votes, ballots, people or elected"),
    .init(
      "kind",
      "votes, support, oppose, abstain, net, elected, excluded, electorate, turnout, what ballots "
        + "came to, or of a ranked count quota, round-votes, round-transfer, round-exhausted"),
    .init(
      "count", "how many; net and transfers may be negative, votes of ranked rounds have decimals",
      .number),
    .init(
      "base", "what percent is of: valid ballots of the row, all its ballots, or the electorate",
      .integer),
    .init("percent", "count of base in percent, rounded once", .number),
    .init("stage", "final, or PROVISIONAL and the stage"),
  ]
  static let header = columns.map(\.name)
  /// The columns that tell a row from every other.
  static let key = ["contest", "level", "place", "channel", "round", "option", "kind"]

  let publication: Publication
  private let stage: String
  private let none = Part(["", "", "", "", "", ""])

  init(_ publication: Publication) {
    self.publication = publication
    stage =
      publication.isProvisional ? "PROVISIONAL \(publication.stage)" : publication.stage.rawValue
  }

  /// Gives the file in pieces; there may be a row for every figure of a thousand places, so that they
  /// are put in a list only where their order says something.
  func write(_ handOn: ([UInt8]) -> Void) {
    var table = SpreadsheetFile(header: Self.header)
    func add(_ row: Row) {
      table.add(row, stage: stage)
      if table.isLong { handOn(table.taken()) }
    }
    if publication.marker.isIdle {
      forEachRow(add)
    } else {
      var rows: [Row] = []
      forEachRow { rows.append($0) }
      publication.marker.shuffled(rows, spelling: spelling).forEach(add)
    }
    handOn(table.taken())
  }

  /// Gives the rows, in an order that means nothing.
  private func forEachRow(_ add: (Row) -> Void) {
    for contest in publication.contests {
      let options = contest.options.map(part)
      let total = part(contest, "total")
      forEachRow(contest, total, options, contest.result.total, add)
      forEachDecision(contest, total, options, add)
      guard contest.isCounted else { continue }
      for channel in contest.channels {
        let level = part(contest, "channel", channel: channel.key, channelName: channel.name)
        forEachRow(contest, level, options, channel.figures, add)
      }
      for place in contest.places {
        let level = part(
          contest, place.isStation ? "station" : "area", place: place,
          channel: place.channels.joined(separator: "+"), channelName: place.channelName)
        forEachRow(contest, level, options, place.figures, add)
      }
    }
  }

  /// Who was elected, how many may vote and did, and the rounds of a ranked count.
  private func forEachDecision(
    _ contest: PublicContest, _ total: Part, _ options: [Part], _ add: (Row) -> Void
  ) {
    var rounds: TransferOutcome?
    if case .transfers(let table) = contest.result.working {
      rounds = TransferOutcome(table, of: contest)
      forEachRound(table, total, options, add)
    }
    for option in contest.options {
      let seats = contest.seats(option)
      let part = options[option.position]
      if seats > 0 {
        let round = rounds?.election(of: option)?.round
        add(Row(total, part, round: round, "elected", counts: "elected", "\(seats)"))
      } else if let round = rounds?.exclusion(of: option)?.round {
        add(Row(total, part, round: round, "excluded", counts: "elected", "1"))
      }
    }
    guard let electorate = contest.electorate else { return }
    add(Row(total, none, "electorate", counts: "people", "\(electorate)"))
    guard contest.isCounted else { return }
    add(row(total, none, "turnout", counts: "ballots", contest.turnout, of: electorate))
  }

  private func forEachRound(
    _ table: TransferTable, _ total: Part, _ options: [Part], _ add: (Row) -> Void
  ) {
    let number = { (parts: Int) in Self.decimal(parts, unit: table.unit) }
    if let quota = table.quota {
      add(Row(total, none, "quota", counts: "votes", number(quota)))
    }
    for (index, stage) in table.stages.enumerated() {
      let round = index + 1
      let transfers = table.transfers(at: index)
      for (position, votes) in stage.votes.enumerated() where position < options.count {
        let part = options[position]
        add(Row(total, part, round: round, "round-votes", counts: "votes", number(votes)))
        if transfers[position] != 0 {
          let moved = number(transfers[position])
          add(Row(total, part, round: round, "round-transfer", counts: "votes", moved))
        }
      }
      let exhausted = number(stage.nonTransferable)
      add(Row(total, none, round: round, "round-exhausted", counts: "votes", exhausted))
    }
  }

  /// By which a row is found again.
  private func spelling(_ row: Row) -> String {
    (row.place.fields + [row.round] + row.option.fields
      + [row.counts, row.kind, row.count, row.base, row.percent, stage]).joined(separator: ",")
  }

  private func part(
    _ contest: PublicContest, _ level: String, place: PublicContest.Place? = nil,
    channel: String = "", channelName: Text = Text("")
  ) -> Part {
    let name = place?.name ?? Text("")
    return Part([
      contest.contest.id, contest.title[.english], contest.title[.chinese], level,
      place?.ids.joined(separator: "+") ?? "", name[.english], name[.chinese],
      contest.code(of: place), channel, channelName[.english], channelName[.chinese],
    ])
  }

  private func part(_ option: PublicContest.NamedOption) -> Part {
    Part([
      option.id, option.name[.english], option.name[.chinese],
      option.number.map(String.init) ?? "", option.group?[.english] ?? "",
      option.group?[.chinese] ?? "",
    ])
  }

  private func forEachRow(
    _ contest: PublicContest, _ place: Part, _ options: [Part], _ figures: Figures,
    _ add: (Row) -> Void
  ) {
    guard contest.isCounted else { return }
    let valid = figures.ballots.valid
    for option in contest.standing {
      let part = options[option.position]
      for (kind, number) in Self.kinds(figures.count(option)) {
        add(row(place, part, kind, counts: "votes", number, of: valid))
      }
    }
    let all = figures.ballots.total
    for (category, _) in BallotWords.categories {
      let number = figures.ballots[category]
      add(row(place, none, category.rawValue, counts: "ballots", number, of: all))
    }
    for (rejection, number) in zip(contest.definition.rejections, figures.ballots.rejected)
    where number > 0 {
      add(row(place, none, "rejected:\(rejection.id)", counts: "ballots", number, of: all))
    }
  }

  private func row(
    _ place: Part, _ option: Part, _ kind: String, counts: String, _ count: Int, of base: Int
  ) -> Row {
    let isShare = base > 0
    return Row(
      place, option, kind, counts: counts, String(count), base: isShare ? String(base) : "",
      percent: isShare
        ? Percentage.text(count, of: base, decimals: publication.settings.decimals) : "")
  }

  /// A name as tables have it: in English, then in Chinese.
  static func names(_ text: Text) -> [String] { [text[.english], text[.chinese]] }

  /// The numbers of an option under their names.
  static func kinds(_ count: OptionCount) -> [(String, Int)] {
    guard let net = count.net else { return [("votes", count.inFavour)] }
    return Array(zip(Judgement.names, count.numbers)) + [("net", net)]
  }

  /// Votes of so many parts each as a number of a table: a point, and no groups.
  private static func decimal(_ parts: Int, unit: Int) -> String {
    Percentage.text(units: parts, decimals: String(unit).count - 1)
  }

  /// A file of rows.
  static func file(header: [String], rows: [[String]]) -> [UInt8] {
    var table = SpreadsheetFile(header: header)
    for row in rows { table.add(row) }
    return table.taken()
  }
}

extension PublicContest {
  /// The official codes of the areas of a place, or of the contest's own area; empty where the
  /// definition has none.
  func code(of place: Place?) -> String {
    let ids = place.map { $0.isStation ? [] : $0.ids } ?? [contest.area]
    let codes = ids.compactMap { definition.area($0)?.code }
    return codes.count == ids.count ? codes.joined(separator: "+") : ""
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
  let round: String
  let kind: String
  let counts: String
  let count: String
  let base: String
  let percent: String

  init(
    _ place: Part, _ option: Part, round: Int? = nil, _ kind: String, counts: String,
    _ count: String, base: String = "", percent: String = ""
  ) {
    self.place = place
    self.option = option
    self.round = round.map(String.init) ?? ""
    self.kind = kind
    self.counts = counts
    self.count = count
    self.base = base
    self.percent = percent
  }
}

/// A table as spreadsheets read it: UTF-8 with a byte order mark, CRLF.
private struct SpreadsheetFile {
  private var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

  init(header: [String]) { add(header) }

  /// Whether there is enough of it to be handed on.
  var isLong: Bool { bytes.count >= 1 << 18 }

  /// What was added since the last time.
  mutating func taken() -> [UInt8] { exchange(&bytes, with: []) }

  mutating func add(_ row: Row, stage: String) {
    bytes.append(contentsOf: row.place.bytes)
    bytes.append(UInt8(ascii: ","))
    bytes.append(contentsOf: row.round.utf8)
    bytes.append(UInt8(ascii: ","))
    bytes.append(contentsOf: row.option.bytes)
    bytes.append(UInt8(ascii: ","))
    // None of these is more than a word or a number.
    for field in [row.counts, row.kind, row.count, row.base, row.percent] {
      bytes.append(contentsOf: field.utf8)
      bytes.append(UInt8(ascii: ","))
    }
    add([stage])
  }

  mutating func add(_ row: [String]) {
    CSV.append(row, to: &bytes)
    bytes.append(0x0D)
    bytes.append(0x0A)
  }
}
