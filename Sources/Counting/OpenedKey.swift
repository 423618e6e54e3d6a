package import Cryptography
package import Election
import Encoding

/// A share of the count key and the officer who gave it.
package struct OfficerShare: Sendable {
  package let officer: String
  package let share: Share

  /// Finds whose share it is by its hash in the definition.
  ///
  /// - Throws: `ShareProblem.unknown` where no officer of this election has it.
  package init(_ share: Share, definition: Definition) throws(CountingError) {
    guard let owner = definition.keys.shares.first(where: { $0.hash == share.hash }) else {
      throw .share(.unknown)
    }
    officer = owner.officer
    self.share = share
  }
}

/// The count key, put together by the quorum, for as long as a count lasts.
package final class OpenedKey: Sendable {
  let key: BoxKey
  /// Whose shares opened it, sorted.
  package let officers: [String]

  /// Puts the key together from the shares of exactly as many officers as the quorum needs.
  ///
  /// - Throws: `CountingError` where a share is there twice, they are too few or too many, or what
  ///   comes out is not the key of this election.
  package init(_ shares: [OfficerShare], definition: Definition) throws(CountingError) {
    var seen: Set<String> = []
    for share in shares where !seen.insert(share.officer).inserted {
      throw .share(.repeated(officer: share.officer))
    }
    officers = seen.sorted()
    guard shares.count == definition.quorum.open else {
      throw .share(.count(found: shares.count, needed: definition.quorum.open))
    }
    do {
      key = try BoxKey(secret: try Share.combine(shares.map(\.share)))
    } catch { throw .cryptography(error) }
    guard key.publicKey.base64 == definition.keys.count else { throw .share(.otherKey) }
  }
}
