package import Encoding
import Foundation
import Synchronization

/// The audit that was written in Python from the pages alone, `Tests/Peers/audit.py`.
///
/// One process is asked about every package, a line each: starting Python takes longer than auditing
/// a small package.
package final class SecondAudit: Sendable {
  private static let shared = Result { try SecondAudit() }

  private struct Pipes {
    let questions: FileHandle
    let answers: FileHandle
    /// What was read of the next answers.
    var rest: [UInt8] = []
  }

  private let pipes: Mutex<Pipes>

  private init() throws {
    let (questions, answers) = (Pipe(), Pipe())
    let process = Process()
    process.executableURL = URL(filePath: Peer.python)
    process.arguments = ["\(Peer.packageRoot)/Tests/Peers/audit.py", "--json", "-"]
    process.standardInput = questions
    process.standardOutput = answers
    // It ends with its input, when the tests do.
    try Peer.start(process)
    pipes = Mutex(
      Pipes(
        questions: questions.fileHandleForWriting, answers: answers.fileHandleForReading))
  }

  /// What it says of the package in a folder.
  package static func audit(_ path: String) throws -> JSON { try shared.get().audit(path) }

  private func audit(_ path: String) throws -> JSON {
    try pipes.withLock { pipes in
      try pipes.questions.write(contentsOf: Data("\(path)\n".utf8))
      while true {
        if let end = pipes.rest.firstIndex(of: 0x0A) {
          let line = Array(pipes.rest[...end])
          pipes.rest.removeSubrange(...end)
          return try JSON.parse(canonical: line)
        }
        // What is there by now: to wait for more would be to wait for the next answer.
        let piece = pipes.answers.availableData
        guard !piece.isEmpty else {
          throw Peer.Failure(description: "audit.py ended at \(path)")
        }
        pipes.rest += piece
      }
    }
  }

  /// Number, name and verdict of each check, but for the reports, whose words only the program has.
  private static func verdicts(_ report: JSON) -> [String] {
    (report["checks"]?.array ?? []).filter { $0["id"] != "reports" }.map { check in
      ["number", "id", "verdict"].map { name in
        check[name].map { String(decoding: $0.canonical.dropLast(), as: UTF8.self) } ?? "none"
      }.joined(separator: " ")
    }
  }

  /// What two audits say differently of a package, check by check; nil where they agree.
  package static func difference(_ first: JSON, _ second: JSON) -> String? {
    guard verdicts(first) != verdicts(second) || first["facts"] != second["facts"] else {
      return nil
    }
    return [first, second].map { String(decoding: $0.canonical, as: UTF8.self) }
      .joined(separator: "\n")
  }
}
