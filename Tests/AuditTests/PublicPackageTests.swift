import Audit
import Encoding
import Foundation
import Storage
import TestSupport
import Testing
import Words

/// What the quorum did to a package for the public before they listed and signed it, and the checks
/// that must notice it.
private struct PublicForgery: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let fails: Set<String>
  let change: @Sendable (ForgedPackage) throws -> Void

  init(
    _ what: String, fails: Set<String>, _ change: @escaping @Sendable (ForgedPackage) throws -> Void
  ) {
    testDescription = what
    self.fails = fails
    self.change = change
  }

  /// One that changes the result.
  static func result(
    _ what: String, fails: Set<String>, _ change: @escaping @Sendable (JSON) -> JSON
  ) -> PublicForgery {
    PublicForgery(what, fails: fails) { copy in
      let result = try JSON.parse(canonical: Array(copy.read("result.json").utf8))
      let forged = change(result)
      try #require(forged != result)
      try copy.write(String(decoding: forged.canonical, as: UTF8.self), "result.json")
    }
  }

  /// The council's figures of two options change places, in the total, channels and places alike.
  private static func swapped(_ result: JSON) -> JSON {
    let council = "$.contests[1]"
    let contest = result["contests"]?.array?[1]
    var forged = result
    func swap(_ list: JSON?, _ path: String, _ key: String) {
      let (one, other) = (list?.array?[0][key], list?.array?[3][key])
      forged = forged.setting("\(path)[0].\(key)", to: other)
        .setting("\(path)[3].\(key)", to: one)
    }
    for key in ["total", "channels"] { swap(contest?["options"], "\(council).options", key) }
    for (number, place) in (contest?["places"]?.array ?? []).enumerated() {
      swap(place["options"], "\(council).places[\(number)].options", "count")
    }
    return forged
  }

  private static func doubled(_ result: JSON, _ path: String, _ list: JSON?) -> JSON {
    result.setting("\(path)[\(list?.array?.count ?? 0)]", to: list?.array?.first)
  }

  static let all = [
    PublicForgery.result("two candidates' figures swapped", fails: ["outcomes"], swapped),
    .result("another winner", fails: ["outcomes"]) {
      $0.setting("$.contests[1].outcome.elected", to: ["c1"])
    },
    .result("a vote more in a total", fails: ["places", "outcomes"]) {
      $0.setting("$.contests[1].options[0].total", to: 999)
    },
    .result("net support that is none", fails: ["result"]) {
      $0.setting("$.contests[0].options[0].total.net", to: 999)
    },
    .result("a turnout that is none", fails: ["result"]) {
      $0.setting("$.contests[0].turnout", to: 999)
    },
    .result("another electorate", fails: ["outcomes"]) {
      $0.setting("$.contests[0].electorate", to: 999)
    },
    .result("a margin that is none", fails: ["outcomes"]) {
      $0.setting("$.contests[1].unresolved.margin", to: 999)
    },
    .result("a contest twice", fails: ["result"]) {
      doubled($0, "$.contests", $0["contests"])
    },
    .result("no places", fails: ["places"]) { $0.setting("$.contests[1].places", to: []) },
    .result("a place twice", fails: ["result", "places"]) {
      doubled($0, "$.contests[1].places", $0["contests"]?.array?[1]["places"])
    },
    .result("smaller cells than the definition's", fails: ["places"]) {
      $0.setting("$.public.smallCell", to: 1)
    },
    .result("a final stage with something still out", fails: ["outcomes"]) {
      $0.setting("$.stage", to: "final")
    },
    .result("an extra key", fails: ["result"]) { $0.setting("$.contests[0].note", to: "x") },
    .result("the hash of patterns.csv", fails: ["result"]) {
      $0.setting("$.inputs.patterns", to: $0["inputs"]?["strikes"])
    },
    .result("buckets that do not add up", fails: ["ballots"]) {
      $0.setting("$.electronic.read", to: 1_000_000)
    },
    .result("a bucket twice", fails: ["result", "ballots"]) {
      $0.setting("$.electronic.excluded", to: 9)
    },
    .result("a few that were struck for a reason", fails: ["ballots", "outcomes"]) { result in
      guard case .integer(let read) = result["electronic"]?["read"] else { return result }
      return result.setting("$.electronic.read", to: .integer(read - 1))
        .setting("$.electronic.struck.withdrawn", to: 1)
    },
    .result("fewer ballots read than are counted", fails: ["ballots", "outcomes"]) {
      $0.setting("$.electronic.read", to: 1)
    },
    .result("no word that it is for the public", fails: ["result"]) {
      $0.setting("$.public", to: nil)
    },
    PublicForgery("an extra file", fails: ["files"]) { try $0.write("x", "extra.txt") },
    PublicForgery("an extra page", fails: ["files"]) { try $0.write("x", "reports/more.txt") },
    PublicForgery("a signature of nobody", fails: ["definition-signed"]) {
      try $0.write(try $0.read("election.json.officer-a.minisig"), "election.json.clerk-1.minisig")
    },
    PublicForgery("an amendment that no result names", fails: ["amendments"]) {
      try $0.write(try $0.read("amendment-001.json"), "amendment-002.json")
    },
    PublicForgery("what became of a ballot", fails: ["tracking"]) {
      let lines = try $0.read("tracking.txt").split(separator: "\n")
      try $0.write(lines.map { "\($0) counted\n" }.joined(), "tracking.txt")
    },
  ]
}

