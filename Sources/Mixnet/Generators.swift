package import Cryptography

/// The generators that commitments are made to: public, of no election, made once.
package struct Generators: Sendable {
  /// h.
  package let first = Point.generator(0)
  /// h_1, h_2, … from place 0.
  package private(set) var points: [Point] = []

  package init() {}

  /// Has at least so many.
  package mutating func reach(_ count: Int, _ workers: Workers) {
    let start = points.count
    guard count > start else { return }
    let made = workers.map(count - start) { range in
      range.map { Point.generator(start + $0 + 1) }
    }
    points.append(contentsOf: made.joined())
  }
}
