import Cryptography
import Encoding
import Foundation
import Paper
import Record
import Storage
import TestSupport
import Testing
import Workspace

/// What somebody makes of a desk's folder on a stick, and the code with which it is refused.
struct SpoiltDesk: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let code: DeskRefusalCode
  /// Whether the clerk signs it again.
  let signer: String?
  let change: @Sendable (inout JSON.Members) -> Void

  init(
    _ what: String, _ code: DeskRefusalCode, by signer: String? = "clerk-1",
    _ change: @escaping @Sendable (inout JSON.Members) -> Void = { _ in }
  ) {
    testDescription = what
    self.code = code
    self.signer = signer
    self.change = change
  }
}

@Suite("A desk's folder that must be refused")
struct RefusedDeskTests {
  private let room: DeskRoom
  private let folder: String

  init() throws {
    room = try DeskRoom()
    folder = try #require(room.export([room.sheet()]).first)
  }

  private func entries(_ change: (inout JSON.Members) -> Void) -> JSON {
    var members = room.sheet().json.object ?? [:]
    change(&members)
    return .array([.object(members)])
  }

  private static let other = JSON.string(Digest.of([1]).description)

  private static let spoilt: [SpoiltDesk] = [
    SpoiltDesk("whose figures a stick changed", .signature, by: nil) { $0["desk"] = "mine" },
    SpoiltDesk("that another clerk signed", .signature, by: "clerk-2"),
    SpoiltDesk("that a clerk signed under another's name", .signature) { $0["clerk"] = "clerk-2" },
    SpoiltDesk("of another election", .electionMismatch) { $0["election"] = other },
    SpoiltDesk("of somebody who does not exist", .personUnknown) { $0["clerk"] = "clerk-9" },
    SpoiltDesk("of a custodian", .personNotAllowed, by: "keeper") { $0["clerk"] = "keeper" },
    SpoiltDesk("of another format", .deskFile) { $0["format"] = "coldcount/desk/2" },
    SpoiltDesk("with a member that nobody knows", .deskFile) { $0["note"] = "x" },
    SpoiltDesk("without entries", .deskFile) { $0["entries"] = [] },
    SpoiltDesk("whose first file has one before it", .deskFile) { $0["previous"] = other },
    SpoiltDesk("with a clerk that is a path", .deskFile) { $0["clerk"] = "../../clerk-1" },
    SpoiltDesk("whose first file is missing", .sequenceGap) {
      ($0["sequence"], $0["previous"]) = (2, other)
    },
    SpoiltDesk("with a sheet that is there twice", .sheet) {
      $0["entries"] = .array(($0["entries"]?.array ?? []) + ($0["entries"]?.array ?? []))
    },
    SpoiltDesk("with a sheet that does not add up", .sheet) {
      guard var sheet = $0["entries"]?.array?.first?.object else { return }
      sheet["papers"] = 4
      $0["entries"] = .array([.object(sheet)])
    },
    SpoiltDesk("with a sheet of another election", .sheet) {
      guard var sheet = $0["entries"]?.array?.first?.object else { return }
      sheet["election"] = other
      $0["entries"] = .array([.object(sheet)])
    },
    SpoiltDesk("with the account of no station", .sheet) { $0["entries"] = [["station": "s9"]] },
    SpoiltDesk("with an entry that is none", .sheet) { $0["entries"] = [[], "x", nil] },
  ]

  @Test("one", arguments: spoilt)
  func refused(_ spoilt: SpoiltDesk) throws {
    try edit(spoilt.signer, spoilt.change)
    try expectRefusal(spoilt.code)
  }

  /// Changes the file, and signs it again beside the name that it gives.
  private func edit(
    _ signer: String?, _ change: (inout JSON.Members) -> Void
  ) throws {
    var members = try #require(JSON.parse(canonical: bytes).object)
    change(&members)
    let file = JSON.object(members).canonical
    try write(file)
    guard let signer else { return }
    let clerk = members["clerk"]?.string ?? signer
    let signature = try VectorElection.key(signer).sign(file: file, trustedComment: "test")
    // A clerk that is a path has no signature beside the file.
    guard !clerk.contains("/") else { return }
    try Data(signature.file).write(
      to: URL(filePath: "\(folder)/desk.json.\(clerk).minisig"))
  }

  private var bytes: [UInt8] {
    get throws { Array(try Data(contentsOf: URL(filePath: "\(folder)/desk.json"))) }
  }

  private func write(_ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(filePath: "\(folder)/desk.json"))
  }

  /// Imports the folder, which must be refused and leave everything but a line as it was.
  private func expectRefusal(_ code: DeskRefusalCode) throws {
    let lines = room.workspace.journal.lines.count
    #expect(try room.take([folder]) == [code.rawValue])
    let line = try #require(room.workspace.journal.lines.last)
    #expect(room.workspace.journal.lines.count == lines + 1)
    guard case .refused(code.rawValue, folder, _) = line.event else {
      Issue.record("\(line.event)")
      return
    }
    #expect(room.workspace.state.desks.isEmpty && room.workspace.state.sheets.keys.isEmpty)
  }

  @Test("with a byte too many, without a file, or with a link where a file belongs")
  func files() throws {
    let whole = try bytes
    try write(whole + [0x0A])
    try expectRefusal(.deskFile)
    try write([UInt8](repeating: 0x20, count: DeskFile.maxByteCount + 1))
    try expectRefusal(.deskFile)
    let files = FileManager.default
    try files.removeItem(atPath: "\(folder)/desk.json")
    try files.createSymbolicLink(
      atPath: "\(folder)/desk.json", withDestinationPath: room.workspace.path)
    try expectRefusal(.unsafeFile)
    try files.removeItem(atPath: "\(folder)/desk.json")
    try expectRefusal(.missingFile)
    try write(whole)
    try files.removeItem(atPath: "\(folder)/desk.json.clerk-1.minisig")
    try expectRefusal(.missingFile)
  }

  @Test("from a copy of a desk that went another way")
  func copies() throws {
    let files = FileManager.default
    try files.copyItem(atPath: room.folder.path("desk"), toPath: room.folder.path("copy"))
    let one = try room.export([room.sheet("b2")])
    let other = try room.export([room.sheet("b3")], at: "copy", to: "second")
    #expect(try room.take(one) == ["in", "in"])
    #expect(try room.take(other) == ["known", DeskRefusalCode.sequenceConflict.rawValue])
    // And what follows from it.
    let more = try room.export([room.sheet("b4")], at: "copy", to: "third")
    #expect(try room.take(more) == ["known", "sequence-conflict", "sequence-conflict"])
    #expect(room.workspace.state.sheets.keys.map(\.batch) == ["b1", "b2"])
  }

  @Test("is taken in where it comes again unspoilt, and in the order of its numbers")
  func again() throws {
    let whole = try bytes
    try write(Array(whole.dropLast()))
    try expectRefusal(.deskFile)
    try write(whole)
    let folders = try (2...11).reduce(into: [folder]) { folders, number in
      folders = try room.export([room.sheet("b\(number)")])
    }
    #expect(try room.take(folders.sorted()) == [String](repeating: "in", count: 11))
    #expect(room.workspace.state.desks.map(\.file.sequence) == Array(1...11))
  }
}
