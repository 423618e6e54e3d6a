package import Cryptography
import Election
import Encoding
package import Words

/// What of a ceremony does not hold, in the order of the checks.
package enum TakingCode: String, Sendable, CaseIterable {
  case missingFile = "missing-file"
  case definition
  case keys
  case signature
  case share
  case deals
}

/// Why an officer does not take a share; who dealt wrongly, where one did.
package struct TakingRefusal: ReportedError, Equatable, Sendable {
  package let code: TakingCode
  package let dealer: String?
  package let problem: Message

  package init(_ code: TakingCode, of dealer: String?, _ problem: Message) {
    self.code = code
    self.dealer = dealer
    self.problem = problem
  }

  package var report: Report {
    Report(
      .refused, code: code.rawValue, problem, place: dealer.map { "\(SafeText.escaped($0))" },
      advice: code == .missingFile
        ? "have everyone deal first, and carry the whole folder over"
        : "this ceremony is over for everybody: destroy its folder, its deals and every share of it on "
          + "every medium, then begin anew: coldcount ceremony begin DRAFT --to DIR; once the workspace "
          + "is made, an officer records it: coldcount ceremony abandoned")
  }
}

/// An officer's second visit, when all have dealt: the share, once everything holds that it comes of.
package struct Taking: Sendable {
  /// A deal file and its signature.
  package struct Handed: Sendable {
    package let file: [UInt8]
    package let signature: [UInt8]

    package init(file: [UInt8], signature: [UInt8]) {
      self.file = file
      self.signature = signature
    }
  }

  /// What an officer goes home with.
  package struct Taken: ~Copyable, Sendable {
    /// The share, at the first place.
    package let share: SecretScalars
    /// election.json as it comes of the draft and the deals.
    package let definition: [UInt8]
  }

  private let draft: KeyDraft
  private let draftFile: [UInt8]

  /// Of a draft that holds, and its file.
  package init(_ draft: KeyDraft, file: [UInt8]) {
    self.draft = draft
    draftFile = file
  }

  /// The share of an officer, from every officer's deal in their order; `definition` is election.json,
  /// nil before the first has taken.
  ///
  /// - Throws: `TakingRefusal`, `CryptographyError` where there is no memory for it.
  package func take(
    as officer: Int, box: borrowing BoxKey, deals: [Handed], definition: [UInt8]?
  ) throws -> Taken {
    var read: [Deal] = []
    for (dealer, handed) in zip(draft.officers, deals) {
      read.append(try deal(of: dealer, number: read.count + 1, handed))
    }
    var sum = try SecretScalars(count: 2)
    for (dealer, deal) in zip(draft.officers, read) {
      let share = try share(of: officer, in: deal, box: box, dealer: dealer.id)
      sum.set(1, to: share, 0)
      sum.add(0, 1)
    }
    guard let completed = completed(read), definition == nil || definition == completed else {
      throw TakingRefusal(
        .deals, of: nil, "election.json is not the draft with the points that were dealt")
    }
    return Taken(share: sum, definition: completed)
  }

  private func deal(
    of dealer: Person, number: Int, _ handed: Handed
  ) throws(TakingRefusal) -> Deal {
    do {
      let key = try SigningPublicKey(text: dealer.publicKey)
      try key.verify(MinisignSignature(file: handed.signature), file: handed.file)
    } catch {
      throw TakingRefusal(.signature, of: dealer.id, error.report.message)
    }
    guard let deal = Deal(file: handed.file), deal.holds(of: number, draft) else {
      throw TakingRefusal(
        .keys, of: dealer.id, "the deal is not of this ceremony and officer, or its proof fails")
    }
    return deal
  }

  private func share(
    of officer: Int, in deal: Deal, box: borrowing BoxKey, dealer: String
  ) throws -> SecretScalars {
    let byteCount = GroupBytes.byteCount + BoxPublicKey.overhead
    guard deal.boxes.count == draft.officers.count,
      deal.boxes.allSatisfy({ $0?.count == byteCount }), let sealed = deal.boxes[officer - 1]
    else {
      throw TakingRefusal(.share, of: dealer, "the deal has not a box for each officer")
    }
    do {
      let share = try SecretScalars.copy(of: box.open(sealed.span))
      if share.base(0) == deal.dealt.share(of: officer) { return share }
    } catch let error where error != .box && error != .scalar {
      throw error
    } catch {
      // Another secret than was promised, like one that is other than the points.
    }
    throw TakingRefusal(
      .share, of: dealer, "the share does not open, or is not that of the points dealt")
  }

  /// election.json as it comes of the draft and the deals.
  package func completed(_ deals: [Deal]) -> [UInt8]? {
    guard let json = try? JSON.parse(canonical: draftFile), var members = json.object,
      var keys = members["keys"]?.object
    else { return nil }
    let key = deals.map { $0.dealt.points[0] }.sum()
    keys["count"] = .string(Base64.encode(key.bytes.array))
    keys["officers"] = .array(
      zip(draft.officers, deals).map { officer, deal in
        [
          "officer": .string(officer.id),
          "points": .array(deal.dealt.points.map { .string(Base64.encode($0.bytes.array)) }),
          "proof": .string(deal.dealt.proof),
        ]
      })
    members["keys"] = .object(keys)
    return JSON.object(members).canonical
  }
}
