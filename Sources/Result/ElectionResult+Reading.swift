package import Election
package import Encoding
import Paper
package import Words

extension ElectionResult: ReadableResult {
  /// The largest number of sealed ballots that is believed; sums of a few thousand of them are
  /// safe.
  static let ballotNumbers = 0...(1 << 40)

  /// Reads a result as far as it can be understood; everything that is wrong with it is noted.
  ///
  /// Where the definition does not hold either there is none, and the contests and accounts, which
  /// say nothing without it, are left out.
  package init?(_ json: JSON, of definition: Definition?, violations: Violations) {
    let reader = ObjectReader(json, violations: violations)
    let election = definition.map(ResultReader.init)
    let head = ResultHead(reader, of: definition)
    let electronic = reader.object("electronic").flatMap(Electronic.init)
    let unresolved = Self.unresolved(reader, election)
    let openness = Openness(reader, election)
    let accounts = Self.accounts(reader, election)
    let corrections = reader.objects("corrections").compactMap {
      RecordedCorrection($0, of: election)
    }
    let contests =
      election.map { election in
        election.contests(reader) { ContestResult($0, of: $1, against: election) }
      } ?? reader.unread("contests")
    reader.finish()
    guard let head, let electronic, election?.isWhole(contests) ?? true else { return nil }
    self.init(
      head: head, electronic: electronic, unresolved: unresolved, accounts: accounts,
      corrections: corrections, openness: openness,
      contests: contests)
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
    if Set(accounts.map(\.account.key)).count != accounts.count {
      reader.note("accounts", "an account is there twice")
    }
    return accounts
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
