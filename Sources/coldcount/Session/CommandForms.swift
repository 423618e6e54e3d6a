import Console
import Election
import Guide
import Record
import Words
import Workspace

/// The commands that the console puts together, with what it proposes for each value.
struct CommandForms {
  /// The definition; nil before there is a workspace.
  let definition: Definition?
  let contents: MediaContents
  let memory: SessionMemory
  let language: Language

  func say(_ message: Message) -> String { language.text(message) }

  func order(
    _ words: String, _ title: String, _ explanation: String, _ fields: [OrderForm.Field],
    usesWorkspace: Bool = true
  ) -> OrderForm {
    OrderForm(
      title: title, explanation: explanation, program: "coldcount",
      words: words.split(separator: " ").map(String.init), fields: fields,
      ending: (usesWorkspace ? ["--workspace", memory.workspace] : [])
        + ["--lang", language.rawValue])
  }

  // MARK: Fields

  /// Who acts, and the key file that belongs to them; only those who still have to, where they are
  /// named.
  func signer(
    _ role: Person.Role, among missing: [String] = []
  ) -> [OrderForm.Field] {
    let all = definition?.people ?? []
    // Whoever has this duty first; officers may do what operators do.
    let people =
      (all.filter { $0.role == role }
      + (role == .operator ? all.filter { $0.role == .officer } : []))
      .filter { missing.isEmpty || missing.contains($0.id) }
    let preferred = memory.people.first { id in people.contains { $0.id == id } }
    return [
      OrderForm.Field(
        say("who acts"), option: "--as", choices: self.people(people, first: preferred)),
      OrderForm.Field(
        say("signing key"), option: "--key", choices: keys(), text: "", follows: "--as"),
    ]
  }

  /// The people of the election; those whose key is there come first: nobody else can act.
  func people(_ people: [Person]? = nil, first preferred: String? = nil) -> [OrderForm.Choice] {
    let people = people ?? definition?.people ?? []
    let keys = contents.paths { $0 == .signingKey }
    let others = people.filter { $0.id != preferred }
    let hasKey = { (person: Person) in keys.contains { $0.holder == person.id } }
    let sorted =
      people.filter { $0.id == preferred } + others.filter(hasKey)
      + others.filter { !hasKey($0) }
    return sorted.map {
      OrderForm.Choice($0.id, note: SafeText.escaped($0.name.text(language.rawValue)))
    }
  }

  /// The key files that are known, with whose they are.
  func keys() -> [OrderForm.Choice] {
    let known = memory.keys.sorted { $0.key < $1.key }.map { person, path in
      OrderForm.Choice(path, belongsTo: person)
    }
    return known
      + contents.paths { $0 == .signingKey }.map { OrderForm.Choice($0.path, belongsTo: $0.holder) }
  }

  /// Definitions that were named or found.
  var elections: [OrderForm.Choice] {
    (memory.election.map { [OrderForm.Choice($0)] } ?? [])
      + choices(contents.paths { $0 == .definition })
  }

  /// The media and folders that can be written to.
  var writable: [String] {
    contents.sources.filter {
      $0.problem == nil && ($0.origin == .folder || $0.origin == .mounted(isReadOnly: false))
    }.map(\.path)
  }

  var stations: [OrderForm.Choice] {
    (definition?.stations ?? []).map {
      OrderForm.Choice($0.id, note: SafeText.escaped($0.name.text(language.rawValue)))
    }
  }

  func choices(_ items: [MediaContents.Item]) -> [OrderForm.Choice] {
    items.map { OrderForm.Choice($0.path) }
  }

  func shares() -> [OrderForm.Field] {
    let found = contents.paths { $0 == .share }
    return (0..<(definition?.quorum.open ?? 1)).map { index in
      let proposed = index < found.count ? found[index].path : ""
      return OrderForm.Field(
        say("share \(index + 1)"), option: "--share",
        choices: choices(found), text: proposed)
    }
  }

  /// Who counts: their shares, and in an election with proofs the keys that sign what each does.
  private var hands: [OrderForm.Field] {
    guard definition?.format == .verifiable else { return shares() }
    let holders = contents.paths { $0 == .share }.map(\.holder)
    return shares()
      + (0..<(definition?.quorum.open ?? 1)).map { index in
        let holder = index < holders.count ? holders[index] : nil
        let known = keys()
        return OrderForm.Field(
          say("signing key of share \(index + 1)"), option: "--officer-key", choices: known,
          text: known.first { $0.belongsTo == holder }?.value ?? "")
      }
  }

  // MARK: Orders

