package import Cryptography
package import Election
package import Encoding
package import Record
package import Storage
import Tally
package import Words
package import Workspace

/// What can end a count or an export.
package enum CountingError: ReportedError, Equatable {
  case share(QuorumError)
  case strikes(line: Int, problem: Message)
  /// Something must be done before a stage is counted; each entry says what.
  case notReady(stage: Stage, reasons: [Message])
  /// There is no result yet; nil where none of any stage is there.
  case notCounted(stage: Stage?)
  /// Since a result was counted something came in that it lacks.
  case overtaken(stage: Stage, by: [CountInput])
  /// A result cannot be exported as it stands.
  case notExportable(Message, advice: Message)
  /// The folder for a package holds something already.
  case targetNotEmpty(String)
  /// The folder for a package holds one whose writing was cut off.
  case unfinishedTarget(String)
  /// The same sealed ballot lies in two bundles; where, for the first of them.
  case duplicateBallots(count: Int, places: [BallotPlace])
  /// The votes are counted, but lots have to be drawn in these contests before it is final.
  case lotsNeeded(contests: [String])
  case lots(LotsError)
  /// What a blind count sealed is not there, or is not what the journal records.
  case blind
  /// The embargo stands, and too few officers said yes.
  case embargo(act: String, until: Timestamp, given: Int, needed: Int)
  /// A file of the workspace is not what it was.
  case damaged(path: String)
  /// What another part of the program refused or could not do, with all that it says of it.
  case other(Report)
  case storage(StorageError)
  case cryptography(CryptographyError)
  case workspace(WorkspaceError)

  /// Sorts an error by where it comes from.
  init(_ error: any Error) {
    switch error {
    case let error as CountingError: self = error
    case let error as StorageError: self = .storage(error)
    case let error as CryptographyError: self = .cryptography(error)
    case let error as WorkspaceError: self = .workspace(error)
    case let error as LotsError: self = .lots(error)
    case let error as any ReportedError: self = .other(error.report)
    default: self = .fault("\(error)")
    }
  }

  /// Something that cannot be unless the program is wrong.
  static func fault(_ problem: Message) -> CountingError {
    .other(Report(.machine, code: "internal", problem, advice: "please report this"))
  }

  /// People still vote by the laptop's clock, and too few officers said that it is wrong.
  static func pollOpen(_ problem: Message) -> CountingError {
    .other(
      Report(
        .refused, code: "poll-open", problem,
        advice: "wait; where the clock is wrong officers say so: "
          + "coldcount allow clock --reason TEXT --as OFFICER --key KEY"))
  }

  /// The blind count that there was is opened; its result is there.
  static func released(stage: Stage, result: Digest) -> CountingError {
    .other(
      Report(
        .refused, code: "released",
        "the sealed count was opened already: the result of stage \(stage) is \(result)",
        advice: "see it with 'coldcount result'; officers sign it, then export"))
  }

  package var report: Report {
    switch self {
    case .share(let problem): problem.report
    case .strikes(let line, let problem):
      Report(
        .refused, code: "strikes", "strikes.csv does not hold: \(problem)",
        place: "strikes.csv line \(line)", advice: "run 'coldcount reconcile' again")
    case .notReady(let stage, let reasons):
      Report(
        .refused, code: "not-ready",
        "a count of stage \(stage) cannot be made yet: " + reasons.joined(separator: "; "),
        advice: "see 'coldcount status'")
    case .notCounted(let stage):
      Report(
        .refused, code: "not-counted",
        stage.map { "stage \($0) was not counted yet" } ?? "nothing was counted yet",
        advice: "officers count: coldcount count --stage ... --share ...")
    case .overtaken(let stage, let inputs):
      Report(
        .refused, code: "overtaken",
        "the result of stage \(stage) is overtaken: since it was counted came in "
          + "\(CountInput.words(inputs))",
        advice: "officers count again: coldcount count --stage \(stage.rawValue) --share ...")
    case .notExportable(let problem, let advice):
      Report(.refused, code: "not-exportable", problem, advice: advice)
    case .targetNotEmpty(let path):
      Report(
        .refused, code: "not-empty", "\(SafeText.escaped(path)) is not empty",
        advice: "name a new folder for the package")
    case .unfinishedTarget(let path):
      Report(
        .refused, code: "not-empty",
        "\(SafeText.escaped(path)) holds a package whose writing was cut off",
        advice: "remove that folder, then export again")
    case .duplicateBallots(let count, let places):
      Report(
        .refused, code: "duplicate-ballot",
        "\(Plural.of(count, "sealed ballot lies", "sealed ballots lie")) in more than one place",
        advice: "nothing is counted until an amendment excludes all but one of each: "
          + "coldcount amend --change 'exclude BUNDLE INDEX'",
        details: places.map { "\($0.code): bundle \($0.bundle) ballot \($0.index)" })
    case .lotsNeeded(let contests):
      Report(
        .refused, code: "tie",
        "the count ends in a tie in \(Message.list(ids: contests)); "
          + "it was kept as the provisional result",
        advice: Message.list(contests.map { "draw lots: coldcount lots \($0)" })
          + "; then count the final stage again")
    case .lots(let error): error.report
    case .blind:
      Report(
        .refused, code: "blind", "there is no sealed count to release, or it is another one",
        advice: "count with --blind again; the journal says what was counted")
    case .embargo(let act, let until, let given, let needed):
      Report(
        .refused, code: "embargo",
        "the embargo stands until \(until); \(given) of \(needed) officers allowed this",
        advice: "officers may: coldcount allow \(act) --reason TEXT --as OFFICER --key KEY")
    case .damaged(let path):
      Report(
        .refused, code: "damaged", "a file of the workspace is not what was imported",
        place: "\(SafeText.escaped(path))",
        advice: "do not go on with this workspace; fetch an officer")
    case .other(let report): report
    case .storage(let error): error.report
    case .cryptography(let error): error.report
    case .workspace(let error): error.report
    }
  }
}

/// Where a sealed ballot lies.
package struct BallotPlace: Equatable, Sendable {
  package let code: Digest
  /// The manifest's hash.
  package let bundle: Digest
  package let index: Int
}
