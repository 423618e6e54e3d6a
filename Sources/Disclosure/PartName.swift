import Words

/// What a part of a chart's bar means, said right above it.
struct PartName {
  /// A part of a bar, by where it lies.
  struct Segment {
    let fill: Chart.Fill
    let left: Int
    let right: Int
  }

  private let segment: Segment
  private let label: Text
  private let left: Int
  private let width: Int

  private static let gap = 10
  private static let edges = 8...Chart.Measure.barRight

  /// The names of some parts, from left to right: that of the last begins where its part does, and
  /// the others end where theirs do, as far as there is room.
  static func placed(
    _ parts: [(segment: Segment, label: Text)], languages: [Language]
  ) -> [PartName] {
    var names: [PartName] = []
    var free = edges.lowerBound
    for (position, part) in parts.enumerated() {
      let widths = parts[position...].map { Self.labelWidth($0.label, languages) }
      // What follows needs its room too.
      let rest = widths.dropFirst().reduce(0) { $0 + gap + $1 }
      let most = edges.upperBound - rest - widths[0]
      let wanted =
        position == parts.count - 1
        ? part.segment.left + gap / 2 : part.segment.right - gap / 2 - widths[0]
      let left = max(free, min(wanted, most))
      names.append(
        PartName(segment: part.segment, label: part.label, left: left, width: widths[0]))
      free = left + widths[0] + gap
    }
    return names
  }

  private static func labelWidth(_ label: Text, _ languages: [Language]) -> Int {
    let line = ChartText.line(label, in: languages)
    return TextMeasure.width(
      line.map(\.text).joined(separator: " "), size: Chart.Measure.font)
  }

  /// The name and what leads from it to its part; its line begins 16 units above `y`.
  func svg(y: Int, languages: [Language]) -> String {
    let middle = left + width / 2
    let end = min(max(middle, segment.left + 1), max(segment.left + 1, segment.right - 1))
    let start = min(max(end, left), left + width)
    return ChartText.svg(ChartText.line(label, in: languages), x: left, y: y)
      + "<path d=\"M\(start) \(y + 5)h1L\(end + 1) \(y + 11)h-1z\"/>\n"
  }
}
