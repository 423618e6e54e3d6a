import Audit
import Election
import Foundation
import Storage
import TestSupport
import Testing

@Suite("What a package says of a tracking code")
struct FoundBallotTests {
  /// The lines of the auditors' tracking list, by their word.
  private static func codes(_ word: String) throws -> [String] {
    let path = try "\(TamperedPackageTests.package.get())/tracking.txt"
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .filter { $0.hasSuffix(" \(word)") }.map { String($0.prefix(64)) }
  }

  @Test(
    "is what became of the ballot, and to the public that it is there",
    arguments: [TrackedFate.counted, .struck, .excluded])
  func found(fate: TrackedFate) throws {
    let code = try #require(Self.codes(fate.rawValue).last)
    for digits in [20, 23, 64] {
      let asked = try TrackingCode(String(code.prefix(digits)))
      let whole = try Auditor.find(asked, in: TamperedPackageTests.package.get(), disk: LiveDisk())
      let ballots = try #require(whole.found).ballots
      #expect(ballots.map(\.fate) == [fate] && ballots.map(\.code.digits) == [code])
      let shown = try Auditor.find(asked, in: PublicPackageTests.package.get(), disk: LiveDisk())
      #expect(try #require(shown.found).ballots.map(\.fate) == [.listed])
    }
  }

  @Test("is that it is not there, where it is not")
  func absent() throws {
    let code = try TrackingCode(String(repeating: "0", count: 20))
    let answer = try Auditor.find(code, in: PublicPackageTests.package.get(), disk: LiveDisk())
    #expect(try #require(answer.found).ballots.isEmpty)
  }

  @Test("is nothing, where the package does not hold")
  func broken() throws {
    let copy = try ForgedPackage(of: PublicPackageTests.package.get())
    let code = try TrackingCode(#require(Self.codes("counted").first))
    try copy.write("\(code.digits)\n", "tracking.txt")
    let answer = try Auditor.find(code, in: copy.path, disk: LiveDisk())
    #expect(answer.found == nil && !answer.report.holds)
  }
}
