import Bundles
import Console
import Cryptography
import Election
import Encoding
import Guide
import Record
import Storage
import Words
import Workspace

/// Puts what the overview shows together from the workspace and from what is plugged in.
struct OverviewMaker {
  private static let maxDetailCount = 6

  let disk: any Disk
  let clock: any Clock
  let language: Language

  func say(_ message: Message) -> String { language.text(message) }

  /// The overview as things stand now.
  func make(_ contents: MediaContents, _ memory: SessionMemory) -> Overview {
    do {
      guard try disk.info("\(memory.workspace)/\(Journal.fileName)") != nil else {
        return beforeInit(contents, memory)
      }
      guard try !Desk.isDesk(memory.workspace, disk: disk) else {
        return try atDesk(contents, memory)
      }
      let workspace = try Workspace(
        open: memory.workspace, writing: false, disk: disk, clock: clock)
      let package = memory.package ?? contents.package(workspace.state.exported)
      let guide = CountGuide(
        try Situation(workspace, package: package, verified: memory.verified))
      return overview(of: workspace, guide, contents, memory)
    } catch {
      let report = (error as? any ReportedError)?.report
      let text = report.map { language.text($0.message) } ?? "\(error)"
      return Overview(
        title: SafeText.escaped(memory.workspace),
        steps: [
          Overview.Line(
            mark: .wrong, name: say(Step.Kind.workspace.name), state: SafeText.escaped(text),
            details: [report?.place, report?.advice].compactMap { $0 }.map {
              SafeText.escaped(language.text($0))
            })
        ], toDo: [0], journal: nil, media: media(contents), offers: [],
        commands: CommandForms(
          definition: nil, contents: contents, memory: memory, language: language
        ).commands, problem: text)
    }
  }

  private func overview(
    of workspace: Workspace, _ guide: CountGuide, _ contents: MediaContents, _ memory: SessionMemory
  ) -> Overview {
    let forms = CommandForms(
      definition: workspace.definition, contents: contents, memory: memory, language: language)
    let title = SafeText.escaped(workspace.definition.title.text(language.rawValue))
    let toDo = guide.toDo.map(\.kind)
    return Overview(
      title: "\(title) · \(workspace.definition.date)",
      steps: guide.steps.map { step in
        Overview.Line(
          mark: step.mark, name: say(step.kind.name), state: say(step.state),
          details: details(step), orders: step.acts.map(forms.form))
      },
      toDo: guide.steps.indices.filter { toDo.contains(guide.steps[$0].kind) },
      journal: (
        lines: workspace.journal.lines.count, head: workspace.journal.head.description
      ), media: media(contents), offers: offers(contents, forms),
      commands: forms.commands, problem: nil,
      vault: workspace.vault.path,
      moments: [workspace.definition.polls.closes]
        + [workspace.definition.policy.embargo].compactMap { $0 })
  }

  /// What is missing or wrong at a step, as far as the screen has room.
  private func details(_ step: Step) -> [String] {
    let all = step.details.map { SafeText.escaped(say($0)) }
    guard all.count > Self.maxDetailCount else { return all }
    return all.prefix(Self.maxDetailCount - 1)
      + [say("and \(all.count - Self.maxDetailCount + 1) more")]
  }

  func media(_ contents: MediaContents) -> [ScreenLine] {
    var lines: [ScreenLine] = []
    for place in contents.sources {
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
    for name in contents.unmounted {
      lines.append(
        ScreenLine("/dev/\(SafeText.escaped(name))", .strong).adding(
          say("  not mounted: ")
            + "mount -o ro,nosuid,nodev,noexec /dev/\(SafeText.escaped(name)) /mnt", .notice))
    }
    return lines
  }

  private func summary(_ items: [MediaContents.Item]) -> String {
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
      case .draft: add(say("drafts"))
      case .desks(let count): add(say("desks' files"), count)
      case .hall: add(say("halls"))
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
    _ contents: MediaContents, _ forms: CommandForms
  ) -> [(text: String, order: OrderForm)] {
    contents.items.flatMap { item -> [(text: String, order: OrderForm)] in
      guard forms.memory.refused[item.path] == nil else { return [] }
      let path = SafeText.escaped(item.path)
      switch item.kind {
      case .bundles(let count):
        return [
          (
            say("import \(Plural.of(count, "bundle")) from \(path)"),
            forms.importBundles(item.path)
          )
        ]
      case .desks:
        let text = say("take what was keyed at desks in from \(path)")
        return [(text, forms.importAll(item.path, say("Take in what desks keyed")))]
      case .hall:
        let text = say("take everything of a hall in from \(path)")
        return [(text, forms.importAll(item.path, say("Take a hall in")))]
      case .sheets:
        return [(say("take the sheets of \(path) in"), forms.importPaper(item.path))]
      case .accounts:
        return [(say("take the accounts of \(path) in"), forms.account(item.path))]
      case .amendment:
        return [
          (
            say("sign the amendment \(path)"), forms.sign(item.path, say("Sign the amendment"))
          ),
          (say("take the amendment \(path) in"), forms.amend(item.path)),
        ]
      case .package:
        return [(say("verify the package \(path)"), forms.verify(item.path))]
      case .definition, .draft, .share, .vaultKey, .signingKey: return []
      }
    }
  }
}
