import Audit
import Cryptography
import Encoding
import Foundation
import Record
import Storage
import Testing
import Words

/// One thing that somebody did to a package, and the checks that must notice it.
struct Tampering: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let fails: Set<String>
  /// Whether the officers' signatures and hashes were made again afterwards, as by a forger who
  /// has their keys.
  let isSignedAgain: Bool
  let change: @Sendable (PackageCopy) throws -> Void

  init(
    _ what: String, fails: Set<String>, signedAgain: Bool = true,
    _ change: @escaping @Sendable (PackageCopy) throws -> Void
  ) {
    testDescription = what
    self.fails = fails
    isSignedAgain = signedAgain
    self.change = change
  }
}

/// A copy of the package that a test may spoil.
struct PackageCopy {
  let path: String

  init(of package: String) throws {
    path = NSTemporaryDirectory() + "coldcount-copy-" + UUID().uuidString
    try FileManager.default.copyItem(atPath: package, toPath: path)
  }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
  }

  func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
  }

  /// Replaces the first occurrence, which must be there.
  func replace(_ old: String, _ new: String, in name: String) throws {
    let text = try read(name)
    let range = try #require(text.range(of: old), "\(old) is not in \(name)")
    try write(text.replacingCharacters(in: range, with: new), name)
  }

  /// Has the result name another hash of a file than it has.
  func rename(_ name: String, as member: String) throws {
    let hash = Digest.of(Array(try read(name).utf8))
    try replace(
      "\"\(member)\":\"\(hash)\"", "\"\(member)\":\"\(Digest.of([1]))\"", in: "result.json")
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: "\(path)/\(name)")
  }

  /// Puts one more line at the end of the journal, as its chain has it.
  func addLine(_ event: JournalEvent, by person: String?) throws {
    let lines = try read("journal.jsonl").split(separator: "\n")
    let last = try JournalLine(file: Array("\(try #require(lines.last))\n".utf8))
    let line = try JournalLine.make(
      number: last.number + 1, at: last.at, event: event, previous: last.hash,
      signer: person.map(PackageFixture.signer))
    try write(
      try read("journal.jsonl") + String(decoding: line.file, as: UTF8.self), "journal.jsonl")
  }

  func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)").sorted()
  }

  /// Signs result and reconciliation again and makes a new B2SUMS, signed.
  func signAgain() throws {
    for (name, people) in [
      ("result.json", ["officer-a", "officer-b"]), ("reconciliation.json", ["keeper"]),
    ] where FileManager.default.fileExists(atPath: "\(path)/\(name)") {
      for person in people { try PackageFixture.sign(name, person, path) }
    }
    var names: [String] = []
    for name in try #require(FileManager.default.enumerator(atPath: path)) {
      let name = try #require(name as? String)
      var isFolder: ObjCBool = false
      _ = unsafe FileManager.default.fileExists(
        atPath: "\(path)/\(name)", isDirectory: &isFolder)
      if !isFolder.boolValue, !name.hasPrefix("B2SUMS") { names.append(name) }
    }
    let lines = try names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { name in
      let bytes = try Data(contentsOf: URL(filePath: "\(path)/\(name)"))
      return "\(Digest.of(Array(bytes)))  \(name)\n"
    }
    try write(lines.joined(), "B2SUMS")
    for officer in ["officer-a", "officer-b"] {
      try PackageFixture.sign("B2SUMS", officer, path)
    }
  }
}

@Suite("A package is checked from its files alone", .serialized)
struct TamperedPackageTests {
  /// Made once for all cases.
  static let package = Result { try PackageFixture.make() }

  @Test("a package as it was exported holds, and what was not checked is said")
  func wholePackageHolds() throws {
    let report = try Auditor.check(Self.package.get(), disk: LiveDisk())
    #expect(report.failed.isEmpty, "\(report.checklist())")
    #expect(report.notMade.map(\.id) == [.published, .software])
    // One check is of packages for the public alone.
    #expect(Set(report.checks.map(\.id)) == Set(CheckID.allCases).subtracting([.places]))
    #expect(report.checks.count == CheckID.allCases.count - 1)
    #expect(report.sentence.english.contains("2 could not be made"))
  }

  @Test("with the published hashes every check is made and the package holds")
  func publishedHashes() throws {
    let package = try Self.package.get()
    let definition = Array(try Data(contentsOf: URL(filePath: "\(package)/election.json")))
    let report = try Auditor.check(
      package, disk: LiveDisk(), publishedDefinition: .of(definition),
      publishedSoftware: .of(Array("test".utf8)))
    #expect(report.notMade.isEmpty)
    #expect(report.sentence.english.hasPrefix("This package holds"))
    let wrong = try Auditor.check(
      package, disk: LiveDisk(), publishedDefinition: .of([1]), publishedSoftware: .of([1]))
    #expect(wrong.failed.map(\.id) == [.published, .software])
  }

  @Test("the form has the checklist and a box for every comparison that people make")
  func form() throws {
    let report = try Auditor.check(Self.package.get(), disk: LiveDisk())
    for say in [{ $0.english }, { "<\($0.english)>" }] as [(Message) -> String] {
      let form = report.form(say)
      #expect(form.contains(report.checklist(say)))
      #expect(form.contains(say("Place and time")))
      #expect(form.components(separatedBy: "[ ]").count == 6)
      #expect(form.contains("officer-c"))
    }
  }

  @Test("every tampering is noticed by the check it concerns", arguments: tamperings)
  func tampering(_ tampering: Tampering) throws {
    let copy = try PackageCopy(of: Self.package.get())
    defer { try? FileManager.default.removeItem(atPath: copy.path) }
    try tampering.change(copy)
    if tampering.isSignedAgain { try copy.signAgain() }
    let report = try Auditor.check(copy.path, disk: LiveDisk())
    let failed = Set(report.failed.map(\.id.rawValue))
    #expect(failed == tampering.fails, "\(report.checklist())")
    #expect(!report.holds)
    #expect(report.sentence.english.contains("does not hold"))
  }
}
