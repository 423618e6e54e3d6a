import Cryptography
import Election
import Encoding

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
      var problems: [String] = []
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
  ) -> String? {
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

  func checkChain(_ finding: inout Finding) {
    guard let manifests, let definition, let result else {
      finding.notMade = "the manifests cannot be read"
      return
    }
    var gaps: [String] = []
    for collector in definition.collectors.map(\.id) {
      let chain = manifests.filter { $0.collector == collector }
        .sorted { $0.sequence < $1.sequence }
      if chain.isEmpty { gaps.append("no bundle of \(collector)") }
      for (index, manifest) in chain.enumerated() {
        let before = index > 0 ? chain[index - 1] : nil
        let name = "bundle \(manifest.sequence) of \(collector)"
        if manifest.sequence != (before?.sequence ?? 0) + 1 || manifest.previous != before?.hash {
          gaps.append("\(name) does not follow the one before it")
        }
        if before?.isFinal == true { gaps.append("\(name) comes after the last") }
      }
      if let last = chain.last, !last.isFinal { gaps.append("the last bundle of \(collector)") }
    }
    finding.compared = Plural.of(definition.collectors.count, "collector")
    guard !gaps.isEmpty else { return }
    // Before the final stage bundles may be missing; then nothing is claimed of them.
    if result.stage == "final" {
      for gap in gaps { finding.fail(gap) }
    } else {
      finding.notMade = "stage \(result.stage), still out: \(gaps.joined(separator: "; "))"
    }
  }

  mutating func checkSheets(_ finding: inout Finding) {
    guard let definition, let file = definitionFile, let result else {
      finding.notMade = "the definition or the result cannot be read"
      return
    }
    let wanted = Set(result.sheets.map(\.description))
    for name in hashes(in: "sheets") where !wanted.contains(name) {
      finding.fail("sheets/\(SafeText.escaped(name)).json is not named by the result")
    }
    var found: [Sheet] = []
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
        if found.contains(where: { $0.key == sheet.key }) {
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
    checkKeyed(wanted, &finding)
  }

  /// Every sheet was keyed by two people, and no sheet that two keyed alike was left out.
  private func checkKeyed(_ wanted: Set<String>, _ finding: inout Finding) {
    guard let lines = linesBefore else {
      finding.notMade = "the journal, which says who keyed what, cannot be followed"
      return
    }
    var keyedBy: [String: Set<String>] = [:]
    for line in lines where line.event == "paper" && line.by != "-" {
      guard let sheet = line.data["sheet"] else { continue }
      keyedBy[Digest.of(sheet.canonical).description, default: []].insert(line.by)
    }
    for hash in wanted.sorted() where keyedBy[hash, default: []].count < 2 {
      finding.fail("sheets/\(hash).json was not keyed alike by two people")
    }
    // The stage before the paper is counted leaves all of it out.
    guard result?.stage != "electronic" else { return }
    for (hash, people) in keyedBy.sorted(by: { $0.key < $1.key })
    where people.count > 1 && !wanted.contains(hash) {
      finding.fail("two people keyed the sheet \(hash), but it is not in the result")
    }
  }

  func checkAccounts(_ finding: inout Finding) {
    guard let result, let definition, let lines = linesBefore, let sheets else {
      finding.notMade = "the journal, the sheets or the result cannot be read"
      return
    }
    var latest: [String: JSON] = [:]
    for line in lines where line.event == "account" {
      if let station = line.data["station"]?.string { latest[station] = line.data }
    }
    var expected: [JSON] = []
    for (station, account) in latest.sorted(by: { $0.key < $1.key }) {
      var papers: [String: Int] = [:]
      for sheet in sheets where sheet.key.station == station {
        papers[sheet.key.contest, default: 0] += sheet.papers
      }
      var members = account.object ?? [:]
      members["papers"] = .integer(papers.values.max() ?? 0)
      expected.append(.object(members))
    }
    finding.compared = "\(expected.count) of \(definition.stations.count) stations"
    if expected != result.accounts {
      finding.fail("the result's accounts are not those that were keyed")
    }
  }
}
