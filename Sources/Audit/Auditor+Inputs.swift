import Cryptography
import Election
import Encoding
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
    let wanted = Set(result.manifests.map(\.description))
    for name in hashes(in: "manifests") where !wanted.contains(name) {
      finding.fail("manifests/\(SafeText.escaped(name)).json is not named by the result")
    }
    var found: [PackageManifest] = []
    for hash in result.manifests {
      let name = "manifests/\(hash).json"
      guard let bytes = folder.read(name, limit: 1 << 20) else {
        finding.fail("\(name) is missing or cannot be read")
        continue
      }
      if Digest.of(bytes) != hash { finding.fail("\(name) has another hash") }
      var problems: [Message] = []
      if let manifest = PackageManifest(bytes, hash: hash, problems: &problems) {
        problems += manifest.problems(definition, election: Digest.of(file))
        if let problem = signatureProblem(name, bytes, manifest, definition) {
          problems.append(problem)
        }
        found.append(manifest)
      }
      for problem in problems { finding.fail("\(name): \(problem)") }
    }
    manifests = found
    finding.compared =
      "\(found.count) manifests, \(found.reduce(0) { $0 + min($1.ballots, 1 << 40) }) sealed ballots"
  }

  private func signatureProblem(
    _ name: String, _ bytes: [UInt8], _ manifest: PackageManifest, _ definition: Definition
  ) -> Message? {
    guard let collector = definition.collectors.first(where: { $0.id == manifest.collector }) else {
      return nil
    }
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
    gaps = definition.collectors.flatMap { chain(of: $0.id, manifests) }
      .filter { !rulings.settles($0) }
    finding.compared = Plural.of(definition.collectors.count, "collector")
    guard !gaps.isEmpty else { return }
    // Before the final stage bundles may be missing; then nothing is claimed of them.
    let words = gaps.map(\.message)
    if result.stage == "final" {
      for gap in words { finding.fail(gap) }
    } else {
      finding.notMade = "stage \(result.stage), still out: \(words.joined(separator: "; "))"
    }
  }

  /// What a collector's bundles lack; a revoked key ends them where it still holds.
  private func chain(of collector: String, _ manifests: [PackageManifest]) -> [Outstanding] {
    let revoked = rulings.revoked[collector]
    let chain = manifests.filter { $0.collector == collector && $0.sequence <= revoked ?? Int.max }
      .sorted { $0.sequence < $1.sequence }
    guard let highest = chain.last?.sequence else { return [.nothing(collector: collector)] }
    var gaps: [Outstanding] = []
    var before: PackageManifest?
    for manifest in chain {
      let expected = (before?.sequence ?? 0) + 1
      if manifest.sequence > expected {
        for missing in (expected..<manifest.sequence).prefix(100) {
          gaps.append(.missing(collector: collector, sequence: missing))
        }
      } else if manifest.previous != before?.hash, !isExcluded(manifest) {
        gaps.append(.previous(collector: collector, sequence: manifest.sequence))
      }
      if before?.isFinal == true, !isExcluded(manifest) {
        gaps.append(.afterFinal(collector: collector, sequence: manifest.sequence))
      }
      before = manifest
    }
    if revoked == nil, !chain.contains(where: \.isFinal) {
      gaps.append(.noFinal(collector: collector, highest: highest))
    }
    return gaps
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
    let wanted = Set(result.sheets.map(\.description))
    for name in hashes(in: "sheets") where !wanted.contains(name) {
      finding.fail("sheets/\(SafeText.escaped(name)).json is not named by the result")
    }
    var found: [Sheet] = []
    var keys: Set<SheetKey> = []
    for hash in result.sheets {
      let name = "sheets/\(hash).json"
      guard let bytes = folder.read(name, limit: 1 << 20), Digest.of(bytes) == hash,
        let json = try? JSON.parse(canonical: bytes)
      else {
        finding.fail("\(name) is missing or has another hash")
        continue
      }
      do {
        let sheet = try Sheet(json: json, definition: definition)
        if sheet.election != Digest.of(file) { finding.fail("\(name) is of another election") }
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
    checkKeyed(wanted, keys, definition, &finding)
  }

  /// Every sheet was keyed by two people, and no sheet that two keyed alike was left out.
  ///
  /// One that an amendment made wrong counts no more; it stands in the journal all the same.
  private func checkKeyed(
    _ wanted: Set<String>, _ counted: Set<SheetKey>, _ definition: Definition,
    _ finding: inout Finding
  ) {
    guard let lines = linesBefore else {
      finding.notMade = "the journal, which says who keyed what, cannot be followed"
      return
    }
    var keyedBy: [String: Set<String>] = [:]
    var keyed: [String: JSON] = [:]
    for line in lines where line.event == "paper" && line.by != "-" {
      guard let sheet = line.data["sheet"] else { continue }
      let hash = Digest.of(sheet.canonical).description
      keyedBy[hash, default: []].insert(line.by)
      keyed[hash] = sheet
    }
    for hash in wanted.sorted() where keyedBy[hash, default: []].count < 2 {
      finding.fail("sheets/\(hash).json was not keyed alike by two people")
    }
    // The stage before the paper is counted leaves all of it out.
    guard result?.stage != "electronic" else { return }
    for (hash, people) in keyedBy.sorted(by: { $0.key < $1.key })
    where people.count > 1 && !wanted.contains(hash) {
      guard let json = keyed[hash], let sheet = try? Sheet(json: json, definition: definition),
        !counted.contains(sheet.key)
      else { continue }
      finding.fail("two people keyed the sheet \(hash), but it is not in the result")
    }
  }

  mutating func checkAccounts(_ finding: inout Finding) {
    guard let result, let definition, let lines = linesBefore, let sheets else {
      finding.notMade = "the journal, the sheets or the result cannot be read"
      return
    }
    var latest: [String: JSON] = [:]
    for line in lines where line.event == "account" {
      if let station = line.data["station"]?.string { latest[station] = line.data }
    }
    let papers = Sheet.papersByStation(sheets)
    var expected: [JSON] = []
    accounts = []
    for (_, json) in latest.sorted(by: { $0.key < $1.key }) {
      guard let account = try? StationAccount(json: json, definition: definition) else {
        finding.fail("the journal has an account that does not hold")
        continue
      }
      accounts.append(account)
      expected.append(
        ElectionResult.Account(account: account, papers: papers[account.station] ?? 0).json)
    }
    finding.compared = "\(expected.count) of \(definition.stations.count) stations"
    if expected != result.accounts {
      finding.fail("the result's accounts are not those that were keyed")
    }
  }
}
