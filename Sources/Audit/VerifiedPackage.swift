import Cryptography
package import Election
package import Encoding
package import Record
package import Result

/// What stands in a package whose checks all hold, as it was when it was checked.
package struct VerifiedPackage: Sendable {
  /// The election as amendments leave it.
  package let definition: Definition
  /// The hash of election.json.
  package let election: Digest
  package let amendments: [Amendment]
  package let result: Result
  /// The results that were signed before, in the order in which they were counted.
  package let earlier: [(hash: Digest, result: ElectionResult)]
  /// Empty in a package for the public.
  package let journal: [JournalLine]
  /// Officers whose signatures on the package hold.
  package let signers: [String]

  /// result.json.
  package enum Result: Sendable {
    /// Of a package for auditors, with the hash of its file.
    case whole(ElectionResult, hash: Digest)
    /// Of a package for the public, in which small places are merged already.
    case shown(PublicResult)
  }

  /// The hash of the whole result, which the officers signed.
  package var resultHash: Digest {
    switch result {
    case .whole(_, let hash): hash
    case .shown(let shown): shown.whole
    }
  }
}

extension Auditor {
  /// What was read and holds; nil where something is missing.
  var verified: VerifiedPackage? {
    guard let file = definitionFile, let definition = amended, let bytes = resultFile, let result
    else { return nil }
    var ignored = Finding()
    let lines = journal?.lines ?? []
    let read: VerifiedPackage.Result
    if let shown {
      read = .shown(shown)
    } else if let whole {
      read = .whole(whole, hash: Digest.of(bytes))
    } else {
      return nil
    }
    return VerifiedPackage(
      definition: definition, election: Digest.of(file),
      amendments: amendments(named: result.inputs.amendments.count, election: Digest.of(file)),
      result: read, earlier: earlier, journal: lines,
      signers: signers(of: "B2SUMS", role: .officer, &ignored) ?? [])
  }

  /// The amendments that the result names, as far as they can be read.
  func amendments(named count: Int, election: Digest) -> [Amendment] {
    guard let definition else { return [] }
    return (1...max(1, count)).compactMap { number in
      folder.read(Amendment.fileName(number), limit: Amendment.maxByteCount).flatMap {
        try? Amendment(file: $0, definition: definition, election: election)
      }
    }
  }

  /// The results that were signed before, in the order in which the journal has them.
  private var earlier: [(hash: Digest, result: ElectionResult)] {
    guard whole != nil, let definition else { return [] }
    let order = Dictionary(
      (state?.counts ?? []).enumerated().map { ($1.result, $0) },
      uniquingKeysWith: { first, _ in first })
    return earlierNames.compactMap { name -> (hash: Digest, result: ElectionResult)? in
      guard let bytes = folder.read(name),
        let result = try? ElectionResult(file: bytes, of: definition)
      else { return nil }
      return (Digest.of(bytes), result)
    }.sorted { one, other in
      let places = [one, other].map { order[$0.hash] ?? Int.max }
      return places[0] != places[1] ? places[0] < places[1] : one.hash < other.hash
    }
  }

  /// The files of results that were signed before.
  var earlierNames: [String] {
    folder.names.filter { $0.hasPrefix("earlier/") && $0.hasSuffix(".json") }
  }
}