  /// What is filled in to do something that the guide offers.
  func form(_ act: Act) -> OrderForm {
    switch act {
    case .allowResume(let missing):
      allow("allow resume", say("Go on with this copy"), missing)
    case .importBundles: importBundles()
    case .enterSheets: enterPaper(say("Key sheets"))
    case .enterAccounts: enterPaper(say("Key accounts"))
    case .importSheets: importPaper()
    case .importAccounts: account()
    case .explain(let account): explain(account)
    case .reopen(let batch):
      correct("paper reopen", say("Have it keyed again"), batch)
    case .void(let batch): correct("paper void", say("Take out"), batch)
    case .reconcile: reconcile
    case .signReconciliation(let file):
      sign(file, say("Sign the reconciliation"), by: .custodian)
    case .allowClock(let missing):
      allow("allow clock", say("The laptop's clock is wrong"), missing)
    case .count(let stages): count(stages: stages)
    case .mix(let stages, let missing): mix(stages: stages, missing)
    case .handOut(let turn, let stages): handOut(turn, stages)
    case .takeBack(let turn, let stages, let missing): takeBack(turn, stages, among: missing)
    case .release: release
    case .open(let missing): open(missing)
    case .allowRelease(let missing):
      allow("allow release", say("Allow it before the embargo ends"), missing)
    case .drawLots(let contest, let drawing): lots(contest, toDraw: drawing.toDraw)
    case .signResult(let file, let missing):
      sign(file, say(Step.Kind.resultSignatures.name), missing: missing)
    case .export: export
    case .signPackage(let file, let missing):
      sign(file, say(Step.Kind.packageSignatures.name), missing: missing)
    case .verify(let folder): verify(folder)
    }
  }

  func initialise(election: String? = nil) -> OrderForm {
    order(
      "init", say("Make the workspace"),
      say(
        "Makes the workspace and the vault for a signed definition. The vault takes the sealed identities: another medium is best."
      ),
      [
        OrderForm.Field(say("workspace"), text: memory.workspace),
        OrderForm.Field(
          say("definition"), option: "--election", choices: elections, text: election),
        OrderForm.Field(
          say("vault"), option: "--vault", text: memory.vault ?? ""),
      ], usesWorkspace: false)
  }

  /// Before the poll: a count of control ballots with the real shares and the real vault key.
  func rehearse(_ election: String?) -> OrderForm {
    order(
      "rehearse", say("Rehearse before the poll"),
      say(
        "Counts control ballots of known content with the real shares and compares every figure. Leaves no trace in the count."
      ),
      [
        OrderForm.Field(say("definition"), option: "--election", text: election ?? ""),
        OrderForm.Field(
          say("vault key"), option: "--vault-key",
          choices: choices(contents.paths { $0 == .vaultKey })),
        OrderForm.Field(
          say("new folder"), option: "--to", text: "\(memory.workspace)-rehearsal"),
      ] + shares() + signer(.officer), usesWorkspace: false)
  }

  /// Takes in what was keyed at desks, or everything of a hall.
  func importAll(_ path: String, _ title: String) -> OrderForm {
    order(
      "import", title,
      say(
        "Each file is taken in whole or refused whole, with the reason. What is in already changes nothing."
      ),
      [OrderForm.Field(say("from"), text: path)] + signer(.operator))
  }

  func importBundles(_ path: String? = nil) -> OrderForm {
    let found = contents.paths { if case .bundles = $0 { true } else { false } }.filter {
      memory.refused[$0.path] == nil
    }.map { item in
      let count = if case .bundles(let count) = item.kind { count } else { 0 }
      return OrderForm.Choice(
        item.path,
        note: say("\(Plural.of(count, "bundle")) here"))
    }
    return order(
      "import", say("Import bundles"),
      say(
        "Checks every bundle and copies it. What is in already changes nothing; what is wrong is refused whole."
      ),
      [OrderForm.Field(say("from"), choices: found, text: path)] + signer(.operator))
  }

  private func enterPaper(_ title: String) -> OrderForm {
    order(
      "paper enter", title,
      say(
        "Opens the desk: one form after the other. Every sheet and every account is keyed by two people."
      ),
      signer(.operator))
  }

  func importPaper(_ path: String? = nil) -> OrderForm {
    order(
      "paper import", say("Import a table of sheets"),
      say(
        "Imports sheets that one person keyed in a table."),
      [
        OrderForm.Field(
          say("table"), choices: choices(contents.paths { $0 == .sheets }), text: path)
      ] + signer(.operator))
  }

