import Foundation
import TestSupport
import Testing

@Suite("A count that is cut off before it is recorded")
struct HalfCountTests {
  @Test(
    "is told by every command that looks, and the next one that writes removes its votes",
    .enabled(if: Tracer.isHere, "\(Tracer.missing)"))
  func cutOff() throws {
    let room = try ElectionRoom.begun()
    try room.fill()
    let half = "\(room.path)/count/results/electronic.new"
    let rename = "rename,renameat,renameat2"
    let output = try Tracer.run(
      [
        "-f", "-qq", "-o", "\(room.path)/calls", "-P", half, "-e", "trace=\(rename)", "-e",
        "inject=\(rename):signal=KILL", Binary.path, "count", "--stage", "electronic",
      ] + Binary.share("officer-a") + Binary.share("officer-b") + room.workspace
        + Binary.signer("officer-a"))
    #expect(output.status != 0)
    let votes = "\(half)/patterns.csv"
    #expect(FileManager.default.fileExists(atPath: votes))
    for command in ["status", "doctor", "journal"] {
      let looked = try Binary.run([command] + room.workspace)
      #expect(looked.stderr.contains("warning: opened votes lie in \(half)"), "\(looked.stderr)")
      #expect(FileManager.default.fileExists(atPath: votes))
    }
    let wrote = try Binary.run(
      ["import", "\(Binary.vectors)/media/web-1"] + room.workspace + Binary.signer("clerk-1"))
    #expect(wrote.status == 0)
    #expect(wrote.stderr.contains("cut off before it was recorded"), "\(wrote.stderr)")
    #expect(!FileManager.default.fileExists(atPath: half))
    let after = try Binary.run(["status"] + room.workspace)
    #expect(!after.stderr.contains("opened votes") && !after.stderr.contains("cut off"))
  }
}
