import Cryptography
import Election
import Encoding
import Foundation
import Result
import TestSupport
import Testing
import Words

@testable import Disclosure

@Suite("The page of a result")
struct ReportTests {
  private static let sample = SampleContest(
    method: SampleContest.plurality, options: ["a", "b"], votes: [60, 40],
    outcome: .init(kind: .elected, elected: ["a"]), rejected: [3, 4], electorate: 200)

  private static func report(_ publication: Publication) -> String {
    let page = Page(languages: publication.settings.languages)
    let openings = publication.contests.map {
      ($0.contest.id, ContestOpening($0, publication, page).opening)
    }
    var html = ""
    ReportPage(
      publication, comparisons: [],
      openings: Dictionary(uniqueKeysWithValues: openings)
    ).write { html += $0 }
    return html
  }

  @Test("opens with all options, the one that is elected with a sign and a word in table and chart")
  func opening() throws {
    let html = Self.report(try Self.sample.publication())
    let opening = try #require(html.ranges(of: "<div class=\"open\">").first)
    let place = { (text: String) in html[opening.upperBound...].ranges(of: text).first?.lowerBound }
    let table = try #require(place("<table class=\"options\">"))
    let chart = try #require(place("<svg class=\"chart\""))
    #expect(table < chart)
    #expect(html[table..<chart].contains("★ elected"))
    #expect(html[chart...].contains("A ★ elected"))
    #expect(html.contains("107 ballots from an electorate of 200: a turnout of 53.5%."))
    #expect(html.contains("Signed by officer-a."))
  }

  @Test("has one script, which its own policy names, and everything without it")
  func script() throws {
    let html = Self.report(try Self.sample.publication())
    let parts = html.split(separator: "<script>")
    #expect(parts.count == 2)
    let script = try #require(parts.last?.split(separator: "</script>").first)
    let hash = Base64.encode(SHA256.bytes(Array(script.utf8)))
    #expect(
      html.contains("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-\(hash)'"))
  }

  @Test("tells a link its outcome, and each printed sheet the hash of the result")
  func edges() throws {
    let publication = try Self.sample.publication()
    let html = Self.report(publication)
    #expect(html.contains("@bottom-left{content:\"result.json \(publication.resultHash)\""))
    #expect(
      html.contains("<meta property=\"og:description\" content=\"a當選，得60票，佔有效選票100張的60.0%。\">"))
  }

  @Test("a browser's search finds what is folded away, and unfolds it")
  func folded() throws {
    let page = Page(languages: [.english])
    let folds = (1...30).map { number in
      page.fold(
        "<h2>Contest \(number)</h2>", isOpen: false, className: "contest",
        page.paragraph(Text("Candidate \(number) is elected in contest \(number).")))
    }
    let folder = try TemporaryFolder()
    let hash = try Self.sample.publication().resultHash
    let html =
      PageStyle.head(title: "Contests", language: .english, hash: hash)
      + "<body><main>\(folds.joined())</main></body></html>"
    try html.write(toFile: folder.path("page.html"), atomically: true, encoding: .utf8)
    let searched = { (file: String) in
      try Peer.run(
        Peer.python,
        [
          "\(Peer.packageRoot)/Tests/Peers/check_folds.py", folder.path(file),
          "Candidate 27 is elected in contest 27.",
        ])
    }
    let found = try searched("page.html")
    #expect(found.status == 0, "\(found.stdout) \(found.stderr)")
    // What is not drawn at all no search finds.
    try html.replacing("</style>", with: ".contest:not([open])>div{display:none}</style>")
      .write(toFile: folder.path("hidden.html"), atomically: true, encoding: .utf8)
    #expect(try searched("hidden.html").status == 1)
  }

  @Test("a marked copy has no card that a link would show")
  func unlinked() throws {
    let copy = try Self.sample.publication(marker: Marker(seed: Digest(words: (1, 2, 3, 4))))
    #expect(!Self.report(copy).contains("og:"))
    #expect(Self.report(try Self.sample.publication()).contains("og:image"))
  }

  @Test("says what is still out by names, and how many stations are in")
  func stillOut() throws {
    let publication = try Self.sample.publication(stage: .partial)
    let lines = publication.stillOut.lines.map { $0[.english] }
    #expect(lines.first == "1 of 2 stations are in; not in: Station 2.")
    #expect(lines.contains { $0.hasPrefix("Web: ") })
    #expect(lines.contains { $0.hasPrefix("Station 1: ") })
    #expect(publication.stillOut.stations(of: publication.contests[0].contest) != nil)
    #expect(!publication.stillOut.isOnlyLots)
  }

  @Test("adds up the turnout of areas that lie above others")
  func levels() throws {
    var sample = Self.sample
    sample.parents = ["east": "hk"]
    let contest = try sample.contest
    let turnout = Turnout([contest], of: contest.definition)
    #expect(turnout.levels.map { [$0.ballots, $0.electorate] } == [[107, 200]])
    #expect(turnout.levels.map { $0.name[.english] } == ["Hong Kong"])
    // Ballots of the other style are in no contest that is looked at.
    #expect(turnout.whole(Text("")) == nil)
  }

  @Test("draws long charts in parts of one scale, none higher than a page")
  func parts() {
    let rows = (0..<24).map { number in
      Chart.Row(
        label: Text("Option \(number)"), figure: "\(number)", share: "1.0%",
        right: [(number * 10, .dark)])
    }
    let chart = Chart(
      id: "c", title: Text("Votes"), description: Text(""), rows: rows, whole: 1, legend: [],
      languages: [.english], isProvisional: false)
    #expect(chart.parts.map(\.rows.count) == [12, 12])
    #expect(chart.parts.map(\.id) == ["c", "c-2"])
    #expect(chart.parts.allSatisfy { $0.height < 800 })
    #expect(chart.parts[0].placements[11].right < chart.parts[1].placements[11].right)
    #expect(chart.parts[1].placements[11].right == Chart.Measure.barRight - Chart.Measure.barLeft)
  }
}
