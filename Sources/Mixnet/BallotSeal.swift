package import Cryptography

/// Seals ballots of one collector and style, with a proof that the sender knows what is in them.
package struct BallotSeal: Sendable {
  private let context: ProofContext
  private let collector: String
  private let style: String

  package init(_ context: ProofContext, collector: String, style: String) {
    self.context = context
    self.collector = collector
    self.style = style
  }

  /// Secrets of a ballot with so many points, drawn anew: r of each, and κ.
  ///
  /// - Throws: `.memory`, `.unlocked`.
  package static func secrets(points: Int) throws(CryptographyError) -> SecretScalars {
    // Two more, in which the response is reckoned.
    try SecretScalars(count: points + 3)
  }

  /// The sealed ballot of points, of secrets that are drawn here.
  package func seal(_ messages: [Point], with secrets: inout SecretScalars) -> [UInt8] {
    for place in 0...messages.count { secrets.draw(place) }
    return seal(messages, by: &secrets)
  }

  /// The sealed ballot of points, of secrets that were drawn for it alone.
  package func seal(_ messages: [Point], by secrets: inout SecretScalars) -> [UInt8] {
    let count = messages.count
    var ciphertexts: [Point] = []
    ciphertexts.reserveCapacity(2 * count)
    for (place, message) in messages.enumerated() {
      ciphertexts.append(secrets.base(place))
      ciphertexts.append(message + secrets.multiple(place, of: context.key))
    }
    let challenge = BallotCheck.challenge(
      context, collector: collector, style: style, ciphertexts, commitment: secrets.base(count))
    let (sum, term) = (count + 1, count + 2)
    secrets.copy(sum, from: count)
    var power = challenge
    for place in 0..<count {
      secrets.copy(term, from: place)
      secrets.multiply(term, by: power)
      secrets.add(sum, term)
      power = power * challenge
    }
    var ballot: [UInt8] = []
    ballot.reserveCapacity(BallotLayout.byteCount(points: count))
    for point in ciphertexts { point.bytes.append(to: &ballot) }
    challenge.bytes.append(to: &ballot)
    secrets.shown(sum).bytes.append(to: &ballot)
    return ballot
  }
}
