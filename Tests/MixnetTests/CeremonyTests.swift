import Cryptography
import Election
import Encoding
import Foundation
import Mixnet
import TestSupport
import Testing

@Suite("Dealing and taking")
struct CeremonyTests {
  /// The files of a ceremony of the vectors, a case's own in place of those that hold.
  struct Files {
    var places: [String]

    func read(_ name: String) throws -> [UInt8] {
      let place = try #require(
        places.last { FileManager.default.fileExists(atPath: "\($0)/\(name)") })
      return try ProofVectors.read("\(place)/\(name)")
    }
  }

  static let refused: [String] = {
    let path = "\(ProofVectors.root)/ceremony-refused"
    return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }()

  private func box(of officer: String) throws -> BoxKey {
    let secrets = try JSON.parse(draft: ProofVectors.read("\(ProofVectors.root)/secrets.json"))
    let bytes = try Value.bytes(secrets["boxes"]?[officer])
    let secret = try SecretBytes(copying: bytes.span)
    return try BoxKey(secret: secret)
  }

  private func draft(_ files: Files) throws -> (KeyDraft, [UInt8]) {
    let file = try files.read("draft.json")
    return (try KeyDraft(ProofVectors.definition(file), file: file), file)
  }

  private func take(_ officer: String, _ files: Files) throws -> Scalar {
    let (draft, file) = try draft(files)
    let deals = try draft.officers.map { dealer in
      Taking.Handed(
        file: try files.read("deal.\(dealer.id).json"),
        signature: try files.read("deal.\(dealer.id).json.minisig"))
    }
    let box = try box(of: officer)
    let taken = try Taking(draft, file: file).take(
      as: #require(draft.number(of: officer)), box: box, deals: deals,
      definition: files.read("election.json"))
    return taken.share.shown(0)
  }

  @Test(
    "Each officer takes the reference's share", arguments: ["officer-a", "officer-b", "officer-c"])
  func takes(officer: String) throws {
    let files = Files(places: ["\(ProofVectors.root)/ceremony"])
    let secrets = try JSON.parse(draft: ProofVectors.read("\(ProofVectors.root)/secrets.json"))
    let taken = try take(officer, files)
    #expect(try taken == Value.scalar(secrets["shares"]?[officer]))
  }

  @Test("There are vectors of every code") func codes() { #expect(Self.refused.count == 14) }

  @Test("What is wrong is refused with its code and who dealt it", arguments: refused)
  func refuses(name: String) throws {
    let folder = "\(ProofVectors.root)/ceremony-refused/\(name)"
    let files = Files(places: ["\(ProofVectors.root)/ceremony", folder])
    let wanted = try JSON.parse(draft: ProofVectors.read("\(folder)/case.json"))
    let taker = try #require(wanted["taker"]?.string)
    do {
      _ = try take(taker, files)
      Issue.record("it was taken")
    } catch let refusal as TakingRefusal {
      #expect(refusal.code.rawValue == wanted["code"]?.string)
      #expect(refusal.dealer == wanted["dealer"]?.string)
    } catch let fault as KeysFault {
      #expect(wanted["code"]?.string == "keys")
      #expect(fault.officer == wanted["dealer"]?.string)
    }
  }

  static let both = [
    ("box-low-order", "deal-signature"), ("deal-signature", "share-wrong"),
    ("deal-proof", "share-boxes"), ("deal-copied", "definition-other-points"),
    ("share-exchanged", "definition-other-vault"),
  ]

  @Test(
    "Of two things that are wrong the first in the order of the checks is told", arguments: both)
  func order(first: String, second: String) throws {
    let cases = [first, second].map { "\(ProofVectors.root)/ceremony-refused/\($0)" }
    let told = try [[cases[0]], cases, cases.reversed()].map { places in
      do {
        _ = try take("officer-b", Files(places: ["\(ProofVectors.root)/ceremony"] + places))
        return "taken"
      } catch let refusal as TakingRefusal {
        return "\(refusal.code.rawValue) \(refusal.dealer ?? "")"
      } catch let fault as KeysFault { return "keys \(fault.officer ?? "")" }
    }
    #expect(Set(told).count == 1 && told[0] != "taken", "\(told)")
  }

  @Test("A dealt polynomial gives the reference's points")
  func points() throws {
    let files = Files(places: ["\(ProofVectors.root)/ceremony"])
    let (draft, _) = try draft(files)
    let secrets = try JSON.parse(draft: ProofVectors.read("\(ProofVectors.root)/secrets.json"))
    for (index, officer) in draft.officers.enumerated() {
      let polynomial = try Value.scalars(secrets["polynomials"]?[officer.id])
      var drawn = try Value.secrets(polynomial + [Scalar(99)], room: 2)
      let deal = try Deal.make(by: index + 1, draft, with: &drawn)
      let file = try files.read("deal.\(officer.id).json")
      let made = try #require(Deal(file: deal.file))
      #expect(made == deal)
      #expect(try #require(Deal(file: file)).dealt.points == deal.dealt.points)
      #expect(Deal(file: file)?.file == file)
    }
  }

  @Test("What officers deal anew opens with any of them")
  func anew() throws {
    let files = Files(places: ["\(ProofVectors.root)/ceremony"])
    let (draft, file) = try draft(files)
    var deals: [Deal] = []
    for number in 1...draft.officers.count {
      var secrets = try Deal.secrets(draft)
      deals.append(try Deal.make(by: number, draft, with: &secrets))
    }
    let completed = try #require(Taking(draft, file: file).completed(deals))
    let keys = try CountKeys(ProofVectors.definition(completed), file: completed)
    #expect(keys.key == deals.map { $0.dealt.points[0] }.sum())
    let shares = try draft.officers.enumerated().map { index, officer in
      let box = try box(of: officer.id)
      var sum = Scalar.zero
      for deal in deals {
        let sealed = try #require(deal.boxes[index])
        sum = sum + (try SecretScalars.copy(of: box.open(sealed.span)).shown(0))
      }
      return sum
    }
    #expect(shares.map { Point.base($0) } == keys.shares)
    for members in [[1, 2], [1, 3], [2, 3]] {
      let secret = members.map {
        OpeningPlace.factor(of: $0, among: members) * shares[$0 - 1]
      }.reduce(.zero, +)
      #expect(Point.base(secret) == keys.key)
    }
  }

  @Test("A file that is no deal is none")
  func noDeal() throws {
    let file = try ProofVectors.read("\(ProofVectors.root)/ceremony/deal.officer-a.json")
    #expect(Deal(file: file) != nil)
    #expect(Deal(file: []) == nil)
    #expect(Deal(file: file + [10]) == nil)
    let text = String(decoding: file, as: UTF8.self)
    for (found, put) in [
      ("deal/1", "deal/2"), ("\"officer\"", "\"0fficer\""), ("\"proof\":\"", "\"proof\":\"A"),
    ] {
      #expect(Deal(file: Array(text.replacingOccurrences(of: found, with: put).utf8)) == nil)
    }
    #expect(Deal(file: [UInt8](repeating: 32, count: Deal.maxByteCount + 1)) == nil)
  }
}
