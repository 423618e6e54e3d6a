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
    var members = definition.object ?? [:]
    var boxes: [String: Shared<BoxKey>] = [:]
    members["people"] = .array(
      try (members["people"]?.array ?? []).map { person in
        guard var officer = person.object, officer["role"] == "officer",
          let id = officer["id"]?.string
        else { return person }
        let box = Shared(try BoxKey.generate())
        boxes[id] = box
        officer["box"] = .string(box.value.publicKey.base64)
        return .object(officer)
      })
    members["keys"] = [
      "ceremony": .string(try Digest.random().description),
      "vault": members["keys"]?["vault"] ?? .array([]),
    ]
    let draftFile = JSON.object(members).canonical
    let draft = try KeyDraft(Self.read(draftFile), file: draftFile)
    var deals: [Taking.Handed] = []
    for (index, officer) in draft.officers.enumerated() {
      var secrets = try Deal.secrets(draft)
      let file = try Deal.make(by: index + 1, draft, with: &secrets).file
      let signature = try signer(officer.id).key.sign(
        file: file,
        trustedComment: SignedThing.ceremony.trustedComment(
          election: members["id"]?.string ?? "", signer: officer.id))
      deals.append(Taking.Handed(file: file, signature: signature.file))
    }
    let taking = Taking(draft, file: draftFile)
    var made: [UInt8]?
    var words: [Share] = []
    for (index, officer) in draft.officers.enumerated() {
      guard let box = boxes[officer.id] else { continue }
      let taken = try taking.take(
        as: index + 1, box: box.value, deals: deals, definition: made)
      made = taken.definition
      words.append(try taken.words())
    }
    let file = made ?? draftFile
    let keys = try CountKeys(Self.read(file), file: file)
    shares = try words.map { try DealtShare($0, keys: keys) }
    self.file = file
  }

  private static func read(_ file: [UInt8]) throws(DefinitionError) -> Definition {
    try Definition(file: file, keys: .checked, formats: [.verifiable])
  }
}
