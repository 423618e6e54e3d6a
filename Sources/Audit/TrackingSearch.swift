package import Election
import Encoding
package import Result
package import Storage

/// What tracking.txt says of a ballot (FormatResult § tracking.txt).
package enum TrackedFate: String, Sendable, CaseIterable, Comparable {
  // In the order of their words, in which lines of one code are sorted.
  /// The code alone: the public is not told what became of single ballots.
  case listed
  case counted, excluded, struck

  /// Its place in that order.
  var order: Int {
    switch self {
    case .listed: 0
    case .counted: 1
    case .excluded: 2
    case .struck: 3
    }
  }

  package static func < (one: TrackedFate, other: TrackedFate) -> Bool {
    one.order < other.order
  }
}

/// What a package says of one tracking code.
package struct FoundBallot: Sendable {
  /// The codes that begin so with what became of each ballot; none where it is not there.
  package let ballots: [(code: TrackingCode, fate: TrackedFate)]
  /// The stage of the result, and where all sealed ballots went.
  package let result: any StatedResult
}

extension Auditor {
  /// Checks the package in a folder, and says what its tracking list has of a code; nil where anything
  /// fails.
  ///
  /// - Throws: `FolderAboveError` where packages lie in the folder, `StorageError` where it cannot be
  ///   read itself, or this user may not read one of its files.
  package static func find(
    _ code: TrackingCode, in path: String, disk: any Disk, reports: Reports? = nil
  ) throws -> (report: AuditReport, found: FoundBallot?) {
    let auditor = try audited(path, disk: disk, reports: reports)
    guard auditor.report.holds, let result = auditor.result else { return (auditor.report, nil) }
    var search = TrackingSearch(code)
    try auditor.folder.forEachPiece("tracking.txt") { search.take($0) }
    return (auditor.report, FoundBallot(ballots: search.ballots, result: result))
  }
}

/// Looks in a tracking list that holds for the lines that begin with the digits of a code.
private struct TrackingSearch {
  private let digits: [UInt8]
  private var line: [UInt8] = []
  private(set) var ballots: [(code: TrackingCode, fate: TrackedFate)] = []

  init(_ code: TrackingCode) { digits = Array(code.digits.utf8) }

  /// Takes the next piece of the file.
  mutating func take(_ piece: Span<UInt8>) {
    for position in piece.indices {
      guard piece[position] == UInt8(ascii: "\n") else {
        line.append(piece[position])
        continue
      }
      if line.starts(with: digits) { note(String(decoding: line, as: UTF8.self)) }
      line.removeAll(keepingCapacity: true)
    }
  }

  private mutating func note(_ line: String) {
    let parts = line.split(separator: " ", maxSplits: 1)
    // The list was checked: each line is a code, with a word or without.
    guard let text = parts.first, let code = try? TrackingCode(String(text)) else { return }
    ballots.append(
      (code, parts.count > 1 ? TrackedFate(rawValue: String(parts[1])) ?? .listed : .listed))
  }
}
