package import Election
package import Paper
package import Words

/// Why a desk's folder is refused, in the order in which it is checked
/// (FormatDesk § What is refused).
package enum DeskRefusalCode: String, Sendable, CaseIterable {
  case missingFile = "missing-file"
  case unsafeFile = "unsafe-file"
  /// Not canonical JSON of the format.
  case deskFile = "desk-file"
  case electionMismatch = "election-mismatch"
  case personUnknown = "person-unknown"
  case personNotAllowed = "person-not-allowed"
  case signature
  case sequenceConflict = "sequence-conflict"
  case sequenceGap = "sequence-gap"
  case sheet
  case media
  /// This user may not read a file of it.
  case denied
}

/// One folder of a desk refused whole.
package struct DeskRefusal: ReportedError, Equatable {
  package let code: DeskRefusalCode
  /// The folder on the medium.
  package let folder: String
  /// The file in it that is wrong; nil where it is the folder.
  package let file: String?
  package let problem: Message
  /// Everything that is wrong with what was keyed.
  package let details: [Message]
  /// Who signed it, once their signature held.
  package let clerk: String?

  init(
    _ code: DeskRefusalCode, folder: String, file: String? = DeskFile.fileName, problem: Message,
    details: [Message] = [], clerk: String? = nil
  ) {
    self.code = code
    self.folder = folder
    self.file = file
    self.problem = problem
    self.details = details
    self.clerk = clerk
  }

  package var report: Report {
    let path = file.map { "\(folder)/\($0)" } ?? folder
    return Report(
      .refused, code: code.rawValue, problem, place: "\(SafeText.escaped(path))", advice: advice,
      details: details)
  }

  private var advice: Message {
    switch code {
    case .missingFile, .media, .deskFile, .signature, .sequenceGap:
      "export again at \(desk) with 'coldcount desk export', which writes all its files"
    case .unsafeFile, .personUnknown, .personNotAllowed:
      "set the medium aside and ask who made it"
    case .electionMismatch: "check that the medium belongs to this election"
    case .sequenceConflict:
      "ask at \(desk) which of the two files is right; the officers decide, and what was keyed "
        + "there is keyed again at the count"
    case .sheet: "look at the paper; it is keyed at the count"
    case .denied:
      "look whose it is and who may read it (ls -l), or mount the medium for this user; "
        + "then import it once more"
    }
  }

  /// Where to ask; who signed nothing is not named.
  private var desk: Message { clerk.map { "the desk of \($0)" } ?? "the desk" }
}

/// What became of one folder of a desk.
package enum DeskOutcome: Equatable, Sendable {
  case accepted(DeskFile, DeskComparison)
  /// The very same file is in already; nothing was changed.
  case alreadyImported(DeskFile)
  case refused(DeskRefusal)
}

/// How what came from a desk stands to what others keyed.
package struct DeskComparison: Equatable, Sendable {
  /// Entries that agree with what another person keyed, and count.
  package private(set) var agreed = 0
  /// Entries that nobody else keyed yet.
  package private(set) var waiting = 0
  /// What differs from what others keyed, or was set aside, so that an officer or a third person has
  /// to look.
  package private(set) var open: [PaperSubject] = []

  init(_ entries: [PaperEntry], by clerk: String, in paper: KeyedPaper) {
    for entry in entries {
      switch entry {
      case .sheet(let sheet): note(entry, paper.sheets.standing(of: sheet, by: clerk))
      case .account(let account): note(entry, paper.accounts.standing(of: account, by: clerk))
      }
    }
  }

  private mutating func note(_ entry: PaperEntry, _ standing: EntryStanding) {
    switch standing {
    case .agreed: agreed += 1
    case .alone: waiting += 1
    case .open: open.append(entry.subject)
    }
  }
}

/// How one person's entry stands.
private enum EntryStanding { case agreed, alone, open }

extension KeyedBook {
  fileprivate func standing(of entry: Entry, by person: String) -> EntryStanding {
    switch status(entry.key) {
    case .agreed(let counted, _):
      counted.differences(from: entry).isEmpty ? .agreed : .open
    case .once(person): .alone
    case .once, .differs, nil: .open
    }
  }
}
