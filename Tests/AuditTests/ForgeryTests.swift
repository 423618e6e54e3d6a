import Audit
import Election
import Foundation
import Storage
import TestSupport
import Testing

@Suite("A package is forged with the keys of each role in turn", .serialized)
struct ForgeryTests {
  /// Made once for all cases.
  private static let partial = Result { try PackageFixture.make() }
  private static let final = Result {
    var laptop = PackageFixture.Laptop()
    laptop.stage = .final
    return try PackageFixture.make(laptop)
  }

  private static func package(_ stage: ForgedStage) throws -> String {
    switch stage {
    case .partial: try partial.get()
    case .final: try final.get()
    }
  }

  @Test("both packages hold as they were exported")
  func untouched() throws {
    for stage in [ForgedStage.partial, .final] {
      let report = try Auditor.check(Self.package(stage), disk: LiveDisk())
      #expect(report.failed.isEmpty, "\(report.checklist())")
      let copy = try ForgedPackage(of: Self.package(stage))
      try copy.rewrite { _ in }
      try copy.seal(by: .stick)
      #expect(copy.unsigned.isEmpty && copy.signers.isEmpty)
    }
  }

  @Test("and is refused by the check it concerns", arguments: forgeries)
  func forged(_ forgery: Forgery) throws {
    var signers: Set<Set<String>> = []
    for opponent in Opponent.allCases {
      let copy = try ForgedPackage(of: Self.package(forgery.stage))
      try forgery.change(copy)
      try copy.seal(by: opponent, isConsistent: true)
      // Keys that sign nothing of what was changed make no other package.
      guard signers.insert(copy.signers).inserted else { continue }
      let report = try Auditor.check(copy.path, disk: LiveDisk())
      let failed = Set(report.failed.map(\.id.rawValue))
      #expect(
        failed == forgery.fails.union(copy.unsigned), "\(opponent): \(report.failed)")
    }
  }
}
