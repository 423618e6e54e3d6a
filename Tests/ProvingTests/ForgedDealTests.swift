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

  /// What is told to officer-c, who takes when these deals are handed in instead, signed by their
  /// dealers but for one.
  private func refusal(
    _ forged: [String: [UInt8]], unsigned: String? = nil
  ) throws -> TakingRefusal? {
    let file = try read("draft.json")
    let draft = try KeyDraft(ProofVectorElection.definition(file), file: file)
    let deals = try draft.officers.map { dealer in
      let name = "deal.\(dealer.id).json"
      guard let deal = forged[dealer.id] else {
        return Taking.Handed(file: try read(name), signature: try read("\(name).minisig"))
      }
      let signer = dealer.id == unsigned ? "keeper" : dealer.id
      let signature = try ProofVectorElection.signer(signer).key.sign(
        file: deal, trustedComment: "test")
      return Taking.Handed(file: deal, signature: signature.file)
    }
    let secrets = try JSON.parse(
      draft: ProofVectorElection.read("\(ProofVectorElection.root)/secrets.json"))
    let bytes = try #require(
      secrets["boxes"]?["officer-c"]?.string.flatMap { Hex.decode($0) })
    let box = try BoxKey(secret: SecretBytes(copying: bytes.span))
    do {
      _ = try Taking(draft, file: file).take(as: 3, box: box, deals: deals, definition: nil)
      return nil
    } catch let refusal as TakingRefusal { return refusal }
  }

  private func deal(
    _ officer: String, _ change: (inout JSON.Members) throws -> Void
  ) throws -> [UInt8] {
    var members = try #require(JSON.parse(canonical: read("deal.\(officer).json")).object)
    try change(&members)
    return JSON.object(members).canonical
  }

  /// What stands in the place of another officer's box.
  static let boxes: [JSON] = ["", "AAAA", nil, 7]

  @Test("A deal that gives nothing to another officer is refused by everyone", arguments: boxes)
  func otherBox(box: JSON) throws {
    let forged = try deal("officer-a") { members in
      var boxes = try #require(members["boxes"]?.array)
      boxes[1] = box
      members["boxes"] = .array(boxes)
    }
    let refusal = try refusal(["officer-a": forged])
    #expect(refusal?.code == .share && refusal?.dealer == "officer-a")
  }

  @Test("Dealer by dealer, and every proof before any share, the first that is wrong is told")
  func order() throws {
    let unproved = try deal("officer-b") { $0["proof"] = $0["points"]?.array?.first }
    let boxless = try deal("officer-a") { $0["boxes"] = [] }
    let foreign = try read("deal.officer-a.json")
    var told = try refusal(["officer-a": boxless, "officer-b": unproved])
    #expect(told?.code == .keys && told?.dealer == "officer-b")
    told = try refusal(["officer-a": boxless])
    #expect(told?.code == .share && told?.dealer == "officer-a")
    told = try refusal(["officer-b": unproved, "officer-c": foreign], unsigned: "officer-c")
    #expect(told?.code == .keys && told?.dealer == "officer-b")
    told = try refusal(["officer-c": foreign], unsigned: "officer-c")
    #expect(told?.code == .signature && told?.dealer == "officer-c")
    // Another officer's deal, signed by oneself.
    told = try refusal(["officer-c": foreign])
    #expect(told?.code == .keys && told?.dealer == "officer-c")
  }
}
