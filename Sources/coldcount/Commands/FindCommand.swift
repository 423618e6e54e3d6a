import Audit
import Console
import Disclosure
import Election
import Encoding
import Words

/// `coldcount find`: tells a voter what a package says of their tracking code.
enum FindCommand {
  static let action = CommandAction(
    command: Command(
      "find", arguments: "CODE [DIR]", kind: .folder, plain: 1, fallback: ".", count: 1...2,
      summary: "say what became of the sealed ballot with a tracking code",
      discussion: """
        CODE is the tracking code of a receipt, in groups or not. Checks the package in DIR (else in \
        this folder) as 'verify' does, and says of the ballot with this code whether it was counted, \
        struck or left out, or is not there; a package for the public says only that it is there. \
        Status 0 where it is there, 1 where it is not.
        """,
      examples: ["coldcount find \"3f9a 01c2 77de 40b8 5e12\" result"]),
    run: { context in
      let code = try TrackingCode(context.parsed.arguments[0])
      let path = context.parsed.paths.first ?? "."
      let (report, answer) = try Auditor.find(
        code, in: path, disk: context.disk, reports: ResultReports.program)
      guard let answer else {
        throw DisclosureError.package(path: path, failures: report.failures)
      }
      let text = FoundBallotText(code: code, found: answer)
      try context.answer(text.json, text.words(context.language))
      return answer.ballots.isEmpty ? 1 : 0
    })
}
