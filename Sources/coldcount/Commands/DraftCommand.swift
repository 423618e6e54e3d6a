import Console
import Counting
import Election
import Encoding
import Storage
import Words

/// `coldcount draft`: the definition before its keys are made.
enum DraftCommand {
  static let new = CommandAction(
    command: Command(
      "draft new", arguments: "KIND", count: 1...1,
      summary: "write a draft to fill in, with a page that says what belongs where",
      discussion: """
        KIND is \(kinds). Every text that begins with a question mark is to be replaced; \
        'coldcount draft check' names those that are left, and then whatever does not hold. \
        Nothing of a sample is in it.
        """,
      options: [
        Option(
          "--to", "DIR", kind: .newFolder, fallback: ".",
          "where draft.json and draft.md go (else this folder)"),
        Option(flag: "--proofs", "an election whose count anybody can check without a key"),
      ], examples: ["coldcount draft new referendum --to election"]),
    run: { context in
      let name = context.parsed.arguments[0]
      guard let template = DraftTemplate(rawValue: name) else {
        throw UsageError("KIND is \(kinds)", command: "draft new")
      }
      let folder = context.parsed.path("--to") ?? "."
      try context.disk.makeFolder(folder)
      let path = "\(folder)/draft.json"
      let format: Definition.Format = context.parsed.has("--proofs") ? .verifiable : .sealed
      try context.disk.writeDurably(Array(template.json(format).laidOut.utf8), to: path)
      try context.disk.writeDurably(
        Array(DraftText.page(hasProofs: context.parsed.has("--proofs"), context.language).utf8),
        to: "\(folder)/draft.md")
      try context.answer(["draft": .string(path)], "\(path)\n")
      try context.say("next: fill it in, then: coldcount draft check \(path)")
      return 0
    })

  static let check = CommandAction(
    command: Command(
      "draft check", arguments: "FILE", kind: .file, count: 1...1,
      summary: "list what is wrong with a draft before people meet",
      discussion: """
        Everything that the ceremony would refuse, by its path in the file: what is still to be \
        filled in first, then the rest. Writes nothing.
        """,
      examples: ["coldcount draft check election/draft.json"]),
    run: { context in
      let file = try context.draft(context.parsed.arguments[0])
      let definition = try Ceremony.check(draft: file)
      try context.answer(
        [
          "officers": .integer(definition.officers.count),
          "custodians": .integer(definition.custodians.count),
        ], DraftText.good(definition, context.language))
      return 0
    })

  private static let kinds = DraftTemplate.allCases.map(\.rawValue).joined(separator: ", ")
}

extension Context {
  /// The file of a draft.
  ///
  /// - Throws: `DraftFolderError` for a folder, `StorageError`.
  func draft(_ path: String) throws -> [UInt8] {
    guard try disk.info(path)?.isFolder != true else {
      let inside = "\(path)/\(CeremonyFolder.draftName)"
      throw DraftFolderError(path: path, hasDraft: try disk.info(inside)?.isFile == true)
    }
    return try disk.read(path, limit: Definition.maxByteCount)
  }
}

/// A folder stands where the file of a draft is needed.
struct DraftFolderError: ReportedError, Equatable {
  let path: String
  let hasDraft: Bool

  var report: Report {
    let folder = SafeText.escaped(path)
    return Report(
      .refused, code: "unsafe-file", "a draft is a file, and \(folder) is a folder",
      advice: hasDraft
        ? "name the file in it, \(folder)/draft.json; a ceremony that was begun there goes on with "
          + "'coldcount console \(folder)'"
        : "name the file of the draft, as 'coldcount draft new' wrote it")
  }
}
