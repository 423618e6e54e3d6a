import Audit
import Election
import Encoding
import Result
import Words

/// What a package says of a voter's sealed ballot, and what that means.
struct FoundBallotText {
  let code: TrackingCode
  let found: FoundBallot

  var json: JSON {
    [
      "code": .string(code.digits), "stage": .string(found.result.stage.rawValue),
      "ballots": .array(
        found.ballots.map { ["code": .string($0.code.digits), "fate": .string($0.fate.rawValue)] }),
    ]
  }

  func words(_ language: Language) -> String {
    var lines: [Message] = found.ballots.flatMap { ballot -> [Message] in
      ["\(ballot.code.grouped): \(Self.fate(ballot.fate))", meaning(ballot.fate)]
    }
    if found.ballots.isEmpty { lines = ["\(code.grouped): not there", Self.absent] }
    if found.result.stage != .final {
      lines.append("The result is provisional: ballots that come in later are not in it yet.")
    }
    return lines.map { language.text($0) + "\n" }.joined()
  }

  private static func fate(_ fate: TrackedFate) -> Message {
    switch fate {
    case .counted: "counted"
    case .struck: "struck"
    case .excluded: "left out by a decision"
    case .listed: "it is there"
    }
  }

  private static let absent: Message =
    "No sealed ballot in this package has this code. Compare every group with the receipt; if they "
    + "are the same, show it to the officers: the ballot is not in this count."

  private func listed(_ sealed: SealedBallots) -> Message {
    guard let read = sealed.number(.read), let unreadable = sealed.number(.unreadable),
      let struck = sealed.struckTotal, let excluded = sealed.number(.excluded)
    else {
      return
        "The sealed ballot came in. A package for the public does not say of single ballots what "
        + "became of them; there are \(sealed.entries) in all."
    }
    return
      "The sealed ballot came in. A package for the public does not say of single ballots what "
      + "became of them; of all \(sealed.entries), \(read + unreadable) were counted, \(struck) struck "
      + "and \(excluded) left out."
  }

  private func meaning(_ fate: TrackedFate) -> Message {
    switch fate {
    case .counted:
      return
        "The sealed ballot came in and was opened with all others. Nobody can tell from its code "
        + "what was chosen."
    case .struck:
      return
        "The sealed ballot came in and was not opened: by the rules of the election another vote "
        + "of the same person stands, or this one could not count."
    case .excluded:
      return "The sealed ballot came in and was not opened: the officers decided so, or its bundle "
        + "does not count; the report names the decisions."
    case .listed: return listed(found.result.sealed)
    }
  }
}
