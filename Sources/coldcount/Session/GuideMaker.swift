import Bundles
import Console
import Cryptography
import Election
import Encoding
import Record
import Storage
import Words
import Workspace

/// Puts what the overview shows together from the workspace and from what is plugged in.
struct GuideMaker {
  let disk: any Disk
  let clock: any Clock
  let language: Language

  private func say(_ message: Message) -> String { language.text(message) }

  /// The guide as things stand now.
  func make(_ findings: Findings, _ memory: GuideMemory) -> Guide {
    do {
      guard try disk.info("\(memory.workspace)/\(Journal.fileName)") != nil else {
        return beforeInit(findings, memory)
      }
      let workspace = try Workspace(
        open: memory.workspace, writing: false, disk: disk, clock: clock)
      let count = try CountGuide(workspace, findings, memory, language)
      let title = SafeText.escaped(workspace.definition.title.text(language.rawValue))
      return Guide(
        title: "\(title) · \(workspace.definition.date)", steps: try count.steps(),
        journal: (
          lines: workspace.journal.lines.count, head: workspace.journal.head.description
        ), media: media(findings), offers: offers(findings, count.orders), problem: nil)
    } catch {
      let report = (error as? any ReportedError)?.report
      let text = report.map { language.text($0.message) } ?? "\(error)"
      return Guide(
        title: SafeText.escaped(memory.workspace),
        steps: [
          GuideStep(
            mark: .wrong, name: say("Workspace"), state: SafeText.escaped(text),
            details: [report?.place, report?.advice].compactMap { $0 }.map {
              SafeText.escaped(language.text($0))
            })
        ], journal: nil, media: media(findings), offers: [], problem: text)
    }
  }

  private func beforeInit(_ findings: Findings, _ memory: GuideMemory) -> Guide {
    let path = memory.election ?? findings.items.first { $0.kind == .definition }?.path
    let orders = GuideOrders(
      definition: path.flatMap(definition), findings: findings, memory: memory,
      language: language)
    let step = GuideStep(
      mark: .pending, name: say("Workspace"),
      state: say("to be made at \(memory.workspace)"),
      orders: [orders.initialise, orders.rehearse(path)])
    return Guide(
      title: say("A new count"), steps: [step], journal: nil, media: media(findings),
      offers: [], problem: nil)
  }

  /// The definition that a new workspace would be made for, for the names of its people; whether it
  /// holds is checked by the command.
  private func definition(_ path: String) -> Definition? {
    guard let bytes = try? disk.read(path, limit: Definition.maxByteCount) else { return nil }
    return try? Definition(file: bytes, keys: .checked)
  }

  private func media(_ findings: Findings) -> [ScreenLine] {
    var lines: [ScreenLine] = []
    for place in findings.places {
      var line = ScreenLine(SafeText.escaped(place.path), .strong)
      if let problem = place.problem {
        line.add("  " + SafeText.escaped(language.text(problem)), .bad)
      } else {
        line.add("  " + summary(place.items))
      }
      if place.origin == .mounted(isReadOnly: false) {
        line.add(
          say(
            "  can be written to: mount -o remount,ro ")
            + OrderForm.quoted(SafeText.escaped(place.path)), .notice)
      }
      lines.append(line)
    }
    for name in findings.unmounted {
      lines.append(
        ScreenLine("/dev/\(SafeText.escaped(name))", .strong).adding(
          say("  not mounted: ")
            + "mount -o ro,nosuid,nodev,noexec /dev/\(SafeText.escaped(name)) /mnt", .notice))
    }
    return lines
  }

  private func summary(_ items: [Findings.Item]) -> String {
    var counts: [(name: String, count: Int)] = []
    func add(_ name: String, _ count: Int = 1) {
      if let index = counts.firstIndex(where: { $0.name == name }) {
        counts[index].count += count
      } else {
        counts.append((name, count))
      }
    }
    for item in items {
      switch item.kind {
      case .bundles(let count): add(say("bundles"), count)
      case .sheets: add(say("tables of sheets"))
      case .accounts: add(say("accounts"))
      case .amendment: add(say("amendments"))
      case .definition: add(say("definition"))
      case .share: add(say("shares"))
      case .vaultKey: add(say("vault keys"))
      case .signingKey: add(say("signing keys"))
      case .package: add(say("packages"))
      }
    }
    guard !counts.isEmpty else { return say("nothing for the count") }
    return counts.map { "\($0.name) \($0.count)" }.joined(separator: say(", "))
  }

  private func offers(
    _ findings: Findings, _ orders: GuideOrders
  ) -> [(text: String, order: OrderForm)] {
    findings.items.compactMap { item in
      let path = SafeText.escaped(item.path)
      switch item.kind {
      case .bundles(let count):
        return (
          say("import \(Plural.of(count, "bundle")) from \(path)"),
          orders.importBundles(item.path)
        )
      case .sheets:
        return (
          say("take the sheets of \(path) in"), orders.importPaper(item.path)
        )
      case .accounts:
        return (say("take the accounts of \(path) in"), orders.account(item.path))
      case .amendment:
        return (say("take the amendment \(path) in"), orders.amend(item.path))
      case .package:
        return (say("verify the package \(path)"), orders.verify(item.path))
      case .definition, .share, .vaultKey, .signingKey: return nil
      }
    }
  }
}
