package import Cryptography
package import Election
package import Encoding
package import Mixnet
package import Storage
package import Words

/// Makes bundles: the collector's side, and the reference for other writers of the format.
package struct BundleWriter {
  /// One person's entry.
  package struct Entry: Sendable {
    package let token: Digest
    /// Seconds since 1970-01-01T00:00Z; ignored in a roll.
    package let cast: Int
    /// The position in `vectors` of the marks; ignored where the bundle holds no ballots.
    package let vector: Int

    package init(token: Digest, cast: Int, vector: Int) {
      self.token = token
      self.cast = cast
      self.vector = vector
    }
  }

  /// What the manifest is to say of the bundle.
  package struct Plan: Sendable {
    package let collector: Collector
    package let sequence: Int
    package let previous: Digest?
    package let isFinal: Bool
    package let kind: BundleKind
    package let style: String
    package let from: Timestamp
    package let to: Timestamp

    package init(
      collector: Collector, sequence: Int, previous: Digest?, isFinal: Bool,
      kind: BundleKind, style: String, from: Timestamp, to: Timestamp
    ) {
      self.collector = collector
      self.sequence = sequence
      self.previous = previous
      self.isFinal = isFinal
      self.kind = kind
      self.style = style
      self.from = from
      self.to = to
    }
  }

  private let definition: Definition
  private let election: Digest
  private let disk: any Disk
  /// What a verifiable election's ballots are sealed with; nil in any other.
  private let proofs: ProofContext?

  /// A writer for one election; `election` is the hash of its definition.
  package init(
    definition: Definition, election: Digest, disk: any Disk, proofs: ProofContext? = nil
  ) {
    self.definition = definition
    self.election = election
    self.disk = disk
    self.proofs = proofs
  }

  /// Seals the entries and writes the bundle's folder, the signature last, so that its presence
  /// means that the bundle is whole.
  ///
  /// Gives the manifest's hash.
  ///
  /// `vectors` are the distinct mark vectors, each of the election's ballot size.
  package func write(
    _ entries: [Entry], vectors: [[UInt8]], plan: Plan, key: borrowing SigningKey,
    to folder: String
  ) throws(SealError) -> Digest {
    do {
      var positions = Array(0..<entries.count)
      var ballots: Manifest.BallotFile?
      try disk.makeFolder(folder)
      if plan.kind == .ballots {
        let sealer = try sealer(vectors, plan)
        let sealed = try sealer.seal(entries.map(\.vector))
        positions = Self.sorted(sealed, size: sealer.size)
        let hash = try write(sealed, order: positions, size: sealer.size, folder: folder)
        ballots = Manifest.BallotFile(count: entries.count, size: sealer.size, hash: hash)
      }
      let records = Self.records(entries, order: positions, kind: plan.kind)
      // Equal records would break the section's order; on a roll they mean that one person stands
      // for two bodies of a style, or is there twice.
      let repeated = zip(records, records.dropFirst()).count { $0 == $1 }
      guard repeated == 0 else { throw SealError.repeated(repeated, kind: plan.kind) }
      let identities = try write(records, plan: plan, folder: folder)
      let manifest = Manifest(
        election: election, collector: plan.collector.id, sequence: plan.sequence,
        previous: plan.previous, isFinal: plan.isFinal, kind: plan.kind,
        channel: plan.kind.hasChannel ? plan.collector.channel : nil, style: plan.style,
        from: plan.from, to: plan.to, ballots: ballots, identities: identities
      ).file
      let signature = try key.sign(
        file: manifest,
        trustedComment: SignedThing.bundle.trustedComment(
          election: definition.id, signer: plan.collector.id))
      try disk.writeDurably(manifest, to: "\(folder)/\(BundleLayout.manifest)")
      try disk.writeDurably(signature.file, to: "\(folder)/\(BundleLayout.signature)")
      for name in [""] + BundleLayout.names.map({ "/\($0)" })
      where name != "/\(BundleLayout.ballots)" || plan.kind == .ballots {
        try disk.makePublic(folder + name)
      }
      return Digest.of(manifest)
    } catch let error as StorageError {
      throw .storage(error)
    } catch let error as CryptographyError {
      throw .cryptography(error)
    } catch let error as SealError {
      throw error
    } catch {
      throw .unexpected("\(error)")
    }
  }

  private func sealer(_ vectors: [[UInt8]], _ plan: Plan) throws -> BallotSealer {
    guard let proofs, let style = definition.style(plan.style) else {
      return try BallotSealer(vectors: vectors, definition: definition)
    }
    return try BallotSealer(
      vectors: vectors, style: style, of: plan.collector.id, definition: definition,
      proofs: proofs)
  }

  /// The positions of the sealed ballots in ascending order of their bytes.
  private static func sorted(_ sealed: [UInt8], size: Int) -> [Int] {
    (0..<sealed.count / size).sorted { one, other in
      let (low, high) = (one * size, other * size)
      for byte in 0..<size where sealed[low + byte] != sealed[high + byte] {
        return sealed[low + byte] < sealed[high + byte]
      }
      return false
    }
  }

  /// The records of the identity section, sorted; a ballot's index is its rank among the sealed.
  private static func records(
    _ entries: [Entry], order: [Int], kind: BundleKind
  ) -> [IdentityRecord] {
    order.enumerated().map { index, position in
      let entry = entries[position]
      return IdentityRecord(
        token: entry.token, ballot: kind == .ballots ? UInt64(index) : IdentityRecord.noBallot,
        cast: kind == .roll ? 0 : UInt64(max(0, entry.cast)))
    }.sorted()
  }

  private func write(
    _ sealed: [UInt8], order: [Int], size: Int, folder: String
  ) throws(StorageError) -> Digest {
    var hasher = Hasher256()
    var writer = try disk.openWriter("\(folder)/\(BundleLayout.ballots)")
    var buffer: [UInt8] = []
    for (written, position) in order.enumerated() {
      buffer.append(contentsOf: sealed[position * size..<(position + 1) * size])
      if buffer.count >= 1 << 18 || written == order.count - 1 {
        hasher.update(buffer.span)
        try writer.write(buffer.span)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    try writer.sync()
    return hasher.finish()
  }

  private func write(
    _ records: [IdentityRecord], plan: Plan, folder: String
  ) throws -> Manifest.Identities {
    let context = identityContext(
      election: election, collector: plan.collector.id, sequence: plan.sequence)
    var recipients: [BoxPublicKey] = []
    for text in definition.keys.vault { recipients.append(try BoxPublicKey(base64: text)) }
    var sealer = try IdentitySealer(recipients: recipients, context: context)
    var hasher = Hasher256()
    var writer = try disk.openWriter("\(folder)/\(BundleLayout.identities)")
    hasher.update(sealer.preamble.span)
    try writer.write(sealer.preamble.span)
    var start = 0
    repeat {
      let end = min(start + IdentityOpener.recordsPerChunk, records.count)
      let chunk = records[start..<end].flatMap(\.bytes)
      let sealed = try sealer.seal(chunk.span, final: end == records.count)
      hasher.update(sealed.span)
      try writer.write(sealed.span)
      start = end
    } while start < records.count
    try writer.sync()
    return Manifest.Identities(count: records.count, hash: hasher.finish(), key: sealer.keyHash)
  }
}

/// What can end the making of a bundle.
package enum SealError: ReportedError, Equatable {
  case storage(StorageError)
  case cryptography(CryptographyError)
  /// So many entries that are there already.
  case repeated(Int, kind: BundleKind)
  case unexpected(String)

  package var report: Report {
    switch self {
    case .repeated(let count, let kind):
      Report(
        .refused, code: "repeated",
        kind == .roll
          ? "\(Plural.of(count, "person", "people")) on the roll twice: nobody votes twice or for "
            + "two bodies of one style"
          : "\(Plural.of(count, "entry", "entries")) of the same person at the same time twice",
        advice: "take them out of the table; nothing was sealed")
    case .storage(let error): error.report
    case .cryptography(let error): error.report
    case .unexpected(let text): Report(.machine, code: "internal", Message(text))
    }
  }
}
