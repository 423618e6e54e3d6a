import Bundles
package import Counting
import Cryptography
import Election
package import Encoding
import Mixnet
package import Record
import Words

/// A ceremony that officers hold with throw-away keys, all at one laptop and in its memory alone: for a
/// rehearsal, whose definition is another than the election's, so that no deal of the officers' own
/// fits it.
package struct ControlCeremony {
  /// The definition's file, with the keys that were dealt.
  package let file: [UInt8]
  /// Of the officers, in their order.
  package let shares: [DealtShare]

  /// Deals and takes; `signer` gives an officer's signing key, whose public half the definition has.
  ///
  /// - Throws: `DefinitionError` or `KeysFault` where the definition does not hold, `TakingRefusal`,
  ///   `CryptographyError`, what `signer` throws.
  package init(of definition: JSON, signer: (String) throws -> Signer) throws {
    var boxes: [Shared<BoxKey>] = []
    let draftFile = try Self.draft(of: definition) {
      let box = Shared(try BoxKey.generate())
      boxes.append(box)
      return box.value.publicKey.base64
    }
    let election = try Self.read(draftFile)
    let draft = try KeyDraft(election, file: draftFile)
    let deals = try draft.officers.enumerated().map { index, officer in
      var secrets = try Deal.secrets(draft)
      let file = try Deal.make(by: index + 1, draft, with: &secrets).file
      let signature = try signer(officer.id).sign(file, as: .ceremony, in: election)
      return Taking.Handed(file: file, signature: signature.file)
    }
    let taking = Taking(draft, file: draftFile)
    var made: [UInt8]?
    let words = try boxes.enumerated().map { index, box in
      let taken = try taking.take(
        as: index + 1, box: box.value, deals: deals, definition: made)
      made = taken.definition
      return try taken.words()
    }
    // What nobody took has no keys, and is refused for it.
    let file = made ?? draftFile
    let keys = try CountKeys(Self.read(file), file: file)
    shares = try words.map { try DealtShare($0, keys: keys) }
    self.file = file
  }

  /// The file of a definition as the draft of a ceremony; `box` makes the key of each officer, in their
  /// order.
  private static func draft(of definition: JSON, box: () throws -> String) throws -> [UInt8] {
    guard var members = definition.object, let people = members["people"]?.array else {
      return definition.canonical
    }
    members["people"] = .array(
      try people.map { person in
        guard var officer = person.object, officer["role"] == "officer" else { return person }
        officer["box"] = .string(try box())
        return .object(officer)
      })
    var keys: JSON.Members = ["ceremony": .string(try Digest.random().description)]
    keys["vault"] = members["keys"]?["vault"]
    members["keys"] = .object(keys)
    return JSON.object(members).canonical
  }

  private static func read(_ file: [UInt8]) throws(DefinitionError) -> Definition {
    try Definition(file: file, keys: .checked, formats: [.verifiable])
  }
}
