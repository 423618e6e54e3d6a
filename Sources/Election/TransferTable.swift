package import Encoding

/// How a ranked contest was counted, stage by stage.
///
/// Votes are integers in parts of a vote, so that a paper's transfer value of five decimal places
/// stays exact.
package struct TransferTable: Equatable, Sendable {
  /// One stage of the count.
  package struct Stage: Equatable, Sendable {
    /// What was done.
    package enum Action: Equatable, Sendable {
      case firstPreferences
      /// The surplus of an elected option was transferred.
      case surplus(of: String)
      /// The option with the fewest votes was excluded and its papers transferred.
      case exclusion(of: String)
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
  package private(set) var stages: [Stage]

  package init(unit: Int, quota: Int?, stages: [Stage] = []) {
    self.unit = unit
    self.quota = quota
    self.stages = stages
  }

  package mutating func add(_ stage: Stage) { stages.append(stage) }

  package func json(options: [String]) -> JSON {
    let rounds = stages.enumerated().map { index, stage -> JSON in
      var members: JSON.Members = [
        "votes": numbers(stage.votes, options), "nonTransferable": .integer(stage.nonTransferable),
        "elected": .array(stage.elected.map { .string($0) }),
      ]
      switch stage.action {
      case .firstPreferences: members["action"] = "first-preferences"
      case .surplus(let option):
        members["action"] = "surplus"
        members["option"] = .string(option)
      case .exclusion(let option):
        members["action"] = "exclusion"
        members["option"] = .string(option)
      }
      if index > 0 {
        let before = stages[index - 1].votes
        members["transfers"] = numbers(zip(stage.votes, before).map { $0 - $1 }, options)
      }
      return .object(members)
    }
    return [
      "unit": .integer(unit), "quota": quota.map { .integer($0) } ?? .null,
      "stages": .array(rounds),
    ]
  }

  private func numbers(_ numbers: [Int], _ options: [String]) -> JSON {
    .object(
      Dictionary(
        zip(options, numbers.map { .integer($0) }), uniquingKeysWith: { first, _ in first }))
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
