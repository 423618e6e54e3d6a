package import Cryptography

/// Which officer's opening of which list a section is: all that its proof is bound to beside the
/// entries.
package struct OpeningPlace: Sendable {
  /// The list's context L.
  package let context: [UInt8]
  /// The numbers of the officers who open, ascending.
  package let members: [Int]
  /// Whose opening it is.
  package let officer: Int

  package init(context: [UInt8], members: [Int], officer: Int) {
    self.context = context
    self.members = members
    self.officer = officer
  }

  /// The hash T of everything that is fixed before the weights.
  package func hash(entries: [Point], parts: [Point]) -> [UInt8] {
    var hash = ProofHash("open")
    hash.add(context)
    hash.add(members)
    hash.add(officer)
    hash.add(entries)
    hash.add(parts)
    return hash.finish()
  }

  /// The challenge C.
  static func challenge(_ hashed: [UInt8], _ t1: Point, _ t2: Point) -> Scalar {
    var hash = ProofHash("open-challenge")
    hash.add(hashed)
    hash.add(t1)
    hash.add(t2)
    return hash.scalar()
  }

  /// λ of an officer among those who open: Π m/(m − o) over the others.
  package static func factor(of officer: Int, among members: [Int]) -> Scalar {
    members.filter { $0 != officer }.reduce(.one) { factor, other in
      factor * Scalar(other) * (Scalar(other) - Scalar(officer)).inverse
    }
  }
}

/// One officer's part of opening a list, with its proof, as it stands in the file.
package struct OpeningSection: Sendable {
  /// D, one for each point of the entries.
  package let parts: [Point]
  package let challenge: Scalar
  package let response: Scalar

  /// The bytes of a section; nothing for an empty list.
  package static func byteCount(entries: Int, width: Int) -> Int {
    entries == 0 ? 0 : 32 * width * entries + 64
  }

  init(parts: [Point], challenge: Scalar, response: Scalar) {
    self.parts = parts
    self.challenge = challenge
    self.response = response
  }

  /// Reads a section of so many points, which has the bytes for them.
  package init(
    _ bytes: [UInt8], points count: Int, _ workers: Workers
  ) throws(SectionFault) {
    let end = GroupBytes.byteCount * count
    parts = try SectionFault.points(Array(bytes[..<end]), .parts, workers)
    let scalars = try SectionFault.scalars(Array(bytes[end...]))
    challenge = scalars[0]
    response = scalars[1]
  }

  /// The bytes of the file.
  package var file: [UInt8] {
    var bytes: [UInt8] = []
    for point in parts { point.bytes.append(to: &bytes) }
    challenge.bytes.append(to: &bytes)
    response.bytes.append(to: &bytes)
    return bytes
  }
}
