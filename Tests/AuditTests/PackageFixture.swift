import Bundles
import Counting
import Cryptography
import Election
import Encoding
import Foundation
import Paper
import Record
import Result
import Storage
import TestSupport
import Testing
import Vault
import Workspace

/// A result package of the vectors' election with two sheets of paper, made once; tests work on
/// copies.
///
/// All private keys of that election are known, so that a forger's signatures hold.
enum PackageFixture {
  static let vectors = "\(Peer.packageRoot)/Tests/Vectors"

  /// How one laptop came to its count; as it stands, the first one.
  struct Laptop: Sendable {
    /// The bundles in the order in which they are imported.
    var media = try? LiveDisk().list("\(vectors)/media")
    /// Who keys the sheets, one after the other.
    var clerks = ["clerk-1", "clerk-2"]
    /// Those of them who key at a desk on another laptop.
    var atDesks: Set<String> = []
    /// Those of them who key in a hall with a workspace of its own.
    var inHalls: Set<String> = []
    /// Whether the sheets are keyed from the last to the first.
    var keysBackwards = false
    /// A row of the sheets that is another here.
    var row: (old: String, new: String)?
    var issued = 40
    var changes = ["exclude \(web) 0", "status council c1 disqualified-during"]
    var software = "test"
    /// The stage that it ends with: a final one has sheets of every contest.
    var stage = Stage.partial
    /// Whether an officer sets a sheet aside, which the clerks then key anew.
    var reopens = false
    /// Whether a partial result is signed before the last.
    var signsPartial = false
    /// Rounds of lots, until all is decided.
    var draws = [["d2": 4, "d3": 4], ["d2": 9, "d3": 5]]
  }

  private static let web = "144ed31a03c76bcbcc98f3b4eebfd7e9658e9d44904c72e1309153a8f6c4a77c"

  /// Makes the package and gives its folder.
  static func make(_ laptop: Laptop = Laptop()) throws -> String {
    let folder = NSTemporaryDirectory() + "coldcount-audit-" + UUID().uuidString
    let software = Software(version: laptop.software, hash: .of(Array(laptop.software.utf8)))
    let disk = LiveDisk()
    let workspace = try Workspace.create(
      at: "\(folder)/count", election: "\(vectors)/election.json", vault: "\(folder)/vault",
      software: software, signer: signer("clerk-1"), disk: disk, clock: LiveClock())
    for name in laptop.media ?? [] {
      _ = try workspace.importBundle("\(vectors)/media/\(name)", signer: signer("clerk-1"))
    }
    var rows = sheets + (laptop.stage == .final ? committee : "")
    if let row = laptop.row { rows = rows.replacingOccurrences(of: row.old, with: row.new) }
    for clerk in laptop.clerks {
      let sheets = try SheetTable.parse(
        Array(rows.utf8), definition: workspace.definition, election: workspace.election)
      let entries = (laptop.keysBackwards ? sheets.reversed() : sheets).map(PaperEntry.sheet)
      if laptop.atDesks.contains(clerk) {
        try key(entries, by: clerk, atDeskOf: workspace, folder: folder)
      } else if laptop.inHalls.contains(clerk) {
        try key(entries, by: clerk, inHallOf: workspace, folder: folder)
      } else {
        _ = try workspace.enter(entries, signer: signer(clerk))
      }
    }
    if laptop.reopens { try reopen(workspace, laptop.clerks) }
    let account =
      "station,issued,unused,spoilt,tendered,in-box,note\ns1,\(laptop.issued),6,2,0,32,\n"
    for item in try StationAccount.parse(Array(account.utf8), definition: workspace.definition) {
      for clerk in ["clerk-1", "clerk-2"] {
        try workspace.record(.account(item.json), signer: signer(clerk))
      }
    }
    if !laptop.changes.isEmpty { try amend(workspace, laptop.changes, folder: folder) }
    try reconcile(workspace)
    try count(workspace, .electronic, software)
    try count(workspace, .partial, software, isSigned: laptop.signsPartial)
    // In the committee d2 and d3 are level for the last seat, where all bundles are in.
    let isLevel = workspace.state.ties["committee"] != nil
    for draws in isLevel ? laptop.draws : [] {
      try workspace.record(
        .lots(
          LotsRound(
            contest: "committee", seats: 1, draws: draws, drawer: "officer-a", witnesses: ["w"])),
        signer: signer("officer-a"))
    }
    try count(workspace, laptop.stage, software)
    _ = try PackageExport(workspace, stage: laptop.stage).write(
      to: "\(folder)/package", reports: reports("test"), signer: signer("officer-a"))
    for officer in ["officer-a", "officer-b"] { try sign("B2SUMS", officer, "\(folder)/package") }
    return "\(folder)/package"
  }

