package import Election
package import Encoding
package import Words

/// Everything that is wrong with a result.
package struct ResultError: ReportedError, Equatable {
  /// Each in words, with its path.
  package let problems: [Message]

  package init(_ problems: [Message]) { self.problems = problems }

  package var report: Report {
    Report(
      .refused, code: "result", "the result does not hold",
      advice: "do not go on with this file; fetch it again from where it was made",
      details: problems)
  }
}

extension ElectionResult {
  /// The largest number of sealed ballots that is believed; sums of a few thousand of them are
  /// safe.
  static let ballotNumbers = 0...(1 << 40)

  /// Reads a result of an election from its file.
  ///
  /// What this accepts, `file` writes again byte for byte.
  ///
  /// - Throws: `ResultError` with everything that is wrong with it.
  package init(file: [UInt8], of definition: Definition) throws(ResultError) {
    let json: JSON
    do { json = try JSON.parse(canonical: file) } catch { throw ResultError([error.message]) }
    let violations = Violations()
    let read = ElectionResult(json, of: definition, violations: violations)
    guard violations.list.isEmpty, let read else {
      throw ResultError(violations.list.map(\.message))
    }
    self = read
  }

  /// Reads a result as far as it can be understood; everything that is wrong with it is noted.
  ///
  /// Where the definition does not hold either there is none, and the contests and accounts, which
  /// say nothing without it, are left out.
  package init?(_ json: JSON, of definition: Definition?, violations: Violations) {
    let reader = ObjectReader(json, violations: violations)
    let election = definition.map(ResultReader.init)
    let head = ResultHead(reader)
    let unresolved = Self.unresolved(reader, election)
    let openness = Openness(reader, election)
    let replaces = reader.digestOrNull("replaces")
    let accounts = Self.accounts(reader, election)
    let contests =
      election.map { election in
        election.contests(reader) { ContestResult($0, of: $1, against: election) }
      } ?? reader.unread("contests")
    reader.finish()
    guard let head, election?.isWhole(contests) ?? true else { return nil }
    self.init(
      election: head.election, stage: head.stage, journal: head.journal, inputs: head.inputs,
      software: head.software, isEligibilityChecked: head.isEligibilityChecked,
      electronic: head.electronic, unresolved: unresolved, accounts: accounts,
      openness: openness, replaces: replaces, contests: contests)
  }

  /// Lost register entries, sorted by station.
  private static func unresolved(
    _ reader: ObjectReader, _ election: ResultReader?
  ) -> [String: Int] {
    var numbers: [String: Int] = [:]
    var last = ""
    for item in reader.objects("unresolved") {
      let station = item.station("station", of: election)
      let count = item.integer("count", in: ballotNumbers)
      item.finish()
      guard let station, let count else { continue }
      if station <= last { item.note("station", "out of order or repeated") }
      last = station
      numbers[station] = count
    }
    return numbers
  }

  private static func accounts(_ reader: ObjectReader, _ election: ResultReader?) -> [Account] {
    guard let election else { return reader.unread("accounts") }
    let accounts = reader.objects("accounts").compactMap {
      Account($0, definition: election.definition)
    }
    if Set(accounts.map(\.account.station)).count != accounts.count {
      reader.note("accounts", "a station is there twice")
    }
    return accounts
  }
}

extension ElectionResult.Account {
  fileprivate init?(_ reader: ObjectReader, definition: Definition) {
    let account = StationAccount(reader, definition: definition)
    let papers = reader.integer("papers", in: ContestResult.wholeNumbers)
    let unaccounted = reader.integer("unaccounted", in: JSON.integers)
    let uncounted = reader.integer("uncounted", in: JSON.integers)
    reader.finish()
    guard let account, let papers else { return nil }
    self.init(account: account, papers: papers)
    if let unaccounted, unaccounted != difference.unaccounted {
      reader.note("unaccounted", "not what the account comes to")
    }
    if let uncounted, uncounted != difference.uncounted {
      reader.note("uncounted", "not what the account comes to")
    }
  }
}

extension ElectionResult.Openness {
  fileprivate init(_ reader: ObjectReader, _ election: ResultReader?) {
    let stations = reader.objects("stations").compactMap { StationProgress($0, of: election) }
    if Set(stations.map(\.station)).count != stations.count {
      reader.note("stations", "a station is there twice")
    }
    self.init(
      stations: stations,
      outstanding: reader.objects("outstanding").compactMap { StillOut($0, isPublic: false) })
  }
}

