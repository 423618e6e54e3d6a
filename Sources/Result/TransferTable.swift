import Election
package import Encoding
import Words

/// How a ranked contest was counted, stage by stage.
///
/// Votes are integers in parts of a vote, so that a paper's transfer value of five decimal places
/// stays exact.
package struct TransferTable: Equatable, Sendable {
  /// One stage of the count.
  package struct Round: Equatable, Sendable {
    /// What was done.
    package enum Action: Equatable, Sendable {
      case firstPreferences
      /// The surplus of an elected option was transferred.
      case surplus(of: String)
      /// The option with the fewest votes was excluded and its papers transferred.
      case exclusion(of: String)

      /// How files name it.
      enum Name: String { case firstPreferences = "first-preferences", surplus, exclusion }
    }

    package let action: Action
    /// Votes of each option, in the contest's order, at the end of the stage.
    package let votes: [Int]
    /// Votes that no option has any more: papers without a next preference, and what rounding down
    /// leaves.
    package let nonTransferable: Int
    /// Who is elected at the end of the stage.
    package let elected: [String]

    package init(action: Action, votes: [Int], nonTransferable: Int, elected: [String]) {
      self.action = action
      self.votes = votes
      self.nonTransferable = nonTransferable
      self.elected = elected
    }
  }

  /// Parts that make a vote.
  package let unit: Int
  /// Votes, in parts, that elect an option; nil where more than half of what is left does.
  package let quota: Int?
  package private(set) var stages: [Round]

  package init(unit: Int, quota: Int?, stages: [Round] = []) {
    self.unit = unit
    self.quota = quota
    self.stages = stages
  }

  /// What each option's votes changed by in a stage; nothing in the first.
  package func transfers(at stage: Int) -> [Int] {
    let before = stages[max(0, stage - 1)].votes
    return zip(stages[stage].votes, before).map { $0 - $1 }
  }

  package mutating func add(_ stage: Round) { stages.append(stage) }

  package func json(options: [String]) -> JSON {
    typealias Name = Round.Action.Name
    let rounds = stages.enumerated().map { index, stage -> JSON in
      var members: JSON.Members = [
        "votes": numbers(stage.votes, options), "nonTransferable": .integer(stage.nonTransferable),
        "elected": .strings(stage.elected),
      ]
      switch stage.action {
      case .firstPreferences: members["action"] = .string(Name.firstPreferences.rawValue)
      case .surplus(let option):
        members["action"] = .string(Name.surplus.rawValue)
        members["option"] = .string(option)
      case .exclusion(let option):
        members["action"] = .string(Name.exclusion.rawValue)
        members["option"] = .string(option)
      }
      if index > 0 { members["transfers"] = numbers(transfers(at: index), options) }
      return .object(members)
    }
    return [
      "unit": .integer(unit), "quota": quota.map { .integer($0) } ?? .null,
      "stages": .array(rounds),
    ]
  }

  private func numbers(_ numbers: [Int], _ options: [String]) -> JSON {
    .object(JSON.Members(zip(options, numbers.map { .integer($0) })))
  }
}

extension TransferTable {
  init?(_ reader: ObjectReader, of contest: Contest) {
    let unit = reader.integer("unit", in: 1...JSON.integers.upperBound)
    let quota = reader.integerOrNull("quota", in: ContestResult.wholeNumbers)
    let rounds = reader.objects("stages")
    var stages: [Round] = []
    for round in rounds {
      guard let stage = Round(round, of: contest, after: stages.last) else { continue }
      stages.append(stage)
    }
    reader.finish()
    guard let unit, stages.count == rounds.count else { return nil }
    self.init(unit: unit, quota: quota, stages: stages)
  }
}

extension TransferTable.Round {
  init?(_ reader: ObjectReader, of contest: Contest, after before: Self?) {
    let options = contest.options.map(\.id)
    let numbers = { (key: String, range: ClosedRange<Int>) -> [Int]? in
      guard let object = reader.object(key) else { return nil }
      let numbers = options.compactMap { object.integer($0, in: range) }
      object.finish()
      return numbers.count == options.count ? numbers : nil
    }
    let name = reader.string("action", as: "an action", Action.Name.init)
    let action: Action?
    switch name {
    case .firstPreferences: action = .firstPreferences
    case .surplus: action = reader.option("option", of: contest).map { .surplus(of: $0) }
    case .exclusion: action = reader.option("option", of: contest).map { .exclusion(of: $0) }
    case nil: action = nil
    }
    let votes = numbers("votes", ContestResult.wholeNumbers)
    if let before, let transfers = numbers("transfers", JSON.integers), let votes,
      transfers != zip(votes, before.votes).map({ $0 - $1 })
    {
      reader.note("transfers", "not what the votes changed by")
    }
    let rest = reader.integer("nonTransferable", in: ContestResult.wholeNumbers)
    let elected = reader.options("elected", of: contest)
    reader.finish()
    guard let action, let votes, let rest else { return nil }
    self.init(action: action, votes: votes, nonTransferable: rest, elected: elected)
  }
}

/// How seats went to lists by quota and largest remainder.
package struct ListAllocation: Equatable, Sendable {
  /// What a list came to.
  package struct List: Equatable, Sendable {
    package let id: String
    /// Seats for whole quotas.
    package let quotas: Int
    /// What is left of its votes, times the seats of the contest, so that it is an integer.
    package let remainder: Int
    /// Seats in all.
    package let seats: Int

    package init(id: String, quotas: Int, remainder: Int, seats: Int) {
      self.id = id
      self.quotas = quotas
      self.remainder = remainder
      self.seats = seats
    }
  }

  /// The quota is `votes` divided by `seats`.
  package let votes: Int
  package let seats: Int
  package let lists: [List]

  package init(votes: Int, seats: Int, lists: [List]) {
    self.votes = votes
    self.seats = seats
    self.lists = lists
  }

  package var json: JSON {
    [
      "votes": .integer(votes), "seats": .integer(seats),
      "lists": .array(
        lists.map {
          [
            "id": .string($0.id), "quotas": .integer($0.quotas),
            "remainder": .integer($0.remainder), "seats": .integer($0.seats),
          ]
        }),
    ]
  }
}

extension ListAllocation {
  init?(_ reader: ObjectReader, of contest: Contest) {
    let votes = reader.integer("votes", in: ContestResult.wholeNumbers)
    let seats = reader.integer("seats", in: ContestResult.wholeNumbers)
    let objects = reader.objects("lists")
    let lists = objects.compactMap { List($0, of: contest) }
    reader.finish()
    guard let votes, let seats, lists.count == objects.count else { return nil }
    self.init(votes: votes, seats: seats, lists: lists)
  }
}

extension ListAllocation.List {
  init?(_ reader: ObjectReader, of contest: Contest) {
    let id = reader.option("id", of: contest)
    let quotas = reader.integer("quotas", in: ContestResult.wholeNumbers)
    let remainder = reader.integer("remainder", in: ContestResult.wholeNumbers)
    let seats = reader.integer("seats", in: ContestResult.wholeNumbers)
    reader.finish()
    guard let id, let quotas, let remainder, let seats else { return nil }
    self.init(id: id, quotas: quotas, remainder: remainder, seats: seats)
  }
}
