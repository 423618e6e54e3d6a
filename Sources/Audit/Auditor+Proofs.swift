import Cryptography
import Election
import Encoding
import Mixnet
import Record
import Result
import Storage
import Words

/// What an election with proofs has beside the rest: that the patterns are what the ballots hold, and
/// that no opening told few ballots apart.
extension Auditor {
  /// Why the keys that the officers dealt do not hold; nil where they do.
  static func keysProblem(_ definition: Definition, _ file: [UInt8]) -> Message? {
    do throws(KeysFault) {
      _ = try CountKeys(definition, file: file)
      return nil
    } catch {
      return error.officer.map { "keys: \(SafeText.escaped($0)): \(error.problem)" }
        ?? "keys: \(error.problem)"
    }
  }

  private var proofFiles: [String] {
    folder.names.filter { $0.hasPrefix("\(ProofFiles.folder)/") && !$0.hasSuffix(".minisig") }
  }

  /// Says that there is nothing to see it from, where that is so.
  private func lackProofs(_ finding: inout Finding) -> Bool {
    guard !folder.names.contains(where: { $0.hasPrefix("\(ProofFiles.folder)/") }) else {
      return false
    }
    finding.notMade =
      folder.names.contains { $0.hasPrefix("ballots/") }
      ? "this package has sealed ballots but no proofs, from which it could be seen"
      : "this package has no sealed ballots and no proofs, from which it could be seen"
    return true
  }

  /// The checks of FormatProofs § Checks, and that result and journal name just these files.
  mutating func checkProofs(_ finding: inout Finding) {
    guard let result = whole else {
      finding.notMade = "the result cannot be read"
      return
    }
    if lackProofs(&finding) { return }
    isProved = false
    do {
      let names = proofFiles
      let hashes = try names.map { name throws(StorageError) in try folder.hash(name) }
      if hashes.sorted() != result.inputs.proof ?? [] {
        finding.fail("the result names other proofs than are here")
      }
      for (name, hash) in zip(names, hashes) where lastState?.proofs.hashes.contains(hash) == false
      {
        finding.fail("\(SafeText.escaped(name)): no line of the journal records it")
      }
      let chain = try ProofChain(
        folder.path, disk: folder.disk, isRehearsal: false, work: work)
      self.chain = chain
      let audit = try chain.audit()
      finding.compared =
        "\(Plural.of(audit.ballots, "ballot")) in \(Plural.of(audit.lists, "list")), "
        + "\(Plural.of(audit.mixes, "mix", "mixes"))"
      isProved = finding.failures.isEmpty
    } catch let refusal as ProofRefusal {
      finding.fail("\(refusal.code.rawValue): \(refusal.place): \(refusal.problem)")
    } catch let error as any ReportedError {
      finding.fail(error.report.message)
    } catch { finding.fail("\(error)") }
  }

  /// The rule of FormatProofs § Before an opening, of every opening that the journal records, and that
  /// those of the package are of its own ballots.
  mutating func checkOpenings(_ finding: inout Finding) {
    if lackProofs(&finding) { return }
    guard let chain, let definition, let record = lastState?.proofs else {
      finding.notMade = "the journal cannot be followed, or the sealed ballots do not hold"
      return
    }
    do {
      let own = try folder.hash("tracking.txt")
      var groups = try OpenedGroups(
        chain, tracking: own, openings: record.openings.map(\.tracking))
      var before = ProofRecord()
      for (event, person) in record.events {
        if case .opened(let opening) = event {
          try groups.open(opening.tracking) { try counted(opening.tracking, $0) }
          if let small = groups.tooSmall(opening.tracking) {
            note(small, by: opening.officer, allowed: before.allowing(small).count, &finding)
          }
        }
        before.take(event, by: person)
      }
      try checkOwn(record.openings, own, definition, &finding)
      let lists = Set(record.openings.map(\.tracking))
      for name in folder.names {
        if let list = PackageMember.opening(name), list == own || !lists.contains(list) {
          finding.fail("\(name) is not of another opening that the journal names")
        }
      }
      finding.compared =
        "\(Plural.of(lists.count, "list")) of ballots, opened by "
        + "\(Plural.of(Set(record.openings.map(\.officer)).count, "officer"))"
    } catch let error as any ReportedError {
      finding.fail(error.report.message)
    } catch { finding.fail("\(error)") }
  }

