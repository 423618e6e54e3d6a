import Encoding
import Foundation
import Paper
import Record
import Storage
import TestSupport
import Testing
import Words
import Workspace

/// Somebody who keys at a place for an evening, which stays open meanwhile.
@Suite("A place at which somebody keys for an evening")
struct KeyingPlaceTests {
  enum Kind: CaseIterable { case workspace, desk }

  private let room: DeskRoom

  init() throws {
    room = try DeskRoom()
    // Nobody holds the workspace.
    _ = try room.desk()
  }

  private func open(_ kind: Kind) throws -> any KeyingPlace {
    let disk = LiveDisk()
    return switch kind {
    case .workspace:
      try Workspace(
        open: room.folder.path("evening"), writing: false, disk: disk, clock: FixedClock())
    case .desk:
      try Desk(open: room.folder.path("desk"), writing: false, disk: disk, clock: FixedClock())
    }
  }

  private func begin(_ kind: Kind) throws {
    guard kind == .workspace else { return }
    _ = try Workspace.create(
      at: room.folder.path("evening"), election: VectorElection.definition,
      vault: room.folder.path("evening-vault"), software: VectorElection.software, signer: nil,
      disk: LiveDisk(), clock: FixedClock())
  }

  private func key(_ batch: String, by clerk: String, at place: any KeyingPlace) throws -> Int {
    try place.exclusively {
      try place.enter([room.sheet(batch)], signer: VectorElection.signer(clerk))
    }
  }

  @Test(
    "takes what others wrote meanwhile, and comes to what a new reading does",
    arguments: Kind.allCases)
  func catchesUp(_ kind: Kind) throws {
    try begin(kind)
    let (one, other) = (try open(kind), try open(kind))
    for number in 0..<6 {
      let (place, clerk) = number % 3 == 0 ? (other, "clerk-2") : (one, "clerk-1")
      #expect(try key("b\(number)", by: clerk, at: place) == 1)
      #expect(try key("b\(number)", by: clerk, at: place) == 0)
    }
    for place in [one, other] { try place.exclusively {} }
    let again = try open(kind)
    for clerk in ["clerk-1", "clerk-2"] {
      let keys = try again.state(for: clerk).sheets.keys
      #expect(keys.count == (kind == .desk ? (clerk == "clerk-1" ? 4 : 2) : 6))
      for place in [one, other] {
        #expect(place.lineCount == again.lineCount)
        #expect(try place.state(for: clerk).sheets.keys == keys)
      }
    }
  }

  @Test("keeps others from writing only while it writes", arguments: Kind.allCases)
  func exclusive(_ kind: Kind) throws {
    try begin(kind)
    let (one, other) = (try open(kind), try open(kind))
    try one.exclusively {
      #expect { try other.exclusively {} } throws: {
        ($0 as? WorkspaceError)?.report.code == "locked"
      }
      try one.exclusively {}
    }
    try other.exclusively {}
  }

  @Test(
    "is refused once its journal is another, and takes what a cut-off write left for nothing",
    arguments: Kind.allCases)
  func changed(_ kind: Kind) throws {
    try begin(kind)
    let one = try open(kind)
    _ = try key("b1", by: "clerk-1", at: one)
    let path = room.folder.path("\(kind == .desk ? "desk" : "evening")/journal.jsonl")
    let whole = try Data(contentsOf: URL(filePath: path))
    try (whole + Data("{\"at\":\"2017".utf8)).write(to: URL(filePath: path))
    #expect(try key("b2", by: "clerk-1", at: one) == 1)
    #expect(try open(kind).lineCount == one.lineCount)
    try whole.write(to: URL(filePath: path))
    #expect { try one.exclusively {} } throws: { ($0 as? WorkspaceError)?.report.code == "journal" }
  }
}
