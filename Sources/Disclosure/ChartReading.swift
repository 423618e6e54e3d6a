/// Charts found in a picture of a page, by the line that runs along each of them and by how long
/// its bars are; then how thick the bars are and where in their rows they lie.
struct ChartReading {
  /// What is darker than this is the line along a chart.
  private static let lineLevel = 110
  /// What is lighter than this is paper.
  private static let paperLevel = 205
  private static let leastLine = 40
  /// The fewest and most pixels for one unit of the drawing, in which bars can be measured.
  private static let scales = 0.7...8.0

  private let picture: Picture
  private let charts: [Chart]

  init(_ picture: Picture, charts: [Chart]) {
    self.picture = picture
    self.charts = charts
  }

  /// A dark line from top to bottom, with nothing to its left.
  private struct Line {
    let left: Int
    let top: Int
    let bottom: Int
  }

  /// What is read, by the name of the slot.
  var bits: [String: Bool] {
    var bits: [String: Bool] = [:]
    for line in lines {
      let found = charts.compactMap { chart -> [String: Bool]? in
        let frame = Frame(line: line, chart: chart)
        guard Self.scales.contains(frame.scale), fits(frame, chart) else { return nil }
        return read(frame, chart)
      }
      // Two charts of the same shape cannot be told apart.
      guard found.count == 1, let found = found.first else { continue }
      bits.merge(found) { first, _ in first }
    }
    return bits
  }

  /// Where a chart lies in the picture.
  private struct Frame {
    let scale: Double
    /// The drawing's left edge and the top of its line.
    let left: Double
    let top: Double

    init(line: Line, chart: Chart) {
      scale = Double(line.bottom - line.top + 1) / Double(max(1, chart.height))
      left = Double(line.left) - Double(Chart.Measure.anchorLeft) * scale
      top = Double(line.top)
    }

    func x(_ units: Double) -> Int { Int((left + units * scale).rounded()) }
    func y(_ units: Double) -> Double { top + units * scale }
  }

  private func level(_ x: Int, _ y: Int) -> Int {
    guard (0..<picture.width).contains(x), (0..<picture.height).contains(y) else { return 255 }
    return Int(picture.luminance[y * picture.width + x])
  }

  private var lines: [Line] {
    var lines: [Line] = []
    for x in 0..<picture.width {
      var y = 0
      while y < picture.height {
        // No line that is long enough lies between two of these places.
        guard level(x, y) < Self.lineLevel else {
          y += Self.leastLine / 2
          continue
        }
        var top = y
        while top > 0, level(x, top - 1) < Self.lineLevel { top -= 1 }
        while y < picture.height, level(x, y) < Self.lineLevel { y += 1 }
        guard y - top >= Self.leastLine, isFree(x - 2, top, y) else { continue }
        // The next column of the same line.
        let isKnown = lines.contains {
          x - $0.left <= 12 && abs($0.top - top) <= 2 && abs($0.bottom - (y - 1)) <= 2
        }
        if !isKnown { lines.append(Line(left: x, top: top, bottom: y - 1)) }
      }
    }
    return lines
  }

  /// Whether a column beside a line is paper for most of its length.
  private func isFree(_ x: Int, _ top: Int, _ bottom: Int) -> Bool {
    let light = (top..<bottom).count { level(x, $0) >= Self.paperLevel }
    return light * 10 >= (bottom - top) * 9
  }

  /// Whether every bar is as long as the chart's figures say.
  private func fits(_ frame: Frame, _ chart: Chart) -> Bool {
    var bars = 0
    for place in chart.placements where place.right >= 8 {
      let y = Int(frame.y(Double(place.centre)).rounded())
      // A hatched part has gaps, which are narrower than this.
      let gap = max(2, Int(5 * frame.scale))
      var x = frame.x(Double(chart.axis) + 1)
      var end = x
      while x < picture.width, x - end <= gap {
        if level(x, y) < Self.paperLevel { end = x }
        x += 1
      }
      let length = (Double(end + 1) - frame.left) / frame.scale - Double(chart.axis)
      guard abs(length - Double(place.right)) <= 4 + Double(place.right) * 0.01 else {
        return false
      }
      if let dark = place.dark {
        // Charts of the same sums differ in their parts.
        var x = frame.x(Double(chart.axis) + 1)
        while x < picture.width, level(x, y) < Self.lineLevel { x += 1 }
        let length = (Double(x) - frame.left) / frame.scale - Double(chart.axis)
        guard abs(length - Double(max(1, dark))) <= 4 + Double(dark) * 0.01 else { return false }
      }
      bars += 1
    }
    return bars > 0
  }

  private func read(_ frame: Frame, _ chart: Chart) -> [String: Bool] {
    var bits: [String: Bool] = [:]
    for (row, place) in chart.placements.enumerated() {
      let axis = Double(chart.axis)
      let columns: ClosedRange<Int>
      if place.right >= 5 {
        columns = frame.x(axis + 1.5)...frame.x(axis + Double(min(place.right - 1, 14)))
      } else if place.left >= 5 {
        columns = frame.x(axis - Double(min(place.left - 1, 14)))...frame.x(axis - 1.5)
      } else {
        continue
      }
      guard let bar = measure(frame, centre: Double(place.centre), columns: columns) else {
        continue
      }
      for (what, value, steps) in [
        ("thickness", bar.thickness, Chart.Measure.thickness),
        ("offset", bar.offset, Chart.Measure.offset),
      ] {
        let slots = Marker.barSlots(what, chart: chart.id, row: row)
        bits.merge(Self.bits(of: value * 4, among: steps, slots: slots)) { first, _ in first }
      }
    }
    return bits
  }

  /// The bits of the step that a value is at; between two steps the bit in which they agree.
  private static func bits(
    of value: Double, among steps: [Int], slots: [String]
  ) -> [String: Bool] {
    let width = Double(steps[1] - steps[0])
    let near = steps.indices.filter { abs(Double(steps[$0]) - value) < width * 0.65 }
      .map { Marker.steps[$0] }
    guard let first = near.first else { return [:] }
    var bits: [String: Bool] = [:]
    if near.allSatisfy({ $0.0 == first.0 }) { bits[slots[0]] = first.0 }
    if near.allSatisfy({ $0.1 == first.1 }) { bits[slots[1]] = first.1 }
    return bits
  }

  /// How thick a bar is and how far its middle is from where it would be unmarked, in units.
  private func measure(
    _ frame: Frame, centre: Double, columns: ClosedRange<Int>
  ) -> (thickness: Double, offset: Double)? {
    let zone = Double(Chart.Measure.zone) / 2
    let first = Int(frame.y(centre - zone).rounded(.up))
    let last = Int(frame.y(centre + zone).rounded(.down)) - 1
    guard last - first >= 8, last - first < picture.height else { return nil }
    var profile = (first...last).map { y in
      Double(columns.reduce(0) { $0 + 255 - level($1, y) }) / Double(columns.count)
    }
    // Whatever lies under the bar and beside it, as the word across a provisional page.
    let paper = (profile[0] + profile[profile.count - 1]) / 2
    profile = profile.map { max(0, $0 - paper) }
    let inner = profile.count / 3..<profile.count * 2 / 3
    let dark = profile[inner].reduce(0, +) / Double(inner.count)
    guard dark > 30 else { return nil }
    let sum = profile.reduce(0, +)
    let weighted = profile.enumerated().reduce(0.0) { sum, item in
      sum + (Double(first + item.offset) + 0.5) * item.element
    }
    return (
      thickness: sum / dark / frame.scale,
      offset: (weighted / sum - frame.y(centre)) / frame.scale
    )
  }
}
