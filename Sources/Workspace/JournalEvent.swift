package import Bundles
package import Election
package import Encoding
package import Storage
import Words

/// What a line of the journal records.
package enum JournalEvent: Equatable, Sendable {
  /// The workspace was made for this definition by this program.
  case started(definition: Digest, software: Software)
  case imported(ImportedBundle)
  case refused(code: String, folder: String, problem: String)
  /// A sheet as one person keyed it.
  case paper(hash: Digest, sheet: JSON)
  case account(JSON)
  /// A decision of the officers, whole, as they signed it.
  case amended(JSON)
  case reconciled(reconciliation: Digest, strikes: Digest)
  /// A round of lots.
  case lots(LotsRound)
  /// Something was asked of the vault or done to it: what, and by which officers where it needs
  /// them. Never of whom.
  case vault(act: String, officers: [String])
  case counted(stage: Stage, result: Digest, officers: [String])
  /// A count that nobody has seen: what was sealed.
  case countedBlind(stage: Stage, sealed: Digest, officers: [String])
  /// A blind count that was opened: from here on it is a result as any other.
  case released(stage: Stage, result: Digest, sealed: Digest, officers: [String])
  /// An officer's yes to an act before the embargo ends; of a disclosure it names the result.
  case allowed(act: String, reason: String, result: Digest?)
  /// A result was shown again.
  case shown(result: Digest)
  case signed(file: String, hash: Digest, signer: String)
  case exported(b2sums: Digest)
  case disclosed(DisclosedCopy)
  /// Whether the laptop was fit: the checks by what they came to.
  case checked([String: [String]])
  /// Something about a line that people should know, found by the program.
  case warning(code: String, line: Int, detail: String)

  /// The event's name in the file.
  package var name: String {
    switch self {
    case .started: "init"
    case .imported: "import"
    case .refused: "refused"
    case .paper: "paper"
    case .account: "account"
    case .amended: "amend"
    case .reconciled: "reconcile"
    case .lots: "lots"
    case .vault: "vault"
    case .counted: "count"
    case .countedBlind: "blind"
    case .released: "release"
    case .allowed: "allow"
    case .shown: "shown"
    case .signed: "sign"
    case .exported: "export"
    case .disclosed: "disclose"
    case .checked: "doctor"
    case .warning: "warning"
    }
  }

  /// The event's data in the file.
  package var data: JSON {
    switch self {
    case .started(let definition, let software):
      ["definition": .string(definition.description), "software": software.json]
    case .imported(let bundle): bundle.json
    case .refused(let code, let folder, let problem):
      ["code": .string(code), "folder": .string(folder), "problem": .string(problem)]
    case .paper(let hash, let sheet): ["hash": .string(hash.description), "sheet": sheet]
    case .account(let account): account
    case .amended(let amendment): ["amendment": amendment]
    case .lots(let round): round.json
    case .vault(let act, let officers):
      ["act": .string(act), "officers": .array(officers.map { .string($0) })]
    case .reconciled(let reconciliation, let strikes):
      [
        "reconciliation": .string(reconciliation.description),
        "strikes": .string(strikes.description),
      ]
    case .counted(let stage, let result, let officers):
      [
        "stage": .string(stage.rawValue), "result": .string(result.description),
        "officers": .array(officers.map { .string($0) }),
      ]
    case .countedBlind(let stage, let sealed, let officers):
      [
        "stage": .string(stage.rawValue), "sealed": .string(sealed.description),
        "officers": .array(officers.map { .string($0) }),
      ]
    case .released(let stage, let result, let sealed, let officers):
      [
        "stage": .string(stage.rawValue), "result": .string(result.description),
        "sealed": .string(sealed.description),
        "officers": .array(officers.map { .string($0) }),
      ]
    case .allowed(let act, let reason, let result):
      [
        "act": .string(act), "reason": .string(reason),
        "result": result.map { .string($0.description) } ?? .null,
      ]
    case .shown(let result): ["result": .string(result.description)]
    case .disclosed(let copy): copy.json
    case .signed(let file, let hash, let signer):
      ["file": .string(file), "hash": .string(hash.description), "signer": .string(signer)]
    case .exported(let b2sums): ["b2sums": .string(b2sums.description)]
    case .checked(let checks): .object(checks.mapValues { .array($0.map { .string($0) }) })
    case .warning(let code, let line, let detail):
      ["code": .string(code), "line": .integer(line), "detail": .string(detail)]
    }
  }

  /// Reads an event; nil where the name or the data is not one of ours.
  ///
  /// What is wrong with the data is noted in the reader's violations.
  init?(name: String, data: ObjectReader) {
    guard let event = Self.read(name, data) else { return nil }
    if !["paper", "account", "lots"].contains(name) { data.finish() }
    self = event
  }

  private static func read(_ name: String, _ data: ObjectReader) -> JournalEvent? {
    switch name {
    case "init":
      guard let definition = data.digest("definition"),
        let software = data.object("software").flatMap(Software.init)
      else { return nil }
      return .started(definition: definition, software: software)
    case "import": return ImportedBundle(data).map { .imported($0) }
    case "refused":
      guard let code = data.string("code"), let folder = data.string("folder"),
        let problem = data.string("problem")
      else { return nil }
      return .refused(code: code, folder: folder, problem: problem)
    case "paper":
      guard let hash = data.digest("hash"), let sheet = data.value("sheet") else { return nil }
      return .paper(hash: hash, sheet: sheet)
    case "account": return .account(data.json)
    case "amend": return data.value("amendment").map { .amended($0) }
    case "lots": return LotsRound(data).map { .lots($0) }
    case "vault":
      return data.identifier("act").map { .vault(act: $0, officers: data.strings("officers")) }
    case "reconcile":
      guard let reconciliation = data.digest("reconciliation"),
        let strikes = data.digest("strikes")
      else { return nil }
      return .reconciled(reconciliation: reconciliation, strikes: strikes)
    case "count":
      guard let stage = data.stage("stage"), let result = data.digest("result") else {
        return nil
      }
      return .counted(stage: stage, result: result, officers: data.strings("officers"))
    case "blind":
      guard let stage = data.stage("stage"), let sealed = data.digest("sealed") else {
        return nil
      }
      return .countedBlind(stage: stage, sealed: sealed, officers: data.strings("officers"))
    case "release":
      guard let stage = data.stage("stage"), let result = data.digest("result"),
        let sealed = data.digest("sealed")
      else { return nil }
      return .released(
        stage: stage, result: result, sealed: sealed, officers: data.strings("officers"))
    case "allow":
      guard let act = data.identifier("act"), let reason = data.string("reason") else {
        return nil
      }
      return .allowed(
        act: act, reason: reason, result: data.isNull("result") ? nil : data.digest("result"))
    case "shown": return data.digest("result").map { .shown(result: $0) }
    case "disclose": return DisclosedCopy(data).map { .disclosed($0) }
    case "sign":
      guard let file = data.string("file"), let hash = data.digest("hash"),
        let signer = data.identifier("signer")
      else { return nil }
      return .signed(file: file, hash: hash, signer: signer)
    case "doctor":
      let verdicts = ["good", "look", "bad", "not-checked"]
      return .checked(
        Dictionary(
          verdicts.map { ($0, data.strings($0)) }, uniquingKeysWith: { first, _ in first }))
    case "warning":
      guard let code = data.identifier("code"), let detail = data.string("detail"),
        let line = data.integer("line", in: 1...JSON.integers.upperBound)
      else { return nil }
      return .warning(code: code, line: line, detail: detail)
    case "export": return data.digest("b2sums").map { .exported(b2sums: $0) }
    default: return nil
    }
  }
}

