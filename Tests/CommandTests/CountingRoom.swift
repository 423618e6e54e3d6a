import Cryptography
import Foundation
import TestSupport

/// What lies on the table before a count of the vectors' election: a stick with bundles, tables of
/// paper sheets and accounts, and a folder with everybody's keys, one share under a passphrase.
struct CountingRoom {
  static let passphrase = "correct horse 密碼"

  let room: ElectionRoom
  var path: String { room.path }
  var stick: String { "\(path)/stick" }

  /// The options of a console in this room.
  var console: [String] {
    [
      "console", "--workspace", "\(path)/count", "--election", "\(path)/election.json", "--vault",
      "\(path)/vault", "--media", stick, "--keys", "\(path)/keys",
    ]
  }

  init() throws {
    room = try ElectionRoom(vectors: { try Binary.run($0) })
    for officer in ["", ".officer-a.minisig", ".officer-b.minisig"] {
      try copy("election.json\(officer)", to: "election.json\(officer)")
    }
    try copy("media", to: "stick")
    try FileManager.default.createDirectory(
      atPath: "\(path)/keys", withIntermediateDirectories: true)
    for person in ["clerk-1", "clerk-2", "keeper", "officer-a", "officer-b", "officer-c"] {
      try copy("keys/\(person).key", to: "keys/\(person).key")
    }
    try copy("keys/vault.secret", to: "keys/vault.secret")
    try copy("keys/shares/officer-b.txt", to: "keys/share-officer-b.txt")
    try wrap("officer-a")
    try room.write(Self.table.accounts, "stick/accounts.csv")
    try room.write(Self.table.sheets, "stick/sheets.csv")
  }

  private func copy(_ name: String, to target: String) throws {
    try FileManager.default.copyItem(
      atPath: "\(Binary.vectors)/\(name)", toPath: "\(path)/\(target)")
  }

  private var definition: [String] { ["--election", "\(path)/election.json"] }

  /// What the second person keyed at a desk of their own, on the stick.
  func bringDesk(_ person: String) throws {
    let desk = ["--workspace", "\(path)/desk-1"]
    try Binary.succeed(["desk", "init", "\(path)/desk-1"] + definition)
    try Binary.succeed(
      ["paper", "import", "\(stick)/sheets.csv"] + desk + Binary.signer(person))
    try Binary.succeed(["desk", "export", "\(stick)/desks"] + desk + Binary.signer(person))
  }

  /// What came in at a hall, where a person keyed the accounts, on the stick.
  func bringHall(_ person: String) throws {
    let hall = ["--workspace", "\(path)/hall"]
    try Binary.succeed(
      ["init", "\(path)/hall", "--vault", "\(path)/hall-vault"] + definition)
    try Binary.succeed(
      ["paper", "account", "\(stick)/accounts.csv"] + hall + Binary.signer(person))
    try Binary.succeed(["export", "--inputs", "\(stick)/halls"] + hall + Binary.signer(person))
  }

  /// An amendment that no officer has signed yet, on the stick: a candidate died during the poll.
  func bringAmendment() throws {
    try FileManager.default.createDirectory(
      atPath: "\(stick)/notices", withIntermediateDirectories: false)
    try Binary.succeed(
      [
        "amend", "--change", "status committee d3 died-during", "--reason", "Hospital's notice",
        "--to", "\(stick)/notices", "--workspace", "\(path)/count",
      ])
  }

  /// Takes something off the stick.
  func takeAway(_ name: String) throws {
    try FileManager.default.removeItem(atPath: "\(stick)/\(name)")
  }

  /// Puts an officer's words under the passphrase, at the least cost.
  private func wrap(_ officer: String) throws {
    let words = try VectorElection.bytes("keys/shares/\(officer).txt")
    let wrapped = try WrappedSecret.wrap(
      SecretBytes(copying: words.span), kind: .share, election: "vector-2017", holder: officer,
      passphrase: SecretBytes(copying: Array(Self.passphrase.utf8).span), cost: .least)
    try Data(wrapped.file).write(to: URL(filePath: "\(path)/keys/share.\(officer).json"))
  }

  /// Ten papers with the committee and twenty without, chief executive on all; none rejected.
  ///
  /// The council of the ten is keyed at the desk.
  private static let table: PaperTable = {
    var table = PaperTable()
    let none: PaperTable.Counts = ["unmarked": 0, "overvoted": 0, "uncertain": 0]
    table.add(
      "b1", "chief", papers: 10,
      PaperTable.judged(["lam": [4, 5, 1], "tsang": [6, 2, 2], "woo": [3, 6, 1]]), rejected: none)
    table.add(
      "b1", "committee", papers: 10, zip(1..., [4, 6, 3, 5, 4, 4, 4]).map { ("d\($0)", $1) },
      rejected: none)
    table.add(
      "b2", "chief", papers: 20,
      PaperTable.judged(["lam": [6, 10, 4], "tsang": [14, 3, 3], "woo": [6, 12, 2]]),
      rejected: none)
    table.account(issued: 40, unused: 9, spoilt: 1, inBox: 30)
    return table
  }()
}
