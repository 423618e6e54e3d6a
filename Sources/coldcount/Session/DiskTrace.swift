import Storage

/// What lies on the disk, told by names, sizes and when they changed.
///
/// It is the same as long as nothing changed. Nothing is read, so that it may be asked each second.
struct DiskTrace: Equatable {
  private static let maxDepth = 3

  private var entries: [String] = []
  /// How many more names are looked at.
  private var budget: Int

  /// - Parameter limit: the most names that are looked at.
  init(limit: Int = 10_000) { budget = limit }

  static func == (one: DiskTrace, other: DiskTrace) -> Bool { one.entries == other.entries }

  /// Notes something that is known otherwise.
  mutating func mark(_ text: String) { entries.append(text) }

  /// Adds a file, or a folder with what is in it but the folders of these names.
  mutating func follow(_ path: String, besides: Set<String> = [], depth: Int = 0, disk: any Disk) {
    let info = try? disk.info(path)
    guard let info else {
      entries.append("\(path) -")
      return
    }
    entries.append("\(path) \(info.byteCount) \(info.changed)")
    guard info.isFolder, depth < Self.maxDepth, let names = try? disk.list(path) else { return }
    for name in names where !besides.contains(name) {
      guard budget > 0 else { return }
      budget -= 1
      follow("\(path)/\(name)", depth: depth + 1, disk: disk)
    }
  }
}
