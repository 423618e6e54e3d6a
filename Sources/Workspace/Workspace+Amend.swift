import Bundles
import Cryptography
package import Election
package import Encoding
import Paper
package import Record
import Storage
import Words

/// What came of taking an amendment in.
package enum AmendOutcome: Equatable, Sendable {
  case taken(Amendment)
  /// The very same amendment is in already; nothing was changed.
  case alreadyTaken(Amendment)
}

extension Workspace {
  /// The ballot with a tracking code, or with the digits of it that people are shown: its bundle and
  /// index.
  ///
  /// - Throws: `WorkspaceError.amendment` where there is none, or more than one.
  package func ballot(tracking digits: String) throws(WorkspaceError) -> (
    bundle: Digest, index: Int
  ) {
    var found: [(Digest, Int)] = []
    do {
      for bundle in state.bundles where bundle.ballots != nil {
        let size = definition.sealedByteCount(style: bundle.style)
        try forEachBallot(of: bundle.hash, size: size) { index, ballot in
          if Digest.of(ballot).description.hasPrefix(digits) { found.append((bundle.hash, index)) }
        }
      }
    } catch { throw .storage(error) }
    guard let first = found.first, found.count == 1 else {
      throw .amendment(
        path: "--change",
        AmendmentError([
          "\(Plural.of(found.count, "ballot has", "ballots have")) the tracking code \(digits)"
        ]))
    }
    return first
  }

  /// The next amendment with these changes, to be signed by the officers; changes nothing.
  ///
  /// - Throws: `WorkspaceError.amendment` where a change names what is not there.
  package func draft(changes: [JSON], reason: String) throws(WorkspaceError) -> Amendment {
    let json: JSON = [
      "format": .string(Amendment.format), "election": .string(election.description),
      "number": .integer(state.amendments.count + 1),
      "previous": state.amendmentHashes.last.map { .string($0.description) } ?? .null,
      "changes": .array(changes), "reason": .string(reason),
    ]
    do throws(AmendmentError) {
      let amendment = try Amendment(json: json, definition: definition, election: election)
      try check(amendment)
      return amendment
    } catch { throw .amendment(path: "--change", error) }
  }

  /// Takes in an amendment that the officers signed beside it; it counts once its line is written.
  ///
  /// - Throws: `WorkspaceError` where it is not the next one, not signed by the quorum, or names
  ///   what is not there.
  package func amend(_ file: String, signer: Signer?) throws(WorkspaceError) -> AmendOutcome {
    try requireWriter(signer, of: .amended)
    let bytes: [UInt8]
    do {
      bytes = try disk.read(file, limit: Amendment.maxByteCount)
    } catch { throw .storage(error) }
    let amendment: Amendment
    do throws(AmendmentError) {
      amendment = try Amendment(file: bytes, definition: definition, election: election)
      if state.amendments.contains(amendment) { return .alreadyTaken(amendment) }
      guard state.follows(amendment) else {
        throw AmendmentError([
          "it has the number \(amendment.number) or a predecessor that does not fit; "
            + "\(state.amendments.count) are in"
        ])
      }
      try check(amendment)
    } catch { throw .amendment(path: file, error) }
    do {
      let signatures = try OfficerSignatures(
        of: bytes, beside: file, people: definition.officers, disk: disk)
      try signatures.require(definition.quorum.sign, file: file)
      try disk.makeFolder(amendmentsFolder)
      let target = "\(amendmentsFolder)/\(amendment.fileName)"
      // Whatever lies there was left by an attempt that never reached the journal.
      for name in try disk.list(amendmentsFolder) where name.hasPrefix("\(amendment.fileName).") {
        try disk.removeFile("\(amendmentsFolder)/\(name)")
      }
      for (officer, signature) in signatures.valid {
        try disk.writeDurably(signature, to: "\(target).\(officer).minisig", replace: true)
      }
      try disk.writeDurably(bytes, to: target, replace: true)
    } catch let error as StorageError {
      throw .storage(error)
    } catch let error as WorkspaceError {
      throw error
    } catch {
      throw .amendment(path: file, AmendmentError(["\(error)"]))
    }
    try record(.amended(amendment.json), signer: signer)
    return .taken(amendment)
  }

  /// Checks the changes against what is in.
  private func check(_ amendment: Amendment) throws(AmendmentError) {
    var problems: [Message] = []
    for (index, change) in amendment.changes.enumerated() {
      if let problem = problem(change) {
        problems.append(Violation(path: "$.changes[\(index)]", problem: problem).message)
      }
    }
    guard problems.isEmpty else { throw AmendmentError(problems) }
  }

  private func problem(_ change: Change) -> Message? {
    let bundle = { (hash: Digest) in self.state.bundles.first { $0.hash == hash } }
    switch change {
    case .bundle(let hash, _): return bundle(hash) == nil ? "no bundle \(hash) is in" : nil
    case .ballot(let hash, let index, _):
      guard let count = bundle(hash)?.ballots else { return "no bundle of ballots \(hash) is in" }
      return index < count ? nil : "bundle \(hash) has \(count) ballots, numbered from 0"
    case .missing(let collector, let sequence):
      let isIn = state.bundles.contains { $0.collector == collector && $0.sequence == sequence }
      return isIn ? "bundle \(sequence) of \(collector) is in" : nil
    case .lots(let line, let draws):
      guard let round = state.lots(line: line) else { return "line \(line) records no lots" }
      return Set(draws.keys) == Set(round.draws.keys)
        ? nil : "in line \(line) drew \(round.draws.keys.sorted().joined(separator: ", "))"
    case .paper(let kind, let subject): return state.paper.objection(to: kind, of: subject)
    case .status, .revoke, .last, .acceptChain, .acceptCrossStyle, .acceptRegister: return nil
    }
  }

  /// Checks that the quorum's signatures on every amendment that is in still lie there and hold.
  package func verifyAmendments() throws(WorkspaceError) {
    for amendment in state.amendments {
      let path = "\(amendmentsFolder)/\(amendment.fileName)"
      do {
        let signatures = try OfficerSignatures(
          of: amendment.file, beside: path, people: definition.officers, disk: disk)
        try signatures.require(definition.quorum.sign, file: path)
      } catch let error as StorageError {
        throw .storage(error)
      } catch let error as WorkspaceError {
        throw error
      } catch {
        throw .signatures(path: path, problem: "\(error)")
      }
    }
  }
}
