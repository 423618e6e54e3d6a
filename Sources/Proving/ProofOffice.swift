package import Audit
package import Counting
import Cryptography
import Election
package import Encoding
import Mixnet
package import Record
import Storage

/// An officer who mixes or opens: with the key that signs for it, and the share.
package struct ProofHand: Sendable {
  package let signer: Signer
  package let share: DealtShare

  package init(_ signer: Signer, _ share: DealtShare) {
    self.signer = signer
    self.share = share
  }
}

/// The officers' part of a count, in one place: they mix, their software checks the whole chain from
/// the files, and only then it uses a share (FormatProofs § Before an opening).
package struct ProofOffice {
  let place: any ProofPlace
  let chain: ProofChain
  /// Whether nothing is taken over from earlier counts.
  let isAnew: Bool
  private let folder: String
  private let tracking: Digest
  private let workers: Workers
  private var generators = Generators()

  /// Of a folder with a tracking list of this hash; looks at the ballots, once for all that follows.
  ///
  /// - Throws: `ProofRefusal`, `StorageError`.
  package init(
    _ place: any ProofPlace, folder: String, tracking: Digest, work: ProofWork, isAnew: Bool = false
  ) throws {
    self.place = place
    self.isAnew = isAnew
    self.folder = folder
    self.tracking = tracking
    workers = Workers(threads: work.threads)
    chain = try ProofChain(folder, disk: place.disk, isRehearsal: false, work: work)
  }

  /// Counted ballots that can be read.
  package var readable: Int { chain.readable }
  /// Counted ballots that nobody can read.
  package var unreadable: Int { chain.unreadable }

  /// An officer's number, from 1.
  private func number(of officer: String) throws(SignerError) -> Int {
    guard let number = chain.keys.draft.number(of: officer) else { throw .unknown(officer) }
    return number
  }

  // MARK: Mixing

  /// Has an officer mix what those `before` left, in their order; `begin` hears what there is to do, and
  /// `progress` of entries.
  ///
  /// Whatever else there is of mixes is of none that was recorded, and is destroyed.
  ///
  /// - Throws: `ProofRefusal`, `CryptographyError`, `WorkspaceError`, `StorageError`, what `begin`
  ///   throws.
  package mutating func mix(
    by signer: Signer, after before: [String], begin: (ProofTurn) throws -> Void = { _ in },
    progress: @escaping @Sendable (Int) -> Void
  ) throws {
    let (officer, number) = (try number(of: signer.id), before.count + 1)
    try keep(mixesBy: before)
    let last = before.last.map { ProofName.mix(before.count, by: $0) }
    var earlier = try earlierMix(number, by: signer.id, input: last)
    let turn = turn(of: signer.id, earlier)
    try begin(turn)
    if turn.entries > 0 { generators.reach(chain.longest, workers) }
    let seed = Shared(try SecretBytes.random(count: 32))
    var file = try ProofFile(
      "\(folder)/\(ProofName.mix(number, by: signer.id))", disk: place.disk)
    try chain.forEachList(after: last) { list, entries in
      if try earlier?.take(list, { try file.write($0) }) == true { return }
      let prover = MixProver(
        MixPlace(
          context: chain.context.context(of: list.name), width: list.width, number: number,
          officer: officer),
        key: chain.keys.key, generators: generators, workers: workers)
      if let section = try prover.prove(entries, seed: seed, progress: progress) {
        try file.write(section.file[...])
      }
    }
    try earlier?.finish()
    let hash = try file.finish(signer, of: place.definition)
    try place.record(
      .proof(.mixed(number: number, officer: signer.id, hash: hash)), signer: signer)
  }

  /// Has officers mix one after the other, from the first mix on.
  ///
  /// - Throws: as `mix(by:after:begin:progress:)`.
  package mutating func mix(
    inTurn hands: [ProofHand], begin: (ProofTurn) throws -> Void = { _ in },
    progress: @escaping @Sendable (Int) -> Void
  ) throws {
    for (index, hand) in hands.enumerated() {
      let before = hands[..<index].map(\.signer.id)
      try mix(by: hand.signer, after: before, begin: begin, progress: progress)
    }
  }

  private func keep(mixesBy officers: [String]) throws(StorageError) {
    let names = Set(
      officers.enumerated().map { "\(folder)/\(ProofName.mix($0 + 1, by: $1))" })
    let proofs = "\(folder)/\(ProofName.folder)"
    for name in try place.disk.list(proofs) {
      let path = "\(proofs)/\(name)"
      let isKept = names.contains(path) || names.contains { "\($0).minisig" == path }
      if !isKept { try place.disk.removeFileDurably(path) }
    }
  }

  /// Checks what was mixed; by the hash of the last mix it is known until it is opened.
  ///
  /// - Throws: `ProofRefusal`, `StorageError`.
  package func checkMixes(_ progress: ProofProgress = .mixed) throws -> ProofChain.CheckedMixes {
    try chain.checkMixes(progress)
  }

  // MARK: Opening

  /// Refuses to open what would tell few ballots apart, unless enough officers allowed just this.
  ///
  /// - Throws: `SmallGroupsError`, `ProofRefusal`, `StorageError`.
  package func requireGroups() throws {
    let groups = try OpeningRule(place).tooSmall(chain, tracking: tracking)
    guard let groups else { return }
    let given = place.state.proofs.allowing(groups).count
    guard given >= place.definition.quorum.sign else {
      throw SmallGroupsError(
        groups: groups, least: place.definition.policy.smallCell, given: given,
        needed: place.definition.quorum.sign)
    }
  }

  /// Has an officer open what was checked, as one of the `members` who open together; `begin` hears
  /// what there is to do, and `progress` of entries.
  ///
  /// A line of the journal is written before an opening leaves the program.
  ///
  /// - Throws: `ProofRefusal`, `CryptographyError`, `WorkspaceError`, `StorageError`, what `begin`
  ///   throws.
  package func open(
    _ mixes: ProofChain.CheckedMixes, by hand: ProofHand, with members: [String],
    begin: (ProofTurn) throws -> Void = { _ in }, progress: (Int) -> Void
  ) throws {
    try keepTracking()
    let earlier = try earlierOpening(by: hand.signer.id, with: members, input: mixes.last)
    try begin(turn(of: hand.signer.id, earlier))
    let bytes = try opening(
      of: mixes, by: hand, members: try members.map(number).sorted(), takingOver: earlier,
      progress: progress)
    try place.record(
      .proof(
        .opened(
          ProofOpening(
            officer: hand.signer.id, members: members.sorted(), hash: Digest.of(bytes),
            tracking: tracking))), signer: hand.signer)
    let path = "\(folder)/\(ProofName.opening(by: hand.signer.id))"
    for left in [path, "\(path).minisig"] { try place.disk.removeFile(left) }
    var file = try ProofFile(path, disk: place.disk)
    try file.write(bytes[...])
    _ = try file.finish(hand.signer, of: place.definition)
  }

  /// Has officers open one after the other; gives what was opened, checked.
  ///
  /// - Throws: as `open(_:by:with:begin:progress:)`.
  package func open(
    _ mixes: ProofChain.CheckedMixes, inTurn hands: [ProofHand],
    begin: (ProofTurn) throws -> Void = { _ in }, progress: (Int) -> Void
  ) throws -> ProvenPatterns {
    let members = hands.map(\.signer.id)
    for hand in hands {
      try open(mixes, by: hand, with: members, begin: begin, progress: progress)
    }
    return try opened(mixes)
  }

  /// One officer's openings of all lists, in their order; the share opens none that is taken over.
  private func opening(
    of mixes: ProofChain.CheckedMixes, by hand: ProofHand, members: [Int],
    takingOver earlier: EarlierProof?, progress: (Int) -> Void
  ) throws -> [UInt8] {
    var (bytes, earlier): ([UInt8], EarlierProof?) = ([], earlier)
    try chain.forEachList(after: mixes.last) { list, entries in
      if try earlier?.take(list, { bytes += $0 }) == true { return }
      let place = OpeningPlace(
        context: chain.context.context(of: list.name), members: members,
        officer: hand.share.number)
      let prover = try OpeningProver(
        place, share: hand.share.secret.value, workers: workers)
      let random = try SecretBytes.random(count: 32)
      if let section = try prover.prove(entries, random: random) { bytes += section.file }
      progress(entries.count / (2 * list.width))
    }
    try earlier?.finish()
    return bytes
  }

  private func keepTracking() throws {
    try OpeningRule(place).keep("\(folder)/tracking.txt", as: tracking)
  }

  /// Those of the members whose opening is not there yet.
  package func missing(of members: [String]) throws -> [String] {
    try members.filter { officer in
      let path = "\(folder)/\(ProofName.opening(by: officer))"
      guard try place.disk.info("\(path).minisig") != nil else { return true }
      let hash = try place.disk.hash(path)
      return !place.state.proofs.begun.contains { $0.officer == officer && $0.hash == hash }
    }
  }

  /// What all members opened, checked.
  ///
  /// - Throws: `ProofRefusal`, `StorageError`.
  package func opened(_ mixes: ProofChain.CheckedMixes) throws -> ProvenPatterns {
    let patterns = try chain.checkOpenings(of: mixes)
    let proofs = "\(folder)/\(ProofName.folder)"
    let names = try place.disk.list(proofs).filter { !$0.hasSuffix(".minisig") }
    return ProvenPatterns(
      patterns, read: chain.readable, unreadable: chain.unreadable,
      proof: try names.map { try place.disk.hash("\(proofs)/\($0)") },
      officers: Set(place.state.proofs.begun.map(\.officer)).sorted())
  }
}

