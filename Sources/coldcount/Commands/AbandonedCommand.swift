import Console
import Encoding
import Record
import Words
import Workspace

/// `coldcount ceremony abandoned`: a ceremony that came to nothing, for the record of the one that did
/// not.
enum AbandonedCommand {
  static let action = CommandAction(
    command: Command(
      "ceremony abandoned", workspace: .writes,
      summary: "record a ceremony that was ended before the one of this election",
      discussion: """
        The record of an election with proofs begins with every ceremony that was refused: whose deal \
        was refused by whom, and the hash of the election.json that somebody had signed by then, which \
        is void. An officer enters it right after 'coldcount init', before anything else.
        """,
      options: [
        Option("--dealer", "OFFICER", "whose deal was refused", required: true),
        Option("--officer", "OFFICER", "who refused it", required: true),
        Option("--definition", "HASH", "the election.json that somebody had signed by then"),
      ] + Commands.signerOptions,
      examples: [
        "coldcount ceremony abandoned --dealer officer-b --officer officer-a --as officer-a "
          + "--key officer-a.key"
      ]),
    run: { context in
      let text = context.parsed.value("--definition")
      let definition = text.flatMap { Digest(hex: $0) }
      guard text == nil || definition != nil else {
        throw UsageError(
          "--definition is a hash of 64 hexadecimal digits", command: "ceremony abandoned")
      }
      let ceremony = AbandonedCeremony(
        dealer: try context.required("--dealer"), officer: try context.required("--officer"),
        definition: definition)
      let workspace = try context.workspace(writing: true)
      let signer = try context.signer(of: .ceremonyAbandoned, in: workspace)
      try workspace.record(.proof(.ceremonyAbandoned(ceremony)), signer: signer)
      try context.answer(
        [
          "dealer": .string(ceremony.dealer), "officer": .string(ceremony.officer),
          "definition": definition.map { .string($0.description) } ?? .null,
        ],
        context.text("\(ceremony.officer) refused what \(ceremony.dealer) dealt: recorded") + "\n")
      return 0
    })
}
