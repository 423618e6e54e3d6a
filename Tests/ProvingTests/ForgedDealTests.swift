import Cryptography
import Election
import Encoding
import Mixnet
import Record
import TestSupport
import Testing

@Suite("Deals that an officer forges")
struct ForgedDealTests {
  private static let folder = "\(ProofVectorElection.root)/ceremony"

  private func read(_ name: String) throws -> [UInt8] {
    try ProofVectorElection.read("\(Self.folder)/\(name)")
  }

  /// What stands in the place of another officer's box.
  static let boxes: [JSON] = ["", "AAAA", nil, 7]

  @Test("A deal that gives nothing to another officer is refused by everyone", arguments: boxes)
  func otherBox(box: JSON) throws {
    let file = try read("draft.json")
    let draft = try KeyDraft(ProofVectorElection.definition(file), file: file)
    var forged = try #require(JSON.parse(canonical: read("deal.officer-a.json")).object)
    var boxes = try #require(forged["boxes"]?.array)
    boxes[1] = box
    forged["boxes"] = .array(boxes)
    let deal = JSON.object(forged).canonical
    let signature = try ProofVectorElection.signer("officer-a").key.sign(
      file: deal, trustedComment: "test")
    let deals = try draft.officers.map { dealer in
      let name = "deal.\(dealer.id).json"
      return dealer.id == "officer-a"
        ? Taking.Handed(file: deal, signature: signature.file)
        : Taking.Handed(file: try read(name), signature: try read("\(name).minisig"))
    }
    let secrets = try JSON.parse(
      draft: ProofVectorElection.read("\(ProofVectorElection.root)/secrets.json"))
    let bytes = try #require(
      secrets["boxes"]?["officer-c"]?.string.flatMap { Hex.decode($0) })
    let box = try BoxKey(secret: SecretBytes(copying: bytes.span))
    #expect {
      _ = try Taking(draft, file: file).take(as: 3, box: box, deals: deals, definition: nil)
    } throws: { error in
      let refusal = error as? TakingRefusal
      return refusal?.code == .share && refusal?.dealer == "officer-a"
    }
  }
}
