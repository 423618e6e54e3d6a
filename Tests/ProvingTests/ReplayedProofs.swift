import Cryptography
import Encoding
import Foundation
import Proving
import TestSupport
import Testing

/// What is put into a package of something else: of another count, another ceremony, another place.
enum ReplayedProofs {
  static let all: [ProofForgery] =
    [
      ProofForgery("the opening of an earlier count", fails: ["proofs"]) {
        try $0.takeEarlier("open.officer-a.bin")
      },
      ProofForgery("every proof of an earlier count", fails: ["proofs"]) { package in
        for name in try package.names(in: "proof") where name.hasSuffix(".bin") {
          try package.takeEarlier(name)
        }
      },
      ProofForgery("the first mix of an earlier count", fails: ["proofs"]) {
        try $0.takeEarlier("mix-1.officer-a.bin")
      },
      ProofForgery("a mix handed in as the other officer's", fails: ["proofs"]) {
        try $0.write($0.bytes("proof/mix-1.officer-a.bin"), as: "proof/mix-2.officer-b.bin")
      },
      ProofForgery(
        "an opening handed in as the other officer's", fails: ["proofs", "openings"]
      ) {
        try $0.write($0.bytes("proof/open.officer-a.bin"), as: "proof/open.officer-b.bin")
      },
      ProofForgery(
        "the definition of another ceremony of the same election",
        fails: [
          "result", "record", "amendments", "manifests", "reconciliation", "ballots", "tally",
          "proofs",
        ]
      ) {
        let other = try ControlCeremony(of: ProofPackage.draft()) { try VectorElection.signer($0) }
        try $0.write(other.file, as: "election.json")
      },
      ProofForgery("sealed ballots of no bundle", fails: ["manifests"]) {
        try $0.write("nothing", "ballots/\(Digest.of([1])).sealed")
      },
      ProofForgery("sealed ballots without proofs, which is said and is no failure", fails: []) {
        for folder in ["proof", "openings"] { try $0.remove(folder) }
      },
      ProofForgery("proofs without sealed ballots", fails: ["proofs"]) {
        try $0.remove("ballots")
      },
      ProofForgery("nothing among the proofs but notes", fails: ["proofs"]) { package in
        for name in try package.names(in: "proof") { try package.remove("proof/\(name)") }
        try package.write("nothing\n", "proof/notes.txt")
      },
      ProofForgery(
        "an amendment that is taken away after the opening",
        fails: ["amendments", "reconciliation", "ballots", "tally", "proofs"]
      ) {
        for name in ["amendment-001.json"]
          + ["a", "b"].map({ "amendment-001.json.officer-\($0).minisig" })
        { try $0.remove(name) }
        try $0.removeLast("amend")
        try $0.edit("reconciliation.json") { $0["amendments"] = [] }
      },
    ] + openings

  private static let openings: [ProofForgery] = [
    ProofForgery("an opening before the embargo that nobody allowed", fails: ["record"]) {
      try $0.openEarly(allowedBy: [])
    },
    ProofForgery("an opening before the embargo that one officer allowed", fails: ["record"]) {
      try $0.openEarly(allowedBy: ["officer-a", "officer-a"])
    },
    ProofForgery("an opening before the embargo, as officers allowed", fails: []) {
      try $0.openEarly(allowedBy: ["officer-a", "officer-b"])
    },
    ProofForgery("an abandoned opening of a ballot less", fails: ["openings"]) {
      try $0.abandonOpeningOfLess()
    },
    ProofForgery(
      "a second opening by an officer with other officers", fails: ["record"]
    ) {
      try $0.openAgain(isLate: false) { $0["members"] = ["officer-a", "officer-c"] }
    },
    ProofForgery("an opening after the result, which is no other ballots'", fails: []) {
      try $0.openAgain { _ in }
    },
    ProofForgery("an opening after the result of a list that is not there", fails: ["openings"]) {
      try $0.openAgain { $0["tracking"] = .string("\(Digest.of([1]))") }
    },
  ]
}

extension ForgedPackage {
  func write(_ bytes: [UInt8], as name: String) throws {
    try Data(bytes).write(to: URL(filePath: "\(path)/\(name)"))
  }

  /// Puts what the count before gave in the place of a proof.
  fileprivate func takeEarlier(_ name: String) throws {
    let place = "\(try ProofPackage.made.get())/../earlier-proof/\(name)"
    try write(ProofVectorElection.read(place), as: "proof/\(name)")
  }

  /// Has the last opening made after the poll and before the embargo.
  fileprivate func openEarly(allowedBy officers: [String]) throws {
    try rewrite { entries in
      let last = try #require(entries.lastIndex { $0.event == "opened" })
      entries[last].at = "2017-03-19T18:00:00+08:00"
      for officer in officers {
        entries.insert(
          .init(
            at: entries[last].at, by: officer, event: "allow",
            data: ["act": "count", "reason": "early", "result": nil]), at: last)
      }
    }
  }

  /// Tells of an opening, which came to nothing, of all ballots but one, before the last one.
  fileprivate func abandonOpeningOfLess() throws {
    let list = try read("tracking.txt")
    let line = try #require(list.split(separator: "\n").last { $0.hasSuffix(" counted") })
    let less = list.replacing("\(line)\n", with: line.replacing("counted", with: "excluded") + "\n")
    let tracking = Digest.of(Array(less.utf8))
    try write(less, "openings/\(tracking).txt")
    try rewrite { entries in
      let reconciled = try #require(entries.lastIndex { $0.event == "reconcile" })
      let next = try #require(entries[reconciled...].firstIndex { $0.event == "small-allowed" })
      let (at, hash) = (entries[next].at, JSON.string("\(Digest.of([1]))"))
      let members: JSON = ["officer-a", "officer-b"]
      entries.insert(
        .init(
          at: at, by: "officer-a", event: "opened",
          data: [
            "officer": "officer-a", "members": members, "hash": hash,
            "tracking": .string("\(tracking)"),
          ]), at: next)
      entries.insert(
        .init(
          at: at, by: "officer-b", event: "opening-abandoned",
          data: ["hashes": [hash], "members": members]), at: next + 1)
    }
  }

  /// Tells of one more opening by officer-a, at the end or after the last one.
  fileprivate func openAgain(
    isLate: Bool = true, _ change: @escaping (inout JSON.Members) -> Void
  ) throws {
    try rewrite { entries in
      let opened = try #require(entries.last { $0.event == "opened" && $0.by == "officer-a" })
      var data = try #require(opened.data.object)
      data["hash"] = .string("\(Digest.of([1]))")
      change(&data)
      let last = try #require(entries.lastIndex { $0.event == "opened" })
      entries.insert(
        .init(at: entries[last].at, by: "officer-a", event: "opened", data: .object(data)),
        at: isLate ? entries.count : last + 1)
    }
  }
}
