import Election
package import Encoding
package import Mixnet
package import Storage

/// The proof files of a result that was counted before, whose sections are taken over for lists that are
/// as they were (FormatProofs § Counted again).
///
/// Of a file nothing is read that is not what the journal says it is.
package struct EarlierProofs {
  /// A proof file as the journal records it.
  package struct Recorded: Sendable {
    let name: String
    let hashes: Set<Digest>

    /// `hashes` has more than one where an officer opened more than once.
    package init(_ name: String, _ hashes: Set<Digest>) {
      self.name = name
      self.hashes = hashes
    }
  }

  private let chain: ProofChain
  private let folder: PackageFolder
  /// How many entries the lists of a source had.
  private var counts: [ProofBundle.Source: Int] = [:]
  /// Whose counted ballots are others now.
  private var changed: Set<ProofBundle.Source> = []

  /// Of the folder of a result, in which the ballots with these codes counted; nil where it cannot be
  /// told from them what the lists were, because ballots repeat.
  ///
  /// - Throws: `StorageError`.
  package init?(
    _ chain: ProofChain, in path: String, counted codes: [Digest]
  ) throws(StorageError) {
    self.chain = chain
    folder = try PackageFolder(path, disk: chain.proofs.folder.disk)
    let codes = codes.sorted()
    var found = 0
    var left: [[Bool]] = []
    for (place, bundle) in chain.bundles.bundles.enumerated() {
      var isLeft: [Bool] = []
      isLeft.reserveCapacity(bundle.codes.count)
      for (index, code) in bundle.codes.enumerated() {
        let (then, now) = (Self.has(code, codes), chain.isCounted[place][index])
        if then { found += 1 }
        if then != now { changed.insert(bundle.source) }
        if then, chain.lists.isListed[place][index] { counts[bundle.source, default: 0] += 1 }
        isLeft.append(then && !now)
      }
      left.append(isLeft)
    }
    guard found == codes.count else { return nil }
    guard !changed.isEmpty else { return }
    let others = try ProofLists(
      chain.proofs, chain.bundles.bundles, counted: left, chain.workers)
    counts.merge(others.counts, uniquingKeysWith: +)
  }

  /// Whether a code is among sorted ones, which take half the room of a table.
  private static func has(_ code: Digest, _ codes: [Digest]) -> Bool {
    var (low, high) = (0, codes.count)
    while low < high {
      let middle = (low + high) / 2
      if codes[middle] < code { low = middle + 1 } else { high = middle }
    }
    return low < codes.count && codes[low] == code
  }

  /// What can be taken over of a mix that was made of what `before` left, or of the ballots where there
  /// is none; of what the file `input` leaves now, for which the same holds.
  ///
  /// - Throws: `StorageError`.
  package func mix(
    _ file: Recorded, after before: Recorded?, input: String?
  ) throws(StorageError) -> EarlierProof? {
    try proof(file, MixSection.byteCount, after: before, input: input)
  }

  /// What can be taken over of an opening of what the mix `last` left, now that the file `input` is the
  /// last mix.
  ///
  /// - Throws: `StorageError`.
  package func opening(
    _ file: Recorded, of last: Recorded, input: String
  ) throws(StorageError) -> EarlierProof? {
    try proof(file, OpeningSection.byteCount, after: last, input: input)
  }

  private func proof(
    _ file: Recorded, _ byteCount: (Int, Int) -> Int, after before: Recorded?, input: String?
  ) throws(StorageError) -> EarlierProof? {
    guard try isWhole(file, byteCount) else { return nil }
    if let before { guard try isWhole(before, MixSection.byteCount) else { return nil } }
    let then = try before.map { file throws(StorageError) in
      try StretchReader(file.name, of: folder)
    }
    let now = try input.map { name throws(StorageError) in
      try StretchReader(name, of: chain.proofs.folder)
    }
    var start = 0
    var places: [ListName: Range<Int>] = [:]
    try chain.definition.forEachList { list throws(StorageError) in
      let (old, new) = (counts[list.source] ?? 0, chain.lists.count(of: list))
      let end = start + byteCount(old, list.width)
      var isSame = old == new && (then != nil || !changed.contains(list.source))
      if let then, let now {
        isSame = try Self.haveSameOutputs(then, now, old, new, list.width) && isSame
      }
      if isSame, new > 0 { places[list.name] = start..<end }
      start = end
    }
    _ = try then?.finish()
    _ = try now?.finish()
    return EarlierProof(try StretchReader(file.name, of: folder), places)
  }

  /// Whether a file is there, is what the journal says, and as long as the lists made it.
  private func isWhole(
    _ file: Recorded, _ byteCount: (Int, Int) -> Int
  ) throws(StorageError) -> Bool {
    guard folder.names.contains(file.name), try file.hashes.contains(folder.hash(file.name)) else {
      return false
    }
    var wanted = 0
    chain.definition.forEachList { wanted += byteCount(counts[$0.source] ?? 0, $0.width) }
    return try folder.disk.info("\(folder.path)/\(file.name)")?.byteCount == wanted
  }

  /// Whether two mixes leave the same entries of a list, byte for byte; takes both past its section.
  private static func haveSameOutputs(
    _ one: StretchReader, _ other: StretchReader, _ count: Int, _ otherCount: Int, _ width: Int
  ) throws(StorageError) -> Bool {
    var (isSame, compared) = (count == otherCount, 0)
    let outputs = 64 * width * count
    while isSame, compared < outputs {
      let part = try one.part(atMost: min(outputs - compared, 1 << 20))
      isSame = try other.next(part.count)[...] == part
      compared += part.count
    }
    try one.skip(MixSection.byteCount(entries: count, width: width) - compared)
    try other.skip(MixSection.byteCount(entries: otherCount, width: width) - compared)
    return isSame
  }
}

/// A proof file of which the sections of some lists are taken over, in the order of the lists.
package struct EarlierProof {
  private let reader: StretchReader
  private let places: [ListName: Range<Int>]
  private var position = 0

  fileprivate init(_ reader: StretchReader, _ places: [ListName: Range<Int>]) {
    self.reader = reader
    self.places = places
  }

  /// How many lists are as they were.
  package var count: Int { places.count }

  package func has(_ list: ListPlan) -> Bool { places[list.name] != nil }

  /// Gives the section of a list in pieces; says whether it is taken over at all.
  ///
  /// - Throws: what `body` throws; `StorageError`.
  package mutating func take(
    _ list: ListPlan, _ body: (ArraySlice<UInt8>) throws -> Void
  ) throws -> Bool {
    guard let place = places[list.name] else { return false }
    try reader.skip(place.lowerBound - position)
    position = place.lowerBound
    while position < place.upperBound {
      let part = try reader.part(atMost: place.upperBound - position)
      position += part.count
      try body(part)
    }
    return true
  }

  /// Ends the file; what was taken over is of the file that the journal records.
  ///
  /// - Throws: `StorageError` where it was changed meanwhile.
  package func finish() throws(StorageError) { _ = try reader.finish() }
}

extension ListPlan {
  fileprivate var source: ProofBundle.Source {
    ProofBundle.Source(collector: name.collector, style: name.style)
  }
}