  /// Exports what the public may have of the workspace of a package that was made.
  static func exportPublic(_ path: String, to folder: String) throws {
    let workspace = try Workspace(
      open: path, writing: true, disk: LiveDisk(), clock: LiveClock())
    _ = try PackageExport(workspace, stage: .partial).writePublic(
      to: folder, reports: reports("test"), signer: signer("officer-a"))
    for officer in ["officer-a", "officer-b"] { try sign("B2SUMS", officer, folder) }
  }

  /// A report that says little of the result, but something of each part of what it is made from.
  static func reports(_ version: String) -> Reports {
    Reports(version: version) { source in
      let text =
        "\(source.definition.id) \(source.result.stage) \(source.result.sealed.entries) "
        + "\(source.amendments.count) \(source.replaced?.stage.rawValue ?? "-")\n"
      return [("reports/result.txt", Array(text.utf8))]
    }
  }

  private static func reopen(_ workspace: Workspace, _ clerks: [String]) throws {
    let sheets = workspace.state.sheets.agreed.filter { $0.key.contest == "council" }
    try workspace.record(
      .corrected(
        Correction(
          .reopen, .sheets(Batch(station: "s1", id: "b1"), contest: "council"), reason: "recount")),
      signer: signer("officer-a"))
    for (clerk, sheet) in clerks.flatMap({ clerk in sheets.map { (clerk, $0) } }) {
      try workspace.record(.paper(hash: .of(sheet.file), sheet: sheet.json), signer: signer(clerk))
    }
  }

  /// A clerk keys at a desk, in two files, and it comes to the count on a stick.
  private static func key(
    _ entries: [PaperEntry], by clerk: String, atDeskOf workspace: Workspace, folder: String
  ) throws {
    let path = "\(folder)/desk-\(clerk)"
    _ = try Desk.create(
      at: path, election: "\(vectors)/election.json", software: VectorElection.software,
      disk: LiveDisk(), clock: LiveClock())
    let desk = try Desk(open: path, writing: true, disk: LiveDisk(), clock: LiveClock())
    for part in [entries.prefix(1), entries.dropFirst()] {
      _ = try desk.enter(Array(part), signer: signer(clerk))
      _ = try desk.close(signer: signer(clerk))
    }
    _ = try workspace.importDesks(
      desk.write(to: "\(folder)/stick"), signer: signer("officer-a"))
  }

  /// A clerk keys in a hall, which comes to the count in two parts.
  private static func key(
    _ entries: [PaperEntry], by clerk: String, inHallOf workspace: Workspace, folder: String
  ) throws {
    let hall = try Workspace.create(
      at: "\(folder)/hall", election: "\(vectors)/election.json", vault: "\(folder)/hall-vault",
      software: VectorElection.software, signer: signer(clerk), disk: LiveDisk(),
      clock: LiveClock())
    for part in [entries.prefix(1), entries.dropFirst()] {
      _ = try hall.enter(Array(part), signer: signer(clerk))
      _ = try workspace.importHall(
        hall.writeInputs(to: "\(folder)/hall-stick", signer: signer(clerk)),
        signer: signer("officer-a"))
    }
  }

