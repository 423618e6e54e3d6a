import Words

/// A chart of horizontal bars, drawn as SVG: real text in each language, values beside the bars,
/// patterns that can be told apart in black and white.
///
/// Drawn 360 units wide and shown at 16 units to the size of the page's text, so that its labels are
/// as large as what is read around them.
struct Chart {
  /// How a part of a bar is filled.
  enum Fill: String { case dark, light, hatched }

  struct Row {
    let label: Text
    let figure: String
    /// Beside the figure; empty where there is none.
    let share: String
    /// From the axis outwards; those of `left` go the other way.
    let right: [(value: Int, fill: Fill)]
    var left: [(value: Int, fill: Fill)] = []

    fileprivate var reach: (left: Int, right: Int) { (Chart.sum(left), Chart.sum(right)) }
  }

  /// Measures in the drawing's units.
  enum Measure {
    static let width = 360
    static let anchorLeft = 1
    static let anchorWidth = 2
    static let barLeft = 3
    static let barRight = 356
    static let font = 15
    static let line = 21
    /// Height of a bar's part of its row.
    static let zone = 26
    static let gap = 8
    /// Between the name of a part and its bar's zone, where what leads from one to the other is drawn.
    static let lead = 6
    /// Steps of a bar's thickness, in quarters of a unit.
    static let thickness = [56, 62, 68, 74]
    /// Steps of where its middle lies, from that of its zone, in quarters of a unit.
    static let offset = [-6, -2, 2, 6]
    /// The most bars of one drawing, which is then no higher than a page.
    static let mostRows = 12
  }

  let id: String
  let title: Text
  let description: Text
  private(set) var rows: [Row]
  /// The longest bar to the left and to the right of the axis, of all parts of a chart that is
  /// drawn in several.
  private let longest: (left: Int, right: Int)
  /// What fills the width, where no row has more.
  private let whole: Int
  /// What the fills mean, said beside the first bars that have them; empty where there is one only.
  let legend: [(fill: Fill, label: Text)]
  let languages: [Language]
  let isProvisional: Bool

  init(
    id: String, title: Text, description: Text, rows: [Row], whole: Int,
    legend: [(fill: Fill, label: Text)], languages: [Language], isProvisional: Bool
  ) {
    self.init(
      id: id, title: title, description: description, rows: rows,
      longest: (
        rows.map(\.reach.left).max() ?? 0, rows.map(\.reach.right).max() ?? 0
      ), whole: whole, legend: legend, languages: languages, isProvisional: isProvisional)
  }

  private init(
    id: String, title: Text, description: Text, rows: [Row], longest: (left: Int, right: Int),
    whole: Int, legend: [(fill: Fill, label: Text)], languages: [Language], isProvisional: Bool
  ) {
    self.id = id
    self.title = title
    self.description = description
    self.rows = rows
    self.longest = longest
    self.whole = whole
    self.legend = legend
    self.languages = languages
    self.isProvisional = isProvisional
  }

  /// The chart in drawings of which none is higher than a page, all at one scale.
  var parts: [Chart] {
    guard rows.count > Measure.mostRows else { return [self] }
    let count = (rows.count + Measure.mostRows - 1) / Measure.mostRows
    let size = (rows.count + count - 1) / count
    return (0..<count).map { number in
      Chart(
        id: number == 0 ? id : "\(id)-\(number + 1)", title: title, description: description,
        rows: Array(rows[number * size..<min(rows.count, (number + 1) * size)]), longest: longest,
        whole: whole, legend: legend, languages: languages, isProvisional: isProvisional)
    }
  }

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
  var axis: Int { Measure.barLeft + reach(longest.left) }

  /// The height of the anchor line, which runs along all rows.
  var height: Int { rows.indices.reduce(0) { $0 + rowHeight($1) } }

  private func dark(_ parts: [(value: Int, fill: Fill)]) -> Int? {
    guard !parts.contains(where: { $0.fill == .hatched && $0.value > 0 }) else { return nil }
    return reach(Self.sum(parts.filter { $0.fill == .dark }))
  }

