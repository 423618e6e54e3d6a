/// Where each contest's marks lie in a ballot (FORMATS.md section 2).
package struct MarkLayout: Sendable {
  private static let version: UInt8 = 1
  private static let headerByteCount = 3

  private let ballotByteCount: Int
  private let styles: [String]
  private let sliceLists: [[Range<Int>]]
  private let ends: [Int]
  private let contests: [String: Contest]

  package init(_ definition: Definition) {
    ballotByteCount = definition.ballotByteCount
    styles = definition.styles.map(\.id)
    let contests = Dictionary(
      definition.contests.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.contests = contests
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

  /// The marks of each contest of a style, in the style's order.
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
    guard let contest = contests[id], contest.judge(marks) != .malformed else { return .malformed }
    return .marks(marks)
  }
}

/// What a run of marks comes to (FORMATS.md section 2).
package enum BallotCategory: String, Sendable, CaseIterable {
  case blank, malformed, overvoted, undervoted, valid
}

extension Contest {
  /// Judges a run of marks, in the order malformed, blank, over or under.
  ///
  /// Marks for an option that was taken out before the poll are no choices.
  package func judge(_ marks: [UInt8]) -> BallotCategory {
    let highest = highestMark
    guard marks.count == options.count, marks.allSatisfy({ $0 <= highest }) else {
      return .malformed
    }
    var choices = 0
    for (mark, option) in zip(marks, options) where mark != 0 && !option.status.isOut {
      choices += 1
    }
    if choices == 0 { return .blank }
    if choices > method.choices.upperBound { return .overvoted }
    guard method.isRanked else {
      return choices < method.choices.lowerBound ? .undervoted : .valid
    }
    let preferences = preferences(marks)
    // A first preference for several is one for too many; a beginning at 2 is none.
    if preferences.isEmpty, hasSharedRank(marks) { return .overvoted }
    return preferences.count < method.choices.lowerBound ? .undervoted : .valid
  }

  /// The preferences of a ranked ballot, as positions of options, the first first.
  ///
  /// They end before a rank that is not there or that several options share (SSI 2007/42,
  /// schedule 1: "next available preference"). Options taken out before the poll are passed over.
  package func preferences(_ marks: [UInt8]) -> [Int] {
    var at = [Int](repeating: -1, count: marks.count + 1)
    var shared = [Bool](repeating: false, count: marks.count + 1)
    var isOut = [Bool](repeating: false, count: marks.count + 1)
    for (position, mark) in marks.enumerated() where mark != 0 && Int(mark) < at.count {
      let rank = Int(mark)
      if options[position].status.isOut {
        isOut[rank] = true
      } else {
        shared[rank] = at[rank] >= 0
        at[rank] = position
      }
    }
    var preferences: [Int] = []
    for rank in 1..<at.count {
      if at[rank] >= 0, !shared[rank] {
        preferences.append(at[rank])
      } else if at[rank] >= 0 || !isOut[rank] {
        break
      }
    }
    return preferences
  }

  /// Whether the lowest rank that is there is shared by several options.
  private func hasSharedRank(_ marks: [UInt8]) -> Bool {
    let ranks = zip(marks, options).filter { $0 != 0 && !$1.status.isOut }.map(\.0)
    return ranks.min().map { lowest in ranks.count { $0 == lowest } > 1 } ?? false
  }
}
