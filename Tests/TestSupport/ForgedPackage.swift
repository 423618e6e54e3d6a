import Cryptography
package import Encoding
import Foundation
package import Record

/// A copy of a package of the vectors' election that a test may spoil, and that an opponent then
/// makes as good as their keys allow: lists and signatures, and where they go so far every hash that
/// names what they changed.
package final class ForgedPackage {
  package let path: String
  private let original: String
  private let folder: TemporaryFolder
  /// The journal as it is written anew; nil where it stays as it lies there.
  private var history: ForgedJournal?
  /// Checks of signatures that somebody else would have had to make.
  package private(set) var unsigned: Set<String> = []
  /// Whose signatures were made anew.
  package private(set) var signers: Set<String> = []

  package init(of package: String) throws {
    folder = try TemporaryFolder()
    path = folder.path("package")
    original = package
    try FileManager.default.copyItem(atPath: package, toPath: path)
  }

  package func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: "\(path)/\(name)")))
  }

  package func read(_ name: String) throws -> String {
    try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
  }

  package func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
  }

  package func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(path)/\(name)")
  }

  /// Replaces the first occurrence, which must be there.
  package func replace(_ old: String, _ new: String, in name: String) throws {
    let text = try read(name)
    guard let range = text.range(of: old) else { throw Missing(what: "\(old) in \(name)") }
    try write(text.replacingCharacters(in: range, with: new), name)
  }

  /// Has the result name another hash of a file than it has.
  package func misname(_ name: String, as member: String) throws {
    try replace(
      "\"\(member)\":\"\(Digest.of(bytes(name)))\"", "\"\(member)\":\"\(Digest.of([1]))\"",
      in: "result.json")
  }

  /// Changes the members of a file that is one JSON object.
  package func edit(_ name: String, _ change: (inout JSON.Members) throws -> Void) throws {
    guard var members = try JSON.parse(canonical: bytes(name)).object else {
      throw Missing(what: "an object in \(name)")
    }
    try change(&members)
    try write(String(decoding: JSON.object(members).canonical, as: UTF8.self), name)
  }

  package func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: "\(path)/\(name)")
  }

  package func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)").sorted()
  }

  /// What a test looked for and the package does not have.
  package struct Missing: Error, CustomStringConvertible {
    let what: String

    package init(what: String) { self.what = what }

    package var description: String { "the package has no \(what)" }
  }
}

/// The journal.
extension ForgedPackage {
  /// Puts one more line at the end.
  package func append(_ event: JournalEvent, by person: String?) throws {
    try rewrite { entries in
      guard let last = entries.last else { throw Missing(what: "journal") }
      entries.append(
        ForgedJournal.Entry(
          at: last.at, by: person ?? JournalLine.nobody, event: event.name, data: event.data))
    }
  }

  /// Changes lines anywhere; they are chained, and what follows from them is named, when the package
  /// is sealed.
  package func rewrite(_ change: (inout [ForgedJournal.Entry]) throws -> Void) throws {
    var journal = try history ?? ForgedJournal(bytes("journal.jsonl"))
    try change(&journal.entries)
    history = journal
  }
}

/// What an opponent makes of it.
extension ForgedPackage {
  /// Makes B2SUMS anew, and the signatures of what was changed as far as the keys go; where
  /// `isConsistent`, first every name and hash of what was changed wherever it stands.
  package func seal(by opponent: Opponent, isConsistent: Bool = false) throws {
    if isConsistent || history != nil { try nameAnew(keys: opponent.keys) }
    for name in try files() {
      guard let (file, signer) = Self.signed(name, in: self), isChanged(file) else { continue }
      if opponent.keys.contains(signer) {
        try sign(file, by: signer, as: name)
      } else {
        unsigned.insert(Self.check(of: file))
      }
    }
    let lines = try files().filter { !$0.hasPrefix("B2SUMS") }.map {
      "\(Digest.of(try bytes($0)))  \($0)\n"
    }
    try write(lines.joined(), "B2SUMS")
    for officer in ["officer-a", "officer-b"] where isChanged("B2SUMS") {
      if opponent.keys.contains(officer) {
        try sign("B2SUMS", by: officer, as: "B2SUMS.\(officer).minisig")
      } else {
        unsigned.insert(Self.check(of: "B2SUMS"))
      }
    }
  }

