import Bundles
import Cryptography
import Disclosure
import Election
import Encoding
import Paper
import TestSupport

/// The election of the vectors, which most inputs are read against.
enum KnownElection {
  static let file = (try? VectorElection.bytes("election.json")) ?? []
  static let hash = Digest.of(file)
  static let keys = KeyCheck(
    isSigningKey: { (try? SigningPublicKey(text: $0)) != nil },
    isSealingKey: { (try? BoxPublicKey(base64: $0)) != nil })

  static func definition() throws(BrokenProperty) -> Definition {
    guard let definition = read else {
      throw BrokenProperty(description: "the vectors' definition cannot be read")
    }
    return definition
  }

  private static let read = try? Definition(file: file, keys: keys)
}

/// The forms that everything else is made of.
extension FuzzTarget {
  static let encodings = [
    FuzzTarget("json") { bytes in
      guard let draft = try twice({ try JSON.parse(draft: bytes) }) else {
        try check((try? JSON.parse(canonical: bytes)) == nil, "canonical, but no draft")
        return false
      }
      let canonical = draft.canonical
      try check(
        (try? JSON.parse(canonical: canonical)) == draft, "what is written reads otherwise")
      let isCanonical = (try twice { try JSON.parse(canonical: bytes) }) != nil
      try check(isCanonical == (canonical == bytes), "canonical and written otherwise")
      return true
    },
    FuzzTarget("csv") { bytes in
      guard let table = try twice({ CSVRows(try CSV.parse(bytes)) }) else { return false }
      let written = CSV.write(header: table.header, rows: table.rows)
      let again = try? CSV.parse(written)
      try check(again?.header == table.header, "the header is written otherwise")
      // What we write is sorted; and of one column blank rows at the end are taken for none.
      try check(
        table.header.count == 1
          || again?.rows.map(\.fields).sorted { $0.lexicographicallyPrecedes($1) }
            == table.rows.sorted { $0.lexicographicallyPrecedes($1) },
        "rows are written otherwise")
      if let canonical = try? CSV.parse(canonical: bytes, header: table.header) {
        try check(
          CSV.write(header: table.header, rows: canonical.map(\.fields)) == bytes,
          "canonical and written otherwise")
      }
      return true
    },
    FuzzTarget("survey") { bytes in
      (try twice { try Survey(file: bytes).isRead }) != nil
    },
  ]
}

private struct CSVRows: Equatable {
  let header: [String]
  let rows: [[String]]

  init(_ table: CSV.Table) {
    header = table.header
    rows = table.rows.map(\.fields)
  }
}

extension Survey {
  fileprivate var isRead: Bool { true }
}

/// What an election says, and who changes it.
extension FuzzTarget {
  static let definitions = [
    FuzzTarget("definition", maxByteCount: 32_768) { bytes in
      let read = try twice { try Definition(file: bytes, keys: KnownElection.keys).isRead }
      guard read != nil else { return false }
      let definition = try? Definition(file: bytes, keys: KnownElection.keys)
      try check(
        definition.map { $0.ballotByteCount % 16 } == 0, "a ballot size that is no multiple")
      return true
    },
    FuzzTarget("amendment") { bytes in
      let definition = try KnownElection.definition()
      let read = try twice {
        try Amendment(file: bytes, definition: definition, election: KnownElection.hash)
      }
      guard let read else { return false }
      try check(read.file == bytes, "an amendment is written otherwise")
      for change in read.changes {
        try check(
          Change.json(words: change.words) == change.json, "the words of a change are another's")
      }
      return true
    },
    FuzzTarget("manifest") { bytes in
      guard let manifest = try twice({ try Manifest(file: bytes) }) else { return false }
      try check(manifest.file == bytes, "a manifest is written otherwise")
      return true
    },
    FuzzTarget("patterns") { bytes in
      let definition = try KnownElection.definition()
      let table = try twice { try PatternTable(file: bytes, definition: definition) }
      guard let table else { return false }
      try check(table.file == bytes, "patterns are written otherwise")
      return true
    },
  ]

  static let sheets = [
    FuzzTarget("sheet-csv") { bytes in
      // The other form has a target of its own.
      guard bytes.first != UInt8(ascii: "{") else { return false }
      return try readSheets(bytes)
    },
    FuzzTarget("sheet-json") { bytes in
      guard bytes.first == UInt8(ascii: "{") else { return false }
      return try readSheets(bytes)
    },
    FuzzTarget("account") { bytes in
      let definition = try KnownElection.definition()
      let accounts = try twice { try StationAccount.parse(bytes, definition: definition) }
      for account in accounts ?? [] {
        try check(
          (try? StationAccount(json: account.json, definition: definition)) == account,
          "an account is written otherwise")
      }
      return accounts != nil
    },
    FuzzTarget("desk", maxByteCount: 16_384) { bytes in
      guard let file = try twice({ try DeskFile(file: bytes) }) else { return false }
      try check(file.file == bytes, "a desk's file is written otherwise")
      let definition = try KnownElection.definition()
      return try twice { try file.entries(in: [definition]) } != nil
    },
  ]

  private static func readSheets(_ bytes: [UInt8]) throws -> Bool {
    let definition = try KnownElection.definition()
    let read = try twice {
      try SheetFile.parse(bytes, definition: definition, election: KnownElection.hash)
    }
    guard let sheets = read else { return false }
    try check(!sheets.isEmpty, "a file without sheets is accepted")
    for sheet in sheets {
      try check(
        (try? Sheet(json: sheet.json, definition: definition)) == sheet,
        "a sheet is written otherwise")
      try check(sheet.valid >= 0 && sheet.valid <= sheet.papers, "more valid papers than papers")
      if bytes.first == UInt8(ascii: "{") {
        try check(sheet.file == bytes, "a sheet's file is written otherwise")
      }
    }
    return true
  }
}

extension Definition {
  fileprivate var isRead: Bool { true }
}
