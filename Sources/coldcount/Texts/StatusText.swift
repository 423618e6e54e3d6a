import Election
import Encoding
import Guide
import Paper
import Record
import Result
import Words
import Workspace

/// Where a count stands, in words and for programs: no vote and no identity is among it.
struct StatusText {
  let workspace: Workspace
  let outstanding: [Outstanding]
  let guide: CountGuide

  init(_ workspace: Workspace) throws {
    self.workspace = workspace
    let situation = try Situation(workspace)
    outstanding = situation.outstanding
    guide = CountGuide(situation)
  }

  func words(_ language: Language) throws -> String {
    let state = workspace.state
    let ballots = state.bundles.reduce(0) { $0 + ($1.ballots ?? 0) }
    var text = "\(workspace.definition.id) \(workspace.election)\n"
    let say = { (line: Message) in language.text(line) + "\n" }
    text += say(
      "bundles: \(state.bundles.count) in with \(ballots) sealed ballots, "
        + "\(state.refusals) refused")
    for item in outstanding {
      if case .paper = item { continue }
      text += "  " + say("missing: \(item.message)")
    }
    text += PaperText(workspace, language).words
    for amendment in state.amendments { text += AmendCommand.words(amendment, language) }
    if let reconciliation = state.reconciliation {
      text += say("reconciled: strikes.csv \(reconciliation.strikes)")
    } else {
      text += say("not reconciled")
    }
    for (line, round) in state.lotsByLine {
      let numbers = round.draws.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      text += say(
        "lots: \(round.contest) \(numbers.joined(separator: " ")), journal line \(line)")
    }
    for count in state.counts {
      text += say(
        count.stage == .final
          ? "counted: stage \(count.stage), result.json \(count.result)"
          : "counted: stage \(count.stage) (PROVISIONAL), result.json \(count.result)")
      let inputs = state.overtaking(count)
      if !inputs.isEmpty {
        text += "  " + say("overtaken: since came in \(CountInput.words(inputs))")
      }
    }
    if let blind = state.blind {
      text += say(
        "counted blind: stage \(blind.stage), not opened, sealed \(blind.sealed)")
    }
    if let embargo = workspace.embargo { text += say("embargo until \(embargo)") }
    if let exported = state.exported { text += say("exported: B2SUMS \(exported)") }
    if workspace.standing == .notChecked {
      text +=
        language.text(
          "the vault is not there: an older copy of this workspace would not be noticed") + "\n"
    }
    if try workspace.isVaultOnSameDevice() { text += say(StatusCommand.sameDevice) }
    let lines = Plural.of(workspace.journal.lines.count, "line")
    text += say("journal: \(lines), head \(workspace.journal.head)")
    return text + advice.map(say).joined()
  }

  /// What is wrong and what is to be done, as the guide says it.
  private var advice: [Message] {
    let wrong = guide.steps.filter { $0.mark == .wrong }.flatMap { step -> [Message] in
      ["wrong: \(step.kind.name): \(step.state)"] + step.details.map { "  \($0)" }
    }
    return wrong + ["next: \(guide.advice)"] + guide.alternatives.map { "or: \($0)" }
  }

  /// The same for programs.
  var json: JSON {
    get throws {
      let state = workspace.state
      let bundles = state.bundles.map { bundle -> JSON in
        [
          "bundle": .string(bundle.hash.description), "collector": .string(bundle.collector),
          "sequence": .integer(bundle.sequence), "kind": .string(bundle.kind.rawValue),
          "style": .string(bundle.style), "final": .bool(bundle.isFinal),
          "ballots": bundle.ballots.map { .integer($0) } ?? .null,
        ]
      }
      let counts = state.counts.map { count -> JSON in
        [
          "stage": .string(count.stage.rawValue), "result": .string(count.result.description),
          "overtaken": .array(
            state.overtaking(count).map { .string($0.message.english) }),
        ]
      }
      return [
        "id": .string(workspace.definition.id),
        "election": .string(workspace.election.description), "bundles": .array(bundles),
        "missing": .array(try workspace.gaps().map { .string($0.message.english) }),
        "outstanding": .array(outstanding.map { StillOut($0).json }),
        "refused": .integer(state.refusals),
        "sheets": [
          "keyed": .integer(state.sheets.keys.count), "agreed": .integer(state.sheets.agreed.count),
          "pending": .array(state.sheets.pending.map { .string($0.why.message($0.key).english) }),
        ],
        "amendments": .array(state.amendments.map(\.json)),
        "lots": .array(state.lots.map(\.json)),
        "strikes": state.reconciliation.map { .string($0.strikes.description) } ?? .null,
        "counts": .array(counts),
        "blind": state.blind.map {
          ["stage": .string($0.stage.rawValue), "sealed": .string($0.sealed.description)]
        } ?? .null,
        "pollOpen": workspace.openPoll.map { .string($0.english) } ?? .null,
        "embargo": workspace.embargo.map { .string($0.description) } ?? .null,
        "exported": state.exported.map { .string($0.description) } ?? .null,
        "copy": .string(workspace.standing.word),
        "sameDevice": .bool(try workspace.isVaultOnSameDevice()),
        "journal": [
          "lines": .integer(workspace.journal.lines.count),
          "head": .string(workspace.journal.head.description),
        ], "steps": guide.json, "next": .string(guide.advice.english),
      ]
    }
  }
}
