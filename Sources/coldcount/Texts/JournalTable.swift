import Console
import Election
import Encoding
import Paper
import Record
import Words
import Workspace

/// The journal as a table, a line each.
enum JournalTable {
  static func words(
    _ lines: [JournalLine], of workspace: Workspace, _ language: Language
  ) -> String {
    let polls = workspace.definition.polls
    var table = TextTable([.right, .left, .left, .left, .left])
    for line in lines {
      table.add([
        "\(line.number)", line.at.asWritten(like: polls.closes).inColumns, line.by,
        line.event.name,
        language.text(summary(line.event)),
      ])
    }
    let digits = Array(workspace.journal.head.description)
    let groups = stride(from: 0, to: digits.count, by: 4).map { String(digits[$0..<$0 + 4]) }
    return table.text + language.text("times: \(polls.closes.zone)") + "\n"
      + language.text("head \(groups.joined(separator: " "))") + "\n"
  }

  private static func summary(_ event: JournalEvent) -> Message {
    switch event {
    case .started(_, let software, _): "coldcount \(SafeText.escaped(software.version))"
    case .imported(let bundle): "\(bundle.collector) \(bundle.sequence), \(bundle.kind)"
    case .refused(let code, let folder, _): "\(code): \(SafeText.escaped(folder))"
    case .paper(let hash, _): "sheet \(hash.description.prefix(16))"
    case .account(let json):
      json["station"]?.string.map { "station \(SafeText.escaped($0))" } ?? "a station's account"
    case .desk(let file, _):
      "desk of \(file.clerk), file \(file.sequence): "
        + "\(Plural.of(file.entries.count, "entry", "entries"))"
    case .hall(let lines):
      "hall, \(Plural.of(lines.count, "line")) from line \(lines.first?.number ?? 1)"
    case .explained(let explanation):
      "\(explanation.account): \(SafeText.escaped(explanation.reason))"
    case .corrected(let correction):
      "\(correction.subject.words): \(SafeText.escaped(correction.reason))"
    case .amended(let json): json["number"]?.integer.map { "amendment \($0)" } ?? "an amendment"
    case .lots(let round):
      "\(round.contest): \(draws(round))"
    case .vault(let act, let officers):
      officers.isEmpty
        ? Message(act.rawValue) : "\(act.rawValue), by \(officers.joined(separator: ", "))"
    case .reconciled(_, let strikes): "strikes.csv \(strikes.description.prefix(16))"
    case .counted(let count), .released(let count, _):
      "stage \(count.stage), result \(count.result.description.prefix(16)), "
        + "opened by \(names(count.officers))"
    case .countedBlind(let stage, let sealed, let officers):
      "stage \(stage), sealed \(sealed.description.prefix(16)), by \(names(officers)), "
        + "shown to nobody"
    case .proof(let event): words(event)
    case .allowed(let act, let reason): "\(act.name): \(SafeText.escaped(reason))"
    case .shown(let result): "result \(result.description.prefix(16))"
    case .disclosed(let copy):
      if let recipient = copy.recipient {
        "result \(copy.result.description.prefix(16)), for \(SafeText.escaped(recipient))"
      } else {
        "result \(copy.result.description.prefix(16)), for all"
      }
    case .signed(let file, _, let signer): "\(SafeText.escaped(file)) by \(signer)"
    case .checked(let checks):
      checks.lists.filter { $0.name != "good" && !$0.checks.isEmpty }
        .map { list -> Message in "\(list.name): \(list.checks.joined(separator: ", "))" }
        .joined(separator: "; ")
    case .warning(let warning, let line, let detail):
      "\(warning.code) at line \(line): \(SafeText.escaped(detail))"
    case .exported(let b2sums): "B2SUMS \(b2sums.description.prefix(16))"
    }
  }

  private static func words(_ event: ProofEvent) -> Message {
    switch event {
    case .mixed(let number, let officer, _): "mix \(number) by \(officer)"
    case .opened(let opening):
      "opening by \(opening.officer) of \(names(opening.members)), "
        + "tracking.txt \(opening.tracking.description.prefix(16))"
    case .abandoned(let hashes, _):
      "\(Plural.of(hashes.count, "opening")) led to no result"
    case .smallAllowed(let groups):
      "\(Plural.of(groups.count, "group")) of few ballots, the smallest of \(groups.smallest)"
    case .ceremonyAbandoned(let ceremony):
      "\(ceremony.officer) refused what \(ceremony.dealer) dealt, void "
        + (ceremony.definition.map { "\($0.description.prefix(16))" } ?? "-")
    }
  }

  private static func names(_ officers: [String]) -> String { officers.joined(separator: ", ") }

  private static func draws(_ round: LotsRound) -> String {
    round.draws.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      .joined(separator: " ")
  }
}
