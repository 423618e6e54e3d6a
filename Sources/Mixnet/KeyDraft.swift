package import Cryptography
package import Election
package import Encoding
package import Words

/// Why the keys of an election cannot be used, and whose part of them it is (FormatProofs § The
/// definition).
package struct KeysFault: ReportedError, Equatable, Sendable {
  package let officer: String?
  package let problem: Message

  init(_ problem: Message, of officer: String? = nil) {
    self.officer = officer
    self.problem = problem
  }

  package var report: Report {
    Report(
      .refused, code: "keys", problem, place: officer.map { "\(SafeText.escaped($0))" },
      advice: "seal nothing to this key; ask the officers for the definition they signed")
  }
}

/// What has to be right before anybody deals: who deals, for how many, and what binds every deal to
/// this ceremony.
package struct KeyDraft: Sendable {
  package static let maxOfficers = 16

  /// The hash of the definition without what the ceremony makes.
  package let hash: Digest
  /// Who deals, in the order of their numbers, from 1.
  package let officers: [Person]
  /// What each share is sealed to.
  package let boxes: [BoxPublicKey]
  /// How many of the officers open.
  package let threshold: Int

  /// Of a definition and its file, with the keys or without.
  ///
  /// - Throws: `KeysFault`.
  package init(_ definition: Definition, file: [UInt8]) throws(KeysFault) {
    officers = definition.officers
    threshold = definition.quorum.open
    guard officers.count <= Self.maxOfficers, 2 <= threshold, threshold <= officers.count else {
      throw KeysFault("\(threshold) of \(officers.count) officers cannot open")
    }
    guard let ceremony = definition.keys.dealt?.ceremony, Digest(hex: ceremony) != nil else {
      throw KeysFault("the ceremony has no number of 64 hexadecimal digits")
    }
    var boxes: [BoxPublicKey] = []
    for officer in officers {
      guard let box = try? officer.box.map({ try BoxPublicKey(base64: $0) }) else {
        throw KeysFault("the officer has no box key that can be used", of: officer.id)
      }
      guard !boxes.contains(box) else {
        throw KeysFault("the officer has another officer's box key", of: officer.id)
      }
      boxes.append(box)
    }
    self.boxes = boxes
    hash = try Self.hash(of: file)
  }

  /// The number of an officer, from 1; nil for nobody.
  package func number(of officer: String) -> Int? {
    officers.firstIndex { $0.id == officer }.map { $0 + 1 }
  }

  /// Of the canonical form without `keys.count` and `keys.officers`.
  private static func hash(of file: [UInt8]) throws(KeysFault) -> Digest {
    guard let json = try? JSON.parse(canonical: file), var members = json.object,
      var keys = members["keys"]?.object
    else { throw KeysFault("there are no keys") }
    keys["count"] = nil
    keys["officers"] = nil
    members["keys"] = .object(keys)
    return Digest.of(JSON.object(members).canonical)
  }
}

/// What an officer commits to when dealing: points of a polynomial, and a proof of knowing its first.
package struct DealtPoints: Equatable, Sendable {
  package let points: [Point]
  let challenge: Scalar
  let response: Scalar

  init(points: [Point], challenge: Scalar, response: Scalar) {
    self.points = points
    self.challenge = challenge
    self.response = response
  }

  /// Of the texts of a file; nil where a point or a scalar is refused.
  init?(points texts: [String?]?, proof: String?) {
    guard let texts, let proof = proof.flatMap({ Base64.decode($0) }), proof.count == 64 else {
      return nil
    }
    var points: [Point] = []
    for text in texts {
      guard let bytes = text.flatMap({ Base64.decode($0) }).flatMap(GroupBytes.init),
        let point = Point(bytes)
      else { return nil }
      points.append(point)
    }
    guard let challenge = Scalar(GroupBytes(proof.span, at: 0)),
      let response = Scalar(GroupBytes(proof.span, at: GroupBytes.byteCount))
    else { return nil }
    self.init(points: points, challenge: challenge, response: response)
  }

  /// The proof's base64.
  var proof: String { Base64.encode(challenge.bytes.array + response.bytes.array) }

  /// Whether there are as many points as the draft asks for and the officer knows the secret of the
  /// first, for this ceremony and this place in it.
  func holds(of officer: Int, _ draft: KeyDraft) -> Bool {
    guard points.count == draft.threshold else { return false }
    let commitment = Point.base(response) - challenge * points[0]
    return challenge == Self.challenge(draft, officer: officer, points, commitment)
  }

  static func challenge(
    _ draft: KeyDraft, officer: Int, _ points: [Point], _ commitment: Point
  ) -> Scalar {
    var hash = ProofHash("deal")
    hash.add(draft.hash.bytes)
    hash.add(draft.officers[officer - 1].id)
    hash.add(officer)
    hash.add(draft.threshold)
    hash.add(draft.officers.count)
    hash.add(points)
    hash.add(commitment)
    return hash.scalar()
  }

  /// The point of the share for an officer: Σ j^m·C_m.
  package func share(of officer: Int) -> Point {
    points.reversed().reduce(.identity) { Scalar(officer) * $0 + $1 }
  }
}
