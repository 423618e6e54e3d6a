import Audit
import Encoding
import Foundation
import Synchronization
import TestSupport
import Testing

/// The audit that was written in Python from the pages alone, `Tests/Peers/audit.py`.
///
/// One process is asked about every package, a line each: starting Python takes longer than auditing
/// a small package.
final class SecondAudit: Sendable {
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

  /// Expects that the second audit says the same of a package as the first, check by check; gives
  /// what it says.
  @discardableResult
  static func expectSame(
    _ report: AuditReport, _ path: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> JSON {
    let second = try shared.get().audit(path)
    expectSame(report, second, path, sourceLocation)
    return second
  }

  /// The same where the bundles in a folder were compared with the tracking list, word for word in
  /// what no check sees.
  static func expectSame(
    _ report: AuditReport, _ path: String, bundles: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let answer = try Peer.run(
      Peer.python,
      ["\(Peer.packageRoot)/Tests/Peers/audit.py", "--json", "--bundles", bundles, path])
    let second = try JSON.parse(canonical: Array(answer.stdout.utf8))
    expectSame(report, second, path, sourceLocation)
    #expect(report.json["limits"] == second["limits"], sourceLocation: sourceLocation)
    let compared = [report.json, second].map { audit in
      audit["checks"]?.array?.first { $0["id"] == "tracking" }
    }
    #expect(
      compared[0]?["compared"] == compared[1]?["compared"], sourceLocation: sourceLocation)
  }

  private static func expectSame(
    _ report: AuditReport, _ second: JSON, _ path: String, _ sourceLocation: SourceLocation
  ) {
    let (one, other) = (verdicts(report.json), verdicts(second))
    #expect(
      one == other, "\(report.checklist())\n\(String(decoding: second.canonical, as: UTF8.self))",
      sourceLocation: sourceLocation)
    #expect(
      report.json["facts"] == second["facts"], "\(path)", sourceLocation: sourceLocation)
  }
}
