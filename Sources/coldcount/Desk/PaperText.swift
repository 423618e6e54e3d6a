import Console
import Election
import Encoding
import Paper
import Record
import Result
import Words
import Workspace

/// Where the paper stands, for people and for programs: who keyed what, and all that is open of it.
///
/// Never a vote.
struct PaperText {
  /// How many open points are shown: nobody reads more at once.
  private static let maxShownCount = 50

  private let state: RecordState
  private let language: Language
  private let findings: [PaperFinding]
  /// Why no ballot is opened yet; nil where the poll is closed.
  private let openPoll: Message?

  init(_ workspace: Workspace, _ language: Language) {
    state = workspace.state
    openPoll = workspace.openPoll
    self.language = language
    findings = PaperFindings.list(state.definition, state.paper)
  }

  private func say(_ message: Message) -> String { language.text(message) + "\n" }

  /// A line for the sheets, one for the accounts where there are stations, one for each point that
  /// is open, and one where the poll is.
  var words: String {
    let (sheets, accounts) = (state.sheets, state.accounts)
    let (agreed, pending) = (sheets.agreed.count, sheets.pending.count)
    var text = say("sheets: \(agreed + pending) keyed, \(agreed) agreed, \(pending) pending")
    if !state.definition.stations.isEmpty {
      let (agreed, pending) = (accounts.agreed.count, accounts.pending.count)
      text += say("accounts: \(agreed + pending) keyed, \(agreed) agreed, \(pending) pending")
    }
    for finding in findings.prefix(Self.maxShownCount) {
      text += "  " + say("open: \(finding.message)")
      text += "    " + say("next: \(finding.advice)")
    }
    let more = findings.count - Self.maxShownCount
    if more > 0 { text += "  " + say("and \(more) more") }
    return text + explained + corrected + (openPoll.map(say) ?? "")
  }

  /// Where the paper stands, for programs.
  var json: JSON {
    [
      "sheets": sheets, "accounts": accounts, "open": open,
      "pollOpen": openPoll.map { .string($0.english) } ?? .null,
    ]
  }

  /// Differences that an officer explained: they are there all the same.
  private var explained: String {
    state.paper.explanations(state.definition.papers).map { "  " + say($0) }.joined()
  }

  /// What was reopened or taken out.
  private var corrected: String {
    state.paper.corrections.map { "  " + say($0.message) }.joined()
  }

  /// Everything that is open.
  var open: JSON { .array(findings.map { StillOut(.paper($0)).json }) }

  /// How every sheet stands.
  var sheets: JSON {
    .array(
      state.sheets.allKeys.map { key in
        standing(
          state.sheets.status(key),
          [
            "station": .string(key.station), "batch": .string(key.batch),
            "contest": .string(key.contest),
          ])
      })
  }

  /// How every account stands, with the figures of those that count.
  var accounts: JSON {
    let papers = Sheet.papersByAccount(state.sheets.agreed, state.definition.papers)
    return .array(
      state.accounts.allKeys.map { key in
        guard let account = state.accounts.agreed(key) else {
          return standing(state.accounts.status(key), key.members)
        }
        let counted = ElectionResult.Account(account: account, papers: papers[key] ?? 0)
        return standing(state.accounts.status(key), counted.json.object ?? key.members)
      })
  }

  private func standing<Entry: KeyedEntry>(
    _ status: KeyedBook<Entry>.Status?, _ members: JSON.Members
  ) -> JSON {
    var members = members
    switch status {
    case .agreed(_, let by): (members["status"], members["by"]) = ("agreed", .texts(by))
    case .differs(let by, let items):
      (members["status"], members["by"]) = ("differs", .texts(by))
      members["items"] = .texts(items)
    case .once(let by): (members["status"], members["by"]) = ("once", [.string(by)])
    case nil: members["status"] = "reopened"
    }
    return .object(members)
  }
}

extension RecordedCorrection {
  /// Who reopened or took out what, and why.
  var message: Message {
    let reason = SafeText.escaped(correction.reason)
    return switch correction.kind {
    case .reopen: "reopened by \(author.name): \(correction.subject.name): \(reason)"
    case .void: "taken out by \(author.name): \(correction.subject.name): \(reason)"
    }
  }
}

extension JSON {
  fileprivate static func texts(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }
}
