import Cryptography
import Election
import Encoding
import Foundation
import TestSupport
import Testing

@testable import Mixnet

/// A file of the vectors with one thing changed, everything else being as it was.
struct ChangedFile: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let change: @Sendable (inout JSON.Members) throws -> Void

  init(_ description: String, _ change: @escaping @Sendable (inout JSON.Members) throws -> Void) {
    testDescription = description
    self.change = change
  }

  /// The canonical file that comes of it.
  func of(_ path: String) throws -> [UInt8] {
    var members = try #require(JSON.parse(canonical: ProofVectors.read(path)).object)
    try change(&members)
    return JSON.object(members).canonical
  }
}

extension JSON.Members {
  fileprivate mutating func change(
    _ name: String, _ change: (inout JSON.Members) -> Void
  ) throws {
    var members = try #require(self[name]?.object)
    change(&members)
    self[name] = .object(members)
  }

  /// Changes every officer, by number from 1.
  fileprivate mutating func changeOfficers(
    _ change: (Int, inout JSON.Members) throws -> Void
  ) throws {
    var number = 0
    self["people"] = .array(
      try #require(self["people"]?.array).map { person in
        guard person["role"]?.string == "officer" else { return person }
        var members = try #require(person.object)
        number += 1
        try change(number, &members)
        return .object(members)
      })
  }
}

/// A text of base64 with one byte more.
private func longer(_ text: JSON?) -> JSON? {
  text?.string.flatMap { Base64.decode($0) }.map { .string(Base64.encode($0 + [0])) }
}

@Suite("Keys that are refused")
struct RefusedKeysTests {
  static let ceremony = "\(ProofVectors.root)/ceremony"

  static let drafts = [
    ChangedFile("more officers than shares can be dealt among") { draft in
      var people = try #require(draft["people"]?.array)
      for number in 1...14 {
        people.append([
          "id": .string("more-\(number)"), "name": ["en": "More", "zh-Hant": "More"],
          "role": "officer", "box": .string(try BoxKey.generate().publicKey.base64),
          "publicKey": .string(try SigningKey.generate().publicKey.text),
        ])
      }
      draft["people"] = .array(people)
      try draft.change("quorum") { $0["sign"] = 17 }
    },
    ChangedFile("a quorum of more than there are") { draft in
      try draft.change("quorum") { $0["open"] = 4 }
    },
    ChangedFile("a quorum of one") { draft in try draft.change("quorum") { $0["open"] = 1 } },
    ChangedFile("a ceremony without a number") { draft in
      try draft.change("keys") { $0["ceremony"] = nil }
    },
    ChangedFile("a number that is too short") { draft in
      try draft.change("keys") { $0["ceremony"] = .string(String(repeating: "5a", count: 31)) }
    },
    ChangedFile("a number that is none") { draft in
      try draft.change("keys") { $0["ceremony"] = .string(String(repeating: "5g", count: 32)) }
    },
    ChangedFile("an officer with another's box key") { draft in
      var first: JSON?
      try draft.changeOfficers { number, officer in
        if number == 1 { first = officer["box"] }
        if number == 3 { officer["box"] = first }
      }
    },
    ChangedFile("an officer without a box key") { draft in
      try draft.changeOfficers { if $0 == 2 { $1["box"] = nil } }
    },
    ChangedFile("a box key of low order") { draft in
      try draft.changeOfficers {
        if $0 == 2 { $1["box"] = .string(Base64.encode([UInt8](repeating: 0, count: 32))) }
      }
    },
  ]

  @Test("A draft by which no share can be dealt is refused", arguments: drafts)
  func draft(changed: ChangedFile) throws {
    let file = try changed.of("\(Self.ceremony)/draft.json")
    let definition = try ProofVectors.definition(file)
    #expect(throws: KeysFault.self) { try KeyDraft(definition, file: file) }
  }

  static let definitions = [
    ChangedFile("points under a name that is no officer's") { election in
      try Self.changeKeys(&election) { $0[1]["officer"] = "nobody" }
    },
    ChangedFile("points with something beside them") { election in
      try Self.changeKeys(&election) { $0[1]["note"] = "x" }
    },
    ChangedFile("a proof with a byte behind it") { election in
      try Self.changeKeys(&election) { $0[1]["proof"] = longer($0[1]["proof"]) }
    },
    ChangedFile("points of fewer officers") { election in
      try Self.changeKeys(&election) { $0.removeLast() }
    },
    ChangedFile("points of an officer twice") { election in
      try Self.changeKeys(&election) { $0.append($0[2]) }
    },
    ChangedFile("points in another order") { election in
      try Self.changeKeys(&election) { $0.swapAt(0, 1) }
    },
  ]

  private static func changeKeys(
    _ election: inout JSON.Members, _ change: (inout [JSON.Members]) -> Void
  ) throws {
    var officers = try #require(election["keys"]?["officers"]?.array).map {
      try #require($0.object)
    }
    change(&officers)
    try election.change("keys") { $0["officers"] = .array(officers.map { .object($0) }) }
  }

  @Test("A definition that does not name every officer's points is refused", arguments: definitions)
  func definition(changed: ChangedFile) throws {
    let file = try changed.of("\(Self.ceremony)/election.json")
    let definition = try ProofVectors.definition(file)
    #expect(throws: KeysFault.self) { try CountKeys(definition, file: file) }
  }

  static let unreadable = [
    ChangedFile("something beside its members") { $0["note"] = "x" },
    ChangedFile("more bytes than a deal has") {
      $0["officer"] = .string(String(repeating: "a", count: Deal.maxByteCount))
    },
    ChangedFile("no hash of a draft") { $0["draft"] = "5a" },
    ChangedFile("a proof with a byte behind it") { $0["proof"] = longer($0["proof"]) },
    ChangedFile("no boxes") { $0["boxes"] = nil },
  ]

  @Test("A file is no deal with", arguments: unreadable)
  func unreadableDeal(changed: ChangedFile) throws {
    #expect(Deal(file: try changed.of("\(Self.ceremony)/deal.officer-a.json")) == nil)
  }

  static let foreign = [
    ChangedFile("another officer's name") { $0["officer"] = "officer-b" },
    ChangedFile("nobody's name") { $0["officer"] = "nobody" },
    ChangedFile("another draft") { $0["draft"] = .string(String(repeating: "5a", count: 32)) },
  ]

  @Test("A deal is not the officer's of this ceremony with", arguments: foreign)
  func foreignDeal(changed: ChangedFile) throws {
    let file = try ProofVectors.read("\(Self.ceremony)/draft.json")
    let draft = try KeyDraft(ProofVectors.definition(file), file: file)
    let path = "\(Self.ceremony)/deal.officer-a.json"
    #expect(try #require(Deal(file: ProofVectors.read(path))).holds(of: 1, draft))
    #expect(try !#require(Deal(file: changed.of(path))).holds(of: 1, draft))
  }

  @Test("A ballot of another size is unreadable", arguments: [-128, -64, -1, 1, 64])
  func ballotSize(more: Int) throws {
    let vectors = try ProofVectors("")
    let style = try #require(vectors.definition.styles.first)
    let check = BallotCheck(
      vectors.context, collector: "web", style: style.id,
      points: vectors.definition.points(of: style).reduce(0, +))
    let base = Point.base(Scalar(7)).bytes.array
    let points = Array((0..<check.byteCount / 32 - 2).map { _ in base }.joined())
    let ballot = points + [UInt8](repeating: 0, count: 128)
    #expect(check.ciphertexts(Array(ballot.prefix(check.byteCount + more)).span) == nil)
  }
}
