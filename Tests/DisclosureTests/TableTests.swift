import Encoding
import Foundation
import Result
import TestSupport
import Testing
import Words

@testable import Disclosure

@Suite("Tables of a result")
struct TableTests {
  private static func sample(_ names: [String] = ["a", "b"]) -> SampleContest {
    SampleContest(
      method: SampleContest.plurality, options: names, votes: [60, 40],
      outcome: .init(kind: .elected, elected: [names[0]]), rejected: [3, 4], electorate: 200)
  }

  private static func file(of publication: Publication) -> [UInt8] {
    var file: [UInt8] = []
    ResultsTable(publication).write { file += $0 }
    return file
  }

  private static func rows(_ file: [UInt8]) throws -> [[String: String]] {
    let table = try CSV.parse(file)
    return table.rows.map { row in
      Dictionary(zip(table.header, row.fields), uniquingKeysWith: { first, _ in first })
    }
  }

  @Test("say what each count counts, and of what its percentage is")
  func results() throws {
    let rows = try Self.rows(Self.file(of: Self.sample().publication()))
    let total = rows.filter { $0["level"] == "total" }
    let told = total.map { row in
      ["option", "counts", "kind", "count", "base", "percent"].map { row[$0] ?? "" }
    }
    for row in [
      ["a", "votes", "votes", "60", "100", "60.0"], ["", "ballots", "valid", "100", "107", "93.5"],
      ["", "ballots", "rejected:overvoted", "4", "107", "3.7"],
      ["a", "elected", "elected", "1", "", ""], ["", "people", "electorate", "200", "", ""],
      ["", "ballots", "turnout", "107", "200", "53.5"],
    ] {
      #expect(told.contains(row), "\(row)")
    }
    #expect(rows.allSatisfy { Set($0.keys) == Set(ResultsTable.header) })
  }

  @Test("have the rounds of a ranked count, with the decimals of its votes")
  func rounds() throws {
    let table = TransferTable(
      unit: 100, quota: 5_001,
      stages: [
        .init(
          action: .firstPreferences, votes: [6_000, 4_000], nonTransferable: 0, elected: ["a"]),
        .init(
          action: .surplus(of: "a"), votes: [5_001, 4_950], nonTransferable: 49, elected: ["a"]),
      ])
    var sample = Self.sample()
    sample.method = ["method": "single-transferable", "seats": 1]
    sample.working = .transfers(table)
    let rows = try Self.rows(Self.file(of: sample.publication()))
    let told = rows.map { row in ["round", "option", "kind", "count"].map { row[$0] ?? "" } }
    for row in [
      ["", "", "quota", "50.01"], ["2", "b", "round-votes", "49.50"],
      ["2", "a", "round-transfer", "-9.99"], ["2", "", "round-exhausted", "0.49"],
      ["1", "a", "elected", "1"],
    ] {
      #expect(told.contains(row), "\(row)")
    }
  }

  @Test("of one contest are wide, a column an option")
  func wide() throws {
    let publication = try Self.sample().publication()
    let table = WideTable(publication.contests[0], publication)
    let rows = try Self.rows(table.file)
    #expect(rows[0]["votes_a"] == "60" && rows[0]["ballots"] == "107")
    #expect(rows[0]["level"] == "total" && rows[0]["place"] == "east")
    #expect(table.columns.allSatisfy { !$0.description.isEmpty })
  }

  @Test("of another vote match options by id and name, or by what somebody said")
  func compared() throws {
    let now = try Self.sample().publication()
    let same = try VoteComparison.compare(Self.sample().publication(), now, matches: [])
    #expect(same.table?.rows.map { $0[4] } == ["both", "both"])
    #expect(same.contests[0].remarks[0][.english] == "Swing (Butler) from B to A: 0.0 points.")
    // Another option, and one that is gone.
    var old = Self.sample(["a", "c"])
    old.votes = [30, 70]
    let earlier = try old.publication()
    let section = try VoteComparison.compare(earlier, now, matches: [])
    #expect(section.table?.rows.map { $0[4] } == ["both", "new", "gone"])
    #expect(section.table?.rows[0].last == "30.0")
    #expect(section.contests[0].rows[1].name[.english] == "B (new)")
    let matched = try VoteComparison.compare(earlier, now, matches: [#require(.init("c=b"))])
    #expect(matched.table?.rows.map { $0[4] } == ["both", "both"])
    #expect(matched.table?.rows[1].last == "-30.0")
    #expect(
      matched.contests[0].remarks.map { $0[.english] }
        == ["Swing (Butler) from B to A: 30.0 points."])
    #expect(VoteComparison.Match("a") == nil && VoteComparison.Match("a=") == nil)
  }

  @Test("refuse options of one id and other names until somebody says that they are the same")
  func renamed() throws {
    let now = try Self.sample().publication()
    var old = Self.sample()
    old.named = ["a": "Somebody else"]
    let earlier = try old.publication()
    #expect {
      try VoteComparison.compare(earlier, now, matches: [])
    } throws: { error in
      (error as? MatchError)?.unlike.map(\.option) == ["a"]
    }
    let said = try VoteComparison.compare(earlier, now, matches: [#require(.init("a=a"))])
    #expect(said.table?.rows.map { $0[4] } == ["both", "both"])
  }

  @Test("are published with the schema of the program's folder")
  func schema() throws {
    let path = "\(Peer.packageRoot)/Sources/Packaging/schemas/public-result.schema.json"
    let read = { (data: Data) in try JSONSerialization.jsonObject(with: data) as? NSDictionary }
    let published = try read(Data(PublicResultSchema.text.utf8))
    #expect(try published == read(Data(contentsOf: URL(filePath: path))))
    #expect(published?["title"] != nil)
  }
}
