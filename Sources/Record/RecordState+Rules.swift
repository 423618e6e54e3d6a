package import Election
package import Encoding
package import Paper
package import Words

/// What a line may say after those before it: the rules that every reader of a journal shares.
extension RecordState {
  /// Why nobody, or this person, may write a line with this event at this time by the laptop's
  /// clock; nil where they may.
  ///
  /// What a line carries of papers and amendments is read when it is taken.
  package func objection(
    to event: JournalEvent, by person: String, at time: Timestamp
  ) -> Message? {
    if let objection = event.kind.objection(toWriter: signed.person(person)) { return objection }
    return switch event {
    case .imported(let bundle): objection(to: bundle)
    case .reconciled(let reconciliation, let strikes):
      isSevered ? Self.severed : objection(toReconciled: reconciliation, strikes)
    case .vault(let act, let officers): objection(to: act, officers)
    case .lots(let round): objection(to: round)
    case .counted(let count):
      countObjection(count.officers, at: time) ?? objection(toOpenedBy: count.officers)
        ?? objection(toResult: count.result)
    case .countedBlind(_, let sealed, let officers):
      countObjection(officers, at: time) ?? objection(toSealed: sealed, by: officers)
    case .released(let count, let sealed): objection(toRelease: count, of: sealed)
    case .proof(let event): objection(to: event, by: person, at: time)
    case .allowed(.disclose(let result), _), .shown(let result):
      results[result] == nil ? Self.notCounted : nil
    case .signed(let file, let hash, let signer):
      signer == person ? objection(toSigned: file, hash, by: person) : "\(person) is not \(signer)"
    case .exported: counts.isEmpty ? "nothing was counted before it" : nil
    case .disclosed(let copy):
      copy.recipient != nil && signed.person(person) == nil ? "nobody signed it" : nil
    case .desk(let file, _): objection(to: file)
    case .hall(let lines): objection(to: lines)
    case .explained(let explanation): objection(to: explanation)
    case .corrected(let correction): objection(to: correction)
    case .started, .refused, .paper, .account, .amended, .allowed, .checked, .warning: nil
    }
  }

  private static let severed: Message = "the vault was severed before it"
  private static let notCounted: Message = "no count gave this result"
  static let unreconciled: Message = "nothing was reconciled since the last bundle or amendment"

  private func objection(to bundle: ImportedBundle) -> Message? {
    guard let collector = signed.collector(bundle.collector),
      collector.roles.contains(bundle.kind), signed.sends(collector.id, style: bundle.style)
    else { return "\(bundle.collector) may not send it" }
    if isSevered { return Self.severed }
    return has(bundle)
      ? "bundle \(bundle.sequence) of \(bundle.collector) is in already" : nil
  }

  private func objection(to act: VaultAct, _ officers: [String]) -> Message? {
    switch act {
    case .rejected, .find, .progress:
      if isSevered { return Self.severed }
      return officers.isEmpty ? nil : "no officers are needed for it"
    case .severed:
      if isSevered { return Self.severed }
      guard counts.last?.stage == .final else { return "the latest count is not a final one" }
      return quorumObjection(officers)
    case .destroyed: return quorumObjection(officers)
    }
  }

  /// The officers who open are a quorum, each once.
  func quorumObjection(_ officers: [String]) -> Message? {
    let known = Set(officers).filter { signed.person($0)?.role == .officer }
    return known.count == officers.count && known.count == signed.quorum.open
      ? nil : "not opened by \(signed.quorum.open) officers"
  }

  private func countObjection(_ officers: [String], at time: Timestamp) -> Message? {
    guard isReconciled else { return Self.unreconciled }
    return disagreement ?? openPoll(at: time) ?? quorumObjection(officers)
  }

  /// A result names the line before its own, so that no two counts give the same.
  private func objection(toResult result: Digest) -> Message? {
    results[result] == nil ? nil : "this result was counted before it"
  }

