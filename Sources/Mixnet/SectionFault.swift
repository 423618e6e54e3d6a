import Cryptography

/// What is wrong with the part of a proof file that belongs to one list.
package struct SectionFault: Error, Equatable, Sendable {
  package enum Code: String, Sendable {
    /// A point is not canonical, or is the identity.
    case point
    /// A scalar is not below the order.
    case scalar
    /// Outputs are not strictly ascending.
    case mixOrder = "mix-order"
    /// The proof of a mix does not hold.
    case mixProof = "mix-proof"
    /// The proof of an opening does not hold.
    case openProof = "open-proof"
  }

  /// The parts of a section, as the pages name them.
  package enum Stretch: String, Sendable { case outputs, commitments, chain, responses, parts }

  package let code: Code
  /// The part that it is in; nil where it is the proof as a whole.
  package let part: Stretch?
  /// The place in the part, from 1.
  package let index: Int?

  init(_ code: Code, _ part: Stretch? = nil, index: Int? = nil) {
    self.code = code
    self.part = part
    self.index = index
  }
}

extension SectionFault {
  /// The points of a part; `each` to a place of the list.
  static func points(
    _ bytes: [UInt8], _ part: Stretch, each: Int = 1, _ workers: Workers
  ) throws(SectionFault) -> [Point] {
    let count = bytes.count / GroupBytes.byteCount
    _ = try workers.map(count) { range throws(SectionFault) in
      for place in range
      where !Point.isPoint(GroupBytes(bytes.span, at: GroupBytes.byteCount * place)) {
        throw SectionFault(.point, part, index: place / each + 1)
      }
    }
    return Point.list(known: bytes)
  }

  /// The scalars of the responses, of which so many were read before.
  static func scalars(
    _ bytes: [UInt8], after first: Int = 0
  ) throws(SectionFault) -> [Scalar] {
    let count = bytes.count / GroupBytes.byteCount
    var scalars: [Scalar] = []
    scalars.reserveCapacity(count)
    for place in 0..<count {
      guard let scalar = Scalar(GroupBytes(bytes.span, at: GroupBytes.byteCount * place)) else {
        throw SectionFault(.scalar, .responses, index: first + place + 1)
      }
      scalars.append(scalar)
    }
    return scalars
  }
}
