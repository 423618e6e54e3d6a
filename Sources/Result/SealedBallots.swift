package import Election
package import Encoding
package import Words

/// What can become of a sealed ballot.
package enum SealedFate: Hashable, Sendable {
  /// Opened and read.
  case read
  /// In a bundle, or by a decision, that does not count.
  case excluded
  /// Opened, but no ballot of this election.
  case unreadable
  case struck(StrikeReason)

  /// All of them, in the order in which they are told.
  package static let all: [SealedFate] =
    [.read, .excluded, .unreadable] + StrikeReason.allCases.map { .struck($0) }

  /// Its name in files.
  package var name: String {
    switch self {
    case .read: "read"
    case .excluded: "excluded"
    case .unreadable: "unreadable"
    case .struck(let reason): reason.rawValue
    }
  }

  package var isStruck: Bool { if case .struck = self { true } else { false } }
}

/// Sealed ballots of one fate, or of several that are only told together.
package struct FateCount: Equatable, Sendable {
  /// In the order of all of them.
  package let fates: [SealedFate]
  package let count: Int

  package init(fates: [SealedFate], count: Int) {
    self.fates = fates
    self.count = count
  }

  /// As the file names it.
  package var name: String { fates.map(\.name).joined(separator: "+") }
}

/// How many sealed ballots there are and what became of them.
///
/// For the public those of several fates are told together where they are few (SmallPlaces § The
/// rule).
package struct SealedBallots: Equatable, Sendable {
  package let entries: Int
  /// In the order of their first fates.
  package let parts: [FateCount]

  package init(entries: Int, parts: [FateCount]) {
    self.entries = entries
    self.parts = parts
  }

  /// The part that has a fate.
  package func part(of fate: SealedFate) -> FateCount? { parts.first { $0.fates.contains(fate) } }

  /// The number of a fate that is told by itself.
  package func number(_ fate: SealedFate) -> Int? {
    part(of: fate).flatMap { $0.fates.count == 1 ? $0.count : nil }
  }

  /// How many were struck, for whatever reasons; nil where that is not told.
  package var struckTotal: Int? {
    let struck = parts.filter { $0.fates.contains(where: \.isStruck) }
    guard struck.allSatisfy({ $0.fates.allSatisfy(\.isStruck) }) else { return nil }
    return struck.reduce(0) { $0 + $1.count }
  }

  /// What is only told together.
  package var together: [FateCount] { parts.filter { $0.fates.count > 1 } }

  package var json: JSON {
    var members: JSON.Members = ["entries": .integer(entries)]
    var (struck, together): (JSON.Members, JSON.Members) = ([:], [:])
    for part in parts {
      let count = JSON.integer(part.count)
      if part.fates.count > 1 {
        together[part.name] = count
      } else if part.fates[0].isStruck {
        struck[part.name] = count
      } else {
        members[part.name] = count
      }
    }
    members["struck"] = .object(struck)
    if !together.isEmpty { members["together"] = .object(together) }
    return .object(members)
  }

  /// What does not hold: every ballot is in one number, and no number but the total tells of few.
  package func problems(smallCell: Int) -> [Message] {
    var sum = 0
    var problems: [Message] = []
    for part in parts {
      let (next, overflow) = sum.addingReportingOverflow(part.count)
      sum = overflow ? Int.max : next
      if part.count > 0, part.count < smallCell, part.count != entries {
        problems.append("\(part.name) has too few ballots to be shown")
      }
    }
    return (sum == entries ? [] : ["the result's buckets do not add up"]) + problems
  }
}

extension ElectionResult.Electronic {
  /// Every fate by itself.
  package var sealed: SealedBallots {
    SealedBallots(
      entries: entries,
      parts: SealedFate.all.compactMap { fate in
        number(fate).map { FateCount(fates: [fate], count: $0) }
      })
  }

  /// The number of a fate; nil where nothing was struck for a reason.
  func number(_ fate: SealedFate) -> Int? {
    switch fate {
    case .read: read
    case .excluded: excluded
    case .unreadable: unreadable
    case .struck(let reason): struck[reason]
    }
  }
}

extension SealedBallots {
  /// Reads the numbers; `+` joins the names of what is told together.
  init?(_ reader: ObjectReader) {
    let numbers = ElectionResult.ballotNumbers
    let entries = reader.integer("entries", in: numbers)
    var parts: [FateCount] = []
    func take(_ fates: [SealedFate], _ count: Int?) {
      if let count { parts.append(FateCount(fates: fates, count: count)) }
    }
    for fate in SealedFate.all where !fate.isStruck && reader.has(fate.name) {
      take([fate], reader.integer(fate.name, in: numbers))
    }
    let struck = reader.object("struck")
    for fate in SealedFate.all where fate.isStruck && struck?.has(fate.name) == true {
      take([fate], struck?.integer(fate.name, in: numbers))
    }
    struck?.finish()
    if reader.has("together"), let together = reader.object("together") {
      for name in together.keys {
        let fates = name.split(separator: "+", omittingEmptySubsequences: false).map { word in
          SealedFate.all.firstIndex { $0.name == word }
        }
        let known = fates.compactMap { $0 }
        guard known.count > 1, known.count == fates.count, known == Set(known).sorted() else {
          together.note(name, "not what became of ballots, in its order")
          continue
        }
        take(known.map { SealedFate.all[$0] }, together.integer(name, in: numbers))
      }
      together.finish()
    }
    reader.finish()
    let told = parts.flatMap(\.fates)
    if Set(told).count != told.count { reader.note("together", "a number is there twice") }
    for fate in SealedFate.all where !fate.isStruck && !told.contains(fate) {
      reader.note(fate.name, "missing")
    }
    guard let entries else { return nil }
    let order = { (part: FateCount) in SealedFate.all.firstIndex(of: part.fates[0]) ?? 0 }
    self.init(entries: entries, parts: parts.sorted { order($0) < order($1) })
  }
}
