import Audit
import Console
import Counting
import Cryptography
import Disclosure
import Election
import Encoding
import Result
import Storage
import Words
import Workspace
import Record

/// `coldcount disclose`: tables, pages and charts for the public, from a package that holds.
enum DiscloseCommand {
  static let action = CommandAction(
    command: Command(
      "disclose", arguments: "PACKAGE", kind: .folder, count: 1...1, workspace: .writes,
      summary: "write pages, tables and charts from a verified package",
      discussion: """
        Verifies the package first and refuses one that does not hold. The same package gives the \
        same files, byte for byte, listed in B2SUMS. Small places are shown together with \
        neighbours; what is provisional says so on every page and in every file name. With --for \
        the copy is for one recipient and can be told from every other ('coldcount trace'). What is \
        made in a workspace is entered in its journal; before the embargo ends, and for one \
        recipient, it has to be.
        """,
      options: [
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
        Option("--compare", "PACKAGE", kind: .folder, "another vote or stage, to show the swing"),
        Option(
          "--survey", "FILE", kind: .file,
          "an opinion poll: \(Survey.header.joined(separator: ","))"),
        Option(
          "--accept-difference", "REASON",
          "publish though few ballots changed since an earlier result"),
        Option(flag: "--sign", "sign B2SUMS as the person of --as"),
      ] + Commands.signerOptions,
      examples: [
        "coldcount disclose result --to public",
        "coldcount disclose result --to for-editor --for 'City Desk' --as officer-a --key officer-a.key",
      ]),
    run: { context in
      let package = try open(context.parsed.arguments[0], context)
      let target = try context.required("--to")
      let style = try PublicationOptions.style(context, of: package.definition)
      let compared = try context.parsed.value("--compare").map { try open($0, context) }
      let record = try DisclosureRecord(package, context)
      let signer = try context.signer()
      let copy = try record.copy(signer)
      let publication = Publication(
        package, style: style, marker: Marker(seed: copy?.seed, keepsSlots: false))
      if let small = publication.smallDifference,
        context.parsed.value("--accept-difference") == nil
      {
        throw small
      }
      var sections: [ComparisonSection] = []
      if let compared { sections.append(.since(compared, publication: publication)) }
      if let file = context.parsed.value("--survey") {
        let bytes = try context.disk.read(file, limit: Survey.maxByteCount)
        sections.append(try Survey(file: bytes).section(beside: publication))
      }
      let files = DisclosureFiles(publication, comparisons: sections)
      try write(files, to: target, signer: signer, package: package, context)
      try record.enter(copy, sums: Digest.of(files.sums.bytes), signer: signer)
      try context.answer(
        [
          "folder": .string(target), "result": .string(publication.resultHash.description),
          "sums": .string(files.sums.name), "for": copy.map { .string($0.recipient) } ?? .null,
          "files": .array(files.files.map { .string($0.name) }),
          "recorded": .bool(record.isRecorded),
        ],
        files.files.map { "\(target)/\($0.name)\n" }.joined()
          + "\(target)/\(files.sums.name) \(Digest.of(files.sums.bytes))\n")
      if !record.isRecorded {
        try context.say("not entered in a journal: no --workspace was given")
      }
      return 0
    })

  /// A package that holds.
  static func open(_ path: String, _ context: Context) throws -> VerifiedPackage {
    let (report, package) = try Auditor.open(path, disk: context.disk)
    guard let package else {
      throw DisclosureError.package(
        path: path,
        failures: report.failed.flatMap { check -> [Message] in
          guard case .fails(let problems) = check.verdict else { return [] }
          let title = check.id.title
          return problems.map { "\(title): \($0)" }
        })
    }
    return package
  }

  private static func write(
    _ files: DisclosureFiles, to target: String, signer: Signer?, package: VerifiedPackage,
    _ context: Context
  ) throws {
    let disk = context.disk
    if try disk.info(target) != nil, try !disk.list(target).isEmpty {
      throw StorageError(.exists, "write to", target, "the folder is not empty")
    }
    try disk.makeFolder(target)
    for folder in files.folders { try disk.makeFolder("\(target)/\(folder)") }
    // The list comes last: what it lists is then there.
    try disk.writeDurably(all: files.files.map { ("\(target)/\($0.name)", $0.bytes) })
    try disk.writeDurably(files.sums.bytes, to: "\(target)/\(files.sums.name)")
    for name in (files.files + [files.sums]).map(\.name) + files.folders {
      try disk.makePublic("\(target)/\(name)")
    }
    try disk.makePublic(target)
    guard context.parsed.has("--sign") else { return }
    guard let signer else { throw UsageError("--sign needs --as and --key", command: "disclose") }
    try package.definition.person(of: signer)
    let signature = try signer.sign(files.sums.bytes, as: .disclosure, in: package.definition)
    let path = "\(target)/\(files.sums.name).\(signer.id).minisig"
    try disk.writeDurably(signature.file, to: path)
    try disk.makePublic(path)
  }
}

