package import Election
package import Encoding
package import Paper
package import Record
package import Words

/// What the guide is told of a count: its record, and what lies beside it that no line of the
/// record says.
package struct Situation: Sendable {
  /// A file that officers sign, and whose signatures on it hold.
  package struct SignedFile: Equatable, Sendable {
    package let path: String
    package let signers: [String]

    package init(path: String, signers: [String]) {
      self.path = path
      self.signers = signers
    }
  }

  /// The package that was exported last, where it can be read.
  package struct ExportedPackage: Equatable, Sendable {
    package let folder: String
    /// Its list of checksums.
    package let sums: SignedFile
    /// Whether it was verified since it was exported, as far as is known.
    package let isVerified: Bool

    package init(folder: String, sums: SignedFile, isVerified: Bool) {
      self.folder = folder
      self.sums = sums
      self.isVerified = isVerified
    }
  }

  /// A contest that the latest result leaves to lots.
  package struct Tie: Equatable, Sendable {
    package let contest: String
    /// How far the drawing is; nil where lots cannot be drawn before everything is in.
    package let drawing: LotsDrawing?

    package init(contest: String, drawing: LotsDrawing?) {
      self.contest = contest
      self.drawing = drawing
    }
  }

  package let election: Digest
  package let state: RecordState
  /// What keeps a count from being final, as far as it is known.
  package let outstanding: [Outstanding]
  /// Why nothing may be written: this is no latest copy of the workspace; nil where it is.
  package let copyProblem: Message?
  /// The officers who allowed to go on with it.
  package let resumedBy: [String]
  /// The time by the laptop's clock.
  package let now: Timestamp
  /// When the embargo ends; nil where none stands any more.
  package let embargo: Timestamp?
  package let ties: [Tie]
  /// What was reconciled last, for a custodian to sign; nil where nothing was.
  package let reconciliation: String?
  /// The latest result; nil where none was opened since the latest count.
  package let result: SignedFile?
  /// Nil where nothing was exported since the latest count, or it is not plugged in.
  package let package: ExportedPackage?

  package init(
    election: Digest, state: RecordState, outstanding: [Outstanding], now: Timestamp,
    copyProblem: Message? = nil, resumedBy: [String] = [], embargo: Timestamp? = nil,
    ties: [Tie] = [], reconciliation: String? = nil, result: SignedFile? = nil,
    package: ExportedPackage? = nil
  ) {
    self.election = election
    self.state = state
    self.outstanding = outstanding
    self.now = now
    self.copyProblem = copyProblem
    self.resumedBy = resumedBy
    self.embargo = embargo
    self.ties = ties
    self.reconciliation = reconciliation
    self.result = result
    self.package = package
  }

  /// The officers of the election who are not among these.
  func officers(without done: [String]) -> [String] {
    state.definition.officers.map(\.id).filter { !done.contains($0) }
  }
}