  /// Every file, sorted as B2SUMS has them.
  private func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: path).filter { name in
      let type = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")[.type]
      return type as? FileAttributeType == .typeRegular
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func isChanged(_ name: String) -> Bool {
    FileManager.default.contents(atPath: "\(path)/\(name)")
      != FileManager.default.contents(atPath: "\(original)/\(name)")
  }

  private func sign(_ name: String, by signer: String, as target: String) throws {
    let signature = try VectorElection.key(signer).sign(
      file: bytes(name), trustedComment: "test")
    try Data(signature.file).write(to: URL(filePath: "\(path)/\(target)"))
    signers.insert(signer)
  }

  /// What a file is the signature of, and whose it should be; nil where it is none, or B2SUMS's,
  /// which comes last.
  private static func signed(
    _ name: String, in package: ForgedPackage
  ) -> (file: String, signer: String)? {
    guard name.hasSuffix(".minisig"), !name.hasPrefix("B2SUMS") else { return nil }
    let file = String(name.dropLast(".minisig".count))
    if file.hasPrefix("manifests/") {
      guard let json = try? JSON.parse(canonical: package.bytes(file)),
        let collector = json["collector"]?.string
      else { return nil }
      return (file, collector)
    }
    if file.hasPrefix("proof/"), file.hasSuffix(".bin"), let dot = file.firstIndex(of: ".") {
      return (file, String(file[file.index(after: dot)...].dropLast(".bin".count)))
    }
    // What a desk's clerk signed stands in the journal.
    guard !file.hasPrefix("desks/"), let dot = file.range(of: ".json.")?.upperBound else {
      return nil
    }
    let signed = String(file[..<file.index(before: dot)])
    return package.has(signed) ? (signed, String(file[dot...])) : nil
  }

  /// The check that looks at the signatures of a file.
  private static func check(of file: String) -> String {
    switch file {
    case "B2SUMS": "package-signed"
    case "election.json": "definition-signed"
    case "result.json": "result-signed"
    case "reconciliation.json": "reconciliation-signed"
    default:
      file.hasPrefix("proof/")
        ? "proofs"
        : ["earlier", "desks", "manifests"].first { file.hasPrefix("\($0)/") } ?? "amendments"
    }
  }
}

/// The hashes by which files name one another.
extension ForgedPackage {
  private func nameAnew(keys: Set<String>) throws {
    var names = Renaming()
    for folder in ["manifests", "sheets"] where has(folder) {
      for name in try self.names(in: folder) where name.hasSuffix(".json") {
        let (old, new) = (String(name.dropLast(5)), "\(Digest.of(try bytes("\(folder)/\(name)")))")
        guard old != new else { continue }
        names.add(old, new)
        try move("\(folder)/\(old).json", to: "\(folder)/\(new).json")
        let sealed = (old: "ballots/\(old).sealed", new: "ballots/\(new).sealed")
        if has(sealed.old) { try move(sealed.old, to: sealed.new) }
      }
    }
    let proofs = has("proof") ? try self.names(in: "proof").map { "proof/\($0)" } : []
    for name in ["strikes.csv", "patterns.csv", "tracking.txt"] + proofs where isThere(name) {
      try names.follow(name, in: self)
    }
    try rename(in: "reconciliation.json", names)
    try names.follow("reconciliation.json", in: self)
    var journal = try history ?? ForgedJournal(bytes("journal.jsonl"))
    let text = try journal.chain(
      from: Digest.of(bytes("election.json")), keys: keys, names: &names
    ) { result, head, names in try self.follow(result, head: head, names) }
    if journal.isUnsigned { unsigned.insert("journal-signed") }
    if journal.hasUnsignedDesk { unsigned.formUnion(["journal-signed", "desks"]) }
    for (old, data) in journal.desks { try followDesk(old, data) }
    signers.formUnion(journal.signers)
    try write(text, "journal.jsonl")
  }

