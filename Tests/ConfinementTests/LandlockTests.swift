import Foundation
import Glibc
import Storage
import TestSupport
import Testing

@testable import Confinement

@Suite("The limit on files")
struct LandlockTests {
  @Test(
    "Inside it is as before, outside nothing can be read, written, made or removed",
    .enabled(if: Landlock.version > 0, "this kernel has no Landlock that can be used"))
  func limit() async throws {
    let folder = try TemporaryFolder()
    for name in ["in", "out"] {
      try FileManager.default.createDirectory(
        atPath: folder.path(name), withIntermediateDirectories: true)
      try folder.write("x", to: "\(name)/file")
    }
    let path = folder.path
    await #expect(processExitsWith: .exitCode(7)) { [path = path as String] in
      Runner.quiet()
      // Without it nobody but root may limit himself.
      try Hardening.apply()
      let isLimited = try Landlock.apply([
        AccessRule("\(path)/in", [.read, .write]), AccessRule("\(path)/in/file", .read),
        AccessRule("\(path)/missing", .read),
      ])
      let disk = LiveDisk()
      func number(_ body: () throws(StorageError) -> Void) -> Int32 {
        do throws(StorageError) {
          try body()
          return 0
        } catch { return error.number }
      }
      let inside = [
        number { () throws(StorageError) in _ = try disk.read("\(path)/in/file", limit: 9) },
        number { () throws(StorageError) in try disk.writeDurably([1], to: "\(path)/in/new") },
        number { () throws(StorageError) in try disk.makeFolder("\(path)/in/a/b") },
        number { () throws(StorageError) in
          try disk.rename("\(path)/in/new", to: "\(path)/in/a/b/new")
        },
        number { () throws(StorageError) in try disk.removeTree("\(path)/in/a") },
      ]
      let outside = [
        number { () throws(StorageError) in _ = try disk.read("\(path)/out/file", limit: 9) },
        number { () throws(StorageError) in _ = try disk.list("\(path)/out") },
        number { () throws(StorageError) in try disk.writeDurably([1], to: "\(path)/out/new") },
        number { () throws(StorageError) in try disk.makeFolder("\(path)/out/a") },
        number { () throws(StorageError) in try disk.unlink("\(path)/out/file") },
        number { () throws(StorageError) in try disk.unlink("/dev/null") },
      ]
      let isDenied = outside.allSatisfy { $0 == EACCES }
      exit(isLimited && inside.allSatisfy { $0 == 0 } && isDenied ? 7 : 8)
    }
    #expect(folder.read("out/file") == Array("x".utf8))
  }

  @Test("Each version has the rights that it documents")
  func layout() {
    #expect(FileAccess.read.rawValue == 0b1100)
    #expect(FileAccess.all(version: 2).rawValue == 0x3FFF)
    #expect(FileAccess.all(version: 3).rawValue == 0x7FFF)
    #expect(FileAccess.all(version: 7).rawValue == 0xFFFF)
    #expect(FileAccess.all(version: 2).isSuperset(of: [.read, .list, .remove]))
    #expect(!FileAccess.write.contains(.list))
  }
}
