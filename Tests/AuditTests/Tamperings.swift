import Audit
import Cryptography
import Election
import Encoding
import Foundation
import Paper
import Record
import TestSupport
import Testing

/// What an opponent without keys does: nothing is signed again.
private let withoutKeys: [Tampering] = [
  Tampering("a byte of the report is changed", fails: ["sums"], signedAgain: false) {
    try $0.write("other\n", "reports/result.txt")
  },
  Tampering("a file is missing", fails: ["sums"], signedAgain: false) {
    try $0.remove("reports/result.txt")
  },
  Tampering("a file has the name of standard input", fails: ["files", "sums"]) {
    try $0.write("x", "-")
  },
  Tampering("a file is added", fails: ["files"], signedAgain: false) {
    try $0.write("x", "extra.txt")
  },
  Tampering("a hidden file is added in a folder", fails: ["files"], signedAgain: false) {
    try $0.write("x", "manifests/.hidden")
  },
  Tampering("a file is a link", fails: ["files", "sums"], signedAgain: false) {
    try $0.remove("reports/result.txt")
    try FileManager.default.createSymbolicLink(
      atPath: "\($0.path)/reports/result.txt", withDestinationPath: "/etc/hostname")
  },
  Tampering("a folder is a link", fails: ["files"], signedAgain: false) {
    try FileManager.default.createSymbolicLink(
      atPath: "\($0.path)/amendments", withDestinationPath: "/etc")
  },
  Tampering("a pipe lies in the folder", fails: ["files"], signedAgain: false) {
    _ = unsafe mkfifo("\($0.path)/pipe", 0o600)
  },
  Tampering("B2SUMS is gone", fails: ["files", "sums", "package-signed"], signedAgain: false) {
    try $0.remove("B2SUMS")
  },
  Tampering("B2SUMS is empty", fails: ["files", "sums", "package-signed"], signedAgain: false) {
    try $0.write("", "B2SUMS")
  },
  Tampering(
    "B2SUMS leads out of the folder", fails: ["sums", "package-signed"], signedAgain: false
  ) {
    try $0.write(
      try $0.read("B2SUMS") + String(repeating: "0", count: 64) + "  ../../etc/passwd\n", "B2SUMS")
  },
  Tampering("B2SUMS has a line twice", fails: ["sums", "package-signed"], signedAgain: false) {
    let text = try $0.read("B2SUMS")
    try $0.write(text + (text.split(separator: "\n").last ?? "") + "\n", "B2SUMS")
  },
  Tampering("B2SUMS is cut off", fails: ["files", "sums", "package-signed"], signedAgain: false) {
    try $0.write(String(try $0.read("B2SUMS").dropLast(30)), "B2SUMS")
  },
  Tampering(
    "one signature of B2SUMS is gone", fails: ["package-signed"], signedAgain: false
  ) { try $0.remove("B2SUMS.officer-b.minisig") },
  Tampering(
    "a signature is another officer's under a new name",
    fails: ["package-signed"], signedAgain: false
  ) {
    try $0.remove("B2SUMS.officer-b.minisig")
    try $0.write(try $0.read("B2SUMS.officer-a.minisig"), "B2SUMS.officer-c.minisig")
  },
  Tampering(
    "a clerk signs as an officer", fails: ["package-signed"], signedAgain: false
  ) { try PackageFixture.sign("B2SUMS", "clerk-1", $0.path) },
]

