import Audit
import Counting
import Election
import Encoding
import Record

/// What an officer is about to mix or to open.
package struct ProofTurn: Equatable, Sendable {
  package let officer: String
  /// Lists that have entries.
  package let lists: Int
  /// Those among them that are as they were in an earlier count, whose sections are taken over.
  package let takenOver: Int
  /// Entries of the others, which are mixed or opened anew.
  package let entries: Int
}

extension ProofOffice {
  /// What can be taken over of the officer's mix of this number in the latest result that has one.
  func earlierMix(_ number: Int, by officer: String, input: String?) throws -> EarlierProof? {
    try earlier { $0.mixes.count >= number && $0.mixes[number - 1].officer == officer }
      .flatMap { counted, proofs in
        try proofs.mix(
          counted.mix(number), after: number > 1 ? counted.mix(number - 1) : nil, input: input)
      }
  }

  /// What can be taken over of the officer's opening together with just these in the latest result that
  /// has one.
  func earlierOpening(
    by officer: String, with members: [String], input: String
  ) throws -> EarlierProof? {
    try earlier { $0.opening(by: officer, with: members) != nil && !$0.mixes.isEmpty }
      .flatMap { counted, proofs in
        try counted.opening(by: officer, with: members).flatMap { file in
          try proofs.opening(file, of: counted.mix(counted.mixes.count), input: input)
        }
      }
  }

  /// The proofs of the latest result of which this holds, where they are still there.
  private func earlier(
    where isWanted: (CountedProofs) -> Bool
  ) throws -> (CountedProofs, EarlierProofs)? {
    guard !isAnew, let counted = place.state.proofs.counted.last(where: isWanted),
      let tracking = counted.openings.first?.tracking,
      let path = try place.folder(ofResult: counted.result)
    else { return nil }
    var codes: [Digest] = []
    try OpeningRule(place).counted(tracking) { codes.append($0) }
    return try EarlierProofs(chain, in: path, counted: codes).map { (counted, $0) }
  }

  /// What an officer is about to do.
  func turn(of officer: String, _ earlier: EarlierProof?) -> ProofTurn {
    var (lists, entries) = (0, 0)
    chain.forEachCount { list, count in
      lists += 1
      if earlier?.has(list) != true { entries += count }
    }
    return ProofTurn(
      officer: officer, lists: lists, takenOver: earlier?.count ?? 0, entries: entries)
  }
}

extension CountedProofs {
  fileprivate func mix(_ number: Int) -> EarlierProofs.Recorded {
    let mix = mixes[number - 1]
    return EarlierProofs.Recorded(ProofName.mix(number, by: mix.officer), [mix.hash])
  }

  /// An officer's opening together with just these; nil where there is none.
  fileprivate func opening(
    by officer: String, with members: [String]
  ) -> EarlierProofs.Recorded? {
    let own = openings.filter {
      $0.officer == officer && $0.members.sorted() == members.sorted()
    }
    return own.isEmpty
      ? nil
      : EarlierProofs.Recorded(ProofName.opening(by: officer), Set(own.map(\.hash)))
  }
}
