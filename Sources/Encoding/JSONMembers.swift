extension JSON {
  /// The members of an object, sorted by key: most objects have few, which are found sooner and take
  /// less in an array than in a table of hashes.
  package struct Members: Sendable {
    package typealias Element = (key: String, value: JSON)

    private var all: [Element]

    package init() { all = [] }

    /// Of what is sorted by key already and has each key once.
    init(sorted all: [Element]) { self.all = all }

    /// Of pairs in any order; of those with the same key the last one holds.
    package init(_ pairs: some Sequence<(String, JSON)>) {
      let sorted = pairs.enumerated().map {
        (offset: $0.offset, key: $0.element.0, value: $0.element.1)
      }
      .sorted { ($0.key, $0.offset) < ($1.key, $1.offset) }
      all = []
      all.reserveCapacity(sorted.count)
      for (_, key, value) in sorted {
        if all.last?.key == key { all.removeLast() }
        all.append((key, value))
      }
    }

    /// The value under `key`; setting nil takes the member out.
    package subscript(key: String) -> JSON? {
      get { index(of: key).map { all[$0].value } }
      set {
        let position = position(of: key)
        let isThere = position < all.count && all[position].key == key
        switch (newValue, isThere) {
        case (let value?, true): all[position].value = value
        case (let value?, false): all.insert((key, value), at: position)
        case (.none, true): all.remove(at: position)
        case (.none, false): break
        }
      }
    }

    /// Where the member of this key stands; nil where there is none.
    package func index(of key: String) -> Int? {
      let position = position(of: key)
      return position < all.count && all[position].key == key ? position : nil
    }

    /// The keys, sorted.
    package var keys: [String] { all.map(\.key) }

    /// The values, in the order of their keys.
    package var values: [JSON] { all.map(\.value) }

    /// These and others, of which `choose` takes one where both have a key.
    package func merging(_ others: Members, _ choose: (JSON, JSON) -> JSON) -> Members {
      var merged = self
      for (key, value) in others { merged[key] = merged[key].map { choose($0, value) } ?? value }
      return merged
    }

    /// Where a key is, or where it would be.
    private func position(of key: String) -> Int {
      var (low, high) = (0, all.count)
      while low < high {
        let middle = (low + high) / 2
        if all[middle].key < key { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }

  /// An object of what a table has.
  package static func object(_ table: [String: JSON]) -> JSON {
    .object(Members(table.lazy.map { ($0.key, $0.value) }))
  }
}

extension JSON.Members: RandomAccessCollection {
  package var startIndex: Int { all.startIndex }
  package var endIndex: Int { all.endIndex }
  package subscript(position: Int) -> Element { all[position] }
}

extension JSON.Members: Equatable {
  package static func == (one: JSON.Members, other: JSON.Members) -> Bool {
    one.all.elementsEqual(other.all, by: ==)
  }
}

extension JSON.Members: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSON)...) { self.init(elements) }
}
