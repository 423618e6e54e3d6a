import Election
import Words

/// What is said of drafts.
enum DraftText {
  /// The draft holds: who is needed at the ceremony.
  static func good(_ definition: Definition, _ language: Language) -> String {
    let officers = definition.officers.map { SafeText.escaped($0.id) }.joined(separator: ", ")
    let custodians = definition.custodians.map { SafeText.escaped($0.id) }.joined(separator: ", ")
    let lines: [Message] = [
      "the draft holds",
      "needed at the ceremony: officers \(officers); custodians \(custodians)",
      definition.format == .verifiable
        ? "next: coldcount ceremony begin DRAFT --to DIR"
        : "next: coldcount ceremony DRAFT --to DIR",
    ]
    return lines.map { language.text($0) + "\n" }.joined()
  }

  /// The page beside a draft: what belongs where.
  static func page(hasProofs: Bool, _ language: Language) -> String {
    let say = { (line: Message) in language.text(line) }
    let rows = (members + (hasProofs ? proofMembers : [])).map { name, what in
      "| `\(name)` | \(say(what)) |\n"
    }.joined()
    return "# " + say("The draft of an election") + "\n\n"
      + say(
        "Replace every text that begins with a question mark. Take out or copy whole rows of a list "
          + "as you need them. Ids are letters, digits and hyphens, and stay for good; names are "
          + "what people read.") + "\n\n| " + say("Member") + " | " + say("What belongs there")
      + " |\n| --- | --- |\n" + rows + "\n"
      + say("The same in full: FormatElection in the documentation. Then: coldcount draft check")
      + "\n"
  }

  private static let members: [(String, Message)] = [
    ("title", "what the election is called"),
    ("date", "the day of the poll"),
    ("polls", "when voting opens and closes; what was cast outside does not count"),
    (
      "identity",
      "the parts of an identity that voters give, and the pepper's hash: coldcount pepper new "
        + "prints it; without online voting and registers leave it out"
    ),
    ("areas", "where people live; electorate, if you know it, gives turnout"),
    (
      "contests",
      "what is decided: method, candidates or yes and no, and the area whose people decide it"
    ),
    ("styles", "which contests stand on one ballot"),
    ("channels", "ways of voting; of a person's votes the one by the first channel counts"),
    ("stations", "where paper is counted, and which styles are handed out there"),
    (
      "collectors",
      "who seals ballots (ballots), hands out papers (register) or lists who may vote (roll), each "
        + "with a key of its own"
    ),
    (
      "people",
      "officers open and sign together, custodians keep the vault, operators key sheets; each makes "
        + "a key: coldcount key new"
    ),
    ("quorum", "how many officers open the ballots, and how many sign"),
    (
      "policy",
      "whether the first or the last vote within a channel counts; from how many ballots on a place "
        + "is shown by itself; until when the result is kept back (a time, or null)"
    ),
  ]

  /// What an election with proofs has besides.
  private static let proofMembers: [(String, Message)] = [
    (
      "people.box",
      "the key under which an officer is dealt parts of a share: each officer makes one with "
        + "coldcount key box"
    ),
    (
      "keys.vault",
      "each custodian's key to the vault, in the order of people: coldcount key vault"
    ),
  ]
}
