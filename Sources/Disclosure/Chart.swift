import Words

/// A chart of horizontal bars, drawn as SVG: real text, values beside the bars, patterns that can be
/// told apart in black and white.
///
/// Drawn 360 units wide, so that on a phone it stands at its own size.
struct Chart {
  /// How a part of a bar is filled.
  enum Fill: String { case dark, light, hatched }

  struct Row {
    let label: Text
    let value: String
    /// From the axis outwards; those of `left` go the other way.
    let right: [(value: Int, fill: Fill)]
    var left: [(value: Int, fill: Fill)] = []
  }

  /// Measures in the drawing's units.
  enum Measure {
    static let width = 360
    static let anchorLeft = 1
    static let anchorWidth = 2
    static let barLeft = 3
    static let barRight = 356
    static let font = 13
    static let line = 20
    /// Height of a bar's part of its row.
    static let zone = 26
    static let gap = 8
    /// Steps of a bar's thickness, in quarters of a unit.
    static let thickness = [56, 62, 68, 74]
    /// Steps of where its middle lies, from that of its zone, in quarters of a unit.
    static let offset = [-6, -2, 2, 6]
  }

  let id: String
  let title: Text
  let description: Text
  let rows: [Row]
  /// What fills the width, where no row has more.
  let whole: Int
  /// What the fills mean; empty where there is one only.
  let legend: [(fill: Fill, label: Text)]
  let languages: [Language]
  let isProvisional: Bool

  /// Where the bars of a row lie, in the drawing's units.
  struct Placement: Equatable {
    /// The middle of the bar's zone, from the top of the anchor line.
    let centre: Int
    /// From the axis to the right and to the left.
    let right: Int
    let left: Int
    /// The dark part next to the axis; nil where something hatched follows, whose end is not seen.
    let dark: Int?
  }

  /// The position of the axis, from the left.
  var axis: Int { Measure.barLeft + reach(rows.map { sum($0.left) }.max() ?? 0) }

  /// The height of the anchor line, which runs along all rows.
  var height: Int { rows.indices.reduce(0) { $0 + rowHeight($1) } }

  private func dark(_ parts: [(value: Int, fill: Fill)]) -> Int? {
    guard !parts.contains(where: { $0.fill == .hatched && $0.value > 0 }) else { return nil }
    return reach(sum(parts.filter { $0.fill == .dark }))
  }

  private func sum(_ parts: [(value: Int, fill: Fill)]) -> Int {
    parts.reduce(0) { $0 + max(0, $1.value) }
  }

  /// The longest bar to the left and the longest to the right together fill the width.
  private var span: Int {
    max(whole, (rows.map { sum($0.left) }.max() ?? 0) + (rows.map { sum($0.right) }.max() ?? 0))
  }

  private func reach(_ value: Int) -> Int {
    Int(Int128(max(0, value)) * Int128(Measure.barRight - Measure.barLeft) / Int128(span))
  }

  private func labelLines(_ row: Row) -> [String] {
    let value = TextMeasure.width(row.value, size: Measure.font)
    return TextMeasure.wrap(
      words(row.label), first: Measure.barRight - 8 - value - 12, rest: Measure.barRight - 8,
      size: Measure.font)
  }

  private func rowHeight(_ row: Int) -> Int {
    labelLines(rows[row]).count * Measure.line + Measure.zone + Measure.gap
  }

  /// Where each row's bar lies.
  var placements: [Placement] {
    var top = 0
    return rows.indices.map { index in
      let height = rowHeight(index)
      defer { top += height }
      return Placement(
        centre: top + height - Measure.gap - Measure.zone / 2,
        right: reach(sum(rows[index].right)), left: reach(sum(rows[index].left)),
        dark: dark(rows[index].right))
    }
  }

  private var legendHeight: Int { legend.count * Measure.line + (legend.isEmpty ? 0 : 6) }

