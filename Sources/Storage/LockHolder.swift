import Glibc

/// Who holds a lock, as the lock's file says it: `4711 paper import`.
struct LockHolder: Equatable {
  static let maxByteCount = 64

  let process: Int32
  /// The words of its command, where they are words.
  let command: [String]

  /// This process.
  static var own: LockHolder {
    LockHolder(
      process: getpid(),
      command: Array(OwnProcess.arguments.dropFirst().prefix(2).prefix(while: isWord)))
  }

  var words: String {
    "process \(process)"
      + (command.isEmpty ? "" : " (\(command.joined(separator: " ")))")
  }

  var file: [UInt8] {
    Array((["\(process)"] + command).joined(separator: " ").utf8) + [UInt8(ascii: "\n")]
  }

  /// A command's word: nothing that could be a path or come from outside.
  private static func isWord(_ text: String) -> Bool {
    (1...16).contains(text.utf8.count) && !text.hasPrefix("-")
      && text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || (0x61...0x7A).contains($0) }
  }
}

extension LockHolder {
  /// Reads a lock's file; nil where it says nothing yet.
  init?(file: [UInt8]) {
    let words = String(decoding: file.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
      .split(separator: " ").map(String.init)
    guard let process = words.first.flatMap(Int32.init) else { return nil }
    self.init(
      process: process, command: Array(words.dropFirst().prefix(while: Self.isWord)))
  }
}