  fileprivate static func sum(_ parts: [(value: Int, fill: Fill)]) -> Int {
    parts.reduce(0) { $0 + max(0, $1.value) }
  }

  /// The longest bar to the left and the longest to the right together fill the width.
  private func reach(_ value: Int) -> Int {
    let span = max(whole, longest.left + longest.right)
    return Int(
      Int128(max(0, value)) * Int128(Measure.barRight - Measure.barLeft) / Int128(span))
  }

  /// How wide the column of shares is.
  private var shareWidth: Int {
    let widest = rows.map { TextMeasure.width($0.share, size: Measure.font) }.max() ?? 0
    return widest == 0 ? 0 : widest + 10
  }

  /// The label's lines; the first leaves room for the figures.
  private func labelLines(_ row: Row) -> [ChartText.Line] {
    let rest = Measure.barRight - 8
    let figure = TextMeasure.width(row.figure, size: Measure.font)
    return ChartText.lines(
      row.label, in: languages, first: rest - figure - shareWidth - 12, rest: rest)
  }

  private func rowHeight(_ row: Int) -> Int {
    labelLines(rows[row]).count * Measure.line + namesHeight(row) + Measure.zone + Measure.gap
  }

  private func namesHeight(_ row: Int) -> Int {
    partNames(row).isEmpty ? 0 : Measure.line + Measure.lead
  }

  /// What the parts of a row's bar mean, from left to right: where it is the first row that has all
  /// of them, or the first that has this one.
  private func partNames(_ row: Int) -> [PartName] {
    guard !legend.isEmpty else { return [] }
    let fills = rows.map { row in
      Set((row.left + row.right).filter { $0.value > 0 }.map(\.fill))
    }
    let all = fills.reduce(Set()) { $0.union($1) }
    let whole = fills.firstIndex(of: all)
    let named = fills[row].filter { fill in
      (whole ?? fills.firstIndex { $0.contains(fill) }) == row
    }
    return PartName.placed(
      segments(rows[row]).filter { named.contains($0.fill) }.compactMap { segment in
        legend.first { $0.fill == segment.fill }.map { (segment, $0.label) }
      }, languages: languages)
  }

  /// The parts of a row's bar, from left to right.
  private func segments(_ row: Row) -> [PartName.Segment] {
    var parts: [PartName.Segment] = []
    var before = 0
    for part in row.left where part.value > 0 {
      let start = reach(before)
      before += part.value
      parts.insert(
        PartName.Segment(fill: part.fill, left: axis - reach(before), right: axis - start), at: 0)
    }
    before = 0
    for part in row.right where part.value > 0 {
      let start = reach(before)
      before += part.value
      parts.append(
        PartName.Segment(fill: part.fill, left: axis + start, right: axis + reach(before)))
    }
    return parts
  }

  /// Where each row's bar lies.
  var placements: [Placement] {
    var top = 0
    return rows.indices.map { index in
      let height = rowHeight(index)
      defer { top += height }
      return Placement(
        centre: top + height - Measure.gap - Measure.zone / 2,
        right: reach(Self.sum(rows[index].right)), left: reach(Self.sum(rows[index].left)),
        dark: dark(rows[index].right))
    }
  }

  /// The drawing as a file of its own.
  func file(marker: Marker) -> String {
    svg(marker: marker, attributes: ChartText.attributes, first: ChartText.style)
  }

  /// The drawing in a page, in the page's colours; `marker` varies each bar a little.
  func svg(marker: Marker) -> String { svg(marker: marker, attributes: "", first: "") }

