import Console
import Election
import Encoding
import Workspace

/// The commands that the console puts together, with what it proposes for each value.
struct GuideOrders {
  /// The definition; nil before there is a workspace.
  let definition: Definition?
  let findings: Findings
  let memory: GuideMemory
  let language: Language

  func say(_ english: String, _ chinese: String) -> String { language.say(english, chinese) }

  private func order(
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

  /// Who acts, and the key file that belongs to them.
  private func signer(
    _ role: Person.Role, first: String? = nil
  ) -> [OrderForm.Field] {
    let all = definition?.people ?? []
    // Whoever has this duty first; sheets may be keyed by anybody.
    let people =
      all.filter { $0.role == role } + (role == .operator ? all.filter { $0.role != role } : [])
    let preferred =
      first ?? memory.people.first { id in people.contains { $0.id == id } }
    let keys = findings.paths { $0 == .signingKey }
    // People whose key is there come first: nobody else can act.
    let others = people.filter { $0.id != preferred }
    let hasKey = { (person: Person) in keys.contains { $0.holder == person.id } }
    let sorted =
      people.filter { $0.id == preferred } + others.filter(hasKey)
      + others.filter { !hasKey($0) }
    let choices = sorted.map {
      OrderForm.Choice($0.id, note: SafeText.escaped($0.name.text(language.rawValue)))
    }
    let known = memory.keys.sorted { $0.key < $1.key }.map { person, path in
      OrderForm.Choice(path, belongsTo: person)
    }
    let found = keys.map { OrderForm.Choice($0.path, belongsTo: $0.holder) }
    return [
      OrderForm.Field(
        say("who acts", "由誰執行"), option: "--as", choices: choices),
      OrderForm.Field(
        say("signing key", "簽署密鑰"), option: "--key",
        choices: known + found, text: "", follows: "--as"),
    ]
  }

  private func choices(_ items: [Findings.Item]) -> [OrderForm.Choice] {
    items.map { OrderForm.Choice($0.path) }
  }

  private func shares() -> [OrderForm.Field] {
    let found = findings.paths { $0 == .share }
    return (0..<(definition?.quorum.open ?? 1)).map { index in
      let proposed = index < found.count ? found[index].path : ""
      return OrderForm.Field(
        say("share \(index + 1)", "第 \(index + 1) 份密鑰"), option: "--share",
        choices: choices(found), text: proposed)
    }
  }

  // MARK: Orders

  var initialise: OrderForm {
    let elections = findings.paths { $0 == .definition }.map { OrderForm.Choice($0.path) }
    let named = memory.election.map { [OrderForm.Choice($0)] } ?? []
    return order(
      "init", say("Make the workspace", "建立工作區"),
      say(
        "Makes the workspace and the vault for a signed definition. The vault takes the sealed identities: another medium is best.",
        "按已簽署的選舉定義建立工作區及保管庫。保管庫存放封存的身分資料，宜用另一媒體。"),
      [
        OrderForm.Field(say("workspace", "工作區"), text: memory.workspace),
        OrderForm.Field(
          say("definition", "選舉定義"), option: "--election", choices: named + elections),
        OrderForm.Field(
          say("vault", "保管庫"), option: "--vault", text: memory.vault ?? ""),
      ], usesWorkspace: false)
  }

  /// Before the poll: a count of control ballots with the real shares and the real vault key.
  func rehearse(_ election: String?) -> OrderForm {
    order(
      "rehearse", say("Rehearse before the poll", "投票前演練"),
      say(
        "Counts control ballots of known content with the real shares and compares every figure. Leaves no trace in the count.",
        "以內容已知的測試選票及真正的密鑰點算，並核對每個數目。不影響真正的點票。"),
      [
        OrderForm.Field(say("definition", "選舉定義"), option: "--election", text: election ?? ""),
        OrderForm.Field(
          say("vault key", "保管庫密鑰"), option: "--vault-key",
          choices: choices(findings.paths { $0 == .vaultKey })),
        OrderForm.Field(
          say("new folder", "新資料夾"), option: "--to", text: "\(memory.workspace)-rehearsal"),
      ] + shares() + signer(.officer), usesWorkspace: false)
  }

  func importBundles(_ path: String? = nil) -> OrderForm {
    let found = findings.paths { if case .bundles = $0 { true } else { false } }.map { item in
      let count = if case .bundles(let count) = item.kind { count } else { 0 }
      return OrderForm.Choice(
        item.path,
        note: say("\(Plural.of(count, "bundle")) here", "有 \(count) 個票包"))
    }
    return order(
      "import", say("Import bundles", "匯入票包"),
      say(
        "Checks every bundle and copies it. What is in already changes nothing; what is wrong is refused whole.",
        "逐一核對並複製票包。已匯入的不會改變；有錯的整個拒絕。"),
      [OrderForm.Field(say("from", "來源"), choices: found, text: path)] + signer(.operator))
  }

  var enterPaper: OrderForm {
    order(
      "paper enter", say("Key sheets", "輸入點票紙"),
      say(
        "Opens the desk: one sheet after the other. Every sheet is keyed by two people.",
        "開始逐張輸入。每張點票紙須由兩人輸入。"), signer(.operator))
  }

  func importPaper(_ path: String? = nil) -> OrderForm {
    order(
      "paper import", say("Take a table of sheets in", "匯入點票紙表"),
      say(
        "Takes sheets in as one person keyed them in a table.", "匯入一人以表格輸入的點票紙。"),
      [
        OrderForm.Field(
          say("table", "表格"), choices: choices(findings.paths { $0 == .sheets }), text: path)
      ] + signer(.operator))
  }

  func account(_ path: String? = nil) -> OrderForm {
    order(
      "paper account", say("Take the stations' accounts in", "匯入票站帳目"),
      say(
        "What each station issued, did not use, spoilt, and found in its box.",
        "各票站發出、未用、損壞及票箱內的選票數目。"),
      [
        OrderForm.Field(
          say("table", "表格"), choices: choices(findings.paths { $0 == .accounts }), text: path)
      ] + signer(.operator))
  }

  func amend(_ path: String) -> OrderForm {
    order(
      "amend", say("Take an amendment in", "匯入修訂"),
      say("A decision that the officers signed.", "點票主任已簽署的決定。"),
      [OrderForm.Field(say("amendment", "修訂"), text: path)] + signer(.operator))
  }

  var reconcile: OrderForm {
    order(
      "reconcile", say("Find double votes", "核對重複投票"),
      say(
        "The custodian compares the sealed identities; nobody sees any of them.",
        "保管人核對封存的身分資料，無人看見其內容。"),
      [
        OrderForm.Field(
          say("vault key", "保管庫密鑰"), option: "--vault-key",
          choices: choices(findings.paths { $0 == .vaultKey }))
      ] + signer(.custodian))
  }

  func count(stages: [String]) -> OrderForm {
    order(
      "count --blind", say("Count, sealed", "保密點算"),
      say(
        "The officers open the ballots together. The result is sealed again: nobody sees it before the release. Each is asked for a passphrase in turn.",
        "點票主任一同開啟選票。結果再次封存，公布前無人看見。逐一詢問密碼。"),
      [
        OrderForm.Field(
          say("stage", "階段"), option: "--stage", choices: stages.map { OrderForm.Choice($0) })
      ] + shares() + signer(.officer))
  }

  var release: OrderForm {
    order(
      "release", say("Open the result", "開啟結果"),
      say(
        "The officers open the sealed result. From here on it is seen on this screen.",
        "點票主任開啟封存的結果。此後結果會在螢幕上顯示。"), shares() + signer(.officer))
  }

  var allow: OrderForm {
    order(
      "allow release", say("Allow it before the embargo ends", "禁止期內准許公布"),
      say(
        "Each officer says yes with a reason, which stands in the journal.", "每名點票主任須說明理由，並記入日誌。"),
      [OrderForm.Field(say("reason", "理由"), option: "--reason")] + signer(.officer))
  }

  func lots(_ contest: String, toDraw: [(id: String, name: String)]) -> OrderForm {
    order(
      "lots", say("Record lots", "記錄抽籤"),
      say(
        "Ten balls, numbered 1 to 10: every candidate draws one, which is put back. Higher numbers win.",
        "十個號球，由 1 至 10：各候選人輪流抽出一個後放回，數字大者勝。"),
      [OrderForm.Field(say("contest", "選舉項目"), text: contest)]
        + toDraw.map {
          OrderForm.Field(SafeText.escaped($0.name), option: "--draw", prefix: "\($0.id)=")
        } + [OrderForm.Field(say("witness", "見證人"), option: "--witness")] + signer(.officer))
  }

  /// An officer signs a file; whoever has not signed it yet is proposed.
  func sign(_ file: String, _ title: String, missing: [String]) -> OrderForm {
    order(
      "sign", title,
      say("One officer after the other signs with their own key.", "點票主任逐一以自己的密鑰簽署。"),
      [OrderForm.Field(say("file", "檔案"), text: file)] + signer(.officer, first: missing.first))
  }

  var export: OrderForm {
    let targets = findings.places.filter {
      $0.problem == nil && ($0.origin == .folder || $0.origin == .mounted(isReadOnly: false))
    }.map { OrderForm.Choice("\($0.path)/result") }
    return order(
      "export", say("Export the package", "匯出結果"),
      say(
        "Writes the package into a new folder and reads everything back. The medium may be pulled once it says so.",
        "將結果寫入新資料夾並全部讀回核對。畫面顯示可以拔出時方可拔出媒體。"),
      [OrderForm.Field(say("new folder", "新資料夾"), choices: targets)] + signer(.officer))
  }

  func verify(_ path: String) -> OrderForm {
    order(
      "verify", say("Verify the package", "核實結果"),
      say("Checks everything again from the package alone.", "只憑匯出的檔案重新核對一切。"),
      [OrderForm.Field(say("package", "結果資料夾"), text: path)], usesWorkspace: false)
  }

  /// The record of the count, and where the count stands, in the program's own words.
  var journal: OrderForm { order("journal", say("Journal", "日誌"), "", []) }
  var status: OrderForm { order("status", say("Status", "狀況"), "", []) }
}
