import Foundation
import TestSupport
import Testing

/// What people are told where a step comes too early, or its place is taken.
@Suite("An error says what is wrong, not something near it")
struct WholeErrorTests {
  @Test(
    "Before a count there is no result, and that is what is said",
    arguments: [
      (["result"], "nothing was counted yet"),
      (["result", "--stage", "final"], "stage final was not counted yet"),
      (["lots", "council"], "nothing was counted yet"),
      (["export", "@/out"] + Binary.signer("officer-b"), "nothing was counted yet"),
      (
        ["export", "@/out", "--stage", "final"] + Binary.signer("officer-b"),
        "stage final was not counted yet"
      ),
      (
        ["allow", "disclose", "--reason", "x"] + Binary.signer("officer-a"),
        "nothing was counted yet"
      ),
    ])
  func early(_ words: [String], _ problem: String) throws {
    let room = try ElectionRoom.begun()
    let line = words.map { $0.replacing("@", with: room.path) }
    let output = try Binary.run(line + room.workspace)
    #expect(output.status == 1)
    #expect(output.stderr.contains("\(problem) [not-counted]\n  next: officers count:"))
    #expect(!FileManager.default.fileExists(atPath: "\(room.path)/out"))
  }

  @Test("A folder that is taken is named as such, also where a package was cut off in it")
  func taken() throws {
    let room = try ElectionRoom.begun()
    try room.fill()
    let package = try room.export()
    let again = try Binary.run(["export", package] + room.workspace + Binary.signer("officer-b"))
    #expect(again.status == 1)
    #expect(again.stderr.contains("\(package) is not empty [not-empty]\n  next: name a new folder"))
    try FileManager.default.removeItem(atPath: "\(package)/B2SUMS")
    let half = try Binary.run(["export", package] + room.workspace + Binary.signer("officer-b"))
    #expect(half.status == 1)
    #expect(half.stderr.contains("\(package) holds a package whose writing was cut off"))
    #expect(half.stderr.contains("next: remove that folder, then export again"))
    try FileManager.default.removeItem(atPath: package)
    #expect(
      try Binary.run(["export", package] + room.workspace + Binary.signer("officer-b")).status == 0)
  }

  @Test("Who is no custodian is refused before a reconciliation is begun")
  func noCustodian() throws {
    let room = try ElectionRoom.begun()
    try Binary.succeed(
      ["import", "\(Binary.vectors)/media"] + room.workspace + Binary.signer("clerk-1"))
    let before = try room.contents()
    let output = try Binary.run(
      ["reconcile", "--vault-key", "\(Binary.vectors)/keys/vault.secret"] + room.workspace
        + Binary.signer("clerk-1"))
    #expect(output.status == 1)
    #expect(output.stderr.contains("clerk-1 is no custodian [role]"))
    #expect(try room.contents() == before)
  }
}
