import Encoding
import Foundation
import TestSupport
import Testing

@Suite("Death at every step")
struct TortureTests {
  @Test(
    "a share of the points at which commands fail or die lose nothing; make torture tries all",
    .enabled(if: Tracer.isHere, "\(Tracer.missing)"),
    arguments: [
      ["--branches", "1"],
      ["--branch", "proofs", "--branch", "carried", "--only", "open-o2", "--only", "open-there"],
    ])
  func share(_ branch: [String]) throws {
    let output = try Peer.run(
      "/usr/bin/python3",
      ["\(Peer.packageRoot)/Tests/Torture/torture.py", Binary.path, "--share", "0.003"] + branch)
    #expect(output.status == 0, "\(output.stdout)\(output.stderr)")
    #expect(output.stdout.contains(" 0 failed, "), "\(output.stdout)")
  }

  @Test("media that misbehave, real ones where this machine can make them, are handled")
  func media() throws {
    let output = try Peer.run(
      "/usr/bin/python3",
      ["\(Peer.packageRoot)/Tests/Torture/media.py", Binary.path, "2000"])
    #expect(output.status == 0, "\(output.stdout)\(output.stderr)")
  }

  @Test(
    "a clock in 1970, in 2099 or gone back is warned of in the journal, and the work goes on",
    .disabled(if: Sanitizer.isWatching, "libfaketime and a sanitizer wait for each other"))
  func clock() throws {
    let room = try ElectionRoom.begun()
    for (time, bundle) in [
      ("1970-01-02 00:00:00", "web-1"), ("2099-01-01 00:00:00", "web-2"),
      ("2017-03-19 23:00:00", "web-3"),
    ] {
      let output = try Peer.run(
        "/usr/bin/faketime",
        ["-f", "@\(time)", Binary.path, "import", "\(Binary.vectors)/media/\(bundle)"]
          + room.workspace + Binary.signer("clerk-1"))
      #expect(output.status == 0, "\(output.stderr)")
      #expect(output.stderr.contains("warning: the clock"), "\(time): \(output.stderr)")
    }
    let journal = try Binary.json(["journal"] + room.workspace)
    let codes = (journal["lines"]?.array ?? []).compactMap { $0["data"]?["code"]?.string }
    #expect(codes == ["clock-early", "clock-late", "clock-back"])
  }
}