// MARK: What officers did elsewhere

extension ProofOffice {
  /// Takes in what an officer mixed or opened on a laptop of their own, once it holds.
  ///
  /// - Throws: `CarriedError`, `ProofRefusal` where it does not hold, `WorkspaceError`,
  ///   `StorageError`; then nothing of it is here.
  package func take(
    _ event: ProofEvent, from carried: CarriedProofs, by signer: Signer
  ) throws {
    guard carried.tracking == tracking else { throw CarriedError.otherBallots }
    let (name, hash): (String, Digest)
    switch event {
    case .mixed(let number, let officer, let found):
      guard number == place.state.proofs.mixes.count + 1 else {
        throw CarriedError.turn(officer: officer)
      }
      (name, hash) = (ProofName.mix(number, by: officer), found)
      try keep(mixesBy: place.state.proofs.mixes.map(\.officer))
    case .opened(let opening):
      guard try !missing(of: [opening.officer]).isEmpty else {
        throw CarriedError.turn(officer: opening.officer)
      }
      (name, hash) = (ProofName.opening(by: opening.officer), opening.hash)
      try keepTracking()
    case .abandoned, .smallAllowed, .ceremonyAbandoned:
      throw CarriedError.nothing(officer: signer.id)
    }
    let files = [name, "\(name).minisig"]
    do {
      for file in files {
        try place.disk.removeFile("\(folder)/\(file)")
        try place.disk.copy("\(carried.path)/\(file)", to: "\(folder)/\(file)")
      }
      // Their names too, before a line tells of them.
      try place.disk.syncFolder("\(folder)/\(ProofName.folder)")
      guard try place.disk.hash("\(folder)/\(name)") == hash else {
        throw CarriedError.files(name)
      }
      try check(event)
    } catch {
      // The first error is the one to tell; what stays, the next act removes.
      for file in files { try? place.disk.removeFile("\(folder)/\(file)") }
      throw error
    }
    // Where this fails the line may be there all the same, and so are the files.
    try place.record(.proof(event), signer: signer)
  }

  private func check(_ event: ProofEvent) throws {
    guard case .opened(let opening) = event else {
      _ = try chain.checkMixes(.mixing)
      return
    }
    try chain.checkOpening(
      of: chain.checkMixes(.opening), by: number(of: opening.officer),
      members: try opening.members.map(number))
  }
}
