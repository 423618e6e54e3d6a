import Audit
import Cryptography
import Encoding
import Foundation
import Storage
import TestSupport
import Testing
import Words

/// What somebody makes of a package with proofs, and the checks that refuse it even where everybody
/// signs again.
struct ProofForgery: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let fails: Set<String>
  let change: @Sendable (ForgedPackage) throws -> Void

  init(
    _ what: String, fails: Set<String>,
    _ change: @escaping @Sendable (ForgedPackage) throws -> Void
  ) {
    testDescription = what
    self.fails = fails
    self.change = change
  }
}

private let proofs: [ProofForgery] = [
  ProofForgery("a vote for the other side in the patterns", fails: ["proofs", "tally"]) {
    var lines = try $0.read("patterns.csv").split(separator: "\n").map(String.init)
    let places = try [",0001,", ",0100,"].map { marks in
      try #require(lines.firstIndex { $0.contains(marks) })
    }
    let counts = places.map { lines[$0].split(separator: ",").last ?? "" }
    for (place, count) in zip(places, counts.reversed()) {
      lines[place] =
        lines[place].split(separator: ",").dropLast().joined(separator: ",") + ",\(count)"
    }
    try $0.write(lines.map { "\($0)\n" }.joined(), "patterns.csv")
  },
  ProofForgery("a mix of which an answer is another", fails: ["proofs"]) {
    try $0.flip("proof/mix-2.officer-b.bin")
  },
  ProofForgery("an opening of which an answer is another", fails: ["proofs"]) {
    try $0.flip("proof/open.officer-a.bin")
  },
  ProofForgery("a mix that is left out", fails: ["proofs"]) {
    try $0.removeSigned("proof/mix-2.officer-b.bin")
  },
  ProofForgery("an opening that is left out", fails: ["proofs", "openings"]) {
    try $0.removeSigned("proof/open.officer-b.bin")
  },
  ProofForgery("another mix than the journal has", fails: ["proofs"]) {
    try $0.editLast("mixed") { $0["hash"] = .string("\(Digest.of([1]))") }
  },
  ProofForgery("a mix that no line of the journal has", fails: ["proofs"]) {
    try $0.removeLast("mixed")
  },
  ProofForgery("a mix under another officer's name", fails: ["record", "proofs"]) {
    try $0.editLast("mixed") { $0["officer"] = "officer-c" }
  },
  ProofForgery("a result that names no proofs", fails: ["proofs"]) {
    try $0.editNamedProofs { _ in nil }
  },
  ProofForgery("a result that names a proof twice", fails: ["proofs"]) {
    try $0.editNamedProofs { $0 + $0.prefix(1) }
  },
  ProofForgery("a file among the proofs that is none", fails: ["proofs"]) {
    try $0.write("nothing\n", "proof/notes.txt")
  },
  ProofForgery("a sealed ballot that is another", fails: ["proofs"]) {
    try $0.flip("ballots/\(try #require($0.names(in: "ballots").first))")
  },
  ProofForgery("sealed ballots that are left out", fails: ["proofs"]) {
    try $0.remove("ballots/\(try #require($0.names(in: "ballots").first))")
  },
  ProofForgery("no proofs at all, which is said and is no failure", fails: []) {
    for folder in ["proof", "ballots", "openings"] { try $0.remove(folder) }
  },
]