/// How pages are to be written, from the command line.
enum PublicationOptions {
  /// Without an option pages are in the election's own languages, as far as there are pages in them.
  static func style(
    _ context: Context, of definition: Definition
  ) throws -> Publication.Style {
    let command = context.parsed.command.name
    var style = Publication.Style()
    switch context.parsed.value("--languages") {
    case nil:
      let own = style.languages.filter { definition.languages.contains($0.rawValue) }
      if !own.isEmpty { style.languages = own }
    case "both": break
    case let name?:
      guard let language = Language(rawValue: name) else {
        throw UsageError("--languages is both, \(Language.choice)", command: command)
      }
      style.languages = [language]
    }
    if let text = context.parsed.value("--decimals") {
      guard let number = Int(text), (0...6).contains(number) else {
        throw UsageError("--decimals is a number from 0 to 6", command: command)
      }
      style.decimals = number
    }
    for fact in context.parsed.values("--fact") {
      let parts = fact.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw UsageError("--fact is ITEM=TEXT", command: command)
      }
      guard Publication.factNames.contains(parts[0]) else {
        throw DisclosureError.fact(parts[0], known: Publication.factNames)
      }
      style.facts[parts[0]] = parts[1]
    }
    return style
  }
}

/// Where a disclosure is entered, and whether it may be made.
struct DisclosureRecord {
  private let context: Context
  private let package: VerifiedPackage
  private let workspace: Workspace?

  /// - Throws: `DisclosureError`, `CountingError.embargo` where nothing may be disclosed yet.
  init(_ package: VerifiedPackage, _ context: Context) throws {
    self.context = context
    self.package = package
    let isNamed =
      context.parsed.value("--workspace") != nil
      || Environment.value("COLDCOUNT_WORKSPACE") != nil
    workspace = isNamed ? try context.workspace(writing: true) : nil
    if let workspace {
      guard workspace.election == package.election else { throw DisclosureError.otherElection }
    } else if context.parsed.value("--for") != nil {
      throw DisclosureError.noRecord
    }
    try checkEmbargo()
  }

  var isRecorded: Bool { workspace != nil }

  /// The yes of the quorum may stand in the package's own journal or in the workspace's.
  private func checkEmbargo() throws {
    guard let embargo = package.definition.policy.embargo,
      context.clock.now().seconds < embargo.seconds
    else { return }
    let act = Allowance.disclose(wholeResult)
    var officers = Set(
      package.journal.filter { line in
        if case .allowed(act, _) = line.event { true } else { false }
      }.map(\.by))
    if let workspace {
      try workspace.journal.verifySignatures(workspace.definition)
      officers.formUnion(workspace.state.officers(allowing: act))
    }
    officers.formIntersection(package.definition.officers.map(\.id))
    let needed = package.definition.quorum.sign
    guard officers.count >= needed else {
      throw CountingError.embargo(
        act: "disclose", until: embargo, given: officers.count, needed: needed)
    }
    guard isRecorded else { throw DisclosureError.noRecord }
  }

  private var wholeResult: Digest { package.resultHash }

  /// The marks of the copy for one recipient; nil for what is published for all.
  func copy(_ signer: Signer?) throws -> MarkedCopy? {
    guard let name = context.parsed.value("--for") else { return nil }
    guard let signer else { throw DisclosureError.noRecord }
    guard !name.isEmpty, !name.unicodeScalars.contains(where: SafeText.isHostile) else {
      throw UsageError("--for is a name", command: "disclose")
    }
    return MarkedCopy(
      of: wholeResult, election: package.election, for: name, key: signer.key)
  }

  func enter(_ copy: MarkedCopy?, sums: Digest, signer: Signer?) throws {
    try workspace?.record(
      .disclosed(
        DisclosedCopy(
          recipient: copy?.recipient, result: wholeResult, marks: copy?.commitment,
          b2sums: sums, decision: context.parsed.value("--accept-difference"))),
      signer: signer)
  }
}
