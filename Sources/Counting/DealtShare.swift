package import Cryptography
import Election
package import Mixnet

/// A share of a key that nobody has, and the officer whose it is.
package struct DealtShare: Sendable {
  package let officer: String
  /// The officer's, from 1.
  package let number: Int
  /// x, at the first place.
  package let secret: Shared<SecretScalars>

  /// Finds whose share it is by its multiple of the generator.
  ///
  /// - Throws: `.share(.unknown)` where no officer of this election has it.
  package init(_ share: Share, keys: CountKeys) throws(CountingError) {
    let secret: SecretScalars
    do throws(CryptographyError) {
      secret = try SecretScalars.copy(of: Share.combine([share]))
    } catch .share {
      // Of a key that is put together: not all of it is one officer's.
      throw .share(.unknown)
    } catch { throw .cryptography(error) }
    guard let index = keys.shares.firstIndex(of: secret.base(0)) else { throw .share(.unknown) }
    officer = keys.draft.officers[index].id
    number = index + 1
    self.secret = Shared(secret)
  }

  /// The officers of as many shares as the quorum needs, each once, sorted.
  ///
  /// - Throws: `CountingError` where one is there twice, or they are too few or too many.
  package static func officers(
    _ shares: [DealtShare], needed: Int
  ) throws(CountingError) -> [String] {
    var seen: Set<String> = []
    for share in shares where !seen.insert(share.officer).inserted {
      throw .share(.repeated(officer: share.officer))
    }
    guard shares.count == needed else {
      throw .share(.count(found: shares.count, needed: needed))
    }
    return seen.sorted()
  }
}
