import Console
import Counting
import Cryptography
import Election
import Encoding
import Storage
import Tally
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
    outstanding = try StageCheck.outstanding(of: workspace)
  }

  private var state: WorkspaceState { workspace.state }
  private var definition: Definition { state.definition }

  private func say(_ english: String, _ chinese: String) -> String {
    language.say(english, chinese)
  }

  /// A number with its thing, in both languages.
  private func count(_ number: Int, _ thing: String, _ chinese: String) -> String {
    say(Plural.of(number, thing).english, "\(number) \(chinese)")
  }

  private func words(_ items: [Outstanding]) -> [String] {
    let all = items.map { SafeText.escaped($0.words(chinese: language == .chinese)) }
    guard all.count > Self.maxDetailCount else { return all }
    return all.prefix(Self.maxDetailCount - 1)
      + [
        say(
          "and \(all.count - Self.maxDetailCount + 1) more",
          "及另外 \(all.count - Self.maxDetailCount + 1) 項")
      ]
  }

  func steps() throws -> [GuideStep] {
    [
      GuideStep(
        mark: .done, name: say("Workspace", "工作區"),
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
    var text = count(state.bundles.count, "bundle", "個票包")
    text += say(", \(Plural.of(ballots, "sealed ballot"))", "，\(ballots) 張封存選票")
    if state.refusals > 0 {
      text += say(", \(state.refusals) refused", "，拒絕 \(state.refusals) 個")
    }
    if !missing.isEmpty { text += say(", \(missing.count) to come", "，尚欠 \(missing.count) 項") }
    let isWrong = outstanding.contains { if case .identities = $0 { true } else { false } }
    return GuideStep(
      mark: isWrong ? .wrong : missing.isEmpty ? .done : .pending,
      name: say("Bundles", "票包"), state: text, details: words(missing),
      orders: [orders.importBundles()])
  }

  private var paper: GuideStep {
    let name = say("Paper sheets", "點票紙")
    let progress = StationProgress.list(
      definition, accounts: Array(state.accounts.values), sheets: state.sheets.agreed,
      pending: state.sheets.pending.map(\.key))
    guard !progress.isEmpty, definition.contests.contains(where: \.isOnSheets) else {
      return GuideStep(mark: .idle, name: name, state: say("no paper", "沒有紙張選票"))
    }
    let pending = state.sheets.pending
    let differing = pending.count { if case .differs = $0.why { true } else { false } }
    let complete = progress.count { $0.isIn }
    var text = say(
      "\(Plural.of(state.sheets.agreed.count, "sheet")) \(state.sheets.agreed.count == 1 ? "counts" : "count")",
      "\(state.sheets.agreed.count) 張計入")
    if !pending.isEmpty { text += say(", \(pending.count) pending", "，\(pending.count) 張待定") }
    if differing > 0 { text += say(", \(differing) differ", "，\(differing) 張不一致") }
    text += say(
      "; stations complete: \(complete) of \(progress.count)",
      "；已完成票站：\(complete)／\(progress.count)")
    let waiting = pending.map { $0.why.words($0.key, language == .chinese) }
    return GuideStep(
      mark: differing > 0 ? .wrong : complete == progress.count ? .done : .pending, name: name,
      state: text, details: Array(waiting.prefix(Self.maxDetailCount)),
      orders: [orders.enterPaper, orders.importPaper()])
  }

  private var accounts: GuideStep {
    let name = say("Station accounts", "票站帳目")
    guard !definition.stations.isEmpty else {
      return GuideStep(mark: .idle, name: name, state: say("no stations", "沒有票站"))
    }
    // Papers that are not keyed yet are no difference, and one with a note has been looked at.
    let differences = state.accounts.values.sorted { $0.station < $1.station }
      .flatMap { account -> [String] in
        let papers = Sheet.papers(in: state.sheets.agreed, station: account.station)
        let found = account.difference(papers: papers)
        guard account.note.isEmpty else { return [] }
        var words: [String] = []
        if found.unaccounted != 0 {
          words.append(
            say(
              "\(account.station): issued \(account.issued), accounted for \(account.issued - found.unaccounted)",
              "\(account.station)：發出 \(account.issued)，有交代 \(account.issued - found.unaccounted)"))
        }
        if found.uncounted < 0 {
          words.append(
            say(
              "\(account.station): in the box \(account.inBox), in the batches \(papers)",
              "\(account.station)：票箱內 \(account.inBox)，各批次共 \(papers)"))
        }
        return words
      }
    let all = state.accounts.count == definition.stations.count
    var text = say(
      "\(state.accounts.count) of \(definition.stations.count) in",
      "已有 \(state.accounts.count)／\(definition.stations.count)")
    if !differences.isEmpty {
      text += say(
        ", \(Plural.of(differences.count, "difference"))", "，\(differences.count) 個有差額")
    }
    return GuideStep(
      mark: !all ? .pending : differences.isEmpty ? .done : .wrong, name: name, state: text,
      details: Array(differences.prefix(Self.maxDetailCount)), orders: [orders.account()])
  }

  private var reconciliation: GuideStep {
    let name = say("Double votes", "核對重複投票")
    let unsigned = outstanding.contains(.unsignedReconciliation)
    let text =
      state.isReconciled
      ? (unsigned
        ? say("compared, not signed by a custodian", "已核對，保管人尚未簽署")
        : say("compared and signed", "已核對並簽署"))
      : state.reconciliation == nil
        ? say("to be compared by the custodian", "待保管人核對")
        : say("to be compared again", "須再次核對")
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
      ? say("counted, stage \(latest ?? "")", "已點算，階段 \(latest ?? "")")
      : hasCount
        ? say("to be counted again: something came in since", "之後有新資料，須再次點算")
        : say("not counted", "未點算")
    let open = outstanding.filter { if case .lots = $0 { false } else { true } }
    let provisional =
      state.sheets.keys.isEmpty ? ["electronic", "partial"] : ["partial", "electronic"]
    let stages = open.isEmpty && state.isReconciled ? ["final"] : provisional + ["final"]
    return GuideStep(
      mark: isCounted ? .done : state.isReconciled ? .pending : .idle,
      name: say("Count, sealed", "保密點算"), state: text, details: words(open),
      orders: [orders.count(stages: stages)])
  }

  private var release: GuideStep {
    let name = say("Open the result", "開啟結果")
    let embargo = workspace.embargo
    var all = [orders.release]
    var details: [String] = []
    if let embargo {
      details.append(
        say("Embargo until \(embargo).", "禁止公布至 \(embargo)。"))
      let given = state.officers(allowing: .release)
      let missing = definition.quorum.sign - given.count
      if missing > 0 {
        details.append(
          say(
            "\(Plural.of(missing, "more officer")) must allow it.",
            "尚須 \(missing) 名點票主任准許。"))
        all.insert(orders.allow, at: 0)
      } else {
        all.append(orders.allow)
      }
    }
    guard state.blind != nil else {
      let isOpen = !state.counts.isEmpty
      return GuideStep(
        mark: isOpen && isCounted ? .done : .idle, name: name,
        state: isOpen ? say("opened", "已開啟") : say("after the count", "點算之後"),
        details: details)
    }
    return GuideStep(
      mark: .pending, name: name,
      state: say("sealed: nobody has seen it", "已封存：無人看過"), details: details, orders: all)
  }

  private func lots() throws -> GuideStep {
    let name = say("Lots", "抽籤")
    guard isCounted, state.blind == nil, !state.counts.isEmpty else {
      return GuideStep(mark: .idle, name: name, state: say("only after a tie", "票數相同時才須進行"))
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
      return GuideStep(mark: .idle, name: name, state: say("nothing to draw", "無須抽籤"))
    }
    let names = contests.joined(separator: ", ")
    guard !orders.isEmpty else {
      return GuideStep(
        mark: .idle, name: name,
        state: say("level in \(names): to be drawn once all is in", "\(names) 票數相同：資料齊全後抽籤"))
    }
    return GuideStep(
      mark: .pending, name: name, state: names,
      details: [say("Before somebody as a witness.", "須有見證人在場。")], orders: orders)
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
    let who = signed.isEmpty ? "" : say(": ", "：") + signed.joined(separator: say(", ", "、"))
    return GuideStep(
      mark: signed.count >= needed ? .done : .pending, name: name,
      state: say(
        "\(signed.count) of \(needed) needed\(who)", "已簽 \(signed.count)／\(needed)\(who)"),
      orders: [orders.sign(file, name, missing: missing)])
  }

  private func signatures() throws -> GuideStep {
    let latest = state.blind == nil && isCounted ? state.counts.last : nil
    return try signing(
      latest.map { "\(workspace.resultFolder(stage: $0.stage))/result.json" },
      say("Sign the result", "簽署結果"), before: say("after it is opened", "開啟之後"))
  }

  private var export: GuideStep {
    let isSigned = (try? signatures())?.mark == .done
    return GuideStep(
      mark: state.exported != nil ? .done : isSigned ? .pending : .idle,
      name: say("Export", "匯出"),
      state: state.exported.map { "B2SUMS \($0.description.prefix(16))…" }
        ?? say("after the signatures", "簽署之後"),
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
      package.map { "\($0)/B2SUMS" }, say("Sign the package", "簽署匯出檔案"),
      before: state.exported == nil
        ? say("after the export", "匯出之後") : say("plug its medium in", "請插入其媒體"))
  }

  private var verification: GuideStep {
    let name = say("Verify", "核實")
    guard let package else {
      return GuideStep(mark: .idle, name: name, state: say("after the export", "匯出之後"))
    }
    let isVerified = memory.verified == package
    return GuideStep(
      mark: isVerified ? .done : .pending, name: name,
      state: isVerified ? say("holds", "核實無誤") : say("not verified in this session", "本次尚未核實"),
      orders: [orders.verify(package)])
  }
}
