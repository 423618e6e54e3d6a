import Bundles
import Cryptography
package import Election
package import Encoding
import Record
import Storage
import Workspace

/// What became of one entry of a person.
package struct FoundEntry: Equatable, Sendable {
  /// What an entry comes to.
  package enum Fate: Equatable, Sendable {
    /// The ballot counts.
    case counted
    case struck(StrikeReason)
    /// An amendment leaves it or its bundle out, or its bundle's identities do not hold.
    case excluded
    /// The paper is in its box; where `unresolved`, another vote of the person counts too.
    case onPaper(unresolved: Bool)
    /// On the roll.
    case entitled
    /// Took back what was cast until then.
    case withdrew

    package var word: String {
      switch self {
      case .counted: "counted"
      case .struck: "struck"
      case .excluded: "excluded"
      case .onPaper(let unresolved): unresolved ? "unresolved" : "on-paper"
      case .entitled: "on-roll"
      case .withdrew: "withdrew"
      }
    }
  }

  package let style: String
  package let channel: String?
  package let station: String?
  /// When it was cast; nil on a roll.
  package let cast: Timestamp?
  package let fate: Fate
  /// Of a sealed ballot.
  package let tracking: Digest?
}

/// How far a petition, or any vote, has come, without opening a ballot.
package struct VaultProgress: Equatable, Sendable {
  /// One style.
  package struct StyleProgress: Equatable, Sendable {
    package let style: String
    /// Ballots that stand, by channel in the definition's order.
    package let standing: [(channel: String, count: Int)]
    /// Ballots by the reason for which they are struck.
    package let struck: [(reason: StrikeReason, count: Int)]
    /// Papers handed out whose vote prevails.
    package let onPaper: Int
    /// What the contests of the style that ask for a number ask for.
    package let required: [(contest: String, number: Int)]

    /// Ballots and papers that stand.
    package var total: Int { standing.reduce(onPaper) { $0 + $1.count } }

    package static func == (one: StyleProgress, other: StyleProgress) -> Bool {
      one.style == other.style && one.onPaper == other.onPaper
        && one.standing.elementsEqual(other.standing, by: ==)
        && one.struck.elementsEqual(other.struck, by: ==)
        && one.required.elementsEqual(other.required, by: ==)
    }
  }

  package let styles: [StyleProgress]
}

extension Reconciler {
  /// What became of every entry of a token, in the order in which they were cast.
  ///
  /// Nothing is written; the merge ends where the token would stand.
  ///
  /// - Throws: `VaultError.section` where a section does not hold.
  package func find(_ token: Digest) throws(VaultError) -> [FoundEntry] {
    do {
      try workspace.requireIdentities()
      let bundles = workspace.state.bundles
      let (readers, sections) = try open(bundles)
      let isOut = bundles.map {
        workspace.state.rulings.isExcluded(
          $0.hash, collector: $0.collector, sequence: $0.sequence)
      }
      // Where a whole bundle is out, its entries are held against nobody.
      let rules = ReconciliationRules(
        definition: workspace.definition, sections: sections,
        anyRoll: zip(sections, isOut).contains { $0.kind == .roll && !$1 })
      var merge = try SectionMerge(readers)
      while try merge.next(), merge.token <= token {
        guard merge.token == token else { continue }
        let verdict = rules.judge(merge.entries.filter { !isOut[$0.section] })
        return try merge.entries.sorted { $0.cast < $1.cast }.map {
          try found($0, sections[$0.section], verdict, isOut: isOut[$0.section])
        }
      }
      return []
    } catch let failure as MergeFailure {
      throw .section(
        bundle: workspace.state.bundles[failure.section].hash, problem: failure.problem)
    } catch { throw VaultError(error) }
  }

  private func found(
    _ entry: SectionEntry, _ section: Section, _ verdict: TokenVerdict, isOut: Bool
  ) throws -> FoundEntry {
    let definition = workspace.definition
    let fate: FoundEntry.Fate
    var tracking: Digest?
    switch section.kind {
    case .roll: fate = .entitled
    case .withdrawal: fate = .withdrew
    case .register: fate = .onPaper(unresolved: verdict.unresolved.contains(entry))
    case .ballots:
      let index = Int(truncatingIfNeeded: entry.ballot)
      let size = definition.sealedByteCount(style: definition.styles[section.style].id)
      tracking = Digest.of(
        try RecordReader(
          "\(workspace.bundleFolder(section.bundle))/\(BundleLayout.ballots)", size: size,
          disk: workspace.disk
        ).record(index))
      let reason = verdict.strikes.first { $0.entry == entry }?.reason
      if isOut || workspace.state.rulings.isLeftOut(section.bundle, index: index) {
        fate = .excluded
      } else if let reason,
        !workspace.state.rulings.isRestored(section.bundle, index: index)
      {
        fate = .struck(reason)
      } else {
        fate = .counted
      }
    }
    return FoundEntry(
      style: definition.styles[section.style].id,
      channel: section.channel.map { definition.channels[$0].id }, station: section.station,
      cast: section.kind == .roll ? nil : Timestamp(seconds: Int(clamping: entry.cast)),
      fate: fate, tracking: tracking)
  }

