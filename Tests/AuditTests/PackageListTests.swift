import Audit
import Cryptography
import Encoding
import Foundation
import Storage
import TestSupport
import Testing
import Words

/// A list on which b2sum and verify may differ.
private struct ListCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  /// Whether `b2sum -c --strict` finds nothing wrong with it.
  let isGoodForB2sum: Bool
  let change: @Sendable (ForgedPackage, String) throws -> String

  init(
    _ what: String, b2sum isGood: Bool,
    _ change: @escaping @Sendable (ForgedPackage, String) throws -> String
  ) {
    testDescription = what
    isGoodForB2sum = isGood
    self.change = change
  }

  /// The first line of a list, and the others.
  private static func parts(_ list: String) -> (first: String, rest: String) {
    let end = list.firstIndex(of: "\n") ?? list.endIndex
    return (String(list[..<end]), String(list[end...].dropFirst()))
  }

  /// Adds a file with a name of its own.
  private static func adding(_ name: String, as line: String) -> ListCase {
    ListCase("a file named \(name.debugDescription)", b2sum: true) { copy, list in
      try copy.write("x", name)
      return list + line.replacing("HASH", with: "\(Digest.of(Array("x".utf8)))") + "\n"
    }
  }

  static let all: [ListCase] = [
    ListCase("the first hash in capitals", b2sum: true) { _, list in
      list.prefix(64).uppercased() + list.dropFirst(64)
    },
    ListCase("a mark of binary files", b2sum: true) { _, list in
      list.prefix(65) + "*" + list.dropFirst(66)
    },
    ListCase("a space before a hash", b2sum: true) { _, list in " " + list },
    ListCase("a tab before a hash", b2sum: true) { _, list in "\t" + list },
    ListCase("a line twice", b2sum: true) { _, list in
      parts(list).first + "\n" + list
    },
    ListCase("lines out of order", b2sum: true) { _, list in
      parts(list).rest + parts(list).first + "\n"
    },
    ListCase("lines that end in CR LF", b2sum: true) { _, list in
      list.replacing("\n", with: "\r\n")
    },
    ListCase("no end of the last line", b2sum: true) { _, list in String(list.dropLast()) },
    ListCase("a comment", b2sum: true) { _, list in "# a comment\n" + list },
    ListCase("an empty line", b2sum: true) { _, list in "\n" + list },
    ListCase("a line that is none", b2sum: false) { _, list in "x\n" + list },
    ListCase("nothing", b2sum: false) { _, _ in "" },
    ListCase("a line in the BSD form", b2sum: true) { _, list in
      let (first, rest) = parts(list)
      return "BLAKE2b-256 (\(first.dropFirst(66))) = \(first.prefix(64))\n" + rest
    },
    ListCase("a hash of another length", b2sum: true) { copy, list in
      let (first, rest) = parts(list)
      let name = String(first.dropFirst(66))
      return try Peer.run("/usr/bin/b2sum", ["\(copy.path)/\(name)"]).stdout.prefix(128)
        + "  \(name)\n"
        + rest
    },
    ListCase("a name with an escape", b2sum: true) { copy, list in
      try copy.write("x", "a\\b")
      return list + "\\\(Digest.of(Array("x".utf8)))  a\\\\b\n"
    },
    ListCase("a name with a line end", b2sum: true) { copy, list in
      try copy.write("x", "a\nb")
      return list + "\\\(Digest.of(Array("x".utf8)))  a\\nb\n"
    },
    // Standard input, which is empty here.
    ListCase("a file named -", b2sum: true) { copy, list in
      try copy.write("x", "-")
      return "\(Digest.of([]))  -\n" + list
    },
    adding("with space", as: "HASH  with space"),
    adding("./x", as: "HASH  ./x"),
    adding(".hidden", as: "HASH  .hidden"),
    adding("名.txt", as: "HASH  名.txt"),
    ListCase("a path that leads out", b2sum: true) { copy, list in
      "\(Digest.of(Array(try Data(contentsOf: URL(filePath: "/etc/passwd")))))  /etc/passwd\n"
        + list
    },
    ListCase("a link in the place of a file", b2sum: true) { copy, list in
      let path = "\(copy.path)/tracking.txt"
      try FileManager.default.moveItem(atPath: path, toPath: "\(copy.path)-tracking.txt")
      try FileManager.default.createSymbolicLink(
        atPath: path, withDestinationPath: "\(copy.path)-tracking.txt")
      return list
    },
    ListCase("a file that is not listed", b2sum: true) { copy, list in
      try copy.write("x", "extra.txt")
      return list
    },
    ListCase("a file that was changed", b2sum: false) { copy, list in
      try copy.write("x", "tracking.txt")
      return list
    },
    ListCase("a file that is gone", b2sum: false) { copy, list in
      try copy.remove("tracking.txt")
      return list
    },
  ]
}

