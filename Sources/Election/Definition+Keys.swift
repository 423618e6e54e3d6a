import Encoding
import Words

/// The keys of a definition.
extension DefinitionParts {
  func keys(_ reader: ObjectReader, isDraft: Bool) -> Definition.Keys {
    if isDraft, format == .verifiable {
      guard let keys = reader.object("keys") else {
        return .init(count: "", vault: [], shares: [], dealt: nil)
      }
      for made in ["ceremony", "count", "officers"] where keys.has(made) {
        keys.note(made, "the ceremony makes it")
      }
      return dealtKeys(keys)
    }
    if isDraft {
      if reader.has("keys") { reader.note("keys", "the ceremony makes the keys") }
      _ = reader.optional("keys")
      return .init(count: "", vault: [], shares: [], dealt: nil)
    }
    guard let keys = reader.object("keys") else {
      return .init(count: "", vault: [], shares: [], dealt: nil)
    }
    if format == .verifiable { return dealtKeys(keys) }
    let count = keys.string("count", as: Self.sealingKey) { check.isSealingKey($0) ? $0 : nil }
    let vault = vault(keys)
    let shares =
      keys.has("shares")
      ? keys.objects("shares").map { share -> Definition.ShareHash in
        let officer = share.identifier("officer") ?? ""
        let hash = share.digest("hash")
        share.finish()
        return Definition.ShareHash(
          officer: officer, hash: hash ?? Digest([32 of UInt8](repeating: 0)))
      } : []
    keys.finish()
    return Definition.Keys(count: count ?? "", vault: vault, shares: shares, dealt: nil)
  }

  private static let sealingKey: Message = "an X25519 public key in base64 that can be used"

  private func vault(_ keys: ObjectReader) -> [String] {
    let vault = keys.strings("vault")
    for (index, key) in vault.enumerated() where !check.isSealingKey(key) {
      violations.note("\(keys.path("vault"))[\(index)]", "not \(Self.sealingKey)")
    }
    return vault
  }

  /// Keys that the officers dealt, as they stand.
  private func dealtKeys(_ keys: ObjectReader) -> Definition.Keys {
    let vault = vault(keys)
    let dealt = DealtKeys(
      ceremony: keys.optional("ceremony")?.string, count: keys.optional("count")?.string,
      officers: keys.optional("officers")?.array?.map { officer in
        DealtKeys.Officer(
          id: officer["officer"]?.string, points: officer["points"]?.array?.map(\.string),
          proof: officer["proof"]?.string, memberCount: officer.object?.count ?? 0)
      })
    keys.finish()
    return Definition.Keys(count: "", vault: vault, shares: [], dealt: dealt)
  }
}
