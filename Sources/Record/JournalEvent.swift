import Cryptography
package import Election
package import Encoding
package import Paper

/// What a line of the journal records.
package enum JournalEvent: Equatable, Sendable {
  /// The workspace was made for this definition by this program; its id tells it from others that
  /// were made in the same second.
  case started(definition: Digest, software: Software, workspace: String? = nil)
  case imported(ImportedBundle)
  case refused(code: String, folder: String, problem: String)
  /// A sheet as one person keyed it, whole; it is read against the election when it is replayed.
  case paper(hash: Digest, sheet: JSON)
  /// A station's account, whole.
  case account(JSON)
  /// What a clerk keyed at a desk, with the text of their signature file, which every reader checks.
  case desk(DeskFile, signature: String)
  /// The next lines of a hall's journal, whole, each with its own signature.
  case hall([JournalLine])
  /// An officer's word for what does not add up in an account.
  case explained(Explanation)
  /// Paper that an officer set aside to be keyed anew, or took out.
  case corrected(Correction)
  /// A decision of the officers, whole, as they signed it.
  case amended(JSON)
  case reconciled(reconciliation: Digest, strikes: Digest)
  /// A round of lots.
  case lots(LotsRound)
  /// Something was asked of the vault or done to it: what, and by which officers where it needs
  /// them. Never of whom.
  case vault(VaultAct, officers: [String])
  case counted(CountEntry)
  /// A count that nobody has seen: what was sealed.
  case countedBlind(stage: Stage, sealed: Digest, officers: [String])
  /// A blind count that was opened: from here on it is a result as any other.
  case released(CountEntry, sealed: Digest)
  /// Something was done with proofs.
  case proof(ProofEvent)
  /// An officer's yes to an act before the embargo ends, to going on with an older copy, or to a
  /// count although the clock is before the end of the poll.
  case allowed(Allowance, reason: String)
  /// A result was shown again.
  case shown(result: Digest)
  case signed(file: String, hash: Digest, signer: String)
  case exported(b2sums: Digest)
  case disclosed(DisclosedCopy)
  /// Whether the laptop was fit.
  case checked(LaptopChecks)
  /// Something about a line that people should know, found by the program.
  case warning(Warning, line: Int, detail: String)
}

extension JournalEvent {
  /// The kinds of events, by their names in the file.
  package enum Kind: String, Sendable, CaseIterable {
    case started = "init"
    case imported = "import"
    case refused
    case paper
    case account
    case desk
    case hall
    case explained = "explain"
    case reopened = "reopen"
    case voided = "void"
    case amended = "amend"
    case reconciled = "reconcile"
    case lots
    case vault
    case counted = "count"
    case countedBlind = "blind"
    case released = "release"
    case mixed
    case opened
    case openingAbandoned = "opening-abandoned"
    case smallAllowed = "small-allowed"
    case ceremonyAbandoned = "ceremony-abandoned"
    case allowed = "allow"
    case shown
    case signed = "sign"
    case exported = "export"
    case disclosed = "disclose"
    case checked = "doctor"
    case warning
  }

  package var kind: Kind {
    switch self {
    case .started: .started
    case .imported: .imported
    case .refused: .refused
    case .paper: .paper
    case .account: .account
    case .desk: .desk
    case .hall: .hall
    case .explained: .explained
    case .corrected(let correction):
      switch correction.kind {
      case .reopen: .reopened
      case .void: .voided
      }
    case .amended: .amended
    case .reconciled: .reconciled
    case .lots: .lots
    case .vault: .vault
    case .counted: .counted
    case .countedBlind: .countedBlind
    case .released: .released
    case .proof(let event): event.kind
    case .allowed: .allowed
    case .shown: .shown
    case .signed: .signed
    case .exported: .exported
    case .disclosed: .disclosed
    case .checked: .checked
    case .warning: .warning
    }
  }

  /// The line of an entry as one person keys it.
  package static func keyed(_ entry: PaperEntry) -> JournalEvent {
    switch entry {
    case .sheet(let sheet): .paper(hash: .of(sheet.file), sheet: sheet.json)
    case .account(let account): .account(account.json)
    }
  }

  /// Whether it is of what people do with paper, which counts wherever it was done.
  var isOfPaper: Bool {
    switch self {
    case .paper, .account, .desk, .explained, .corrected: true
    default: false
    }
  }

  /// The event's name in the file.
  package var name: String { kind.rawValue }

  /// The event's data in the file.
  package var data: JSON {
    switch self {
    case .started(let definition, let software, let workspace):
      Self.started(definition, software, workspace)
    case .imported(let bundle): bundle.json
    case .refused(let code, let folder, let problem):
      ["code": .string(code), "folder": .string(folder), "problem": .string(problem)]
    case .paper(let hash, let sheet): ["hash": .hash(hash), "sheet": sheet]
    case .account(let account): account
    case .desk(let file, let signature):
      ["desk": file.json, "hash": .hash(file.hash), "signature": .string(signature)]
    case .hall(let lines): ["lines": .array(lines.map(\.json))]
    case .explained(let explanation): explanation.json
    case .corrected(let correction): correction.json
    case .amended(let amendment): ["amendment": amendment]
    case .reconciled(let reconciliation, let strikes):
      ["reconciliation": .hash(reconciliation), "strikes": .hash(strikes)]
    case .lots(let round): round.json
    case .vault(let act, let officers):
      ["act": .string(act.rawValue), "officers": .strings(officers)]
    case .counted(let count): .object(count.members)
    case .countedBlind(let stage, let sealed, let officers):
      [
        "stage": .string(stage.rawValue), "sealed": .hash(sealed), "officers": .strings(officers),
      ]
    case .released(let count, let sealed):
      .object(count.members.merging(["sealed": .hash(sealed)]) { $1 })
    case .proof(let event): event.data
    case .allowed(let act, let reason):
      [
        "act": .string(act.name), "reason": .string(reason),
        "result": act.result.map { .hash($0) } ?? .null,
      ]
    case .shown(let result): ["result": .hash(result)]
    case .signed(let file, let hash, let signer):
      ["file": .string(file), "hash": .hash(hash), "signer": .string(signer)]
    case .exported(let b2sums): ["b2sums": .hash(b2sums)]
    case .disclosed(let copy): copy.json
    case .checked(let checks): checks.json
    case .warning(let warning, let line, let detail):
      ["code": .string(warning.code), "line": .integer(line), "detail": .string(detail)]
    }
  }
}

extension JournalEvent {
  private static func started(
    _ definition: Digest, _ software: Software, _ workspace: String?
  ) -> JSON {
    var members: JSON.Members = ["definition": .hash(definition), "software": software.json]
    members["workspace"] = workspace.map { .string($0) }
    return .object(members)
  }
}

extension JSON {
  static func hash(_ digest: Digest) -> JSON { .string(digest.description) }

  static func strings(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }
}
