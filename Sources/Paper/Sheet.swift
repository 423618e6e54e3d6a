package import Election
package import Encoding
package import Words

/// Which sheet: one station, batch and contest.
package struct SheetKey: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let station: String
  package let batch: String
  package let contest: String

  package init(station: String, batch: String, contest: String) {
    self.station = station
    self.batch = batch
    self.contest = contest
  }

  package var description: String { "\(station)/\(batch)/\(contest)" }

  package static func < (one: SheetKey, other: SheetKey) -> Bool {
    (one.station, one.batch, one.contest) < (other.station, other.batch, other.contest)
  }
}

/// The count of one batch of papers for one contest (FormatSheet § A sheet).
package struct Sheet: Equatable, Sendable {
  package static let format = "coldcount/sheet/1"
  /// The most papers of one batch.
  package static let maxPapers = 100_000_000

  /// Papers on which an agent objected to the decision.
  package struct Objections: Equatable, Sendable {
    package let rejected: Int
    package let accepted: Int
  }

  package let election: Digest
  package let key: SheetKey
  package let papers: Int
  package let counts: [String: OptionCount]
  /// Rejected papers by category.
  package let rejected: [String: Int]
  package let objections: Objections?

  package init(
    election: Digest, key: SheetKey, papers: Int, counts: [String: OptionCount],
    rejected: [String: Int], objections: Objections?
  ) {
    self.election = election
    self.key = key
    self.papers = papers
    self.counts = counts
    self.rejected = rejected
    self.objections = objections
  }

  /// Papers that are not rejected; below zero where the sheet does not hold.
  package var valid: Int { papers - rejected.values.reduce(0, +) }

  package var json: JSON {
    var members: JSON.Members = [
      "format": .string(Self.format), "election": .string(election.description),
      "station": .string(key.station), "batch": .string(key.batch),
      "contest": .string(key.contest), "papers": .integer(papers),
      "counts": .object(counts.mapValues(\.json)),
      "rejected": .object(rejected.mapValues { .integer($0) }),
    ]
    if let objections {
      members["objections"] = [
        "rejected": .integer(objections.rejected), "accepted": .integer(objections.accepted),
      ]
    }
    return .object(members)
  }

  /// The canonical file.
  package var file: [UInt8] { json.canonical }
}

extension Sheet {
  /// Reads a sheet and checks it against the election.
  ///
  /// - Throws: `SheetError` with everything that is wrong with it.
  package init(json: JSON, definition: Definition) throws(SheetError) {
    let violations = Violations()
    let reader = ObjectReader(json, violations: violations)
    if let format = reader.string("format"), format != Self.format {
      reader.note("format", "not \(Self.format)")
    }
    let election = reader.digest("election")
    let station = reader.identifier("station")
    let batch = reader.identifier("batch")
    let contestID = reader.identifier("contest")
    let papers = reader.integer("papers", in: 0...Self.maxPapers)
    let contest = contestID.flatMap(definition.contest)
    if let contestID, contest == nil { reader.note("contest", "no contest \(contestID)") }
    var counts: [String: OptionCount] = [:]
    if let object = reader.object("counts"), let contest {
      for option in contest.options {
        counts[option.id] = Self.count(object, option.id, contest.method)
      }
      object.finish()
    }
    var rejected: [String: Int] = [:]
    if let object = reader.object("rejected") {
      for category in definition.rejections {
        rejected[category.id] = object.integer(category.id, in: 0...Self.maxPapers)
      }
      object.finish()
    }
    var objections: Objections?
    if reader.has("objections"), let object = reader.object("objections") {
      let refused = object.integer("rejected", in: 0...Self.maxPapers)
      let accepted = object.integer("accepted", in: 0...Self.maxPapers)
      object.finish()
      if let refused, let accepted { objections = .init(rejected: refused, accepted: accepted) }
    }
    reader.finish()
    guard violations.list.isEmpty, let election, let station, let batch, let contestID,
      let papers
    else { throw SheetError(violations.list.map(\.message)) }
    self.init(
      election: election, key: SheetKey(station: station, batch: batch, contest: contestID),
      papers: papers, counts: counts, rejected: rejected, objections: objections)
    let problems = problems(definition)
    guard problems.isEmpty else { throw SheetError(problems) }
  }

