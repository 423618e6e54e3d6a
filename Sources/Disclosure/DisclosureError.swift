package import Words

/// Why nothing is disclosed.
package enum DisclosureError: ReportedError, Equatable {
  /// The package does not hold; what fails.
  case package(path: String, failures: [Message])
  /// The workspace is of another election than the package.
  case otherElection
  /// A copy for somebody is made where it can be entered in the journal.
  case noRecord
  /// An item of the method statement that there is not.
  case fact(String, known: [String])
  /// A contest that there is not.
  case contest(String)
  /// Nothing was given to anybody.
  case noCopies
  /// A copy was made for the same name, written otherwise.
  case recipient(String, known: String)
  /// Copies were given out, but somebody else made them.
  case otherMaker

  package var report: Report {
    switch self {
    case .package(let path, let failures):
      Report(
        .refused, code: "package", "the package does not hold, so nothing is made of it",
        place: "\(SafeText.escaped(path))", advice: "see 'coldcount verify' and fetch an officer",
        details: failures)
    case .otherElection:
      Report(
        .refused, code: "election-mismatch",
        "the package is of another election than the workspace",
        advice: "use --workspace with the workspace in which this was counted")
    case .noRecord:
      Report(
        .refused, code: "no-record",
        "a copy for one recipient, or before the embargo ends, is made where it is recorded",
        advice: "use --workspace with the workspace, and --as with --key")
    case .fact(let name, let known):
      Report(
        .usage, code: "fact", "there is no item \(SafeText.escaped(name)) in the method statement",
        advice: "items: \(known.joined(separator: ", "))")
    case .contest(let id):
      Report(
        .usage, code: "contest", "there is no contest \(SafeText.escaped(id))",
        advice: "use an id of the definition's contests")
    case .otherMaker:
      Report(
        .refused, code: "no-copies", "the copies of this result were made with another key",
        advice: "use --as and --key of whoever made them; 'coldcount journal' says who")
    case .recipient(let name, let known):
      Report(
        .refused, code: "recipient",
        "a copy was made for \(SafeText.escaped(known)), which \(SafeText.escaped(name)) is but for "
          + "case or spaces",
        advice:
          "name the recipient as before, or another one so that nobody takes them for the same")
    case .noCopies:
      Report(
        .refused, code: "no-copies", "the journal records no marked copy of this result",
        advice: "use --workspace with the workspace in which the copies were made")
    }
  }
}
