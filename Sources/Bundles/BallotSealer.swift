import Cryptography
import Election
import Mixnet
import Threads

/// Seals mark vectors on every core, as the election's format has it.
struct BallotSealer: Sendable {
  /// Ballots that a core seals at a time: enough that handing them out costs nothing beside it.
  private static let chunkCount = 512

  /// Bytes of a sealed ballot.
  let size: Int
  /// The sealed ballots of choices among the vectors.
  private let chunk: @Sendable (ArraySlice<Int>) throws(CryptographyError) -> [UInt8]

  /// One that seals each vector in a box to the count key.
  init(vectors: [[UInt8]], definition: Definition) throws(CryptographyError) {
    let size = definition.ballotByteCount + BoxPublicKey.overhead
    let key = try BoxPublicKey(base64: definition.keys.count)
    self.size = size
    chunk = { choices throws(CryptographyError) in
      var sealed = [UInt8](repeating: 0, count: choices.count * size)
      for (place, choice) in choices.enumerated() {
        try Self.seal(vectors[choice], key, in: &sealed, at: place * size, size)
      }
      return sealed
    }
  }

  private static func seal(
    _ vector: [UInt8], _ key: BoxPublicKey, in sealed: inout [UInt8], at start: Int, _ size: Int
  ) throws(CryptographyError) {
    var all = sealed.mutableSpan
    var box = all._mutatingExtracting(start..<start + size)
    try key.seal(vector.span, into: &box)
  }

  /// One that encrypts the marks of each contest by themselves, with a proof.
  init(
    vectors: [[UInt8]], style: Style, of collector: String, definition: Definition,
    proofs: ProofContext
  ) throws(SealError) {
    let slices = MarkLayout(definition).slices(of: style)
    var messages: [[Point]] = []
    for vector in vectors {
      var points: [Point] = []
      for slice in slices {
        guard let own = MarkEncoding.encode(Array(vector[slice])) else {
          throw .unexpected("no point has these marks")
        }
        points += own
      }
      messages.append(points)
    }
    let count = definition.points(of: style).reduce(0, +)
    let (all, seal) = (messages, BallotSeal(proofs, collector: collector, style: style.id))
    size = BallotLayout.byteCount(points: count)
    chunk = { choices throws(CryptographyError) in
      var secrets = try BallotSeal.secrets(points: count)
      var sealed: [UInt8] = []
      for choice in choices { sealed += seal.seal(all[choice], with: &secrets) }
      return sealed
    }
  }

  /// Seals the vectors of these choices.
  ///
  /// Gives the sealed ballots one after the other, each `size` bytes.
  func seal(_ choices: [Int]) throws(CryptographyError) -> [UInt8] {
    let chunks = stride(from: 0, to: choices.count, by: Self.chunkCount).map {
      $0..<min($0 + Self.chunkCount, choices.count)
    }
    let results = Threads.map(chunks.count) { number in
      Result { () throws(CryptographyError) in try chunk(choices[chunks[number]]) }
    }
    var sealed: [UInt8] = []
    sealed.reserveCapacity(choices.count * size)
    for result in results { sealed.append(contentsOf: try result.get()) }
    return sealed
  }
}