/// The program that acted, so that people can compare it with the published one.
package struct Software: Equatable, Sendable {
  package let version: String
  /// The hash of the binary.
  package let hash: Digest

  package init(version: String, hash: Digest) {
    self.version = version
    self.hash = hash
  }

  package var json: JSON {
    ["version": .string(version), "hash": .string(hash.description)]
  }

  init?(_ reader: ObjectReader) {
    let version = reader.string("version")
    let hash = reader.digest("hash")
    reader.finish()
    guard let version, let hash else { return nil }
    self.init(version: version, hash: hash)
  }
}

/// A bundle that is in, as the journal records it.
package struct ImportedBundle: Equatable, Sendable {
  /// The hash of its manifest.
  package let hash: Digest
  package let collector: String
  package let sequence: Int
  package let kind: Manifest.Kind
  package let style: String
  package let channel: String?
  /// Sealed ballots; nil where the bundle holds none.
  package let ballots: Int?
  package let identities: Int
  package let isFinal: Bool
  /// Files of its folder that were not looked at.
  package let ignored: NameList

  init(_ manifest: Manifest, hash: Digest, ignored: NameList) {
    self.hash = hash
    collector = manifest.collector
    sequence = manifest.sequence
    kind = manifest.kind
    style = manifest.style
    channel = manifest.channel
    ballots = manifest.ballots?.count
    identities = manifest.identities.count
    isFinal = manifest.isFinal
    self.ignored = ignored
  }

  init?(_ reader: ObjectReader) {
    let range = 0...JSON.integers.upperBound
    let hash = reader.digest("bundle")
    let collector = reader.identifier("collector")
    let sequence = reader.integer("sequence", in: range)
    let kind = reader.string("kind", as: "a kind of bundle") { Manifest.Kind(rawValue: $0) }
    let style = reader.identifier("style")
    channel = reader.isNull("channel") ? nil : reader.identifier("channel")
    ballots = reader.isNull("ballots") ? nil : reader.integer("ballots", in: range)
    let identities = reader.integer("identities", in: range)
    let isFinal = reader.bool("final")
    let named = reader.strings("ignored")
    let more =
      reader.has("ignoredMore") ? reader.integer("ignoredMore", in: 1...(1 << 32)) ?? 0 : 0
    ignored = NameList(first: named, count: named.count + more)
    guard let hash, let collector, let sequence, let kind, let style, let identities, let isFinal
    else { return nil }
    self.hash = hash
    self.collector = collector
    self.sequence = sequence
    self.kind = kind
    self.style = style
    self.identities = identities
    self.isFinal = isFinal
  }

  var json: JSON {
    var members: JSON.Members = [
      "bundle": .string(hash.description), "collector": .string(collector),
      "sequence": .integer(sequence), "kind": .string(kind.rawValue), "style": .string(style),
      "channel": channel.map { .string($0) } ?? .null,
      "ballots": ballots.map { .integer($0) } ?? .null, "identities": .integer(identities),
      "final": .bool(isFinal), "ignored": .array(ignored.first.map { .string($0) }),
    ]
    if ignored.more > 0 { members["ignoredMore"] = .integer(ignored.more) }
    return .object(members)
  }
}

