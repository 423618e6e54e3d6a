import Encoding
import Pictures
import TestSupport
import Testing
import Words

@testable import Disclosure

/// A page of charts, drawn as a picture by what a chart says of itself, and what people do to it.
private struct DrawnPage {
  static let scale = 2.0
  private static let margin = 40
  private(set) var width = 0
  private(set) var height = 0
  private(set) var levels: [Double] = []

  /// Charts below each other in one recipient's copy.
  init(_ charts: [Chart], seed: Digest) {
    width = Int(Double(Chart.Measure.width) * Self.scale) + 2 * Self.margin
    height = charts.reduce(Self.margin) { $0 + Int(Double($1.height) * Self.scale) + Self.margin }
    levels = [Double](repeating: 255, count: width * height)
    let marker = Marker(seed: seed)
    var top = Double(Self.margin)
    for chart in charts {
      let line = Double(Chart.Measure.anchorLeft)
      fill(line, line + Double(Chart.Measure.anchorWidth), 0, Double(chart.height), top, 17)
      for (row, place) in chart.placements.enumerated() {
        let mark = marker.bar(chart: chart.id, row: row)
        let middle = Double(4 * place.centre + Chart.Measure.offset[mark.offset]) / 4
        let half = Double(Chart.Measure.thickness[mark.thickness]) / 8
        let axis = Double(chart.axis)
        fill(axis, axis + Double(place.right), middle - half, middle + half, top, 54)
      }
      top += Double(chart.height) * Self.scale + Double(Self.margin)
    }
  }

  /// Darkens a rectangle in a chart's units, whose edges lie between pixels.
  private mutating func fill(
    _ left: Double, _ right: Double, _ top: Double, _ bottom: Double, _ origin: Double,
    _ level: Double
  ) {
    let (first, last) = (origin + top * Self.scale, origin + bottom * Self.scale)
    let (start, end) = (
      Double(Self.margin) + left * Self.scale, Double(Self.margin) + right * Self.scale
    )
    for y in Int(first)...Int(last) {
      let down = min(Double(y + 1), last) - max(Double(y), first)
      for x in Int(start)...Int(end) {
        let across = min(Double(x + 1), end) - max(Double(x), start)
        let part = max(0, down) * max(0, across)
        levels[y * width + x] += (level - levels[y * width + x]) * part
      }
    }
  }

  var picture: Picture {
    Picture(
      width: width, height: height, luminance: levels.map { UInt8(max(0, min(255, $0 + 0.5))) })
  }

  mutating func change(_ level: (Double) -> Double) { levels = levels.map(level) }

  /// Turns it clockwise and makes it smaller or larger, about its middle.
  mutating func turn(_ degrees: Double, scale: Double = 1) {
    // The series is good to a millionth for a few degrees.
    let angle = degrees * .pi / 180
    let (sine, cosine) = (angle - angle * angle * angle / 6, 1 - angle * angle / 2)
    let (newWidth, newHeight) = (
      Int(Double(width) * scale) + Int(Double(height) * scale * abs(sine)),
      Int(Double(height) * scale) + Int(Double(width) * scale * abs(sine))
    )
    let paper = levels[0]
    var made = [Double](repeating: paper, count: newWidth * newHeight)
    for y in 0..<newHeight {
      for x in 0..<newWidth {
        let right = (Double(x) + 0.5 - Double(newWidth) / 2) / scale
        let down = (Double(y) + 0.5 - Double(newHeight) / 2) / scale
        let fromX = right * cosine + down * sine + Double(width) / 2 - 0.5
        let fromY = down * cosine - right * sine + Double(height) / 2 - 0.5
        let (left, top) = (Int(fromX.rounded(.down)), Int(fromY.rounded(.down)))
        guard left >= 0, top >= 0, left + 1 < width, top + 1 < height else { continue }
        let (partX, partY) = (fromX - Double(left), fromY - Double(top))
        let place = top * width + left
        let upper = levels[place] * (1 - partX) + levels[place + 1] * partX
        let lower = levels[place + width] * (1 - partX) + levels[place + width + 1] * partX
        made[y * newWidth + x] = upper * (1 - partY) + lower * partY
      }
    }
    (levels, width, height) = (made, newWidth, newHeight)
  }

