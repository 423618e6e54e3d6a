import Audit
import Console
import Encoding
import Threads
import Words

/// `coldcount verify`: the auditor's whole check.
enum VerifyCommand {
  static let action = CommandAction(
    command: Command(
      "verify", arguments: "DIR", kind: .folder, count: 1...1,
      summary: "check a result package, point by point",
      discussion: """
        Reads nothing but the folder, and bundles where they are named. Every failure is listed, and \
        what could not be checked is said. Status 0 where nothing fails, 1 where something does.
        """,
      options: [
        Option("--definition", "HASH", "the published hash of election.json"),
        Option("--binary", "HASH", "the published hash of the program that counted"),
        Option(
          "--bundles", "DIR", kind: .folder,
          "a folder of bundles whose ballots are compared with tracking.txt", repeatable: true),
        Option(flag: "--form", "a page to sign, with the checks that only people can make"),
        Option(
          flag: "--proofs",
          "check ballots, mixes and openings of an election with proofs alone: ok, or the first code"
        ),
        Option(flag: "--rehearsal", "with --proofs, of a rehearsal"),
        Option("--threads", "N", "the threads that check proofs (else one for each core)"),
      ],
      examples: [
        "coldcount verify result --definition HASH", "coldcount verify result --form",
        "coldcount verify result --bundles /media/web --bundles /media/app",
        "coldcount verify --proofs result",
      ]),
    run: { context in
      if context.parsed.has("--proofs") { return try proofs(context) }
      for option in ["--rehearsal"] where context.parsed.has(option) {
        throw UsageError("\(option) goes with --proofs", command: "verify")
      }
      let (definition, binary) = try (context.hash("--definition"), context.hash("--binary"))
      let report = try watched(context) { work in
        try Auditor.check(
          context.parsed.arguments[0], disk: context.disk, publishedDefinition: definition,
          publishedSoftware: binary, reports: ResultReports.program,
          bundles: context.parsed.values("--bundles"), work: work)
      }
      try context.answer(
        report.json,
        context.parsed.has("--form")
          ? report.form(context.text)
          : report.checklist(context.text))
      return report.holds ? 0 : 1
    })

  /// The checks of FormatProofs § Checks alone.
  private static func proofs(_ context: Context) throws -> Int32 {
    for option in ["--definition", "--binary", "--bundles", "--form"]
    where context.parsed.has(option) || !context.parsed.values(option).isEmpty {
      throw UsageError("\(option) does not go with --proofs", command: "verify")
    }
    do {
      let audit = try watched(context) { work in
        try ProofAudit.check(
          context.parsed.arguments[0], disk: context.disk,
          isRehearsal: context.parsed.has("--rehearsal"), work: work)
      }
      try context.answer(audit.json, "ok\n")
      return 0
    } catch let refusal as ProofRefusal {
      try context.answer(
        refusal.json,
        "\(refusal.code.rawValue): \(refusal.place)\n\(context.text(refusal.problem))\n"
          + (refusal.advice.map { context.text("next: \($0)") + "\n" } ?? ""))
      return 1
    }
  }

  /// Does work of which a bar shows how far it is.
  private static func watched<Made>(
    _ context: Context, _ work: (ProofWork) throws -> Made
  ) throws -> Made {
    let bar = ProofBar(context)
    return try bar.showing { try work(bar.work(threads: threads(context))) }
  }

  private static func threads(_ context: Context) throws -> Int {
    guard let text = context.parsed.value("--threads") else { return Threads.processorCount }
    guard let number = Int(text), (1...1_024).contains(number) else {
      throw UsageError("--threads is a number from 1 to 1024", command: "verify")
    }
    return number
  }
}
