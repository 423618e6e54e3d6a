import Audit
import Counting
import Election
import Proving
import Record
import Result
import Words
import Workspace

/// What opens the control ballots of a rehearsal.
enum RehearsedKey {
  /// The count key itself.
  case key(OpenedKey)
  /// Of an election with proofs, the officers' real shares, which are tried by themselves.
  case shares([DealtShare])
}

/// The control count of an election with proofs.
extension RehearsalRoom {
  /// Has officers mix and open with the shares that are thrown away.
  func countWithProofs(_ count: Count, _ workspace: Workspace) throws -> Stage {
    let inputs = try count.prepare()
    var office = try ProofOffice(
      workspace, folder: inputs.folder, tracking: inputs.tracking,
      work: ProofWork())
    do {
      try office.requireGroups()
    } catch let error as SmallGroupsError {
      // Control ballots are few.
      for officer in definition.officers.prefix(definition.quorum.sign) {
        try workspace.record(.proof(.smallAllowed(error.groups)), signer: person(officer.id))
      }
    }
    let hands = try controlShares.prefix(definition.quorum.open).map {
      ProofHand(try person($0.officer), $0)
    }
    try say("mixing and opening")
    try office.mix(inTurn: hands) { _ in }
    let opened = try office.open(office.checkMixes(), inTurn: hands) { _ in }
    return try count.finish(inputs, opened, signer: officer()).result.stage
  }
}
