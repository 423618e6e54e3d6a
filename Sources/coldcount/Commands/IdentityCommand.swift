import Bundles
import Console
import Cryptography
import Election
import Encoding
import Storage
import Words

/// `coldcount identity token`: identity strings to tokens, for collectors.
enum IdentityCommand {
  static let action = CommandAction(
    command: Command(
      "identity token", summary: "make tokens of identity strings, for collectors",
      discussion: """
        Reads identities from standard input, one a line with the definition's fields in order and \
        commas or tabs between them, and prints one token a line. Spelling is made one first: \
        full-width forms, lower case, spaces and -/(). do not matter. Run it where the identities \
        are, never on the counting laptop. Without the pepper a token of four digits and a date can \
        be guessed by trying all of them; keep the pepper as you keep the identities.
        """,
      options: [
        Option("--election", "FILE", kind: .file, "election.json", required: true),
        Option("--pepper", "FILE", kind: .file, "32 bytes in hexadecimal", required: true),
      ],
      examples: [
        "coldcount identity token --election election.json --pepper pepper.hex < identities.csv"
      ]),
    run: { context in
      let file = try context.disk.read(
        context.required("--election"), limit: Definition.maxByteCount)
      let text = IdentityText(definition: try Definition(checked: file))
      let pepper = try text.pepper(context.required("--pepper"), context: context)
      var tokens: [JSON] = []
      var number = 0
      while let line = try Prompt.line() {
        number += 1
        let token = try text.token(line, number: number, pepper: pepper)
        if context.wantsJSON {
          tokens.append(.string(token.description))
        } else {
          try context.answer(.null, "\(token)\n")
        }
      }
      if context.wantsJSON { try context.answer(["tokens": .array(tokens)], "") }
      return 0
    })
}
