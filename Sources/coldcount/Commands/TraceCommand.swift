import Audit
import Encoding
import Console
import Disclosure
import Pictures
import Record
import Storage
import Words
import Workspace

/// `coldcount trace`: tells whose marked copy a leak came from.
enum TraceCommand {
  static let action = CommandAction(
    command: Command(
      "trace", arguments: "FILE …", kind: .file, count: 1...100, workspace: .reads,
      summary: "tell whose marked copy a leaked file, picture or text came from",
      discussion: """
        FILE is a page, a table, copied text (- for standard input), or a picture (PNG or PNM), which \
        may be turned by three degrees, dimmed or inverted. Several are taken for parts of one leak, \
        as the pages of a print. Needs the package, the workspace in which the copies were made, and the key of whoever made \
        them, since only that key finds the marks again. Names somebody only where an innocent one \
        would match so well less often than once in a million cases; else it says that it cannot \
        tell, and ends with status 1.
        """,
      options: [
        Option(
          "--package", "DIR", kind: .folder, "the package of which the copies were made",
          required: true),
        Option("--as", "PERSON", "who made the copies", required: true),
        Option("--key", "FILE", kind: .file, "that person's minisign secret key", required: true),
        Option(
          "--languages", "WHICH", choices: ["both"] + Language.allCases.map(\.rawValue),
          "as when the copies were made (else the election's)"),
        Option("--decimals", "N", "as when the copies were made (else 1)"),
      ],
      examples: [
        "coldcount trace leak.png --package result --workspace count --as officer-a --key officer-a.key"
      ]),
    run: { context in
      let package = try DiscloseCommand.open(context.required("--package"), context)
      let workspace = try context.workspace(writing: false)
      guard workspace.election == package.election else { throw DisclosureError.otherElection }
      let signer = try context.requiredSigner()
      let publication = Publication(
        package, settings: try PublicationOptions.settings(context, of: package.definition),
        marker: Marker(seed: nil))
      let recipients = try recipients(publication.resultHash, workspace, signer)
      let leaks = try leaks(context, of: publication)
      let text = TraceText(leaks, recipients)
      try context.answer(text.json, text.words(context.language))
      return text.named.isEmpty ? 1 : 0
    })

  /// The marks that each file still shows.
  private static func leaks(
    _ context: Context, of publication: Publication
  ) throws -> [(file: String, trace: Trace)] {
    let paths = context.parsed.arguments
    // One step for what all have in common.
    let bar = ProgressBar(
      "tracing", total: paths.count + 1, language: context.language, isQuiet: context.isQuiet)
    defer { bar.finish() }
    bar.advance(0)
    let reader = TraceReader(publication)
    bar.advance(1)
    return try paths.map { path in
      let file = try read(path, context)
      let trace =
        Picture.isPicture(file) ? reader.read(try Picture(file: file)) : reader.read(text: file)
      bar.advance(1)
      return (path, trace)
    }
  }

  /// Everybody for whom this person made a copy of the result.
  private static func recipients(
    _ result: Digest, _ workspace: Workspace, _ signer: Signer
  ) throws -> [Trace.Recipient] {
    var recipients: [Trace.Recipient] = []
    var isElsewhere = false
    for line in workspace.journal.lines {
      guard case .disclosed(let copy) = line.event, copy.result == result,
        let name = copy.recipient, let marks = copy.marks,
        !recipients.contains(where: { $0.name == name })
      else { continue }
      let found = MarkedCopy(
        of: result, election: workspace.election, for: name, key: signer.key)
      // Another person's copies have other marks.
      guard found.commitment == marks else {
        isElsewhere = true
        continue
      }
      recipients.append(Trace.Recipient(name: name, seed: found.seed))
    }
    guard !recipients.isEmpty else {
      throw isElsewhere ? DisclosureError.otherMaker : DisclosureError.noCopies
    }
    return recipients
  }

  private static func read(_ path: String, _ context: Context) throws -> [UInt8] {
    guard path == "-" else { return try context.disk.read(path, limit: Picture.maxByteCount) }
    var bytes: [UInt8] = []
    while let line = readLine(strippingNewline: false) {
      bytes += line.utf8
      guard bytes.count <= Picture.maxByteCount else { throw PictureError.tooLarge }
    }
    return bytes
  }
}
