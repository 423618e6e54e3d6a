import Election
import Result
import Encoding
import Paper
import Tally
import TestSupport
import Testing

@Suite("The result of a contest as JSON")
struct ContestJSONTests {
  /// The sample with a collector that records papers one by one.
  private func definition() throws -> Definition {
    let key = Base64.encode([0x45, 0x64] + [UInt8](repeating: 1, count: 40))
    return try SampleDefinition().setting([
      (
        "$.collectors[4]",
        [
          "id": "recorder", "name": SampleDefinition.name("Recorder", "記錄"),
          "publicKey": .string(key), "roles": ["ballots"], "channel": "paper",
          "styles": ["all", "east"],
        ]
      )
    ]).definition()
  }

  private func motion() throws -> ContestResult {
    let definition = try definition()
    var patterns = PatternTable()
    for (style, channel, collector, marks, count) in [
      ("all", "online", "web", [1, 0, 0], 2), ("east", "online", "web", [1, 1, 0], 3),
      ("east", "kiosk", "app", [0, 1, 0], 1), ("all", "paper", "recorder", [0, 0, 1], 4),
    ] as [(String, String, String, [UInt8], Int)] {
      patterns.add(
        Pattern(
          style: style, contest: "motion", channel: channel, collector: collector,
          marks: .marks(marks)), count: count)
    }
    let sheet = try Sheet(
      json: [
        "format": "coldcount/sheet/1", "election": .string(String(repeating: "0", count: 64)),
        "station": "s2", "batch": "b1", "contest": "motion", "papers": 10,
        "counts": ["yes": 3, "no": 4, "abstain": 1],
        "rejected": ["unmarked": 2, "overvoted": 0],
      ], definition: definition)
    let results = try Tally.contests(definition, patterns: patterns, sheets: [sheet])
    return try #require(results.first { $0.id == "motion" })
  }

  private static func ballots(_ valid: Int, over: Int = 0, unmarked: Int = 0) -> String {
    """
    {"blank":0,"malformed":0,"overvoted":\(over),"rejected":{"overvoted":0,"unmarked":\(unmarked)},\
    "undervoted":0,"valid":\(valid)}
    """
  }

  private static func votes(_ yes: Int, _ no: Int, _ abstain: Int) -> String {
    """
    "options":[{"count":\(yes),"id":"yes"},{"count":\(no),"id":"no"},{"count":\(abstain),"id":"abstain"}]
    """
  }

  @Test("keeps channels and places apart, byte for byte")
  func bytes() throws {
    let text = String(decoding: try motion().json.canonical, as: UTF8.self)
    let paper = Self.ballots(12, unmarked: 2)
    #expect(
      text == """
        {"ballots":{"kiosk":\(Self.ballots(1)),"online":\(Self.ballots(2, over: 3)),\
        "paper":\(paper),"total":\(Self.ballots(15, over: 3, unmarked: 2))},\
        "electorate":500,"id":"motion","options":[\
        {"channels":{"kiosk":0,"online":2,"paper":3},"id":"yes","total":5},\
        {"channels":{"kiosk":1,"online":0,"paper":4},"id":"no","total":5},\
        {"channels":{"kiosk":0,"online":0,"paper":5},"id":"abstain","total":5}],\
        "outcome":{"elected":[],"failed":[],"kind":"rejected","lots":[],"ties":[],"vacant":0},"places":[\
        {"area":"east","ballots":\(Self.ballots(1)),"channel":"kiosk",\(Self.votes(0, 1, 0))},\
        {"area":"east","ballots":\(Self.ballots(0, over: 3)),"channel":"online",\
        \(Self.votes(0, 0, 0))},\
        {"area":"hk","ballots":\(Self.ballots(2)),"channel":"online",\(Self.votes(2, 0, 0))},\
        {"area":"hk","ballots":\(paper),"channel":"paper",\(Self.votes(3, 4, 5))},\
        {"ballots":\(Self.ballots(1)),"channel":"kiosk","collector":"app",\(Self.votes(0, 1, 0))},\
        {"ballots":\(Self.ballots(4)),"channel":"paper","collector":"recorder",\
        \(Self.votes(0, 0, 4))},\
        {"ballots":\(Self.ballots(2, over: 3)),"channel":"online","collector":"web",\
        \(Self.votes(2, 0, 0))},\
        {"ballots":\(Self.ballots(8, unmarked: 2)),"channel":"paper",\(Self.votes(3, 4, 1)),\
        "station":"s2"}],"turnout":20,"unresolved":{"couldChange":false,"margin":1,"papers":0}}

        """)
  }

  @Test("has a zero for everything where nobody voted, and every channel of the contest")
  func nothing() throws {
    let definition = try definition()
    let results = try Tally.contests(definition, patterns: PatternTable(), sheets: [])
    #expect(results.map(\.id) == ["chief", "council", "petition", "motion"])
    for result in results {
      #expect(result.channels.map(\.id) == ["paper", "kiosk", "online"])
      #expect(result.turnout == 0)
      #expect(result.places.isEmpty)
    }
    #expect(
      results[0].json["options"]?.array?[0]["total"]
        == ["support": 0, "oppose": 0, "abstain": 0, "net": 0])
    #expect(results[1].json["options"]?.array?[0]["total"] == 0)
  }

  @Test("counts ballots that cannot be read in no contest")
  func unreadable() throws {
    let definition = try definition()
    var patterns = PatternTable()
    patterns.add(
      Pattern(
        style: "all", contest: Pattern.noContest, channel: "online", collector: "web",
        marks: .unreadable), count: 3)
    let results = try Tally.contests(definition, patterns: patterns, sheets: [])
    #expect(results.map(\.turnout) == [0, 0, 0, 0])
  }
}
