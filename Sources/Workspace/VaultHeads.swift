import Encoding
package import Record
import Storage
import Words

/// How a workspace compares with what its vault remembers of it.
package enum Standing: Equatable, Sendable {
  /// The journal has every line that the vault has seen.
  case latest
  /// The vault is not there, so nothing was compared.
  case notChecked
  /// The journal has lines that the vault has not seen, of which this was the last that it had.
  case ahead(JournalHead)
  /// The vault has seen a line that this journal does not have yet.
  case older(JournalHead)
  /// The vault has seen another line of this number, or all it remembered is gone.
  case other(JournalHead)

  /// As JSON says it.
  package var word: String {
    switch self {
    case .latest: "latest"
    case .notChecked: "not-checked"
    case .ahead: "ahead"
    case .older: "older"
    case .other: "other"
    }
  }

  /// What the vault has seen that the journal does not have; nil where it has everything.
  package var seen: JournalHead? {
    switch self {
    case .latest, .notChecked, .ahead: nil
    case .older(let head), .other(let head): head
    }
  }
}

/// What the vault remembers of the journal: a line `NUMBER HASH` for every line that was written.
///
/// The vault lies apart, so that a workspace restored from an older copy, or used in two places, is
/// noticed. A head says nothing of what the journal holds.
struct VaultHeads {
  static let fileName = "heads"
  private static let maxByteCount = 1 << 28
  /// In so many bytes at the end the last head stands, unless what follows it was cut off.
  private static let tailByteCount = 256

  private let path: String
  /// The last head; nil where none was written yet.
  private(set) var last: JournalHead?
  /// Bytes of whole lines, and of all that is there.
  private let wholeByteCount: Int
  private var byteCount: Int
  private var isTorn: Bool { byteCount > wholeByteCount }

  /// Reads the end of the list; nil where the vault is not there.
  ///
  /// - Throws: `WorkspaceError.refused` where it does not hold; `.storage` where it cannot be read.
  init?(_ vault: VaultFolder, disk: any Disk) throws(WorkspaceError) {
    path = "\(vault.path)/\(Self.fileName)"
    let newline = UInt8(ascii: "\n")
    var bytes: [UInt8] = []
    var start = 0
    do {
      guard try disk.info(vault.mark) != nil else { return nil }
      if let size = try disk.info(path)?.byteCount {
        start = max(0, size - Self.tailByteCount)
        bytes = try disk.read(path, from: start, limit: Self.maxByteCount)
        if start > 0, bytes.count(where: { $0 == newline }) < 2 {
          (start, bytes) = (0, try disk.read(path, limit: Self.maxByteCount))
        }
      }
    } catch { throw .storage(error) }
    byteCount = start + bytes.count
    // A head that was cut off is that of a line whose writing was never reported done.
    let lines = bytes[..<((bytes.lastIndex(of: newline) ?? -1) + 1)]
    wholeByteCount = start + lines.count
    guard let line = lines.split(separator: newline).last else {
      last = nil
      return
    }
    let fields = String(decoding: line, as: UTF8.self).split(separator: " ")
    guard fields.count == 2, let number = Int(fields[0]), number > 0,
      let hash = Digest(hex: String(fields[1]))
    else {
      throw .refused(
        code: "vault", problem: "\(SafeText.escaped(path)) is damaged in its last line",
        advice: "fetch an officer and the custodian; restore the vault's medium from its copy")
    }
    last = JournalHead(lines: number, hash: hash)
  }

  /// How a journal compares with it.
  func standing(of journal: Journal) -> Standing {
    guard let last else {
      // Only the very first line can be written before the vault knows of it.
      return journal.lines.count <= 1 ? .latest : .other(JournalHead(lines: 0, hash: journal.start))
    }
    guard last.lines <= journal.lines.count else { return .older(last) }
    guard journal.lines[last.lines - 1].hash == last.hash else { return .other(last) }
    return last.lines == journal.lines.count ? .latest : .ahead(last)
  }

  /// Writes more heads at once; returns once they are on the medium.
  mutating func append(_ heads: [JournalHead], disk: any Disk) throws(WorkspaceError) {
    guard let end = heads.last, end != last else { return }
    do {
      if isTorn {
        try disk.truncate(disk.openForAppending(path), to: wholeByteCount)
        byteCount = wholeByteCount
      }
      let lines = heads.map { "\($0.lines) \($0.hash)\n" }
      try disk.appendDurably(Array(lines.joined().utf8).span, to: path)
    } catch { throw .storage(error) }
    last = end
  }
}

extension WorkspaceError {
  /// Why a workspace is not written to that does not have what its vault has seen.
  static func olderCopy(_ standing: Standing, journal: Journal) -> WorkspaceError? {
    let here = journal.lines.count
    let problem: Message
    switch standing {
    case .latest, .notChecked, .ahead: return nil
    case .older(let seen):
      problem =
        "the vault has seen line \(seen.lines) of the journal, which here ends at line \(here): "
        + "this workspace is an older copy"
    case .other(let seen):
      problem =
        seen.lines == 0
        ? "the vault remembers nothing of this journal of \(here) lines"
        : "the vault has seen another line \(seen.lines) than this journal has: the count went "
          + "on in another copy of the workspace"
    }
    return .refused(
      code: "older-copy", problem: problem,
      advice: "go on with the latest copy; if it is lost, the officers say so with "
        + "'coldcount allow resume --reason ...', each with their own key")
  }
}
