/// Names that were passed over: the first of them, and how many there are.
///
/// A medium may hold a hundred thousand files; people are told of them in a line.
package struct NameList: Equatable, Sendable {
  /// How many are named.
  package static let maxNamed = 20

  package let first: [String]
  package let count: Int

  package init(_ names: [String] = []) { self.init(first: names, count: names.count) }

  /// Names of which only some may be given.
  package init(first: [String], count: Int) {
    self.first = Array(first.prefix(Self.maxNamed))
    self.count = max(count, self.first.count)
  }

  package var isEmpty: Bool { count == 0 }
  /// How many are not named.
  package var more: Int { count - first.count }
}
