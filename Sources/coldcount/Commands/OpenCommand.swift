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
import Words
import Workspace

/// `coldcount open`: an officer opens what was mixed in an election with proofs.
enum OpenCommand {
  static let action = CommandAction(
    command: Command(
      "open", arguments: "[DIR]", kind: .exchange, count: 0...1, workspace: .writes,
      summary: "open what was mixed with one officer's share, in an election with proofs",
      discussion: """
        Checks the whole chain from the sealed ballots to the last mix before it uses the share, and \
        opens this officer's part with a proof. The first to open names those who open with them; once \
        the last has, the result is there. On a laptop of their own, as with 'coldcount mix', an \
        officer gives the head of the journal as it stands on paper; the poll and the embargo have \
        to be over there too, unless the journal says that officers allowed it.
        """,
      options: [
        Option(
          "--share", "FILE", kind: .file,
          "share.OFFICER.json, or the officer's words in a text file"),
        Option(
          "--with", "OFFICER", "who opens too, of whoever opens first: as many as are needed",
          repeatable: true),
      ] + Commands.carryOptions + [
        Option(
          flag: "--anew", "begin anew, with others: what was opened so far is destroyed and counts"),
        Option("--threads", "N", "cores to use (else all)"),
      ] + Commands.signerOptions,
      examples: [
        "coldcount open --share a.json --with officer-b --as officer-a --key officer-a.key",
        "coldcount open /media/stick/open --head 5f0c... --share b.json --as officer-b "
          + "--key officer-b.key",
      ]),
    run: { context in
      if let folder = context.parsed.arguments.first { return try context.open(carried: folder) }
      let workspace = try context.proofWorkspace()
      let blind = try workspace.requireBlind()
      let count = try Count(workspace, resuming: blind, software: context.software())
      if let target = context.parsed.value("--to") {
        try workspace.handOut(count.resume(sealed: blind.sealed), to: target)
        return try context.tellHandedOut(target, of: workspace, "open")
      }
      return try context.open(count, sealed: blind.sealed, of: workspace)
    })
}

extension Context {
  /// Opens in the workspace, or takes in what was opened elsewhere; counts once all have opened.
  fileprivate func open(
    _ count: Count, sealed: Digest, of workspace: Workspace
  ) throws -> Int32 {
    let signer = try signer(of: .opened, in: workspace)
    try workspace.requireAllowed(.release)
    if parsed.has("--anew") { try abandonOpenings(of: workspace, by: signer) }
    let inputs = try count.resume(sealed: sealed)
    let checks = ProofBar(self)
    let office = try checks.showing {
      try ProofOffice(
        workspace, folder: inputs.folder, tracking: inputs.tracking,
        work: checks.work(threads: threads()), isAnew: parsed.has("--anew"))
    }
    let isOpened = try isOpened(office, workspace, by: signer)
    if let folder = parsed.value("--take"), !isOpened {
      let carried = try CarriedProofs(folder, disk: disk, clock: clock)
      let event = try carried.contribution(of: signer.id, to: workspace)
      try say("checking what was opened")
      try checks.showing { try office.take(event, from: carried, by: signer) }
    } else if try !isOpened
      && (parsed.has("--share") || missing(office, workspace).contains(signer.id))
    {
      try recordCheckup(of: workspace, signer: signer)
      try open(office, checks, sealed: sealed, in: workspace, inputs.tracking, by: signer)
    }
    let missing = try missing(office, workspace)
    let opened = Set(workspace.state.proofs.begun.map(\.officer)).subtracting(missing)
    guard missing.isEmpty, !opened.isEmpty else {
      try answer(
        [
          "opened": .array(opened.sorted().map { .string($0) }),
          "missing": .array(missing.map { .string($0) }),
        ], text("opened by \(opened.sorted().joined(separator: ", "))") + "\n")
      try say("next: \(missing.joined(separator: ", ")) open too")
      return 0
    }
    let patterns = try checks.showing { try office.opened(office.checkMixes(.opening)) }
    return try finish(
      count, inputs, patterns, releasing: sealed, of: workspace, signer: signer)
  }

