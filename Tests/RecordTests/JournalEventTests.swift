import Encoding
import Record
import Testing
import Words

@Suite("An event of the journal")
struct JournalEventTests {
  /// A line of nobody with this event, changed at will.
  private static func line(
    _ event: JournalEvent, _ change: (inout JSON.Members) -> Void = { _ in }
  ) -> [UInt8] {
    var members: JSON.Members = [
      "n": 1, "at": "2026-11-28T12:00:00Z", "by": "-", "event": .string(event.name),
      "data": event.data, "prev": .string(SampleEvents.hash.description),
    ]
    change(&members)
    return JSON.object(members).canonical
  }

  private static func line(_ event: JournalEvent, data key: String, _ value: JSON?) -> [UInt8] {
    line(event) { members in
      var data = members["data"]?.object ?? [:]
      data[key] = value
      members["data"] = .object(data)
    }
  }

  private static func refusal(of bytes: [UInt8]) -> Violation? {
    do {
      _ = try JournalLine(file: bytes)
      return nil
    } catch { return error }
  }

  @Test("the samples have every kind")
  func kinds() {
    #expect(SampleEvents.one.map(\.kind) == JournalEvent.Kind.allCases)
  }

  @Test("is read as it was written", arguments: SampleEvents.one + SampleEvents.more)
  func roundTrip(_ event: JournalEvent) throws {
    let bytes = Self.line(event)
    let line = try JournalLine(file: bytes)
    #expect(line.event == event)
    #expect(line.file == bytes)
  }

  @Test("is refused by path where a member is missing", arguments: SampleEvents.one)
  func missing(_ event: JournalEvent) throws {
    // An account is read whole, against the election.
    guard event.kind != .account else { return }
    for key in try #require(event.data.object).keys {
      let violation = Self.refusal(of: Self.line(event, data: key, nil))
      #expect(violation?.path == "$.data.\(key)", "\(key)")
    }
  }

  @Test("is refused where a member is of another type", arguments: SampleEvents.one)
  func types(_ event: JournalEvent) throws {
    // The documents that people sign are read against the election.
    guard ![.account, .amended].contains(event.kind) else { return }
    for key in try #require(event.data.object).keys {
      let value: JSON = event.data[key] == .bool(true) ? 1 : true
      let violation = Self.refusal(of: Self.line(event, data: key, value))
      #expect(violation?.path.hasPrefix("$.data") == true, "\(key)")
    }
  }

  @Test("is refused by path where a member is unknown", arguments: SampleEvents.one)
  func unknownMember(_ event: JournalEvent) {
    guard event.kind != .account else { return }
    #expect(Self.refusal(of: Self.line(event, data: "note", "x"))?.path == "$.data.note")
    #expect(Self.refusal(of: Self.line(event) { $0["note"] = "x" })?.path == "$.note")
  }

  @Test(
    "is refused where its stage is none",
    arguments: ["", "fina1", "fina1/../..", "Final", "final ", "any"])
  func stages(_ stage: String) throws {
    for event in SampleEvents.one where event.data["stage"] != nil {
      let violation = Self.refusal(of: Self.line(event, data: "stage", .string(stage)))
      #expect(violation?.path == "$.data.stage")
    }
  }

  @Test(
    "is refused where a word of it is none of its words",
    arguments: [
      (JournalEvent.Kind.vault, "act", "burnt"), (.allowed, "act", "everything"),
      (.allowed, "act", "count"), (.warning, "code", "nonsense"), (.imported, "kind", "papers"),
      (.signed, "signer", "../x"), (.imported, "collector", "A"), (.paper, "hash", "zz"),
    ])
  func words(_ kind: JournalEvent.Kind, _ key: String, _ word: String) throws {
    let event = try #require(SampleEvents.one.first { $0.kind == kind })
    let violation = Self.refusal(of: Self.line(event, data: key, .string(word)))
    #expect(violation?.path == "$.data.\(key)")
  }

  @Test("is refused where a sheet is not what its hash says")
  func sheetHash() {
    let event = JournalEvent.paper(hash: SampleEvents.other, sheet: SampleEvents.sheet)
    #expect(Self.refusal(of: Self.line(event))?.path == "$.data.hash")
  }

  @Test("is refused where more names are listed than are written")
  func names() {
    let names = JSON.array((1...21).map { .string("file-\($0)") })
    let line = Self.line(SampleEvents.one[1], data: "ignored", names)
    #expect(Self.refusal(of: line)?.path == "$.data")
  }

  @Test(
    "of no kind is refused, as is a line that is none",
    arguments: [
      ("event", "xmport", "$.event"), ("event", "", "$.event"), ("by", "Clerk", "$.by"),
      ("by", "", "$.by"), ("by", "clerk-1", "$.sig"), ("at", "now", "$.at"),
      ("prev", "", "$.prev"), ("n", "1", "$.n"), ("data", "x", "$.data"), ("sig", "AA==", "$.sig"),
    ])
  func line(_ key: String, _ text: String, _ path: String) {
    let line = Self.line(SampleEvents.one[2]) { $0[key] = .string(text) }
    #expect(Self.refusal(of: line)?.path == path)
  }
}
