package import Cryptography
package import Election
import Record
package import Storage
package import Words

/// What can go wrong with a workspace.
package enum WorkspaceError: ReportedError, Equatable {
  /// A line of the journal does not hold.
  case journal(path: String, line: Int, problem: Message)
  /// The folder is not what was asked for.
  case notAWorkspace(path: String, problem: Message)
  /// The definition is not what it must be.
  case definition(path: String, problems: [Message])
  /// Too few valid signatures of officers, or one that does not hold.
  case signatures(path: String, problem: Message)
  /// The act is refused in the state the workspace is in.
  case refused(code: String, problem: Message, advice: Message)
  /// An amendment is not what it must be.
  case amendment(path: String, AmendmentError)
  /// Whoever acts is not who they say.
  case signer(SignerError)
  case storage(StorageError)
  case cryptography(CryptographyError)

  package var report: Report {
    switch self {
    case .journal(let path, let line, let problem):
      Report(
        .refused, code: "journal", problem, place: "\(SafeText.escaped(path)) line \(line)",
        advice: "do not go on with this workspace; fetch an officer and the observers' notes")
    case .notAWorkspace(let path, let problem):
      Report(
        .refused, code: "workspace", problem, place: "\(SafeText.escaped(path))",
        advice: "name the workspace with --workspace, or make one with 'coldcount init'")
    case .definition(let path, let problems):
      Report(
        .refused, code: "definition",
        "the definition does not hold", place: "\(SafeText.escaped(path))",
        advice: "mend every point named and sign it again", details: problems)
    case .signatures(let path, let problem):
      Report(
        .refused, code: "signature", problem, place: "\(SafeText.escaped(path))",
        advice: "have the officers sign it with 'coldcount sign'")
    case .refused(let code, let problem, let advice):
      Report(.refused, code: code, problem, advice: advice)
    case .amendment(let path, let error):
      Report(
        .refused, code: "amendment", error.report.message, place: "\(SafeText.escaped(path))",
        advice: error.report.advice, details: error.report.details)
    case .signer(let error): error.report
    case .storage(let error): error.report
    case .cryptography(let error): error.report
    }
  }
}

extension WorkspaceError {
  /// What went wrong where a folder with a definition was opened or made.
  init(_ error: any Error, at path: String, definition file: String) {
    self =
      switch error {
      case let error as WorkspaceError: error
      case let error as StorageError: .storage(error)
      case let error as DefinitionError: .definition(path: file, problems: error.problems)
      default: .notAWorkspace(path: path, problem: "\(error)")
      }
  }

  /// A desk where the workspace of a count is needed.
  static func desk(_ path: String) -> WorkspaceError {
    .refused(
      code: "desk",
      problem: "\(SafeText.escaped(path)) is a keying desk: only paper is keyed there",
      advice: "key with 'coldcount paper enter', take it away with 'coldcount desk export'; "
        + "everything else is done at the count")
  }

  /// A line of a journal that does not hold.
  static func journal(path: String, _ problem: LineProblem) -> WorkspaceError {
    .journal(path: path, line: problem.line, problem: problem.problem)
  }
}