  /// Opens in a folder that was carried to a laptop of the officer's own.
  fileprivate func open(carried folder: String) throws -> Int32 {
    for option in ["--head", "--share"] { _ = try required(option) }
    let carried = try carriedProofs(folder)
    guard let blind = carried.state.blind else { throw CountingError.blind }
    try carried.requireRelease()
    // What an opening that was cut off left there.
    try carried.disk.destroyOpenings(in: folder, except: carried.state.proofs.begun)
    let (office, mixes) = try checked(carried, in: folder) { office in
      try checkedMixes(office, sealed: blind.sealed)
    }
    // Nobody is asked for a key or a share before everything holds that they are used on.
    let signer = try requiredSigner()
    try carried.definition.person(of: signer, role: .officer)
    let members = try members(with: signer, office, in: carried, carried.tracking)
    let hand = ProofHand(signer, try share(of: signer, in: carried))
    try open(office, mixes, by: hand, with: members)
    return try tellCarried(carried, folder, "open", by: signer)
  }

  /// Uses a share, once everything before it holds.
  private func open(
    _ office: ProofOffice, _ checks: ProofBar, sealed: Digest, in place: any ProofPlace,
    _ tracking: Digest, by signer: Signer
  ) throws {
    // Before anything takes long, or anybody types a passphrase.
    let members = try members(with: signer, office, in: place, tracking)
    let share = try share(of: signer, in: place)
    try say("checking the mixes, before any share is used")
    let mixes = try checks.showing { try checkedMixes(office, sealed: sealed) }
    try open(office, mixes, by: ProofHand(signer, share), with: members)
  }

  private func open(
    _ office: ProofOffice, _ mixes: ProofChain.CheckedMixes, by hand: ProofHand,
    with members: [String]
  ) throws {
    let bar = TurnBar("opening", self)
    try office.open(mixes, by: hand, with: members, begin: bar.begin, progress: bar.advance)
    bar.finish()
  }

  /// Those who open together, of whom it is this officer's turn.
  private func members(
    with signer: Signer, _ office: ProofOffice, in place: any ProofPlace, _ tracking: Digest
  ) throws -> [String] {
    let begun = place.state.proofs.begun.first?.members
    let named = ([signer.id] + parsed.values("--with")).sorted()
    let members = parsed.has("--with") ? named : begun ?? named
    let event = JournalEvent.proof(
      .opened(
        ProofOpening(
          officer: signer.id, members: members, hash: Digest.of([]), tracking: tracking)))
    try place.require(event, by: signer)
    guard try office.missing(of: [signer.id]) == [signer.id] else {
      throw CarriedError.turn(officer: signer.id)
    }
    return members
  }

  private func share(of signer: Signer, in place: any ProofPlace) throws -> DealtShare {
    let share = try secrets.share(
      required("--share"), definition: place.definition,
      keys: CountKeys(place.definition, file: place.definitionFile))
    guard share.officer == signer.id else { throw SignerError.otherKey(share.officer) }
    return share
  }

  /// The mixes that are sealed, of which nothing tells few ballots apart.
  private func checkedMixes(
    _ office: ProofOffice, sealed: Digest
  ) throws -> ProofChain.CheckedMixes {
    let mixes = try office.checkMixes(.opening)
    guard mixes.hash == sealed else { throw CountingError.blind }
    try office.requireGroups()
    return mixes
  }

  /// Whether all have opened, this officer with them, and a result that was cut off is all that is left.
  private func isOpened(
    _ office: ProofOffice, _ workspace: Workspace, by signer: Signer
  ) throws -> Bool {
    let members = workspace.state.proofs.begun.first?.members ?? []
    let named = ([signer.id] + parsed.values("--with")).sorted()
    return try members.contains(signer.id) && (!parsed.has("--with") || named == members)
      && missing(office, workspace).isEmpty
  }

  private func missing(_ office: ProofOffice, _ workspace: Workspace) throws -> [String] {
    try office.missing(of: workspace.state.proofs.begun.first?.members ?? [])
  }
}
