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
  case definition(path: String, DefinitionError)
  /// Too few valid signatures of officers.
  case signatures(path: String, problem: Message)
  /// A person's signature that does not hold.
  case brokenSignature(path: String, person: String, problem: Message)
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
        advice:
          "name the workspace with --workspace DIR or in COLDCOUNT_WORKSPACE; to make one: 'coldcount "
          + "init', or 'coldcount console', which asks for what it needs")
    case .definition(let path, let error):
      Report(
        .refused, code: "definition",
        "something is wrong with the definition", place: "\(SafeText.escaped(path))",
        advice: error.isText
          ? DefinitionError.copyAgain : "correct every point named and sign it again",
        details: error.problems)
    case .signatures(let path, let problem):
      Report(
        .refused, code: "signature", problem, place: "\(SafeText.escaped(path))",
        advice: "have the officers who have not signed it do so with 'coldcount sign'")
    case .brokenSignature(let path, let person, let problem):
      Report(
        .refused, code: "signature", problem, place: "\(SafeText.escaped(path))",
        advice: "copy the signature and the signed file again, unchanged, from where they were "
          + "made; the officers need not meet. If no copy is left, \(SafeText.escaped(person)) "
          + "alone signs again")
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
      case let error as DefinitionError: .definition(path: file, error)
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
