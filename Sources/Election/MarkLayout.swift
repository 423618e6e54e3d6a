/// Where each contest's marks lie in a ballot (FormatBundle § A ballot).
package struct MarkLayout: Sendable {
  private static let version: UInt8 = 1
  private static let headerByteCount = 3

  private let ballotByteCount: Int
  private let styles: [String]
  private let sliceLists: [[Range<Int>]]
  private let ends: [Int]
  private let judges: [String: MarkJudge]

  package init(_ definition: Definition) {
    ballotByteCount = definition.ballotByteCount
    styles = definition.styles.map(\.id)
    let contests = Dictionary(
      definition.contests.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    judges = contests.mapValues(MarkJudge.init)
    sliceLists = definition.styles.map { style in
      var start = Self.headerByteCount
      return style.contests.map { id in
        let count = contests[id]?.options.count ?? 0
        defer { start += count }
        return start..<start + count
      }
    }
    ends = sliceLists.map { $0.last?.upperBound ?? Self.headerByteCount }
  }

  /// The marks of each contest of a style, in the style's order; none of a style of another election.
  package func slices(of style: Style) -> [Range<Int>] {
    styles.firstIndex(of: style.id).map(slices(style:)) ?? []
  }

  /// The same by the number of the style.
  package func slices(style: Int) -> [Range<Int>] {
    sliceLists.indices.contains(style) ? sliceLists[style] : []
  }

  /// Whether an opened ballot has the right version, style and length, and only zeros at the end.
  package func isReadable(_ vector: Span<UInt8>, style: Int) -> Bool {
    guard vector.count == ballotByteCount, vector[0] == Self.version,
      Int(vector[1]) << 8 | Int(vector[2]) == style, ends.indices.contains(style)
    else { return false }
    for position in ends[style]..<vector.count where vector[position] != 0 { return false }
    return true
  }

  /// The mark vector of a ballot; nil where the style is not of this election or the marks are
  /// not one list for every contest with one mark for every option.
  package func vector(style id: String, marks: [[UInt8]]) -> [UInt8]? {
    guard let style = styles.firstIndex(of: id), style <= 0xFFFF,
      marks.map(\.count) == sliceLists[style].map(\.count)
    else { return nil }
    var vector = [Self.version, UInt8(style >> 8), UInt8(style & 0xFF)] + marks.flatMap(\.self)
    vector.append(contentsOf: repeatElement(0, count: ballotByteCount - vector.count))
    return vector
  }

  /// The marks of a contest as a pattern keeps them: a malformed run as that and no more.
  package func marks(_ marks: [UInt8], contest id: String) -> Pattern.Marks {
    guard let judge = judges[id], judge.judge(marks) != .malformed else { return .malformed }
    return .marks(marks)
  }
}
