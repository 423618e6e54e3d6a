import Cryptography
import Encoding
import Mixnet
import TestSupport
import Testing

/// What somebody who saw another's sealed ballot may try to send in their own name.
private struct Transformation: CustomTestStringConvertible, Sendable {
  let testDescription: String
  /// Of the victim's ciphertexts, their own ballot's, and the key.
  let change: @Sendable ([Point], [Point], Point) -> [Point]

  static let all = [
    Transformation(testDescription: "the same vote, encrypted once more") { points, _, key in
      points.enumerated().map { $1 + Scalar(99) * ($0.isMultiple(of: 2) ? .base(.one) : key) }
    },
    Transformation(testDescription: "another vote under the same random number") {
      points, _, _ in
      points.enumerated().map { $0 == 1 ? $1 + .base(Scalar(5)) : $1 }
    },
    Transformation(testDescription: "the victim's first contest beside one's own second") {
      points, own, _ in Array(points[..<2]) + own[2...]
    },
    Transformation(testDescription: "the victim's contests exchanged") { points, _, _ in
      Array(points[2...]) + points[..<2]
    },
    Transformation(testDescription: "twice the victim's ballot") { points, _, _ in
      points.map { $0 + $0 }
    },
    Transformation(testDescription: "the victim's ballot added to one's own") { points, own, _ in
      zip(points, own).map { $0 + $1 }
    },
    Transformation(testDescription: "the negative of the victim's ballot") { points, _, _ in
      points.map { .identity - $0 }
    },
  ]
}

@Suite("A ballot that is made of another's")
struct TransformedBallotTests {
  @Test(
    "is unreadable, whichever of the two proofs stands beside it", arguments: Transformation.all)
  private func transformed(_ transformation: Transformation) throws {
    let key = MixPropertyTests.key
    let context = ProofContext(election: Digest.of([1]), key: key)
    let check = BallotCheck(context, collector: "web", style: "all", points: 2)
    let seal = BallotSeal(context, collector: "web", style: "all")
    var secrets = try BallotSeal.secrets(points: 2)
    let ballots = try [[UInt8](repeating: 1, count: 3), [0, 1, 0]].map { marks in
      let point = try #require(MarkEncoding.encode(marks))
      return seal.seal(point + point, with: &secrets)
    }
    func ciphertexts(_ ballot: [UInt8]) -> [Point]? { check.ciphertexts(ballot.span) }
    let points = try ballots.map { try #require(ciphertexts($0)) }
    let made = transformation.change(points[0], points[1], key).flatMap(\.bytes.array)
    for ballot in ballots {
      #expect(ciphertexts(made + ballot.suffix(64)) == nil)
    }
  }
}
