import Audit
import Cryptography
import Encoding
import Record
import TestSupport
import Testing

/// What a line of the journal, or a file, says that another says already: each of them alone could
/// hide something.

/// A count that is recorded once more, so that what came in since looks as if it had been counted.
private let counts: [Forgery] = [
  Forgery("a batch is keyed, and then counted once more", fails: ["record", "current"]) {
    try $0.rewrite { entries in
      try entries.keyBatch()
      try entries.repeatLast("count")
    }
  },
  Forgery("a difference is explained, and then counted once more", fails: ["record", "current"]) {
    try $0.rewrite { entries in
      entries.add(JournalEvent.explained(PackageFixture.explanation), by: "officer-a")
      try entries.repeatLast("count")
    }
  },
  Forgery("another reconciliation, and then counted once more", fails: ["record", "current"]) {
    try $0.rewrite { entries in
      entries.add(.reconciled(reconciliation: .of([5]), strikes: .of([6])), by: "keeper")
      try entries.repeatLast("count")
    }
  },
  Forgery("a bundle is reconciled, and then counted once more", fails: ["record", "current"]) {
    try $0.rewrite { entries in
      try entries.repeatLast("import")
      try entries.edit(entries.count - 1) { ($0["bundle"], $0["sequence"]) = (digest(4), 9) }
      try entries.repeatLast("reconcile")
      try entries.repeatLast("count")
    }
  },
  Forgery("a batch is keyed, and then counted blind once more", fails: ["record", "current"]) {
    try $0.rewrite { entries in
      try entries.seal()
      let released = entries.remove(at: try entries.last(of: "release"))
      try entries.keyBatch()
      try entries.repeatLast("blind")
      entries.append(released)
    }
  },
  Forgery("a blind count of another stage", fails: ["record"]) {
    try $0.rewrite { entries in
      try entries.seal()
      try entries.edit(try entries.last(of: "blind")) { $0["stage"] = "electronic" }
    }
  },
  Forgery("a count that says that it has no paper, before some is keyed", fails: ["record"]) {
    try $0.rewrite { entries in
      try entries.edit(try entries.last(of: "count")) { $0["stage"] = "electronic" }
      try entries.keyBatch()
    }
  },
  Forgery("a count that leaves to lots what is decided", fails: ["record"]) {
    try $0.rewrite { entries in
      try entries.edit(try entries.last(of: "count")) {
        $0["ties"] = [["contest": "council", "candidates": ["c1", "c2"], "seats": 1]]
      }
    }
  },
  Forgery("an earlier count of another stage than its result", fails: ["earlier"]) {
    try $0.rewrite { entries in
      try entries.edit(try entries.index(of: "count")) { $0["stage"] = "partial" }
      try entries.moveSigned("electronic", to: "partial")
    }
  },
  Forgery("a result is signed where none lies", fails: ["record"]) {
    try $0.rewrite { entries in
      try entries.edit(try entries.last(of: "sign")) { $0["file"] = "results/../x/result.json" }
    }
  },
]

