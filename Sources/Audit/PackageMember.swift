import Election
import Encoding

/// The files that a package may have (FormatPackage § Overview, § The package for the public); what
/// nothing explains is refused.
enum PackageMember {
  private static let plain: Set = ["journal.jsonl", "strikes.csv", "patterns.csv", "tracking.txt"]
  private static let signed: Set = [
    "election.json", "reconciliation.json", "result.json", "B2SUMS",
  ]
  private static let ending = ".minisig"

  /// Whether a file is one that a package has.
  ///
  /// What reports/ holds is looked at by itself.
  static func isKnown(_ name: String) -> Bool {
    if name.hasPrefix("reports/") { return true }
    if isProof(name) { return true }
    guard name.hasSuffix(ending) else {
      return plain.contains(name) || isSigned(name) || hash(name, in: "manifests") != nil
        || hash(name, in: "sheets") != nil
    }
    let manifest = String(name.dropLast(ending.count))
    return hash(manifest, in: "manifests") != nil || signedFile(of: name).map(isSigned) == true
  }

  /// What a signature is of, by a person whose id may have dots; nil where it names nobody.
  private static func signedFile(of name: String) -> String? {
    guard name.hasSuffix(ending) else { return nil }
    let rest = name.dropLast(ending.count)
    let end =
      rest.hasPrefix("B2SUMS.")
      ? rest.firstIndex(of: ".")
      : rest.firstRange(of: ".json.").map { rest.index(before: $0.upperBound) }
    guard let end, Identifier.isValid(String(rest[rest.index(after: end)...])) else { return nil }
    return String(rest[..<end])
  }

  /// Whether people of the election sign a file by their names.
  private static func isSigned(_ name: String) -> Bool {
    signed.contains(name) || hash(name, in: "earlier") != nil || hash(name, in: "desks") != nil
      || isAmendment(name)
  }

  private static func isAmendment(_ name: String) -> Bool {
    let number = name.dropFirst("amendment-".count).dropLast(".json".count)
    return Int(number).map { $0 > 0 && Amendment.fileName($0) == name } ?? false
  }

  /// Whether a file is one of those that show what was opened: sealed ballots, the tracking lists of
  /// other openings, and proofs, whose names are looked at by themselves.
  static func isProof(_ name: String) -> Bool {
    name.hasPrefix("\(ProofFiles.folder)/")
      || name.hasPrefix("ballots/") && name.hasSuffix(".sealed")
        && Digest(hex: String(name.dropFirst("ballots/".count).dropLast(".sealed".count))) != nil
      || opening(name) != nil
  }

  /// The hash by which the tracking list of another opening is named; nil where a file is none.
  static func opening(_ name: String) -> Digest? {
    guard name.hasPrefix("openings/"), name.hasSuffix(".txt") else { return nil }
    return Digest(hex: String(name.dropFirst("openings/".count).dropLast(".txt".count)))
  }

  /// Whether a file is one that only the auditors' package has.
  static func isForAuditors(_ name: String) -> Bool {
    ["journal.jsonl", "strikes.csv", "reconciliation.json", "patterns.csv"].contains(name)
      || isProof(name)
      || ["result.json.", "reconciliation.json.", "manifests/", "desks/", "sheets/", "earlier/"]
        .contains(where: name.hasPrefix)
  }

  /// Whether a file is one of those that a package for the public has, and no others.
  static func isForPublic(_ name: String) -> Bool {
    let plain = [
      "election.json", "result.json", "tracking.txt", "reports/result.txt",
      "reports/PROVISIONAL-result.txt", "B2SUMS",
    ]
    if plain.contains(name) || isAmendment(name) { return true }
    guard let file = signedFile(of: name) else { return false }
    return file == "B2SUMS" || file == "election.json" || isAmendment(file)
  }

  /// The hash that a file of a folder is named by; nil where it is none of these.
  private static func hash(_ name: String, in folder: String) -> Digest? {
    guard name.hasPrefix("\(folder)/"), name.hasSuffix(".json") else { return nil }
    return Digest(hex: String(name.dropFirst(folder.count + 1).dropLast(".json".count)))
  }
}
