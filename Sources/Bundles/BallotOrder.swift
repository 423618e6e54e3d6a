/// Watches that sealed ballots come strictly ascending by bytes, so that none is repeated and
/// their order tells nothing of when they were cast.
struct BallotOrder {
  private let size: Int
  private var last: [UInt8] = []
  private var count = 0
  /// The index of the first ballot that is not above the one before it.
  private(set) var firstViolation: Int?

  /// For ballots of `size` bytes each, at least one.
  init(size: Int) { self.size = size }

  /// Takes the next whole ballots.
  mutating func take(_ ballots: Span<UInt8>) {
    let number = ballots.count / size
    guard number > 0 else { return }
    if firstViolation == nil {
      if !last.isEmpty, !ascends(last.span, ballots, at: 0) { firstViolation = count }
      var index = 1
      while firstViolation == nil, index < number {
        let one = ballots.extracting((index - 1) * size..<index * size)
        if !ascends(one, ballots, at: index * size) { firstViolation = count + index }
        index += 1
      }
    }
    count += number
    let start = (number - 1) * size
    last.removeAll(keepingCapacity: true)
    for position in start..<start + size { last.append(ballots[position]) }
  }

  private func ascends(_ one: Span<UInt8>, _ others: Span<UInt8>, at start: Int) -> Bool {
    for position in 0..<size {
      let (low, high) = (one[position], others[start + position])
      if low != high { return low < high }
    }
    return false
  }
}
