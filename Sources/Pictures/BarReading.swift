/// What a chart of horizontal bars looks like in any picture of it, in the drawing's units.
package struct BarShape: Sendable {
  /// A bar, by where its row is and how long it is.
  package struct Bar: Equatable, Sendable {
    /// The middle of the bar's zone, from the top of the line along the chart.
    package let centre: Int
    /// From the axis to the right and to the left.
    package let right: Int
    package let left: Int
    /// The dark part next to the axis; nil where something hatched follows, whose end is not seen.
    package let dark: Int?

    package init(centre: Int, right: Int, left: Int, dark: Int?) {
      (self.centre, self.right, self.left, self.dark) = (centre, right, left, dark)
    }
  }

  /// The height of the line along the chart, and where its left edge lies.
  package let height: Int
  package let lineLeft: Int
  /// Where the bars begin.
  package let axis: Int
  /// The height of a bar's part of its row.
  package let zone: Int
  package let bars: [Bar]

  package init(height: Int, lineLeft: Int, axis: Int, zone: Int, bars: [Bar]) {
    (self.height, self.lineLeft, self.axis, self.zone) = (height, lineLeft, axis, zone)
    self.bars = bars
  }
}

/// A bar as it was measured, in the drawing's units.
package struct MeasuredBar: Equatable, Sendable {
  /// Which chart, and which of its rows.
  package let chart: Int
  package let row: Int
  package let thickness: Double
  /// How far its middle is from that of its zone.
  package let offset: Double
}

/// Charts found in a picture of a page, by the line that runs along each of them and by how long
/// its bars are; then how thick the bars are and where in their rows they lie.
package struct BarReading {
  /// What is darker than this is the line along a chart.
  private static let lineLevel = 110
  /// What is lighter than this is paper.
  private static let paperLevel = 205
  private static let leastLine = 40
  /// The fewest and most pixels for one unit of the drawing, in which bars can be measured.
  private static let scales = 0.7...8.0

  private let picture: Picture
  private let shapes: [BarShape]

  package init(_ picture: Picture, shapes: [BarShape]) {
    self.picture = picture
    self.shapes = shapes
  }

  /// A dark line from top to bottom, with nothing to its left.
  private struct Line {
    let left: Int
    let top: Int
    let bottom: Int
  }

  /// Every bar that can be measured.
  package var bars: [MeasuredBar] {
    var bars: [MeasuredBar] = []
    for line in lines {
      let found = shapes.indices.filter { fits(Frame(line: line, shape: shapes[$0]), shapes[$0]) }
      // Two charts of the same shape cannot be told apart.
      guard found.count == 1, let chart = found.first else { continue }
      bars += read(Frame(line: line, shape: shapes[chart]), chart)
    }
    return bars
  }

  /// Where a chart lies in the picture.
  private struct Frame {
    let scale: Double
    /// The drawing's left edge and the top of its line.
    let left: Double
    let top: Double

    init(line: Line, shape: BarShape) {
      scale = Double(line.bottom - line.top + 1) / Double(max(1, shape.height))
      left = Double(line.left) - Double(shape.lineLeft) * scale
      top = Double(line.top)
    }

    func x(_ units: Double) -> Int { Int((left + units * scale).rounded()) }
    func y(_ units: Double) -> Double { top + units * scale }
  }

  private func level(_ x: Int, _ y: Int) -> Int {
    guard x >= 0, x < picture.width, y >= 0, y < picture.height else { return 255 }
    return Int(picture.luminance[y * picture.width + x])
  }

  private var lines: [Line] {
    var lines: [Line] = []
    // By where they begin, so that the next column of a line is known for that.
    var known: [Int: Line] = [:]
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
        let line = Line(left: x, top: top, bottom: y - 1)
        let isKnown = (top - 2...top + 2).contains { place in
          known[place].map { x - $0.left <= 12 && abs($0.bottom - line.bottom) <= 2 } ?? false
        }
        guard !isKnown else { continue }
        lines.append(line)
        known[top] = line
      }
    }
    return lines
  }

  /// Whether a column beside a line is paper for most of its length.
  private func isFree(_ x: Int, _ top: Int, _ bottom: Int) -> Bool {
    var light = 0
    for y in top..<bottom where level(x, y) >= Self.paperLevel { light += 1 }
    return light * 10 >= (bottom - top) * 9
  }

  /// Whether every bar is as long as the chart's figures say.
  private func fits(_ frame: Frame, _ shape: BarShape) -> Bool {
    guard Self.scales.contains(frame.scale) else { return false }
    let long = shape.bars.filter { $0.right >= 8 }
    return !long.isEmpty && long.allSatisfy { isAlike($0, frame, shape) }
  }

  private func isAlike(_ bar: BarShape.Bar, _ frame: Frame, _ shape: BarShape) -> Bool {
    let y = Int(frame.y(Double(bar.centre)).rounded())
    let start = frame.x(Double(shape.axis) + 1)
    // Most charts end here.
    guard level(start, y) < Self.paperLevel || bar.dark == nil else { return false }
    let slack = 4 + Double(bar.right) * 0.01
    // A hatched part has gaps, which are narrower than this.
    let gap = max(2, Int(5 * frame.scale))
    let last = frame.x(Double(shape.axis + bar.right) + slack + 2) + gap
    var (x, end) = (start, start)
    while x < min(picture.width, last), x - end <= gap {
      if level(x, y) < Self.paperLevel { end = x }
      x += 1
    }
    let length = (Double(end + 1) - frame.left) / frame.scale - Double(shape.axis)
    guard abs(length - Double(bar.right)) <= slack else { return false }
    guard let dark = bar.dark else { return true }
    // Charts of the same sums differ in their parts.
    x = start
    while x < min(picture.width, last), level(x, y) < Self.lineLevel { x += 1 }
    let darkLength = (Double(x) - frame.left) / frame.scale - Double(shape.axis)
    return abs(darkLength - Double(max(1, dark))) <= 4 + Double(dark) * 0.01
  }

  private func read(_ frame: Frame, _ chart: Int) -> [MeasuredBar] {
    let shape = shapes[chart]
    let axis = Double(shape.axis)
    return shape.bars.indices.compactMap { row in
      let bar = shape.bars[row]
      let columns: ClosedRange<Int>
      if bar.right >= 5 {
        columns = frame.x(axis + 1.5)...frame.x(axis + Double(min(bar.right - 1, 14)))
      } else if bar.left >= 5 {
        columns = frame.x(axis - Double(min(bar.left - 1, 14)))...frame.x(axis - 1.5)
      } else {
        return nil
      }
      let zone = Double(shape.zone)
      guard let found = measure(frame, centre: Double(bar.centre), zone, columns) else {
        return nil
      }
      return MeasuredBar(
        chart: chart, row: row, thickness: found.thickness, offset: found.offset)
    }
  }

  /// How thick a bar is and how far its middle is from where it would be unmarked, in units.
  private func measure(
    _ frame: Frame, centre: Double, _ zone: Double, _ columns: ClosedRange<Int>
  ) -> (thickness: Double, offset: Double)? {
    let first = Int(frame.y(centre - zone / 2).rounded(.up))
    let last = Int(frame.y(centre + zone / 2).rounded(.down)) - 1
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
