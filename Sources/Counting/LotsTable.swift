import Cryptography
package import Election
package import Result
import Encoding
package import Record
import Storage
import Tally
import Words
package import Workspace

/// The drawing of lots for a contest whose latest count ends in a tie.
package struct LotsTable {
  private let workspace: Workspace
  package let contest: Contest
  /// What the higher numbers get.
  package let prize: ContestResult.Outcome.Draw.Prize
  private let draw: ContestResult.Outcome.Draw

  /// The contests in which the latest result leaves lots to be drawn.
  package static func contests(of workspace: Workspace) throws(CountingError) -> [String] {
    guard workspace.state.isCounted, let latest = workspace.state.counts.last else { return [] }
    do {
      return try ResultArchive(workspace).result(of: latest).outstanding.compactMap { item in
        if case .lots(let contest, _) = item.subject { contest } else { nil }
      }
    } catch { throw CountingError(error) }
  }

  /// Finds the tie in the latest result of the workspace.
  ///
  /// - Throws: `CountingError` where the contest is not there, nothing was counted, something but
  ///   lots is still out, or the contest is decided.
  package init(_ workspace: Workspace, contest id: String) throws(CountingError) {
    self.workspace = workspace
    guard let contest = workspace.state.definition.contest(id) else {
      throw .workspace(
        .refused(
          code: "contest", problem: "there is no contest \(SafeText.escaped(id))",
          advice: "use the id of a contest in election.json"))
    }
    self.contest = contest
    guard let latest = workspace.state.counts.last else {
      throw .notCounted(stage: nil)
    }
    let result: ElectionResult
    do {
      result = try ResultArchive(workspace).result(of: latest)
    } catch { throw CountingError(error) }
    let open = result.outstanding.filter { item in
      if case .lots = item.subject { false } else { true }
    }
    guard open.isEmpty else { throw .notReady(stage: .final, reasons: open.map(\.message)) }
    guard let draw = result.contests.first(where: { $0.id == id })?.outcome.draw else {
      throw .lots(.nothingToDraw)
    }
    prize = draw.prize
    self.draw = draw
  }

  /// How far the drawing is, with every round that is in the journal.
  package var drawing: LotsDrawing {
    LotsDrawing(
      candidates: draw.candidates, seats: draw.seats,
      recorded: workspace.state.lots.filter {
        $0.contest == contest.id
      })
  }

  /// Records the next round.
  ///
  /// - Throws: `CountingError.lots` where these are not the numbers of those who draw.
  package func record(
    _ draws: [String: Int], drawer: String, witnesses: [String], signer: Signer?
  ) throws(CountingError) {
    let drawing = drawing
    if let objection = drawing.objection(to: draws) { throw .lots(objection) }
    do {
      try workspace.record(
        .lots(
          LotsRound(
            contest: contest.id, seats: drawing.seats, draws: draws, drawer: drawer,
            witnesses: witnesses)), signer: signer)
    } catch { throw .workspace(error) }
  }
}