private let openings: [ProofForgery] = [
  ProofForgery("an opening that one officer alone allowed", fails: ["openings"]) {
    try $0.removeLast("small-allowed")
  },
  ProofForgery("an opening that nobody allowed", fails: ["openings"]) {
    try $0.removeLast("small-allowed", 2)
  },
  ProofForgery("an opening that one officer allowed twice", fails: ["openings"]) {
    try $0.rewrite { entries in
      let lines = entries.indices.filter { entries[$0].event == "small-allowed" }
      entries[lines[1]].by = entries[lines[0]].by
    }
  },
  ProofForgery(
    "an opening that somebody else than officers allowed", fails: ["record", "openings"]
  ) {
    try $0.rewrite { entries in
      for index in entries.indices where entries[index].event == "small-allowed" {
        entries[index].by = index.isMultiple(of: 2) ? "clerk-1" : "keeper"
      }
    }
  },
  ProofForgery("an opening that was allowed when it was done", fails: ["openings"]) {
    try $0.rewrite { entries in
      let first = try #require(entries.firstIndex { $0.event == "small-allowed" })
      let line = entries.remove(at: first)
      let last = try #require(entries.lastIndex { $0.event == "opened" })
      entries.insert(line, at: last + 1)
    }
  },
  ProofForgery("officers who allowed other groups", fails: ["openings"]) {
    try $0.editLast("small-allowed") { $0["groups"] = 2 }
  },
  ProofForgery("officers who allowed a larger group", fails: ["openings"]) {
    try $0.editLast("small-allowed") { $0["smallest"] = 2 }
  },
  ProofForgery("officers who allowed another opening", fails: ["openings"]) {
    let first = String(try $0.otherOpening.dropFirst("openings/".count).dropLast(".txt".count))
    try $0.editLast("small-allowed") { $0["tracking"] = .string(first) }
  },
  ProofForgery("the list of an earlier opening left out", fails: ["openings"]) {
    try $0.remove(try $0.otherOpening)
  },
  ProofForgery("an earlier opening of a ballot less", fails: ["openings"]) {
    try $0.replace(" counted\n", " excluded\n", in: try $0.otherOpening)
  },
  ProofForgery("the list of an opening that there was not", fails: ["openings"]) {
    try $0.write("", "openings/\(Digest.of([])).txt")
  },
  ProofForgery(
    "an earlier opening that the journal does not tell of",
    fails: ["record", "earlier", "openings"]
  ) {
    try $0.rewrite { entries in
      for _ in 0..<2 {
        entries.remove(at: try #require(entries.firstIndex { $0.event == "opened" }))
      }
    }
  },
  ProofForgery("openings of other ballots than their lines say", fails: ["openings"]) {
    let first = String(try $0.otherOpening.dropFirst("openings/".count).dropLast(".txt".count))
    try $0.rewrite { entries in
      for index in entries.indices.filter({ entries[$0].event == "opened" }).suffix(2) {
        var data = try #require(entries[index].data.object)
        data["tracking"] = .string(first)
        entries[index].data = .object(data)
      }
    }
  },
  ProofForgery(
    "an opening of other ballots than the other officer's", fails: ["record", "proofs", "openings"]
  ) {
    let first = String(try $0.otherOpening.dropFirst("openings/".count).dropLast(".txt".count))
    try $0.editLast("opened") { $0["tracking"] = .string(first) }
  },
  ProofForgery("a mix under a number that does not follow", fails: ["record", "proofs"]) {
    try $0.editLast("mixed") { $0["number"] = 3 }
  },
  ProofForgery("mixes before the custodians reconciled", fails: ["record", "proofs"]) {
    try $0.rewrite { entries in
      let amended = try #require(entries.firstIndex { $0.event == "amend" })
      let last = try #require(entries.lastIndex { $0.event == "mixed" })
      entries.insert(entries.remove(at: last), at: amended + 1)
    }
  },
  ProofForgery(
    "an opening together with others than its line says", fails: ["record", "proofs", "openings"]
  ) {
    try $0.editLast("opened") { $0["members"] = ["officer-b", "officer-c"] }
  },
  ProofForgery(
    "an opening by somebody who does not open", fails: ["record", "proofs", "openings"]
  ) {
    try $0.editLast("opened") { $0["members"] = ["officer-a", "officer-c"] }
  },
  ProofForgery(
    "an opening while people vote", fails: ["record", "proofs", "openings"]
  ) {
    try $0.rewrite { entries in
      let last = try #require(entries.lastIndex { $0.event == "opened" })
      entries[last].at = "2017-03-19T09:00:00+08:00"
    }
  },
  ProofForgery("a ceremony that was ended before, which is no failure", fails: []) {
    try $0.remember([nil, .string("\(Digest.of([1]))")], at: 1)
  },
  ProofForgery("a ceremony that was ended, told twice", fails: ["record"]) {
    try $0.remember([nil, nil], at: 1)
  },
  ProofForgery("a ceremony of which this very definition came, called void", fails: ["record"]) {
    try $0.remember([.string("\(Digest.of($0.bytes("election.json")))")], at: 1)
  },
  ProofForgery("a ceremony that is remembered after the bundles", fails: ["record"]) {
    try $0.remember([nil], at: 2)
  },
  ProofForgery("openings that were abandoned once they gave a result", fails: ["record"]) {
    try $0.rewrite { entries in
      let opened = try #require(entries.last { $0.event == "opened" })
      let hash = opened.data["hash"] ?? .null
      entries.append(
        .init(
          at: try #require(entries.last).at, by: "officer-a", event: "opening-abandoned",
          data: ["hashes": [hash], "members": ["officer-a", "officer-b"]]))
    }
  },
]

@Suite("A package with proofs is forged, and both audits say so", .serialized)
struct ProofForgeryTests {
  private static func audit(_ path: String) throws -> AuditReport {
    let report = try Auditor.check(path, disk: LiveDisk(), reports: ProofPackage.reports)
    let second = try SecondAudit.audit(path)
    #expect(SecondAudit.difference(report.json, second) == nil)
    #expect(report.json["limits"] == second["limits"])
    return report
  }

  @Test("as it was exported it holds, and both say what is proved, what is not and who is trusted")
  func untouched() throws {
    let path = try ProofPackage.made.get()
    let report = try Self.audit(path)
    #expect(report.failed.isEmpty, "\(report.checklist())")
    let second = try SecondAudit.audit(path)
    #expect(report.json["limits"] == second["limits"])
    let told = report.limits.map(\.english)
    #expect(told.first?.hasPrefix("proved, whoever conspired, once election.json is") == true)
    #expect(told.last?.hasSuffix("1 group of fewer than 2 ballots, the smallest of 1") == true)
    let compared = try Auditor.check(
      path, disk: LiveDisk(),
      publishedDefinition: Digest.of(ProofVectorElection.read("\(path)/election.json")))
    #expect(compared.limits.first?.english.hasPrefix("proved, whoever conspired: ") == true)
    let copy = try ForgedPackage(of: path)
    try copy.rewrite { _ in }
    try copy.seal(by: .stick)
    #expect(copy.unsigned.isEmpty && copy.signers.isEmpty)
  }

  @Test(
    "by the quorum and by everybody, and is refused by the check",
    arguments: proofs + openings + ReplayedProofs.all)
  func forged(_ forgery: ProofForgery) throws {
    var signers: Set<Set<String>> = []
    for opponent in [Opponent.officer, .quorum, .everybody] {
      let copy = try ForgedPackage(of: ProofPackage.made.get())
      try forgery.change(copy)
      try copy.seal(by: opponent, isConsistent: true)
      guard signers.insert(copy.signers).inserted else { continue }
      let report = try Self.audit(copy.path)
      let failed = Set(report.failed.map(\.id.rawValue))
      #expect(failed == forgery.fails.union(copy.unsigned), "\(opponent)")
      let told = report.limits.first?.english ?? ""
      #expect(told.hasPrefix("NOT proved") == failed.contains("proofs"), "\(told)")
    }
  }
}
