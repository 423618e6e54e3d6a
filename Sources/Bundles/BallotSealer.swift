import Cryptography
import Threads

/// Seals mark vectors on every core.
enum BallotSealer {
  /// Ballots that a core seals at a time: enough that handing them out costs nothing beside it.
  private static let chunkCount = 512

  /// Seals `vectors[choice]` for each of `choices`.
  ///
  /// Gives the sealed ballots one after the other, each `size` bytes.
  static func seal(
    _ choices: [Int], vectors: [[UInt8]], size: Int, key: BoxPublicKey
  ) throws(CryptographyError) -> [UInt8] {
    let chunks = stride(from: 0, to: choices.count, by: chunkCount).map {
      $0..<min($0 + chunkCount, choices.count)
    }
    let results = Threads.map(chunks.count) { number in
      Result { () throws(CryptographyError) in
        try seal(choices[chunks[number]], vectors: vectors, size: size, key: key)
      }
    }
    var sealed: [UInt8] = []
    sealed.reserveCapacity(choices.count * size)
    for result in results { sealed.append(contentsOf: try result.get()) }
    return sealed
  }

  private static func seal(
    _ choices: ArraySlice<Int>, vectors: [[UInt8]], size: Int, key: BoxPublicKey
  ) throws(CryptographyError) -> [UInt8] {
    var sealed = [UInt8](repeating: 0, count: choices.count * size)
    var start = 0
    for choice in choices {
      let vector = vectors[choice]
      var all = sealed.mutableSpan
      var box = all._mutatingExtracting(start..<start + size)
      try key.seal(vector.span, into: &box)
      start += size
    }
    return sealed
  }
}
