import Cryptography
import Election
import Result
import Encoding
import Paper
import Record
import Words

/// What went into the result: bundles, sheets and accounts.
extension Auditor {
  /// The names of the files in a folder of the package, without the ending.
  private func hashes(in name: String) -> [String] {
    folder.names.compactMap { file in
      guard file.hasPrefix("\(name)/"), file.hasSuffix(".json") else { return nil }
      return String(file.dropFirst(name.count + 1).dropLast(".json".count))
    }
  }

  mutating func checkManifests(_ finding: inout Finding) {
    guard let definition, let file = definitionFile, let result else {
      finding.notMade = "the definition or the result cannot be read"
      return
    }
    let wanted = Set(result.inputs.manifests.map(\.description))
    for name in hashes(in: "manifests") where !wanted.contains(name) {
      finding.fail("manifests/\(SafeText.escaped(name)).json is not named by the result")
    }
    let election = Digest.of(file)
    let imported = Dictionary(
      (state?.bundles ?? []).map { ($0.hash, $0) }, uniquingKeysWith: { first, _ in first })
    var found: [PackageManifest] = []
    for hash in result.inputs.manifests {
      let name = "manifests/\(hash).json"
      guard let bytes = folder.read(name, limit: 1 << 20) else {
        finding.fail("\(name) is missing or cannot be read")
        continue
      }
      if Digest.of(bytes) != hash { finding.fail("\(name) has another hash") }
      var problems: [Message] = []
      if let manifest = PackageManifest(bytes, hash: hash, problems: &problems) {
        problems += manifest.problems(definition, election: election)
        if let problem = signatureProblem(name, bytes, manifest, definition) {
          problems.append(problem)
        }
        let others = imported[hash].map(manifest.differences) ?? []
        if !others.isEmpty {
          problems.append("the journal imports it with other \(others.joined(separator: ", "))")
        }
        found.append(manifest)
      }
      for problem in problems { finding.fail("\(name): \(problem)") }
    }
    manifests = found
    let sealed = Set(
      definition.format == .verifiable
        ? found.lazy.filter { $0.kind == "ballots" }.map { ProofBundle.file($0.hash) } : [])
    for name in folder.names where name.hasPrefix("ballots/") && !sealed.contains(name) {
      finding.fail("\(SafeText.escaped(name)) is of no bundle of ballots")
    }
    finding.compared =
      "\(found.count) manifests, \(found.reduce(0) { $0 + min($1.ballots, 1 << 40) }) sealed ballots"
  }

  private func signatureProblem(
    _ name: String, _ bytes: [UInt8], _ manifest: PackageManifest, _ definition: Definition
  ) -> Message? {
    guard let collector = definition.collector(manifest.collector) else { return nil }
    guard let signature = folder.read("\(name).minisig", limit: 10_240) else {
      return "its signature is missing or cannot be read"
    }
    do {
      try SigningPublicKey(text: collector.publicKey).verify(
        MinisignSignature(file: signature), file: bytes)
      return nil
    } catch { return "not signed by \(collector.id): \(error.report.message)" }
  }

  mutating func checkChain(_ finding: inout Finding) {
    guard let manifests, let definition, let result else {
      finding.notMade = "the manifests cannot be read"
      return
    }
    gaps = BundleChain.gaps(manifests.map(\.link), definition: definition, rulings: rulings)
    finding.compared = Plural.of(definition.collectors.count, "collector")
    guard !gaps.isEmpty else { return }
    // Before the final stage bundles may be missing; then nothing is claimed of them.
    let words = gaps.map(\.message)
    if result.stage == .final {
      for gap in words { finding.fail(gap) }
    } else {
      finding.notMade = "stage \(result.stage), still out: \(words.joined(separator: "; "))"
    }
  }

  /// Whether an amendment leaves a whole bundle out.
  func isExcluded(_ manifest: PackageManifest) -> Bool {
    rulings.isExcluded(
      manifest.hash, collector: manifest.collector, sequence: manifest.sequence)
  }

  mutating func checkSheets(_ finding: inout Finding) {
    guard let definition = amended, let file = definitionFile, let result else {
      finding.notMade = "the definition or the result cannot be read"
      return
    }
    let wanted = Set(result.inputs.sheets.map(\.description))
    for name in hashes(in: "sheets") where !wanted.contains(name) {
      finding.fail("sheets/\(SafeText.escaped(name)).json is not named by the result")
    }
    let election = Digest.of(file)
    var found: [Sheet] = []
    var keys: Set<SheetKey> = []
    for hash in result.inputs.sheets {
      let name = "sheets/\(hash).json"
      guard let bytes = folder.read(name, limit: 1 << 20), Digest.of(bytes) == hash,
        let json = try? JSON.parse(canonical: bytes)
      else {
        finding.fail("\(name) is missing or has another hash")
        continue
      }
      do {
        let sheet = try Sheet(json: json, definition: definition)
        if sheet.election != election { finding.fail("\(name) is of another election") }
        if !keys.insert(sheet.key).inserted {
          finding.fail("sheet \(sheet.key) is there twice")
        }
        found.append(sheet)
      } catch {
        for problem in error.problems { finding.fail("\(name): \(problem)") }
      }
    }
    sheets = found
    finding.compared =
      "\(Plural.of(found.count, "sheet")), \(Plural.of(found.reduce(0) { $0 + $1.papers }, "paper"))"
    checkKeyed(result, keys, &finding)
  }

  /// Every sheet was keyed by two people, and no sheet that two keyed alike was left out.
  ///
  /// One that an amendment made wrong counts no more; it stands in the journal all the same.
  private func checkKeyed(
    _ result: any StatedResult, _ counted: Set<SheetKey>, _ finding: inout Finding
  ) {
    guard let state else {
      finding.notMade = "the journal, which says who keyed what, cannot be followed"
      return
    }
    let agreed = state.sheets.agreed.map { (key: $0.key, hash: Digest.of($0.file)) }
    let hashes = Set(agreed.map(\.hash))
    for hash in result.inputs.sheets where !hashes.contains(hash) {
      finding.fail("sheets/\(hash).json was not keyed alike by two people")
    }
    // The stage before the paper is counted leaves all of it out.
    guard result.stage != .electronic else {
      if !result.inputs.sheets.isEmpty {
        finding.fail("stage electronic counts no paper, and the result names sheets")
      }
      return
    }
    let wanted = Set(result.inputs.sheets)
    for (key, hash) in agreed where !wanted.contains(hash) && !counted.contains(key) {
      finding.fail("two people keyed the sheet \(hash), but it is not in the result")
    }
  }

  mutating func checkAccounts(_ finding: inout Finding) {
    guard let result = whole, let definition, let state, let sheets else {
      finding.notMade = "the journal, the sheets or the result cannot be read"
      return
    }
    accounts = state.accounts.agreed
    let isPaperCounted = result.stage != .electronic
    let expected =
      isPaperCounted
      ? ElectionResult.accounts(of: state.paper, sheets: sheets, definition.papers) : []
    if result.corrections != (isPaperCounted ? state.paper.corrections : []) {
      finding.fail("what was reopened or taken out is not what the result says")
    }
    finding.compared = "\(expected.count) of \(definition.stations.count) stations"
    if expected != result.accounts {
      finding.fail("the result's accounts are not those that were keyed")
    }
  }
}
