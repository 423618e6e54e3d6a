package import Cryptography
import Election
import Encoding

/// One officer's deal: `deal.<officer>.json` (FormatProofs § The ceremony).
package struct Deal: Equatable, Sendable {
  package static let format = "coldcount/deal/1"
  /// The largest file, in bytes: 16 points and 16 boxes are 4 KiB.
  package static let maxByteCount = 1 << 14

  /// What everybody reads.
  package let dealt: DealtPoints
  /// A share for each officer, sealed; nil where it is no base64.
  package let boxes: [[UInt8]?]
  private let officer: String
  private let draft: Digest

  /// Deals: the secrets are the polynomial's, as many as officers open, and behind them one that hides
  /// the first in the proof and room for two more; see `secrets`.
  ///
  /// - Throws: `CryptographyError`.
  package static func make(
    by officer: Int, _ draft: KeyDraft, with secrets: inout SecretScalars
  ) throws(CryptographyError) -> Deal {
    let (count, share, term) = (draft.threshold, draft.threshold + 1, draft.threshold + 2)
    let points = (0..<count).map { secrets.base($0) }
    let challenge = DealtPoints.challenge(draft, officer: officer, points, secrets.base(count))
    secrets.copy(term, from: 0)
    secrets.multiply(term, by: challenge)
    secrets.add(term, count)
    let dealt = DealtPoints(
      points: points, challenge: challenge, response: secrets.shown(term))
    var boxes: [[UInt8]] = []
    for (index, box) in draft.boxes.enumerated() {
      secrets.set(share, to: .zero)
      for power in (0..<count).reversed() {
        secrets.multiply(share, by: Scalar(index + 1))
        secrets.add(share, power)
      }
      boxes.append(
        try secrets.withBytes(of: share) { own throws(CryptographyError) in try box.seal(own) })
    }
    return Deal(
      dealt: dealt, boxes: boxes, officer: draft.officers[officer - 1].id, draft: draft.hash)
  }

  /// Secrets for one deal, drawn anew.
  ///
  /// - Throws: `.memory`, `.unlocked`.
  package static func secrets(_ draft: KeyDraft) throws(CryptographyError) -> SecretScalars {
    var secrets = try SecretScalars(count: draft.threshold + 3)
    for place in 0...draft.threshold { secrets.draw(place) }
    return secrets
  }

  private init(dealt: DealtPoints, boxes: [[UInt8]?], officer: String, draft: Digest) {
    self.dealt = dealt
    self.boxes = boxes
    self.officer = officer
    self.draft = draft
  }

  /// Reads a file; nil where it is not canonical, of this format, or a point or scalar is refused.
  package init?(file bytes: [UInt8]) {
    guard bytes.count <= Self.maxByteCount, let json = try? JSON.parse(canonical: bytes),
      json.object?.keys == ["boxes", "draft", "format", "officer", "points", "proof"],
      json["format"]?.string == Self.format, let officer = json["officer"]?.string,
      let draft = json["draft"]?.string.flatMap({ Digest(hex: $0) }),
      let boxes = json["boxes"]?.array,
      let dealt = DealtPoints(
        points: json["points"]?.array?.map(\.string), proof: json["proof"]?.string)
    else { return nil }
    self.init(
      dealt: dealt, boxes: boxes.map { $0.string.flatMap { Base64.decode($0) } },
      officer: officer, draft: draft)
  }

  /// The canonical file.
  package var file: [UInt8] {
    let json: JSON = [
      "format": .string(Self.format), "draft": .string(draft.description),
      "officer": .string(officer),
      "points": .array(dealt.points.map { .string(Base64.encode($0.bytes.array)) }),
      "proof": .string(dealt.proof),
      "boxes": .array(boxes.map { $0.map { .string(Base64.encode($0)) } ?? .null }),
    ]
    return json.canonical
  }

  /// Whether it is an officer's, of this ceremony, and its proof holds.
  func holds(of number: Int, _ draft: KeyDraft) -> Bool {
    officer == draft.officers[number - 1].id && self.draft == draft.hash
      && dealt.holds(of: number, draft)
  }
}
