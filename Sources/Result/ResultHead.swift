package import Election
package import Encoding

/// What a whole result and one for the public both begin with.
package struct ResultHead: Equatable, Sendable {
  package let election: Digest
  package let stage: Stage
  /// The journal's head when the count was made.
  package let journal: Digest
  package let inputs: ElectionResult.Inputs
  /// The program that counted.
  package let software: Software
  /// Whether a roll said who may vote.
  package let isEligibilityChecked: Bool
  /// The signed result that this one replaces; nil for the first.
  package let replaces: Digest?

  package init(
    election: Digest, stage: Stage, journal: Digest, inputs: ElectionResult.Inputs,
    software: Software, isEligibilityChecked: Bool,
    replaces: Digest?
  ) {
    self.election = election
    self.stage = stage
    self.journal = journal
    self.inputs = inputs
    self.software = software
    self.isEligibilityChecked = isEligibilityChecked
    self.replaces = replaces
  }

  /// The same of the stage that says least.
  var framed: ResultHead {
    ResultHead(
      election: election, stage: .electronic, journal: journal, inputs: inputs,
      software: software, isEligibilityChecked: isEligibilityChecked, replaces: replaces)
  }

  /// How files say whether a roll said who may vote.
  static func eligibility(isChecked: Bool) -> String { isChecked ? "roll" : "not-checked" }

  /// The members of a result that are of it.
  var members: JSON.Members {
    [
      "format": .string(ElectionResult.format), "election": .hash(election),
      "stage": .string(stage.rawValue), "journal": .hash(journal), "inputs": inputs.json,
      "software": software.json,
      "eligibility": .string(Self.eligibility(isChecked: isEligibilityChecked)),
      "replaces": .hash(replaces),
    ]
  }
}

extension StatedResult {
  package var election: Digest { head.election }
  package var stage: Stage { head.stage }
  /// The journal's head when the count was made.
  package var journal: Digest { head.journal }
  package var inputs: ElectionResult.Inputs { head.inputs }
  /// The program that counted.
  package var software: Software { head.software }
  /// Whether a roll said who may vote.
  package var isEligibilityChecked: Bool { head.isEligibilityChecked }
  /// The signed result that this one replaces; nil for the first.
  package var replaces: Digest? { head.replaces }
}
