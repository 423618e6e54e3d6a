import Audit
import Console
import Encoding
import Words

/// `coldcount verify`: the auditor's whole check.
enum VerifyCommand {
  static let action = CommandAction(
    command: Command(
      "verify", arguments: "DIR", kind: .folder, count: 1...1,
      summary: "check a result package, point by point",
      discussion: """
        Reads nothing but the folder, and bundles where they are named. Every failure is listed, and what could not be checked is \
        said. Status 0 where nothing fails, 1 where something does.
        """,
      options: [
        Option("--definition", "HASH", "the published hash of election.json"),
        Option("--binary", "HASH", "the published hash of the program that counted"),
        Option(
          "--bundles", "DIR", kind: .folder,
          "a folder of bundles whose ballots are compared with tracking.txt", repeatable: true),
        Option(flag: "--form", "a page to sign, with the checks that only people can make"),
      ],
      examples: [
        "coldcount verify result --definition HASH", "coldcount verify result --form",
        "coldcount verify result --bundles /media/web --bundles /media/app",
      ]),
    run: { context in
      let report = try Auditor.check(
        context.parsed.arguments[0], disk: context.disk,
        publishedDefinition: hash("--definition", context),
        publishedSoftware: hash("--binary", context), reports: ResultReports.program,
        bundles: context.parsed.values("--bundles"))
      try context.answer(
        report.json,
        context.parsed.has("--form")
          ? report.form(context.text)
          : report.checklist(context.text))
      return report.holds ? 0 : 1
    })

  private static func hash(_ option: String, _ context: Context) throws -> Digest? {
    guard let text = context.parsed.value(option) else { return nil }
    // Written down by people: in groups, in capitals.
    guard let hash = Digest(hex: text.lowercased().filter { !$0.isWhitespace }) else {
      throw UsageError("\(option) is a hash of 64 hexadecimal digits", command: "verify")
    }
    return hash
  }
}
