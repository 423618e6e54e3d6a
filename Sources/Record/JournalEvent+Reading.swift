import Cryptography
import Election
import Encoding
import Paper
package import Words

extension JournalEvent {
  /// Reads the data of an event; nil where anything is wrong, which is noted in the reader's
  /// violations.
  package init?(_ kind: Kind, _ data: ObjectReader) {
    guard let event = Self.read(kind, data) else { return nil }
    // An account is checked whole, against the election.
    if kind != .account { data.finish() }
    self = event
  }

  private static func read(_ kind: Kind, _ data: ObjectReader) -> JournalEvent? {
    switch kind {
    case .started: started(data)
    case .imported: ImportedBundle(data).map { .imported($0) }
    case .refused: refused(data)
    case .paper: paper(data)
    case .account: .account(data.json)
    case .desk: desk(data)
    case .hall: hall(data)
    case .explained: Explanation(data).map { .explained($0) }
    case .reopened: Correction(.reopen, data).map { .corrected($0) }
    case .voided: Correction(.void, data).map { .corrected($0) }
    case .amended: data.value("amendment").map { .amended($0) }
    case .reconciled: reconciled(data)
    case .lots: LotsRound(data).map { .lots($0) }
    case .vault: vault(data)
    case .counted: CountEntry(data).map { .counted($0) }
    case .countedBlind: countedBlind(data)
    case .released: released(data)
    case .mixed, .opened, .openingAbandoned, .smallAllowed, .ceremonyAbandoned:
      ProofEvent(kind, data).map { .proof($0) }
    case .allowed: allowed(data)
    case .shown: data.digest("result").map { .shown(result: $0) }
    case .signed: signed(data)
    case .exported: data.digest("b2sums").map { .exported(b2sums: $0) }
    case .disclosed: DisclosedCopy(data).map { .disclosed($0) }
    case .checked: .checked(LaptopChecks(data))
    case .warning: warning(data)
    }
  }

  private static func started(_ data: ObjectReader) -> JournalEvent? {
    let definition = data.digest("definition")
    let software = data.object("software").flatMap(Software.init)
    let workspace = data.has("workspace") ? data.identifier("workspace") : nil
    guard let definition, let software else { return nil }
    return .started(definition: definition, software: software, workspace: workspace)
  }

  private static func refused(_ data: ObjectReader) -> JournalEvent? {
    let (code, folder, problem) = (
      data.string("code"), data.string("folder"), data.string("problem")
    )
    guard let code, let folder, let problem else { return nil }
    return .refused(code: code, folder: folder, problem: problem)
  }

  private static func paper(_ data: ObjectReader) -> JournalEvent? {
    let (hash, sheet) = (data.digest("hash"), data.value("sheet"))
    guard let hash, let sheet else { return nil }
    guard Digest.of(sheet.canonical) == hash else {
      data.note("hash", "not the hash of the sheet")
      return nil
    }
    return .paper(hash: hash, sheet: sheet)
  }

  private static func desk(_ data: ObjectReader) -> JournalEvent? {
    let (file, hash) = (data.object("desk").flatMap(DeskFile.init), data.digest("hash"))
    let signature = data.string("signature")
    guard let file, let hash, let signature else { return nil }
    guard file.hash == hash else {
      data.note("hash", "not the hash of the desk's file")
      return nil
    }
    return .desk(file, signature: signature)
  }

  private static func hall(_ data: ObjectReader) -> JournalEvent? {
    let lines = data.value("lines")?.array ?? []
    if lines.isEmpty { data.note("lines", "a list of at least one line") }
    var read: [JournalLine] = []
    for (index, json) in lines.enumerated() {
      do throws(Violation) {
        let line = try JournalLine(file: json.canonical)
        // A hall takes in no halls, whose lines would lie in lines of lines.
        if line.event.kind == .hall { data.note("lines", "line \(index + 1) is of a hall again") }
        read.append(line)
      } catch { data.note("lines", "line \(index + 1): \(error.message)") }
    }
    return read.count == lines.count && !read.isEmpty ? .hall(read) : nil
  }

  private static func reconciled(_ data: ObjectReader) -> JournalEvent? {
    let (reconciliation, strikes) = (data.digest("reconciliation"), data.digest("strikes"))
    guard let reconciliation, let strikes else { return nil }
    return .reconciled(reconciliation: reconciliation, strikes: strikes)
  }

  private static func vault(_ data: ObjectReader) -> JournalEvent? {
    let act = data.string("act", as: "an act on a vault") { VaultAct(rawValue: $0) }
    let officers = data.strings("officers")
    return act.map { .vault($0, officers: officers) }
  }

  private static func countedBlind(_ data: ObjectReader) -> JournalEvent? {
    let (stage, sealed) = (data.stage("stage"), data.digest("sealed"))
    let officers = data.strings("officers")
    guard let stage, let sealed else { return nil }
    return .countedBlind(stage: stage, sealed: sealed, officers: officers)
  }

  private static func released(_ data: ObjectReader) -> JournalEvent? {
    let (count, sealed) = (CountEntry(data), data.digest("sealed"))
    guard let count, let sealed else { return nil }
    return .released(count, sealed: sealed)
  }

  private static func allowed(_ data: ObjectReader) -> JournalEvent? {
    let reason = data.string("reason")
    let result = data.isNull("result") ? nil : data.digest("result")
    let act = data.string("act", as: "an act that officers allow, with what it concerns") {
      Allowance($0, result: result)
    }
    guard let act, let reason else { return nil }
    return .allowed(act, reason: reason)
  }

  private static func signed(_ data: ObjectReader) -> JournalEvent? {
    let (file, hash, signer) = (
      data.string("file"), data.digest("hash"), data.identifier("signer")
    )
    guard let file, let hash, let signer else { return nil }
    return .signed(file: file, hash: hash, signer: signer)
  }

  private static func warning(_ data: ObjectReader) -> JournalEvent? {
    let warning = data.string("code", as: "a warning of the program") { Warning($0) }
    let line = data.integer("line", in: 1...JSON.integers.upperBound)
    let detail = data.string("detail")
    guard let warning, let line, let detail else { return nil }
    return .warning(warning, line: line, detail: detail)
  }
}
