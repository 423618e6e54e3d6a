package import Cryptography

/// Makes one officer's part of opening a list, with its proof (FormatProofs § The opening).
package struct OpeningProver: Sendable {
  private let place: OpeningPlace
  private let workers: Workers
  /// z = λ·x, at the only place.
  private let factor: Shared<SecretScalars>

  /// Of the officer's share x, at the first place of `share`.
  ///
  /// - Throws: `.memory`, `.unlocked`.
  package init(
    _ place: OpeningPlace, share: borrowing SecretScalars, workers: Workers
  ) throws(CryptographyError) {
    self.place = place
    self.workers = workers
    var factor = try SecretScalars(count: 1)
    factor.set(0, to: share, 0)
    factor.multiply(0, by: OpeningPlace.factor(of: place.officer, among: place.members))
    self.factor = Shared(factor)
  }

  /// The section of a list; nil for an empty one.
  ///
  /// `random` has 32 bytes and is drawn for this list alone. What hides the share is hashed from the
  /// share itself, these bytes and the list, so that neither a bad generator nor one that repeats
  /// itself gives the share away.
  ///
  /// - Throws: `.memory`, `.unlocked`.
  package func prove(
    _ entries: [Point], random: borrowing SecretBytes
  ) throws(CryptographyError) -> OpeningSection? {
    guard !entries.isEmpty else { return nil }
    let parts = parts(of: entries)
    let hashed = place.hash(entries: entries, parts: parts)
    var message = try SecretMessage("nonce")
    message.add(factor.value, 0)
    message.add(random)
    message.add(hashed)
    var nonce = try SecretScalars(count: 1)
    nonce.set(0, toHashOf: message)
    return try prove(entries, parts: parts, hashed: hashed, nonce: nonce)
  }

  /// D, one for each point.
  package func parts(of entries: [Point]) -> [Point] {
    let chunks = workers.map(entries.count / 2) { range in
      range.map { factor.value.multiple(0, of: entries[2 * $0]) }
    }
    return Array(chunks.joined())
  }

  /// The section of given parts, hidden by κ at the only place of `nonce`.
  package func prove(
    _ entries: [Point], parts: [Point], hashed: [UInt8], nonce: borrowing SecretScalars
  ) throws(CryptographyError) -> OpeningSection {
    let sum = workers.map(parts.count) { range in
      var weights = Weights("open-weight", of: hashed)
      return range.map { weights.weight($0 + 1) * entries[2 * $0] }.sum()
    }.sum()
    let challenge = OpeningPlace.challenge(hashed, nonce.base(0), nonce.multiple(0, of: sum))
    var answer = try SecretScalars(count: 2)
    answer.set(0, to: factor.value, 0)
    answer.multiply(0, by: challenge)
    answer.set(1, to: nonce, 0)
    answer.add(0, 1)
    return OpeningSection(parts: parts, challenge: challenge, response: answer.shown(0))
  }
}
