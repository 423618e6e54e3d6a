import Cryptography
import Election
import Result
import Encoding
import Paper
import Record
import Words

/// What people decided on the way: amendments, lots, earlier results, and what is left open.
extension Auditor {
  mutating func checkAmendments(_ finding: inout Finding) {
    guard let definition, let file = definitionFile, let result else {
      finding.notMade = "the definition or the result cannot be read"
      return
    }
    amended = definition
    let wanted = Set((1...max(1, result.inputs.amendments.count)).map(Amendment.fileName))
    for name in folder.names
    where name.hasPrefix("amendment-") && name.hasSuffix(".json")
      && (result.inputs.amendments.isEmpty || !wanted.contains(name))
    {
      finding.fail("\(SafeText.escaped(name)) is not named by the result")
    }
    let election = Digest.of(file)
    var found: [Amendment] = []
    for (index, hash) in result.inputs.amendments.enumerated() {
      let name = Amendment.fileName(index + 1)
      guard let bytes = folder.read(name, limit: Amendment.maxByteCount), Digest.of(bytes) == hash
      else {
        finding.fail("\(name) is missing or has another hash")
        continue
      }
      do {
        let amendment = try Amendment(
          file: bytes, definition: definition, election: election)
        if amendment.number != index + 1
          || amendment.previous != (index > 0 ? result.inputs.amendments[index - 1] : nil)
        {
          finding.fail("\(name) does not follow the one before it")
        }
        found.append(amendment)
      } catch {
        for problem in error.problems { finding.fail("\(name): \(problem)") }
      }
      checkSigned(name, &finding)
    }
    if let recorded = state?.amendmentHashes, recorded != result.inputs.amendments {
      finding.fail("the journal has \(recorded.count) amendments, the result names others")
    }
    rulings = Rulings(found)
    amended = definition.amended(by: rulings)
    let changes = found.flatMap(\.changes)
    finding.compared =
      changes.isEmpty
      ? "none"
      : "\(Plural.of(found.count, "amendment")): \(changes.map(\.words).joined(separator: "; "))"
  }

  /// The rounds of lots that the journal records before the count, as amendments correct them.
  var lots: [LotsRound] { state?.lots ?? [] }

  /// Whatever the officers signed before stays in the record.
  func checkEarlier(_ finding: inout Finding) {
    guard let result, let definition else {
      finding.notMade = "the definition or the result cannot be read"
      return
    }
    let names = earlierNames
    for name in names {
      let shown = SafeText.escaped(name)
      let hash = String(name.dropFirst("earlier/".count).dropLast(".json".count))
      guard let bytes = folder.read(name), Digest.of(bytes).description == hash else {
        finding.fail("\(shown) is not the file that its name says")
        continue
      }
      do {
        let earlier = try ElectionResult(file: bytes, of: definition)
        checkCounted(earlier, as: Digest.of(bytes), shown, &finding)
      } catch {
        for problem in error.problems { finding.fail("\(shown): \(problem)") }
      }
      var signed = Finding()
      let valid = signers(of: name, role: .officer, &signed) ?? []
      for failure in signed.failures { finding.fail(failure) }
      if valid.count < definition.quorum.sign {
        finding.fail("\(shown) is signed by \(valid.count) officers")
      }
    }
    checkLeftOut(result, Set(names), &finding)
    if let replaced = result.replaces, !names.contains("earlier/\(replaced).json") {
      finding.fail("the result replaces \(replaced), which is not there")
    } else if result.replaces == nil, !names.isEmpty {
      finding.fail("signed results lie there, but the result says that it replaces none")
    }
    finding.compared =
      result.replaces.map { "\(Plural.of(names.count, "result")), replaces \($0)" } ?? "none"
  }

  /// An earlier result was counted in the record, where and as what it says itself.
  private func checkCounted(
    _ earlier: ElectionResult, as hash: Digest, _ shown: String, _ finding: inout Finding
  ) {
    guard let state, let journal else { return }
    guard state.counts.contains(where: { $0.result == hash }),
      let found = countLine(of: hash, journal, head: earlier.journal)
    else { return finding.fail("no line records that \(shown) was counted") }
    for problem in problems(of: found, earlier) { finding.fail("\(shown): \(problem)") }
  }

  /// Every result that the journal says was counted before this one and signed lies there, and this
  /// one replaces none but the last of them.
  private func checkLeftOut(
    _ result: any StatedResult, _ names: Set<String>, _ finding: inout Finding
  ) {
    guard let lastState, let file = resultFile,
      let count = lastState.counts.last(where: { $0.result == Digest.of(file) })
    else { return }
    let signed = lastState.signedBefore(count)
    for earlier in signed where !names.contains("earlier/\(earlier.result).json") {
      finding.fail(
        "line \(earlier.line) counted \(earlier.result), which officers signed; it is not there")
    }
    guard let replaced = result.replaces,
      let place = lastState.counts.lastIndex(where: { $0.result == replaced }),
      // What was signed by the time of the count: the lines up to it.
      let last = state?.lastSigned,
      let latest = lastState.counts.lastIndex(of: last), place < latest
    else { return }
    finding.fail("it replaces \(replaced), and officers signed \(last.result) after that")
  }

  /// A final count leaves nothing open; another says what is, as far as the files show it.
  func checkStage(_ finding: inout Finding) {
    guard let result = whole, let sheets, let definition = amended, let state else {
      finding.notMade = "the result, the sheets or the journal cannot be read"
      return
    }
    let open = result.openness
    finding.compared = "stage \(result.stage), \(open.outstanding.count) things out"
    guard result.stage != .final else {
      if !open.outstanding.isEmpty || !open.stations.isEmpty {
        finding.fail("the result is final and says that something is still out")
      }
      // What the bundles and the reconciliation leave open is said where they are checked.
      for item in outstanding ?? [] where item.isOfPaper { finding.fail(item.message) }
      return
    }
    checkOutstanding(open.outstanding, result, &finding)
    let stations = StationProgress.list(
      definition, accounts: state.accounts.agreed, sheets: sheets,
      pending: state.sheets.pending.map(\.key))
    if stations != open.stations {
      finding.fail("the stations are not as far as the result says")
    }
  }

  /// All that is out, lots included, stands in a result that is not final, and nothing else does.
  private func checkOutstanding(
    _ stated: [StillOut], _ result: ElectionResult, _ finding: inout Finding
  ) {
    guard let outstanding else {
      finding.notMade = "the manifests or the reconciliation cannot be read"
      return
    }
    let ties = result.contests.compactMap { contest in
      contest.outcome.draw.map { Outstanding.lots(contest: contest.id, candidates: $0.candidates) }
    }
    let expected = (outstanding + ties).map(StillOut.init)
    // It may have been signed since.
    let said = stated.filter { $0 != StillOut(.unsignedReconciliation) }
    guard said != expected else { return }
    let (names, others) = (Set(said.map(\.subjectKey)), Set(expected.map(\.subjectKey)))
    for item in expected where !names.contains(item.subjectKey) {
      finding.fail("the result does not say that \(item.message)")
    }
    for item in said where !others.contains(item.subjectKey) {
      finding.fail("nothing shows that \(item.message)")
    }
    if names == others {
      finding.fail("what is out is said in other words or in another order")
    }
  }
}
