import Audit
import Encoding
import Foundation
import Storage
import TestSupport
import Testing
import Words

/// What a second laptop did otherwise, and the lines that must name it.
struct OtherLaptop: CustomTestStringConvertible, Sendable {
  let testDescription: String
  /// The points that must differ, and no other.
  let points: Set<ComparedID>
  let lines: [String]
  let change: @Sendable (inout PackageFixture.Laptop) -> Void

  init(
    _ what: String, _ points: Set<ComparedID>, _ lines: [String],
    _ change: @escaping @Sendable (inout PackageFixture.Laptop) -> Void
  ) {
    testDescription = what
    self.points = points
    self.lines = lines
    self.change = change
  }
}

@Suite("Two packages of one count are held against each other", .serialized)
struct ComparisonTests {
  private static let first = Result { try PackageFixture.make() }

  private func compare(_ other: PackageFixture.Laptop) throws -> Comparison {
    let second = try PackageFixture.make(other)
    defer {
      try? FileManager.default.removeItem(atPath: (second as NSString).deletingLastPathComponent)
    }
    return try Comparer.compare(Self.first.get(), second, disk: LiveDisk())
  }

  @Test("counted on another laptop in another order by other people, it is the same")
  func sameCount() throws {
    var other = PackageFixture.Laptop()
    other.media?.reverse()
    other.clerks = ["officer-c", "clerk-2"]
    other.keysBackwards = true
    other.reopens = true
    other.software = "another build"
    let comparison = try compare(other)
    let text = comparison.text()
    #expect(comparison.isEqual, "\(text)")
    #expect(comparison.notCompared.isEmpty)
    #expect(comparison.sentence == "Both packages hold and say the same.")
    // What may differ does, and is told.
    let told = comparison.items.filter { if case .mayDiffer = $0.verdict { true } else { false } }
    #expect(Set(told.map(\.id)) == [.journal, .software, .earlier])
    for line in [
      "sheets keyed by: clerk-1, clerk-2 in A, clerk-2, officer-c in B",

      "bundles came in another order, first", "only in B (officer-a: recount)",
      "version: test in A, another build in B",
    ] { #expect(text.contains(line), "\(text)") }
    #expect(Set(comparison.items.map(\.id)) == Set(ComparedID.allCases))
  }

  static let others: [OtherLaptop] = [
    OtherLaptop(
      "a bundle is missing",
      [.bundles, .strikes, .reconciliation, .stage, .ballots, .patterns, .tracking, .contests],
      ["bundle app 1: only in A (0fc430de"]
    ) { $0.media?.removeAll { $0 == "app-1" } },
    OtherLaptop(
      "a sheet has one vote for another option", [.sheets, .contests],
      [
        "sheet s1/b1/council, option c2: 6 in A, 7 in B",
        "sheet s1/b1/council, option c3: 7 in A, 6 in B",
        "contest council, station s1, channel paper, option c3: 7 in A, 6 in B",
        "contest council, option c2, channel paper: 6 in A, 7 in B",
      ]
    ) {
      $0.row = ("council,c2,6\ns1,b1,council,c3,7", "council,c2,7\ns1,b1,council,c3,6")
    },
    OtherLaptop(
      "the amendment leaves another ballot out",
      [.amendments, .reconciliation, .patterns, .tracking, .contests],
      ["amendment 1: exclude 144ed31a", "tracking code ", "marks "]
    ) { $0.changes[0] = $0.changes[0].dropLast() + "3" },
    OtherLaptop(
      "there was no amendment",
      [
        .amendments, .reconciliation, .ballots, .patterns, .tracking, .contests,
      ], ["amendment 1: only in A (exclude 144ed31a"]
    ) { $0.changes = [] },
    OtherLaptop(
      "a station's account says otherwise", [.stage, .accounts],
      ["station s1, issued: 40 in A, 41 in B", "station s1, unaccounted: 0 in A, 1 in B"]
    ) { $0.issued = 41 },
    OtherLaptop(
      "lots fell otherwise", [.contests],
      ["contest committee, outcome, elected: "]
    ) { $0.draws = [["d2": 1, "d3": 8]] },
  ]

  @Test("what was done otherwise is named and nothing else", arguments: others)
  func differences(_ other: OtherLaptop) throws {
    var laptop = PackageFixture.Laptop()
    other.change(&laptop)
    let comparison = try compare(laptop)
    let text = comparison.text()
    #expect(comparison.first.report.holds && comparison.second.report.holds, "\(text)")
    #expect(!comparison.isEqual)
    #expect(Set(comparison.differing.map(\.id)) == other.points, "\(text)")
    for line in other.lines { #expect(text.contains(line), "\(line) is not in\n\(text)") }
    #expect(comparison.json["equal"] == false)
  }

  @Test("a package that does not hold is no second opinion, even where it says the same")
  func brokenPackage() throws {
    let copy = try ForgedPackage(of: Self.first.get())
    try copy.remove("B2SUMS.officer-b.minisig")
    let comparison = try Comparer.compare(Self.first.get(), copy.path, disk: LiveDisk())
    #expect(comparison.differing.isEmpty)
    #expect(!comparison.isEqual)
    let text = comparison.text()
    #expect(text.contains("The officers signed B2SUMS"))
    #expect(text.contains("not both of them hold"))
    let other = comparison.text { "<\($0.english)>" }
    #expect(other.contains("<\(comparison.sentence)>") && !text.contains("<"), "\(other)")
  }

  @Test("a strike that was added or taken away is named by its ballot")
  func strikes() throws {
    let copy = try ForgedPackage(of: Self.first.get())
    let lines = try copy.read("strikes.csv").split(separator: "\n").map(String.init)
    let fields = lines[1].split(separator: ",")
    try copy.write((lines[..<1] + lines[2...]).joined(separator: "\n") + "\n", "strikes.csv")
    try copy.seal(by: .everybody)
    let comparison = try Comparer.compare(Self.first.get(), copy.path, disk: LiveDisk())
    #expect(comparison.differing.map(\.id) == [.strikes])
    #expect(
      comparison.text().contains("ballot \(fields[1]): only in A (\(fields[2]))"))
  }

  @Test("the package for the public is compared as far as it goes")
  func publicPackages() throws {
    let whole = try Self.first.get()
    let folder = (whole as NSString).deletingLastPathComponent
    let shown = "\(folder)/public"
    try PackageFixture.exportPublic("\(folder)/count", to: shown)
    let mixed = try Comparer.compare(whole, shown, disk: LiveDisk())
    #expect(mixed.isEqual, "\(mixed.text())")
    let leftOut = Set(mixed.notCompared.map(\.id))
    #expect(
      leftOut == [
        .bundles, .sheets, .accounts, .strikes, .reconciliation, .patterns, .journal, .earlier,
      ])
    let same = try Comparer.compare(shown, shown, disk: LiveDisk())
    #expect(same.isEqual && Set(same.notCompared.map(\.id)) == leftOut)
    #expect(same.sentence.english.contains("8 of 16 points could not be compared"))
  }
}
