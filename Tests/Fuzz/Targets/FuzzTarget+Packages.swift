import Audit
import Cryptography
import Encoding
import Pictures
import Record
import Storage
import TestSupport
import Words
import Workspace

/// The journal, and what an auditor is given.
extension FuzzTarget {
  static let records = [
    FuzzTarget("journal", maxByteCount: 32_768) { bytes in
      let disk = MemoryDisk(["count/journal.jsonl": .file(bytes)])
      let read = try twice { () throws(WorkspaceError) -> ReadJournal in
        ReadJournal(
          try Journal(path: "count/journal.jsonl", election: KnownElection.hash, disk: disk))
      }
      guard let read else { return false }
      try check(
        read.lines.flatMap(\.file) + read.torn == bytes, "the lines are not those of the file")
      try check(read.head == read.lines.last?.hash, "the head is not the last line's")
      return true
    },
    FuzzTarget("inputs", maxByteCount: 16_384) { bytes in
      guard let inputs = try twice({ try HallInputs(file: bytes) }) else { return false }
      try check(inputs.file == bytes, "a hall's list is written otherwise")
      return true
    },
  ]

  static let packages = [
    FuzzTarget("sums") { bytes in
      try audit(["package/B2SUMS": .file(bytes), "package/a": .file([])], holds: .sums)
    },
    FuzzTarget("strikes") { bytes in
      var entries = PackageOfVectors.entries
      entries["package/strikes.csv"] = .file(bytes)
      return try audit(entries, holds: .strikes, isCompared: false)
    },
    FuzzTarget("tracking") { bytes in
      var entries = PackageOfVectors.entries
      entries["package/tracking.txt"] = .file(bytes)
      return try audit(entries, holds: .tracking, isCompared: false)
    },
    FuzzTarget("package", maxByteCount: 262_144) { bytes in
      try audit(PackageInput.entries(bytes), holds: .tally)
    },
  ]

  /// Audits a package, and holds it against itself where that is asked for: it takes as long again.
  private static func audit(
    _ entries: [String: MemoryDisk.Entry], holds id: CheckID, isCompared: Bool = true
  ) throws -> Bool {
    let disk = MemoryDisk(entries)
    guard let report = try twice({ try Auditor.check("package", disk: disk) }) else { return false }
    for check in report.checks {
      guard case .fails(let problems) = check.verdict else { continue }
      // Two hundred and the one that says that there are more, of each of two kinds at most.
      try FuzzTargets.check(problems.count <= 402, "\(check.id) lists \(problems.count) failures")
    }
    let text = report.checklist() + report.form()
    try FuzzTargets.check(
      !text.unicodeScalars.contains { SafeText.isHostile($0) && $0 != "\n" },
      "the checklist has control characters")
    if isCompared {
      let comparison = try Comparer.compare("package", "package", disk: disk)
      try FuzzTargets.check(comparison.differing.isEmpty, "a package differs from itself")
    }
    // Nobody signed what a fuzzer makes.
    try FuzzTargets.check(
      !report.holds || entries.count > 4, "a package without signatures holds")
    return report.checks.contains { $0.id == id && $0.verdict == .holds }
  }

  static let pictures = [
    FuzzTarget("picture", maxByteCount: 16_384) { bytes in
      let read = try twice { () throws(PictureError) -> [Int] in
        let picture = try Picture(file: bytes)
        return [picture.width, picture.height, picture.luminance.count] + Self.sample(picture)
      }
      guard let read else { return false }
      try check(read[0] * read[1] == read[2], "a picture has not as many pixels as it says")
      try check(read[2] <= Picture.maxPixels, "a picture is larger than any")
      return true
    }
  ]

  private static func sample(_ picture: Picture) -> [Int] {
    stride(from: 0, to: picture.luminance.count, by: 1 + picture.luminance.count / 100).map {
      Int(picture.luminance[$0])
    }
  }
}

private struct ReadJournal: Equatable {
  let lines: [JournalLine]
  let torn: [UInt8]
  let head: Digest

  init(_ journal: Journal) {
    lines = journal.lines
    torn = journal.torn
    head = journal.head
  }
}

/// A folder as one text: each file begins with a line of `@@ ` and its name; `@! ` makes what is no
/// file.
enum PackageInput {
  package static func entries(_ bytes: [UInt8]) -> [String: MemoryDisk.Entry] {
    var entries: [String: MemoryDisk.Entry] = [:]
    var name: String?
    var content: [UInt8] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? rest.endIndex
      let line = rest[..<end]
      rest = rest[end...]
      let isFile = line.starts(with: "@@ ".utf8)
      guard isFile || line.starts(with: "@! ".utf8) else {
        content += line
        continue
      }
      if let name { entries[name] = .file(content) }
      let text = String(decoding: line.dropFirst(3), as: UTF8.self)
      name = "package/" + text.split(separator: "\n", omittingEmptySubsequences: false)[0]
      content = []
      if !isFile, let other = name {
        entries[other] = .other
        name = nil
      }
    }
    if let name { entries[name] = .file(content) }
    return entries
  }
}

/// What of a package of the vectors' election its list of strikes and its tracking list are read
/// with.
private enum PackageOfVectors {
  static let entries: [String: MemoryDisk.Entry] = {
    let manifests = (VectorBundles.all).sorted { $0.hash < $1.hash }
    let hash = JSON.string(Digest.of([]).description)
    let result: JSON = [
      "format": "coldcount/result/1", "election": .string(KnownElection.hash.description),
      "stage": "electronic", "journal": hash,
      "inputs": [
        "manifests": .array(manifests.map { .string($0.hash.description) }), "sheets": [],
        "strikes": hash, "reconciliation": hash, "amendments": [],
      ],
      "software": ["version": "fuzz", "hash": hash], "eligibility": "roll",
      "electronic": ["entries": 0, "excluded": 0, "struck": [:], "read": 0, "unreadable": 0],
      "unresolved": [], "accounts": [], "corrections": [], "stations": [], "outstanding": [],
      "replaces": nil,
      "contests": SampleResult.contestsWithoutVotes(KnownElection.file, keys: KnownElection.keys),
    ]
    var entries: [String: MemoryDisk.Entry] = [
      "package/election.json": .file(KnownElection.file),
      "package/result.json": .file(result.canonical),
    ]
    for manifest in manifests {
      entries["package/manifests/\(manifest.hash).json"] = .file(manifest.file)
    }
    return entries
  }()
}
