import Cryptography
import Foundation
import TestSupport

/// What lies on the table before a count of the vectors' election: a stick with bundles, tables of
/// paper sheets and accounts, and a folder with everybody's keys, one share under a passphrase.
///
/// Its path is short and of the same length each time, for screens that show it.
final class CountingRoom {
  static let passphrase = "correct horse 密碼"

  let path: String
  var stick: String { "\(path)/stick" }

  /// The options of a console in this room.
  var console: [String] {
    [
      "console", "--workspace", "\(path)/count", "--election", "\(path)/election.json", "--vault",
      "\(path)/vault", "--media", stick, "--keys", "\(path)/keys",
    ]
  }

  init() throws {
    path = "/tmp/room-" + UUID().uuidString.lowercased().prefix(8)
    let files = FileManager.default
    try files.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    for name in [
      "election.json", "election.json.officer-a.minisig", "election.json.officer-b.minisig",
    ] {
      try files.copyItem(atPath: "\(Binary.vectors)/\(name)", toPath: "\(path)/\(name)")
    }
    try files.copyItem(atPath: "\(Binary.vectors)/media", toPath: stick)
    try files.createDirectory(atPath: "\(path)/keys", withIntermediateDirectories: true)
    for person in ["clerk-1", "clerk-2", "keeper", "officer-a", "officer-b", "officer-c"] {
      try files.copyItem(
        atPath: "\(Binary.vectors)/keys/\(person).key", toPath: "\(path)/keys/\(person).key")
    }
    try files.copyItem(
      atPath: "\(Binary.vectors)/keys/vault.secret", toPath: "\(path)/keys/vault.secret")
    try files.copyItem(
      atPath: "\(Binary.vectors)/keys/shares/officer-b.txt",
      toPath: "\(path)/keys/share-officer-b.txt")
    try wrap("officer-a")
    try write(
      "accounts.csv", "station,issued,unused,spoilt,tendered,in-box,note\ns1,40,9,1,0,30,\n")
    try write("sheets.csv", Self.sheets)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Puts an officer's words under the passphrase, at the least cost.
  private func wrap(_ officer: String) throws {
    let words = try VectorElection.bytes("keys/shares/\(officer).txt")
    let wrapped = try WrappedSecret.wrap(
      SecretBytes(copying: words.span), kind: .share, election: "vector-2017", holder: officer,
      passphrase: SecretBytes(copying: Array(Self.passphrase.utf8).span), cost: .least)
    try Data(wrapped.file).write(to: URL(filePath: "\(path)/keys/share.\(officer).json"))
  }

  private func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(stick)/\(name)"))
  }

  /// Ten papers with the committee and twenty without, chief executive on all; none rejected.
  ///
  /// The council of the ten is keyed at the desk.
  private static let sheets: String = {
    func chief(_ batch: String, _ votes: [[Int]]) -> [(String, String, Int)] {
      zip(["lam", "tsang", "woo"], votes).flatMap { option, numbers in
        zip(["support", "oppose", "abstain"], numbers).map {
          ("\(batch),chief", "\(option):\($0)", $1)
        }
      }
    }
    let committee = zip(1..., [4, 6, 3, 5, 4, 4, 4]).map { ("b1,committee", "d\($0)", $1) }
    let rejected = ["b1,chief", "b1,committee", "b2,chief"].flatMap { sheet in
      ["unmarked", "overvoted", "uncertain"].map { (sheet, "rejected:\($0)", 0) }
    }
    let papers = [
      ("b1,chief", "papers", 10), ("b1,committee", "papers", 10), ("b2,chief", "papers", 20),
    ]
    let rows =
      papers + chief("b1", [[4, 5, 1], [6, 2, 2], [3, 6, 1]])
      + chief("b2", [[6, 10, 4], [14, 3, 3], [6, 12, 2]]) + committee + rejected
    return "station,batch,contest,item,count\n" + rows.map { "s1,\($0),\($1),\($2)\n" }.joined()
  }()
}
