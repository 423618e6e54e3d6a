/// Which sets of ballots can be computed from published sums.
///
/// Every published figure is a sum over atoms, ballots that nothing published tells apart. What can
/// be computed from all of them is their rational span; a set of atoms can be told by itself exactly
/// where its vector of zeros and ones lies in it. Whether such a set is small is decided exactly:
/// atoms that cannot belong to one are set to nought, which leaves a small linear system, and in it
/// the sets are looked for with the number of their ballots as the bound. Where that search grew
/// past its bound, or a fraction past the integers, the answer is that there is one.
struct DerivedSets {
  /// Ballots that the same sums contain.
  struct Group {
    let atoms: [Int]
    /// The sums, by position, in order.
    let sums: [Int]
  }

  /// What is looked for: sets of groups that may belong to one, at least one of them needed, with
  /// no more than so many ballots.
  struct Wanted {
    let isAllowed: (Group) -> Bool
    let isNeeded: (Group) -> Bool
    /// The ballots of a group, and the most of a set; nil where there is no bound.
    let bound: (ballots: (Group) -> Int, most: Int)?
  }

  /// Groups that hang together by sums, sets of which are computed apart from all others.
  private let components: [[Group]]

  /// Of published sums, each as the positions of its atoms, of which there are `count`.
  init(atomCount count: Int, sums: [[Int]]) {
    var sumsOfAtom = [[Int]](repeating: [], count: count)
    for (position, sum) in sums.enumerated() {
      for atom in sum { sumsOfAtom[atom].append(position) }
    }
    let atoms = Dictionary(grouping: sumsOfAtom.indices) { sumsOfAtom[$0] }
    let groups = atoms.filter { !$0.key.isEmpty }.map { Group(atoms: $0.value, sums: $0.key) }
      .sorted { $0.atoms[0] < $1.atoms[0] }
    // Sums of the same groups say the same.
    var groupsOfSum = [[Int]](repeating: [], count: sums.count)
    for (position, group) in groups.enumerated() {
      for sum in group.sums { groupsOfSum[sum].append(position) }
    }
    var first: [[Int]: Int] = [:]
    var isFirst = [Bool](repeating: false, count: sums.count)
    for sum in sums.indices where first.updateValue(sum, forKey: groupsOfSum[sum]) == nil {
      isFirst[sum] = true
    }
    var sets = DisjointSets(count: groups.count)
    for sum in sums.indices where isFirst[sum] {
      for group in groupsOfSum[sum].dropFirst() { sets.join(groupsOfSum[sum][0], group) }
    }
    components = sets.members.map { members in
      members.map { Group(atoms: groups[$0].atoms, sums: groups[$0].sums.filter { isFirst[$0] }) }
    }
  }

  /// The first such set of every component that has one, as its atoms in order.
  func sets(_ wanted: Wanted) -> [[Int]] {
    components.compactMap { groups in
      guard groups.contains(where: wanted.isNeeded) else { return nil }
      guard groups.count > 1 else { return groups[0].atoms }
      var system = SumSystem(
        groups.map(\.sums), ballots: wanted.bound.map { groups.map($0.ballots) },
        most: wanted.bound?.most ?? 0)
      let chosen = system.firstSet(
        allowed: groups.map(wanted.isAllowed), needed: groups.map(wanted.isNeeded))
      return chosen.map { $0.flatMap { groups[$0].atoms }.sorted() }
    }
  }
}
