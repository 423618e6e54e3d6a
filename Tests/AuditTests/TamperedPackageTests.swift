import Audit
import Cryptography
import Encoding
import Foundation
import Record
import Storage
import TestSupport
import Testing
import Words

/// One thing that somebody did to a package, and the checks that must notice it.
struct Tampering: CustomTestStringConvertible, Sendable {
  let testDescription: String
  /// The checks that fail even where everybody's keys signed again.
  let fails: Set<String>
  /// Whether hashes and signatures were made again afterwards, by each opponent in turn as far as
  /// their keys go.
  let isSignedAgain: Bool
  let change: @Sendable (ForgedPackage) throws -> Void

  init(
    _ what: String, fails: Set<String>, signedAgain: Bool = true,
    _ change: @escaping @Sendable (ForgedPackage) throws -> Void
  ) {
    testDescription = what
    self.fails = fails
    isSignedAgain = signedAgain
    self.change = change
  }
}

@Suite("A package is checked from its files alone", .serialized)
struct TamperedPackageTests {
  /// Made once for all cases.
  static let package = Result { try PackageFixture.make() }

  @Test("a package as it was exported holds, and what was not checked is said")
  func wholePackageHolds() throws {
    let report = try Auditor.check(
      Self.package.get(), disk: LiveDisk(), reports: PackageFixture.reports("test"))
    #expect(report.failed.isEmpty, "\(report.checklist())")
    try SecondAudit.expectSame(report, Self.package.get())
    #expect(report.notMade.map(\.id) == [.published, .software])
    #expect(report.limits.count == 1 && report.checklist().contains("own word"))
    // Two checks are of packages for the public alone, one of elections with proofs.
    #expect(
      Set(report.checks.map(\.id))
        == Set(CheckID.allCases).subtracting([.places, .outcomes, .proofs, .openings]))
    #expect(report.checks.count == CheckID.allCases.count - 4)
    #expect(report.sentence.english.contains("2 could not be made"))
  }

  @Test("with the published hashes every check is made and the package holds")
  func publishedHashes() throws {
    let package = try Self.package.get()
    let definition = Array(try Data(contentsOf: URL(filePath: "\(package)/election.json")))
    let report = try Auditor.check(
      package, disk: LiveDisk(), publishedDefinition: .of(definition),
      publishedSoftware: .of(Array("test".utf8)), reports: PackageFixture.reports("test"))
    #expect(report.notMade.isEmpty)
    #expect(report.sentence.english.hasPrefix("This package holds"))
    let wrong = try Auditor.check(
      package, disk: LiveDisk(), publishedDefinition: .of([1]), publishedSoftware: .of([1]))
    #expect(wrong.failed.map(\.id) == [.published, .software])
  }

  @Test("the form has the checklist and a box for every comparison that people make")
  func form() throws {
    let report = try Auditor.check(Self.package.get(), disk: LiveDisk())
    for say in [{ $0.english }, { "<\($0.english)>" }] as [(Message) -> String] {
      let form = report.form(say)
      #expect(form.contains(report.checklist(say)))
      #expect(form.contains(say("Place and time")))
      #expect(form.components(separatedBy: "[ ]").count == 6)
      #expect(form.contains("officer-c"))
    }
  }

  @Test("reports of another version are not compared, and it is said which version can")
  func otherVersion() throws {
    let copy = try ForgedPackage(of: Self.package.get())
    try copy.write("other words\n", "reports/result.txt")
    try copy.seal(by: .quorum)
    for (version, verdict) in [("test", "FAILS"), ("later", "not checked")] {
      let report = try Auditor.check(
        copy.path, disk: LiveDisk(), reports: PackageFixture.reports(version))
      #expect(report.checklist().contains("28. The reports are what the result gives: \(verdict)"))
      #expect(report.holds == (version != "test"))
    }
  }

  @Test("every tampering is noticed by the check it concerns", arguments: tamperings)
  func tampering(_ tampering: Tampering) throws {
    var signers: Set<Set<String>> = []
    for opponent in tampering.isSignedAgain ? Opponent.allCases : [.stick] {
      let copy = try ForgedPackage(of: Self.package.get())
      try tampering.change(copy)
      if tampering.isSignedAgain { try copy.seal(by: opponent) }
      // Keys that sign nothing of what was changed make no other package.
      guard signers.insert(copy.signers).inserted else { continue }
      let report = try Auditor.check(copy.path, disk: LiveDisk())
      try SecondAudit.expectSame(report, copy.path)
      // Without the definition, which has the keys, no signature is looked at.
      let unsigned = tampering.fails.contains("definition") ? [] : copy.unsigned
      let failed = Set(report.failed.map(\.id.rawValue))
      #expect(failed == tampering.fails.union(unsigned), "\(opponent): \(report.failed)")
      #expect(report.sentence.english.contains("does not hold"))
    }
  }
}
