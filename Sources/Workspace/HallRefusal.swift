package import Words

/// Why what a hall wrote is refused, in the order in which it is checked
/// (FormatDesk § Halls).
package enum HallRefusalCode: String, Sendable, CaseIterable {
  case missingFile = "missing-file"
  case unsafeFile = "unsafe-file"
  /// inputs.json is not canonical JSON of the format.
  case inputsFile = "inputs-file"
  case electionMismatch = "election-mismatch"
  case personUnknown = "person-unknown"
  case signature
  /// The journal is not the one that was signed.
  case hashMismatch = "hash-mismatch"
  /// A line of the journal does not hold.
  case journal
  /// The journal went another way than what of it is in.
  case sequenceConflict = "sequence-conflict"
  case media
  case denied
}

/// What a hall wrote refused whole.
package struct HallRefusal: ReportedError, Equatable {
  package let code: HallRefusalCode
  /// The folder on the medium.
  package let folder: String
  package let file: String
  package let problem: Message

  init(_ code: HallRefusalCode, folder: String, file: String, problem: Message) {
    self.code = code
    self.folder = folder
    self.file = file
    self.problem = problem
  }

  package var report: Report {
    Report(
      .refused, code: code.rawValue, problem, place: "\(SafeText.escaped("\(folder)/\(file)"))",
      advice: advice)
  }

  private var advice: Message {
    switch code {
    case .missingFile, .inputsFile, .signature, .hashMismatch, .media:
      "write it again at the hall with 'coldcount export --inputs'"
    case .unsafeFile, .personUnknown: "set the medium aside and ask who made it"
    case .electionMismatch: "check that the medium belongs to this election"
    case .journal: "fetch an officer: the hall's own laptop says what does not hold in its journal"
    case .sequenceConflict:
      "the hall went on in two copies of its workspace; the officers decide which of them is right"
    case .denied:
      "look whose it is and who may read it (ls -l), or mount the medium for this user; "
        + "then import it once more"
    }
  }
}

/// What became of what a hall wrote; of its bundles each is told by itself.
package enum HallOutcome: Equatable, Sendable {
  /// Taken in: so many lines are new, of which so many do not hold here.
  case accepted(lines: Int, leftAside: Int)
  /// Everything is in, or this is an older copy of what is in.
  case alreadyImported
  case refused(HallRefusal)
}