/// What somebody does who has the officers' and the custodian's keys.
private let withKeys: [Tampering] = [
  Tampering("a vote is moved in the result", fails: ["result", "record", "tally"]) {
    try $0.replace("\"support\":", "\"support\":1", in: "result.json")
  },
  Tampering("the winner is another", fails: ["result", "record", "tally"]) {
    try $0.replace("\"elected\":[\"", "\"elected\":[\"x", in: "result.json")
  },
  Tampering("a pattern occurs once more", fails: ["tally"]) {
    try $0.replace(",1\n", ",2\n", in: "patterns.csv")
  },
  Tampering("a pattern names marks that cannot be", fails: ["tally"]) {
    try $0.replace("east,council,online,web,00", "east,council,online,web,09", in: "patterns.csv")
  },
  Tampering("a pattern occurs impossibly often", fails: ["tally"]) {
    try $0.replace(",1\n", ",9223372036854775807\n", in: "patterns.csv")
  },
  Tampering("patterns are not text", fails: ["tally"]) {
    try Data([0xFF, 0xFE, 0x0A]).write(to: URL(filePath: "\($0.path)/patterns.csv"))
  },
  Tampering("a tracking code is left out", fails: ["tracking"]) {
    let text = try $0.read("tracking.txt")
    try $0.write(
      String(text[(try #require(text.firstIndex(of: "\n")))...].dropFirst()), "tracking.txt")
  },
  Tampering("a struck ballot is called counted", fails: ["tracking"]) {
    try $0.replace(" struck\n", " counted\n", in: "tracking.txt")
  },
  Tampering("tracking codes are out of order", fails: ["tracking"]) {
    let lines = try $0.read("tracking.txt").split(separator: "\n")
    try $0.write(lines.reversed().joined(separator: "\n") + "\n", "tracking.txt")
  },
  Tampering("a tracking line is no code", fails: ["tracking"]) {
    try $0.replace(" counted\n", " maybe\n", in: "tracking.txt")
  },
  Tampering("the tracking list is gone", fails: ["sums", "tracking"]) {
    try $0.remove("tracking.txt")
  },
  Tampering("a strike is left out", fails: ["strikes", "tally"]) {
    var lines = try $0.read("strikes.csv").split(separator: "\n")
    lines.remove(at: 1)
    try $0.write(lines.joined(separator: "\n") + "\n", "strikes.csv")
  },
  Tampering("a strike has another reason", fails: ["strikes"]) {
    try $0.replace(",superseded\n", ",duplicate\n", in: "strikes.csv")
  },
  Tampering("a strike names a ballot that is not there", fails: ["strikes", "tally"]) {
    var lines = try $0.read("strikes.csv").split(separator: "\n").map(String.init)
    let parts = lines[1].split(separator: ",")
    lines[1] = "\(parts[0]),999999,\(parts[2])"
    try $0.write(
      ([lines[0]] + lines.dropFirst().sorted()).joined(separator: "\n") + "\n", "strikes.csv")
  },
  Tampering(
    "the reconciliation forgets a strike", fails: ["reconciliation", "strikes"]
  ) {
    let text = try $0.read("reconciliation.json")
    let range = try #require(text.range(of: "\"struck\":[{\"channel\":\"online\",\"count\":"))
    try $0.write(
      text.replacingCharacters(in: range, with: String(text[range]) + "1"), "reconciliation.json")
  },
  Tampering(
    "the reconciliation is signed by no custodian", fails: ["reconciliation-signed"]
  ) { try $0.remove("reconciliation.json.keeper.minisig") },
  Tampering("a manifest is edited", fails: ["manifests"]) {
    let name = "manifests/" + (try #require(try $0.names(in: "manifests").first))
    try $0.replace("\"count\":", "\"count\":1", in: name)
  },
  Tampering("a manifest is gone", fails: ["manifests", "ballots", "strikes", "tally", "stage"]) {
    // web-1, which holds ballots and stands before web-2
    let hash = "144ed31a03c76bcbcc98f3b4eebfd7e9658e9d44904c72e1309153a8f6c4a77c"
    try $0.remove("manifests/\(hash).json")
    try $0.remove("manifests/\(hash).json.minisig")
  },
  Tampering("a manifest's signature is another's", fails: ["manifests"]) {
    let names = try $0.names(in: "manifests").filter { $0.hasSuffix(".minisig") }
    try $0.write(try $0.read("manifests/\(names[0])"), "manifests/\(names[1])")
  },
  Tampering("a manifest is added", fails: ["manifests"]) {
    try $0.write("{}\n", "manifests/\(Digest.of([7])).json")
  },
  Tampering("a sheet is edited", fails: ["sheets", "tally"]) {
    let name = "sheets/" + (try #require(try $0.names(in: "sheets").first))
    try $0.replace("\"papers\":32", "\"papers\":33", in: name)
  },
  Tampering("a sheet is gone", fails: ["sheets", "tally"]) {
    try $0.remove("sheets/" + (try #require(try $0.names(in: "sheets").first)))
  },
  Tampering("a line of the journal is edited", fails: ["journal", "journal-signed", "record"]) {
    try $0.replace("\"event\":\"import\"", "\"event\":\"xmport\"", in: "journal.jsonl")
  },
  Tampering(
    "a count in the journal has a stage that is none",
    fails: ["journal", "journal-signed"]
  ) {
    try $0.replace("\"stage\":\"partial\"", "\"stage\":\"fina1/../..\"", in: "journal.jsonl")
  },
  Tampering(
    "a line of the journal has a member more",
    fails: ["journal", "journal-signed", "record", "earlier", "tally"]
  ) {
    try $0.replace(
      "\"data\":{\"reconciliation\":", "\"data\":{\"note\":\"x\",\"reconciliation\":",
      in: "journal.jsonl")
  },
  Tampering("a line is added that somebody must sign, by nobody", fails: ["record"]) {
    try $0.append(.paper(hash: .of(JSON.null.canonical), sheet: nil), by: nil)
  },
  Tampering("a clerk allows what officers allow", fails: ["record"]) {
    try $0.append(.allowed(.count, reason: "x"), by: "clerk-1")
  },
  Tampering("a line is added whose sheet does not hold", fails: ["record"]) {
    try $0.append(.paper(hash: .of(JSON.null.canonical), sheet: nil), by: "clerk-1")
  },
  Tampering("another reconciliation comes in after the count", fails: ["current"]) {
    try $0.append(.reconciled(reconciliation: .of([1]), strikes: .of([2])), by: "keeper")
  },
  Tampering("an account is reopened after a result with it was signed", fails: ["record"]) {
    let account = PaperSubject.account(AccountKey(station: "s1"))
    try $0.append(.corrected(Correction(.reopen, account, reason: "x")), by: "officer-a")
  },
  Tampering("nobody explains a difference", fails: ["record"]) {
    try $0.append(.explained(PackageFixture.explanation), by: nil)
  },
  Tampering("a clerk explains a difference", fails: ["record"]) {
    try $0.append(.explained(PackageFixture.explanation), by: "clerk-1")
  },
  Tampering("an officer explains a difference after the count", fails: ["current"]) {
    try $0.append(.explained(PackageFixture.explanation), by: "officer-b")
  },
  Tampering("a clerk takes a batch out", fails: ["record"]) {
    let batch = PaperSubject.sheets(Batch(station: "s1", id: "b1"), contest: nil)
    try $0.append(.corrected(Correction(.void, batch, reason: "x")), by: "clerk-2")
  },
  Tampering("a line of the journal is gone", fails: ["journal", "record", "reconciliation"]) {
    var lines = try $0.read("journal.jsonl").split(separator: "\n")
    lines.remove(at: 2)
    try $0.write(lines.joined(separator: "\n") + "\n", "journal.jsonl")
  },
  Tampering("the journal is cut short", fails: ["journal", "record", "tally"]) {
    try $0.write(String(try $0.read("journal.jsonl").prefix(3_000)), "journal.jsonl")
  },
  Tampering("the journal is empty", fails: ["journal", "record", "tally"]) {
    try $0.write("", "journal.jsonl")
  },
  Tampering("a station's account is another", fails: ["result", "record", "accounts"]) {
    try $0.replace("\"issued\":40", "\"issued\":41", in: "result.json")
  },
  Tampering("the result's buckets do not add up", fails: ["record", "ballots", "tracking"]) {
    try $0.replace("\"excluded\":1", "\"excluded\":2", in: "result.json")
  },
  Tampering("the result names other patterns", fails: ["record", "tally"]) {
    try $0.misname("patterns.csv", as: "patterns")
  },
  Tampering("the result names another tracking list", fails: ["record", "tracking"]) {
    try $0.misname("tracking.txt", as: "tracking")
  },
  Tampering("the result is no JSON", fails: ["result"]) { try $0.write("{", "result.json") },
  Tampering("the result has another version", fails: ["result"]) {
    try $0.replace("coldcount/result/1", "coldcount/result/2", in: "result.json")
  },
  Tampering("a channel has ballots below nought", fails: ["result"]) {
    try $0.editContest { contest in
      try contest.edit("ballots") { try $0.edit("online") { $0["blank"] = -1 } }
    }
  },
  Tampering("an option lacks its number in a channel", fails: ["result"]) {
    try $0.editContest { contest in
      try contest.editList("options") { options in
        var option = try #require(options[0].object)
        try option.edit("channels") { $0["online"] = nil }
        options[0] = .object(option)
      }
    }
  },
  Tampering("a contest says nothing of unresolved papers", fails: ["result"]) {
    try $0.editContest { $0["unresolved"] = nil }
  },
  Tampering("the result has a key twice", fails: ["result"]) {
    try $0.replace("{\"accounts\":", "{\"accounts\":[],\"accounts\":", in: "result.json")
  },
  Tampering("the result is nested too deep", fails: ["result"]) {
    try $0.write(String(repeating: "[", count: 100_000), "result.json")
  },
  Tampering("the result holds a number beyond any", fails: ["result"]) {
    try $0.replace("\"entries\":203", "\"entries\":1e400", in: "result.json")
  },
  Tampering("the result names another definition", fails: ["result", "record"]) {
    try $0.replace(
      "\"election\":\"e0cad147", "\"election\":\"e1cad147", in: "result.json")
  },
  Tampering(
    "the definition is another", fails: ["definition", "result", "journal", "reconciliation"]
  ) {
    try $0.replace("\"open\":2", "\"open\":1", in: "election.json")
  },
  Tampering("the definition is gone", fails: ["sums", "definition"]) {
    try $0.remove("election.json")
  },
  Tampering("the definition's signature is gone", fails: ["definition-signed"]) {
    try $0.remove("election.json.officer-b.minisig")
  },
]

extension ForgedPackage {
  /// Changes the result's first contest.
  fileprivate func editContest(_ change: (inout JSON.Members) throws -> Void) throws {
    try edit("result.json") {
      try $0.editList("contests") { contests in
        var contest = try #require(contests[0].object)
        try change(&contest)
        contests[0] = .object(contest)
      }
    }
  }
}

/// Every case.
let tamperings = withoutKeys + withKeys + decisions