  private func svg(marker: Marker, attributes: String, first: String) -> String {
    let top = 4
    let total = top + height + 6
    var text = """
      <svg class="chart" viewBox="0 0 \(Measure.width) \(total)" width="\(Measure.width)" \
      height="\(total)" role="img" aria-labelledby="\(id)-t \(id)-d" \(attributes)>
      \(first)\
      <title id="\(id)-t">\(Markup.escaped(title.together(in: languages)))</title>
      <desc id="\(id)-d">\(Markup.escaped(description.together(in: languages)))</desc>
      \(hatching)<rect class="paper" width="\(Measure.width)" height="\(total)"/>

      """
    text +=
      "<rect x=\"\(Measure.anchorLeft)\" y=\"\(top)\" width=\"\(Measure.anchorWidth)\" "
      + "height=\"\(height)\"/>\n"
    for (index, place) in placements.enumerated() {
      text += row(index, place, top: top, mark: marker.bar(chart: id, row: index))
    }
    if isProvisional {
      text +=
        "<text x=\"180\" y=\"\(top + height / 2)\" text-anchor=\"middle\" font-size=\"28\" "
        + "font-weight=\"700\" fill=\"#b00020\" fill-opacity=\"0.22\" "
        + "transform=\"rotate(-14 180 \(top + height / 2))\">\(Publication.watermark)</text>\n"
    }
    return text + "</svg>\n"
  }

  /// The pattern of hatched parts, where there are any.
  private var hatching: String {
    let isHatched = rows.contains { row in
      (row.left + row.right).contains { $0.fill == .hatched }
    }
    guard isHatched else { return "" }
    return """
      <defs><pattern id="\(id)-h" width="5" height="5" patternUnits="userSpaceOnUse" \
      patternTransform="rotate(45)"><rect class="paper" width="5" height="5"/>\
      <rect class="dark" width="2.5" height="5"/></pattern></defs>

      """
  }

  /// A row: its label and value, then its bar.
  private func row(
    _ index: Int, _ place: Placement, top: Int, mark: (thickness: Int, offset: Int)
  ) -> String {
    let row = rows[index]
    var text = ""
    let lines = labelLines(row)
    var y = top + place.centre + Measure.zone / 2 + Measure.gap - rowHeight(index) + 16
    for (number, line) in lines.enumerated() {
      text += ChartText.svg(line, x: 8, y: y)
      if number == 0 {
        text +=
          "<text x=\"\(Measure.barRight - shareWidth)\" y=\"\(y)\" text-anchor=\"end\" "
          + "font-weight=\"600\">\(Markup.escaped(row.figure))</text>\n"
        if !row.share.isEmpty {
          text +=
            "<text x=\"\(Measure.barRight)\" y=\"\(y)\" text-anchor=\"end\">"
            + "\(Markup.escaped(row.share))</text>\n"
        }
      }
      y += Measure.line
    }
    for name in partNames(index) { text += name.svg(y: y, languages: languages) }
    let thickness = Measure.thickness[mark.thickness]
    let middle = 4 * (top + place.centre) + Measure.offset[mark.offset]
    text += bars(row, quarters: middle - thickness / 2, thickness: thickness)
    if axis > Measure.barLeft {
      text +=
        "<rect x=\"\(axis)\" y=\"\(top + place.centre - Measure.zone / 2)\" width=\"1\" "
        + "height=\"\(Measure.zone)\"/>\n"
    }
    return text
  }

  /// The bar of a row; its top and thickness are in quarters of a unit.
  private func bars(_ row: Row, quarters: Int, thickness: Int) -> String {
    let y = Self.quarters(quarters)
    let height = Self.quarters(thickness)
    return segments(row).map { part in
      "<rect x=\"\(part.left)\" y=\"\(y)\" width=\"\(part.right - part.left)\" "
        + "height=\"\(height)\" \(paint(part.fill))/>\n"
    }.joined()
  }

  /// A number of quarters as a decimal number.
  private static func quarters(_ count: Int) -> String {
    "\(count >> 2)" + ["", ".25", ".5", ".75"][count & 3]
  }

  /// Each at least three times as dark as the page (WCAG 2.1, 1.4.11).
  private func paint(_ fill: Fill) -> String {
    switch fill {
    case .dark: "class=\"dark\""
    case .light: "class=\"light\""
    case .hatched: "fill=\"url(#\(id)-h)\""
    }
  }
}