/// A disclosure, as the journal records it.
package struct DisclosedCopy: Equatable, Sendable {
  /// For whom a marked copy is; nil for what is published for all.
  package let recipient: String?
  package let result: Digest
  /// The hash of the signature from which the copy's marks follow.
  package let marks: Digest?
  /// The hash of its list of hashes.
  package let b2sums: Digest
  /// Why so small a difference from an earlier result was published all the same.
  package let decision: String?

  package init(
    recipient: String?, result: Digest, marks: Digest?, b2sums: Digest, decision: String?
  ) {
    self.recipient = recipient
    self.result = result
    self.marks = marks
    self.b2sums = b2sums
    self.decision = decision
  }

  init?(_ reader: ObjectReader) {
    recipient = reader.isNull("for") ? nil : reader.string("for")
    marks = reader.isNull("marks") ? nil : reader.digest("marks")
    decision = reader.isNull("decision") ? nil : reader.string("decision")
    guard let result = reader.digest("result"), let b2sums = reader.digest("b2sums") else {
      return nil
    }
    self.result = result
    self.b2sums = b2sums
  }

  var json: JSON {
    [
      "for": recipient.map { .string($0) } ?? .null, "result": .string(result.description),
      "marks": marks.map { .string($0.description) } ?? .null,
      "b2sums": .string(b2sums.description),
      "decision": decision.map { .string($0) } ?? .null,
    ]
  }
}
