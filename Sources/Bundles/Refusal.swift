package import Words

/// Why a bundle is refused, in the order in which it is checked (FormatBundle § What is refused).
package enum RefusalCode: String, Sendable, CaseIterable {
  case missingFile = "missing-file"
  case unsafeFile = "unsafe-file"
  case manifest
  case electionMismatch = "election-mismatch"
  case collectorUnknown = "collector-unknown"
  case signature
  case collectorNotAllowed = "collector-not-allowed"
  case collectorRevoked = "collector-revoked"
  case sequenceConflict = "sequence-conflict"
  case sizeMismatch = "size-mismatch"
  case hashMismatch = "hash-mismatch"
  case ballotOrder = "ballot-order"
  case media
  /// This user may not read a file of it, or its folder; the bundle may be good.
  case denied
}

/// One bundle refused whole, with the file and the offset or value that caused it.
package struct Refusal: ReportedError, Equatable {
  package let code: RefusalCode
  /// The folder on the medium.
  package let folder: String
  /// The file in it that is wrong; nil where it is the folder.
  package let file: String?
  /// What is wrong with it, with the offset or value.
  package let problem: Message
  /// Who signed the manifest, once its signature held.
  package let collector: String?

  package init(
    _ code: RefusalCode, folder: String, file: String?, problem: Message,
    collector: String? = nil
  ) {
    self.collector = collector
    self.code = code
    self.folder = folder
    self.file = file
    self.problem = problem
  }

  package var report: Report {
    let path = file.map { "\(folder)/\($0)" } ?? folder
    return Report(
      .refused, code: code.rawValue, problem, place: "\(SafeText.escaped(path))", advice: advice)
  }

  private var advice: Message {
    switch code {
    case .missingFile, .media: "copy the bundle to the medium again and import it once more"
    case .sizeMismatch, .hashMismatch:
      "copy the bundle to the medium again and import it once more; "
        + "where that does not help, ask \(sender)"
    case .denied:
      "look whose it is and who may read it (ls -l), or mount the medium for this user; "
        + "then import it once more"
    case .sequenceConflict:
      "ask \(sender) which of the two bundles is right; the officers decide"
    case .electionMismatch: "check that the medium belongs to this election"
    case .collectorRevoked: "the officers revoked this collector's key; do not import it"
    case .unsafeFile, .manifest, .collectorUnknown, .signature, .collectorNotAllowed, .ballotOrder:
      "set the medium aside and ask \(sender) for a correct bundle"
    }
  }

  /// Whom to ask; who signed nothing is not named.
  private var sender: Message { collector.map { "the collector \($0)" } ?? "the collector" }
}
