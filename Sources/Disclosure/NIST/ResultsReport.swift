import Election
import Encoding
import Paper
import Result
import Words

/// The result after NIST SP 1500-100r2, Election Results Common Data Format version 2.
struct ResultsReport {
  let publication: Publication
  let units: ReportingUnits

  init(_ publication: Publication) {
    self.publication = publication
    units = ReportingUnits(publication)
  }

  private var definition: Definition { publication.definition }

  /// Gives the file in pieces: a contest at a time, for the counts of a thousand places are many.
  func write(_ handOn: @escaping ([UInt8]) -> Void) {
    var writer = CanonicalWriter(handOn: handOn)
    writer.add(report, "Election") { writer in
      writer.add(CollectionOfOne(election)) { writer, election in
        writer.add(election, "Contest") { writer in
          let contests = publication.contests.lazy.flatMap(contests)
          writer.add(contests) { $0.add($1) }
        }
      }
    }
    handOn(writer.finished())
  }

  private var report: JSON.Members {
    [
      "@type": "ElectionResults.ElectionReport", "Format": "precinct-level",
      "GeneratedDate": .string(publication.counted.description),
      "Issuer": .string(publication.title[.english]), "IssuerAbbreviation": .string(definition.id),
      "SequenceStart": 1, "SequenceEnd": 1, "Status": .string(status),
      "VendorApplicationId": .string(
        "coldcount \(publication.result.software.version)"),
      "ExternalIdentifier": [Self.identifier(publication.resultHash)],
      "Notes": .string(notes), "GpUnit": .array(units.json), "Party": .array(parties),
    ]
  }

  /// Provisional, certified by the quorum's signatures, or after an amendment of what was signed.
  private var status: String {
    if publication.isProvisional { return "unofficial-partial" }
    if let replaced = publication.replaced, replaced.result.stage == .final {
      return publication.amendments.isEmpty ? "recount" : "correction"
    }
    return publication.signers.count >= definition.quorum.sign
      ? "certified" : "unofficial-complete"
  }

  static func identifier(_ hash: Digest) -> JSON {
    [
      "@type": "ElectionResults.ExternalIdentifier", "Type": "other",
      "OtherType": "blake2b-256", "Label": "result.json", "Value": .string(hash.description),
    ]
  }

  /// What the format has no field for: blank and rejected ballots of each contest.
  private var notes: String {
    let contests = publication.contests.filter(\.isCounted).map { contest in
      let ballots = contest.result.total.ballots
      let parts = BallotWords.categories.map { category, words in
        "\(words[.english]) \(ballots[category])"
      }
      return "\(contest.contest.id): " + parts.joined(separator: ", ")
        + ", rejected \(ballots.rejectedTotal)"
    }
    return "Ballots by contest; by channel and place see results.json. "
      + contests.joined(separator: "; ")
  }

  static func text(_ text: Text) -> JSON {
    [
      "@type": "ElectionResults.InternationalizedText",
      "Text": .array(
        Language.ofFiles.map {
          [
            "@type": "ElectionResults.LanguageString", "Language": .string($0.rawValue),
            "Content": .string(text[$0]),
          ]
        }),
    ]
  }

  private var election: JSON.Members {
    [
      "@type": "ElectionResults.Election", "Name": Self.text(publication.title),
      "Type": "other", "OtherType": "vote", "ElectionScopeId": .string(ReportingUnits.scope),
      "StartDate": .string(String(definition.polls.opens.description.prefix(10))),
      "EndDate": .string(String(definition.polls.closes.description.prefix(10))),
      "Candidate": .array(candidates),
      "BallotCounts": .array(ballotCounts),
    ]
  }

  private func id(_ kind: String, _ contest: PublicContest, _ option: String) -> String {
    "\(kind)-\(contest.contest.id)-\(option)"
  }

  private func isLists(_ contest: PublicContest) -> Bool {
    if case .largestRemainder = contest.contest.method { true } else { false }
  }

