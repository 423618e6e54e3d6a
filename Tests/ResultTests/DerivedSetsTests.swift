import TestSupport
import Testing

@testable import Result

/// Published sums and the sizes of what they are made of.
private struct RandomSums {
  let ballots: [Int]
  /// Each as its atoms.
  let sums: [[Int]]

  /// Up to three releases, each of which is published in blocks of its own.
  init(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let cells = Int.random(in: 2...5, using: &random)
    var atomsOfCell = [[Int]](repeating: [], count: cells)
    var (ballots, sums): ([Int], [[Int]]) = ([], [])
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      for cell in 0..<cells where Bool.random(using: &random) {
        atomsOfCell[cell].append(ballots.count)
        ballots.append(Int.random(in: 1...9, using: &random))
      }
      let blocks = (0..<cells).map { _ in Int.random(in: 0..<cells, using: &random) }
      for block in 0..<cells {
        sums.append((0..<cells).filter { blocks[$0] == block }.flatMap { atomsOfCell[$0] })
      }
    }
    self.ballots = ballots
    self.sums = sums
  }

  /// Every set of atoms whose figures are a combination of the sums, tried one by one.
  var derivedSets: [[Int]] {
    let rank = Self.rank(sums.map(indicator))
    return (1..<(1 << ballots.count)).map { mask in
      ballots.indices.filter { mask >> $0 & 1 == 1 }
    }.filter { Self.rank(sums.map(indicator) + [indicator($0)]) == rank }
  }

  private func indicator(_ atoms: [Int]) -> [Int] {
    ballots.indices.map { atoms.contains($0) ? 1 : 0 }
  }

  /// The rank over the integers modulo a prime; determinants of these sizes are far smaller.
  fileprivate static func rank(_ rows: [[Int]]) -> Int {
    let prime = 1_000_003
    var (rows, rank) = (rows, 0)
    for column in rows[0].indices {
      guard let pivot = rows.indices.dropFirst(rank).first(where: { rows[$0][column] != 0 }) else {
        continue
      }
      rows.swapAt(rank, pivot)
      for row in rows.indices.dropFirst(rank + 1) {
        let (own, other) = (rows[rank][column], rows[row][column])
        for place in rows[row].indices {
          let difference = (rows[row][place] * own - rows[rank][place] * other) % prime
          rows[row][place] = (difference + prime) % prime
        }
      }
      rank += 1
    }
    return rank
  }
}

@Suite("Sets that can be computed from published sums")
struct DerivedSetsTests {
  @Test(
    "a set of few ballots is found exactly where trying all of them finds one",
    arguments: 1...400 as ClosedRange<UInt64>)
  func few(seed: UInt64) {
    let published = RandomSums(seed: seed)
    guard !published.ballots.isEmpty else { return }
    let count = { (atoms: [Int]) in atoms.reduce(0) { $0 + published.ballots[$1] } }
    let most = 7
    let small = published.derivedSets.filter { count($0) <= most }
    let found = DerivedSets(atomCount: published.ballots.count, sums: published.sums).sets(
      .init(
        isAllowed: { count($0.atoms) <= most }, isNeeded: { count($0.atoms) <= most },
        bound: ({ count($0.atoms) }, most)))
    #expect(found.isEmpty == small.isEmpty)
    for set in found { #expect(small.contains(set)) }
  }

  @Test(
    "a set of ballots that are all of one kind is found exactly where there is one",
    arguments: 1...400 as ClosedRange<UInt64>)
  func alike(seed: UInt64) {
    let published = RandomSums(seed: seed)
    guard !published.ballots.isEmpty else { return }
    let isAlike = { (atoms: [Int]) in atoms.allSatisfy { !published.ballots[$0].isMultiple(of: 3) }
    }
    let alike = published.derivedSets.filter(isAlike)
    let found = DerivedSets(atomCount: published.ballots.count, sums: published.sums).sets(
      .init(
        isAllowed: { isAlike($0.atoms) }, isNeeded: { isAlike($0.atoms) }, bound: nil))
    #expect(found.isEmpty == alike.isEmpty)
    for set in found { #expect(alike.contains(set)) }
  }

  @Test("one block less another is found, however many blocks hang together")
  func blockLessBlock() {
    // Ballots at s02, s03 and s21, which the first release shows together.
    let sums = [[0, 1, 2], [1, 2], [0, 3]]
    let ballots = [4, 9, 9, 30]
    let sets = DerivedSets(atomCount: 4, sums: sums).sets(
      .init(
        isAllowed: { ballots[$0.atoms[0]] < 5 }, isNeeded: { ballots[$0.atoms[0]] < 5 },
        bound: ({ ballots[$0.atoms[0]] }, 4)))
    #expect(sets == [[0]])
  }
}

@Suite("What was published, as sums of what came in between")
struct AtomTableTests {
  private static func cell(_ number: Int) -> Cell {
    Cell(key: CellPartition.CellPlace(channel: 0, area: number % 3, station: number))
  }

  @Test(
    "a release that is told less the one before says the same as one that is told whole",
    arguments: 1...300 as ClosedRange<UInt64>)
  func span(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 2...6, using: &random)
    var table = AtomTable()
    var counts = [Int](repeating: 0, count: count)
    var releases: [[[Cell]]] = []
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      // Some places come later, some are gone again, some blocks stay and some grow together.
      let present = (0..<count).filter { _ in Int.random(in: 0..<6, using: &random) > 0 }
      for cell in present { counts[cell] += Int.random(in: 0...3, using: &random) }
      let isKept = !releases.isEmpty && Bool.random(using: &random)
      let blocks = (0..<count).map { isKept ? $0 / 2 : Int.random(in: 0...$0, using: &random) }
      let grid = Dictionary(grouping: present) { blocks[$0] }.values.map { $0.map(Self.cell) }
      table.add(
        table.addition(
          Dictionary(uniqueKeysWithValues: present.map { (Self.cell($0), [counts[$0]]) }),
          grids: [Array(grid)]))
      releases.append(Array(grid))
    }
    guard !table.atoms.isEmpty else { return }
    let whole = releases.enumerated().flatMap { release, blocks in
      blocks.map { block in
        table.atoms.map { block.contains($0.cell) && $0.release <= release ? 1 : 0 }
      }
    }
    let told = table.sums.map { sum in table.atoms.indices.map { sum.contains($0) ? 1 : 0 } }
    guard !whole.isEmpty else { return }
    let rank = RandomSums.rank(whole)
    #expect(RandomSums.rank(told) == rank && RandomSums.rank(whole + told) == rank)
  }

  @Test(
    "many results one after the other repeat little of those before",
    arguments: [(isSplit: false, most: 800), (isSplit: true, most: 1_600)])
  func many(isSplit: Bool, most: Int) {
    var table = AtomTable()
    for release in 1...40 {
      // Pairs of places are together in every release, or are apart in every other.
      let isApart = isSplit && release.isMultiple(of: 2)
      let pairs = (0..<10).map { [Self.cell($0), Self.cell($0 + 10)] }
      table.add(
        table.addition(
          Dictionary(uniqueKeysWithValues: (0..<20).map { (Self.cell($0), [release * 10]) }),
          grids: [isApart ? pairs.flatMap { $0.map { [$0] } } : pairs]))
    }
    #expect(table.atoms.count == 800)
    #expect(table.sums.reduce(0) { $0 + $1.count } <= most)
  }
}