  func account(_ path: String? = nil) -> OrderForm {
    order(
      "paper account", say("Import the stations' accounts"),
      say(
        "What each station issued, did not use, spoilt, and found in its box."),
      [
        OrderForm.Field(
          say("table"), choices: choices(contents.paths { $0 == .accounts }), text: path)
      ] + signer(.operator))
  }

  private func explain(_ account: AccountKey) -> OrderForm {
    order(
      "paper explain", say("Explain a difference"),
      say(
        "An officer says why the papers do not add up. No figure changes; it stands in the result."),
      [
        OrderForm.Field(say("station"), text: account.station),
        OrderForm.Field(say("contest"), isNeeded: false, text: account.contest ?? ""),
        reason,
      ] + signer(.officer))
  }

  /// An officer's word on a batch, of which nobody can say which where nothing is open.
  private func correct(_ words: String, _ title: String, _ batch: Batch?) -> OrderForm {
    order(
      words, title,
      say(
        "What was keyed stays in the journal and counts no more; the result says who did it and why."
      ),
      [
        OrderForm.Field(say("station"), choices: stations, text: batch?.station),
        OrderForm.Field(say("batch"), text: batch?.id ?? ""),
        OrderForm.Field(say("contest"), isNeeded: false, text: ""), reason,
      ] + signer(.officer))
  }

  private var reason: OrderForm.Field { OrderForm.Field(say("reason"), option: "--reason") }

  func amend(_ path: String) -> OrderForm {
    order(
      "amend", say("Import an amendment"),
      say("A decision that the officers signed."),
      [OrderForm.Field(say("amendment"), text: path)] + signer(.operator))
  }

  private var reconcile: OrderForm {
    order(
      "reconcile", say("Find double votes"),
      say(
        "The custodian compares the sealed identities; nobody sees any of them."),
      [
        OrderForm.Field(
          say("vault key"), option: "--vault-key",
          choices: choices(contents.paths { $0 == .vaultKey }))
      ] + signer(.custodian))
  }

  private func count(stages: [Stage]) -> OrderForm {
    order(
      "count --blind", say("Count, sealed"),
      say(
        "The officers open the ballots together. The result is sealed again: nobody sees it before the release. Each is asked for a passphrase in turn."
      ),
      [
        OrderForm.Field(
          say("stage"), option: "--stage", choices: stages.map { OrderForm.Choice($0.rawValue) })
      ] + hands + signer(.officer))
  }

  private var release: OrderForm {
    order(
      "release", say("Open the result"),
      say(
        "The officers open the sealed result. From here on it is seen on this screen."),
      hands + signer(.officer))
  }

  /// An officer's yes, of whoever has not said it yet.
  private func allow(_ words: String, _ title: String, _ missing: [String]) -> OrderForm {
    order(
      words, title,
      say("Each officer says yes with a reason, which stands in the journal."),
      [reason] + signer(.officer, among: missing))
  }

  private func lots(_ contest: String, toDraw: [String]) -> OrderForm {
    let options = definition?.contest(contest)?.options ?? []
    return order(
      "lots", say("Record lots"),
      say(
        "Ten balls, numbered 1 to 10: every candidate draws one, which is put back. Higher numbers win."
      ),
      [OrderForm.Field(say("contest"), text: contest)]
        + toDraw.map { id in
          let name = options.first { $0.id == id }?.name.text(language.rawValue) ?? id
          return OrderForm.Field(SafeText.escaped(name), option: "--draw", prefix: "\(id)=")
        } + [
          OrderForm.Field(say("witness"), option: "--witness"),
          OrderForm.Field(
            say("another witness"), option: "--witness", isNeeded: false, isAsked: true),
        ] + signer(.officer))
  }

  /// People sign a file, whoever has not signed it yet.
  func sign(
    _ file: String?, _ title: String, by role: Person.Role = .officer, missing: [String] = []
  ) -> OrderForm {
    order(
      "sign", title, say("One after the other signs with their own key."),
      [OrderForm.Field(say("file"), text: file)] + signer(role, among: missing))
  }

  private var export: OrderForm {
    order(
      "export", say("Export the package"),
      say(
        "Writes the package into a new folder and reads everything back. The medium may be pulled once it says so."
      ),
      [
        OrderForm.Field(
          say("new folder"), choices: writable.map { OrderForm.Choice("\($0)/result") })
      ] + signer(.officer))
  }

  func verify(_ path: String?) -> OrderForm {
    order(
      "verify", say("Verify the package"),
      say("Checks everything again from the package alone."),
      [OrderForm.Field(say("package"), text: path)], usesWorkspace: false)
  }
}
