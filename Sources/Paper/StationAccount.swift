package import Election
package import Encoding
package import Words

/// Where a station's papers went (FormatSheet § An account).
package struct StationAccount: Equatable, Sendable {
  private static let countColumns = ["issued", "unused", "spoilt", "tendered", "in-box"]
  private static let noteColumn = "note"
  private static let maxNoteLength = 2_000

  /// The columns of a table of accounts.
  package static func header(_ papers: Definition.Papers) -> [String] {
    keyColumns(papers) + countColumns + [noteColumn]
  }

  private static func keyColumns(_ papers: Definition.Papers) -> [String] {
    papers == .one ? ["station"] : ["station", "contest"]
  }

  package let key: AccountKey
  package let issued: Int
  package let unused: Int
  package let spoilt: Int
  package let tendered: Int
  package let inBox: Int
  package let note: String

  package var station: String { key.station }

  /// Papers of which the account says where they are.
  package var accountedFor: Int { unused + spoilt + tendered + inBox }

  package var json: JSON { .object(members) }

  /// The members of its object.
  package var members: JSON.Members {
    key.members.merging([
      "issued": .integer(issued), "unused": .integer(unused), "spoilt": .integer(spoilt),
      "tendered": .integer(tendered), "in-box": .integer(inBox), "note": .string(note),
    ]) { $1 }
  }

  /// Reads an account and checks that the station is of the election.
  ///
  /// - Throws: `SheetError` with everything that is wrong with it.
  package init(json: JSON, definition: Definition) throws(SheetError) {
    let violations = Violations()
    let reader = ObjectReader(json, violations: violations)
    let read = StationAccount(reader, definition: definition)
    reader.finish()
    guard violations.list.isEmpty, let read else {
      throw SheetError(violations.list.map(\.message))
    }
    self = read
  }

  /// Reads the members of an account; what is wrong with them is noted, and whoever asks finishes
  /// the object.
  package init?(_ reader: ObjectReader, definition: Definition) {
    let station = reader.identifier("station")
    let contest = definition.papers == .each ? reader.identifier("contest") : nil
    let range = 0...Sheet.maxPapers
    let issued = reader.integer("issued", in: range)
    let unused = reader.integer("unused", in: range)
    let spoilt = reader.integer("spoilt", in: range)
    let tendered = reader.integer("tendered", in: range)
    let inBox = reader.integer("in-box", in: range)
    let note = reader.string("note", as: "a note of at most \(Self.maxNoteLength) characters") {
      $0.utf8.count <= Self.maxNoteLength ? $0 : nil
    }
    if let station, definition.station(station) == nil {
      reader.note("station", "no station \(station)")
    }
    if let contest, definition.contest(contest) == nil {
      reader.note("contest", "no contest \(contest)")
    }
    guard let station, (contest != nil) == (definition.papers == .each), let issued, let unused,
      let spoilt, let tendered, let inBox, let note
    else { return nil }
    key = AccountKey(station: station, contest: contest)
    self.issued = issued
    self.unused = unused
    self.spoilt = spoilt
    self.tendered = tendered
    self.inBox = inBox
    self.note = note
  }

  /// The accounts of a table.
  ///
  /// - Throws: `SheetError` with everything that is wrong in any line.
  package static func parse(
    _ bytes: [UInt8], definition: Definition
  ) throws(SheetError) -> [StationAccount] {
    let header = header(definition.papers)
    let table = try KeyedTable(bytes, header: header)
    let ids = keyColumns(definition.papers).map { column in
      IDList(column == "station" ? definition.stations.map(\.id) : definition.contests.map(\.id))
    }
    var seen: Set<[String]> = []
    var accounts: [StationAccount] = []
    var problems: [Message] = []
    for row in table.rows {
      let found = StationAccount.problems(row, header, ids)
      problems += found.map { "line \(row.line): \($0)" }
      guard found.isEmpty else { continue }
      let place = Array(row.fields.prefix(ids.count))
      guard seen.insert(place).inserted else {
        problems.append("line \(row.line): \(place.joined(separator: " ")) is there twice")
        continue
      }
      var members: JSON.Members = [:]
      for (name, field) in zip(header, row.fields) {
        members[name] =
          countColumns.contains(name) ? Int(field).map { .integer($0) } : .string(field)
      }
      accounts.append(try StationAccount(json: .object(members), definition: definition))
    }
    guard problems.isEmpty else { throw SheetError(problems) }
    return accounts
  }

  /// What is wrong with the cells of a row, by their columns; it begins with one of each `ids`.
  private static func problems(_ row: CSV.Row, _ header: [String], _ ids: [IDList]) -> [Message] {
    var problems: [Message] = []
    for (name, (field, known)) in zip(header, zip(row.fields, ids)) where !known.contains(field) {
      let kind: Message = name == "station" ? "station" : "contest"
      problems.append("no \(kind) '\(SafeText.escaped(field))'; there are \(known.words)")
    }
    for (name, field) in zip(header, row.fields) where countColumns.contains(name) {
      if case .problem(let problem) = CellCount(field, most: Sheet.maxPapers) {
        problems.append("column \(name): \(problem)")
      }
    }
    if row.fields.last.map({ $0.utf8.count > maxNoteLength }) == true {
      problems.append("column note: longer than \(maxNoteLength) bytes")
    }
    return problems
  }

  /// What does not add up: what is in the box is counted all the same (FormatSheet § An account).
  package struct Difference: Equatable, Sendable {
    /// Papers issued beyond those accounted for; below zero where more came back.
    package let unaccounted: Int
    /// Papers in the box beyond those in the batches; below zero where the batches have more.
    package let uncounted: Int

    package init(unaccounted: Int, uncounted: Int) {
      self.unaccounted = unaccounted
      self.uncounted = uncounted
    }

    package var isNone: Bool { unaccounted == 0 && uncounted == 0 }
  }

  /// The differences, where `papers` are those of its batches.
  package func difference(papers: Int) -> Difference {
    Difference(unaccounted: issued - accountedFor, uncounted: inBox - papers)
  }
}

/// Two people who key an account agree on its figures; each writes the note in their own words.
extension StationAccount: KeyedEntry {
  package static func name(_ key: AccountKey) -> Message { PaperSubject.account(key).name }

  package func differences(from other: StationAccount) -> [String] {
    zip(Self.countColumns, zip(figures, other.figures)).compactMap { $1.0 == $1.1 ? nil : $0 }
  }

  /// No amendment changes what an account is of.
  package func holds(in amended: [String: Contest]) -> Bool { true }

  private var figures: [Int] { [issued, unused, spoilt, tendered, inBox] }
}

extension KeyedBook<StationAccount> {
  /// The papers in the box of each station whose account counts.
  package var boxes: [String: Int] {
    Dictionary(
      agreed.filter { $0.key.contest == nil }.map { ($0.station, $0.inBox) },
      uniquingKeysWith: { one, _ in one })
  }
}
