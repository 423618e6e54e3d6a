import Foundation
import FuzzTargets

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ argumentCount: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

/// libFuzzer on one target: `Fuzz TARGET [libFuzzer's options and folders]`; `Fuzz list` says which
/// there are and how large their inputs may be, `Fuzz seeds FOLDER` writes what some start from.
@main
enum Fuzz {
  /// Chosen by the first argument, before anything runs.
  private static let target: FuzzTarget? = {
    let name = CommandLine.arguments.dropFirst().first
    return FuzzTarget.all.first { $0.name == name }
  }()

  static func main() {
    if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "seeds" {
      writeSeeds(to: CommandLine.arguments[2])
    }
    guard target != nil else {
      for target in FuzzTarget.all { print(target.name, target.maxByteCount) }
      exit(CommandLine.arguments.dropFirst().first == "list" ? 0 : 2)
    }
    // libFuzzer must not see the target's name.
    let words = [CommandLine.arguments[0]] + CommandLine.arguments.dropFirst(2)
    var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    var count = Int32(words.count)
    let status = unsafe arguments.withUnsafeMutableBufferPointer { buffer in
      guard var base = buffer.baseAddress else { return Int32(2) }
      return unsafe withUnsafeMutablePointer(to: &base) { base in
        unsafe runDriver(&count, base) { bytes, count in
          Fuzz.one(unsafe Array(UnsafeBufferPointer(start: bytes, count: count)))
        }
      }
    }
    exit(status)
  }

  /// Puts the inputs that are made into a folder for each target.
  private static func writeSeeds(to folder: String) -> Never {
    do {
      for target in FuzzTarget.all {
        for (number, seed) in try target.seeds().enumerated() {
          let path = "\(folder)/\(target.name)"
          try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
          try Data(seed).write(to: URL(filePath: "\(path)/made-\(number)"))
        }
      }
      exit(0)
    } catch {
      try? FileHandle.standardError.write(contentsOf: Data("\(error)\n".utf8))
      exit(1)
    }
  }

  /// One input; a broken property ends the program as a crash does.
  private static func one(_ bytes: [UInt8]) -> Int32 {
    do {
      _ = try target?.run(bytes)
      return 0
    } catch {
      let words = Array("BROKEN: \(error)\n".utf8)
      _ = unsafe words.withUnsafeBytes { unsafe write(2, $0.baseAddress, $0.count) }
      abort()
    }
  }
}
