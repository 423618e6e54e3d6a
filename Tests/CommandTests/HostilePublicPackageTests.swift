import Cryptography
import Encoding
import Foundation
import TestSupport
import Testing

/// What is done to the result of a package for the public before it is listed and signed anew.
private struct Forgery: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// Whether it is a package that may be.
  var holds = false
  let apply: @Sendable (inout JSON) -> Void

  /// Changes what stands in every contest.
  private static func inContests(
    _ json: inout JSON, _ change: (inout JSON.Members) -> Void
  ) {
    guard var members = json.object, let contests = members["contests"]?.array else { return }
    members["contests"] = .array(
      contests.map { contest in
        var contest = contest.object ?? [:]
        change(&contest)
        return .object(contest)
      })
    json = .object(members)
  }

  /// Changes every place of every contest.
  private static func inPlaces(_ json: inout JSON, _ change: (inout JSON.Members) -> Void) {
    inContests(&json) { contest in
      guard let places = contest["places"]?.array else { return }
      contest["places"] = .array(
        places.map { place in
          var place = place.object ?? [:]
          change(&place)
          return .object(place)
        })
    }
  }

  /// Puts a number in the place of every number.
  private static func numbers(_ json: JSON, _ number: Int) -> JSON {
    switch json {
    case .integer: .integer(number)
    case .array(let all): .array(all.map { numbers($0, number) })
    case .object(let members):
      .object(members.reduce(into: JSON.Members()) { $0[$1.key] = numbers($1.value, number) })
    default: json
    }
  }

  static let all = [
    Forgery(testDescription: "nothing", holds: true) { _ in },
    Forgery(testDescription: "places without area or station") { json in
      inPlaces(&json) { place in
        place["area"] = nil
        place["station"] = nil
      }
    },
    Forgery(testDescription: "places without anything") { json in inPlaces(&json) { $0 = [:] } },
    Forgery(testDescription: "no places") { json in
      inContests(&json) { $0["places"] = [] }
    },
    Forgery(testDescription: "each contest twice") { json in
      guard var members = json.object, let contests = members["contests"]?.array else { return }
      members["contests"] = .array(contests + contests)
      json = .object(members)
    },
    Forgery(testDescription: "no contests") { json in
      guard var members = json.object else { return }
      members["contests"] = []
      json = .object(members)
    },
    Forgery(testDescription: "the largest number everywhere") {
      $0 = numbers($0, JSON.integers.upperBound)
    },
    Forgery(testDescription: "the least number everywhere") {
      $0 = numbers($0, JSON.integers.lowerBound)
    },
    Forgery(testDescription: "nought everywhere") { $0 = numbers($0, 0) },
  ]
}

@Suite("A package for the public that was forged by the officers")
struct HostilePublicPackageTests {
  private let room: ElectionRoom
  private let package: String

  init() throws {
    room = try ElectionRoom.begun()
    try room.fill()
    _ = try room.export()
    package = try room.publicPackage()
  }

  /// Lists what lies there, and signs the list.
  private func seal() throws {
    for officer in ["officer-b", "officer-c"] {
      try? FileManager.default.removeItem(atPath: "\(package)/B2SUMS.\(officer).minisig")
    }
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
    // As officers do who know what they sign: the program signs no result that it cannot read.
    let list = Array(try Data(contentsOf: URL(filePath: "\(package)/B2SUMS")))
    for officer in ["officer-b", "officer-c"] {
      let key = Array(try Data(contentsOf: URL(filePath: "\(Binary.vectors)/keys/\(officer).key")))
      let signature = try SigningKey(unencryptedFile: key.span).sign(file: list, trustedComment: "")
      try Data(signature.file).write(to: URL(filePath: "\(package)/B2SUMS.\(officer).minisig"))
    }
  }

  @Test("is refused or disclosed whole, and ends no command by a signal")
  func forged() throws {
    let path = "\(package)/result.json"
    let bytes = try #require(FileManager.default.contents(atPath: path))
    let result = try JSON.parse(canonical: Array(bytes))
    for (number, forgery) in Forgery.all.enumerated() {
      var forged = result
      forgery.apply(&forged)
      #expect((forged == result) == (number == 0), "\(forgery)")
      try Data(forged.canonical).write(to: URL(filePath: path))
      try seal()
      let verified = try Binary.run(["verify", package])
      #expect(verified.status == (forgery.holds ? 0 : 1), "\(forgery): \(verified)")
      let target = "\(room.path)/pages-\(number)"
      let disclosed = try Binary.run(["disclose", package, "--to", target])
      #expect(disclosed.status == verified.status, "\(forgery): \(disclosed)")
      let names = (try? FileManager.default.contentsOfDirectory(atPath: target)) ?? []
      // All of it, or nothing.
      #expect(names.contains("PROVISIONAL-B2SUMS") == forgery.holds, "\(forgery): \(names)")
      #expect(names.isEmpty == !forgery.holds, "\(forgery): \(names)")
    }
  }
}