@Suite("The two documented ways to check a package")
struct PackageListTests {
  /// What b2sum says of the list, and whether verify finds it as it should be.
  private func check(_ copy: ForgedPackage) throws -> (b2sum: Bool, verify: Bool) {
    let b2sum = try Peer.run(
      "/bin/sh", ["-c", "cd \"$1\" && b2sum -c --strict B2SUMS < /dev/null", "sh", copy.path])
    let failed = try Auditor.check(copy.path, disk: LiveDisk()).failed.map(\.id)
    return (b2sum.status == 0, !failed.contains(.files) && !failed.contains(.sums))
  }

  @Test("agree on a package as it was exported")
  func honest() throws {
    let copy = try ForgedPackage(of: PublicPackageTests.package.get())
    #expect(try check(copy) == (b2sum: true, verify: true))
  }

  @Test("and where they differ, or it does not hold, verify refuses", arguments: ListCase.all)
  private func differing(_ list: ListCase) throws {
    let copy = try ForgedPackage(of: PublicPackageTests.package.get())
    defer {
      for path in [copy.path, "\(copy.path)-tracking.txt"] {
        try? FileManager.default.removeItem(atPath: path)
      }
    }
    try copy.write(list.change(copy, copy.read("B2SUMS")), "B2SUMS")
    #expect(try check(copy) == (b2sum: list.isGoodForB2sum, verify: false))
  }

  @Test(
    "a desktop's files are told apart, and their removal is all that is asked for",
    arguments: [
      ".DS_Store", "reports/._result.txt", "Thumbs.db", "desktop.ini", ".directory",
      ".Trash-1000/files/x", "System Volume Information/IndexerVolumeGuid",
    ])
  func desktop(name: String) throws {
    let copy = try ForgedPackage(of: PublicPackageTests.package.get())
    let path = "\(copy.path)/\(name)"
    let folder = String(path[..<(try #require(path.lastIndex(of: "/")))])
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try copy.write("x", name)
    let littered = try Auditor.check(copy.path, disk: LiveDisk())
    #expect(littered.failed.map(\.id) == [.files] && littered.isLittered)
    #expect(littered.litter.count == 1 && name.hasPrefix(littered.litter.first ?? "-"))
    #expect(littered.sentence.english.hasPrefix("All that the officers signed holds"))
    // Beside anything else it excuses nothing.
    try copy.write("x", "extra.txt")
    let broken = try Auditor.check(copy.path, disk: LiveDisk())
    #expect(!broken.isLittered && broken.sentence.english.contains("does not hold"))
    try copy.remove("extra.txt")
    try copy.write("x", "tracking.txt")
    #expect(try !Auditor.check(copy.path, disk: LiveDisk()).isLittered)
  }

  @Test("the folder above a package is told as such, with the package")
  func above() throws {
    let folder = NSTemporaryDirectory() + "coldcount-above-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(try Auditor.check(folder, disk: LiveDisk()).holds == false, "an empty one is none")
    try FileManager.default.copyItem(
      atPath: PublicPackageTests.package.get(), toPath: "\(folder)/result")
    let error = try #require(throws: FolderAboveError.self) {
      try Auditor.check(folder, disk: LiveDisk())
    }
    #expect(error.packages == ["result"])
    #expect(error.report.advice?.english == "name the package: \(folder)/result")
  }
}