@Suite("A package for the public is checked for what it is")
struct PublicPackageTests {
  static let package = Result {
    let whole = try TamperedPackageTests.package.get()
    let folder = String(whole.dropLast("/package".count))
    try PackageFixture.exportPublic("\(folder)/count", to: "\(folder)/public")
    return "\(folder)/public"
  }

  @Test("as it was exported it holds, and each check that it cannot have says what it would need")
  func holds() throws {
    let report = try Auditor.check(Self.package.get(), disk: LiveDisk())
    #expect(report.failed.isEmpty, "\(report.checklist())")
    #expect(
      Set(report.checks.map(\.id)) == Set(CheckID.allCases).subtracting([.proofs, .openings]))
    let numbers = report.checks.map(\.id).firstIndex(of: .software)
    #expect(numbers == 25, "numbers of checks stay")
    // These need something else: a published hash, what makes reports, the whole result.
    let others: Set<CheckID> = [.published, .software, .reports, .resultSigned]
    for check in report.notMade where !others.contains(check.id) {
      guard case .notMade(let reason) = check.verdict else { continue }
      #expect(reason.english.hasSuffix(" of the auditors' package"), "\(check.id)")
    }
  }

  @Test("what the quorum forged is noticed by the check it concerns", arguments: PublicForgery.all)
  private func forged(_ forgery: PublicForgery) throws {
    let copy = try ForgedPackage(of: Self.package.get())
    try forgery.change(copy)
    try copy.seal(by: .quorum)
    let report = try Auditor.check(copy.path, disk: LiveDisk())
    #expect(Set(report.failed.map(\.id.rawValue)) == forgery.fails, "\(report.checklist())")
  }

  @Test("what the auditors have cannot pass for it, whatever a file says of itself")
  func passing() throws {
    let copy = try ForgedPackage(of: TamperedPackageTests.package.get())
    let shown = try String(contentsOfFile: "\(Self.package.get())/result.json", encoding: .utf8)
    try copy.write(shown, "result.json")
    try copy.seal(by: .quorum)
    let report = try Auditor.check(copy.path, disk: LiveDisk())
    #expect(report.failed.contains { $0.id == .result })
    #expect(
      report.checks.map(\.id).contains(.manifests) && !report.notMade.map(\.id).contains(.journal))
    let whole = try ForgedPackage(of: Self.package.get())
    let path = try "\(TamperedPackageTests.package.get())/result.json"
    try whole.write(try String(contentsOfFile: path, encoding: .utf8), "result.json")
    try whole.seal(by: .quorum)
    let other = try Auditor.check(whole.path, disk: LiveDisk())
    #expect(other.failed.contains { $0.id == .result })
  }
}
