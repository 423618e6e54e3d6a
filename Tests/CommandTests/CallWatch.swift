import Console
import Foundation
import Synchronization
import TestSupport

@testable import coldcount

/// Runs the program as an ordinary user under strace and keeps which calls it made.
final class CallWatch: Sendable {
  /// How often a command line made each call.
  struct Record: Sendable {
    let line: [String]
    let calls: [String: Int]
  }

  private let folder: TemporaryFolder
  private let lines = Mutex<[[String]]>([])

  init() throws {
    folder = try TemporaryFolder()
    try User.give(folder.path)
  }

  /// What is started instead of the program; what a command line names of a test's own is given to
  /// the user.
  func line(_ arguments: [String]) throws -> [String] {
    let temporary = Set([NSTemporaryDirectory(), "/tmp/"])
    for path in arguments {
      for parent in temporary where path.hasPrefix(parent) {
        let own = path.dropFirst(parent.count).prefix { $0 != "/" }
        try User.give(parent + own)
      }
    }
    let number = lines.withLock { lines in
      lines.append(arguments)
      return lines.count - 1
    }
    return User.ordinary(
      ["/usr/bin/strace", "-f", "-c", "-o", folder.path("\(number)"), Binary.path] + arguments)
  }

  /// The names of the commands that were run.
  var commands: Set<String> {
    let all = lines.withLock { $0 }
    return Set(
      all.compactMap { line -> String? in
        guard case .run(let parsed)? = try? Commands.table.parse(line) else { return nil }
        return parsed.command.name
      })
  }

  /// The calls of each command line.
  func records() throws -> [Record] {
    let all = lines.withLock { $0 }
    return try all.enumerated().map { number, line in
      Record(
        line: line,
        calls: Self.calls(try String(contentsOfFile: folder.path("\(number)"), encoding: .utf8)))
    }
  }

  /// The rows of strace's summary: time, seconds, microseconds a call, calls, errors if any, name.
  private static func calls(_ summary: String) -> [String: Int] {
    var found: [String: Int] = [:]
    for row in summary.split(separator: "\n") {
      let fields = row.split(separator: " ")
      guard fields.count >= 5, let count = Int(fields[3]), let name = fields.last,
        name != "total"
      else { continue }
      found[String(name)] = count
    }
    return found
  }
}
