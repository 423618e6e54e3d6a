import Cryptography
import Encoding
import Foundation
import Record
import Storage
import TestSupport
import Testing

@testable import Workspace

/// A clock that says one time after the other.
private final class ListedClock: Clock, @unchecked Sendable {
  private var times: ArraySlice<String>

  init(_ times: [String]) { self.times = times[...] }

  func now() -> Timestamp {
    let text = times.count > 1 ? times.removeFirst() : times.first ?? ""
    return Timestamp(text) ?? Timestamp(seconds: 0)
  }
}

@Suite("A clock that is wrong")
struct ClockTests {
  private static let good = "2017-03-19T23:00:00Z"
  private static let later = "2017-03-19T23:00:01Z"

  @Test(
    "is told in the journal after the first line that has it, and nothing is refused",
    arguments: [
      ([good, good, later], []),
      ([later, later, good], ["clock-back 3"]),
      ([later, good, later, good], ["clock-back 2", "clock-back 5"]),
      (["1970-01-01T00:03:00Z", "1970-01-01T00:03:01Z", good], ["clock-early 1"]),
      ([good, "1970-01-01T00:03:00Z", "1970-01-01T00:03:01Z", later], ["clock-early 2"]),
      (
        [good, "2099-01-01T00:00:00Z", "2099-01-01T00:00:01Z", later],
        ["clock-late 2", "clock-back 5"]
      ),
      // Summer time is another offset, not another moment.
      (["2017-03-19T23:00:00Z", "2017-03-20T00:00:00+01:00"], []),
    ] as [([String], [String])])
  func told(times: [String], expected: [String]) throws {
    let folder = try TemporaryFolder()
    let event = JournalEvent.refused(code: "media", folder: "x", problem: "y")
    let workspace = try Workspace.vectors(in: folder, clock: ListedClock(times))
    for _ in times.dropFirst() { try workspace.record(event, signer: nil) }
    let lines = workspace.journal.lines
    let warnings = lines.compactMap { line -> String? in
      guard case .warning(let warning, let number, _) = line.event else { return nil }
      // Right after the line that it is of, with that line's time.
      #expect(number == line.number - 1)
      #expect(line.at == lines[number - 1].at)
      return "\(warning.code) \(number)"
    }
    #expect(warnings == expected)
    #expect(workspace.notes.count == expected.count)
    #expect(workspace.state.refusals == times.count - 1)
    #expect(lines.map(\.number) == Array(1...lines.count))
  }

  @Test("is told when the workspace is opened again, where the warning was cut off")
  func cutOff() throws {
    let folder = try TemporaryFolder()
    func open(_ disk: any Disk, _ time: String) throws -> Workspace {
      try Workspace(
        open: folder.path("count"), writing: true, disk: disk, clock: ListedClock([time]))
    }
    try Workspace.vectors(in: folder, clock: ListedClock([Self.later]))
    let event = JournalEvent.refused(code: "media", folder: "x", problem: "y")
    var failing = 1
    var cutOff = 0
    // The disk fails from the first operation after the event's line on.
    while try open(LiveDisk(), Self.later).state.refusals == 0 {
      let disk = FailingDisk(failing: failing, number: EIO, extent: .fromThenOn)
      do {
        try open(disk, Self.good).record(event, signer: nil)
      } catch { cutOff += 1 }
      failing += 1
    }
    #expect(cutOff > 10)
    let events = try open(LiveDisk(), Self.later).journal.lines.map(\.event.name)
    #expect(events == ["init", "refused", "warning"])
  }
}
