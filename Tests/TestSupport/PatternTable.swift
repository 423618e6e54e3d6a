package import Election
import Encoding
package import Paper
package import Result
package import Tally
import Words

/// How often each pattern occurs, kept in memory as a whole: what streams of patterns are held
/// against.
package struct PatternTable: Equatable, Sendable {
  package private(set) var counts: [Pattern: Int] = [:]

  package init() {}

  /// Adds to the count of a pattern.
  package mutating func add(_ pattern: Pattern, count: Int) {
    counts[pattern, default: 0] += count
  }

  /// The canonical file, as the general writer of tables makes it.
  package var file: [UInt8] {
    CSV.write(
      header: PatternFile.header,
      rows: counts.map { pattern, count in
        let marks =
          switch pattern.marks {
          case .marks(let bytes): Hex.encode(bytes)
          case .malformed: "malformed"
          case .unreadable: "unreadable"
          }
        return [
          pattern.style, pattern.contest, pattern.channel, pattern.collector, marks, "\(count)",
        ]
      })
  }

  /// Reads a file in pieces of a size.
  package init(
    file bytes: [UInt8], definition: Definition, pieceByteCount: Int = 1 << 16
  ) throws(PatternError) {
    var reader = PatternReader(definition: definition)
    do {
      for start in stride(from: 0, to: bytes.count, by: pieceByteCount) {
        let piece = bytes[start..<min(bytes.count, start + pieceByteCount)]
        try reader.take(piece.span) { counts[$0, default: 0] += $1 }
      }
    } catch let error as PatternError {
      throw error
    } catch {
      throw PatternError(line: 0, problem: "\(error)")
    }
    try reader.finish()
  }
}

extension Tally {
  /// Counts everything at once, in no particular order.
  package static func contests(
    _ definition: Definition, patterns: PatternTable, sheets: [Sheet], lots: [LotsRound] = [],
    unresolved: [String: Int] = [:]
  ) throws(TallyError) -> [ContestResult] {
    let tally = Tally(definition)
    for (pattern, times) in patterns.counts { try tally.add(pattern, times: times) }
    for sheet in sheets { try tally.add(sheet) }
    return try tally.results(lots: lots, unresolved: unresolved)
  }
}
