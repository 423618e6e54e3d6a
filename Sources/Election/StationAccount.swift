package import Encoding
package import Words

/// Where a station's papers went (FORMATS.md section 4, station account).
package struct StationAccount: Equatable, Sendable {
  package static let header = [
    "station", "issued", "unused", "spoilt", "tendered", "in-box", "note",
  ]
  private static let maxNoteLength = 2_000

  package let station: String
  package let issued: Int
  package let unused: Int
  package let spoilt: Int
  package let tendered: Int
  package let inBox: Int
  package let note: String

  package var json: JSON { .object(members) }

  /// The members of its object.
  package var members: JSON.Members {
    [
      "station": .string(station), "issued": .integer(issued), "unused": .integer(unused),
      "spoilt": .integer(spoilt), "tendered": .integer(tendered), "in-box": .integer(inBox),
      "note": .string(note),
    ]
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
    guard let station, let issued, let unused, let spoilt, let tendered, let inBox, let note
    else { return nil }
    self.station = station
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
    let table = try KeyedTable(bytes, header: header)
    let stations = IDList(definition.stations.map(\.id))
    var seen: Set<String> = []
    var accounts: [StationAccount] = []
    var problems: [Message] = []
    for row in table.rows {
      let found = StationAccount.problems(row, stations)
      problems += found.map { "line \(row.line): \($0)" }
      guard found.isEmpty else { continue }
      guard seen.insert(row.fields[0]).inserted else {
        problems.append("line \(row.line): \(row.fields[0]) is there twice")
        continue
      }
      var members: JSON.Members = [:]
      for (name, field) in zip(header, row.fields) {
        members[name] = isText(name) ? .string(field) : Int(field).map { .integer($0) }
      }
      accounts.append(try StationAccount(json: .object(members), definition: definition))
    }
    guard problems.isEmpty else { throw SheetError(problems) }
    return accounts
  }

  private static func isText(_ column: String) -> Bool { column == "station" || column == "note" }

  /// What is wrong with the cells of a row, by their columns.
  private static func problems(_ row: CSV.Row, _ stations: IDList) -> [Message] {
    var problems: [Message] = []
    if !stations.contains(row.fields[0]) {
      problems.append(
        "no station '\(SafeText.escaped(row.fields[0]))'; there are \(stations.words)")
    }
    for (name, field) in zip(header, row.fields) where !isText(name) {
      if case .problem(let problem) = CellCount(field, most: Sheet.maxPapers) {
        problems.append("column \(name): \(problem)")
      }
    }
    if row.fields[6].utf8.count > maxNoteLength {
      problems.append("column note: longer than \(maxNoteLength) bytes")
    }
    return problems
  }

  /// What does not add up: reported with the note, never an error, for what is in the box is
  /// counted (FORMATS.md section 4).
  package struct Difference: Equatable, Sendable {
    /// Papers issued beyond those accounted for; below zero where more came back.
    package let unaccounted: Int
    /// Papers in the box beyond those in the batches; below zero where the batches have more.
    package let uncounted: Int
  }

  /// The differences, where `papers` are those of the station's batches.
  package func difference(papers: Int) -> Difference {
    Difference(
      unaccounted: issued - unused - spoilt - tendered - inBox, uncounted: inBox - papers)
  }

  /// The differences in words, in English.
  package func differences(papers: Int) -> [Message] {
    let found = difference(papers: papers)
    var differences: [Message] = []
    if found.unaccounted != 0 {
      differences.append("issued \(issued), accounted for \(issued - found.unaccounted)")
    }
    if found.uncounted != 0 {
      differences.append("in the box \(inBox), in the batches \(papers)")
    }
    return differences
  }
}
