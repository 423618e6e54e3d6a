package import Cryptography
package import Election
package import Encoding

/// The election that proofs are made for, as all of them hash it (FormatProofs § The ballot).
package struct ProofContext: Sendable {
  /// The hash of election.json; in a rehearsal another one, so that nothing of either passes in the
  /// other.
  package let election: Digest
  /// The count key Y, which nobody has the secret of.
  package let key: Point

  /// Of the hash of election.json.
  package init(election: Digest, key: Point, isRehearsal: Bool = false) {
    self.election =
      isRehearsal ? Digest.of(Array("coldcount/rehearsal/1\n".utf8) + election.bytes) : election
    self.key = key
  }

  /// Begins a hash with the election and its key.
  func hash(_ label: String) -> ProofHash {
    var hash = ProofHash(label)
    hash.add(election.bytes)
    hash.add(key)
    return hash
  }

  /// The context L of a list.
  package func context(of list: ListName) -> [UInt8] {
    var hash = hash("list")
    hash.add(list.collector)
    hash.add(list.style)
    hash.add(list.contest)
    return hash.finish()
  }
}

/// A list that is mixed and opened by itself: the votes of one contest, style and collector.
package struct ListName: Hashable, Sendable, CustomStringConvertible {
  package let collector: String
  package let style: String
  package let contest: String

  package init(collector: String, style: String, contest: String) {
    self.collector = collector
    self.style = style
    self.contest = contest
  }

  package var description: String { "\(collector)/\(style)/\(contest)" }
}

/// A list that an election can have, empty or not, in the order of the proof files.
package struct ListPlan: Equatable, Sendable {
  package let name: ListName
  /// Points of an entry: one for every 30 options.
  package let width: Int
  /// Where the contest's points begin among those of the ballot.
  package let offset: Int
}

extension Definition {
  /// The lists of every collector of ballots, in the definition's order of collectors and styles and
  /// the style's order of contests.
  package func forEachList<Failure: Error>(
    _ body: (ListPlan) throws(Failure) -> Void
  ) throws(Failure) {
    for collector in collectors where collector.roles.contains(.ballots) {
      for index in collector.styles.compactMap(styleIndex).sorted() {
        var offset = 0
        for (contest, width) in zip(styles[index].contests, points(of: styles[index])) {
          try body(
            ListPlan(
              name: ListName(collector: collector.id, style: styles[index].id, contest: contest),
              width: width, offset: offset))
          offset += width
        }
      }
    }
  }
}
