package import Cryptography

/// Which mix of which list a section is of: all that its proof is bound to beside the entries.
package struct MixPlace: Sendable {
  /// The list's context L.
  package let context: [UInt8]
  /// Points of an entry.
  package let width: Int
  /// From 1.
  package let number: Int
  /// Who mixes, from 1 in the order of the officers.
  package let officer: Int

  package init(context: [UInt8], width: Int, number: Int, officer: Int) {
    self.context = context
    self.width = width
    self.number = number
    self.officer = officer
  }

  /// The hash P of everything that is fixed before the weights.
  package func hash(before: [Point], after: [Point], commitments: [Point]) -> [UInt8] {
    var hash = ProofHash("mix")
    hash.add(context)
    hash.add(number)
    hash.add(officer)
    hash.add(before)
    hash.add(after)
    hash.add(commitments)
    return hash.finish()
  }
}

/// What the prover commits to and the checker finds again (FormatProofs § The mix).
package struct MixCommitments: Equatable, Sendable {
  package let t1: Point
  package let t2: Point
  package let t3: Point
  /// Two for each point of an entry.
  package let t4: [Point]
  /// t̂, by ranges of the list.
  package let chain: [[Point]]

  /// The challenge C.
  func challenge(_ hashed: [UInt8], chain: [Point]) -> Scalar {
    var hash = ProofHash("mix-challenge")
    hash.add(hashed)
    hash.add(chain)
    hash.add(t1)
    hash.add(t2)
    hash.add(t3)
    hash.add(t4)
    hash.add(self.chain)
    return hash.scalar()
  }
}

/// A list after a mix, with its proof, as it stands in the file.
package struct MixSection: Sendable {
  /// Entries, each A and B by turns for each of its points.
  package let outputs: [Point]
  package let commitments: [Point]
  package let chain: [Point]
  package let challenge: Scalar
  package let s1: Scalar
  package let s2: Scalar
  package let s3: Scalar
  package let s4: [Scalar]
  /// ŝ.
  package let chainResponses: [Scalar]
  /// s'.
  package let weightResponses: [Scalar]

  /// The bytes of a section; nothing for an empty list.
  package static func byteCount(entries: Int, width: Int) -> Int {
    entries == 0 ? 0 : entries * (64 * width + 128) + 128 + 32 * width
  }

  init(
    outputs: [Point], commitments: [Point], chain: [Point], challenge: Scalar, s1: Scalar,
    s2: Scalar, s3: Scalar, s4: [Scalar], chainResponses: [Scalar], weightResponses: [Scalar]
  ) {
    self.outputs = outputs
    self.commitments = commitments
    self.chain = chain
    self.challenge = challenge
    self.s1 = s1
    self.s2 = s2
    self.s3 = s3
    self.s4 = s4
    self.chainResponses = chainResponses
    self.weightResponses = weightResponses
  }

  /// Reads a section of so many entries; `read` gives the next bytes, as many as it is asked for.
  ///
  /// The bytes of a part are gone before those of the next one come: a list may be long.
  ///
  /// - Throws: `SectionFault`, and what `read` throws.
  package init(
    entries count: Int, width: Int, _ workers: Workers, read: (Int) throws -> [UInt8]
  ) throws {
    let size = GroupBytes.byteCount
    outputs = try SectionFault.points(
      read(2 * width * count * size), .outputs, each: 2 * width, workers)
    commitments = try SectionFault.points(read(count * size), .commitments, workers)
    chain = try SectionFault.points(read(count * size), .chain, workers)
    let sums = try SectionFault.scalars(read((4 + width) * size))
    challenge = sums[0]
    s1 = sums[1]
    s2 = sums[2]
    s3 = sums[3]
    s4 = Array(sums[4...])
    chainResponses = try SectionFault.scalars(read(count * size), after: sums.count)
    weightResponses = try SectionFault.scalars(
      read(count * size), after: sums.count + count)
  }

  /// Reads a section from all of its bytes, of which there are as many as it takes.
  ///
  /// - Throws: `SectionFault`.
  package init(_ bytes: [UInt8], entries: Int, width: Int, _ workers: Workers) throws {
    var start = 0
    try self.init(entries: entries, width: width, workers) { count in
      defer { start += count }
      return Array(bytes[start..<start + count])
    }
  }

  /// The bytes of the file.
  package var file: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(
      Self.byteCount(entries: commitments.count, width: max(1, s4.count)))
    for point in outputs { point.bytes.append(to: &bytes) }
    for point in commitments { point.bytes.append(to: &bytes) }
    for point in chain { point.bytes.append(to: &bytes) }
    for scalar in [challenge, s1, s2, s3] + s4 + chainResponses + weightResponses {
      scalar.bytes.append(to: &bytes)
    }
    return bytes
  }
}

/// Entries side by side in one list of points.
enum Entries {
  /// Whether one entry comes before another, by their bytes.
  static func precede(_ points: [Point], width: Int, _ one: Int, _ other: Int) -> Bool {
    let (first, second) = (2 * width * one, 2 * width * other)
    for place in 0..<2 * width where points[first + place] != points[second + place] {
      return points[first + place].bytes < points[second + place].bytes
    }
    return false
  }
}
