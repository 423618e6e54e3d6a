import Console
import Counting
import Cryptography
import Election
import Encoding
import Record
import Storage
import Tally
import Words
import Workspace

/// Reads where the count stands from the workspace: nothing of any vote, and nothing of any
/// identity.
struct CountGuide {
  private static let maxDetailCount = 6

  let workspace: Workspace
  let findings: Findings
  let memory: GuideMemory
  let orders: GuideOrders
  private let outstanding: [Outstanding]
  private let language: Language

  init(_ workspace: Workspace, _ findings: Findings, _ memory: GuideMemory, _ language: Language)
    throws
  {
    self.workspace = workspace
    self.findings = findings
    self.memory = memory
    self.language = language
    orders = GuideOrders(
      definition: workspace.definition, findings: findings, memory: memory, language: language)
    outstanding = try workspace.outstanding()
  }

  private var state: RecordState { workspace.state }
  private var definition: Definition { state.definition }

  private func say(_ message: Message) -> String { language.text(message) }

  private func words(_ items: [Outstanding]) -> [String] {
    let all = items.map { SafeText.escaped(language.text($0.message)) }
    guard all.count > Self.maxDetailCount else { return all }
    return all.prefix(Self.maxDetailCount - 1)
      + [
        say(
          "and \(all.count - Self.maxDetailCount + 1) more")
      ]
  }

  func steps() throws -> [GuideStep] {
    [
      GuideStep(
        mark: .done, name: say("Workspace"),
        state: "\(definition.id) \(workspace.election.description.prefix(16))…"),
      bundles, paper, accounts, reconciliation, counting, release, try lots(), try signatures(),
      export, try packageSignatures(), verification,
    ]
  }

  private var bundles: GuideStep {
    let missing = outstanding.filter { item in
      switch item {
      case .nothing, .missing, .noFinal, .afterFinal, .previous, .identities: true
      default: false
      }
    }
    let ballots = state.bundles.reduce(0) { $0 + ($1.ballots ?? 0) }
    var text = language.text(Plural.of(state.bundles.count, "bundle"))
    text += say(", \(Plural.of(ballots, "sealed ballot"))")
    if state.refusals > 0 {
      text += say(", \(state.refusals) refused")
    }
    if !missing.isEmpty { text += say(", \(missing.count) to come") }
    let isWrong = outstanding.contains { if case .identities = $0 { true } else { false } }
    return GuideStep(
      mark: isWrong ? .wrong : missing.isEmpty ? .done : .pending,
      name: say("Bundles"), state: text, details: words(missing),
      orders: [orders.importBundles()])
  }

  private var paper: GuideStep {
    let name = say("Paper sheets")
    let progress = StationProgress.list(
      definition, accounts: Array(state.accounts.values), sheets: state.sheets.agreed,
      pending: state.sheets.pending.map(\.key))
    guard !progress.isEmpty, definition.contests.contains(where: \.isOnSheets) else {
      return GuideStep(mark: .idle, name: name, state: say("no paper"))
    }
    let pending = state.sheets.pending
    let differing = pending.count { if case .differs = $0.why { true } else { false } }
    let complete = progress.count { $0.isIn }
    var text = language.text(
      Plural.of(state.sheets.agreed.count, "sheet counts", "sheets count"))
    if !pending.isEmpty { text += say(", \(pending.count) pending") }
    if differing > 0 { text += say(", \(differing) differ") }
    text += say(
      "; stations complete: \(complete) of \(progress.count)")
    let waiting = pending.map { language.text($0.why.message($0.key)) }
    return GuideStep(
      mark: differing > 0 ? .wrong : complete == progress.count ? .done : .pending, name: name,
      state: text, details: Array(waiting.prefix(Self.maxDetailCount)),
      orders: [orders.enterPaper, orders.importPaper()])
  }

  private var accounts: GuideStep {
    let name = say("Station accounts")
    guard !definition.stations.isEmpty else {
      return GuideStep(mark: .idle, name: name, state: say("no stations"))
    }
    // Papers that are not keyed yet are no difference, and one with a note has been looked at.
    let keyed = Sheet.papersByStation(state.sheets.agreed)
    let differences = state.accounts.values.sorted { $0.station < $1.station }
      .flatMap { account -> [String] in
        let papers = keyed[account.station] ?? 0
        let found = account.difference(papers: papers)
        guard account.note.isEmpty else { return [] }
        var words: [String] = []
        if found.unaccounted != 0 {
          words.append(
            say(
              "\(account.station): issued \(account.issued), accounted for \(account.issued - found.unaccounted)"
            ))
        }
        if found.uncounted < 0 {
          words.append(
            say(
              "\(account.station): in the box \(account.inBox), in the batches \(papers)"))
        }
        return words
      }
    let all = state.accounts.count == definition.stations.count
    var text = say(
      "\(state.accounts.count) of \(definition.stations.count) in")
    if !differences.isEmpty {
      text += say(
        ", \(Plural.of(differences.count, "difference"))")
    }
    return GuideStep(
      mark: !all ? .pending : differences.isEmpty ? .done : .wrong, name: name, state: text,
      details: Array(differences.prefix(Self.maxDetailCount)), orders: [orders.account()])
  }

  private var reconciliation: GuideStep {
    let name = say("Double votes")
    let unsigned = outstanding.contains(.unsignedReconciliation)
    let text =
      state.isReconciled
      ? (unsigned
        ? say("compared, not signed by a custodian")
        : say("compared and signed"))
      : state.reconciliation == nil
        ? say("to be compared by the custodian")
        : say("to be compared again")
    let isDue = !state.bundles.isEmpty
    return GuideStep(
      mark: state.isReconciled && !unsigned ? .done : isDue ? .pending : .idle, name: name,
      state: text, orders: [orders.reconcile])
  }

