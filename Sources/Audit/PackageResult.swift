import Encoding
import Words

/// What the auditor takes from result.json (FORMATS.md section 7).
///
/// The contests stay as they stand in the file, to be compared with what counting again gives.
struct PackageResult {
  /// The whole file.
  let json: JSON
  let election: Digest
  let stage: String
  let journal: Digest
  let manifests: [Digest]
  let sheets: [Digest]
  let strikes: Digest
  let reconciliation: Digest
  let amendments: [Digest]
  let stations: [JSON]
  let outstanding: [JSON]
  /// The signed result that it replaces.
  let replaces: Digest?
  let softwareVersion: String
  let softwareHash: Digest
  let hasRoll: Bool
  let entries: Int
  let excluded: Int
  let struck: [String: Int]
  let read: Int
  let unreadable: Int
  let unresolved: [String: Int]
  let accounts: [JSON]
  let contests: JSON
  /// The hash of the whole result, where this is the one for the public.
  let whole: Digest?

  /// The largest count that is believed; sums of a few thousand of them are safe.
  private static let counts = 0...(1 << 40)

  init?(_ bytes: [UInt8], problems: inout [Message]) {
    guard let json = JSON.parse(bytes, noting: &problems) else { return nil }
    self.json = json
    let violations = Violations()
    let reader = ObjectReader(json, violations: violations)
    if reader.string("format") != "coldcount/result/1" { reader.note("format", "another format") }
    let election = reader.digest("election")
    let stage = reader.string("stage", as: "electronic, partial or final") {
      ["electronic", "partial", "final"].contains($0) ? $0 : nil
    }
    let journal = reader.digest("journal")
    let inputs = reader.object("inputs")
    let strikes = inputs?.digest("strikes")
    let reconciliation = inputs?.digest("reconciliation")
    manifests = Self.digests(inputs, "manifests")
    sheets = Self.digests(inputs, "sheets")
    amendments = Self.digests(inputs, "amendments")
    inputs?.finish()
    let software = reader.object("software")
    let version = software?.string("version")
    let hash = software?.digest("hash")
    software?.finish()
    hasRoll = reader.string("eligibility") == "roll"
    let electronic = reader.object("electronic")
    let numbers = ["entries", "excluded", "read", "unreadable"].map {
      electronic?.integer($0, in: Self.counts)
    }
    var struck: [String: Int] = [:]
    if let reasons = electronic?.object("struck") {
      for reason in reasons.keys { struck[reason] = reasons.integer(reason, in: Self.counts) }
    }
    electronic?.finish()
    var unresolved: [String: Int] = [:]
    for item in reader.objects("unresolved") {
      if let station = item.identifier("station"),
        let count = item.integer("count", in: Self.counts)
      {
        unresolved[station] = count
      }
      item.finish()
    }
    stations = reader.value("stations")?.array ?? []
    outstanding = reader.value("outstanding")?.array ?? []
    replaces = reader.isNull("replaces") ? nil : reader.digest("replaces")
    accounts = reader.value("accounts")?.array ?? []
    contests = reader.value("contests") ?? .null
    let shown = reader.has("public") ? reader.object("public") : nil
    whole = shown?.digest("result")
    _ = shown?.integer("smallCell", in: Self.counts)
    shown?.finish()
    reader.finish()
    problems += violations.list.map(\.message)
    guard violations.list.isEmpty, let election, let stage, let journal, let strikes,
      let reconciliation, let version, let hash, let entries = numbers[0],
      let excluded = numbers[1], let read = numbers[2], let unreadable = numbers[3]
    else { return nil }
    self.election = election
    self.stage = stage
    self.journal = journal
    self.strikes = strikes
    self.reconciliation = reconciliation
    softwareVersion = version
    softwareHash = hash
    self.entries = entries
    self.excluded = excluded
    self.struck = struck
    self.read = read
    self.unreadable = unreadable
    self.unresolved = unresolved
  }

  private static func digests(_ reader: ObjectReader?, _ key: String) -> [Digest] {
    guard let reader else { return [] }
    let digests = reader.strings(key).compactMap { Digest(hex: $0) }
    if digests.count != reader.value(key)?.array?.count || Set(digests).count != digests.count {
      reader.note(key, "not a list of different hashes")
    }
    return digests
  }

  var struckTotal: Int { struck.values.reduce(0, +) }
}
