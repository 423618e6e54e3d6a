import Encoding
import Foundation
import TestSupport
import Testing
import Words

/// A room in which everything of the vectors' election is in, paper too, so that a final count ends
/// in two ties: in `council` c3, c4 and c5 are level for two seats, in `committee` d1, d2, d3 and d7
/// for three.
private struct ReadyRoom {
  let room: ElectionRoom

  init() throws {
    room = try ElectionRoom.begun(officers: ["officer-a", "officer-b"])
    try room.take("\(Binary.vectors)/media")
    try room.key(.tied())
    try room.reconcile()
  }

  func lots(_ contest: String, _ draws: [String]) throws -> Peer.Output {
    try Binary.run(
      ["lots", contest, "--witness", "Chan Tai Man", "--json"]
        + draws.flatMap { ["--draw", $0] } + room.workspace + Binary.signer("officer-a"))
  }

  /// Exports the result of a stage, signed, and gives what the audit finds.
  func package(_ stage: String) throws -> (path: String, report: JSON) {
    let path = try room.package(stage)
    return (path, try Binary.json(["verify", path]))
  }

  static func contest(_ id: String, of result: JSON) throws -> JSON {
    try #require(result["contests"]?.array?.first { $0["id"]?.string == id })
  }
}

@Suite("What officers decide")
struct DecisionTests {
  @Test("a tie is kept as a provisional result, drawn, and the final count names what it replaces")
  func tie() throws {
    let ready = try ReadyRoom()
    let refused = try ready.room.count("final", ["--json"])
    #expect(refused.status == 1)
    #expect(refused.stderr.contains("tie in council, committee"))
    #expect(!FileManager.default.fileExists(atPath: "\(ready.room.path)/count/results/final"))
    let partial = try ready.room.result("partial")
    #expect(partial["stage"] == "partial")
    #expect(
      partial["outstanding"]?.array?.compactMap { $0["contest"]?.string }
        == ["council", "committee"])
    #expect(
      partial["stations"] == [["papers": 32, "state": "in", "station": "s1", "toCome": 0]])
    let provisional = try ready.package("partial")
    #expect(provisional.report["failed"] == 0)
    #expect(
      try Binary.succeed(["verify", provisional.path]).contains("PROVISIONAL result: stage partial")
    )
    let report = try String(
      contentsOfFile: "\(provisional.path)/reports/PROVISIONAL-result.txt", encoding: .utf8)
    #expect(report.contains("PROVISIONAL: stage partial") && report.contains("臨時結果"))
    #expect(report.contains("still out: lots are to be drawn in council between c3, c4, c5"))
    let status = try Binary.json(["status"] + ready.room.workspace)
    #expect(status["next"]?.string?.contains("coldcount lots council") == true)

    let shown = try Binary.json(["lots", "council"] + ready.room.workspace)
    #expect(shown["toDraw"] == ["c3", "c4", "c5"])
    #expect(shown["seats"] == 2)
    #expect(try ready.lots("council", ["c3=4", "c4=9", "c5=4"]).status == 0)
    let again = try Binary.json(["lots", "council"] + ready.room.workspace)
    #expect(again["toDraw"] == ["c3", "c5"])
    #expect(again["seats"] == 1)
    #expect(try ready.lots("council", ["c3=1", "c5=10"]).status == 0)
    #expect(try ready.lots("committee", ["d1=9", "d2=8", "d3=7", "d7=1"]).status == 0)

    #expect(try ready.room.count("final", ["--json"]).status == 0)
    let final = try ready.room.result("final")
    let council = try ReadyRoom.contest("council", of: final)
    #expect(council["outcome"]?["kind"] == "elected")
    #expect(council["outcome"]?["elected"] == ["c4", "c5"])
    #expect(council["outcome"]?["lots"]?.array?.count == 2)
    #expect(council["outcome"]?["lots"]?.array?[0]["witnesses"] == ["Chan Tai Man"])
    #expect(
      try ReadyRoom.contest("committee", of: final)["outcome"]?["elected"] == ["d1", "d2", "d3"])
    #expect(final["outstanding"] == [])
    let package = try ready.package("final")
    #expect(package.report["failed"] == 0, "\(package.report)")
    let replaced = try #require(final["replaces"]?.string)
    for name in ["\(replaced).json", "\(replaced).json.officer-a.minisig"] {
      #expect(FileManager.default.fileExists(atPath: "\(package.path)/earlier/\(name)"))
    }
    // Everything is decided: there is nothing to draw any more.
    #expect(try ready.lots("council", ["c3=1", "c5=10"]).status == 1)
  }

  @Test("a wrong draw is refused and changes nothing")
  func wrongDraws() throws {
    let ready = try ReadyRoom()
    // Before a count nobody is level.
    #expect(try ready.lots("council", ["c3=1", "c4=2", "c5=3"]).status == 1)
    _ = try ready.room.count("final", ["--json"])
    let before = try ready.room.contents()
    for (draws, words) in [
      (["c3=1", "c4=2"], "c5 has drawn no number"),
      (["c3=1", "c4=2", "c5=3", "c1=4"], "c1 does not draw"),
      (["c3=0", "c4=2", "c5=3"], "c3 cannot have drawn 0"),
      (["c3=11", "c4=2", "c5=3"], "c3 cannot have drawn 11"),
      (["c3=1", "c3=2", "c4=2", "c5=3"], "c3 is there twice"),
    ] {
      let output = try ready.lots("council", draws)
      #expect(output.status == 1, "\(draws)")
      #expect(output.stderr.contains(words), "\(output.stderr)")
    }
    #expect(try ready.lots("chief", ["tsang=1", "lam=2"]).stderr.contains("nothing to draw"))
    #expect(try ready.lots("nowhere", ["a=1"]).stderr.contains("no contest nowhere"))
    for line in [["--draw", "c3"], ["--draw", "c3=x"], ["--draw", "c3=1"]] {
      let output = try Binary.run(
        ["lots", "council"] + line + ready.room.workspace + Binary.signer("officer-a"))
      #expect(output.status == 2, "\(line) \(output.stderr)")
    }
    #expect(try ready.room.contents() == before)
  }

  @Test("at a terminal each number is asked for, round by round")
  func terminal() throws {
    let ready = try ReadyRoom()
    _ = try ready.room.count("final", ["--json"])
    // Two slips of the finger, numbers that the witnesses do not confirm, a round that leaves two
    // level, then the one that decides.
    let script = """
      import os, pty, sys, time
      answers = [b"x\\n", b"11\\n", b"4\\n", b"9\\n", b"5\\n", b"\\n",
                 b"4\\n", b"9\\n", b"4\\n", b"Y\\n", b"2\\n", b"3\\n", b"Y\\n"]
      pid, terminal = pty.fork()
      if pid == 0:
          os.execv(sys.argv[1], sys.argv[1:])
      shown = b""
      asked = 0
      while True:
          try:
              piece = os.read(terminal, 4096)
          except OSError:
              break
          if not piece:
              break
          shown += piece
          while asked < len(answers) and shown.count(b"[1-10]: ") + shown.count(b"again: ") > asked:
              os.write(terminal, answers[asked])
              asked += 1
      sys.stdout.write(shown.decode())
      sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
      """
    let shown = try Peer.run(
      script: script,
      [Binary.path, "lots", "council", "--witness", "observer", "--lang", "en"]
        + ready.room.workspace + Binary.signer("officer-a"))
    #expect(shown.contains("Round 1: Candidate 3, Candidate 4, Candidate 5 draw for 2 seats."))
    #expect(shown.contains("a number from 1 to 10"))
    #expect(
      shown.contains("Read it to the witnesses: Candidate 4 9, Candidate 5 5, Candidate 3 4."))
    #expect(shown.contains("Level again: Candidate 3, Candidate 5 draw once more."))
    #expect(shown.contains("Round 2: Candidate 3, Candidate 5 draw for 1 seat."))
    #expect(shown.contains("Drawn: Candidate 4, Candidate 5."))
    let state = try Binary.json(["lots", "council"] + ready.room.workspace)
    #expect(state["decided"] == true)
    #expect(state["drawn"] == ["c4", "c5"])
    #expect(
      state["rounds"]?.array?.map { $0["draws"] } == [
        ["c3": 4, "c4": 9, "c5": 4], ["c3": 2, "c5": 3],
      ])
  }

  @Test("an amendment needs the quorum, then counts for reconciliation, count, package and audit")
  func amendment() throws {
    let ready = try ReadyRoom()
    let web = "144ed31a03c76bcbcc98f3b4eebfd7e9658e9d44904c72e1309153a8f6c4a77c"
    let changes = [
      "status council c3 died-during", "exclude \(web) 0", "restore \(web) 13",
      "status committee d7 disqualified-before",
    ]
    let made = try Binary.json(
      ["amend", "--reason", "Candidate 3 died", "--to", ready.room.path]
        + changes.flatMap { ["--change", $0] } + ready.room.workspace)
    let file = try #require(made["amendment"]?.string)
    #expect(file.hasSuffix("/amendment-001.json"))
    let before = try ready.room.contents()
    let unsigned = try Binary.run(
      ["amend", file] + ready.room.workspace + Binary.signer("clerk-1"))
    #expect(unsigned.status == 1)
    #expect(unsigned.stderr.contains("signed by 0 of the 2 officers"))
    #expect(try ready.room.contents() == before)
    try ready.room.sign(file)
    try Binary.succeed(["amend", file] + ready.room.workspace + Binary.signer("clerk-1"))
    let again = try Binary.json(
      ["amend", file] + ready.room.workspace + Binary.signer("clerk-1"))
    #expect(again["outcome"] == "already-taken")

    let status = try Binary.json(["status"] + ready.room.workspace)
    #expect(status["amendments"]?.array?.count == 1)
    #expect(try Binary.succeed(["status"] + ready.room.workspace).contains(changes[0]))
    let stale = try ready.room.count("partial", ["--json"])
    #expect(stale.status == 1)
    #expect(stale.stderr.contains("an amendment came in since the last reconciliation"))
    try ready.room.reconcile()
    // The sheet of the committee holds no longer: marks for d7 are no choices any more.
    let pending = try ready.room.count("final", ["--json"])
    #expect(pending.stderr.contains("s1/b1/committee must be keyed again after an amendment"))
    #expect(try ready.room.count("partial", ["--json"]).status == 0)
    let partial = try ready.room.result("partial")
    #expect(partial["inputs"]?["amendments"]?.array?.count == 1)
    #expect(partial["electronic"]?["excluded"] == 1)
    // One strike less: the ballot counts although the same person's later one does too.
    #expect(partial["electronic"]?["struck"]?["superseded"] == 11)
    let committee = try ReadyRoom.contest("committee", of: partial)
    #expect(committee["options"]?.array?[6]["total"] == 0)
    let package = try ready.package("partial")
    #expect(package.report["failed"] == 0, "\(package.report)")
    let check = package.report["checks"]?.array?.first { $0["id"] == "amendments" }
    #expect(check?["compared"]?.string?.contains(changes[1]) == true)
  }

  @Test("a round of lots that was entered wrongly is corrected by an amendment only")
  func correctedLots() throws {
    let ready = try ReadyRoom()
    _ = try ready.room.count("final", ["--json"])
    #expect(try ready.lots("council", ["c3=9", "c4=8", "c5=1"]).status == 0)
    #expect(try ready.lots("committee", ["d1=9", "d2=8", "d3=7", "d7=1"]).status == 0)
    #expect(try ready.room.count("final", ["--json"]).status == 0)
    #expect(
      try ReadyRoom.contest("council", of: ready.room.result("final"))["outcome"]?["elected"]
        == ["c3", "c4"])
    let journal = try Binary.json(["journal"] + ready.room.workspace)
    let line = try #require(
      journal["lines"]?.array?.first {
        $0["event"] == "lots" && $0["data"]?["contest"] == "council"
      }?["n"]?.integer)
    for wrong in [
      "lots \(line) c3=9 c4=8", "lots 1 c3=9 c4=8 c5=1", "lots \(line) c3=9 c4=8 c5=12",
    ] {
      let output = try Binary.run(
        ["amend", "--reason", "x", "--to", ready.room.path, "--change", wrong]
          + ready.room.workspace)
      #expect(output.status == 1, "\(wrong) \(output.stderr)")
    }
    try ready.room.amend(["lots \(line) c3=9 c4=1 c5=8"], reason: "Two cards were mixed up")
    try ready.room.reconcile()
    #expect(try ready.room.count("final", ["--json"]).status == 0)
    let council = try ReadyRoom.contest("council", of: ready.room.result("final"))
    #expect(council["outcome"]?["elected"] == ["c3", "c5"])
    #expect(try ready.package("final").report["failed"] == 0)
  }

  @Test(
    "an amendment that does not fit is refused, and so are words that are none",
    arguments: [
      ("status council c9 died-during", 1, "not an option of its contest"),
      ("status council c1 asleep", 1, "not a status"),
      ("status mayor c1 died-during", 1, "not a contest"),
      ("revoke nobody 1", 1, "not a collector"), ("missing web 1", 1, "bundle 1 of web is in"),
      ("exclude \(String(repeating: "0", count: 64))", 1, "no bundle"),
      (
        "exclude 144ed31a03c76bcbcc98f3b4eebfd7e9658e9d44904c72e1309153a8f6c4a77c 48", 1,
        "has 48 ballots"
      ),
      ("lots 3 c1=1", 1, "line 3 records no lots"), ("accept-register s9 1", 1, "not a station"),
      ("shrug", 2, "no change"), ("revoke web", 2, "no change"), ("revoke web x", 2, "no change"),
    ])
  func wrongAmendments(_ words: String, _ status: Int, _ message: String) throws {
    let room = try ElectionRoom.begun()
    try Binary.succeed(
      ["import", "\(Binary.vectors)/media/web-1"] + room.workspace + Binary.signer("clerk-1"))
    let output = try Binary.run(
      ["amend", "--reason", "x", "--to", room.path, "--change", words] + room.workspace)
    #expect(Int(output.status) == status, "\(output.stderr)")
    #expect(output.stderr.contains(message), "\(output.stderr)")
    #expect(!FileManager.default.fileExists(atPath: "\(room.path)/amendment-001.json"))
  }

  @Test("an amendment is written into a folder that is not there yet")
  func amendmentFolder() throws {
    let room = try ElectionRoom.begun()
    let target = "\(room.path)/on/the/stick"
    try Binary.succeed(
      [
        "amend", "--reason", "x", "--to", target, "--change", "status council c3 died-during",
      ] + room.workspace)
    #expect(try FileManager.default.contentsOfDirectory(atPath: target) == ["amendment-001.json"])
  }

  @Test("a stage before the last says which stations are in and how much is still to come")
  func stages() throws {
    let ready = try ReadyRoom()
    #expect(try ready.room.count("electronic", ["--json"]).status == 0)
    let electronic = try ready.room.result("electronic")
    #expect(
      electronic["stations"] == [["papers": 0, "state": "out", "station": "s1", "toCome": 32]])
    let package = try ready.package("electronic")
    #expect(package.report["failed"] == 0, "\(package.report)")
    let report = try String(
      contentsOfFile: "\(package.path)/reports/PROVISIONAL-result.txt", encoding: .utf8)
    #expect(report.contains("PROVISIONAL: stage electronic"))
    #expect(report.contains("Station 1: out, 0 papers in, 32 to come"))
    // The signed stage stays in the record when the next one is counted.
    #expect(try ready.room.count("partial", ["--json"]).status == 0)
    let hash = try #require(ready.room.result("partial")["replaces"]?.string)
    let partial = try ready.package("partial")
    #expect(partial.report["failed"] == 0)
    #expect(FileManager.default.fileExists(atPath: "\(partial.path)/earlier/\(hash).json"))
  }

  @Test("a revoked key takes its bundles out, also those that are in")
  func revoked() throws {
    let ready = try ReadyRoom()
    try ready.room.amend(["revoke web 1", "revoke app 0"])
    let again = try Binary.run(
      ["import", "\(Binary.vectors)/media/web-2"] + ready.room.workspace + Binary.signer("clerk-1"))
    #expect(again.status == 1)
    #expect(
      again.stderr.contains("collector-revoked") || again.stdout.contains("collector-revoked"))
    try ready.room.reconcile()
    #expect(try ready.room.count("partial", ["--json"]).status == 0)
    let result = try ready.room.result("partial")
    let entries = try #require(result["electronic"]?["entries"]?.integer)
    let excluded = try #require(result["electronic"]?["excluded"]?.integer)
    #expect(entries == 203 && excluded == 203 - 48)
    // Nothing more is waited for from either.
    #expect(
      result["outstanding"]?.array?.filter { $0["collector"] != nil } == [],
      "\(result["outstanding"] as Any)")
    #expect(try ready.package("partial").report["failed"] == 0)
  }
}
