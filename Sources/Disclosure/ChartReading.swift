import Pictures

/// The marks in a page's charts, as a picture of it shows them.
struct ChartReading {
  private let charts: [Chart]
  private let shapes: [BarShape]

  init(_ charts: [Chart]) {
    self.charts = charts
    shapes = charts.map { chart in
      BarShape(
        height: chart.height, lineLeft: Chart.Measure.anchorLeft, axis: chart.axis,
        zone: Chart.Measure.zone,
        bars: chart.placements.map {
          BarShape.Bar(centre: $0.centre, right: $0.right, left: $0.left, dark: $0.dark)
        })
    }
  }

  /// What is read, by the name of the slot.
  ///
  /// Nothing of how the picture is made readable depends on anybody's marks.
  func bits(_ picture: Picture) -> [String: Bool] {
    let page = (picture.isDark ? picture.inverted : picture).levelled.upright
    var bits: [String: Bool] = [:]
    for bar in BarReading(page, shapes: shapes).bars {
      for (what, value, steps) in [
        ("thickness", bar.thickness, Chart.Measure.thickness),
        ("offset", bar.offset, Chart.Measure.offset),
      ] {
        let slots = Marker.barSlots(what, chart: charts[bar.chart].id, row: bar.row)
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
}
