import Cryptography
import Encoding
import Foundation
import TestSupport
import Testing

/// What somebody does to a stick between the export and the signing.
private struct Swap: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// The code with the workspace named, and without it; nil where it is signed.
  let codes: (named: String?, alone: String?)
  let apply: @Sendable (String) throws -> Void

  /// Changes the result's figures of the two options of a contest.
  private static func swapFigures(_ package: String) throws {
    let path = "\(package)/result.json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var json = try JSON.parse(canonical: Array(text.utf8))
    guard var members = json.object, var contests = members["contests"]?.array,
      var contest = contests[0].object, let options = contest["options"]?.array
    else { return }
    // The ids stay where they are, what was counted for them changes places.
    contest["options"] = .array(
      zip(options, [options[1], options[0]] + options.dropFirst(2)).map { option, other in
        var swapped = other.object ?? [:]
        swapped["id"] = option["id"]
        return .object(swapped)
      })
    contests[0] = .object(contest)
    members["contests"] = .array(contests)
    json = .object(members)
    #expect(json.canonical != Array(text.utf8))
    try Data(json.canonical).write(to: URL(filePath: path))
  }

  /// Lists what lies there.
  private static func list(_ package: String) throws {
    let listed = try Peer.run(
      "/bin/sh",
      [
        "-c",
        """
        cd "$1" && find . -type f ! -name 'B2SUMS*' | sed 's,^./,,' | LC_ALL=C sort \
          | xargs b2sum -l 256 > B2SUMS.new && mv B2SUMS.new B2SUMS
        """, "sh", package,
      ])
    try #require(listed.status == 0, "\(listed)")
  }

  static let all = [
    Swap(testDescription: "nothing", codes: (nil, nil)) { _ in },
    Swap(testDescription: "an officer's signing cut off before its end", codes: (nil, nil)) {
      try Data("untrusted".utf8).write(to: URL(filePath: "\($0)/B2SUMS.officer-a.minisig.tmp"))
    },
    Swap(
      testDescription: "a file named as if somebody else's signing had been cut off",
      codes: ("package-changed", "package-changed")
    ) {
      try Data("untrusted".utf8).write(to: URL(filePath: "\($0)/B2SUMS.nobody.minisig.tmp"))
    },
    Swap(
      testDescription: "two candidates' figures swapped",
      codes: ("package-changed", "package-changed")
    ) {
      try swapFigures($0)
    },
    Swap(
      testDescription: "two candidates' figures swapped, and listed anew",
      codes: ("not-exported", nil)
    ) {
      try swapFigures($0)
      try list($0)
    },
    Swap(
      testDescription: "a file that is not listed", codes: ("package-changed", "package-changed")
    ) {
      try Data().write(to: URL(filePath: "\($0)/more.txt"))
    },
    Swap(testDescription: "a file that is gone", codes: ("package-changed", "package-changed")) {
      try FileManager.default.removeItem(atPath: "\($0)/tracking.txt")
    },
    Swap(testDescription: "a result that is none", codes: ("package-changed", "package-changed")) {
      try Data("{}\n".utf8).write(to: URL(filePath: "\($0)/result.json"))
      try list($0)
    },
  ]
}

@Suite("An officer who signs a package")
struct SignPackageTests {
  private let room: ElectionRoom
  private let package: String

  init() throws {
    room = try ElectionRoom.begun()
    try room.fill()
    _ = try room.export()
    package = try room.publicPackage()
  }

  @Test("signs what was exported alone, and is asked for a key for nothing else")
  func swapped() throws {
    for (number, swap) in Swap.all.enumerated() {
      let copy = "\(room.path)/copy-\(number)"
      try FileManager.default.copyItem(atPath: package, toPath: copy)
      try swap.apply(copy)
      for (workspace, code) in [(room.workspace, swap.codes.named), ([], swap.codes.alone)] {
        let signed = try Binary.run(
          ["sign", "\(copy)/B2SUMS"] + workspace + Binary.signer("officer-c"))
        #expect(signed.status == (code == nil ? 0 : 1), "\(swap): \(signed)")
        #expect(code.map { signed.stderr.contains("[\($0)]") } ?? true, "\(swap): \(signed)")
        guard code != nil else { continue }
        // Without a key it is the same: nobody was asked for one.
        let unasked = try Binary.run(["sign", "\(copy)/B2SUMS"] + workspace)
        #expect(unasked.status == 1 && unasked.stderr == signed.stderr, "\(swap): \(unasked)")
        #expect(!FileManager.default.fileExists(atPath: "\(copy)/B2SUMS.officer-c.minisig"))
      }
    }
  }

  @Test("is shown what the package says, and told what was not compared")
  func shown() throws {
    let line = ["sign", "\(package)/B2SUMS"] + Binary.signer("officer-b")
    let named = try Binary.run(line + room.workspace)
    #expect(named.stderr.contains("This package for the public says of"))
    #expect(named.stderr.contains("stage electronic"))
    #expect(named.stderr.contains("  Chief"), "\(named.stderr)")
    #expect(!named.stderr.contains("was not compared"))
    let alone = try Binary.run(line + ["--lang", "zh-Hant"])
    #expect(alone.stderr.contains("供公眾的結果包"), "\(alone.stderr)")
    #expect(alone.stderr.contains("沒有與日誌"), "\(alone.stderr)")
    #expect(try Binary.json(line + room.workspace)["exportRecorded"] == true)
    #expect(try Binary.json(line)["exportRecorded"] == false)
  }

  @Test("signs no package that was overtaken")
  func overtaken() throws {
    try Binary.succeed(
      ["reconcile", "--vault-key", "\(Binary.vectors)/keys/vault-2.secret"] + room.workspace
        + Binary.signer("keeper"))
    let again = try Binary.run(
      ["sign", "\(package)/B2SUMS"] + room.workspace + Binary.signer("officer-b"))
    // Another custodian who comes to the same changes nothing.
    #expect(again.status == 0, "\(again)")
    let amendment = "\(room.path)/amendment-001.json"
    try Binary.succeed(
      ["amend", "--reason", "x", "--to", room.path, "--change"]
        + ["status council c1 disqualified-during"] + room.workspace)
    for officer in ["officer-b", "officer-c"] {
      try Binary.succeed(["sign", amendment] + room.workspace + Binary.signer(officer))
    }
    try Binary.succeed(["amend", amendment] + room.workspace + Binary.signer("clerk-1"))
    let late = try Binary.run(
      ["sign", "\(package)/B2SUMS"] + room.workspace + Binary.signer("officer-b"))
    #expect(late.status == 1 && late.stderr.contains("[overtaken]"), "\(late)")
  }

  @Test("is told of the wrong workspace")
  func otherElection() throws {
    let other = try ElectionRoom.primary()
    let signed = try Binary.run(
      ["sign", "\(package)/B2SUMS"] + other.workspace + Binary.signer("officer-b"))
    #expect(signed.status == 1, "\(signed)")
    #expect(signed.stderr.contains("of another election than the workspace"), "\(signed)")
  }
}
