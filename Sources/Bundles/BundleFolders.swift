package import Encoding
package import Storage
import Words

/// Where bundles lie on a medium, and what was keyed at desks.
package struct BundleFolders: Sendable {
  /// The folders that hold a bundle: the one that was named, or those one level down.
  package let found: [String]
  /// Likewise the folders of desks.
  package let desks: [String]
  /// The folders with everything that came in at a hall.
  package let halls: [String]
  /// What else is there.
  package let others: NameList
  /// The folders that this user may not look into, as `lost+found` is one.
  package let closed: NameList

  /// The file by which a desk's folder is known.
  package static let deskFile = "desk.json"
  /// The file by which a hall's folder is known.
  package static let hallFile = "inputs.json"

  /// Looks for bundles at `path`.
  ///
  /// A folder is taken for a bundle's where any of a bundle's files lies in it, under whatever case,
  /// so that one that is incomplete is refused by name and not passed over.
  ///
  /// - Throws: `StorageError` where the medium cannot be read, or holds more names than are looked at.
  package init(at path: String, disk: any Disk) throws(StorageError) {
    let names = try disk.list(path)
    guard !names.contains(where: Self.isBundleFile) else {
      (found, desks, halls, others, closed) = ([path], [], [], NameList(), NameList())
      return
    }
    guard !Self.isDesk(names) else {
      (found, desks, halls, others, closed) = ([], [path], [], NameList(), NameList())
      return
    }
    guard !Self.isHall(names) else {
      (found, desks, halls, others, closed) = ([], [], [path], NameList(), NameList())
      return
    }
    var folders: [String] = []
    var (desks, halls): ([String], [String]) = ([], [])
    var others: [String] = []
    var closed: [String] = []
    var seen = names.count
    for name in names {
      let inner = "\(path)/\(name)"
      guard try disk.info(inner)?.isFolder == true else {
        others.append(name)
        continue
      }
      let inside: [String]
      do {
        inside = try disk.list(inner)
      } catch  where error.kind == .denied {
        closed.append(name)
        continue
      }
      seen += inside.count
      guard seen <= DiskLimit.maxNameCount else {
        throw StorageError(
          .tooLarge, "look for bundles", path,
          "more than \(DiskLimit.maxNameCount) files; name the folder of a bundle")
      }
      if inside.contains(where: Self.isBundleFile) {
        folders.append(inner)
      } else if Self.isDesk(inside) {
        desks.append(inner)
      } else if Self.isHall(inside) {
        halls.append(inner)
      } else {
        others.append(name)
      }
    }
    found = folders
    self.desks = desks
    self.halls = halls
    self.others = NameList(others)
    self.closed = NameList(closed)
  }

  private static func isDesk(_ names: [String]) -> Bool {
    names.contains { $0.utf8.count == deskFile.utf8.count && $0.lowercased() == deskFile }
  }

  private static func isHall(_ names: [String]) -> Bool {
    names.contains { $0.utf8.count == hallFile.utf8.count && $0.lowercased() == hallFile }
  }

  private static func isBundleFile(_ name: String) -> Bool {
    // By its length first: there may be a hundred thousand names.
    BundleLayout.names.contains { $0.utf8.count == name.utf8.count && $0 == name.lowercased() }
  }
}