  private static func reconcile(_ workspace: Workspace) throws {
    let secret = try Data(contentsOf: URL(filePath: "\(vectors)/keys/vault.secret"))
    let bytes = Array(secret)
    let result = try Reconciler(workspace, key: BoxKey(file: bytes.span)).run().result
    try workspace.record(
      .reconciled(reconciliation: .of(result.file), strikes: result.strikes),
      signer: signer("keeper"))
    try sign("reconciliation.json", "keeper", workspace.reconciliationFolder)
    try workspace.record(
      .signed(
        file: "reconciliation/reconciliation.json", hash: .of(result.file), signer: "keeper"),
      signer: signer("keeper"))
  }

  /// A ballot is left out, and a candidate who has no chance is disqualified.
  private static func amend(_ workspace: Workspace, _ changes: [String], folder: String) throws {
    let amendment = try workspace.draft(
      changes: changes.compactMap { Change.json(words: $0) }, reason: "As the officers decided")
    let path = "\(folder)/\(amendment.fileName)"
    try Data(amendment.file).write(to: URL(filePath: path))
    for officer in ["officer-a", "officer-b"] { try sign(amendment.fileName, officer, folder) }
    _ = try workspace.amend(path, signer: signer("clerk-1"))
  }

  private static func count(
    _ workspace: Workspace, _ stage: Stage, _ software: Software, isSigned: Bool = true
  ) throws {
    let shares = try ["officer-a", "officer-b"].map { officer in
      let bytes = Array(
        try Data(contentsOf: URL(filePath: "\(vectors)/keys/shares/\(officer).txt")))
      return try OfficerShare(Share(words: bytes.span), definition: workspace.definition)
    }
    _ = try Count(workspace, stage: stage, software: software).run(
      key: OpenedKey(shares, definition: workspace.definition), signer: signer("officer-a"),
      threads: 2)
    for officer in isSigned ? ["officer-a", "officer-b"] : [] {
      try sign("result.json", officer, workspace.resultFolder(stage))
      let hash = try #require(workspace.state.counts.last).result
      try workspace.record(
        .signed(file: "results/\(stage)/result.json", hash: hash, signer: officer),
        signer: signer(officer))
    }
  }

  static func signer(_ person: String) throws -> Signer {
    let bytes = Array(try Data(contentsOf: URL(filePath: "\(vectors)/keys/\(person).key")))
    return Signer(id: person, key: try SigningKey(unencryptedFile: bytes.span))
  }

  /// Signs a file as a person of the election.
  static func sign(_ name: String, _ person: String, _ folder: String) throws {
    let bytes = Array(try Data(contentsOf: URL(filePath: "\(folder)/\(name)")))
    let signature = try signer(person).key.sign(file: bytes, trustedComment: "test")
    try Data(signature.file).write(to: URL(filePath: "\(folder)/\(name).\(person).minisig"))
  }

  static let explanation = Explanation(
    AccountKey(station: "s1"), .init(unaccounted: 1, uncounted: 0), reason: "taken home")

  private static let sheets: String = {
    let judged = [("tsang", 20, 6, 5), ("lam", 4, 25, 2), ("woo", 10, 10, 11)].flatMap {
      [("\($0.0):support", $0.1), ("\($0.0):oppose", $0.2), ("\($0.0):abstain", $0.3)]
    }
    let votes = [("c1", 5), ("c2", 6), ("c3", 7), ("c4", 8), ("c5", 5)]
    return "station,batch,contest,item,count\n" + sheet("chief", judged) + sheet("council", votes)
  }()

  /// d2 and d3 stay level for the last seat.
  private static let committee = sheet(
    "committee",
    [("d1", 0), ("d2", 18), ("d3", 18), ("d4", 28), ("d5", 0), ("d6", 0), ("d7", 29)])

  private static func sheet(_ contest: String, _ items: [(String, Int)]) -> String {
    let rejected = ["unmarked", "overvoted", "uncertain"].map {
      ("rejected:\($0)", $0 == "unmarked" ? 1 : 0)
    }
    return ([("papers", 32)] + items + rejected).map { item, count in
      "s1,b1,\(contest),\(item),\(count)\n"
    }.joined()
  }
}