/// What the result, the reconciliation and the journal say of the same.
private let facts: [Forgery] = [
  Forgery("another version of the program, whose reports nobody makes again", fails: ["record"]) {
    try $0.edit("result.json") { try $0.edit("software") { $0["version"] = "0.2.1" } }
    try $0.write("Everybody voted for us.\n", "reports/result.txt")
  },
  Forgery("a workspace that another version made", fails: ["record"]) {
    try $0.rewrite { try $0.edit(0) { try $0.edit("software") { $0["version"] = "" } } }
  },
  Forgery("a register with fewer people, as its import says", fails: ["manifests"]) {
    try $0.rewrite { entries in
      try entries.edit(try entries.index(of: "import", "\"kind\":\"register\"")) {
        $0["identities"] = try fewer($0["identities"])
      }
    }
    try $0.edit("reconciliation.json") {
      try $0.editList("registers") { list in
        var item = try #require(list.first?.object)
        item["count"] = try fewer(item["count"])
        list[0] = .object(item)
      }
    }
  },
  Forgery("a number of ballots left out that no amendment gives", fails: ["reconciliation"]) {
    try $0.edit("reconciliation.json") { $0["leftOut"] = 3 }
  },
  Forgery(
    "identities of a bundle that is not in", of: .partial, fails: ["reconciliation", "stage"]
  ) {
    try $0.edit("reconciliation.json") {
      $0["identities"] = [["bundle": digest(4), "ballots": 0, "counts": false, "problem": "x"]]
    }
  },
  Forgery(
    "identities that do not hold, of fewer ballots than the bundle has", of: .partial,
    fails: ["reconciliation", "stage", "ballots", "tally"]
  ) { package in
    let bundle = try #require(
      try package.names(in: "manifests").first {
        guard $0.hasSuffix(".json") else { return false }
        let json = try JSON.parse(canonical: package.bytes("manifests/\($0)"))
        return json["kind"] == "ballots" && json["collector"] == "app"
      })
    try package.edit("reconciliation.json") {
      $0["identities"] = [
        [
          "bundle": .string(String(bundle.dropLast(5))), "ballots": 1, "counts": false,
          "problem": "x",
        ]
      ]
    }
  },
  Forgery("a strike lifted that no amendment lifts", fails: ["reconciliation"]) {
    try $0.edit("reconciliation.json") { $0["restored"] = 1 }
  },
  Forgery("a custodian who came to other strikes with the same reconciliation", fails: ["record"]) {
    try $0.rewrite { entries in
      let reconciled = try entries.last(of: "reconcile")
      var other = entries[reconciled]
      other.by = "keeper-2"
      entries.insert(other, at: reconciled)
      try entries.edit(reconciled) { $0["strikes"] = digest(5) }
    }
  },
]

/// An import that says something else of its bundle than the collector signed.
private let imports: [Forgery] = [
  ("channel", nil), ("ballots", 47), ("identities", 47), ("final", false), ("sequence", 9),
].map { (member: String, value: JSON) in
  Forgery("an import with another \(member) than its manifest", fails: ["manifests"]) {
    try $0.rewrite { entries in
      try entries.edit(try entries.index(of: "import", "\"final\":true")) { $0[member] = value }
    }
  }
}

/// Every case.
let repeatedForgeries = counts + facts + imports

private func digest(_ byte: UInt8) -> JSON { .string("\(Digest.of([byte]))") }

/// One less.
private func fewer(_ number: JSON?) throws -> JSON {
  .integer(try #require(number?.integer) - 1)
}

extension [ForgedJournal.Entry] {
  /// Changes the data of a line.
  mutating func edit(_ index: Int, _ change: (inout JSON.Members) throws -> Void) throws {
    var data = try #require(self[index].data.object)
    try change(&data)
    self[index].data = .object(data)
  }

  /// Has results that were signed lie where another stage's do.
  mutating func moveSigned(_ stage: String, to other: String) throws {
    for index in indices where self[index].data["file"]?.string == "results/\(stage)/result.json" {
      try edit(index) { $0["file"] = .string("results/\(other)/result.json") }
    }
  }

  /// Makes a blind count of the last count, and a release after it.
  mutating func seal() throws {
    let index = try last(of: "count")
    let count = self[index]
    let data = try #require(count.data.object)
    let (stage, officers) = (try #require(data["stage"]), try #require(data["officers"]))
    self[index] = .init(
      at: count.at, by: count.by, event: "blind",
      data: ["stage": stage, "officers": officers, "sealed": digest(3)])
    insert(
      .init(
        at: count.at, by: count.by, event: "release",
        data: .object(data.merging(["sealed": digest(3)]) { $1 })), at: index + 1)
  }

  /// Adds a line at the end.
  fileprivate mutating func add(_ event: JournalEvent, by person: String) {
    append(.init(at: self[endIndex - 1].at, by: person, event: event.name, data: event.data))
  }

  /// Writes the last line of an event once more, at the end.
  fileprivate mutating func repeatLast(_ event: String) throws { append(self[try last(of: event)]) }

  /// Has two people key a batch that nobody keyed before.
  fileprivate mutating func keyBatch() throws {
    let keyed = self[try index(of: "paper", "council")]
    var sheet = try #require(keyed.data["sheet"]?.object)
    sheet["batch"] = "b9"
    let file = JSON.object(sheet)
    for clerk in ["clerk-1", "clerk-2"] {
      add(.paper(hash: .of(file.canonical), sheet: file), by: clerk)
    }
  }
}
