import Cryptography
import Encoding
import TestSupport
import Testing

extension ForgedPackage {
  /// Changes the last file that came from a desk, in its line of the journal.
  fileprivate func editDesk(_ change: (inout JSON.Members) throws -> Void) throws {
    try rewrite { entries in
      let index = try entries.last(of: "desk")
      var data = try #require(entries[index].data.object)
      try data.edit("desk", change)
      entries[index].data = .object(data)
    }
  }

  /// Changes the last lines that came from a hall.
  fileprivate func editHall(_ change: (inout [JSON]) throws -> Void) throws {
    try rewrite { entries in
      let index = try entries.last(of: "hall")
      var data = try #require(entries[index].data.object)
      try data.editList("lines", change)
      entries[index].data = .object(data)
    }
  }

  /// The name of a file that came from a desk.
  fileprivate var deskFile: String {
    get throws { "desks/" + (try #require(names(in: "desks").first { $0.hasSuffix(".json") })) }
  }
}

/// What is made of what was keyed at desks.
let desks: [Forgery] = [
  Forgery("other figures in a desk's file", of: .desks, fails: ["sheets", "stage"]) {
    try $0.editDesk { desk in
      try desk.editList("entries") { entries in
        var sheet = try #require(entries[0].object)
        try sheet.edit("counts") {
          let ids = $0.keys.sorted()
          ($0[ids[0]], $0[ids[1]]) = ($0[ids[1]], $0[ids[0]])
        }
        entries[0] = .object(sheet)
      }
    }
  },
  Forgery(
    "a desk's file under the other clerk's name", of: .desks,
    fails: ["record", "desks", "sheets", "stage"]
  ) {
    try $0.editDesk { $0["clerk"] = "clerk-2" }
  },
  Forgery("one clerk's desk as the second of two people", of: .desks, fails: ["sheets", "stage"]) {
    try $0.rewrite { entries in
      for index in entries.indices where entries[index].event == "paper" {
        entries[index].by = "clerk-1"
      }
    }
  },
  Forgery(
    "a desk's file in which a sheet is there twice", of: .desks,
    fails: ["record", "desks", "sheets", "stage"]
  ) {
    try $0.editDesk { try $0.editList("entries") { $0.append($0[0]) } }
  },
  Forgery(
    "a desk's file of another election", of: .desks, fails: ["record", "desks", "sheets", "stage"]
  ) {
    try $0.editDesk { $0["election"] = .string(String(repeating: "a", count: 64)) }
  },
  Forgery(
    "a desk's file with the number of the one before", of: .desks,
    fails: ["record", "desks", "sheets", "stage"]
  ) {
    try $0.editDesk { ($0["sequence"], $0["previous"]) = (1, .null) }
  },
  Forgery(
    "a desk's file that follows another", of: .desks, fails: ["record", "desks", "sheets", "stage"]
  ) {
    try $0.editDesk { $0["previous"] = .string(String(repeating: "a", count: 64)) }
  },
  Forgery("a desk's file is taken in again", of: .desks, fails: ["record"]) {
    try $0.rewrite { entries in
      entries.append(entries[try entries.last(of: "desk")])
    }
  },
  Forgery(
    "the files of a desk come in the other order", of: .desks,
    fails: ["record", "desks", "sheets", "stage"]
  ) {
    try $0.rewrite { entries in
      let (first, last) = (try entries.index(of: "desk"), try entries.last(of: "desk"))
      entries.swapAt(first, last)
    }
  },
  Forgery("a desk's line is left out", of: .desks, fails: ["desks", "sheets", "stage"]) {
    try $0.rewrite { $0.remove(at: try $0.last(of: "desk")) }
  },
  Forgery(
    "a custodian takes a desk's file in", of: .desks, fails: ["record", "desks", "sheets", "stage"]
  ) {
    try $0.rewrite { $0[try $0.last(of: "desk")].by = "keeper" }
  },
  Forgery("a desk's file is left out of the package", of: .desks, fails: ["desks"]) {
    let name = try $0.deskFile
    try $0.remove(name)
    try $0.remove("\(name).clerk-1.minisig")
  },
  Forgery("a clerk's signature is left out of the package", of: .desks, fails: ["desks"]) {
    try $0.remove("\(try $0.deskFile).clerk-1.minisig")
  },
  Forgery("another signature lies beside a clerk's", of: .desks, fails: ["desks"]) {
    let name = try $0.deskFile
    try $0.write(try $0.read("\(name).clerk-1.minisig"), "\(name).clerk-2.minisig")
  },
  Forgery("a desk's file that the journal does not have", of: .desks, fails: ["desks"]) {
    let text = try $0.read($0.deskFile)
    try $0.write(text, "desks/\(String(repeating: "a", count: 64)).json")
  },
  Forgery(
    "other figures in a line of a hall", of: .halls,
    fails: ["journal-signed", "record", "sheets", "stage"]
  ) {
    try $0.editHall { lines in
      let index = try #require(lines.firstIndex { $0["event"] == "paper" })
      var line = try #require(lines[index].object)
      try line.edit("data") { data in
        try data.edit("sheet") { $0["papers"] = 33 }
        data["hash"] = .string("\(Digest.of(try #require(data["sheet"]).canonical))")
      }
      lines[index] = .object(line)
    }
  },
  Forgery(
    "a line of a hall under another name", of: .halls,
    fails: ["journal-signed", "record", "sheets", "stage"]
  ) {
    try $0.editHall { lines in
      let index = try #require(lines.firstIndex { $0["event"] == "paper" })
      var line = try #require(lines[index].object)
      line["by"] = "officer-b"
      lines[index] = .object(line)
    }
  },
  Forgery("lines of a hall are left out", of: .halls, fails: ["record", "sheets", "stage"]) {
    try $0.rewrite { $0.remove(at: try $0.index(of: "hall")) }
  },
  Forgery("the last lines of a hall are left out", of: .halls, fails: ["sheets", "stage"]) {
    try $0.rewrite { $0.remove(at: try $0.last(of: "hall")) }
  },
  Forgery("lines of a hall come twice", of: .halls, fails: ["record"]) {
    try $0.rewrite { $0.append($0[try $0.last(of: "hall")]) }
  },
  Forgery(
    "a custodian takes a hall in", of: .halls, fails: ["record", "sheets", "stage"]
  ) {
    try $0.rewrite { $0[try $0.last(of: "hall")].by = "keeper" }
  },
]
