import Foundation

/// A folder of a test's own, removed with all that is in it when the test lets go of it.
package final class TemporaryFolder: Sendable {
  /// The folder's absolute path.
  package let path: String

  package convenience init() throws {
    try self.init(
      at: FileManager.default.temporaryDirectory
        .appendingPathComponent("coldcount-test-\(UUID().uuidString)").path)
  }

  /// Makes the folder at a path where nothing is yet.
  init(at path: String) throws {
    self.path = path
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of `name` in this folder.
  package func path(_ name: String) -> String { "\(path)/\(name)" }

  /// Puts a file into the folder and gives its path.
  @discardableResult
  package func write(_ bytes: [UInt8], to name: String) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }

  /// Puts a file of text into the folder and gives its path.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    try write(Array(text.utf8), to: name)
  }

  /// The bytes of a file in the folder; nil where there is none.
  package func read(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path(name)).map { Array($0) }
  }

  /// All that is below the folder by its name, files with their bytes and links with their target:
  /// to see that something left all as it was.
  package func snapshot() throws -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
      let attributes = try FileManager.default.attributesOfItem(atPath: path(name))
      switch attributes[.type] as? FileAttributeType {
      case .typeDirectory?: found[name + "/"] = []
      case .typeSymbolicLink?:
        found[name] = Array(
          try FileManager.default.destinationOfSymbolicLink(atPath: path(name)).utf8)
      case .typeRegular?: found[name] = read(name) ?? []
      default: found[name] = []
      }
    }
    return found
  }
}
