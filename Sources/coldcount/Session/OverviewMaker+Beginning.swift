import Console
import Election
import Guide
import Words
import Workspace

/// What is done before there is a workspace, beside signing the definition.
private enum Preparation {
  case laptop, keys, draft, ceremony, signatures, rehearsal

  var name: Message {
    switch self {
    case .laptop: "Laptop"
    case .keys: "Keys"
    case .draft: "Draft"
    case .ceremony: "Ceremony"
    case .signatures: "Signatures"
    case .rehearsal: "Rehearsal"
    }
  }
}

/// What the overview shows where there is no count yet: at a keying desk, and before the workspace
/// is made.
extension OverviewMaker {
  /// From the first key to the new workspace, in the order in which people meet.
  func beforeInit(
    _ beginning: OverviewSource.Beginning, _ contents: MediaContents, _ memory: SessionMemory
  ) -> Overview {
    let (path, definition) = (beginning.path, beginning.definition)
    let forms = CommandForms(
      definition: definition, contents: contents, memory: memory, language: language)
    let isMade = definition != nil
    func line(
      _ name: Message, _ mark: Step.Mark, _ state: Message, _ orders: [OrderForm?],
      details: [Message] = []
    ) -> Overview.Line {
      Overview.Line(
        mark: mark, name: say(name), state: say(state), details: details.map(say),
        orders: orders.compactMap { $0 })
    }
    let keys = contents.items.count { $0.kind == .signingKey }
    let draft = beginning.draft
    let hasDraft = contents.items.contains { $0.kind == .draft }
    let isVerifiable = draft?.isVerifiable ?? false
    let withoutBox = isVerifiable && !isMade ? draft?.withoutBox ?? [] : []
    let signing = signing(beginning, forms)
    let steps = [
      line(Preparation.laptop.name, .idle, "is it fit for a count?", [forms.form(named: "doctor")]),
      line(
        Preparation.keys.name, keys > 0 ? .done : isMade ? .idle : .pending,
        Plural.of(keys, "signing key here", "signing keys here"),
        ["key new"].map { forms.form(named: $0) }
          + (isVerifiable ? ["key box", "key vault"] : []).map { forms.form(named: $0) },
        details: withoutBox.isEmpty
          ? [] : ["No box key in the draft yet: \(withoutBox.joined(separator: ", "))."]),
      line(
        Preparation.draft.name, isMade || hasDraft ? .done : .pending,
        isMade
          ? "the definition is made" : hasDraft ? "to be filled in and checked" : "to be written",
        ["draft new", "pepper new", "draft check"].map { forms.form(named: $0) }),
      line(
        Preparation.ceremony.name, isMade ? .done : .pending,
        isMade
          ? "the definition is made"
          : isVerifiable
            ? "officers deal the key out among themselves"
            : "officers and custodians make the keys together",
        isVerifiable
          ? [forms.begin(draft?.path)]
          : ["ceremony", "ceremony begin"].map { forms.form(named: $0) }),
      signing,
      line(
        Preparation.rehearsal.name, .idle, "before the poll, with the real shares",
        [forms.rehearse(path)]),
      line(
        Step.Kind.workspace.name, isMade ? .pending : .idle, "to be made at \(memory.workspace)",
        [forms.initialise(), forms.form(named: "desk init")]),
    ]
    let open = steps.indices.filter { [.pending, .wrong].contains(steps[$0].mark) }
    return Overview(
      title: say("A new count"), steps: steps, toDo: open, journal: nil,
      media: media(contents), offers: [], commands: forms.commands, problem: nil)
  }

  /// Who signed the definition, and that the others still have to.
  private func signing(
    _ beginning: OverviewSource.Beginning, _ forms: CommandForms
  ) -> Overview.Line {
    let name = say(Preparation.signatures.name)
    guard let definition = beginning.definition, let path = beginning.path else {
      return Overview.Line(mark: .idle, name: name, state: say("after the ceremony"))
    }
    let people = definition.officers
    let found = beginning.signatures
    let signers = found?.valid.map(\.person) ?? []
    let needed = definition.quorum.sign
    let who: Message =
      signers.isEmpty ? "" : ": \(signers.map { Message($0) }.joined(separator: ", "))"
    let missing = people.map(\.id).filter { !signers.contains($0) }
    let broken = (found?.broken ?? []).map { say("\($0.person): \($0.problem)") }
    return Overview.Line(
      mark: !broken.isEmpty ? .wrong : signers.count >= needed ? .done : .pending, name: name,
      state: say("\(signers.count) of \(needed) needed\(who)"), details: broken,
      orders: [forms.sign(path, say("Sign the definition"), missing: missing)])
  }

  /// A keying desk: what was keyed there, by how many, and what of it no stick has yet.
  func atDesk(
    _ desk: OverviewSource.KeyingDesk, _ contents: MediaContents, _ memory: SessionMemory
  ) -> Overview {
    let forms = CommandForms(
      definition: desk.definition, contents: contents, memory: memory, language: language)
    let steps = [
      Overview.Line(
        mark: .done, name: say("Keying desk"), state: desk.id,
        orders: [forms.form(named: "desk status")].compactMap { $0 }),
      Overview.Line(
        mark: .pending, name: say("Key paper"),
        state: say(Plural.of(desk.keyedCount, "entry keyed", "entries keyed")),
        orders: [forms.form(.enterSheets), forms.form(.importSheets), forms.form(.importAccounts)]),
      Overview.Line(
        mark: desk.openCount > 0 ? .pending : .done, name: say("Export"),
        state: say(Plural.of(desk.openCount, "entry on no stick yet", "entries on no stick yet")),
        orders: [forms.form(named: "desk export")].compactMap { $0 }),
    ]
    let title = SafeText.escaped(desk.definition.title.text(language.rawValue))
    return Overview(
      title: "\(title) · \(desk.definition.date)", steps: steps, toDo: [1, 2], journal: nil,
      media: media(contents), offers: [], commands: forms.commands, problem: nil)
  }
}
