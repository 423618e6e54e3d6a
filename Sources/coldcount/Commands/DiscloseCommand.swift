import Encoding
import Audit
import Console
import Cryptography
import Disclosure
import Election
import Record
import Storage
import Threads
import Words

/// `coldcount disclose`: tables, pages and charts for the public, from a package that holds.
enum DiscloseCommand {
  private static let options =
    [
      Option("--to", "DIR", kind: .newFolder, "a new folder for the files", required: true),
      Option("--for", "NAME", "a marked copy for one recipient"),
      Option(
        "--languages", "WHICH", choices: ["both"] + Language.allCases.map(\.rawValue),
        "both, \(Language.choice) (else the election's)"),
      Option("--decimals", "N", "decimals of percentages, 0 to 6 (else 1)"),
      Option(
        "--fact", "ITEM=TEXT",
        "what no file says: \(Publication.factNames.joined(separator: ", "))",
        repeatable: true),
      Option(
        "--declaration", "CONTEST", "also a declaration of this contest alone", repeatable: true),
      Option("--compare", "PACKAGE", kind: .folder, "another vote or stage, to show the change"),
      Option(
        "--match", "THEN=NOW", "an option of the other vote that is one of this, by their ids",
        repeatable: true),
      Option(
        "--survey", "FILE", kind: .file,
        "an opinion poll: \(Survey.header.joined(separator: ","))"),
      Option(
        "--accept-difference", "REASON",
        "publish though few ballots changed since an earlier result"),
      Option(flag: "--sign", "sign B2SUMS as the person of --as"),
    ] + Commands.signerOptions

  static let action = CommandAction(
    command: Command(
      "disclose", arguments: "PACKAGE", kind: .folder, count: 1...1, workspace: .writes,
      summary: "write pages, tables and charts from a verified package",
      discussion: """
        Verifies the package first and refuses one that does not hold. The same package gives the \
        same files, byte for byte, listed in B2SUMS. Small places are shown together with \
        neighbours; what is provisional says so on every page and in every file name. With --for \
        the copy is for one recipient and can be told from every other ('coldcount trace'): it has \
        the report and what else carries enough marks for that, and says how many. What is \
        made in a workspace is entered in its journal; before the embargo ends, and for one \
        recipient, it has to be.
        """,
      options: options,
      examples: [
        "coldcount disclose result --to public",
        "coldcount disclose result --to for-editor --for 'City Desk' --as officer-a --key officer-a.key",
      ]),
    run: { context in
      let package = try open(context.parsed.arguments[0], context)
      let target = try context.required("--to")
      let settings = try PublicationOptions.settings(context, of: package.definition)
      let compared = try context.parsed.value("--compare").map { try open($0, context) }
      let record = try DisclosureRecord(package, context)
      let signer = try context.signer()
      let copy = try record.copy(signer)
      let publication = Publication(
        package, settings: settings, marker: Marker(seed: copy?.seed, keepsSlots: copy != nil))
      if let small = publication.smallDifference,
        context.parsed.value("--accept-difference") == nil
      {
        throw small
      }
      let sections = try sections(context, publication, compared)
      let (files, marked) = try write(publication, sections, signer, package, context) { all in
        copy.map { MarkedCopyText(all, publication, record.recipientCount(with: $0)) }
      }
      try record.enter(copy, sums: Digest.of(files.sums.bytes), signer: signer)
      try context.answer(
        [
          "folder": .string(target), "result": .string(publication.resultHash.description),
          "sums": .string(files.sums.name), "for": copy.map { .string($0.recipient) } ?? .null,
          "files": .array(files.files.map { .string($0.name) }),
          "recorded": .bool(record.isRecorded), "copy": marked?.json ?? .null,
        ],
        files.files.map { "\(target)/\($0.name)\n" }.joined()
          + "\(target)/\(files.sums.name) \(Digest.of(files.sums.bytes))\n"
          + (marked?.words(context.language) ?? ""))
      if !record.isRecorded {
        try context.say("not entered in a journal: no --workspace was given")
      }
      return 0
    })

  /// What another vote and a poll add.
  private static func sections(
    _ context: Context, _ publication: Publication, _ compared: VerifiedPackage?
  ) throws -> [ComparisonSection] {
    var sections: [ComparisonSection] = []
    if let compared {
      let matches = try PublicationOptions.matches(context)
      sections.append(
        try VoteComparison.section(since: compared, publication: publication, matches: matches))
    }
    if let file = context.parsed.value("--survey") {
      let bytes = try context.disk.read(file, limit: Survey.maxByteCount)
      sections.append(try Survey(file: bytes).section(beside: publication))
    }
    return sections
  }

  /// A package that holds.
  static func open(_ path: String, _ context: Context) throws -> VerifiedPackage {
    let bar = ProofBar(context)
    let (report, package) = try bar.showing {
      try Auditor.open(
        path, disk: context.disk, reports: ResultReports.program,
        work: bar.work(threads: Threads.processorCount))
    }
    guard let package else {
      throw DisclosureError.package(path: path, failures: report.failures)
    }
    return package
  }

  /// Writes everything into the new folder as it is made; of a marked copy, what goes out.
  private static func write(
    _ publication: Publication, _ sections: [ComparisonSection], _ signer: Signer?,
    _ package: VerifiedPackage, _ context: Context,
    marked: (DisclosureFiles) -> MarkedCopyText?
  ) throws -> (files: DisclosureFiles, marked: MarkedCopyText?) {
    let signs = context.parsed.has("--sign")
    if signs, signer == nil {
      throw UsageError("--sign needs --as and --key", command: "disclose")
    }
    let target = try context.required("--to")
    return try NewFolder(target, disk: context.disk).fill { folder in
      let all = DisclosureFiles(publication, comparisons: sections, to: folder)
      let marked = marked(all)
      try folder.remove(marked?.leftOut ?? [])
      let files = marked?.files ?? all
      // The list comes last, where it is signed its signature: what it lists is then there.
      folder.add(files.sums.name, files.sums.bytes)
      if signs, let signer {
        try package.definition.person(of: signer)
        let signature = try signer.sign(files.sums.bytes, as: .disclosure, in: package.definition)
        let name = [files.sums.name, signer.id, "minisig"].joined(separator: ".")
        folder.add(name, signature.file)
      }
      return (files, marked)
    }
  }
}
