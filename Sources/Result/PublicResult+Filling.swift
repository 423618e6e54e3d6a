package import Election
package import Encoding
import Paper

extension PublicResult {
  /// What may be published of a result.
  ///
  /// `hash` is that of the whole result's file; `earlier` are the results that were published
  /// before, in order.
  package init(
    _ result: ElectionResult, hash: Digest, definition: Definition, earlier: [ElectionResult]
  ) {
    self.init(
      result, hash: hash, definition: definition,
      places: SmallPlaces(result, earlier: earlier, definition: definition))
  }

  /// The same, where it is known what is published together.
  package init(
    _ result: ElectionResult, hash: Digest, definition: Definition, places: SmallPlaces
  ) {
    head = result.head.published
    sealed = places.sealed
    stations = result.openness.stations.map { Station(station: $0.station, isIn: $0.isIn) }
    outstanding = result.openness.outstanding.map(\.published)
    contests = result.contests.compactMap { contest in
      places.partitions[contest.id].map {
        Contest(contest, places: BlockTable($0, definition: definition))
      }
    }
    whole = hash
    smallCell = definition.policy.smallCell
  }
}

extension PublicResult.Contest {
  fileprivate init(_ contest: ContestResult, places table: BlockTable) {
    id = contest.id
    outcome = contest.outcome.published
    channels = table.channels(present: Set(contest.channels.map(\.id)))
    total = contest.total.published
    places = table.places
    electorate = contest.electorate
    working = contest.working?.published
    unresolved = contest.unresolved.published
    layout = contest.layout
  }
}

// What is published of the parts that a whole result and one for the public have in common. Each
// names its members, so that another one does not compile before it is decided here.

extension ResultHead {
  fileprivate var published: Self {
    Self(
      election: election, stage: stage, journal: journal, inputs: inputs.published,
      software: software.published, isEligibilityChecked: isEligibilityChecked,
      replaces: replaces)
  }
}

extension ElectionResult.Inputs {
  /// Without patterns and tracking list: where few are possible, a hash tells which it is.
  fileprivate var published: Self {
    Self(
      manifests: manifests, sheets: sheets, strikes: strikes, reconciliation: reconciliation,
      amendments: amendments)
  }
}

extension Software {
  fileprivate var published: Self { Self(version: version, hash: hash) }
}

extension Figures {
  fileprivate var published: Self { Self(ballots: ballots, votes: votes) }
}

extension ContestResult.Unresolved {
  fileprivate var published: Self {
    Self(papers: papers, margin: margin, isDecisive: isDecisive)
  }
}

extension ContestResult.Outcome {
  /// Lots are drawn in public: who drew, and who saw it, is known.
  fileprivate var published: Self {
    Self(
      kind: kind, elected: elected, vacant: vacant, failed: failed,
      draw: draw.map {
        Draw(candidates: $0.candidates, seats: $0.seats, prize: $0.prize)
      },
      lots: lots.map {
        LotsRound(
          contest: $0.contest, seats: $0.seats, draws: $0.draws, drawer: $0.drawer,
          witnesses: $0.witnesses)
      })
  }
}

extension ContestResult.Working {
  fileprivate var published: Self {
    switch self {
    case .transfers(let table):
      .transfers(
        TransferTable(
          unit: table.unit, quota: table.quota,
          stages: table.stages.map {
            TransferTable.Round(
              action: $0.action, votes: $0.votes, nonTransferable: $0.nonTransferable,
              elected: $0.elected)
          }))
    case .lists(let allocation):
      .lists(
        ListAllocation(
          votes: allocation.votes, seats: allocation.seats,
          lists: allocation.lists.map {
            ListAllocation.List(
              id: $0.id, quotas: $0.quotas, remainder: $0.remainder, seats: $0.seats)
          }))
    }
  }
}
