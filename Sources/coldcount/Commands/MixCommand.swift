import Audit
import Console
import Counting
import Cryptography
import Election
import Encoding
import Proving
import Record
import Words
import Workspace

/// `coldcount mix`: an officer mixes what is counted in an election with proofs.
enum MixCommand {
  static let action = CommandAction(
    command: Command(
      "mix", arguments: "[DIR]", kind: .exchange, count: 0...1, workspace: .writes,
      summary: "mix the sealed ballots of an election with proofs, as an officer",
      discussion: """
        Re-encrypts and reorders every list, with a proof that no vote was added or lost. It says \
        nothing of any vote. Without DIR it is done in the workspace. To do it on a laptop of their own \
        an officer has --to write what it takes into a folder, runs 'coldcount mix DIR' there, and has \
        --take take in what came of it. Once as many officers as open have mixed, the count is sealed \
        as by 'coldcount count --blind', and officers open it.
        """,
      options: [
        Option("--stage", "STAGE", choices: Commands.stages, "in the workspace: what is counted")
      ] + Commands.carryOptions + [
        Option(
          flag: "--anew",
          "begin anew: what was mixed so far is destroyed, and nothing is taken over"),
        Option("--threads", "N", "cores to use (else all)"),
      ] + Commands.signerOptions,
      examples: [
        "coldcount mix --stage final --as officer-a --key officer-a.key",
        "coldcount mix --stage final --to /media/stick/mix",
      ]),
    run: { context in
      if let folder = context.parsed.arguments.first { return try context.mix(carried: folder) }
      let workspace = try context.proofWorkspace()
      guard let stage = try context.stage() else {
        throw UsageError("--stage is missing", command: "mix")
      }
      let count = try Count(workspace, stage: stage, software: context.software())
      if let target = context.parsed.value("--to") {
        try workspace.handOut(count.takeUp().inputs, to: target)
        return try context.tellHandedOut(target, of: workspace, "mix")
      }
      return try context.mix(count, of: workspace)
    })
}

extension Context {
  /// Mixes in the workspace, or takes in what was mixed elsewhere.
  fileprivate func mix(_ count: Count, of workspace: Workspace) throws -> Int32 {
    let signer = try signer(of: .mixed, in: workspace)
    let threads = try threads()
    let needed = workspace.definition.quorum.open
    let (inputs, mixed) = try parsed.has("--anew") ? (count.prepare(), []) : count.takeUp()
    let checks = ProofBar(self)
    var office = try checks.showing {
      try ProofOffice(
        workspace, folder: inputs.folder, tracking: inputs.tracking,
        work: checks.work(threads: threads), isAnew: parsed.has("--anew"))
    }
    // What was cut off between the last mix and its seal goes on with the seal.
    let isMixed = mixed.count >= needed && mixed.contains(signer.id)
    if let folder = parsed.value("--take"), !isMixed {
      let carried = try CarriedProofs(folder, disk: disk, clock: clock)
      let event = try carried.contribution(of: signer.id, to: workspace)
      try say("checking what was mixed")
      try checks.showing { try office.take(event, from: carried, by: signer) }
    } else if mixed.count < needed {
      try recordCheckup(of: workspace, signer: signer)
      try mix(&office, after: mixed, in: workspace, by: signer)
    }
    let officers = workspace.state.proofs.mixes.map(\.officer)
    guard officers.count >= needed else {
      try answer(
        ["mixed": .array(officers.map { .string($0) }), "needed": .integer(needed)],
        text("mixed by \(officers.joined(separator: ", ")), \(needed) needed") + "\n")
      return 0
    }
    try say("checking the mixes, before any share is used")
    let mixes = try checks.showing { try office.checkMixes() }
    var sealed = inputs
    sealed.unreadable = office.unreadable
    let blind = try count.keepBlind(
      sealed, sealed: mixes.hash, officers: officers, signer: signer)
    try answer(BlindText(blind).json, BlindText(blind).words(language))
    try say("next: officers open it with 'coldcount open' or 'coldcount release'")
    return 0
  }

  /// Mixes in a folder that was carried to a laptop of the officer's own.
  fileprivate func mix(carried folder: String) throws -> Int32 {
    let carried = try carriedProofs(folder)
    var office = try checked(carried, in: folder) { _ in }.office
    let signer = try requiredSigner()
    try carried.definition.person(of: signer, role: .officer)
    let mixed = carried.state.proofs.mixes.map(\.officer)
    try mix(&office, after: mixed, in: carried, by: signer)
    return try tellCarried(carried, folder, "mix", by: signer)
  }

  private func mix(
    _ office: inout ProofOffice, after mixed: [String], in place: any ProofPlace,
    by signer: Signer
  ) throws {
    // Before it takes long.
    let event = JournalEvent.proof(
      .mixed(number: mixed.count + 1, officer: signer.id, hash: Digest.of([])))
    try place.require(event, by: signer)
    let bar = TurnBar("mixing", self)
    try office.mix(by: signer, after: mixed, begin: bar.begin, progress: bar.advance)
    bar.finish()
  }
}
