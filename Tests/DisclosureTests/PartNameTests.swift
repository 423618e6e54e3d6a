import Testing
import Words

@testable import Disclosure

@Suite("The names of parts of a bar")
struct PartNameTests {
  private static let languages: [Language] = [.chinese, .english]

  private static func chart(_ rows: [(electronic: Int, paper: Int)]) -> Chart {
    Chart(
      id: "c", title: Text("Votes"), description: Text(""),
      rows: rows.map { row in
        Chart.Row(
          label: Text("Option"), figure: "1", share: "1%",
          right: [(row.electronic, .dark), (row.paper, .light)])
      }, whole: 1,
      legend: [(.dark, Text(saying: "electronic")), (.light, Text(saying: "paper"))],
      languages: languages, isProvisional: false)
  }

  /// The numbers of the text elements of a drawing that have this name.
  private static func places(_ name: String, _ chart: Chart) -> [Int] {
    chart.svg(marker: Marker(seed: nil)).split(separator: "\n").enumerated()
      .filter { $1.hasPrefix("<text") && $1.contains(">\(name) <") }.map(\.offset)
  }

  /// The text elements of options, one a row.
  private static func rows(_ chart: Chart) -> [Int] {
    chart.svg(marker: Marker(seed: nil)).split(separator: "\n").enumerated()
      .filter { $1.contains(">Option<") }.map(\.offset)
  }

  @Test("stand once, above the first bar that has all parts")
  func once() throws {
    let chart = Self.chart([(9, 0), (5, 3), (4, 4)])
    let rows = Self.rows(chart)
    for name in ["electronic", "paper"] {
      let places = Self.places(name, chart)
      #expect(places.count == 1)
      let place = try #require(places.first)
      #expect(rows[1] < place && place < rows[2])
    }
  }

  @Test("stand each above the first bar that has it, where none has all")
  func each() throws {
    let chart = Self.chart([(9, 0), (0, 3), (4, 0)])
    let rows = Self.rows(chart)
    let electronic = try #require(Self.places("electronic", chart).first)
    let paper = try #require(Self.places("paper", chart).first)
    #expect(rows[0] < electronic && electronic < rows[1])
    #expect(rows[1] < paper && paper < rows[2])
  }

  @Test(
    "neither touch one another nor leave the drawing, however thin their parts are",
    arguments: [(1, 5_000), (5_000, 1), (1, 1), (2_500, 2_500), (300, 4_700)])
  func room(electronic: Int, paper: Int) throws {
    let svg = Self.chart([(electronic, paper)]).svg(marker: Marker(seed: nil))
    let spans = svg.split(separator: "\n").filter { line in
      [">electronic ", ">paper "].contains { line.contains($0) }
    }.compactMap { line -> ClosedRange<Int>? in
      guard let left = line.split(separator: "x=\"").dropFirst().first?.prefix(while: \.isNumber),
        let start = Int(left)
      else { return nil }
      let text = Markup.plain(String(line)).split(separator: " ").joined(separator: " ")
      return start...(start + TextMeasure.width(text, size: Chart.Measure.font))
    }
    try #require(spans.count == 2)
    #expect(spans[0].upperBound < spans[1].lowerBound)
    #expect(spans[0].lowerBound >= 8 && spans[1].upperBound <= Chart.Measure.barRight)
  }
}