extension StationProgress {
  fileprivate init?(_ reader: ObjectReader, of election: ResultReader?) {
    let station = reader.station("station", of: election)
    let state = reader.string("state", as: "in or out", State.init(rawValue:))
    let papers = reader.integer("papers", in: ContestResult.wholeNumbers)
    let toCome = reader.integerOrNull("toCome", in: ContestResult.wholeNumbers)
    reader.finish()
    guard let station, let state, let papers else { return nil }
    self.init(station: station, isIn: state == .in, papers: papers, toCome: toCome)
  }
}

/// What a whole result and one for the public begin with.
struct ResultHead {
  let election: Digest
  let stage: Stage
  let journal: Digest
  let inputs: ElectionResult.Inputs
  let software: ElectionResult.Software
  let isEligibilityChecked: Bool
  let electronic: ElectionResult.Electronic

  init?(_ reader: ObjectReader) {
    let format = reader.string("format")
    if let format, format != ElectionResult.format { reader.note("format", "another format") }
    let election = reader.digest("election")
    let stage = reader.stage("stage")
    let journal = reader.digest("journal")
    let inputs = reader.object("inputs").flatMap(ElectionResult.Inputs.init)
    let software = reader.object("software").flatMap(ElectionResult.Software.init)
    let isChecked = reader.string("eligibility", as: "roll or not-checked") { text in
      [true, false].first { ElectionResult.eligibility(isChecked: $0) == text }
    }
    let electronic = reader.object("electronic").flatMap(ElectionResult.Electronic.init)
    // Of another format nothing is known.
    guard format == ElectionResult.format, let election, let stage, let journal, let inputs,
      let software, let isChecked, let electronic
    else { return nil }
    self.election = election
    self.stage = stage
    self.journal = journal
    self.inputs = inputs
    self.software = software
    isEligibilityChecked = isChecked
    self.electronic = electronic
  }
}

extension ElectionResult.Inputs {
  fileprivate init?(_ reader: ObjectReader) {
    let strikes = reader.digest("strikes")
    let reconciliation = reader.digest("reconciliation")
    let manifests = reader.digests("manifests")
    let sheets = reader.digests("sheets")
    let amendments = reader.digests("amendments")
    reader.finish()
    guard let strikes, let reconciliation else { return nil }
    self.init(
      manifests: manifests, sheets: sheets, strikes: strikes, reconciliation: reconciliation,
      amendments: amendments)
  }
}

extension ElectionResult.Software {
  fileprivate init?(_ reader: ObjectReader) {
    let version = reader.string("version")
    let hash = reader.digest("hash")
    reader.finish()
    guard let version, let hash else { return nil }
    self.init(version: version, hash: hash)
  }
}

extension ElectionResult.Electronic {
  fileprivate init?(_ reader: ObjectReader) {
    let numbers = ElectionResult.ballotNumbers
    let entries = reader.integer("entries", in: numbers)
    let excluded = reader.integer("excluded", in: numbers)
    let read = reader.integer("read", in: numbers)
    let unreadable = reader.integer("unreadable", in: numbers)
    var struck: [StrikeReason: Int] = [:]
    let reasons = reader.object("struck")
    for reason in StrikeReason.allCases where reasons?.has(reason.rawValue) == true {
      struck[reason] = reasons?.integer(reason.rawValue, in: numbers)
    }
    reasons?.finish()
    reader.finish()
    guard let entries, let excluded, let read, let unreadable else { return nil }
    self.init(
      entries: entries, excluded: excluded, struck: struck, read: read, unreadable: unreadable)
  }
}

extension ObjectReader {
  /// A hash that may be null.
  func digestOrNull(_ key: String) -> Digest? { isNull(key) ? nil : digest(key) }

  /// A station, of the election where that is known.
  func station(_ key: String, of election: ResultReader?) -> String? {
    let id = identifier(key)
    if let id, let election, !election.isStation(id) { note(key, "no station \(id)") }
    return id
  }

  /// A list that is there and cannot be read.
  func unread<Element>(_ key: String) -> [Element] {
    _ = objects(key)
    return []
  }
}
