import Bundles
import Console
import Cryptography
import Election
import Encoding
import Mixnet
import Storage
import Words

/// `coldcount seal`: the collector's side.
enum SealCommand {
  private static let options = [
    Option("--election", "FILE", kind: .file, "election.json", required: true),
    Option("--as", "COLLECTOR", "the collector's id", required: true),
    Option("--key", "FILE", kind: .file, "the collector's minisign secret key", required: true),
    Option(
      "--to", "DIR", kind: .newFolder, "the bundle's folder, which must be new", required: true),
    Option("--sequence", "N", "the bundle's number, from 1 (else 1)"),
    Option("--previous", "FILE", kind: .file, "the manifest.json of the bundle before"),
    Option(flag: "--final", "this is the collector's last bundle"),
    Option(
      "--kind", "KIND", choices: ["ballots", "register", "roll", "withdrawal"],
      "ballots, register, roll or withdrawal (else ballots)"),
    Option("--style", "STYLE", "the ballots' style (else the collector's only one)"),
    Option(
      "--pepper", "FILE", kind: .file, "32 bytes in hexadecimal; not needed with a token column"
    ),
  ]

  static let action = CommandAction(
    command: Command(
      "seal", arguments: "BALLOTS.csv", kind: .file, count: 1...1, summary: "make a sealed bundle",
      discussion: """
        Columns: 'token', or the election's identity fields; 'cast', except in a roll; and for \
        ballots a column for every contest of the style. Choices are option ids separated by \
        spaces, with :support, :oppose or :abstain where the contest asks for it; an empty cell is \
        a blank vote. V001..V250 stands for 250 people, T1..T2 for times spread over a range.
        """,
      options: options,
      examples: [
        "coldcount seal web.csv --election election.json --as web --key web.key --to stick/web-1"
      ]),
    run: { context in
      let definitionFile = try context.disk.read(
        context.required("--election"), limit: Definition.maxByteCount)
      let definition = try Definition(
        file: definitionFile, keys: .checked, formats: Definition.Format.allCases)
      let proofs = try proofs(definition, definitionFile)
      let id = try context.required("--as")
      guard let collector = definition.collectors.first(where: { $0.id == id }) else {
        throw UsageError("no collector \(SafeText.escaped(id)) in this election", command: "seal")
      }
      let kind = try kind(context)
      let style = try style(context, definition, collector)
      let csv = try context.disk.read(
        context.parsed.arguments[0], limit: BallotTable.maxByteCount)
      let table = try BallotTable(
        csv: csv, definition: definition, style: style, kind: kind,
        pepper: pepper(context, definition))
      let (sequence, previous) = try place(context)
      let period = table.period
      let plan = BundleWriter.Plan(
        collector: collector, sequence: sequence, previous: previous,
        isFinal: context.parsed.has("--final"), kind: kind, style: style.id,
        from: period.map { Timestamp(seconds: $0.from) } ?? definition.polls.opens,
        to: period.map { Timestamp(seconds: $0.to) } ?? definition.polls.closes)
      let key = try context.secrets.signingKey(context.required("--key"), of: id)
      guard key.publicKey.text == collector.publicKey else {
        throw UsageError("this is not the key of \(id)", command: "seal")
      }
      let hash = try BundleWriter(
        definition: definition, election: Digest.of(definitionFile), disk: context.disk,
        proofs: proofs
      ).write(
        table.entries, vectors: table.vectors, plan: plan, key: key,
        to: context.required("--to"))
      try context.answer(
        ["manifest": .string(hash.description), "count": .integer(table.entries.count)],
        context.text(
          kind == .ballots
            ? "\(id) \(sequence): \(table.entries.count) ballots, manifest \(hash)"
            : "\(id) \(sequence): \(table.entries.count) entries of a \(kind), manifest \(hash)"
        ) + "\n")
      return 0
    })

  /// What ballots of a verifiable election are sealed with; nil for any other.
  private static func proofs(
    _ definition: Definition, _ file: [UInt8]
  ) throws(KeysFault) -> ProofContext? {
    guard definition.format == .verifiable else { return nil }
    let keys = try CountKeys(definition, file: file)
    return ProofContext(election: Digest.of(file), key: keys.key)
  }

  private static func kind(_ context: Context) throws -> BundleKind {
    guard let text = context.parsed.value("--kind") else { return .ballots }
    guard let kind = BundleKind(rawValue: text) else {
      throw UsageError("--kind is ballots, register, roll or withdrawal", command: "seal")
    }
    return kind
  }

  private static func style(
    _ context: Context, _ definition: Definition, _ collector: Collector
  ) throws -> Style {
    let id: String
    if let asked = context.parsed.value("--style") {
      id = asked
    } else if collector.styles.count == 1 {
      id = collector.styles[0]
    } else {
      throw UsageError(
        "--style is one of \(Message.list(ids: collector.styles))", command: "seal")
    }
    guard let style = definition.styles.first(where: { $0.id == id }) else {
      throw UsageError("no style \(SafeText.escaped(id)) in this election", command: "seal")
    }
    return style
  }

  private static func place(_ context: Context) throws -> (sequence: Int, previous: Digest?) {
    var sequence = 1
    if let text = context.parsed.value("--sequence") {
      guard let number = Int(text), number >= 1, number <= JSON.integers.upperBound else {
        throw UsageError("--sequence is a number from 1", command: "seal")
      }
      sequence = number
    }
    guard let path = context.parsed.value("--previous") else { return (sequence, nil) }
    return (
      sequence, Digest.of(try context.disk.read(path, limit: Manifest.maxByteCount))
    )
  }

  /// The pepper, checked against the definition; nothing where tokens come ready-made.
  private static func pepper(_ context: Context, _ definition: Definition) throws -> SecretBytes {
    guard let path = context.parsed.value("--pepper") else { return try SecretBytes(count: 0) }
    return try IdentityText(definition: definition).pepper(path, context: context)
  }
}
