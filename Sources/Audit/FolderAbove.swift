import Storage
package import Words

/// A folder that is no package and holds some.
package struct FolderAboveError: ReportedError {
  package let path: String
  /// The packages in it, by their names.
  package let packages: [String]

  package var report: Report {
    let names = packages.map { SafeText.escaped($0) }
    return Report(
      .refused, code: "folder-above",
      "this folder is no package, it holds \(names.joined(separator: ", "))",
      place: "\(SafeText.escaped(path))",
      advice: "name the package: \(SafeText.escaped(path))/\(names.first ?? "")")
  }
}

extension Auditor {
  /// The most folders that are looked into for a package.
  private static let maxFolders = 1_000

  /// Refuses a folder that is no package where packages lie in it.
  ///
  /// - Throws: `FolderAboveError`; `StorageError` where the folder cannot be read.
  static func requireNotAbove(_ path: String, disk: any Disk) throws {
    guard try disk.info("\(path)/\(sums)") == nil else { return }
    let packages = try disk.list(path).sorted().prefix(maxFolders).filter { name in
      guard try disk.info("\(path)/\(name)")?.isFolder == true else { return false }
      // What this user may not look into is none that they can check.
      return ((try? disk.info("\(path)/\(name)/\(sums)")) ?? nil)?.isFile == true
    }
    guard packages.isEmpty else { throw FolderAboveError(path: path, packages: packages) }
  }
}