  private var isCounted: Bool { state.isCounted }

  private var counting: GuideStep {
    let latest = state.blind?.stage ?? state.counts.last?.stage
    let hasCount = latest != nil
    let text =
      isCounted
      ? say("counted, stage \(latest?.rawValue ?? "")")
      : hasCount
        ? say("to be counted again: something came in since")
        : say("not counted")
    let open = outstanding.filter { if case .lots = $0 { false } else { true } }
    let provisional =
      state.sheets.keys.isEmpty ? [Stage.electronic, .partial] : [.partial, .electronic]
    let stages = open.isEmpty && state.isReconciled ? [.final] : provisional + [.final]
    return GuideStep(
      mark: isCounted ? .done : state.isReconciled ? .pending : .idle,
      name: say("Count, sealed"), state: text, details: words(open),
      orders: [orders.count(stages: stages)])
  }

  private var release: GuideStep {
    let name = say("Open the result")
    let embargo = workspace.embargo
    var all = [orders.release]
    var details: [String] = []
    if let embargo {
      details.append(
        say("Embargo until \(embargo)."))
      let given = state.officers(allowing: .release)
      let missing = definition.quorum.sign - given.count
      if missing > 0 {
        details.append(
          language.text(
            Plural.of(missing, "more officer must allow it.", "more officers must allow it.")))
        all.insert(orders.allow, at: 0)
      } else {
        all.append(orders.allow)
      }
    }
    guard state.blind != nil else {
      let isOpen = !state.counts.isEmpty
      return GuideStep(
        mark: isOpen && isCounted ? .done : .idle, name: name,
        state: isOpen ? say("opened") : say("after the count"),
        details: details)
    }
    return GuideStep(
      mark: .pending, name: name,
      state: say("sealed: nobody has seen it"), details: details, orders: all)
  }

  private func lots() throws -> GuideStep {
    let name = say("Lots")
    guard isCounted, state.blind == nil, !state.counts.isEmpty else {
      return GuideStep(mark: .idle, name: name, state: say("only after a tie"))
    }
    let contests = try LotsTable.contests(of: workspace)
    let orders = contests.compactMap { contest -> OrderForm? in
      guard let table = try? LotsTable(workspace, contest: contest) else { return nil }
      let toDraw = table.drawing.toDraw.map { id in
        let option = table.contest.options.first { $0.id == id }
        return (id: id, name: option?.name.text(language.rawValue) ?? id)
      }
      return toDraw.isEmpty ? nil : self.orders.lots(contest, toDraw: toDraw)
    }
    guard !contests.isEmpty else {
      return GuideStep(mark: .idle, name: name, state: say("nothing to draw"))
    }
    let names = contests.joined(separator: ", ")
    guard !orders.isEmpty else {
      return GuideStep(
        mark: .idle, name: name,
        state: say("level in \(names): to be drawn once all is in"))
    }
    return GuideStep(
      mark: .pending, name: name, state: names,
      details: [say("Before somebody as a witness.")], orders: orders)
  }

  /// Who of the officers has signed a file; nil where it is not there.
  private func signed(_ file: String) throws -> [String]? {
    guard try workspace.disk.info(file)?.isFile == true else { return nil }
    let bytes = try workspace.disk.read(file, limit: Definition.maxByteCount)
    return try OfficerSignatures(
      of: bytes, beside: file, people: definition.officers, disk: workspace.disk
    ).valid.map(\.person)
  }

  private func signing(
    _ file: String?, _ name: String, before: String
  ) throws -> GuideStep {
    guard let file, let signed = try signed(file) else {
      return GuideStep(mark: .idle, name: name, state: before)
    }
    let missing = definition.officers.map(\.id).filter { !signed.contains($0) }
    let needed = definition.quorum.sign
    let who = signed.isEmpty ? "" : say(": ") + signed.joined(separator: say(", "))
    return GuideStep(
      mark: signed.count >= needed ? .done : .pending, name: name,
      state: say(
        "\(signed.count) of \(needed) needed\(who)"),
      orders: [orders.sign(file, name, missing: missing)])
  }

  private func signatures() throws -> GuideStep {
    let latest = state.blind == nil && isCounted ? state.counts.last : nil
    return try signing(
      latest.map { "\(workspace.resultFolder($0.stage))/result.json" },
      say("Sign the result"), before: say("after it is opened"))
  }

  private var export: GuideStep {
    let isSigned = (try? signatures())?.mark == .done
    return GuideStep(
      mark: state.exported != nil ? .done : isSigned ? .pending : .idle,
      name: say("Export"),
      state: state.exported.map { "B2SUMS \($0.description.prefix(16))…" }
        ?? say("after the signatures"),
      orders: isSigned ? [orders.export] : [])
  }

  /// The folder of the package that was exported last, where it is plugged in.
  private var package: String? {
    let found = findings.items.first { item in
      if case .package(let hash) = item.kind { hash == state.exported } else { false }
    }
    return state.exported == nil ? nil : memory.package ?? found?.path
  }

  private func packageSignatures() throws -> GuideStep {
    try signing(
      package.map { "\($0)/B2SUMS" }, say("Sign the package"),
      before: state.exported == nil
        ? say("after the export") : say("plug its medium in"))
  }

  private var verification: GuideStep {
    let name = say("Verify")
    guard let package else {
      return GuideStep(mark: .idle, name: name, state: say("after the export"))
    }
    let isVerified = memory.verified == package
    return GuideStep(
      mark: isVerified ? .done : .pending, name: name,
      state: isVerified ? say("holds") : say("not verified in this session"),
      orders: [orders.verify(package)])
  }
}
