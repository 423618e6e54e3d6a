import Cryptography
package import Election
package import Encoding
package import Record

/// What stands in a package whose checks all hold, as it was when it was checked.
package struct VerifiedPackage: Sendable {
  /// The election as amendments leave it.
  package let definition: Definition
  /// The hash of election.json.
  package let election: Digest
  package let amendments: [Amendment]
  /// result.json.
  package let result: JSON
  package let resultHash: Digest
  /// The results that were signed before, in the order in which they were counted.
  package let earlier: [(hash: Digest, json: JSON)]
  /// Empty in a package for the public.
  package let journal: [JournalLine]
  /// Officers whose signatures on the package hold.
  package let signers: [String]

  /// Whether it is a package for the public, in which small places are merged already.
  package var isPublic: Bool { result["public"] != nil }
}

extension Auditor {
  /// What was read and holds; nil where something is missing.
  var verified: VerifiedPackage? {
    guard let file = definitionFile, let definition = amended, let bytes = resultFile,
      let result = self.result?.json
    else { return nil }
    var amendments: [Amendment] = []
    for number in 1...max(1, self.result?.amendments.count ?? 1) {
      if let bytes = folder.read(Amendment.fileName(number), limit: Amendment.maxByteCount),
        let signed = self.definition,
        let amendment = try? Amendment(file: bytes, definition: signed, election: Digest.of(file))
      {
        amendments.append(amendment)
      }
    }
    var ignored = Finding()
    let lines = journal?.lines ?? []
    let order = state?.counts.map(\.result) ?? []
    let earlier = folder.names.compactMap { name -> (hash: Digest, json: JSON)? in
      guard name.hasPrefix("earlier/"), name.hasSuffix(".json"), let bytes = folder.read(name),
        let json = try? JSON.parse(canonical: bytes)
      else { return nil }
      return (Digest.of(bytes), json)
    }
    return VerifiedPackage(
      definition: definition, election: Digest.of(file), amendments: amendments, result: result,
      resultHash: Digest.of(bytes),
      earlier: earlier.sorted { one, other in
        let places = [one, other].map { order.firstIndex(of: $0.hash) ?? Int.max }
        return places[0] != places[1] ? places[0] < places[1] : one.hash < other.hash
      },
      journal: lines,
      signers: signers(of: "B2SUMS", role: .officer, &ignored) ?? [])
  }
}
