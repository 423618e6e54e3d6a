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

  init(_ publication: Publication) { self.publication = publication }

  /// The rows, in an order that means nothing.
  var rows: [[String]] {
    var rows: [[String]] = []
    for contest in publication.contests {
      let total = Level(level: "total", ids: [], name: Text(""), channel: "")
      add(contest, total, contest.totalBallots, to: &rows) { contest.total($0) }
      for seats in Dictionary(grouping: elected(contest), by: { $0 }).sorted(by: { $0.key < $1.key }
      ) {
        rows.append(row(contest, total, option: seats.key, kind: "elected", seats.value.count))
      }
      if let electorate = contest.electorate {
        rows.append(row(contest, total, option: nil, kind: "electorate", electorate))
      }
      guard contest.isCounted else { continue }
      for channel in contest.channels {
        let level = Level(level: "channel", ids: [], name: Text(""), channel: channel.key)
        add(contest, level, channel.ballots, to: &rows) { contest.count($0, channel: channel.key) }
      }
      for place in contest.places {
        let level = Level(
          level: place.isStation ? "station" : "area", ids: place.ids, name: place.name,
          channel: place.channels.joined(separator: "+"))
        add(contest, level, place.ballots, to: &rows) {
          place.counts[$0] ?? PublicContest.Count(json: nil)
        }
      }
    }
    return publication.marker.shuffled(rows) { Self.spelling($0) }
  }

  /// By which a row is found again.
  static func spelling(_ row: [String]) -> String { row.joined(separator: ",") }

  private func elected(_ contest: PublicContest) -> [String] {
    (contest.json["outcome"]?["elected"]?.array ?? []).compactMap(\.string)
  }

  private struct Level {
    let level: String
    let ids: [String]
    let name: Text
    let channel: String
  }

  private func add(
    _ contest: PublicContest, _ level: Level, _ ballots: JSON?, to rows: inout [[String]],
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
        rows.append(row(contest, level, option: option.id, kind: kind, number))
      }
    }
    for (category, _) in BallotWords.categories {
      let number = ballots?[category.rawValue]?.integer ?? 0
      rows.append(row(contest, level, option: nil, kind: category.rawValue, number))
    }
    for rejection in contest.definition.rejections {
      let number = ballots?["rejected"]?[rejection.id]?.integer ?? 0
      guard number > 0 else { continue }
      rows.append(row(contest, level, option: nil, kind: "rejected:\(rejection.id)", number))
    }
  }

  private func row(
    _ contest: PublicContest, _ level: Level, option: String?, kind: String, _ count: Int
  ) -> [String] {
    let name = option.map(contest.name)
    return [
      contest.contest.id, contest.title.en, contest.title.zh, level.level,
      level.ids.joined(separator: "+"), level.name.en, level.name.zh, level.channel,
      option ?? "", name?.en ?? "", name?.zh ?? "", kind, "\(count)",
      publication.isProvisional ? "PROVISIONAL \(publication.stage)" : publication.stage,
    ]
  }

  /// The file as spreadsheets read it: UTF-8 with a byte order mark, CRLF.
  static func file(header: [String], rows: [[String]]) -> [UInt8] {
    var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
    for row in [header] + rows {
      bytes += CSV.line(row).dropLast()
      bytes += [0x0D, 0x0A]
    }
    return bytes
  }
}
