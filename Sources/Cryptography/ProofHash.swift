import CSodium

/// The one hash of everything that is proved (FormatProofs § The group and the one hash): BLAKE2b-512
/// of a label and of parts, each behind its length, so that no two lists of parts read alike.
package struct ProofHash: ~Copyable {
  package static let byteCount = 64
  private static let domain = "coldcount/verifiable/1\n"
  private var state = Blake2b(byteCount: byteCount)

  /// Begins with a label, which keeps uses apart.
  package init(_ label: String) { state.update(Self.start(label).span) }

  static func start(_ label: String) -> [UInt8] { Array("\(domain)\(label)\n".utf8) }

  static func bytes(of number: Int) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
  }

  /// Adds bytes.
  package mutating func add(_ bytes: Span<UInt8>) {
    state.update(Self.bytes(of: bytes.count).span)
    state.update(bytes)
  }

  package mutating func add(_ bytes: [UInt8]) { add(bytes.span) }

  /// Adds a number, as eight bytes.
  package mutating func add(_ number: Int) { add(Self.bytes(of: number).span) }

  package mutating func add(_ text: String) { add(Array(text.utf8).span) }

  /// Adds numbers as one part.
  package mutating func add(_ numbers: [Int]) { add(numbers.flatMap(Self.bytes)) }

  package mutating func add(_ point: Point) { add([point]) }

  /// Adds points as one part.
  package mutating func add(_ points: [Point]) { add([points]) }

  /// Adds points of several ranges as one part.
  package mutating func add(_ ranges: [[Point]]) {
    let count = ranges.reduce(0) { $0 + $1.count }
    state.update(Self.bytes(of: GroupBytes.byteCount * count).span)
    for points in ranges {
      unsafe points.withUnsafeBytes { bytes in
        unsafe bytes.withMemoryRebound(to: UInt8.self) { unsafe state.update($0.span) }
      }
    }
  }

  /// The 64 bytes.
  package consuming func finish() -> [UInt8] {
    let hash = end()
    return hash.indices.map { hash[$0] }
  }

  /// The hash as a scalar.
  package consuming func scalar() -> Scalar { Scalar(reducing: end()) }

  fileprivate consuming func end() -> [64 of UInt8] {
    var hash = [64 of UInt8](repeating: 0)
    unsafe withUnsafeMutableBytes(of: &hash) { hash in
      unsafe hash.withMemoryRebound(to: UInt8.self) { hash in
        if let start = hash.baseAddress { unsafe state.finish(into: start) }
      }
    }
    return hash
  }
}

extension Point {
  /// The generator h of number 0, or h_i of number i: of the number alone, so that no election
  /// chooses it.
  package static func generator(_ number: Int) -> Point {
    var hash = ProofHash("generator")
    hash.add(number)
    return Point(hash: hash.end())
  }
}

/// Scalars by number, of one label and context: the weights of a proof.
package struct Weights: Sendable {
  private var message: [UInt8]

  package init(_ label: String, of context: [UInt8]) {
    message = ProofHash.start(label)
    message += ProofHash.bytes(of: context.count) + context
    message += ProofHash.bytes(of: 8) + ProofHash.bytes(of: 0)
  }

  /// The weight of a number, from 1; allocates nothing.
  package mutating func weight(_ number: Int) -> Scalar {
    let end = message.count - 8
    for place in 0..<8 {
      message[end + place] = UInt8(truncatingIfNeeded: number >> (56 - 8 * place))
    }
    var hash = [64 of UInt8](repeating: 0)
    unsafe withUnsafeMutableBytes(of: &hash) { hash in
      unsafe hash.withMemoryRebound(to: UInt8.self) { hash in
        if let start = hash.baseAddress {
          _ = unsafe crypto_generichash(
            start, hash.count, message, UInt64(message.count), nil, 0)
        }
      }
    }
    return Scalar(reducing: hash)
  }
}
