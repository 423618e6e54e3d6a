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
  private var groups = OpeningGroups()
  private var seen: Set<Digest> = []
  /// Whose each ballot is that can be read; found once another list than the folder's is asked for.
  private var sources: [Digest: ProofChain.Source]?

  /// Of a folder whose tracking list has the hash `tracking`.
  package init(_ chain: ProofChain, tracking: Digest) {
    self.chain = chain
    own = tracking
  }

  /// Takes an opening of what a tracking list calls counted; `codes` reads another list than the
  /// folder's.
  ///
  /// - Throws: what `codes` throws; `StorageError`.
  package mutating func open(_ tracking: Digest, codes: () throws -> Set<Digest>) throws {
    // Whoever opens the same list learns nothing more.
    guard seen.insert(tracking).inserted else { return }
    for ballots in try (tracking == own ? chain.opened : sorted(codes())).values {
      groups.open(ballots)
    }
  }

  /// Ballots that can be read, by whose they are.
  private mutating func sorted(
    _ codes: Set<Digest>
  ) throws -> [ProofChain.Source: Set<Digest>] {
    let sources = try self.sources ?? chain.sources()
    self.sources = sources
    var sets: [ProofChain.Source: Set<Digest>] = [:]
    for code in codes { if let source = sources[code] { sets[source, default: []].insert(code) } }
    return sets
  }

  /// The groups that are too small after the opening of a tracking list; nil where there are none.
  package func tooSmall(_ tracking: Digest) -> SmallGroups? {
    let small = groups.tooSmall(chain.definition.policy.smallCell)
    guard let smallest = small.first?.size else { return nil }
    return SmallGroups(
      count: small.reduce(0) { $0 + $1.count }, smallest: smallest, tracking: tracking)
  }
}

/// The codes that a tracking list calls counted, read in pieces.
package struct CountedCodes {
  private static let word = Array(" counted".utf8)

  package private(set) var codes: Set<Digest> = []
  private var line: [UInt8] = []

  package init() {}

  package mutating func take(_ piece: Span<UInt8>) {
    for index in piece.indices {
      guard piece[index] == UInt8(ascii: "\n") else {
        // No line of such a list is longer.
        if line.count < 128 { line.append(piece[index]) }
        continue
      }
      if line.dropFirst(2 * Digest.byteCount) == Self.word[...],
        let code = Digest(hex: String(decoding: line.prefix(2 * Digest.byteCount), as: UTF8.self))
      {
        codes.insert(code)
      }
      line.removeAll(keepingCapacity: true)
    }
  }
}
