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
      let file = try context.disk.read(
        context.parsed.arguments[0], limit: Definition.maxByteCount)
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
