import Election
import Encoding
import Console
import Words

/// One command: its row of the table and what it does.
struct CommandAction: Sendable {
  let command: Command
  let run: @Sendable (Context) throws -> Int32
}

/// All commands.
///
/// The parser, the help and this program's own dispatch read the same list.
enum Commands {
  static let all: [CommandAction] = [
    DemoCommand.action,
    KeyCommand.new, KeyCommand.show, KeyCommand.box, KeyCommand.vault, PepperCommand.new,
    DraftCommand.new, DraftCommand.check, CeremonyCommand.action,
    DealCommand.begin, DealCommand.deal, DealCommand.take, CeremonyCheckCommand.action,
    AbandonedCommand.action,
    SignCommand.action,
    SealCommand.action, BundleCommand.check,
    InitCommand.action,
    ImportCommand.action,
    PaperCommand.enter, PaperCommand.importSheets, PaperCommand.account, PaperCommand.status,
    DeskCommand.make, DeskCommand.export, DeskCommand.status,
    PaperCorrectionCommand.explain, PaperCorrectionCommand.reopen, PaperCorrectionCommand.void,
    AmendCommand.action,
    ReconcileCommand.action,
    CountCommand.action, MixCommand.action, OpenCommand.action,
    ReleaseCommand.action, ReleaseCommand.allow, ReleaseCommand.result,
    LotsCommand.action,
    ExportCommand.action,
    VerifyCommand.action, CompareCommand.action, FindCommand.action,
    RehearseCommand.action,
    DiscloseCommand.action, TraceCommand.action,
    VaultCommand.rejected, VaultCommand.find, VaultCommand.progress, SeverCommand.sever,
    SeverCommand.destroy,
    IdentityCommand.action,
    GenerateCommand.action,
    ConsoleCommand.action,
    StatusCommand.action,
    JournalCommand.action, SeenCommand.action,
    DoctorCommand.action,
  ]

  static let actions = Dictionary(
    all.map { ($0.command.name, $0.run) }, uniquingKeysWith: { first, _ in first })

  static let table = CommandTable(
    program: "coldcount",
    summary: """
      Counts a vote on a laptop that has never been online: imports sealed ballots, merges paper \
      counts, strikes double votes, and writes a result anyone can check.
      """,
    beginnings: beginnings,
    commands: all.map(\.command),
    common: [
      Option(
        "--workspace", "DIR", kind: .workspace,
        "the workspace (else $COLDCOUNT_WORKSPACE, else this folder)"),
      Option(flag: "--json", "one JSON document on standard output"),
      Option("--lang", "LANG", choices: Language.allCases.map(\.rawValue), Language.choice),
      Option(flag: "--quiet", "no progress and no messages"),
      Option(flag: "--no-color", "no colour"),
      Option(
        "--passphrase-file", "FILE", kind: .file,
        "a file that holds a passphrase: one for every question, or as many as there are "
          + "questions, in their order", repeatable: true),
      Option(flag: "--help", "this help"),
    ])

  private static let beginnings: [(line: String, what: Message)] = [
    ("coldcount console", "the count on one screen, step by step; it asks for what it needs"),
    ("coldcount demo", "a whole count on samples, command by command"),
    ("coldcount draft new", "an election of your own, weeks before the poll"),
    ("coldcount verify DIR", "check a result package that somebody gave you"),
  ]

  /// The stages of a count.
  static let stages = Stage.allCases.map(\.rawValue)

  /// Who mixes and opens in a count with proofs.
  static let officerKeys = Option(
    "--officer-key", "FILE", kind: .file,
    "of an election with proofs: the signing key of the officer of each share, in their order",
    repeatable: true)

  /// Whether officers take over what is as it was in an earlier count with proofs.
  static let anew = Option(
    flag: "--anew", "of an election with proofs: take nothing over from an earlier count")

  /// The options of whoever acts.
  static let signerOptions = [
    Option("--as", "PERSON", "who acts: a person's id in election.json"),
    Option(
      "--key", "FILE", kind: .file,
      "that person's minisign secret key, which signs the journal's line"),
  ]
}