  private func hasCandidates(_ contest: PublicContest) -> Bool {
    switch contest.contest.method {
    case .question, .threshold, .largestRemainder: false
    default: true
    }
  }

  private var parties: [JSON] {
    publication.contests.filter(isLists).flatMap { contest in
      contest.contest.options.map { option in
        [
          "@type": "ElectionResults.Party", "@id": .string(id("party", contest, option.id)),
          "Name": Self.text(Text(option.name)),
        ]
      }
    }
  }

  private var candidates: [JSON] {
    publication.contests.filter(hasCandidates).flatMap { contest in
      let elected = contest.outcome.elected
      return contest.options.map { option -> JSON in
        var members: JSON.Members = [
          "@type": "ElectionResults.Candidate",
          "@id": .string(id("candidate", contest, option.id)),
          "BallotName": Self.text(option.name),
        ]
        if option.status.isOut {
          members["PostElectionStatus"] = "withdrawn"
        } else if !publication.isProvisional {
          members["PostElectionStatus"] = elected.contains(option.id) ? "winner" : "defeated"
        }
        return .object(members)
      }
    }
  }

  /// A contest; where options are judged one by one, one for each option.
  private func contests(_ contest: PublicContest) -> [JSON] {
    guard contest.isJudged else { return [self.contest(contest)] }
    let counts = units.counts(contest)
    return contest.standing.map { option in
      let name = option.name
      let words = [
        Text(saying: "Support"), Text(saying: "Oppose"), Text(saying: "Abstain"),
      ]
      let kinds = zip(Judgement.names, words).enumerated()
      let selections = kinds.map { position, kind -> JSON in
        let (kind, words) = kind
        return [
          "@type": "ElectionResults.BallotMeasureSelection",
          "@id": .string(id("selection", contest, option.id) + "-\(kind)"),
          "Selection": Self.text(words),
          "VoteCounts": .array(units.votes(counts, option) { $0.numbers[position] }),
        ]
      }
      return [
        "@type": "ElectionResults.RetentionContest",
        "@id": .string(id("contest", contest, option.id)),
        "ElectionDistrictId": .string(ReportingUnits.area(contest.contest.area)),
        "Name": .string("\(contest.title[.english]): \(name[.english])"),
        "BallotTitle": Self.text(
          Text(saying: "\(contest.title): \(name)")),
        "CandidateId": .string(id("candidate", contest, option.id)),
        "VoteVariation": "other", "OtherVoteVariation": "net-support",
        "ContestSelection": .array(selections),
      ]
    }
  }

  private func contest(_ contest: PublicContest) -> JSON {
    let counts = units.counts(contest)
    var members: JSON.Members = [
      "@id": .string("contest-\(contest.contest.id)"),
      "ElectionDistrictId": .string(ReportingUnits.area(contest.contest.area)),
      "Name": .string(contest.title[.english]), "BallotTitle": Self.text(contest.title),
      "ContestSelection": .array(
        contest.options.map { selection(contest, $0, counts) }),
    ]
    switch contest.contest.method {
    case .plurality(let seats, let least, let most):
      members["@type"] = "ElectionResults.CandidateContest"
      members["NumberElected"] = .integer(seats)
      members["VotesAllowed"] = .integer(most)
      members["VoteVariation"] = .string(least == 1 ? "n-of-m" : "other")
      if least > 1 { members["OtherVoteVariation"] = .string("at least \(least) choices") }
      members["OtherCounts"] = .array([otherCounts(contest, choices: most)])
    case .instantRunoff, .singleTransferable:
      members["@type"] = "ElectionResults.CandidateContest"
      members["NumberElected"] = .integer(contest.contest.method.seats ?? 1)
      members["VotesAllowed"] = .integer(contest.contest.method.choices.upperBound)
      members["VoteVariation"] = "rcv"
    case .largestRemainder:
      members["@type"] = "ElectionResults.PartyContest"
      members["VoteVariation"] = "proportional"
    case .question(let yes, let turnout):
      members["@type"] = "ElectionResults.BallotMeasureContest"
      members["Type"] = "referendum"
      members["EffectOfAbstain"] = Self.text(
        Text(saying: "counts towards turnout, neither for nor against"))
      var en = ["more yes than no"]
      if let yes { en.append("at least \(yes) yes") }
      if let turnout { en.append("at least \(turnout) ballots") }
      members["PassageThreshold"] = Self.text(Text(en.joined(separator: ", ")))
    case .threshold(let required, _):
      members["@type"] = "ElectionResults.BallotMeasureContest"
      members["Type"] = "initiative"
      members["PassageThreshold"] = Self.text(
        Text(saying: "\(required) signatures"))
    case .supportOppose: break
    }
    return .object(members)
  }

