import Election
package import Encoding
import Mixnet
package import Record

/// Which ballots the openings of a count told apart, of all collectors and styles, in the order in which
/// they were begun (FormatProofs § Before an opening).
package struct OpenedGroups {
  private let chain: ProofChain
  /// The hash of the tracking list of the folder.
  private let own: Digest
  private let ballots: ReadableBallots
  private var groups: OpeningGroups
  private var seen: Set<Digest> = []

  /// Of a folder whose tracking list has the hash `own`, and of openings of the lists `openings`.
  ///
  /// - Throws: `StorageError`.
  package init(_ chain: ProofChain, tracking own: Digest, openings: [Digest]) throws {
    self.chain = chain
    self.own = own
    // What does not count in the folder may have counted in another list.
    ballots = try chain.readableBallots(isCountedOnly: openings.allSatisfy { $0 == own })
    groups = OpeningGroups(sources: ballots.sources)
  }

  /// Takes an opening of what a tracking list calls counted; `codes` reads another list than the
  /// folder's, code by code.
  ///
  /// - Throws: what `codes` throws.
  package mutating func open(
    _ tracking: Digest, codes: ((Digest) -> Void) throws -> Void
  ) throws {
    // Whoever opens the same list learns nothing more.
    guard seen.insert(tracking).inserted else { return }
    var isOpened = [Bool](repeating: false, count: ballots.count)
    func open(_ code: Digest) {
      if let place = ballots.place(of: code) { isOpened[place] = true }
    }
    if tracking == own { chain.forEachOpened(open) } else { try codes(open) }
    groups.open(isOpened.indices.lazy.filter { isOpened[$0] })
  }

  /// The groups that are too small after the opening of a tracking list; nil where there are none.
  package func tooSmall(_ tracking: Digest) -> SmallGroups? {
    let small = groups.tooSmall(chain.definition.policy.smallCell)
    guard let smallest = small.first?.size else { return nil }
    return SmallGroups(
      count: small.reduce(0) { $0 + $1.count }, smallest: smallest, tracking: tracking)
  }
}

/// The ballots of a folder that can be read, each at its place in the order of tracking codes.
package struct ReadableBallots {
  private let ballots: [(code: Digest, source: Int)]

  /// Of ballots in any order; `source` is a number for each collector and style.
  init(_ ballots: [(code: Digest, source: Int)]) {
    self.ballots = ballots.sorted { $0.code < $1.code }
  }

  var count: Int { ballots.count }
  /// Whose each ballot is.
  var sources: some Sequence<Int> { ballots.lazy.map(\.source) }

  /// Where the ballot of a tracking code is; nil where there is none.
  func place(of code: Digest) -> Int? {
    var (low, high) = (0, ballots.count)
    while low < high {
      let middle = (low + high) / 2
      if ballots[middle].code < code { low = middle + 1 } else { high = middle }
    }
    return low < ballots.count && ballots[low].code == code ? low : nil
  }
}

/// Finds the codes that a tracking list calls counted, which is read in pieces.
package struct CountedCodes {
  private static let word = Array(" counted".utf8)

  private var line: [UInt8] = []

  package init() {}

  /// Takes the next piece, and gives each code of which it has the end.
  package mutating func take(_ piece: Span<UInt8>, _ give: (Digest) -> Void) {
    for index in piece.indices {
      guard piece[index] == UInt8(ascii: "\n") else {
        // No line of such a list is longer.
        if line.count < 128 { line.append(piece[index]) }
        continue
      }
      if line.dropFirst(2 * Digest.byteCount) == Self.word[...],
        let code = Digest(hex: String(decoding: line.prefix(2 * Digest.byteCount), as: UTF8.self))
      {
        give(code)
      }
      line.removeAll(keepingCapacity: true)
    }
  }
}
