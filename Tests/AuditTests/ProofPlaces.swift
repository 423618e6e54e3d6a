/// Where the defect of each vector is: file, list and index, of hashes the first eight digits.
enum ProofPlaces {
  static let all: [String: String] = {
    var places: [String: String] = [:]
    for (place, names) in byPlace {
      for name in names.split(whereSeparator: \.isWhitespace) { places[String(name)] = place }
    }
    return places
  }()

  private static let byPlace: [(String, String)] = [
    (
      "amendment-003.json",
      """
      amendment-election amendment-nothing amendment-previous amendment-signature
      amendment-unsigned
      """
    ),
    ("amendment-004.json", "amendment-gap"),
    ("ballots/efaa115b.sealed 1", "ballot-order"),
    ("ballots/75873e10.sealed 2", "ballot-order-last"),
    ("ballots/a435ad82.sealed", "ballots-altered ballots-missing"),
    (
      "reconciliation.json",
      """
      bundle-left-out reconciliation-amendments reconciliation-missing reconciliation-unsigned
      strikes-by-nobody
      """
    ),
    ("manifests/98248688.json", "collector-not-allowed"),
    ("manifests/ced110ee.json", "collector-unknown"),
    (
      "election.json",
      """
      definition-format definition-not-canonical keys-box-low-order keys-copied keys-degree
      keys-identity keys-order keys-point-high-bit keys-proof keys-quorum keys-rogue
      keys-scalar-large keys-share-identity keys-sum
      """
    ),
    ("election.json.officer-c.minisig", "definition-signature definition-unsigned"),
    ("ballots/73c517bf.sealed 0", "duplicate-ballot"),
    ("ballots/cf995989.sealed 0", "duplicate-struck"),
    ("manifests/9085cf9e.json", "election-mismatch"),
    ("manifests/8111e87b.json", "manifest-count"),
    ("manifests/abababab.json", "manifest-name"),
    ("manifests/249105e3.json.minisig", "manifest-signature"),
    (
      "proof/mix-1.officer-a.bin alpha/full/mayor",
      """
      mix-chain mix-challenge mix-challenge-without-chain mix-commitment mix-commitments-swapped
      mix-doubled mix-forged mix-generators mix-other-election mix-other-officer mix-replaced
      mix-s1 mix-s2 mix-s3 mix-s4 mix-weights-without-commitments
      """
    ),
    ("proof/mix-2.officer-b.bin alpha/full/mayor 2", "mix-copied mix-swapped scalar-large"),
    ("proof", "mix-gap mix-missing mix-only-one open-missing open-too-many"),
    (
      "proof/mix-1.officer-a.bin alpha/full/mayor 4",
      """
      mix-high-bit-chain mix-high-bit-commitments mix-high-bit-outputs
      """
    ),
    ("proof/mix-02.officer-b.bin", "mix-leading-zero"),
    ("proof/mix-1.officer-a.bin alpha/short/chair", "mix-other-list"),
    ("proof/mix-2.officer-b.bin alpha/full/mayor", "mix-output-altered mix-skips"),
    ("proof/mix-2.officer-a.bin", "mix-repeated-officer"),
    ("proof/mix-1.officer-a.bin", "mix-short"),
    ("proof/mix-1.officer-a.bin beta/full/mayor", "mix-single"),
    ("proof/mix-2.officer-b.bin alpha/full/mayor 21", "mix-swapped-last"),
    ("proof/mix-2.officer-c.bin", "mix-two-of-one-number"),
    ("proof/mix-1.officer-a.bin alpha/full/mayor 2", "mix-unsorted"),
    (
      "proof/open.officer-a.bin alpha/full/mayor",
      """
      open-altered open-no-lagrange open-other-officer open-other-set open-unweighted
      open-weights-without-parts open-wrong-share
      """
    ),
    ("proof/open.officer-a.bin alpha/full/mayor 1", "open-high-bit point-open-identity"),
    ("proof/open.officer-a.bin", "open-long"),
    ("proof/open.officer-a.bin alpha/short/chair", "open-other-list"),
    ("patterns.csv", "patterns-altered patterns-lost"),
    (
      "proof/mix-1.officer-a.bin alpha/full/mayor 1",
      """
      point-high-bit point-identity point-negative
      """
    ),
    ("proof/mix-3.officer-c.bin.minisig", "proof-file-signature"),
    ("proof/mix-3.alpha.bin", "proof-file-unknown"),
    ("proof/mix-2.officer-b.bin", "proof-signature proof-unsigned"),
    ("proof/mix-2.officer-b.bin beta/full/mayor 7", "scalar-large-last"),
    ("proof/open.officer-a.bin alpha/full/mayor 2", "scalar-open-large"),
    ("manifests/f3e78007.json", "sequence-conflict"),
    ("ballots/32bfbe18.sealed", "size-mismatch"),
    ("strikes.csv", "strike-of-nothing strikes-altered"),
    ("tracking.txt", "tracking-altered tracking-both"),
  ]
}
