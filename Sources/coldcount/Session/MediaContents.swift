import Bundles
import Counting
import Cryptography
import Election
import Encoding
import Paper
import Proving
import Storage
import Words

/// What lies on media and in folders, told by names and first bytes alone: nothing that is found is
/// ever run, and nothing that may be secret is opened.
struct MediaContents: Equatable, Sendable {
  enum Kind: Equatable, Sendable {
    /// A folder with so many bundles in it, or one that is a bundle.
    case bundles(Int)
    case sheets
    case accounts
    case amendment
    case definition
    /// What a definition is made from.
    case draft
    /// The draft of a ceremony that was begun in its folder.
    case ceremony
    /// The folder with what officers mix and open, handed out for a laptop of their own.
    case carried
    /// A folder with so many files of keying desks in folders of their own, or one such folder.
    case desks(Int)
    /// The folder with everything that came in at a hall.
    case hall
    /// An officer's share of the count key.
    case share
    case vaultKey
    /// The key under which an officer is dealt parts of a share.
    case boxKey
    case signingKey
    /// A result package, by the hash of its checksum list.
    case package(Digest)
  }

  struct Item: Equatable, Sendable {
    let path: String
    let kind: Kind

    var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// The person that a key's name names: `share.ann.json`, `ann.key`, `ann.txt`.
    var holder: String {
      var name = name
      for ending in [".json", ".key", ".txt", ".secret"] where name.hasSuffix(ending) {
        name = String(name.dropLast(ending.count))
      }
      for beginning in ["share.", "vault.", "box."] where name.hasPrefix(beginning) {
        name = String(name.dropFirst(beginning.count))
      }
      return name
    }
  }

  enum Origin: Equatable, Sendable {
    case mounted(isReadOnly: Bool)
    /// A folder that stands in for a medium.
    case folder
    /// A folder with people's keys.
    case keys
  }

  struct Source: Equatable, Sendable {
    let path: String
    let origin: Origin
    let items: [Item]
    /// Why it could not be looked at.
    let problem: Message?
  }

  let sources: [Source]
  /// Devices that are plugged in and mounted nowhere.
  let unmounted: [String]

  var items: [Item] { sources.flatMap(\.items) }

  /// The folder of the package with this list of checksums, where it is plugged in.
  func package(_ sums: Digest?) -> String? {
    guard let sums else { return nil }
    return items.first { $0.kind == .package(sums) }?.path
  }

  /// The paths of a kind.
  func paths(_ fits: (Kind) -> Bool) -> [Item] { items.filter { fits($0.kind) } }
}

/// Looks for what can be used.
struct Finder {
  /// Names looked at on one medium.
  private static let maxNameCount = 2_000
  private static let maxDepth = 2
  private static let maxJSONByteCount = 1 << 20
  private static let maxListByteCount = 16 << 20

  let disk: any Disk
  /// Folders that are looked at instead of what is mounted; empty where that is looked at.
  let folders: [String]
  /// Folders with people's keys and shares.
  let keyFolders: [String]

  /// Adds what changes when a medium comes or goes, or something on it or among the keys does.
  func trace(_ trace: inout DiskTrace) {
    for medium in media() {
      trace.mark("\(medium.origin)")
      trace.follow(medium.path, disk: disk)
    }
    for folder in keyFolders { trace.follow(folder, disk: disk) }
    for name in unmounted() { trace.mark(name) }
  }

  /// Everything that is there now.
  func find() -> MediaContents {
    let sources = media() + keyFolders.map { (path: $0, origin: .keys) }
    return MediaContents(
      sources: sources.map { path, origin in
        var budget = Self.maxNameCount
        var items: [MediaContents.Item] = []
        do throws(StorageError) {
          try look(path, depth: 0, &items, &budget)
          return MediaContents.Source(
            path: path, origin: origin, items: Self.grouped(items), problem: nil)
        } catch {
          return MediaContents.Source(
            path: path, origin: origin, items: Self.grouped(items),
            problem: error.report.message)
        }
      }, unmounted: unmounted())
  }

  private func media() -> [(path: String, origin: MediaContents.Origin)] {
    guard folders.isEmpty else { return folders.map { ($0, .folder) } }
    // A table that cannot be read shows no media; there are folders for that.
    let mounted = (try? Media.mountedMedia(disk: disk)) ?? []
    return mounted.map { ($0.point, .mounted(isReadOnly: $0.isReadOnly)) }
  }

  private func unmounted() -> [String] {
    folders.isEmpty ? (try? Media.unmounted(disk: disk)) ?? [] : []
  }

