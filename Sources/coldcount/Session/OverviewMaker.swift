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

/// Puts what the overview shows into words.
struct OverviewMaker {
  private static let maxDetailCount = 6

  let language: Language

  func say(_ message: Message) -> String { language.text(message) }

  /// The overview of what was read.
  func make(_ reading: Reading) -> Overview {
    let (contents, memory) = (reading.contents, reading.memory)
    switch reading.source {
    case .beforeInit(let beginning): return beforeInit(beginning, contents, memory)
    case .led(.ceremony(let ceremony)): return leading(ceremony, contents, memory)
    case .led(.turns(let turns)): return onOwnLaptop(turns, contents, memory)
    case .desk(let desk): return atDesk(desk, contents, memory)
    case .count(let count): return counting(count, contents, memory)
    case .unreadable(let problem, let details):
      let text = SafeText.escaped(say(problem))
      return Overview(
        title: SafeText.escaped(memory.folder ?? memory.workspace),
        steps: [
          Overview.Line(
            mark: .wrong,
            name: memory.folder == nil ? say(Step.Kind.workspace.name) : say("Folder"), state: text,
            details: details.map { SafeText.escaped(say($0)) })
        ], toDo: [0], journal: nil, media: media(contents), offers: [],
        commands: CommandForms(
          definition: nil, contents: contents, memory: memory, language: language
        ).commands, problem: text)
    }
  }

  private func counting(
    _ count: OverviewSource.Counted, _ contents: MediaContents, _ memory: SessionMemory
  ) -> Overview {
    let forms = CommandForms(
      definition: count.definition, contents: contents, memory: memory, language: language)
    let title = SafeText.escaped(count.definition.title.text(language.rawValue))
    let steps = count.guide.steps
    let toDo = count.guide.toDo.map(\.kind)
    return Overview(
      title: "\(title) · \(count.definition.date)",
      steps: steps.map { step in
        Overview.Line(
          mark: step.mark, name: say(step.kind.name), state: say(step.state),
          details: details(step), orders: step.acts.map(forms.form))
      },
      toDo: steps.indices.filter { toDo.contains(steps[$0].kind) },
      journal: count.journal, media: media(contents),
      offers: offers(contents, forms) + carriedBack(contents, forms, steps),
      commands: forms.commands, problem: nil, drawings: drawings(of: steps))
  }

  /// How far lots are, by contest.
  private func drawings(of steps: [Step]) -> [String: LotsDrawing] {
    let drawings = steps.flatMap(\.acts).compactMap { act in
      if case .drawLots(let contest, let drawing) = act { (contest, drawing) } else { nil }
    }
    return Dictionary(drawings) { first, _ in first }
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
      case .ceremony: add(say("ceremonies"))
      case .carried: add(say("folders of mixes"))
      case .desks(let count): add(say("desks' files"), count)
      case .hall: add(say("halls"))
      case .definition: add(say("definition"))
      case .share: add(say("shares"))
      case .vaultKey: add(say("vault keys"))
      case .boxKey: add(say("box keys"))
      case .signingKey: add(say("signing keys"))
      case .package: add(say("packages"))
      }
    }
    guard !counts.isEmpty else { return say("nothing for the count") }
    return counts.map { "\($0.name) \($0.count)" }.joined(separator: say(", "))
  }

  /// What officers did on laptops of their own, where something of the kind is awaited.
  private func carriedBack(
    _ contents: MediaContents, _ forms: CommandForms, _ steps: [Step]
  ) -> [(text: String, order: OrderForm)] {
    let awaited = steps.flatMap(\.acts).lazy.compactMap {
      act -> (Act.Turn, [Stage], [String])? in
      if case .takeBack(let turn, let stages, let missing) = act {
        (turn, stages, missing)
      } else {
        nil
      }
    }.first
    guard let (turn, stages, missing) = awaited else { return [] }
    return contents.paths { $0 == .carried }.map { item in
      (
        say("take back what was done in \(SafeText.escaped(item.path))"),
        forms.takeBack(turn, stages, among: missing, from: item.path)
      )
    }
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
        return [(text, forms.importAll(item.path, say("Import what desks keyed")))]
      case .hall:
        let text = say("take everything of a hall in from \(path)")
        return [(text, forms.importAll(item.path, say("Import a hall")))]
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
      case .definition, .draft, .ceremony, .carried, .share, .vaultKey, .boxKey, .signingKey:
        return []
      }
    }
  }
}