  /// What is released is the blind count that is there: of the stage that was asked for, or a
  /// provisional one where a final count ends in a tie.
  private func objection(toRelease count: CountEntry, of sealed: Digest) -> Message? {
    guard let blind, blind.sealed == sealed else { return "releases another blind count" }
    let isTied = blind.stage == .final && count.stage == .partial && !count.ties.isEmpty
    guard count.stage == blind.stage || isTied else {
      return "the blind count was of stage \(blind.stage)"
    }
    return objection(toResult: count.result) ?? quorumObjection(count.officers)
      ?? objection(toOpenedBy: count.officers)
  }

  /// A reconciliation names its strikes.
  private func objection(toReconciled reconciliation: Digest, _ strikes: Digest) -> Message? {
    guard let known = reconciliations[reconciliation] else { return nil }
    return known == strikes ? nil : "this reconciliation had other strikes before it"
  }

  /// Why no ballot is opened at this time by the laptop's clock; nil where one may be.
  ///
  /// People still vote, and not enough officers said that the clock is wrong.
  package func openPoll(at time: Timestamp) -> Message? {
    let officers = officers(allowing: .clock).count
    guard time.seconds < signed.polls.closes.seconds, officers < signed.quorum.sign else {
      return nil
    }
    return "the poll is open until \(signed.polls.closes) by the laptop's clock; "
      + "\(officers) of \(signed.quorum.sign) officers said that the clock is wrong"
  }

  /// Lots are drawn before witnesses in a contest that the last count left to them, a round once.
  private func objection(to round: LotsRound) -> Message? {
    guard let tie = ties[round.contest] else {
      return "the last count leaves nothing to lots in \(round.contest)"
    }
    let drawing = LotsDrawing(
      candidates: tie.candidates, seats: tie.seats, recorded: lots(in: round.contest))
    if let error = drawing.objection(to: round.draws) { return error.report.message }
    if round.seats != drawing.seats { return "not for the places that are left" }
    return round.witnesses.contains { !$0.isEmpty } ? nil : "nobody witnessed it"
  }

  /// Whether a line records that a person signed the file with this hash.
  package func hasSigned(_ hash: Digest, _ person: String) -> Bool {
    signers[hash]?.contains(person) == true
  }

  /// Of the files of a workspace people sign results and the reconciliation.
  private func objection(toSigned file: String, _ hash: Digest, by person: String) -> Message? {
    let role: Person.Role
    if file == "reconciliation/reconciliation.json" {
      guard reconciliations[hash] != nil else { return "nothing was reconciled to this" }
      role = .custodian
    } else {
      guard file.hasPrefix("results/"), file.hasSuffix("/result.json") else {
        return "not a file that people sign"
      }
      guard let stage = results[hash] else { return Self.notCounted }
      guard ["results/\(stage)/result.json", "results/earlier/\(hash)/result.json"].contains(file)
      else { return "not where this result lies" }
      role = .officer
    }
    return signed.person(person)?.role == role ? nil : "\(person) is no \(role)"
  }

  /// Whether an amendment is the next one.
  package func follows(_ amendment: Amendment) -> Bool {
    amendment.number == amendments.count + 1 && amendment.previous == amendmentHashes.last
  }

  /// Why an officer cannot explain a difference now; nil where they can.
  package func objection(to explanation: Explanation) -> Message? {
    guard accounts.agreed(explanation.account) == nil else { return nil }
    return "\(StationAccount.name(explanation.account)) is not keyed alike by two people"
  }

  /// Why an officer alone cannot set something aside now; nil where they can.
  package func objection(to correction: Correction) -> Message? {
    if let problem = correction.subject.problem(in: signed) { return problem }
    if let objection = paper.objection(to: correction.kind, of: correction.subject) {
      return objection
    }
    return isSigned(correction.subject)
      ? "a signed result has \(correction.subject.name): an amendment sets it aside" : nil
  }
}
