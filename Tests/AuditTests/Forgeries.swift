import Audit
import Cryptography
import Election
import Encoding
import Foundation
import Record
import TestSupport
import Testing

/// What is made of the paper.
private let paper: [Forgery] = [
  Forgery("a final result without a station's account", fails: ["stage"]) {
    try $0.rewrite { $0.removeAll { $0.event == "account" } }
    try $0.edit("result.json") { $0["accounts"] = [] }
  },
  Forgery("a final result with a contest that one person keyed", fails: ["sheets", "stage"]) {
    try $0.rewrite { $0.remove(at: try $0.index(of: "paper", "council")) }
  },
  Forgery("one clerk's entry under both names", fails: ["sheets", "stage"]) {
    try $0.rewrite { entries in
      for index in entries.indices where entries[index].event == "paper" {
        entries[index].by = "clerk-1"
      }
    }
  },
  Forgery("a clerk's own withdrawn entry as one of two", fails: ["sheets", "stage"]) {
    try $0.rewrite { entries in
      let first = try entries.index(of: "paper", "council")
      var data = try #require(entries[first].data.object)
      try data.edit("sheet") { try $0.edit("counts") { ($0["c1"], $0["c2"]) = (6, 5) } }
      let sheet = try #require(data["sheet"])
      data["hash"] = .string("\(Digest.of(sheet.canonical))")
      entries.insert(
        .init(
          at: entries[first].at, by: entries[first].by, event: "paper", data: .object(data)),
        at: first + 1)
    }
  },
  Forgery("a final result with papers of which nobody says where they are", fails: ["stage"]) {
    try $0.rewrite { entries in
      for index in entries.indices where entries[index].event == "account" {
        var data = try #require(entries[index].data.object)
        data["issued"] = 41
        entries[index].data = .object(data)
      }
    }
    try $0.edit("result.json") {
      try $0.editList("accounts") { accounts in
        var account = try #require(accounts[0].object)
        (account["issued"], account["unaccounted"]) = (41, 1)
        accounts[0] = .object(account)
      }
    }
  },
  Forgery(
    "a stage without paper that has it", of: .partial, fails: ["sheets", "accounts"]
  ) {
    try $0.edit("result.json") { $0["stage"] = "electronic" }
    try $0.rewrite { entries in
      let count = try entries.last(of: "count")
      var data = try #require(entries[count].data.object)
      data["stage"] = "electronic"
      entries[count].data = .object(data)
      try entries.moveSigned("partial", to: "electronic")
    }
  },
  Forgery("a provisional result that hides what is out", of: .partial, fails: ["stage"]) {
    try $0.edit("result.json") { $0["outstanding"] = [] }
  },
  Forgery("an unsigned reconciliation in other words", of: .partial, fails: ["stage"]) {
    try $0.edit("result.json") {
      try $0.editList("outstanding") { list in
        list.append(
          ["kind": "unsigned-reconciliation", "words": ["en": "all is well", "zh-Hant": "無事"]])
      }
    }
  },
  Forgery("a provisional result that invents what is out", of: .partial, fails: ["stage"]) {
    try $0.edit("result.json") {
      try $0.editList("outstanding") { list in
        var item = try #require(list.first?.object)
        item["contest"] = "council"
        item["kind"] = "no-sheet"
        item["contests"] = nil
        item["batch"] = nil
        list.append(.object(item))
      }
    }
  },
]

/// What is made of results and their order.
private let results: [Forgery] = [
  Forgery("a result that was signed before is left out", fails: ["earlier"]) { package in
    for name in try package.names(in: "earlier") { try package.remove("earlier/\(name)") }
    try package.edit("result.json") { $0["replaces"] = .null }
  },
  Forgery(
    "a result replaces an older one than the last signed", of: .third, fails: ["earlier"]
  ) { package in
    let counts = try package.read("journal.jsonl").split(separator: "\n").map {
      try JournalLine(file: Array("\($0)\n".utf8))
    }.compactMap { line in
      if case .counted(let count) = line.event { count.result } else { nil }
    }
    let first = try #require(counts.first)
    try package.edit("result.json") { result in
      #expect(result["replaces"] == .string("\(counts[1])"))
      result["replaces"] = .string("\(first)")
    }
  },
  Forgery("a result that was signed afterwards is left out", fails: ["current"]) { package in
    let hash = Digest.of([9])
    try package.append(
      .counted(
        CountEntry(stage: .final, result: hash, officers: ["officer-a", "officer-b"], ties: [])),
      by: "officer-a")
    for officer in ["officer-a", "officer-b"] {
      try package.append(
        .signed(file: "results/final/result.json", hash: hash, signer: officer), by: officer)
    }
  },
  Forgery("a clerk counts", fails: ["record"]) {
    try $0.rewrite { $0[try $0.last(of: "count")].by = "clerk-1" }
  },
  Forgery("nobody counts", fails: ["record"]) {
    try $0.rewrite { $0[try $0.last(of: "count")].by = "-" }
  },
  Forgery("a clerk draws the lots", fails: ["record", "tally"]) {
    try $0.rewrite { $0[try $0.last(of: "lots")].by = "clerk-1" }
  },
  Forgery("lots are drawn before a count", fails: ["record", "tally"]) {
    try $0.rewrite { entries in
      for _ in 0..<2 {
        let drawn = entries.remove(at: try entries.last(of: "lots"))
        entries.insert(drawn, at: try entries.index(of: "count"))
      }
    }
  },
  Forgery("the ballots are counted before the poll closes", fails: ["record"]) {
    try $0.rewrite { $0[try $0.last(of: "count")].at = "2017-03-19T21:59:59+08:00" }
  },
  Forgery("a workspace is made a second time", fails: ["record"]) {
    try $0.rewrite { $0.insert($0[0], at: 3) }
  },
  Forgery("an event that nobody knows", fails: ["journal", "journal-signed"]) {
    try $0.rewrite { entries in
      entries.insert(
        .init(at: entries[1].at, by: "clerk-1", event: "open", data: [:]), at: 2)
    }
  },
]

