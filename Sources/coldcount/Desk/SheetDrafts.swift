import Console
import Election
import Encoding
import Paper
import Storage
import Words

/// What is keyed of a form that was begun: its numbers, and the field in which somebody was.
struct DeskDraft: Equatable {
  var items: [String: Int]
  var field: String?

  init(items: [String: Int], field: String? = nil) { (self.items, self.field) = (items, field) }

  init(_ form: NumberForm) { self.init(items: form.numbers, field: form.current) }
}

/// Sheets and accounts that a person has begun, kept in the workspace until they are entered, so that a crash
/// costs no more than the number that was being keyed.
///
/// They count nowhere. Each person's lie in a file of their own, which nobody else is shown.
final class SheetDrafts {
  private static let format = "coldcount/drafts/1"
  private static let maxByteCount = 8 << 20
  /// The most forms that one person can have begun.
  static let maxCount = 50

  private let path: String
  private let election: Digest
  private let disk: any Disk
  /// Keeps a second window of the same person from writing over this one.
  private let lock: FileLock
  private(set) var begun: [DeskKey: DeskDraft] = [:]

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
      guard let key = Self.key(draft), let items = draft["items"]?.object else {
        throw DraftError(path: path)
      }
      let numbers = items.compactMap { item in item.value.integer.map { (item.key, $0) } }
      begun[key] = DeskDraft(
        items: Dictionary(numbers, uniquingKeysWith: { $1 }), field: draft["field"]?.string)
    }
  }

  /// What a draft is of: an account has no batch.
  private static func key(_ draft: JSON) -> DeskKey? {
    guard let station = draft["station"]?.string else { return nil }
    let contest = draft["contest"]?.string
    guard let batch = draft["batch"]?.string else {
      return .account(AccountKey(station: station, contest: contest))
    }
    return contest.map { .sheet(SheetKey(station: station, batch: batch, contest: $0)) }
  }

  /// Keeps what is keyed of a form; when this returns a crash does not lose it.
  func keep(_ draft: DeskDraft, of key: DeskKey) throws(StorageError) {
    guard begun[key] != draft else { return }
    begun[key] = draft
    try write()
  }

  /// Removes what was entered or given up.
  func remove(_ key: DeskKey) throws(StorageError) {
    guard begun.removeValue(forKey: key) != nil else { return }
    guard begun.isEmpty else { return try write() }
    try disk.removeFile(path)
  }

  private func write() throws(StorageError) {
    let list = begun.sorted { $0.key < $1.key }.map { key, draft -> JSON in
      var members: JSON.Members = [
        "station": .string(key.station), "items": .object(draft.items.mapValues { .integer($0) }),
      ]
      members["batch"] = key.batch.map { .string($0) }
      members["contest"] = key.contest.map { .string($0) }
      members["field"] = draft.field.map { .string($0) }
      return .object(members)
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
