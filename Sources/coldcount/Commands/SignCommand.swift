import Bundles
import Console
import Counting
import Cryptography
import Election
import Encoding
import Record
import Storage
import Words
import Workspace

/// `coldcount sign`: puts a person's signature beside a file.
enum SignCommand {
  static let action = CommandAction(
    command: Command(
      "sign", arguments: "FILE", kind: .signs, count: 1...1, workspace: .writes,
      summary: "sign a definition, an amendment, a reconciliation, a result or a package",
      discussion: """
        Writes FILE.PERSON.minisig, which stock 'minisign -V -H' verifies. The person and the key \
        are checked against the election: the file itself where it is a definition, else \
        election.json in a folder above it or in the workspace. A file of the workspace is also \
        entered in its journal. Of a package's B2SUMS every file is read again before the key is \
        asked for, the list is compared with the export that the journal of the workspace records, \
        and what the package says is shown.
        """,
      options: Commands.signerOptions,
      examples: ["coldcount sign results/final/result.json --as officer-a --key officer-a.key"]),
    run: { context in
      let path = context.parsed.arguments[0]
      let bytes = try context.disk.read(path, limit: Definition.maxByteCount)
      let definition = try definition(for: path, bytes: bytes, context: context)
      try requireCurrent(path, bytes, context)
      let name = path.split(separator: "/").last.map(String.init) ?? path
      let thing = SignedThing(fileName: name)
      let review =
        thing == .package
        ? try PackageReview(path, list: bytes, definition, context) : nil
      let signer = try context.requiredSigner()
      try definition.person(of: signer, role: thing.role)
      let entry = try Entry(path, bytes, signer, context)
      let signature = try signer.sign(bytes, as: thing, in: definition)
      let target = "\(path).\(signer.id).minisig"
      let isSigned = try isSigned(target, signature, entry, context)
      try context.disk.writeDurably(signature.file, to: target, replace: true)
      try context.disk.makePublic(target)
      try entry?.write(signer)
      var answer: JSON.Members = [
        "signature": .string(target), "hash": .string(Digest.of(bytes).description),
      ]
      answer["exportRecorded"] = review.map { .bool($0.isRecorded) }
      try context.answer(.object(answer), "\(target)\n")
      if isSigned { try context.say("note: \(signer.id) had signed it already") }
      return 0
    })

  /// Whether the same signature stands beside the file already, and in the journal where it belongs
  /// there.
  private static func isSigned(
    _ target: String, _ signature: MinisignSignature, _ entry: Entry?, _ context: Context
  ) throws -> Bool {
    guard entry?.isWritten != false, try context.disk.info(target)?.isFile == true else {
      return false
    }
    return try context.disk.read(target, limit: MinisignSignature.maxByteCount) == signature.file
  }

  /// The definition that says who the person is.
  private static func definition(
    for path: String, bytes: [UInt8], context: Context
  ) throws -> Definition {
    if let definition = try? Definition(checked: bytes) { return definition }
    var folder = Environment.absolute(path)
    while let slash = folder.lastIndex(of: "/") {
      folder = String(folder[..<slash])
      let candidate = "\(folder)/election.json"
      if try context.disk.info(candidate)?.isFile == true {
        return try Definition(
          checked: context.disk.read(candidate, limit: Definition.maxByteCount))
      }
    }
    return try context.workspace(writing: false).definition
  }

  /// The folder among whose results or reconciliation a file lies; nil where it lies elsewhere.
  static func workspace(of absolute: String) -> String? {
    ["results/", "reconciliation/"].compactMap { part in
      absolute.range(of: "/\(part)").map { String(absolute[..<$0]) }
    }.first
  }

  /// The same where it has a journal.
  private static func recorded(_ path: String, _ context: Context) throws -> String? {
    guard let workspace = workspace(of: Environment.absolute(path)),
      try context.disk.info("\(workspace)/\(Journal.fileName)") != nil
    else { return nil }
    return workspace
  }

  /// Refuses a result of a workspace that was overtaken, before anybody is asked for a key.
  private static func requireCurrent(_ path: String, _ bytes: [UInt8], _ context: Context) throws {
    guard let workspace = try recorded(path, context) else { return }
    try context.workspace(at: workspace, writing: false).requireCurrent(result: .of(bytes))
  }

  /// The journal's line of a signature, where the file is a workspace's.
  private struct Entry {
    private let workspace: Workspace
    private let event: JournalEvent
    /// Whether a line of the journal says it already.
    let isWritten: Bool

    /// - Throws: `WorkspaceError.refused` where the file is none that this person signs there.
    init?(_ path: String, _ bytes: [UInt8], _ signer: Signer, _ context: Context) throws {
      guard let folder = try SignCommand.recorded(path, context) else { return nil }
      workspace = try context.workspace(at: folder, writing: true)
      let name = String(Environment.absolute(path).dropFirst(folder.count + 1))
      let hash = Digest.of(bytes)
      event = .signed(file: Self.plain(name), hash: hash, signer: signer.id)
      isWritten = workspace.state.hasSigned(hash, signer.id)
      try workspace.require(event, by: signer)
    }

    /// A path as the journal names it, without what leads nowhere or back.
    private static func plain(_ path: String) -> String {
      var parts: [Substring] = []
      for part in path.split(separator: "/") where part != "." {
        if part == ".." { _ = parts.popLast() } else { parts.append(part) }
      }
      return parts.joined(separator: "/")
    }

    func write(_ signer: Signer) throws {
      if !isWritten { try workspace.record(event, signer: signer) }
    }
  }
}

extension String {
  /// Where `part` begins for the last time.
  fileprivate func range(of part: String) -> String.Index? {
    var found: String.Index?
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(part) { found = index }
      index = self.index(after: index)
    }
    return found
  }
}