  private func selection(
    _ contest: PublicContest, _ option: PublicContest.NamedOption,
    _ counts: [ReportingUnits.CountedUnit]
  ) -> JSON {
    var members: JSON.Members = [
      "@id": .string(id("selection", contest, option.id)),
      "VoteCounts": .array(units.votes(counts, option, value: \.inFavour)),
    ]
    if isLists(contest) {
      members["@type"] = "ElectionResults.PartySelection"
      members["PartyIds"] = [.string(id("party", contest, option.id))]
    } else if hasCandidates(contest) {
      members["@type"] = "ElectionResults.CandidateSelection"
      members["CandidateIds"] = [.string(id("candidate", contest, option.id))]
    } else {
      members["@type"] = "ElectionResults.BallotMeasureSelection"
      members["Selection"] = Self.text(option.name)
    }
    return .object(members)
  }

  /// Votes, not ballots, that were lost by too many marks or not used, on paper too: by the standard
  /// categories of rejected papers.
  private func otherCounts(_ contest: PublicContest, choices: Int) -> JSON {
    let ballots = contest.result.total.ballots
    let papers = { (reason: String) in
      zip(definition.rejections, ballots.rejected).reduce(0) { $0 + ($1.0.id == reason ? $1.1 : 0) }
    }
    let cast = contest.standing.reduce(0) { $0 + contest.total($1).inFavour }
    let unused = ballots.blank + ballots.undervoted + papers("unmarked")
    let possible = choices * (ballots.valid + unused)
    return [
      "@type": "ElectionResults.OtherCounts",
      "GpUnitId": .string(ReportingUnits.area(contest.contest.area)),
      "Overvotes": .integer(choices * (ballots.overvoted + papers("overvoted"))),
      "Undervotes": .integer(max(0, possible - cast)),
    ]
  }

  /// Ballots of each area that has contests, by the contest with the most.
  private var ballotCounts: [JSON] {
    let contests = publication.contests.filter(\.isCounted)
    return Dictionary(grouping: contests, by: \.contest.area).sorted { $0.key < $1.key }
      .flatMap { area, contests -> [JSON] in
        guard let contest = contests.max(by: { $0.turnout < $1.turnout }) else { return [] }
        let row = { (type: JSON.Members, counts: JSON.Members) -> JSON in
          let members: JSON.Members = [
            "@type": "ElectionResults.BallotCounts",
            "GpUnitId": .string(ReportingUnits.area(area)),
          ]
          return .object(members.merging(type) { $1 }.merging(counts) { $1 })
        }
        let total = row(
          ["Type": "total"],
          [
            "BallotsCast": .integer(contest.turnout),
            "BallotsRejected": .integer(contest.turnout - contest.valid),
          ])
        let ballots = contest.result.total.ballots
        // What marks were judged to be, and why papers were rejected, may have one name.
        var kinds = BallotWords.categories.filter { $0.0 != .valid }.map {
          ("judged:\($0.0.rawValue)", ballots[$0.0])
        }
        kinds += zip(definition.rejections, ballots.rejected).map { ("rejected:\($0.id)", $1) }
        return [total]
          + kinds.filter { $0.1 > 0 }.map { kind, count in
            row(
              ["Type": "other", "OtherType": .string(kind)],
              ["BallotsRejected": .integer(count)])
          }
      }
  }
}
