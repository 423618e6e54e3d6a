extension RandomAccessCollection where Index == Int {
  /// How many elements lead for which `isBefore` holds, where it holds for none after them: by halves.
  package func leadingCount(where isBefore: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low - startIndex
  }
}
