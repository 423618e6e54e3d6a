import Audit
import Encoding
import Foundation
import Storage
import TestSupport
import Testing
import Words

/// What somebody makes of the tracking list, or of the bundles that an auditor has, and what is then
/// said of it.
struct DeliveredCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let holds: Bool
  /// What the report's limits or failures say, one after the other.
  let says: [String]
  let change: @Sendable (ForgedPackage, TemporaryFolder) throws -> Void
}

@Suite("The tracking list is compared with the sealed ballots where they are there", .serialized)
struct DeliveredBundleTests {
  private static func line(_ word: String, of copy: ForgedPackage) throws -> String {
    let lines = try copy.read("tracking.txt").split(separator: "\n").map(String.init)
    return try #require(lines.first { $0.hasSuffix(word) })
  }

  static let cases: [DeliveredCase] = [
    DeliveredCase(
      testDescription: "all bundles are there", holds: true,
      says: [
        "patterns.csv is the counting laptop's own word",
        "tracking.txt was compared with the ballots of 4 of 4 bundles",
      ]
    ) { _, _ in },
    DeliveredCase(
      testDescription: "one bundle is not there, and another's ballots were changed", holds: true,
      says: [
        "patterns.csv and tracking.txt are the counting laptop's own word",
        "compared with the ballots of 2 of 4 bundles",
        "not compared: bundle 1 of app (not there), "
          + "bundle 2 of web (not the ballots that the collector signed)",
      ]
    ) { _, media in
      try FileManager.default.removeItem(atPath: media.path("app-1"))
      let path = media.path("web-2/ballots.sealed")
      var ballots = Array(try Data(contentsOf: URL(filePath: path)))
      ballots[0] ^= 1
      try Data(ballots).write(to: URL(filePath: path))
    },
    DeliveredCase(
      testDescription: "a bundle lies there that the package does not name", holds: true,
      says: ["bundles that this package does not name: ", "/other"]
    ) { _, media in
      try FileManager.default.createDirectory(
        atPath: media.path("other"), withIntermediateDirectories: false)
      try Data("{}\n".utf8).write(to: URL(filePath: media.path("other/manifest.json")))
    },
    DeliveredCase(
      testDescription: "a ballot's line is another's", holds: false,
      says: ["no bundle has this ballot as counted", "no line of tracking.txt has the ballot "]
    ) { copy, _ in
      let line = try Self.line("counted", of: copy)
      let last = line.dropLast(" counted".count).last == "0" ? "1" : "0"
      try copy.replace(
        line, "\(line.prefix(63))\(last) counted", in: "tracking.txt")
    },
    DeliveredCase(
      testDescription: "a struck ballot and a counted one change places", holds: false,
      says: [" as counted", " as struck"]
    ) { copy, _ in
      let (counted, struck) = (
        try Self.line("counted", of: copy), try Self.line("struck", of: copy)
      )
      try copy.replace(counted, "\(counted.prefix(64)) struck", in: "tracking.txt")
      try copy.replace(struck, "\(struck.prefix(64)) counted", in: "tracking.txt")
    },
    DeliveredCase(
      testDescription: "they change places where another bundle is not there", holds: false,
      says: ["compared with the ballots of 3 of 4 bundles"]
    ) { copy, media in
      try cases[4].change(copy, media)
      try FileManager.default.removeItem(atPath: media.path("app-1"))
    },
  ]

  @Test("line by line, and both audits say the same of it", arguments: cases)
  func compared(_ delivered: DeliveredCase) throws {
    let copy = try ForgedPackage(of: TamperedPackageTests.package.get())
    let media = try TemporaryFolder()
    for name in try LiveDisk().list("\(PackageFixture.vectors)/media") {
      try FileManager.default.copyItem(
        atPath: "\(PackageFixture.vectors)/media/\(name)", toPath: media.path(name))
    }
    try delivered.change(copy, media)
    try copy.seal(by: .everybody, isConsistent: true)
    // With everybody's keys a list can be made that holds where nobody has the ballots.
    let alone = try Auditor.check(copy.path, disk: LiveDisk())
    #expect(alone.failed.isEmpty, "\(alone.checklist())")
    let report = try Auditor.check(copy.path, disk: LiveDisk(), bundles: [media.path])
    #expect(report.failed.map(\.id) == (delivered.holds ? [] : [.tracking]))
    let text = report.checklist()
    for words in delivered.says { #expect(text.contains(words), "\(text)") }
    try SecondAudit.expectSame(report, copy.path, bundles: media.path)
  }
}
