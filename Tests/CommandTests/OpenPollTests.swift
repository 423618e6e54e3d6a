import Encoding
import Record
import Storage
import TestSupport
import Testing
import Words
import Workspace

@testable import coldcount

@Suite("While people vote by the laptop's clock")
struct OpenPollTests {
  @Test("every answer about the count says so before a count refuses, and who may say otherwise")
  func said() throws {
    let folder = try TemporaryFolder()
    let clock = FixedClock(Timestamp(seconds: 1_489_900_000))
    let workspace = try Workspace.vectors(in: folder, with: VectorElection.media, clock: clock)
    let problem = "the poll is open until "
    let paper = PaperText(workspace, .english)
    let status = try StatusText(workspace)
    #expect(paper.words.contains(problem))
    #expect(try status.words(.english).contains(problem))
    #expect(paper.json["pollOpen"]?.string?.hasPrefix(problem) == true)
    #expect(try status.json["pollOpen"] == paper.json["pollOpen"])
    for officer in ["officer-a", "officer-b"] {
      try workspace.allow(.clock, reason: "slow", signer: VectorElection.signer(officer))
    }
    #expect(PaperText(workspace, .english).json["pollOpen"] == .null)
  }
}