  /// How many entries stand, by style and channel; nothing is written.
  ///
  /// - Throws: `VaultError.section` where a section does not hold.
  package func progress(
    told: (Int) -> Void = { _ in }
  ) throws(VaultError) -> VaultProgress {
    let rulings = workspace.state.rulings
    let bundles = workspace.state.bundles.filter {
      !rulings.isExcluded($0.hash, collector: $0.collector, sequence: $0.sequence)
    }
    do {
      try workspace.requireIdentities()
      let (readers, sections) = try open(bundles)
      let rules = ReconciliationRules(definition: workspace.definition, sections: sections)
      var struck: [[Int]: Int] = [:]
      var lost: [Int: Int] = [:]
      var merge = try SectionMerge(readers)
      while try merge.next() {
        told(merge.count)
        let verdict = rules.judge(merge.entries)
        for (entry, reason) in verdict.strikes
        where !rulings.isRestored(
          sections[entry.section].bundle, index: Int(truncatingIfNeeded: entry.ballot))
        {
          let position = StrikeReason.allCases.firstIndex(of: reason) ?? 0
          struck[
            [sections[entry.section].style, sections[entry.section].channel ?? 0, position],
            default: 0] += 1
        }
        for entry in verdict.unresolved { lost[sections[entry.section].style, default: 0] += 1 }
      }
      return VaultProgress(
        styles: workspace.definition.styles.indices.map {
          standing(style: $0, bundles, sections, struck: struck, lost: lost[$0] ?? 0)
        })
    } catch let failure as MergeFailure {
      throw .section(bundle: bundles[failure.section].hash, problem: failure.problem)
    } catch { throw VaultError(error) }
  }

  private func standing(
    style: Int, _ bundles: [ImportedBundle], _ sections: [Section], struck: [[Int]: Int],
    lost: Int
  ) -> VaultProgress.StyleProgress {
    let definition = workspace.definition
    let rulings = workspace.state.rulings
    let own = zip(bundles, sections).filter { $0.1.style == style }
    let channels = definition.channels.indices.compactMap { channel -> (String, Int)? in
      let cast = own.filter { $0.1.channel == channel && $0.1.kind == .ballots }
      guard !cast.isEmpty else { return nil }
      let all = cast.reduce(0) { sum, item in
        sum + (item.0.ballots ?? 0) - rulings.excludedBallots(of: item.0.hash).count
      }
      let out = struck.filter { $0.key[0] == style && $0.key[1] == channel }
      return (definition.channels[channel].id, all - out.values.reduce(0, +))
    }
    let papers = own.filter { $0.1.kind == .register }.reduce(0) { $0 + $1.0.identities }
    return VaultProgress.StyleProgress(
      style: definition.styles[style].id, standing: channels,
      struck: StrikeReason.allCases.enumerated().compactMap { position, reason in
        let count = struck.filter { $0.key[0] == style && $0.key[2] == position }
          .values.reduce(0, +)
        return count == 0 ? nil : (reason, count)
      },
      onPaper: papers - lost,
      required: definition.styles[style].contests.compactMap { id in
        guard case .threshold(let number, _) = definition.contest(id)?.method else { return nil }
        return (id, number)
      })
  }

  /// Gives the rejected register piece by piece: a table of token, style, channel, reason and
  /// tracking code, sorted by token.
  ///
  /// - Throws: `VaultError.nothing` where nothing was reconciled.
  package func rejected(
    _ body: (Span<UInt8>) throws -> Void
  ) throws(VaultError) {
    do {
      guard try workspace.disk.info(workspace.vault.rejected) != nil else {
        throw VaultError.nothing("rejected register")
      }
      var pieces = try workspace.disk.pieces(
        workspace.vault.rejected, of: IdentityOpener.chunkByteCount + IdentityOpener.overhead)
      let preambleByteCount = IdentityOpener.preambleByteCount(recipients: key.recipients)
      guard let preamble = try pieces.next(preambleByteCount), preamble.count == preambleByteCount
      else { throw VaultError.nothing("whole rejected register") }
      var opener = try IdentityOpener(
        preamble: preamble.span, recipient: key.recipient, of: key.recipients, key: key.key.key,
        keyHash: nil, context: RejectedRegister.context(election: workspace.election))
      var text = try SecretBytes(count: IdentityOpener.chunkByteCount)
      while !opener.isFinished {
        let sealed = try pieces.next() ?? []
        let found = try text.withMutableBytes { bytes throws(CryptographyError) in
          try opener.open(sealed.span, into: &bytes)
        }
        try text.withBytes { bytes throws in
          var end = found.byteCount
          // Blank lines at the end only fill the last chunk.
          while found.final, end > 1, bytes[end - 1] == 0x0A, bytes[end - 2] == 0x0A { end -= 1 }
          try body(bytes.extracting(0..<end))
        }
      }
    } catch { throw VaultError(error) }
  }
}
