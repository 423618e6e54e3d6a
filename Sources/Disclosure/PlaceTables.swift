import Election
import Paper
import Result
import Words

/// What was counted at the places of one contest: a row a place and a column an option, or, of more
/// options than fit beside one another, a row an option and a column a place.
struct PlaceTables {
  /// The most options that stand beside one another.
  static let mostColumns = 12
  /// The most places beside one another, where a row is an option.
  private static let mostPlaces = 8
  /// Longer tables fold away.
  private static let mostRowsOpen = 24

  let contest: PublicContest
  let publication: Publication
  let page: Page
  private var marker: Marker { publication.marker }

  init(_ contest: PublicContest, publication: Publication, page: Page) {
    self.contest = contest
    self.publication = publication
    self.page = page
  }

  /// Figures by area and by station, in the order of the definition.
  var html: String {
    let places = contest.places
    guard places.count > 1 else { return "" }
    // One area alone has what the channels have.
    let areas = places.filter { !$0.isStation }
    let isOne = Set(areas.flatMap(\.ids)).count < 2
    return tables(
      isOne ? [] : areas,
      caption: marker.words("By area", "Area by area"))
      + tables(
        places.filter(\.isStation),
        caption: marker.words("By station", "Station by station"))
      + together
  }

  private func tables(_ places: [PublicContest.Place], caption: Text) -> String {
    guard !places.isEmpty else { return "" }
    let filled = places.filter { $0.figures.ballots.total > 0 }
    let empty = places.filter { $0.figures.ballots.total == 0 }
    let isTurned = contest.standing.count > Self.mostColumns
    let html =
      filled.isEmpty
      ? "" : isTurned ? turned(filled, caption: caption) : rows(filled, caption: caption)
    return page.fold(
      page.span(caption), isOpen: filled.count <= Self.mostRowsOpen && !isTurned,
      className: "places", html + nothing(at: empty))
  }

  /// Whether there are several channels to tell apart.
  private var hasChannels: Bool { contest.definition.channels.count > 1 }

  private func rows(_ places: [PublicContest.Place], caption: Text) -> String {
    let options = contest.standing
    let rows = places.map { place in
      [page.span(place.name)] + (hasChannels ? [page.span(place.channelName)] : [])
        + [NumberStyle.text(place.figures.ballots.total)] + options.map { votes($0, at: place) }
    }
    return page.table(
      caption: caption,
      head: [Text(saying: "Place")] + (hasChannels ? [Text(saying: "Channel")] : [])
        + [Text(saying: "Ballots")] + options.map(\.name),
      rows: rows, className: hasChannels ? "sortable named" : "sortable")
  }

  private func turned(_ places: [PublicContest.Place], caption: Text) -> String {
    let starts = Array(stride(from: 0, to: places.count, by: Self.mostPlaces))
    return starts.enumerated().map { number, start in
      let part = places[start..<min(places.count, start + Self.mostPlaces)]
      let rows =
        [
          [page.span(Text(saying: "Ballots"))]
            + part.map { NumberStyle.text($0.figures.ballots.total) }
        ]
        + contest.standing.map { option in
          [page.span(option.name)] + part.map { votes(option, at: $0) }
        }
      let title =
        starts.count == 1
        ? caption : Text(saying: "\(caption) (\(number + 1) of \(starts.count))")
      return page.table(
        caption: title, head: [Text(saying: "Option")] + part.map(\.name), rows: rows)
    }.joined()
  }

  private func votes(
    _ option: PublicContest.NamedOption, at place: PublicContest.Place
  ) -> String {
    let value = place.figures.count(option).rank
    return contest.isJudged ? NumberStyle.signed(value) : NumberStyle.text(value)
  }

  /// Places without a ballot, which are no rows.
  private func nothing(at places: [PublicContest.Place]) -> String {
    guard !places.isEmpty else { return "" }
    return page.fold(
      page.span(Text(saying: "Without any ballot: \(places.count)")), isOpen: false,
      page.paragraph(
        Text.list(
          places.map {
            hasChannels ? Text(saying: "\($0.name) (\($0.channelName))") : $0.name
          })))
  }

  /// Why some places are shown together, and how many ballots are in such rows.
  private var together: String {
    let rows = contest.places.filter(\.isStation)
    let shown = rows.isEmpty ? contest.places : rows
    let count = { (places: [PublicContest.Place]) in
      places.reduce(0) { $0 + $1.figures.ballots.total }
    }
    let merged = count(shown.filter { $0.ids.count > 1 })
    guard contest.places.contains(where: { $0.ids.count > 1 }) else { return "" }
    let least = publication.result.smallCell
    return page.paragraph(
      Text(
        saying: """
          Places are shown together where otherwise fewer than \(NumberStyle.text(least)) ballots, or \
          ballots that are all alike, could be told from this result, or from it and an earlier \
          one: \(NumberStyle.text(merged)) of \(NumberStyle.text(count(shown))) ballots are in such rows.
          """))
  }
}