  /// A desk's file and its signature as the journal has them now.
  private func followDesk(_ old: String, _ data: JSON) throws {
    for name in try files() where name.hasPrefix("desks/\(old).json") { try remove(name) }
    guard let hash = data["hash"]?.string, let file = data["desk"],
      let clerk = file["clerk"]?.string, let signature = data["signature"]?.string
    else { return }
    try write(String(decoding: file.canonical, as: UTF8.self), "desks/\(hash).json")
    try write(signature, "desks/\(hash).json.\(clerk).minisig")
  }

  /// The file of a result that was counted, as it names what came before it now; gives its new hash,
  /// or nil where it is not in the package.
  private func follow(_ result: String, head: Digest, _ names: Renaming) throws -> String? {
    let earlier = "earlier/\(result).json"
    let isLatest = try isOriginal("result.json", result)
    guard isLatest || has(earlier) else { return nil }
    let file = isLatest ? "result.json" : earlier
    try rename(in: file, names)
    try edit(file) { $0["journal"] = .string(head.description) }
    let new = "\(Digest.of(try bytes(file)))"
    if !isLatest, new != result { try move(earlier, to: "earlier/\(new).json") }
    return new
  }

  private func isOriginal(_ name: String, _ hash: String) throws -> Bool {
    let file = Array(try Data(contentsOf: URL(filePath: "\(original)/\(name)")))
    return "\(Digest.of(file))" == hash
  }

  private func rename(in name: String, _ names: Renaming) throws {
    try edit(name) { members in
      guard case .object(var changed) = names.apply(.object(members)) else { return }
      if let inputs = changed["inputs"] { changed["inputs"] = Self.sorted(inputs) }
      members = Self.sorted(.object(changed)).object ?? changed
    }
  }

  /// The lists of hashes in the order in which they have to be.
  private static func sorted(_ json: JSON) -> JSON {
    guard var members = json.object else { return json }
    for key in ["manifests", "sheets", "proof"] {
      guard let list = members[key]?.array?.compactMap(\.string) else { continue }
      members[key] = .array(list.sorted().map { .string($0) })
    }
    return .object(members)
  }

  /// Moves a file and its signatures.
  private func move(_ old: String, to new: String) throws {
    for name in try files() where name == old || name.hasPrefix("\(old).") {
      try FileManager.default.moveItem(
        atPath: "\(path)/\(name)", toPath: "\(path)/\(new)\(name.dropFirst(old.count))")
    }
  }

  /// Whether a file is in the package and was in the one that was exported.
  private func isThere(_ name: String) -> Bool {
    has(name) && FileManager.default.fileExists(atPath: "\(original)/\(name)")
  }

  fileprivate func originalHash(_ name: String) throws -> String {
    "\(Digest.of(Array(try Data(contentsOf: URL(filePath: "\(original)/\(name)")))))"
  }
}

/// New hashes by the old ones.
struct Renaming {
  private var names: [String: String] = [:]

  mutating func add(_ old: String, _ new: String) { names[old] = new }

  /// Follows a file whose name is no hash.
  fileprivate mutating func follow(_ name: String, in package: ForgedPackage) throws {
    guard package.has(name) else { return }
    add(try package.originalHash(name), "\(Digest.of(try package.bytes(name)))")
  }

  func apply(_ json: JSON) -> JSON {
    switch json {
    case .string(let text): .string(names[text] ?? text)
    case .array(let elements): .array(elements.map(apply))
    case .object(let members):
      .object(JSON.Members(members.map { (names[$0.key] ?? $0.key, apply($0.value)) }))
    default: json
    }
  }
}
