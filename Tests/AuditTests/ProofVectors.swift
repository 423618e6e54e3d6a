import Encoding
import Foundation
import TestSupport
import Testing

/// Packages of Tests/Vectors/verifiable that have one defect each.
enum ProofVectors {
  private static let root = "\(Peer.packageRoot)/Tests/Vectors/verifiable"

  /// The folder `package` with the defects of cases, in a folder of its own.
  static func refused(_ names: String...) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: "\(root)/package", toPath: folder.path("package"))
    for name in names { try spoil(folder.path("package"), as: name) }
    return folder
  }

  private static func spoil(_ path: String, as name: String) throws {
    let manager = FileManager.default
    let place = "\(root)/refused/\(name)"
    let text = try Data(contentsOf: URL(fileURLWithPath: "\(place)/case.json"))
    let removed = try #require(JSON.parse(draft: Array(text)).object?["remove"]?.array)
    for file in removed { try manager.removeItem(atPath: "\(path)/\(try #require(file.string))") }
    for file in try manager.subpathsOfDirectory(atPath: place) where file != "case.json" {
      var isFolder: ObjCBool = false
      _ = unsafe manager.fileExists(atPath: "\(place)/\(file)", isDirectory: &isFolder)
      if isFolder.boolValue { continue }
      let target = "\(path)/\(file)"
      if manager.fileExists(atPath: target) { try manager.removeItem(atPath: target) }
      try manager.copyItem(atPath: "\(place)/\(file)", toPath: target)
    }
  }
}
