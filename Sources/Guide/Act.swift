package import Election
package import Words

/// Something that people can do for a count, each by a command.
package enum Act: Equatable, Sendable {
  /// What officers do one by one, by its command.
  package enum Turn: String, Sendable { case mix, open }

  /// Officers allow to go on with a copy of the workspace that is not the latest; `missing` are
  /// those who have not said so yet, here and below.
  case allowResume(missing: [String])
  case importBundles
  case enterSheets
  case importSheets
  case enterAccounts
  case importAccounts
  /// An officer explains what does not add up in an account.
  case explain(AccountKey)
  /// An officer sets a batch aside, or takes it out; nil where nothing says which.
  case reopen(Batch?)
  case void(Batch?)
  case reconcile
  /// A custodian signs what was reconciled.
  case signReconciliation(file: String)
  /// Officers say that the laptop's clock is wrong, by which people still vote.
  case allowClock(missing: [String])
  /// The stages of which a count can be made, the likeliest first.
  case count(stages: [Stage])
  /// An officer who has not mixed does, in an election with proofs.
  case mix(stages: [Stage], missing: [String])
  /// What is to be mixed or opened is written for a laptop of an officer's own.
  case handOut(Turn, stages: [Stage])
  /// What an officer did there is taken in.
  case takeBack(Turn, stages: [Stage], missing: [String])
  case release
  /// An officer who has not opened does; nobody in particular where no others began to.
  case open(missing: [String])
  /// An officer allows the release before the embargo ends.
  case allowRelease(missing: [String])
  case drawLots(contest: String, LotsDrawing)
  /// `missing` are the officers who have not signed yet.
  case signResult(file: String, missing: [String])
  case export
  /// The file is nil where the package is not plugged in.
  case signPackage(file: String?, missing: [String])
  case verify(folder: String?)

  /// The command line, with what people put in for themselves in capitals or as dots.
  package var command: String {
    switch self {
    case .allowResume: "coldcount allow resume --reason TEXT --as OFFICER --key KEY"
    case .importBundles: "coldcount import /media/..."
    case .enterSheets, .enterAccounts: "coldcount paper enter"
    case .importSheets: "coldcount paper import TABLE"
    case .importAccounts: "coldcount paper account TABLE"
    case .explain(let account):
      "coldcount paper explain \(account.words) --reason TEXT --as OFFICER --key KEY"
    case .reopen(let batch):
      "coldcount paper reopen \(batch?.station ?? "STATION") \(batch?.id ?? "BATCH") --reason TEXT "
        + "--as OFFICER --key KEY"
    case .void(let batch):
      "coldcount paper void \(batch?.station ?? "STATION") \(batch?.id ?? "BATCH") --reason TEXT "
        + "--as OFFICER --key KEY"
    case .reconcile: "coldcount reconcile --vault-key ..."
    case .signReconciliation(let file):
      "coldcount sign \(SafeText.escaped(file)) --as CUSTODIAN --key KEY"
    case .allowClock: "coldcount allow clock --reason TEXT --as OFFICER --key KEY"
    case .count(let stages): "coldcount count --stage \(stages.first ?? .final) --share ..."
    case .mix(let stages, _):
      "coldcount mix --stage \(stages.first ?? .final) --as OFFICER --key KEY"
    case .handOut(.mix, let stages):
      "coldcount mix --stage \(stages.first ?? .final) --to DIR"
    case .handOut(.open, _): "coldcount open --to DIR"
    case .takeBack(.mix, let stages, _):
      "coldcount mix --stage \(stages.first ?? .final) --take DIR --as OFFICER --key KEY"
    case .takeBack(.open, _, _): "coldcount open --take DIR --as OFFICER --key KEY"
    case .release: "coldcount release --share ..."
    case .open: "coldcount open --share SHARE --with OFFICER --as OFFICER --key KEY"
    case .allowRelease: "coldcount allow release --reason TEXT --as OFFICER --key KEY"
    case .drawLots(let contest, _): "coldcount lots \(contest)"
    case .signResult(let file, _):
      "coldcount sign \(SafeText.escaped(file)) --as OFFICER --key KEY"
    case .export: "coldcount export DIR"
    case .signPackage(let file, _):
      "coldcount sign \(file.map(SafeText.escaped) ?? "DIR/B2SUMS") --as OFFICER --key KEY"
    case .verify(let folder): "coldcount verify \(folder.map(SafeText.escaped) ?? "DIR")"
    }
  }

  /// Who does what.
  private var deed: Message {
    switch self {
    case .allowResume:
      "go on with the latest copy; if it is lost, officers say so, each with their own key"
    case .importBundles: "import the bundles"
    case .enterSheets: "two people key every sheet"
    case .importSheets: "import a table of sheets"
    case .enterAccounts: "two people key every station's account"
    case .importAccounts: "import the stations' accounts"
    case .explain: "an officer explains why a station's papers do not add up"
    case .reopen: "an officer sets keyed sheets aside, so that two people key them anew"
    case .void: "an officer takes a batch out that does not exist"
    case .reconcile: "a custodian reconciles"
    case .signReconciliation: "a custodian signs the reconciliation"
    case .allowClock:
      "wait until the poll is closed; if the laptop's clock is wrong, officers say so, each with "
        + "their own key"
    case .count: "officers count"
    case .mix: "officers mix, one by one, here or on laptops of their own"
    case .handOut: "hand it out to an officer's own laptop"
    case .takeBack: "take back what an officer did on a laptop of their own"
    case .release: "officers open it"
    case .open: "officers open it, one by one, here or on laptops of their own"
    case .allowRelease: "officers allow it before the embargo ends"
    case .drawLots: "draw lots"
    case .signResult: "officers sign the result"
    case .export: "export the package"
    case .signPackage: "officers sign the package"
    case .verify: "anyone verifies the package"
    }
  }

  /// Who does what, and by which command.
  package var message: Message { "\(deed): \(command)" }
}
