import Audit
import Election
import Encoding
import Foundation
import Storage
import TestSupport
import Testing
import Words

@Suite("A package is forged with the keys of each role in turn", .serialized)
struct ForgeryTests {
  /// Made once for all cases.
  private static let partial = Result { try PackageFixture.make() }
  private static let final = Result {
    var laptop = PackageFixture.Laptop()
    laptop.stage = .final
    return try PackageFixture.make(laptop)
  }

  private static let third = Result {
    var laptop = PackageFixture.Laptop()
    laptop.stage = .final
    laptop.signsPartial = true
    return try PackageFixture.make(laptop)
  }

  private static let desks = Result {
    var laptop = PackageFixture.Laptop()
    (laptop.stage, laptop.atDesks) = (.final, ["clerk-1"])
    return try PackageFixture.make(laptop)
  }

  private static let halls = Result {
    var laptop = PackageFixture.Laptop()
    (laptop.stage, laptop.inHalls) = (.final, ["clerk-1"])
    return try PackageFixture.make(laptop)
  }

  private static func package(_ stage: ForgedStage) throws -> String {
    switch stage {
    case .partial: try partial.get()
    case .final: try final.get()
    case .third: try third.get()
    case .desks: try desks.get()
    case .halls: try halls.get()
    }
  }

  @Test("all packages hold as they were exported")
  func untouched() throws {
    for stage in ForgedStage.allCases {
      let report = try Auditor.check(
        Self.package(stage), disk: LiveDisk(), reports: PackageFixture.reports("test"))
      #expect(report.failed.isEmpty, "\(report.checklist())")
      try SecondAudit.expectSame(report, Self.package(stage))
      let copy = try ForgedPackage(of: Self.package(stage))
      try copy.rewrite { _ in }
      try copy.seal(by: .stick)
      #expect(copy.unsigned.isEmpty && copy.signers.isEmpty)
    }
  }

  @Test("a package whose last count was blind and then released holds")
  func released() throws {
    let copy = try ForgedPackage(of: Self.package(.final))
    try copy.rewrite { try $0.seal() }
    try copy.seal(by: .everybody, isConsistent: true)
    let report = try Auditor.check(
      copy.path, disk: LiveDisk(), reports: PackageFixture.reports("test"))
    #expect(report.failed.isEmpty, "\(report.failed)")
    try SecondAudit.expectSame(report, copy.path)
  }

  @Test("one laptop, desks and halls come to the same result")
  func sameResult() throws {
    let results = try [ForgedStage.final, .desks, .halls].map { stage in
      let file = try URL(filePath: "\(Self.package(stage))/result.json")
      var members = try #require(JSON.parse(canonical: Array(Data(contentsOf: file))).object)
      // The journals are others, and so the results of stage electronic that name them.
      (members["journal"], members["replaces"]) = (nil, nil)
      return JSON.object(members)
    }
    #expect(results[0] == results[1] && results[0] == results[2])
  }

  @Test("and is refused by the check it concerns", arguments: forgeries)
  func forged(_ forgery: Forgery) throws { try Self.expectRefused(forgery, Opponent.allCases) }

  @Test("and where it contradicts itself, whoever signs all of it", arguments: repeatedForgeries)
  func repeated(_ forgery: Forgery) throws {
    try Self.expectRefused(forgery, [.quorum, .everybody])
  }

  private static func expectRefused(_ forgery: Forgery, _ opponents: [Opponent]) throws {
    var signers: Set<Set<String>> = []
    for opponent in opponents {
      let copy = try ForgedPackage(of: package(forgery.stage))
      try forgery.change(copy)
      try copy.seal(by: opponent, isConsistent: true)
      // Keys that sign nothing of what was changed make no other package.
      guard signers.insert(copy.signers).inserted else { continue }
      let report = try Auditor.check(
        copy.path, disk: LiveDisk(), reports: PackageFixture.reports("test"))
      try SecondAudit.expectSame(report, copy.path)
      let failed = Set(report.failed.map(\.id.rawValue))
      #expect(
        failed == forgery.fails.union(copy.unsigned), "\(opponent): \(report.failed)")
    }
  }

  @Test("a count before the poll closes by the clock holds where the quorum says that it is wrong")
  func wrongClock() throws {
    let copy = try ForgedPackage(of: Self.package(.final))
    try copy.rewrite { entries in
      let count = try entries.last(of: "count")
      entries[count].at = "2017-03-19T21:59:59+08:00"
      for officer in ["officer-a", "officer-b"] {
        entries.insert(
          .init(
            at: entries[count - 1].at, by: officer, event: "allow",
            data: ["act": "clock", "reason": "its battery is empty", "result": nil]), at: count)
      }
    }
    try copy.seal(by: .everybody)
    let report = try Auditor.check(
      copy.path, disk: LiveDisk(), reports: PackageFixture.reports("test"))
    #expect(report.failed.isEmpty, "\(report.failed)")
    try SecondAudit.expectSame(report, copy.path)
    let told = try #require(report.checks.first { $0.id == .journal }).compared.english
    #expect(told.contains("the clock went back 1 times (line "), "\(told)")
    #expect(told.contains("officer-b said that the clock is wrong: its battery is empty"))
  }
}
