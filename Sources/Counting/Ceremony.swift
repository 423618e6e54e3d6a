import Bundles
package import Cryptography
package import Election
import Encoding
package import Words

/// The ceremony: makes the count key and the vault keys, shares the one among the officers, and
/// completes the definition with what is public of them (FormatKeys § The count key).
///
/// The count key exists only while this runs.
package struct Ceremony {
  /// What a person takes home, wrapped with their passphrase.
  package struct Handout: Sendable {
    package let holder: String
    package let wrapped: WrappedSecret
    /// An officer's words, for the sealed envelope; nil for a custodian.
    package let share: Share?
  }

  /// The canonical definition, yet to be signed.
  package let definitionFile: [UInt8]
  package let handouts: [Handout]
  /// How many officers have to sign the definition.
  package let signers: Int

  /// Makes all keys for a draft.
  ///
  /// `wrap` wraps a secret with the passphrase of its holder, whom it asks.
  ///
  /// - Throws: `DefinitionError` where the draft does not hold, `CeremonyError` where a share does
  ///   not work, `CryptographyError`, or what `wrap` throws.
  package init(
    draft: [UInt8],
    wrap: (borrowing SecretBytes, WrappedSecret.Kind, _ holder: String, _ election: String)
      throws -> WrappedSecret
  ) throws {
    let draft = try Self.read(draft)
    let count = try BoxKey.generate()
    let shares = try count.withSecret { secret in
      try Share.split(
        secret, threshold: draft.definition.quorum.open, count: draft.definition.officers.count)
    }
    try Self.rehearse(shares, threshold: draft.definition.quorum.open, key: count.publicKey)
    var handouts: [Handout] = []
    for (officer, share) in zip(draft.definition.officers, shares) {
      let wrapped = try share.withWords { words in
        try wrap(words, .share, officer.id, draft.definition.id)
      }
      handouts.append(Handout(holder: officer.id, wrapped: wrapped, share: share))
    }
    var vault: [JSON] = []
    for custodian in draft.definition.custodians {
      let key = try BoxKey.generate()
      let wrapped = try key.withSecret { secret in
        try wrap(secret, .vault, custodian.id, draft.definition.id)
      }
      handouts.append(Handout(holder: custodian.id, wrapped: wrapped, share: nil))
      vault.append(.string(key.publicKey.base64))
    }
    let keys: JSON = [
      "count": .string(count.publicKey.base64), "vault": .array(vault),
      "shares": .array(
        zip(draft.definition.officers, shares).map { officer, share in
          ["officer": .string(officer.id), "hash": .string(share.hash.description)]
        }),
    ]
    definitionFile = draft.completed(keys: keys)
    _ = try Definition(file: definitionFile, keys: .checked)
    self.handouts = handouts
    signers = draft.definition.quorum.sign
  }

  /// The definition of a draft of which keys can be made.
  ///
  /// - Throws: `DefinitionError` or `CeremonyError`, as the ceremony would.
  package static func check(draft: [UInt8]) throws -> Definition {
    try read(draft, formats: Definition.Format.allCases).definition
  }

  /// A draft of one of these formats.
  static func read(
    _ draft: [UInt8], formats: [Definition.Format] = [.sealed]
  ) throws -> DefinitionDraft {
    if let format = Definition.Format(draft: draft), !formats.contains(format) {
      throw CeremonyError.otherKind(isVerifiable: format == .verifiable)
    }
    let draft = try Definition.draft(draft, keys: .checked, formats: formats)
    try requireDistinct(draft.definition)
    return draft
  }

  /// Nobody goes home with a vault key and a share of the count key: ids and keys differ by the
  /// definition's own rules, and names have to as well.
  private static func requireDistinct(_ definition: Definition) throws(CeremonyError) {
    for custodian in definition.custodians {
      let shares = definition.officers.filter { officer in
        officer.name.texts.contains { custodian.name.texts[$0.key] == $0.value }
      }
      guard shares.isEmpty else {
        throw .bothKeys(custodian: custodian.id, officers: shares.map(\.id))
      }
    }
  }

  /// Puts the key together once with every officer's share, so that nobody goes home with one
  /// that does not work.
  private static func rehearse(
    _ shares: [Share], threshold: Int, key: BoxPublicKey
  ) throws {
    for first in shares.indices {
      let some = (0..<threshold).map { shares[(first + $0) % shares.count] }
      guard try BoxKey(secret: Share.combine(some)).publicKey == key else {
        throw CeremonyError.shares
      }
    }
  }
}

/// Why a ceremony cannot be held.
package enum CeremonyError: ReportedError, Equatable {
  /// The shares that were made do not give the key back.
  case shares
  /// A custodian has the name of officers: one person would hold both sides.
  case bothKeys(custodian: String, officers: [String])
  /// An officer has dealt already: two deals would be two shares of one.
  case dealt(officer: String)
  /// The draft is of an election whose keys are made in another way: of one with proofs, or of one
  /// without.
  case otherKind(isVerifiable: Bool)

  package var report: Report {
    switch self {
    case .shares:
      Report(
        .machine, code: "shares", "the shares do not give the key back",
        advice: "hold the ceremony on another machine")
    case .bothKeys(let custodian, let officers):
      Report(
        .refused, code: "both-keys",
        "the custodian \(custodian) has the name of \(officers.joined(separator: ", ")): "
          + "nobody may hold the vault key and a share of the count key",
        advice: "name another custodian, or tell two people of one name apart")
    case .dealt(let officer):
      Report(
        .refused, code: "dealt", "\(SafeText.escaped(officer)) has dealt in this ceremony",
        advice:
          "take when all have dealt; where the deal is not to be used, begin another ceremony")
    case .otherKind(isVerifiable: true):
      Report(
        .refused, code: "definition",
        "the draft is of an election with proofs, whose officers deal its key out among themselves",
        advice: "begin that ceremony: coldcount ceremony begin DRAFT --to DIR")
    case .otherKind:
      Report(
        .refused, code: "definition",
        "the draft is of an election without proofs, whose key one ceremony makes",
        advice:
          "hold that ceremony: coldcount ceremony DRAFT --to DIR; or make the draft of an election "
          + "with proofs: coldcount draft new KIND --proofs")
    }
  }
}
