import Words

/// Files and folders that desktops and systems leave wherever people look.
enum Litter {
  private static let names: Set<String> = [
    ".ds_store", ".directory", ".fseventsd", ".spotlight-v100", ".temporaryitems", ".trashes",
    "$recycle.bin", "desktop.ini", "ehthumbs.db", "systemvolumeinformation", "thumbs.db",
  ]
  /// How names of others begin: macOS's second half of a file, and the bins of desktops.
  private static let beginnings = ["._", ".trash-"]

  /// What lies there, all in one: one for each file of the package may be there.
  static func message(_ paths: [String]) -> Message {
    let all = Message.list(ids: paths.map(SafeText.escaped))
    return "left by a desktop or a system and signed by nobody; remove \(all)"
  }

  /// Whether what lies at a path is of that kind, by its name alone.
  static func isLitter(_ path: String) -> Bool {
    let name = (path.split(separator: "/").last ?? "").lowercased().filter { $0 != " " }
    return names.contains(name) || beginnings.contains(where: name.hasPrefix)
  }
}
