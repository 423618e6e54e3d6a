import Election
import Encoding
import Paper
import Record
import Words

/// The steps from the count to what is published of it.
extension Situation {
  /// What keeps the next count from being final; lots are drawn after one.
  private var open: [Outstanding] {
    outstanding.filter { if case .lots = $0 { false } else { true } }
  }

  var count: Step {
    let canBeFinal = open.isEmpty && state.isReconciled
    let latest = state.blind?.stage ?? state.counts.last?.stage
    // A count that could have been final, and is not for lots, is done.
    let isOutgrown = canBeFinal && ties.isEmpty && latest.map { $0 != .final } ?? false
    let isDone = state.isCounted && !isOutgrown
    let mixed = state.proofs.mixes.map(\.officer)
    let needed = state.definition.quorum.open
    let text: Message =
      switch latest {
      case _ where !mixed.isEmpty:
        "mixed \(mixed.count) of \(needed): \(mixed.joined(separator: ", "))"
      case nil: "not counted"
      case let stage? where isDone: "counted, stage \(stage)"
      case let stage? where state.isCounted: "counted, stage \(stage); nothing is out any more"
      case _?: "to be counted again: something came in since"
      }
    let provisional: [Stage] =
      state.sheets.keys.isEmpty ? [.electronic, .partial] : [.partial, .electronic]
    let since = state.counts.last.map(state.overtaking) ?? []
    let openPoll = isDone ? nil : state.openPoll(at: now)
    let stages = canBeFinal ? [.final] : provisional + [.final]
    let toMix = officers(without: mixed)
    let mix = [
      Act.mix(stages: stages, missing: toMix), .handOut(.mix, stages: stages),
      .takeBack(.mix, stages: stages, missing: toMix),
    ]
    let count =
      switch state.definition.format {
      case .sealed: [Act.count(stages: stages)]
      case .verifiable where mixed.isEmpty: [.count(stages: stages)] + mix
      case .verifiable: mix + [.count(stages: stages)]
      }
    let next: [Message] =
      mixed.isEmpty || mixed.count >= needed
      ? []
      : [
        "\(Plural.of(needed - mixed.count, "more officer has to mix", "more officers have to mix")): one of \(toMix.joined(separator: ", "))."
      ]
    let clock = Act.allowClock(missing: officers(without: state.officers(allowing: .clock)))
    // Nobody counts what no custodian stands for.
    let isReady = state.isReconciled && !lacksCustodian
    return Step(
      .count, isDone ? .done : isReady ? .pending : .idle, text,
      details: (openPoll.map { [$0] } ?? []) + next
        + (since.isEmpty ? [] : ["since came in \(CountInput.words(since))"])
        + open.map(\.message),
      acts: isReady ? (openPoll == nil ? [] : [clock]) + count : [])
  }

  var release: Step {
    var details: [Message] = []
    var acts = opening ?? [.release]
    if let first = state.proofs.begun.first {
      let opened = Set(state.proofs.begun.map(\.officer)).sorted()
      details.append(
        "Opened by \(opened.joined(separator: ", ")) of \(first.members.joined(separator: ", ")).")
      let missing = first.members.filter { !opened.contains($0) }
      if !missing.isEmpty { details.append("Still to open: \(missing.joined(separator: ", ")).") }
    }
    if let embargo {
      details.append("Embargo until \(embargo).")
      let definition = state.definition
      let given = state.officers(allowing: .release)
      let missing = definition.quorum.sign - given.count
      let allow = Act.allowRelease(missing: officers(without: given))
      if missing > 0 {
        details.append(
          Plural.of(missing, "more officer must allow it.", "more officers must allow it."))
        acts = [allow] + acts
      } else {
        acts = acts + [allow]
      }
    }
    if state.blind != nil {
      return Step(
        .release, .pending, "sealed: nobody has seen it", details: details, acts: acts)
    }
    let isOpened = !state.counts.isEmpty
    return Step(
      .release, isOpened && state.isCounted ? .done : .idle,
      isOpened ? "opened" : "after the count", details: details)
  }

