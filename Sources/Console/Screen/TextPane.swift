/// Lines that are longer or more than a screen holds, to look through.
package struct TextPane: Equatable, Sendable {
  package private(set) var lines: [ScreenLine]
  /// The first line that is seen.
  package private(set) var top: Int

  package init(_ lines: [ScreenLine], top: Int = 0) {
    self.lines = lines
    self.top = top
  }

  /// Takes a key that moves the text; false for any other.
  package mutating func press(_ key: Key, height: Int) -> Bool {
    let last = max(0, lines.count - height)
    switch key {
    case .up, .character("k"): top -= 1
    case .down, .character("j"): top += 1
    case .pageUp: top -= height
    case .pageDown, .character(" "): top += height
    case .home: top = 0
    case .end: top = last
    default: return false
    }
    top = max(0, min(last, top))
    return true
  }

  /// What is seen of it in so many lines.
  package func visible(height: Int) -> [ScreenLine] {
    let start = max(0, min(top, lines.count - height))
    return Array(lines.dropFirst(start).prefix(height))
  }

  /// Whether there is more than fits.
  package func isLonger(than height: Int) -> Bool { lines.count > height }
}
