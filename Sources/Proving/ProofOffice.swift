package import Audit
package import Counting
import Cryptography
import Election
import Encoding
import Mixnet
package import Record
import Storage
package import Workspace

/// An officer at the laptop: whose turn it is to mix and to open.
package struct ProofHand: Sendable {
  package let signer: Signer
  package let share: DealtShare

  package init(_ signer: Signer, _ share: DealtShare) {
    self.signer = signer
    self.share = share
  }
}

/// The officers' part of a count, one after the other on one laptop: they mix, their software checks
/// the whole chain from the files, and only then it uses a share (FormatProofs § Before an opening).
package struct ProofOffice {
  private let workspace: Workspace
  private let inputs: ProofInputs
  private let hands: [ProofHand]
  private let workers: Workers
  private let chain: ProofChain

  /// Of officers who are as many as open, each once; looks at the ballots, once for all that follows.
  ///
  /// - Throws: `ProofRefusal`, `StorageError`.
  package init(
    _ workspace: Workspace, _ inputs: ProofInputs, _ hands: [ProofHand], threads: Int
  ) throws {
    self.workspace = workspace
    self.inputs = inputs
    self.hands = hands
    workers = Workers(threads: threads)
    chain = try ProofChain(
      inputs.folder, disk: workspace.disk, isRehearsal: false,
      work: ProofWork(threads: threads))
  }

  private var proofs: String { "\(inputs.folder)/\(ProofChain.folder)" }

  /// Counted ballots that nobody can read.
  package var unreadable: Int { chain.unreadable }

  /// The file of a mix by one of these officers.
  private func mixName(_ number: Int) -> String {
    "\(ProofChain.folder)/mix-\(number).\(hands[number - 1].signer.id).bin"
  }

  /// Says that the openings of a count that gave no result are void, where there are any: whatever
  /// there was of them is gone.
  ///
  /// - Throws: `WorkspaceError`.
  package func abandon() throws {
    let begun = workspace.state.proofs.begun
    guard let first = begun.first, let hand = hands.first else { return }
    try workspace.record(
      .proof(.abandoned(hashes: begun.map(\.hash), members: first.members)), signer: hand.signer)
  }

  /// Refuses to open what would tell few ballots apart, unless enough officers allowed just this.
  ///
  /// - Throws: `SmallGroupsError`, `ProofRefusal`, `StorageError`.
  package func requireGroups() throws {
    let groups = try OpeningRule(workspace).tooSmall(chain, tracking: inputs.tracking)
    guard let groups else { return }
    let given = workspace.state.proofs.allowing(groups).count
    guard given >= workspace.definition.quorum.sign else {
      throw SmallGroupsError(
        groups: groups, least: workspace.definition.policy.smallCell, given: given,
        needed: workspace.definition.quorum.sign)
    }
  }

  /// Has every officer mix in turn; `progress` hears of entries.
  ///
  /// - Throws: `ProofRefusal`, `CryptographyError`, `WorkspaceError`, `StorageError`.
  package func mix(progress: (Int) -> Void) throws {
    var generators = Generators()
    generators.reach(chain.longest, workers)
    for (index, hand) in hands.enumerated() {
      let number = index + 1
      let seed = Shared(try SecretBytes.random(count: 32))
      var file = try ProofFile("\(inputs.folder)/\(mixName(number))", disk: workspace.disk)
      try chain.forEachList(after: index == 0 ? nil : mixName(index)) { list, entries in
        let place = MixPlace(
          context: chain.context.context(of: list.name), width: list.width, number: number,
          officer: hand.share.number)
        let prover = MixProver(
          place, key: chain.keys.key, generators: generators, workers: workers)
        if let section = try prover.prove(entries, seed: seed) { try file.write(section.file) }
        progress(entries.count / (2 * list.width))
      }
      let hash = try file.finish(hand.signer, of: workspace.definition)
      try workspace.record(
        .proof(.mixed(number: number, officer: hand.signer.id, hash: hash)), signer: hand.signer)
    }
  }

  /// Checks what was mixed; by the hash of the last mix it is known until it is opened.
  ///
  /// - Throws: `ProofRefusal`, `StorageError`.
  package func checkMixes() throws -> ProofChain.CheckedMixes { try chain.checkMixes() }

  /// Has every officer open in turn what was checked; gives what was opened, checked.
  ///
  /// A line of the journal is written before an opening leaves the program.
  ///
  /// - Throws: `ProofRefusal`, `CryptographyError`, `WorkspaceError`, `StorageError`.
  package func open(
    _ mixes: ProofChain.CheckedMixes, progress: (Int) -> Void
  ) throws -> ProvenPatterns {
    try OpeningRule(workspace).keep("\(inputs.folder)/tracking.txt", as: inputs.tracking)
    for hand in hands {
      let bytes = try opening(of: mixes, by: hand, progress: progress)
      try workspace.record(
        .proof(
          .opened(
            ProofOpening(
              officer: hand.signer.id, members: hands.map(\.signer.id).sorted(),
              hash: Digest.of(bytes), tracking: inputs.tracking))), signer: hand.signer)
      var file = try ProofFile("\(proofs)/open.\(hand.signer.id).bin", disk: workspace.disk)
      try file.write(bytes)
      _ = try file.finish(hand.signer, of: workspace.definition)
    }
    let patterns = try chain.checkOpenings(of: mixes)
    return ProvenPatterns(
      patterns, read: chain.readable, unreadable: chain.unreadable, proof: try hashes(),
      officers: hands.map(\.signer.id))
  }

  /// One officer's openings of all lists, in their order.
  private func opening(
    of mixes: ProofChain.CheckedMixes, by hand: ProofHand, progress: (Int) -> Void
  ) throws -> [UInt8] {
    let members = hands.map(\.share.number).sorted()
    var bytes: [UInt8] = []
    try chain.forEachList(after: mixes.last) { list, entries in
      let place = OpeningPlace(
        context: chain.context.context(of: list.name), members: members,
        officer: hand.share.number)
      let prover = try OpeningProver(
        place, share: hand.share.secret.value, workers: workers)
      let random = try SecretBytes.random(count: 32)
      if let section = try prover.prove(entries, random: random) { bytes += section.file }
      progress(entries.count / (2 * list.width))
    }
    return bytes
  }

  /// The hashes of all proof files, without their signatures.
  private func hashes() throws -> [Digest] {
    var hashes: [Digest] = []
    for name in try workspace.disk.list(proofs) where !name.hasSuffix(".minisig") {
      var pieces = try workspace.disk.pieces("\(proofs)/\(name)")
      hashes.append(try Digest.of { () throws(StorageError) in try pieces.next() })
    }
    return hashes
  }
}