  private func look(
    _ folder: String, depth: Int, _ items: inout [MediaContents.Item], _ budget: inout Int
  ) throws(StorageError) {
    let names = try disk.list(folder)
    budget -= names.count
    if names.contains(where: BundleLayout.names.contains) {
      items.append(MediaContents.Item(path: folder, kind: .bundles(1)))
      return
    }
    if names.contains(BundleFolders.hallFile) {
      items.append(MediaContents.Item(path: folder, kind: .hall))
      return
    }
    if names.contains(BundleFolders.deskFile) {
      items.append(MediaContents.Item(path: folder, kind: .desks(1)))
      return
    }
    if names.contains("B2SUMS"), names.contains("result.json"),
      let list = try? disk.read("\(folder)/B2SUMS", limit: Self.maxListByteCount)
    {
      items.append(MediaContents.Item(path: folder, kind: .package(.of(list))))
      return
    }
    if CarriedProofs.isCarried(names) {
      items.append(MediaContents.Item(path: folder, kind: .carried))
      return
    }
    for name in names.prefix(max(0, budget)) where !name.hasPrefix(".") {
      let path = "\(folder)/\(name)"
      guard let info = try disk.info(path) else { continue }
      if info.isFolder, depth < Self.maxDepth {
        // A folder that cannot be listed, such as lost+found, holds nothing for us.
        try? look(path, depth: depth + 1, &items, &budget)
      } else if info.isFile, let kind = kind(path, name, in: folder, info.byteCount) {
        items.append(MediaContents.Item(path: path, kind: kind))
      }
    }
  }

  private func kind(
    _ path: String, _ name: String, in folder: String, _ byteCount: Int
  ) -> MediaContents.Kind? {
    if name.hasSuffix(".key") { return .signingKey }
    if name.hasPrefix("share."), name.hasSuffix(".json") { return .share }
    if name.hasSuffix(".txt"), name.hasPrefix("share") || folder.hasSuffix("/shares") {
      return .share
    }
    if name.hasPrefix("vault"), name.hasSuffix(".json") || name.hasSuffix(".secret") {
      return .vaultKey
    }
    if name.hasPrefix("box."), name.hasSuffix(".json") { return .boxKey }
    if name.hasSuffix(".csv") { return table(path) }
    guard name.hasSuffix(".json") else { return nil }
    if name == "election.json" { return .definition }
    if name == CeremonyFolder.draftName { return isCeremony(path) ? .ceremony : .draft }
    guard byteCount <= Self.maxJSONByteCount,
      let bytes = try? disk.read(path, limit: Self.maxJSONByteCount),
      let json = try? JSON.parse(canonical: bytes)
    else { return nil }
    switch json["format"]?.string {
    case Sheet.format: return .sheets
    case Amendment.format: return .amendment
    default: return nil
    }
  }

  /// Whether a ceremony was begun with a draft: then it has a number.
  private func isCeremony(_ path: String) -> Bool {
    guard let bytes = try? disk.read(path, limit: Self.maxJSONByteCount),
      let json = try? JSON.parse(canonical: bytes)
    else { return false }
    return json["keys"]?["ceremony"]?.string != nil
  }

  /// A table by its first line.
  private func table(_ path: String) -> MediaContents.Kind? {
    guard var pieces = try? disk.pieces(path, of: 128), let start = try? pieces.next() else {
      return nil
    }
    let line = String(decoding: start.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    if line == SheetTable.headerLine { return .sheets }
    let headers = Definition.Papers.allCases.map(StationAccount.header)
    return headers.contains { $0.joined(separator: ",") == line } ? .accounts : nil
  }

  /// Bundles beside each other are imported together, and so are desks: they become one item, their
  /// folder.
  private static func grouped(_ items: [MediaContents.Item]) -> [MediaContents.Item] {
    struct Place: Hashable {
      let folder: String
      let isOfDesks: Bool
    }
    var found: [Place: [MediaContents.Item]] = [:]
    var order: [Place] = []
    var rest: [MediaContents.Item] = []
    for item in items {
      let place: Place
      switch item.kind {
      case .bundles: place = Place(folder: Path.parent(of: item.path), isOfDesks: false)
      case .desks: place = Place(folder: Path.parent(of: item.path), isOfDesks: true)
      default:
        rest.append(item)
        continue
      }
      if found[place] == nil { order.append(place) }
      found[place, default: []].append(item)
    }
    return order.map { place in
      let items = found[place] ?? []
      return MediaContents.Item(
        path: items.count == 1 ? items[0].path : place.folder,
        kind: place.isOfDesks ? .desks(items.count) : .bundles(items.count))
    } + rest
  }
}
