package import Cryptography

/// Whether sealed ballots of one collector and style are readable: everybody can tell, with no key.
package struct BallotCheck: Sendable {
  private let context: ProofContext
  private let collector: String
  private let style: String
  /// Points of marks in a ballot.
  private let points: Int

  package init(_ context: ProofContext, collector: String, style: String, points: Int) {
    self.context = context
    self.collector = collector
    self.style = style
    self.points = points
  }

  /// The bytes of a ballot.
  package var byteCount: Int { BallotLayout.byteCount(points: points) }

  /// The ciphertexts of a ballot, A and B by turns; nil where it is unreadable.
  package func ciphertexts(_ ballot: Span<UInt8>) -> [Point]? {
    guard ballot.count == byteCount else { return nil }
    var all: [Point] = []
    all.reserveCapacity(2 * points)
    let end = ballot.count - BallotLayout.proofByteCount
    for start in stride(from: 0, to: end, by: GroupBytes.byteCount) {
      guard let point = Point(GroupBytes(ballot, at: start)) else { return nil }
      all.append(point)
    }
    guard let challenge = Scalar(GroupBytes(ballot, at: end)),
      let response = Scalar(GroupBytes(ballot, at: end + GroupBytes.byteCount))
    else { return nil }
    var (commitment, power) = (Point.base(response), challenge)
    for place in 0..<points {
      commitment = commitment - power * all[2 * place]
      power = power * challenge
    }
    let isProved =
      challenge
      == Self.challenge(context, collector: collector, style: style, all, commitment: commitment)
    return isProved ? all : nil
  }

  /// What the sender answers to.
  static func challenge(
    _ context: ProofContext, collector: String, style: String, _ ciphertexts: [Point],
    commitment: Point
  ) -> Scalar {
    var hash = context.hash("ballot")
    hash.add(collector)
    hash.add(style)
    hash.add(ciphertexts)
    hash.add(commitment)
    return hash.scalar()
  }
}
