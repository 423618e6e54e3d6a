import Cryptography
import Encoding
import Foundation
import TestSupport
import Testing
import Words

@testable import Election

@Suite("A draft to fill in")
struct DraftTemplateTests {
  private static let anyKey = KeyCheck(isSigningKey: { _ in true }, isSealingKey: { _ in true })

  /// What people put in: the hint itself where it is an example, a key or hash of nobody else.
  private func filled(_ json: JSON, _ next: inout Int) -> JSON {
    switch json {
    case .string(let text) where text.hasPrefix("?"):
      next += 1
      let hint = text.dropFirst(2)
      return hint.contains("pepper new")
        ? .string(Digest.of([UInt8(next)]).description)
        : .string(hint.contains("key new") ? "key \(next)" : String(hint))
    case .array(let values): return .array(values.map { filled($0, &next) })
    case .object(let members):
      return .object(JSON.Members(members.map { ($0.key, filled($0.value, &next)) }))
    default: return json
    }
  }

  @Test(
    "holds once everything that it asks for is there", arguments: DraftTemplate.allCases,
    Definition.Format.allCases)
  func holds(template: DraftTemplate, format: Definition.Format) throws {
    var next = 0
    let draft = filled(try JSON.parse(draft: Array(template.json(format).laidOut.utf8)), &next)
    #expect(next > 20)
    let definition = try Definition.draft(
      draft.canonical, keys: Self.anyKey, formats: [format]
    ).definition
    #expect(definition.officers.allSatisfy { ($0.box == nil) == (format == .sealed) })
    #expect(definition.officers.count == 3 && definition.custodians.count == 1)
    #expect((definition.identity == nil) == (template == .districtCouncil))
  }

  @Test("is laid out so that it reads the same", arguments: DraftTemplate.allCases)
  func laidOut(template: DraftTemplate) throws {
    let text = template.json().laidOut
    #expect(try JSON.parse(draft: Array(text.utf8)) == template.json())
    let longest = text.split(separator: "\n").map(\.count).max() ?? 0
    #expect((60...96).contains(longest), "\(longest)")
  }

  @Test("is refused with every place that is still open", arguments: DraftTemplate.allCases)
  func open(template: DraftTemplate) throws {
    let file = Array(template.json().laidOut.utf8)
    let error = #expect(throws: DefinitionError.self) {
      _ = try Definition.draft(file, keys: Self.anyKey)
    }
    let count = template.json().laidOut.split(separator: "\"? ").count - 1
    #expect(error?.violations.count == count)
    #expect(
      error?.violations.allSatisfy {
        $0.problem.english.hasPrefix("still to be filled in: ")
      } == true)
    #expect(error?.violations.contains { $0.path == "$.people[0].publicKey" } == true)
  }

  @Test("has nothing of the sample", arguments: DraftTemplate.allCases)
  func borrowsNothing(template: DraftTemplate) {
    let text = template.json().laidOut
    #expect(!text.contains(SampleElection.pepper))
    #expect(!SampleElection.publicKeys.contains { text.contains($0) })
  }

  private func sample(_ change: (inout JSON.Members) -> Void) throws -> [UInt8] {
    let path = "\(Peer.packageRoot)/samples/referendum-2017/draft.json"
    let json = try JSON.parse(draft: Array(Data(contentsOf: URL(filePath: path))))
    var members = try #require(json.object)
    change(&members)
    return JSON.object(members).canonical
  }

  @Test("with keys and pepper of the sample is refused, except of the sample itself")
  func borrowed() throws {
    let definition = try Definition.draft(sample { _ in }, keys: Self.anyKey).definition
    #expect(definition.id == SampleElection.id)
    #expect(definition.identity?.pepper.description == SampleElection.pepper)
    let keys = definition.people.map(\.publicKey) + definition.collectors.map(\.publicKey)
    #expect(Set(keys) == SampleElection.publicKeys)
    let error = #expect(throws: DefinitionError.self) {
      _ = try Definition.draft(sample { $0["id"] = "another" }, keys: Self.anyKey)
    }
    #expect(error?.violations.count == keys.count + 1)
    #expect(error?.violations.last?.path == "$.identity.pepper")
  }
}
