import Audit
import Console
import Counting
import Cryptography
import Election
import Encoding
import Mixnet
import Proving
import Record
import Result
import Threads
import Words
import Workspace

/// The count of an election with proofs: every officer mixes, then opens, in turn on one laptop.
extension Context {
  func countWithProofs(
    _ count: Count, of workspace: Workspace, signer: Signer, threads: Int
  ) throws -> Int32 {
    let hands = try proofHands(workspace)
    try recordCheckup(of: workspace, signer: signer)
    try say("looking at the ballots")
    try abandonOpenings(of: workspace, by: signer)
    let inputs = try count.prepare()
    let checks = ProofBar(self)
    var office = try checks.showing {
      try ProofOffice(
        workspace, folder: inputs.folder, tracking: inputs.tracking,
        work: checks.work(threads: threads), isAnew: parsed.has("--anew"))
    }
    let isBlind = parsed.has("--blind")
    if !isBlind { try office.requireGroups() }
    let bar = TurnBar("mixing", self)
    try office.mix(inTurn: hands, begin: bar.begin, progress: bar.advance)
    bar.finish()
    try say("checking the mixes, before any share is used")
    let mixes = try checks.showing { try office.checkMixes() }
    guard !isBlind else {
      var inputs = inputs
      inputs.unreadable = office.unreadable
      let blind = try count.keepBlind(
        inputs, sealed: mixes.hash, officers: hands.map(\.signer.id), signer: signer)
      try answer(BlindText(blind).json, BlindText(blind).words(language))
      try say("next: officers open it with 'coldcount release --share ...'")
      return 0
    }
    let opened = try checks.showing { try open(office, mixes, by: hands) }
    return try finish(count, inputs, opened, of: workspace, signer: signer)
  }

  /// Opens a blind count, whoever mixed it.
  func releaseWithProofs(_ workspace: Workspace, signer: Signer) throws -> Int32 {
    let blind = try workspace.requireBlind()
    try workspace.requireAllowed(.release)
    let count = try Count(workspace, resuming: blind, software: software())
    let hands = try proofHands(workspace)
    try recordCheckup(of: workspace, signer: signer)
    try abandonOpenings(of: workspace, by: signer)
    let inputs = try count.resume(sealed: blind.sealed)
    let checks = ProofBar(self)
    let office = try checks.showing {
      try ProofOffice(
        workspace, folder: inputs.folder, tracking: inputs.tracking,
        work: checks.work(threads: Threads.processorCount), isAnew: parsed.has("--anew"))
    }
    let mixes = try checks.showing { try office.checkMixes() }
    guard mixes.hash == blind.sealed else { throw CountingError.blind }
    try office.requireGroups()
    let opened = try checks.showing { try open(office, mixes, by: hands) }
    return try finish(
      count, inputs, opened, releasing: blind.sealed, of: workspace, signer: signer)
  }

  private func open(
    _ office: ProofOffice, _ mixes: ProofChain.CheckedMixes, by hands: [ProofHand]
  ) throws -> ProvenPatterns {
    let bar = TurnBar("opening", self)
    defer { bar.finish() }
    return try office.open(mixes, inTurn: hands, begin: bar.begin, progress: bar.advance)
  }

  /// Destroys the openings that led to no result; what was carried elsewhere of them, people have to.
  func abandonOpenings(of workspace: Workspace, by signer: Signer) throws {
    let isBegun = !workspace.state.proofs.begun.isEmpty
    try workspace.abandonOpenings(by: signer)
    if isBegun { try say("note: destroy what was opened on every other medium too") }
  }

  /// Counts what was opened and tells it.
  func finish(
    _ count: Count, _ inputs: ProofInputs, _ opened: ProvenPatterns,
    releasing sealed: Digest? = nil, of workspace: Workspace, signer: Signer
  ) throws -> Int32 {
    let (result, hash) = try count.finish(inputs, opened, releasing: sealed, signer: signer)
    try answer(result.json, ResultText(result, of: workspace, language: language).text)
    try say("result.json \(hash)")
    try say("next: officers sign \(workspace.resultFolder(result.stage))/result.json, then export")
    return 0
  }

  /// Who mixes and opens: the officers of the shares, each with the signing key that is given for it.
  private func proofHands(_ workspace: Workspace) throws -> [ProofHand] {
    let definition = workspace.definition
    let keys = parsed.values("--officer-key")
    guard keys.count == parsed.values("--share").count else {
      throw UsageError(
        "an election with proofs takes one --officer-key for each --share, in their order",
        command: parsed.command.name)
    }
    let shares = try secrets.shares(
      parsed.values("--share"), definition: definition,
      keys: CountKeys(definition, file: workspace.definitionFile))
    return try zip(shares, keys).map { share, file in
      let signer = try secrets.signer(file, of: share.officer)
      try definition.person(of: signer, role: .officer)
      return ProofHand(signer, share)
    }
  }
}
