package import Cryptography

/// Checks one officer's opening of a list (FormatProofs § The opening).
package struct OpeningCheck: Sendable {
  private let place: OpeningPlace
  /// X, the officer's public share.
  private let share: Point
  private let workers: Workers

  package init(_ place: OpeningPlace, share: Point, workers: Workers) {
    self.place = place
    self.share = share
    self.workers = workers
  }

  /// Checks a section against the entries of the last mix and gives its parts.
  package func check(_ bytes: [UInt8], entries: [Point]) throws(SectionFault) -> [Point] {
    guard !entries.isEmpty else { return [] }
    let section = try OpeningSection(bytes, points: entries.count / 2, workers)
    let hashed = place.hash(entries: entries, parts: section.parts)
    let (t1, t2) = commitments(section, entries: entries, hashed: hashed)
    guard OpeningPlace.challenge(hashed, t1, t2) == section.challenge else {
      throw SectionFault(.openProof)
    }
    return section.parts
  }

  /// What the officer must have committed to, where the proof holds.
  package func commitments(
    _ section: OpeningSection, entries: [Point], hashed: [UInt8]
  ) -> (t1: Point, t2: Point) {
    let sums = workers.map(section.parts.count) { range in
      var weights = Weights("open-weight", of: hashed)
      var (first, part) = (Point.identity, Point.identity)
      for i in range {
        let weight = weights.weight(i + 1)
        first = first + weight * entries[2 * i]
        part = part + weight * section.parts[i]
      }
      return (first: first, part: part)
    }
    let factor = OpeningPlace.factor(of: place.officer, among: place.members)
    let (s, c) = (section.response, section.challenge)
    return (
      .base(s) - c * (factor * share),
      s * sums.map(\.first).sum() - c * sums.map(\.part).sum()
    )
  }
}

extension OpeningCheck {
  /// The points of the marks: every B without the parts of all who open.
  package static func messages(
    of entries: [Point], parts: [[Point]], _ workers: Workers
  ) -> [Point] {
    let chunks = workers.map(entries.count / 2) { range in
      range.map { i in parts.reduce(entries[2 * i + 1]) { $0 - $1[i] } }
    }
    return Array(chunks.joined())
  }
}
