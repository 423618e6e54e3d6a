import Election
import Encoding
import Paper
import Storage
import Words

/// Sheets that a person has begun, kept in the workspace until they are entered, so that a crash
/// costs no more than the number that was being keyed.
///
/// They count nowhere. Each person's lie in a file of their own, which nobody else is shown.
final class SheetDrafts {
  private static let format = "coldcount/drafts/1"
  private static let maxByteCount = 8 << 20
  /// The most sheets that one person can have begun.
  static let maxCount = 50

  private let path: String
  private let election: Digest
  private let disk: any Disk
  /// Keeps a second window of the same person from writing over this one.
  private let lock: FileLock
  private(set) var sheets: [SheetKey: [String: Int]] = [:]

  /// Opens a person's drafts.
  ///
  /// - Throws: `StorageError`, also where the same person keys sheets in another window; or
  ///   `DraftError` where the file is none of ours.
  init(of person: String, in workspace: String, election: Digest, disk: any Disk) throws {
    let folder = "\(workspace)/drafts"
    path = "\(folder)/\(person).json"
    self.election = election
    self.disk = disk
    try disk.makeFolder(folder)
    lock = try disk.lock("\(folder)/\(person).lock")
    guard try disk.info(path) != nil else { return }
    let bytes = try disk.read(path, limit: Self.maxByteCount)
    let json = try? JSON.parse(canonical: bytes)
    guard json?["format"] == .string(Self.format),
      json?["election"] == .string(election.description), let list = json?["sheets"]?.array
    else { throw DraftError(path: path) }
    for draft in list {
      guard let station = draft["station"]?.string, let batch = draft["batch"]?.string,
        let contest = draft["contest"]?.string, let items = draft["items"]?.object
      else { throw DraftError(path: path) }
      sheets[SheetKey(station: station, batch: batch, contest: contest)] =
        Dictionary(
          items.compactMap { item in item.value.integer.map { (item.key, $0) } },
          uniquingKeysWith: { $1 })
    }
  }

  /// Keeps what is keyed of a sheet; when this returns a crash does not lose it.
  func keep(_ items: [String: Int], of key: SheetKey) throws(StorageError) {
    guard sheets[key] != items else { return }
    sheets[key] = items
    try write()
  }

  /// Removes a sheet that was entered or given up.
  func remove(_ key: SheetKey) throws(StorageError) {
    guard sheets.removeValue(forKey: key) != nil else { return }
    guard sheets.isEmpty else { return try write() }
    try disk.removeFile(path)
  }

  private func write() throws(StorageError) {
    let list = sheets.sorted { $0.key < $1.key }.map { key, items -> JSON in
      [
        "station": .string(key.station), "batch": .string(key.batch),
        "contest": .string(key.contest), "items": .object(items.mapValues { .integer($0) }),
      ]
    }
    let json: JSON = [
      "format": .string(Self.format), "election": .string(election.description),
      "sheets": .array(list),
    ]
    try disk.writeDurably(json.canonical, to: path, replace: true)
  }
}

/// A file of drafts that cannot be read.
struct DraftError: ReportedError, Equatable {
  let path: String

  var report: Report {
    Report(
      .refused, code: "draft", "these begun sheets cannot be read",
      place: "\(SafeText.escaped(path))",
      advice: "no sheet that was entered is concerned; remove the file and key what was begun again"
    )
  }
}