  mutating func addNoise(_ reach: Double, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for place in levels.indices { levels[place] += .random(in: -reach...reach, using: &random) }
  }
}

@Suite("Charts in pictures of a page")
struct ChartPictureTests {
  /// What is done to a picture of a copy.
  private struct Distortion: Sendable {
    let name: String
    let change: @Sendable (inout DrawnPage) -> Void

    init(_ name: String, _ change: @escaping @Sendable (inout DrawnPage) -> Void) {
      (self.name, self.change) = (name, change)
    }
  }

  private static let turned = [-3, -2.3, -1.4, -0.6, -0.2, 0, 0.3, 0.8, 1.7, 2.6, 3].map {
    degrees in
    Distortion("turned by \(degrees)") { $0.turn(degrees) }
  }
  private static let dimmed = [0.25, 0.4, 0.6, 0.8].map { share in
    Distortion("dimmed to \(share)") { $0.change { $0 * share } }
  }
  private static let washedOut = [0.3, 0.5, 0.7].map { share in
    Distortion("washed out to \(share)") { $0.change { 255 - (255 - $0) * share } }
  }
  private static let inverted = [0.5, 1].map { share in
    Distortion("inverted at \(share)") { $0.change { (255 - $0) * share } }
  }
  private static let scaled = [0.6, 0.75, 1.3].map { scale in
    Distortion("scaled by \(scale)") { $0.turn(0, scale: scale) }
  }
  private static let noisy = [8, 20, 40].map { reach in
    Distortion("noise of \(reach)") { $0.addNoise(reach, seed: 3) }
  }
  private static let several = [
    Distortion("turned, inverted and dimmed") {
      $0.turn(-1.9)
      $0.change { (255 - $0) * 0.6 }
    },
    Distortion("turned, smaller and noisy") {
      $0.turn(2.2, scale: 0.8)
      $0.addNoise(15, seed: 4)
    },
    Distortion("dimmed and noisy") {
      $0.change { $0 * 0.5 }
      $0.addNoise(10, seed: 5)
    },
    Distortion("all black") { $0.change { _ in 0 } },
  ]
  private static let distortions =
    turned + dimmed + washedOut + inverted + scaled + noisy + several

  /// Two charts of five options.
  private static let charts = (0..<2).map { number in
    let rows = (0..<5).map { row in
      Chart.Row(
        label: Text("Option \(row)"), figure: "1", share: "",
        right: [(1_000 - 173 * row - 90 * number, .dark)])
    }
    return Chart(
      id: "chart-\(number)", title: Text("Chart"), description: Text("Chart"), rows: rows, whole: 1,
      legend: [],
      languages: [.english], isProvisional: false)
  }

  private static let recipients = (0..<5).map {
    Trace.Recipient(name: "r\($0)", seed: Digest(words: (UInt64($0), 5, 6, 7)))
  }

  @Test("name the recipient or nobody, whatever was done to them, and never another")
  func distorted() {
    #expect(Self.distortions.count == 30)
    let reading = ChartReading(Self.charts)
    var named = 0
    for recipient in Self.recipients {
      let whole = DrawnPage(Self.charts, seed: recipient.seed)
      for distortion in Self.distortions {
        var page = whole
        distortion.change(&page)
        let bits = reading.bits(page.picture).map { ($0.key, Trace.Carrier.picture, $0.value) }
        let found = Trace(bits: bits).matches(Self.recipients).filter(\.isNamed).map(\.name)
        #expect(found.isEmpty || found == [recipient.name], "\(distortion.name): \(found)")
        named += found.count
      }
    }
    // Of thirty, one is black and little is left of a few.
    #expect(named >= 5 * 26, "\(named) of 150 are named")
  }
}
