import Cryptography

/// Seals mark vectors on every core.
enum BallotSealer {
  /// Ballots that one task seals at a time: enough that starting a task costs nothing beside it.
  private static let chunkCount = 512

  /// Seals `vectors[choice]` for each of `choices`.
  ///
  /// Gives the sealed ballots one after the other, each `size` bytes.
  static func seal(
    _ choices: [Int], vectors: [[UInt8]], size: Int, key: BoxPublicKey
  ) async throws(CryptographyError) -> [UInt8] {
    let chunks = stride(from: 0, to: choices.count, by: chunkCount).map {
      $0..<min($0 + chunkCount, choices.count)
    }
    let results = await withTaskGroup(
      of: (Int, Result<[UInt8], CryptographyError>).self
    ) { group in
      for (number, chunk) in chunks.enumerated() {
        group.addTask {
          let result = Result { () throws(CryptographyError) in
            try seal(choices[chunk], vectors: vectors, size: size, key: key)
          }
          return (number, result)
        }
      }
      var results = [Result<[UInt8], CryptographyError>?](repeating: nil, count: chunks.count)
      for await (number, result) in group { results[number] = result }
      return results
    }
    var sealed: [UInt8] = []
    sealed.reserveCapacity(choices.count * size)
    for result in results {
      if let result { sealed.append(contentsOf: try result.get()) }
    }
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
