import Election
import Encoding

/// The ballots that are struck, kept small: with a duplicate for every thirtieth voter a million
/// voters give thirty thousand of these.
struct Strikes: Sendable {
  struct Strike: Equatable, Sendable {
    let section: Int
    let ballot: UInt64
    let reason: StrikeReason
  }

  private(set) var list: [Strike] = []

  mutating func add(_ entry: Entry, _ reason: StrikeReason) {
    list.append(Strike(section: entry.section, ballot: entry.ballot, reason: reason))
  }

  static let header = ["bundle", "index", "reason"]

  /// Gives `strikes.csv` piece by piece: a header and a line a strike, sorted by bytes.
  func write<E: Error>(
    sections: [Section], to write: (Span<UInt8>) throws(E) -> Void
  ) throws(E) {
    var buffer = CSV.line(Self.header)
    // A comma sorts below every digit, so lines sort as (hash, index as text).
    let sorted = list.sorted { one, other in
      let (low, high) = (sections[one.section].bundle, sections[other.section].bundle)
      guard low == high else { return low < high }
      return String(one.ballot).utf8.lexicographicallyPrecedes(String(other.ballot).utf8)
    }
    for strike in sorted {
      buffer += CSV.line([
        sections[strike.section].bundle.description, String(strike.ballot),
        strike.reason.rawValue,
      ])
      if buffer.count >= 1 << 16 {
        try write(buffer.span)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    try write(buffer.span)
  }
}
