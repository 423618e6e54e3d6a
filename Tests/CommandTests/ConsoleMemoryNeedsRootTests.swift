import Encoding
import Foundation
import TestSupport
import Testing

@testable import Cryptography

/// What of a signing key is in the console's memory while it stays unlocked, and afterwards.
@Suite(
  "The memory of a console",
  .enabled(if: User.isRoot, "needs root: the program lets nobody else look into its memory"),
  .disabled(if: Sanitizer.isWatching, "a sanitizer's own memory is as large as all addresses"))
struct ConsoleMemoryNeedsRootTests {
  private static let passphrase = "four words for clerks"

  @Test(
    "An unlocked key is there once, and nowhere once it is locked or was not to be kept",
    arguments: [("keeps", 1), ("locks", 0), ("does not keep", 0)])
  func unlocked(how: String, times: Int) throws {
    let room = try ElectionRoom.begun()
    let key = try SigningKey(
      unencryptedFile: Array(
        Data(contentsOf: URL(filePath: "\(Binary.vectors)/keys/clerk-1.key"))
      ).span)
    let file = try key.encryptedFile(
      passphrase: SecretBytes(copying: Array(Self.passphrase.utf8).span), cost: .least)
    try FileManager.default.createDirectory(
      atPath: "\(room.path)/own", withIntermediateDirectories: true)
    try Data(file).write(to: URL(filePath: "\(room.path)/own/clerk-1.key"))
    let seed = key.secret.withBytes { bytes in (0..<32).map { bytes[$0] } }
    let tab = how == "does not keep" ? "" : "\t"
    var steps = [
      ["2 Bundles", "\r"], ["Run this command", "\r"], ["Ctrl-U", tab + Self.passphrase + "\r"],
      ["Done.", "\r"], ["Journal:", ""],
    ]
    if how == "locks" { steps += [["", "U"], ["", ""]] }
    let task: [String: Any] = [
      "command": [Binary.path] + [
        "console", "--media", "\(Binary.vectors)/media", "--keys", "\(room.path)/own",
      ] + room.workspace, "hold": "screen", "steps": steps,
      "needles": ["key": seed, "passphrase": Array(Self.passphrase.utf8)]
        .mapValues { Hex.encode($0) },
    ]
    let input = try JSONSerialization.data(withJSONObject: task)
    let output = try Peer.run(
      "/usr/bin/env",
      ["TERM=xterm", "/usr/bin/python3", "\(Peer.packageRoot)/Tests/Peers/memory_search.py"],
      input: String(decoding: input, as: UTF8.self))
    #expect(output.status == 0, "\(output.stderr)")
    let found = try JSONSerialization.jsonObject(with: Data(output.stdout.utf8))
    #expect(found as? [String: Int] == ["key": times, "passphrase": 0])
  }
}
