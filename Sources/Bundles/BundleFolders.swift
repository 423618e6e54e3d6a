package import Encoding
package import Storage
import Words

/// Where bundles lie on a medium, and what was keyed at desks.
package struct BundleFolders: Sendable {
  /// The folders that hold a bundle: the one that was named, or those one level down.
  package let found: [String]
  /// Likewise the folders of desks.
  package let desks: [String]
  /// What else is there.
  package let others: NameList
  /// The folders that this user may not look into, as `lost+found` is one.
  package let closed: NameList

  /// The file by which a desk's folder is known.
  package static let deskFile = "desk.json"

  /// Looks for bundles at `path`.
  ///
  /// A folder is taken for a bundle's where any of a bundle's files lies in it, under whatever case,
  /// so that one that is incomplete is refused by name and not passed over.
  ///
  /// - Throws: `StorageError` where the medium cannot be read, or holds more names than are looked at.
  package init(at path: String, disk: any Disk) throws(StorageError) {
    let names = try disk.list(path)
    guard !names.contains(where: Self.isBundleFile) else {
      (found, desks, others, closed) = ([path], [], NameList(), NameList())
      return
    }
    guard !names.contains(where: Self.isDeskFile) else {
      (found, desks, others, closed) = ([], [path], NameList(), NameList())
      return
    }
    var folders: [String] = []
    var desks: [String] = []
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
      } else if inside.contains(where: Self.isDeskFile) {
        desks.append(inner)
      } else {
        others.append(name)
      }
    }
    found = folders
    self.desks = desks
    self.others = NameList(others)
    self.closed = NameList(closed)
  }

  private static func isDeskFile(_ name: String) -> Bool {
    name.utf8.count == deskFile.utf8.count && name.lowercased() == deskFile
  }

  private static func isBundleFile(_ name: String) -> Bool {
    // By its length first: there may be a hundred thousand names.
    BundleLayout.names.contains { $0.utf8.count == name.utf8.count && $0 == name.lowercased() }
  }
}