  private static func count(
    _ reader: ObjectReader, _ option: String, _ method: Method
  ) -> OptionCount? {
    guard method.isJudged else {
      return reader.integer(option, in: 0...maxPapers).map { .chosen($0) }
    }
    guard let object = reader.object(option) else { return nil }
    let numbers = Judgement.names.compactMap { object.integer($0, in: 0...maxPapers) }
    object.finish()
    return OptionCount(numbers)
  }

  /// What does not add up, or does not belong to the election (FormatSheet § A sheet).
  package func problems(_ definition: Definition) -> [Message] {
    var problems: [Message] = []
    let name = "sheet \(key): "
    let station = definition.station(key.station)
    guard let contest = definition.contest(key.contest) else {
      return ["\(name)no contest \(key.contest)"]
    }
    guard !contest.method.isRanked else {
      return ["\(name)\(contest.id) is ranked: its papers are recorded one by one, in a bundle"]
    }
    if let station {
      if !definition.carries(contest.id, at: station) {
        problems.append("\(name)\(contest.id) is not voted on at \(station.id)")
      }
    } else {
      problems.append("\(name)no station \(key.station)")
    }
    let numbers = counts.sorted { $0.key < $1.key }.flatMap { id, count in
      count.numbers.map { (id, $0) }
    }
    for (id, number) in numbers + rejected.sorted(by: { $0.key < $1.key }).map({ ($0, $1) })
    where number > papers || number < 0 {
      problems.append("\(name)\(id) has \(number), more than the \(papers) papers")
    }
    guard valid >= 0 else {
      return problems + ["\(name)more papers rejected than there are"]
    }
    return problems + sums(contest, name)
  }

  /// What an amendment may change is who stands, and so how many votes there may be.
  package func holds(in amended: [String: Contest]) -> Bool {
    amended[key.contest].map { sums($0, "").isEmpty } ?? true
  }

  private func sums(_ contest: Contest, _ name: String) -> [Message] {
    guard !contest.method.isJudged else {
      return counts.sorted { $0.key < $1.key }.compactMap { id, count in
        let sum = count.numbers.reduce(0, +)
        return sum > valid ? "\(name)\(id) has \(sum) judgements on \(valid) valid papers" : nil
      }
    }
    // What was marked for an option taken out before the poll is no choice, as in `Contest.judge`.
    let standing = contest.options.filter { !$0.status.isOut }
    let votes = standing.compactMap { counts[$0.id] }.flatMap(\.numbers).reduce(0, +)
    let least = valid * contest.method.choices.lowerBound
    let most = valid * contest.method.choices.upperBound
    guard !(least...most).contains(votes) else { return [] }
    return ["\(name)\(votes) votes on \(valid) valid papers, expected \(least) to \(most)"]
  }
}

/// Everything that is wrong with a sheet, or with a file of sheets.
package struct SheetError: ReportedError, Equatable {
  /// How many problems are shown: nobody reads more at once.
  static let maxShownCount = 50

  package let problems: [Message]
  private let advice: Message

  package init(
    _ problems: [Message],
    advice: Message =
      "nothing in the file was imported; correct it against the paper and import it again"
  ) {
    self.problems = problems
    self.advice = advice
  }

  package var report: Report {
    guard problems.count != 1 else {
      return Report(.refused, code: "sheet", problems[0], advice: advice)
    }
    let more = problems.count - Self.maxShownCount
    return Report(
      .refused, code: "sheet", "the figures cannot be right", advice: advice,
      details: problems.prefix(Self.maxShownCount) + (more > 0 ? ["and \(more) more"] : []))
  }
}