/// What is made of the reconciliation.
private let reconciliation: [Forgery] = [
  Forgery(
    "a roll where none is", fails: ["chain", "reconciliation"]
  ) { package in
    var rolls: Set<String> = []
    for name in try package.names(in: "manifests") where name.hasSuffix(".json") {
      let json = try JSON.parse(canonical: package.bytes("manifests/\(name)"))
      guard json["kind"] == "roll" else { continue }
      rolls.insert(String(name.dropLast(5)))
      try package.remove("manifests/\(name)")
      try package.remove("manifests/\(name).minisig")
    }
    let kept = { (list: inout [JSON]) in list.removeAll { rolls.contains($0.string ?? "") } }
    try package.edit("result.json") { try $0.edit("inputs") { try $0.editList("manifests", kept) } }
    try package.edit("reconciliation.json") { try $0.editList("manifests", kept) }
    try package.rewrite { entries in
      entries.removeAll { rolls.contains($0.data["bundle"]?.string ?? "") }
    }
  },
  Forgery("a strike for a reason that the definition does not have", fails: ["strikes"]) {
    let count = try $0.read("strikes.csv").components(separatedBy: ",superseded\n").count - 1
    let text = try $0.read("strikes.csv").replacingOccurrences(
      of: ",superseded\n", with: ",duplicate\n")
    try $0.write(text, "strikes.csv")
    try $0.edit("reconciliation.json") {
      $0["strikes"] = .string("\(Digest.of(Array(text.utf8)))")
      try $0.editList("struck") { list in
        list = try list.map { item in
          var members = try #require(item.object)
          if members["reason"] == "superseded" { members["reason"] = "duplicate" }
          return .object(members)
        }
      }
    }
    try $0.edit("result.json") {
      try $0.edit("electronic") {
        try $0.edit("struck") { ($0["superseded"], $0["duplicate"]) = (nil, .integer(count)) }
      }
    }
  },
  Forgery("identities that do not hold and yet count", fails: ["reconciliation"]) {
    let bundle = "144ed31a03c76bcbcc98f3b4eebfd7e9658e9d44904c72e1309153a8f6c4a77c"
    try $0.edit("reconciliation.json") {
      $0["identities"] = [
        ["bundle": .string(bundle), "ballots": 48, "counts": true, "problem": "cut off"]
      ]
    }
  },
  Forgery("a register that is hidden", fails: ["reconciliation"]) {
    try $0.edit("reconciliation.json") { $0["registers"] = [] }
  },
  Forgery("a register with fewer people than it sent", fails: ["reconciliation"]) {
    try $0.edit("reconciliation.json") {
      try $0.editList("registers") { list in
        var item = try #require(list.first?.object)
        item["count"] = 1
        list[0] = .object(item)
      }
    }
  },
  Forgery("another custodian came to something else", fails: ["record"]) {
    try $0.rewrite { entries in
      var again = entries[try entries.last(of: "reconcile")]
      let hash = JSON.string("\(Digest.of([5]))")
      let other = ForgedJournal.Entry(
        at: again.at, by: "keeper-2", event: "reconcile",
        data: ["reconciliation": hash, "strikes": hash])
      let count = try entries.last(of: "count")
      again.at = entries[count].at
      entries.insert(contentsOf: [other, again], at: count)
    }
  },
  Forgery("a collector's number twice", fails: ["ballots", "chain", "record", "tally"]) { package in
    let old = "144ed31a03c76bcbcc98f3b4eebfd7e9658e9d44904c72e1309153a8f6c4a77c"
    var manifest = try #require(
      try JSON.parse(canonical: package.bytes("manifests/\(old).json")).object)
    try manifest.edit("period") { $0["from"] = $0["to"] }
    let file = JSON.object(manifest).canonical
    let new = "\(Digest.of(file))"
    try package.write(String(decoding: file, as: UTF8.self), "manifests/\(new).json")
    try package.write("", "manifests/\(new).json.minisig")
    let added = { (list: inout [JSON]) in list.append(.string(new)) }
    try package.edit("result.json") {
      try $0.edit("inputs") { try $0.editList("manifests", added) }
    }
    try package.edit("reconciliation.json") { try $0.editList("manifests", added) }
    try package.rewrite { entries in
      let index = try entries.index(of: "import", old)
      var data = try #require(entries[index].data.object)
      data["bundle"] = .string(new)
      entries.insert(
        .init(
          at: entries[index].at, by: entries[index].by, event: "import", data: .object(data)),
        at: index + 1)
    }
  },
]

/// What is made of the folder.
private let folders: [Forgery] = [
  Forgery("reports that are of another result", fails: ["reports"]) {
    try $0.write("Everybody voted for us.\n", "reports/result.txt")
  },
  Forgery("a report more", fails: ["reports"]) { try $0.write("x\n", "reports/press.txt") },
  Forgery("reports that are left out", fails: ["reports"]) {
    try $0.remove("reports/result.txt")
  },
  Forgery("a file that nothing explains", fails: ["files"]) {
    try $0.write("x\n", "statement.txt")
  },
  Forgery("a signature of a file that is none", fails: ["files"]) {
    try $0.write("x\n", "strikes.csv.keeper.minisig")
  },
]

/// Every case.
let forgeries = paper + results + reconciliation + folders + desks
