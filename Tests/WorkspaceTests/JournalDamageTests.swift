import Cryptography
import Foundation
import Record
import Storage
import TestSupport
import Testing

import Words
@testable import Workspace

@Suite("A journal that was damaged")
struct JournalDamageTests {
  private let folder: TemporaryFolder
  private let whole: [UInt8]
  private let workspace: Workspace

  init() throws {
    folder = try TemporaryFolder()
    try Workspace.vectors(in: folder)
    let writing = try Workspace(
      open: folder.path("count"), writing: true, disk: LiveDisk(), clock: FixedClock())
    for problem in ["one", "two"] {
      try writing.record(
        .refused(code: "media", folder: "stick", problem: problem),
        signer: problem == "two"
          ? Signer(id: "clerk-1", key: try VectorElection.key("clerk-1")) : nil)
    }
    whole = try #require(folder.read("count/journal.jsonl"))
    workspace = writing
  }

  enum Damage: String, CaseIterable {
    case flipped, otherDigit, deleted, inserted, doubled, cut, zeroed

    /// The bytes with this done at a place.
    func done(_ bytes: [UInt8], at place: Int) -> [UInt8] {
      var bytes = bytes
      switch self {
      case .flipped: bytes[place] ^= 1
      case .otherDigit: bytes[place] = bytes[place] == UInt8(ascii: "0") ? 0x31 : 0x30
      case .deleted: bytes.remove(at: place)
      case .inserted: bytes.insert(UInt8(ascii: " "), at: place)
      case .doubled: bytes.insert(bytes[place], at: place)
      case .cut: bytes.removeLast(bytes.count - place)
      case .zeroed:
        bytes.replaceSubrange(place..., with: repeatElement(0, count: bytes.count - place))
      }
      return bytes
    }
  }

  /// What is found of a damaged journal: the line that is named, or how it is told from the whole.
  private func find(_ bytes: [UInt8]) throws -> (named: Int?, told: Bool, lines: Int) {
    let path = try folder.write(bytes, to: "damaged.jsonl")
    defer { #expect(folder.read("damaged.jsonl") == bytes) }
    do {
      let journal = try Journal(path: path, election: workspace.election, disk: LiveDisk())
      let isSigned = (try? journal.verifySignatures(workspace.definition)) != nil
      let heads = try #require(try VaultHeads(workspace.vault, disk: LiveDisk()))
      return (nil, !isSigned || heads.standing(of: journal) != .latest, journal.lines.count)
    } catch let error as WorkspaceError {
      guard case .journal(_, let line, let problem) = error else { throw error }
      #expect(!problem.english.isEmpty)
      return (line, true, line - 1)
    }
  }

  @Test(
    "at any byte is refused with its line, or the vault knows better; nothing is repaired",
    arguments: Damage.allCases)
  func everyByte(damage: Damage) throws {
    let ends = whole.indices.filter { whole[$0] == UInt8(ascii: "\n") }
    #expect(ends.count == 3)
    for place in whole.indices {
      let bytes = damage.done(whole, at: place)
      guard bytes != whole else { continue }
      let line = ends.count { $0 < place } + 1
      let found = try find(bytes)
      #expect(found.told, "\(damage) at byte \(place)")
      if let named = found.named {
        // A line that reads well breaks the one after it; one that lost its end runs into it.
        #expect(named == line || named == line + 1, "\(damage) at byte \(place): line \(named)")
      } else {
        // Only the last line can be gone or changed without breaking another.
        #expect(line == 3 || damage == .cut || damage == .zeroed, "\(damage) at byte \(place)")
      }
      #expect(found.lines >= line - 1, "\(damage) at byte \(place) loses line \(found.lines + 1)")
    }
  }

  @Test(
    "a line that was cut off anywhere is set aside whole when the next is written, never before")
  func torn() throws {
    let ends = whole.indices.filter { whole[$0] == UInt8(ascii: "\n") }
    let rest = whole[(ends[1] + 1)...]
    for length in stride(from: 1, through: rest.count - 1, by: 7) {
      let bytes = whole + rest.prefix(length)
      let path = try folder.write(bytes, to: "torn.jsonl")
      var journal = try Journal(path: path, election: workspace.election, disk: LiveDisk())
      #expect(journal.torn == Array(rest.prefix(length)))
      #expect(folder.read("torn.jsonl") == bytes)
      try journal.append(
        [.shown(result: .of([]))], at: FixedClock().now(), signer: nil, disk: LiveDisk())
      #expect(folder.read("torn.jsonl")?.starts(with: whole) == true)
      #expect(folder.read("torn.jsonl.torn-4") == Array(rest.prefix(length)))
      #expect(
        try Journal(path: path, election: workspace.election, disk: LiveDisk()).lines.count == 4)
    }
  }
}
