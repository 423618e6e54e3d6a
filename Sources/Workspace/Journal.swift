import Cryptography
import Election
package import Encoding
package import Record
package import Storage
import Words

/// The workspace's only record of what was done: an append-only file of chained lines.
package struct Journal: Sendable {
  package static let fileName = "journal.jsonl"
  /// The largest journal that is read, in bytes.
  package static let maxByteCount = 1 << 28

  private let path: String
  /// What the first line follows from: the hash of the definition.
  let start: Digest
  package private(set) var lines: [JournalLine] = []
  /// Bytes after the last newline, left by a write that was cut off; they record nothing.
  package private(set) var torn: [UInt8] = []
  /// The bytes of its lines.
  private var byteCount = 0

  /// The hash of the last line, or of the definition while there is none.
  package private(set) var head: Digest

  /// Its last line by number and hash.
  package var last: JournalHead { JournalHead(lines: lines.count, hash: head) }

  /// Reads a journal and checks its numbers and its chain from the definition's hash on.
  ///
  /// - Throws: `WorkspaceError.journal` with the line that does not hold, or what failed on disk.
  package init(path: String, election: Digest, disk: any Disk) throws(WorkspaceError) {
    self.path = path
    start = election
    head = election
    let bytes: [UInt8]
    do {
      bytes = try disk.read(path, limit: Self.maxByteCount)
    } catch { throw .storage(error) }
    let text = JournalText(bytes, election: election, maxProblems: 1)
    if let first = text.problems.first { throw .journal(path: path, first) }
    (lines, head, torn) = (text.lines, text.head, text.rest)
    byteCount = bytes.count - torn.count
    guard !lines.isEmpty else {
      throw .journal(path: path, line: 1, problem: "the journal has no line")
    }
    guard Self.isBeginning(torn) else {
      throw .journal(
        path: path, line: lines.count + 1, problem: "bytes that are no line, nor part of one")
    }
  }

  /// Whether bytes can be what a write that was cut off left of a line.
  private static func isBeginning(_ bytes: [UInt8]) -> Bool {
    let first = Array("{\"at\":\"".utf8)
    return bytes.count < JournalLine.maxByteCount
      && bytes.prefix(first.count) == first.prefix(bytes.count)
      && bytes.allSatisfy { $0 >= 0x20 }
  }

  /// Whether a journal is there with anything but the beginning of its first line.
  static func isBegun(_ path: String, disk: any Disk) throws(StorageError) -> Bool {
    guard let found = try disk.info(path) else { return false }
    guard found.isFile, found.byteCount < JournalLine.maxByteCount else { return true }
    return !isBeginning(try disk.read(path, limit: JournalLine.maxByteCount))
  }

  /// Puts what a start that was cut off left of a first line beside the journal that begins.
  static func setBeginningAside(_ path: String, disk: any Disk) throws(StorageError) {
    if try disk.info(path) != nil { try disk.rename(path, to: "\(path).torn-1") }
  }

  /// An empty journal, of which nothing is on disk yet.
  package init(new path: String, election: Digest) {
    self.path = path
    start = election
    head = election
  }

  /// Writes a line for each event and returns once they are on the disk; they are written and
  /// synced at once, and where that fails none of them is there.
  ///
  /// What a cut-off write left behind is set aside first, in a file of its own beside the journal.
  package mutating func append(
    _ events: [JournalEvent], at: Timestamp, signer: Signer?, disk: any Disk
  ) throws(WorkspaceError) {
    do {
      if !torn.isEmpty { try setTornAside(disk) }
      var (added, last): ([JournalLine], Digest) = ([], head)
      var bytes: [UInt8] = []
      for event in events {
        let line = try JournalLine.make(
          number: lines.count + added.count + 1, at: at, event: event, previous: last,
          signer: signer)
        let file = line.file
        guard file.count <= JournalLine.maxByteCount else {
          throw WorkspaceError.journal(
            path: path, line: line.number, problem: "the entry is longer than a line may be")
        }
        bytes += file
        last = Digest.of(Array(file.dropLast()))
        added.append(line)
      }
      try disk.appendDurably(bytes.span, to: path)
      lines += added
      head = last
      byteCount += bytes.count
    } catch let error as StorageError {
      throw .storage(error)
    } catch let error as CryptographyError {
      throw .cryptography(error)
    } catch let error as WorkspaceError {
      throw error
    } catch {
      throw .journal(path: path, line: lines.count + 1, problem: "\(error)")
    }
  }

  private mutating func setTornAside(_ disk: any Disk) throws(StorageError) {
    try disk.writeDurably(torn, to: "\(path).torn-\(lines.count + 1)", replace: true)
    try disk.writeDurably(lines.flatMap(\.file), to: path, replace: true)
    torn = []
  }

  /// Takes what others wrote since it was read, so that a whole evening reads each line once; gives
  /// how many lines that were.
  ///
  /// - Throws: `WorkspaceError.journal` where the last line is no longer where it was, or a new one
  ///   does not hold.
  mutating func catchUp(_ definition: Definition, disk: any Disk) throws(WorkspaceError) -> Int {
    let lastLine = lines.last?.file ?? []
    let bytes: [UInt8]
    do {
      bytes = try disk.read(path, from: byteCount - lastLine.count, limit: Self.maxByteCount)
    } catch { throw .storage(error) }
    guard bytes.starts(with: lastLine) else {
      throw .journal(
        path: path, line: lines.count, problem: "the journal was changed while it was open")
    }
    let new = Array(bytes[lastLine.count...])
    let text = JournalText(new, after: last, maxProblems: 1)
    if let first = text.problems.first { throw .journal(path: path, first) }
    guard Self.isBeginning(text.rest) else {
      throw .journal(
        path: path, line: last.lines + text.lines.count + 1,
        problem: "bytes that are no line, nor part of one")
    }
    try Self.verifySignatures(of: text.lines, definition, path: path)
    lines += text.lines
    (head, torn) = (text.head, text.rest)
    byteCount += new.count - torn.count
    return text.lines.count
  }

  /// Checks the signature of every line that a person signed.
  ///
  /// - Throws: `WorkspaceError.journal` with the first line whose author is not of this election
  ///   or did not sign it.
  func verifySignatures(_ definition: Definition) throws(WorkspaceError) {
    try Self.verifySignatures(of: lines, definition, path: path)
  }

  private static func verifySignatures(
    of lines: [JournalLine], _ definition: Definition, path: String
  ) throws(WorkspaceError) {
    let people = LineSignatures(definition)
    for line in lines {
      if let problem = people.problem(line) { throw .journal(path: path, problem) }
    }
  }

  /// Whether a person of the election signed a line from this number on.
  func isSigned(from number: Int, by definition: Definition) -> Bool {
    let people = LineSignatures(definition)
    return lines.dropFirst(number - 1).contains {
      $0.by != JournalLine.nobody && people.problem($0) == nil
    }
  }
}