  /// How officers open one by one, or all in turn; nil where there are no proofs.
  private var opening: [Act]? {
    guard state.definition.format == .verifiable else { return nil }
    let opened = state.proofs.begun.map(\.officer)
    let members = state.proofs.begun.first?.members ?? state.definition.officers.map(\.id)
    let missing = members.filter { !opened.contains($0) }
    let open: [Act] = [
      .open(missing: missing), .handOut(.open, stages: []),
      .takeBack(.open, stages: [], missing: missing),
    ]
    return opened.isEmpty ? [.release] + open : open + [.release]
  }

  var lots: Step {
    let drawn = drawn
    let isDrawn: Message = "drawn in \(drawn.joined(separator: "; "))"
    guard state.isCounted, state.blind == nil, !state.counts.isEmpty else {
      return drawn.isEmpty
        ? Step(.lots, .idle, "only after a tie")
        : Step(.lots, .done, isDrawn, details: ["Then the officers count again, with the lots."])
    }
    guard !ties.isEmpty else {
      return drawn.isEmpty ? Step(.lots, .idle, "nothing to draw") : Step(.lots, .done, isDrawn)
    }
    let names = ties.map { Message($0.contest) }.joined(separator: ", ")
    let acts = ties.compactMap { tie -> Act? in
      guard let drawing = tie.drawing, !drawing.isDecided else { return nil }
      return .drawLots(contest: tie.contest, drawing)
    }
    guard !acts.isEmpty else {
      return Step(.lots, .idle, "level in \(names): to be drawn once all is in")
    }
    return Step(.lots, .pending, names, details: ["At least one witness must watch."], acts: acts)
  }

  /// Of each contest in which lots were drawn, who was drawn in the latest drawing.
  private var drawn: [Message] {
    var drawings: [String: LotsDrawing] = [:]
    for round in state.lots {
      let rounds = (drawings[round.contest]?.rounds ?? []) + [round]
      // A round of others is of a drawing of its own.
      drawings[round.contest] = [rounds, [round]].lazy
        .map { rounds in
          LotsDrawing(
            candidates: rounds[0].draws.keys.sorted(), seats: rounds[0].seats, recorded: rounds)
        }
        .first { $0.rounds.last == round }
    }
    return state.definition.contests.compactMap { contest in
      guard let drawing = drawings[contest.id] else { return nil }
      return Message(each: { language in
        let winners = drawing.winners.map { id in
          contest.options.first { $0.id == id }?.name.text(language.rawValue) ?? id
        }
        let title = contest.title.text(language.rawValue)
        return SafeText.escaped(([title] + winners).joined(separator: " · "))
      })
    }
  }

  /// A file that officers sign; `act` makes what those who are missing can do.
  private func signing(
    _ kind: Step.Kind, _ file: SignedFile, act: ([String]) -> Act
  ) -> Step {
    let needed = state.definition.quorum.sign
    let signers = file.signers.map { Message($0) }.joined(separator: ", ")
    let who: Message = file.signers.isEmpty ? "" : ": \(signers)"
    let text: Message = "\(file.signers.count) of \(needed) needed\(who)"
    return Step(
      kind, file.signers.count >= needed ? .done : .pending, text,
      acts: [act(officers(without: file.signers))])
  }

  var resultSignatures: Step {
    guard let result else { return Step(.resultSignatures, .idle, "after it is opened") }
    return signing(.resultSignatures, result) { .signResult(file: result.path, missing: $0) }
  }

  var export: Step {
    let isSigned = resultSignatures.mark == .done
    return Step(
      .export, state.exported != nil ? .done : isSigned ? .pending : .idle,
      state.exported.map { "B2SUMS \($0.description.prefix(16))…" } ?? "after the signatures",
      acts: isSigned ? [.export] : [])
  }

  var packageSignatures: Step {
    guard state.exported != nil else {
      return Step(.packageSignatures, .idle, "after the export")
    }
    guard let package else {
      return Step(
        .packageSignatures, .idle, "plug its medium in",
        acts: [.signPackage(file: nil, missing: [])])
    }
    return signing(.packageSignatures, package.sums) {
      .signPackage(file: package.sums.path, missing: $0)
    }
  }

  var verification: Step {
    guard state.exported != nil else { return Step(.verification, .idle, "after the export") }
    guard let package else {
      return Step(.verification, .idle, "plug its medium in", acts: [.verify(folder: nil)])
    }
    return Step(
      .verification, package.isVerified ? .done : .pending,
      package.isVerified ? "holds" : "not verified in this session",
      acts: [.verify(folder: package.folder)])
  }
}
