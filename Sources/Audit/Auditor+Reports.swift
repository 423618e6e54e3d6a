import Cryptography
import Election
import Encoding
import Result
import Words

/// The reports, which say of the result what it says itself: they are made again.
extension Auditor {
  /// What a report tells: where any of it does not hold, the report is of no result.
  private static let told: Set<CheckID> = [
    .result, .amendments, .earlier, .accounts, .strikes, .ballots, .stage, .tally, .places,
  ]

  func checkReports(_ finding: inout Finding) {
    let present = folder.names.filter { $0.hasPrefix("reports/") }
    guard let reports else {
      finding.notMade = "nothing was given that makes reports again"
      return
    }
    guard let result, let definition, let file = definitionFile,
      !report.failed.contains(where: { Self.told.contains($0.id) })
    else {
      finding.notMade = "what they would tell does not hold"
      return
    }
    let replaced = result.replaces.flatMap { hash in
      folder.read("earlier/\(hash).json").flatMap { try? ElectionResult(file: $0, of: definition) }
    }
    guard result.replaces == nil || replaced != nil else {
      finding.notMade = "they tell what changed since a result that is not in this package"
      return
    }
    let source = ReportSource(
      result, of: definition,
      amendments: amendments(named: result.inputs.amendments.count, election: Digest.of(file)),
      replaced: replaced)
    let made = reports.make(source)
    finding.compared = Plural.of(made.count, "report")
    let bytes = Dictionary(made.map { ($0.name, $0.bytes) }, uniquingKeysWith: { one, _ in one })
    var problems: [Message] = []
    for name in present {
      guard let expected = bytes[name] else {
        problems.append("\(SafeText.escaped(name)) is no report of this result")
        continue
      }
      if folder.read(name) != expected { problems.append("\(name) is not what the result gives") }
    }
    for name in bytes.keys.sorted() where !present.contains(name) {
      problems.append("\(name) is missing")
    }
    guard !problems.isEmpty, result.software.version != reports.version else {
      for problem in problems { finding.fail(problem) }
      return
    }
    // Another version has other words.
    finding.notMade =
      "they are of coldcount \(SafeText.escaped(result.software.version)), and this is "
      + "\(reports.version): that version makes them again"
  }
}