  /// Notes what an opening told of few ballots, which so many officers had allowed.
  private mutating func note(
    _ small: SmallGroups, by officer: String, allowed: Int, _ finding: inout Finding
  ) {
    guard let definition else { return }
    guard allowed < definition.quorum.sign else {
      if !allowedGroups.contains(small) { allowedGroups.append(small) }
      return
    }
    finding.fail(
      "\(officer) opened what tells apart \(Plural.of(small.count, "group")) of fewer than "
        + "\(definition.policy.smallCell) ballots, the smallest of \(small.smallest); "
        + "\(allowed) of \(definition.quorum.sign) officers allowed it")
  }

  /// That who opened the package's ballots said so of these, together with the others.
  private func checkOwn(
    _ openings: [ProofOpening], _ own: Digest, _ definition: Definition, _ finding: inout Finding
  ) throws {
    let files = Dictionary(openings.map { ($0.hash, $0) }, uniquingKeysWith: { $1 })
    var opened: [(name: String, opening: ProofOpening)] = []
    for name in proofFiles where name.hasPrefix("\(ProofFiles.folder)/open.") {
      guard let opening = files[try folder.hash(name)] else { continue }
      opened.append((name, opening))
    }
    let officers = opened.map(\.opening.officer).sorted()
    for (name, opening) in opened {
      if opening.tracking != own {
        finding.fail("\(SafeText.escaped(name)): the journal has it of other ballots")
      }
      if opening.members.sorted() != officers {
        finding.fail("\(SafeText.escaped(name)): the journal has others who opened together")
      }
    }
  }

  /// What the tracking list of another opening calls counted.
  private func counted(_ tracking: Digest, _ give: (Digest) -> Void) throws {
    let name = "openings/\(tracking).txt"
    var found = CountedCodes()
    var hash = Digest.of([])
    try folder.forEachPiece(name) {
      found.take($0, give)
    } then: {
      hash = $0
    }
    guard hash == tracking else {
      throw StorageError(.failed, "read", name, "it is not the file that its name says")
    }
  }

  /// What is proved of an election with proofs, what is not, and who has to be trusted for secrecy.
  var proofLimits: [Message] {
    let open = definition?.quorum.open ?? 0
    let isPublished = publishedDefinition.map { $0 == definitionFile.map { Digest.of($0) } }
    let proved: Message =
      switch (isProved, isPublished) {
      case (true?, true?):
        "proved, whoever conspired: the votes in patterns.csv are those in the sealed ballots that "
          + "count, none added, left out or changed"
      case (true?, _):
        "proved, whoever conspired, once election.json is compared with the published hash: the "
          + "votes in patterns.csv are those in the sealed ballots that count, none added, left out "
          + "or changed"
      case (false?, _):
        "NOT proved: that the votes in patterns.csv are those in the sealed ballots that count"
      case (nil, _):
        "not checked here: whether the votes in patterns.csv are those in the sealed ballots; it "
          + "takes the ballots and proofs of the package for auditors"
      }
    return [
      proved,
      "not proved: that a device sealed what its voter wanted (cast as intended)",
      "not proved: that each ballot is of somebody who may vote, for whom collectors and custodians "
        + "stand (eligibility), and that a strike was due, for which custodians do",
      "votes stay secret as long as fewer than \(open) officers conspire and their laptops keep to "
        + "themselves what passes through them; where one laptop served them all, secrecy rests on "
        + "that one alone",
      "whoever has ballots/ and proof/ can tell the votes of lists with few ballots now, and every "
        + "ballot once the encryption is broken in years to come: they are for auditors, until the "
        + "result is contested no more",
    ]
      + allowedGroups.map { small in
        "officers allowed an opening that tells apart \(Plural.of(small.count, "group")) of fewer "
          + "than \(definition?.policy.smallCell ?? 0) ballots, the smallest of \(small.smallest)"
      }
  }
}
