/// A stream of records in order, as a merge takes it: it stands at one record after the other.
///
/// Public, with what is asked of every record: only then it is inlined in other modules.
public protocol SortedSource<Failure>: ~Copyable {
  /// What can go wrong on the way to the next record.
  associatedtype Failure: Error

  /// Goes to the next record, or to the first, and gives a number that orders records as far as it
  /// tells them apart, such as the beginning of their key; nil after the last.
  mutating func advance() throws(Failure) -> UInt64?

  /// Whether its record comes before that of another source, whose number is the same.
  func precedes(_ other: borrowing Self) -> Bool
}

/// Gives the records that only one of two sources has, in order, each as its source stands at it;
/// what both have as often is left out.
///
/// - Throws: What the sources throw.
package func forEachDifference<Source: SortedSource & ~Copyable>(
  _ first: inout Source, _ second: inout Source,
  _ body: (borrowing Source, _ isFirst: Bool) -> Void
) throws(Source.Failure) {
  var one = try first.advance()
  var other = try second.advance()
  while one != nil || other != nil {
    if comes(one, first, before: other, second) {
      body(first, true)
      one = try first.advance()
    } else if comes(other, second, before: one, first) {
      body(second, false)
      other = try second.advance()
    } else {
      one = try first.advance()
      other = try second.advance()
    }
  }
}

/// What is not there comes last.
private func comes<Source: SortedSource & ~Copyable>(
  _ number: UInt64?, _ source: borrowing Source, before other: UInt64?,
  _ otherSource: borrowing Source
) -> Bool {
  guard let number else { return false }
  guard let other else { return true }
  return number < other || number == other && source.precedes(otherSource)
}