  /// The drawing; `marker` varies each bar a little.
  func svg(marker: Marker) -> String {
    let top = 4 + legendHeight
    let total = top + height + 6
    var text = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Measure.width) \(total)" \
      width="\(Measure.width)" height="\(total)" role="img" aria-labelledby="\(id)-t \(id)-d" \
      font-family="'Noto Sans TC','Noto Sans CJK TC','PingFang TC','Microsoft JhengHei',sans-serif" \
      font-size="\(Measure.font)">
      <title id="\(id)-t">\(Markup.escaped(words(title)))</title>
      <desc id="\(id)-d">\(Markup.escaped(words(description)))</desc>
      <defs><pattern id="\(id)-h" width="5" height="5" patternUnits="userSpaceOnUse" \
      patternTransform="rotate(45)"><rect width="5" height="5" fill="#fff"/>\
      <rect width="2.5" height="5" fill="#1f3a5f"/></pattern></defs>
      <rect width="\(Measure.width)" height="\(total)" fill="#fff"/>

      """
    for (position, item) in legend.enumerated() {
      let y = 4 + position * Measure.line
      text += rectangle(x: 10, y: y, width: 22, height: 11, item.fill)
      text +=
        "<text x=\"38\" y=\"\(y + 11)\" fill=\"#111\">\(Markup.escaped(words(item.label)))</text>\n"
    }
    text +=
      "<rect x=\"\(Measure.anchorLeft)\" y=\"\(top)\" width=\"\(Measure.anchorWidth)\" "
      + "height=\"\(height)\" fill=\"#111\"/>\n"
    let axis = axis
    for (index, place) in placements.enumerated() {
      let row = rows[index]
      var y = top + place.centre + Measure.zone / 2 + Measure.gap - rowHeight(index) + 15
      for (number, line) in labelLines(row).enumerated() {
        text += "<text x=\"8\" y=\"\(y)\" fill=\"#111\">\(Markup.escaped(line))</text>\n"
        if number == 0 {
          text +=
            "<text x=\"\(Measure.barRight)\" y=\"\(y)\" text-anchor=\"end\" fill=\"#111\" "
            + "font-weight=\"600\">\(Markup.escaped(row.value))</text>\n"
        }
        y += Measure.line
      }
      let mark = marker.bar(chart: id, row: index)
      let thickness = Measure.thickness[mark.thickness]
      let middle = 4 * (top + place.centre) + Measure.offset[mark.offset]
      text += bars(row, axis: axis, quarters: middle - thickness / 2, thickness: thickness)
    }
    if axis > Measure.barLeft {
      for place in placements {
        text +=
          "<rect x=\"\(axis)\" y=\"\(top + place.centre - Measure.zone / 2)\" width=\"1\" "
          + "height=\"\(Measure.zone)\" fill=\"#111\"/>\n"
      }
    }
    if isProvisional {
      text +=
        "<text x=\"180\" y=\"\(top + height / 2)\" text-anchor=\"middle\" font-size=\"28\" "
        + "font-weight=\"700\" fill=\"#b00020\" fill-opacity=\"0.22\" "
        + "transform=\"rotate(-14 180 \(top + height / 2))\">\(Publication.watermark)</text>\n"
    }
    return text + "</svg>\n"
  }

  /// The bar of a row; its top and thickness are in quarters of a unit.
  private func bars(_ row: Row, axis: Int, quarters: Int, thickness: Int) -> String {
    let y = Self.quarters(quarters)
    let height = Self.quarters(thickness)
    var text = ""
    var before = 0
    for part in row.right where part.value > 0 {
      let start = reach(before)
      before += part.value
      text += bar(x: axis + start, y: y, width: reach(before) - start, height, part.fill)
    }
    before = 0
    for part in row.left where part.value > 0 {
      let start = reach(before)
      before += part.value
      text += bar(x: axis - reach(before), y: y, width: reach(before) - start, height, part.fill)
    }
    return text
  }

  /// A number of quarters as a decimal number.
  private static func quarters(_ count: Int) -> String {
    "\(count >> 2)" + ["", ".25", ".5", ".75"][count & 3]
  }

  private func bar(x: Int, y: String, width: Int, _ height: String, _ fill: Fill) -> String {
    "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" \(paint(fill))/>\n"
  }

  private func rectangle(x: Int, y: Int, width: Int, height: Int, _ fill: Fill) -> String {
    bar(x: x, y: "\(y)", width: width, "\(height)", fill)
  }

  private func paint(_ fill: Fill) -> String {
    switch fill {
    case .dark: "fill=\"#1f3a5f\""
    case .light: "fill=\"#8fa9c9\""
    case .hatched: "fill=\"url(#\(id)-h)\""
    }
  }

  private func words(_ text: Text) -> String { text.together(in: languages) }
}
