package import Cryptography
package import Election
import Encoding
import Words

/// The keys of a verifiable election, once they hold: what is sealed to, and what each officer's
/// openings are checked against.
package struct CountKeys: Sendable {
  /// Y.
  package let key: Point
  /// X, of each officer.
  package let shares: [Point]
  package let draft: KeyDraft

  /// Of a definition and its file.
  ///
  /// - Throws: `KeysFault`.
  package init(_ definition: Definition, file: [UInt8]) throws(KeysFault) {
    draft = try KeyDraft(definition, file: file)
    let officers = definition.keys.dealt?.officers ?? []
    guard officers.map(\.id) == draft.officers.map(\.id),
      officers.allSatisfy({ $0.memberCount == 3 })
    else { throw KeysFault("they are not those of the officers in their order") }
    var deals: [DealtPoints] = []
    for (index, officer) in officers.enumerated() {
      guard let deal = DealtPoints(points: officer.points, proof: officer.proof),
        deal.holds(of: index + 1, draft)
      else {
        throw KeysFault(
          "the officer's part of the key was changed, or another made it: its proof fails",
          of: officer.id)
      }
      deals.append(deal)
    }
    guard
      let key = definition.countKey, key == deals.map({ $0.points[0] }).sum()
    else { throw KeysFault("the count key is not the sum of the officers' first points") }
    self.key = key
    shares = (1...deals.count).map { number in deals.map { $0.share(of: number) }.sum() }
    for (share, officer) in zip(shares, draft.officers) where share == .identity {
      throw KeysFault("the officer's public share is the identity", of: officer.id)
    }
  }
}

extension Definition {
  /// Y, of a definition whose keys hold; nil of one of another format.
  package var countKey: Point? {
    keys.dealt?.count.flatMap { Base64.decode($0) }.flatMap(GroupBytes.init)
      .flatMap { Point($0) }
  }
}
