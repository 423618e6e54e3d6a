import Audit
import Encoding
import Foundation
import Storage
import TestSupport
import Testing

/// An attack on a count with proofs, and what notices it: vectors that are each refused with one code, or
/// tests by their names.
struct ReviewedAttack: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let vectors: [String]
  let tests: [String]

  init(_ what: String, vectors: [String] = [], tests: [String] = []) {
    testDescription = what
    self.vectors = vectors
    self.tests = tests
  }
}

/// On the result: all officers, all who mix, and the laptop are the attacker's.
private let onTheResult = [
  ReviewedAttack(
    "another vote is put into a mix", vectors: ["mix-replaced", "mix-output-altered"]),
  ReviewedAttack("a ballot is counted twice and another never", vectors: ["mix-doubled"]),
  ReviewedAttack("a mix is skipped", vectors: ["mix-skips", "mix-missing", "mix-only-one"]),
  ReviewedAttack("two lists are exchanged", vectors: ["mix-other-list", "open-other-list"]),
  ReviewedAttack(
    "a mix is proved with weights that were known before its commitments",
    vectors: ["mix-forged", "mix-weights-without-commitments", "mix-challenge-without-chain"]),
  ReviewedAttack(
    "errors of an opening cancel in a sum",
    vectors: ["open-unweighted", "open-weights-without-parts"]),
  ReviewedAttack(
    "a list is opened with another share, a bare one, or one for other officers",
    vectors: ["open-wrong-share", "open-no-lagrange", "open-other-set", "open-other-officer"]),
  ReviewedAttack(
    "generators or a key are chosen by the attacker",
    vectors: ["mix-generators", "keys-rogue", "keys-copied", "keys-sum"]),
  ReviewedAttack(
    "a proof of another election, list, officer or number is played again",
    vectors: ["mix-other-election", "mix-other-list", "mix-other-officer", "open-other-officer"],
    tests: ["A mix of another list, number, officer or key does not hold"]),
  ReviewedAttack(
    "a point is spelt in a second way, or is the identity",
    vectors: [
      "mix-high-bit-outputs", "mix-high-bit-commitments", "mix-high-bit-chain", "open-high-bit",
      "keys-point-high-bit", "point-high-bit", "point-identity", "point-negative",
      "point-open-identity",
    ]),
  ReviewedAttack(
    "a scalar is spelt in a second way",
    vectors: ["scalar-large", "scalar-large-last", "scalar-open-large", "keys-scalar-large"]),
  ReviewedAttack(
    "a file is longer or shorter than its lists",
    vectors: ["mix-short", "open-long", "size-mismatch"],
    tests: [
      "Whatever part of a mix is altered, it does not hold",
      "with any bit another, signed again by all who have a hand in it, no proof and no ballot holds",
    ]),
  ReviewedAttack(
    "a bundle is left out of the package", vectors: ["bundle-left-out", "ballots-missing"]),
  ReviewedAttack(
    "ballots are struck that no custodian struck",
    vectors: ["strikes-by-nobody", "strikes-altered", "strike-of-nothing"],
    tests: ["a reconciliation is refused with its custodian's own signature where it has"]),
  ReviewedAttack(
    "amendments are made that the quorum did not sign",
    vectors: [
      "amendment-unsigned", "amendment-signature", "amendment-gap", "amendment-nothing",
      "amendment-election", "amendment-previous",
    ]),
  ReviewedAttack(
    "other patterns are published than were opened",
    vectors: ["patterns-altered", "patterns-lost"],
    tests: ["by the quorum and by everybody, and is refused by the check"]),
  ReviewedAttack(
    "the result is said to be proved where a device may seal another vote",
    tests: [
      "as it was exported it holds, and both say what is proved, what is not and who is trusted"
    ]
  ),
]

/// On the secrecy of votes.
private let onSecrecy = [
  ReviewedAttack(
    "a victim's ballot is copied", vectors: ["duplicate-ballot", "duplicate-struck"],
    tests: ["A ballot that is copied into another place is unreadable"]),
  ReviewedAttack(
    "a victim's ballot is altered, encrypted once more or put together with another",
    tests: ["is unreadable, whichever of the two proofs stands beside it"]),
  ReviewedAttack(
    "a mix tags an output, and officers open before anybody checks it",
    tests: [
      "is not opened where a mix does not hold, whoever signed it",
      "opens nothing of a mix that is not what it was when it was checked",
      "an officer opens only what holds from the ballots on, and is of the head on paper",
    ]),
  ReviewedAttack(
    "officers are handed lists of chosen ballots",
    vectors: ["strikes-by-nobody", "tracking-altered"],
    tests: ["an officer opens only what holds from the ballots on, and is of the head on paper"]),
  ReviewedAttack(
    "officers open many sets of ballots that differ by few",
    tests: [
      "Groups that are too small are those of the vectors",
      "that would tell few ballots apart is opened only where the officers allow just that",
      "by the quorum and by everybody, and is refused by the check",
    ]),
  ReviewedAttack(
    "parts that officers gave for different quorums are put together", vectors: ["open-other-set"],
    tests: [
      "what was opened with others before is destroyed, and what counts is opened anew",
      "by the quorum and by everybody, and is refused by the check",
    ]),
  ReviewedAttack(
    "one officer mixes for several",
    vectors: ["mix-repeated-officer", "mix-only-one", "mix-missing"]),
  ReviewedAttack(
    "one laptop keeps what passes through it",
    tests: ["leaves no key, no order and nothing opened but what stands in the result"]),
  ReviewedAttack(
    "marks are spelt so that they carry a sign",
    tests: ["Marks become the reference's points, and these the marks again"]),
  ReviewedAttack(
    "contests of one ballot are told apart by their place or order",
    vectors: [
      "ballot-order", "ballot-order-last", "mix-unsorted", "mix-swapped", "mix-swapped-last",
      "mix-copied",
    ]),
  ReviewedAttack(
    "random numbers stand twice", tests: ["Every secret of a mix is derived as the reference does"]),
  ReviewedAttack(
    "the public is given ballots that can be read in years to come",
    tests: ["is what the ballots were, and whoever has the package sees it without a key"]),
  ReviewedAttack(
    "ballots of the count are opened in a rehearsal",
    tests: ["A rehearsal is none of the count, and the count no rehearsal"]),
]

@Suite("Attacks on a count with proofs are noticed")
struct ReviewedAttackTests {
  @Test("where", arguments: onTheResult + onSecrecy)
  func isNoticed(_ attack: ReviewedAttack) throws {
    #expect(!attack.vectors.isEmpty || !attack.tests.isEmpty)
    for vector in attack.vectors {
      let package = try ProofVectors.refused(vector)
      #expect(throws: ProofRefusal.self, "\(vector)") {
        try ProofAudit.check(
          package.path("package"), disk: LiveDisk(), isRehearsal: false,
          work: ProofWork(threads: 1))
      }
    }
    for name in attack.tests {
      #expect(try Self.titles.get().contains("\"\(name)\""), "\(name)")
    }
  }

  /// What all test files say, in which the names of tests stand.
  private static let titles = Result {
    let root = "\(Peer.packageRoot)/Tests"
    return try FileManager.default.subpathsOfDirectory(atPath: root)
      .filter { $0.hasSuffix("Tests.swift") && !$0.hasSuffix("ReviewedAttackTests.swift") }
      .map { try String(contentsOfFile: "\(root)/\($0)", encoding: .utf8) }.joined()
  }
}
