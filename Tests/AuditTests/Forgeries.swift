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
]

/// What is made of results and their order.
private let results: [Forgery] = [
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
  }
]

/// Every case.
let forgeries = paper + results + reconciliation
