import Storage

/// What the kernel tells of the machine through its own files.
struct Machine {
  private static let maxByteCount = 1 << 20

  let disk: any Disk
  /// What stands before `/sys` and `/proc`: nothing, but in tests.
  var root = ""

  /// The text of one of the kernel's files without the last line end; nil where there is none.
  func text(_ path: String) throws(StorageError) -> String? {
    do {
      let text = try disk.readKernelTable(root + path, limit: Self.maxByteCount)
      return text.hasSuffix("\n") ? String(text.dropLast()) : text
    } catch  where error.kind == .missing {
      return nil
    }
  }

  /// The names in one of the kernel's folders; nil where there is none.
  func names(_ path: String) throws(StorageError) -> [String]? {
    do {
      return try disk.list(root + path)
    } catch  where error.kind == .missing {
      return nil
    }
  }

  /// The devices of a class; none where the kernel has no such class.
  ///
  /// - Throws: `StorageError` where the kernel's folders are not there at all.
  func devices(_ className: String) throws(StorageError) -> [String] {
    if let names = try names("/sys/class/\(className)") { return names }
    _ = try disk.list("\(root)/sys/class")
    return []
  }

  /// Whether all radios of a kind are switched off, as far as the kernel was told of switches.
  func isBlocked(_ kinds: Set<String>) throws(StorageError) -> Bool {
    var hasSwitch = false
    for name in try devices("rfkill") {
      let folder = "/sys/class/rfkill/\(name)"
      guard let kind = try text("\(folder)/type"), kinds.contains(kind) else { continue }
      hasSwitch = true
      let switches = [try text("\(folder)/soft"), try text("\(folder)/hard")]
      guard switches.contains("1") else { return false }
    }
    return hasSwitch
  }

  /// What the kernel calls a number of a table of `Name: 123 kB` lines.
  func number(_ name: String, in table: String) -> Int? {
    for line in table.split(separator: "\n") where line.hasPrefix("\(name):") {
      return line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
        .flatMap { Int($0) }
    }
    return nil
  }
}
