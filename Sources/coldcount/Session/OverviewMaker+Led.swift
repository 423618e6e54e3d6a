import Console
import Counting
import Election
import Encoding
import Guide
import Words

/// What the overview shows of a folder that officers carry from one to the other.
extension OverviewMaker {
  private func title(_ definition: Definition) -> String {
    SafeText.escaped(definition.title.text(language.rawValue)) + " · \(definition.date)"
  }

  private func listed(_ people: [String]) -> Message {
    "\(people.map(SafeText.escaped).joined(separator: say(", ")))"
  }

  // MARK: The ceremony

  /// Where a ceremony is, an officer a line.
  func leading(
    _ ceremony: LedCeremony, _ contents: MediaContents, _ memory: SessionMemory
  ) -> Overview {
    let forms = CommandForms(
      definition: ceremony.definition, contents: contents, memory: memory, language: language)
    let officers = ceremony.definition.officers.map { visit($0, ceremony, forms) }
    let draft = Overview.Line(
      mark: .done, name: say("Draft"), state: say("begun, and every box key is in it"),
      details: HashText.halves(ceremony.draft.description))
    let steps = [draft] + officers + [made(ceremony, forms)]
    return Overview(
      title: say("Ceremony") + " · " + title(ceremony.definition), steps: steps,
      toDo: steps.indices.filter { steps[$0].mark == .pending }, journal: nil,
      media: media(contents), offers: [], commands: forms.commands, problem: nil,
      folder: ceremony.path, comparisons: comparisons(ceremony))
  }

  /// What an officer has done, and what is next of it.
  private func visit(
    _ officer: Person, _ ceremony: LedCeremony, _ forms: CommandForms
  ) -> Overview.Line {
    let hasDealt = !ceremony.dealing.contains(officer.id)
    let hasTaken = !ceremony.taking.contains(officer.id)
    let name = SafeText.escaped(officer.name.text(language.rawValue))
    func line(
      _ mark: Step.Mark, _ state: Message, _ detail: Message, _ orders: [OrderForm] = []
    ) -> Overview.Line {
      Overview.Line(
        mark: mark, name: SafeText.escaped(officer.id), state: say(state), details: [say(detail)],
        orders: orders)
    }
    if hasTaken {
      return line(
        .done, "has dealt, taken and signed",
        "\(name) takes share.\(officer.id).json and the sealed words home; nobody else has a copy.")
    }
    if !hasDealt {
      return line(
        .pending, "first visit: to deal",
        "\(name) comes with the signing key, compares the draft's hash with paper, and deals.",
        [forms.deal(officer.id, in: ceremony.path)])
    }
    guard ceremony.dealing.isEmpty else {
      return line(
        .idle, "has dealt; comes again when all have",
        "Still to deal: \(listed(ceremony.dealing)).")
    }
    return line(
      .pending, "second visit: to take the share",
      "\(name) comes with the signing key and the box key; everybody has every deal's hash on paper.",
      [forms.take(officer.id, in: ceremony.path)])
  }

  /// The election that comes of it.
  private func made(_ ceremony: LedCeremony, _ forms: CommandForms) -> Overview.Line {
    let name = say("The election")
    guard ceremony.isComplete, let hash = ceremony.standing.definition else {
      let count = ceremony.standing.takers.count
      return Overview.Line(
        mark: .idle, name: name,
        state: say("made when all have taken: \(count) of \(ceremony.definition.officers.count)"),
        details: [
          say(
            "Until then give election.json to nobody. A deal that is refused ends the ceremony for everybody."
          )
        ])
    }
    return Overview.Line(
      mark: .pending, name: name, state: say("made; its hash goes on paper"),
      details: HashText.halves(hash.description) + [
        say(
          "Destroy every deal.OFFICER.json and box.OFFICER.json, on every stick and laptop. Then rehearse, and make the workspace."
        )
      ],
      orders: [
        forms.initialise(election: "\(ceremony.path)/election.json"),
        forms.rehearse("\(ceremony.path)/election.json"),
      ])
  }

  /// What each visit begins with.
  private func comparisons(_ ceremony: LedCeremony) -> [String: Overview.ReadAloud] {
    let draft = Overview.NamedHash(name: "draft.json", hash: ceremony.draft.description)
    let deals = ceremony.standing.deals.map {
      Overview.NamedHash(name: "deal.\($0.officer).json", hash: $0.hash.description)
    }
    return [
      "ceremony deal": Overview.ReadAloud(
        lines: [draft],
        question: say(
          "Read it aloud. Is this the hash of the draft that every officer has on paper? Only Y goes on."
        )),
      "ceremony take": Overview.ReadAloud(
        lines: deals,
        question: say(
          "Before any deal is opened: read these aloud. Everybody writes each one down, or finds it on their paper. Only Y goes on, once everybody has all of them on paper."
        )),
    ]
  }

  // MARK: Mixing and opening

  /// What an officer does on a laptop of their own.
  func onOwnLaptop(
    _ turns: LedTurns, _ contents: MediaContents, _ memory: SessionMemory
  ) -> Overview {
    let forms = CommandForms(
      definition: turns.definition, contents: contents, memory: memory, language: language)
    let needed = turns.definition.quorum.open
    let mixed: Message =
      turns.isMixed
      ? "all are made and sealed" : "\(turns.mixers.count) of \(needed) made"
    let steps = [
      Overview.Line(
        mark: memory.isCarriedBack ? .done : .pending, name: say("Journal's head"),
        state: memory.isCarriedBack ? say("was that on paper") : say("to be compared with paper"),
        details: memory.isCarriedBack
          ? []
          : [
            say(
              "The head below has to be the one that was written down at the count. It is typed from the paper."
            )
          ]),
      Overview.Line(
        mark: turns.isMixed || turns.mixers.count >= needed ? .done : .idle, name: say("Mixes"),
        state: say(mixed),
        details: turns.mixers.isEmpty ? [] : [say("Mixed by \(listed(turns.mixers)).")]),
      turn(turns, memory, forms),
      Overview.Line(
        mark: memory.isCarriedBack ? .pending : .idle, name: say("Carry back"),
        state: memory.isCarriedBack ? say("done here: carry the folder back") : say("after that"),
        details: [
          say("The folder goes back to the count as it is, and is taken in there: \(turns.path)")
        ]),
    ]
    return Overview(
      title: title(turns.definition), steps: steps, toDo: memory.isCarriedBack ? [3] : [2],
      journal: memory.isCarriedBack ? nil : turns.journal, media: media(contents), offers: [],
      commands: forms.commands,
      problem: nil, folder: turns.path)
  }

  private func turn(
    _ turns: LedTurns, _ memory: SessionMemory, _ forms: CommandForms
  ) -> Overview.Line {
    let officers = turns.definition.officers.map(\.id)
    let act: Act.Turn = turns.isMixed ? .open : .mix
    let done = turns.isMixed ? turns.openers : turns.mixers
    let able = turns.members.isEmpty ? officers : turns.members
    let missing = able.filter { !done.contains($0) }
    let isOver =
      memory.isCarriedBack || missing.isEmpty
      || (act == .mix && done.count >= turns.definition.quorum.open)
    let state: Message =
      isOver ? "done" : missing.count == 1 ? listed(missing) : "one of \(listed(missing))"
    return Overview.Line(
      mark: isOver ? .done : .pending, name: act == .mix ? say("Mix") : say("Open"),
      state: say(state),
      details: turns.openers.isEmpty
        ? [] : [say("Opened by \(listed(turns.openers)) of \(listed(turns.members)).")],
      orders: isOver ? [] : [forms.carried(act, turns.path, among: missing)])
  }
}
