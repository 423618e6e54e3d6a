extension CellPartition {
  /// Merges blocks until each block of an earlier release and each of this one are nested or have
  /// nothing in common.
  ///
  /// Blocks that cross would bound the figures of what they have in common closely, although none
  /// could be computed.
  mutating func nest(among earlier: EarlierBlocks) {
    let cellOfKey = Dictionary(zip(keys, keys.indices)) { first, _ in first }
    let groups = earlier.groups.map { $0.compactMap { cellOfKey[$0] } }
    var isNested = false
    while !isNested {
      isNested = true
      var sizes: [Int: Int] = [:]
      for cell in keys.indices { sizes[block(of: cell), default: 0] += 1 }
      for group in groups {
        let touched = Set(group.map { block(of: $0) })
        guard touched.count > 1,
          touched.reduce(0, { $0 + (sizes[$1] ?? 0) }) > group.count
        else { continue }
        isNested = false
        let size = touched.reduce(0) { $0 + (sizes.removeValue(forKey: $1) ?? 0) }
        for cell in group { merge(group[0], cell) }
        sizes[block(of: group[0])] = size
      }
    }
  }
}
