package import Encoding
import Paper
package import Record
import Words

/// The journal after NIST SP 1500-101, Election Event Logging version 1: what happened when, by
/// whom, with the hash of each line; nothing of what was keyed, and no recipient of a copy.
package enum EventLog {
  /// The log; nil where there is no line, as in a package for the public.
  package static func json(
    _ lines: [JournalLine], election: Digest, generated: Timestamp
  ) -> JSON? {
    guard !lines.isEmpty else { return nil }
    return [
      "@type": "EventLogging.ElectionEventLog", "GeneratedTime": .string(generated.description),
      "ElectionId": .string(election.description),
      "Device": [
        [
          "@type": "EventLogging.Device", "Id": "coldcount", "Type": "ems", "HashType": "other",
          "OtherHashType": "blake2b-256", "Event": .array(lines.map(event)),
        ]
      ],
    ]
  }

  private static func event(_ line: JournalLine) -> JSON {
    var members: JSON.Members = [
      "@type": "EventLogging.Event", "Id": .string(line.event.name),
      "Sequence": .string("\(line.number)"), "TimeStamp": .string(line.at.description),
      "Type": .string(line.event.name), "Hash": .string(line.hash.description),
      "Disposition": line.event.kind == .refused ? "failure" : "success",
    ]
    if line.by != JournalLine.nobody { members["UserId"] = .string(line.by) }
    if let details = details(line) { members["Details"] = .string(SafeText.escaped(details)) }
    return .object(members)
  }

  /// What may be told of a line.
  private static func details(_ line: JournalLine) -> String? {
    switch line.event {
    case .imported(let bundle): "bundle \(bundle.hash)"
    case .refused(let code, _, _): code
    case .counted(let count), .released(let count, _):
      "stage \(count.stage), result \(count.result)"
    case .countedBlind(let stage, let sealed, _): "stage \(stage), sealed \(sealed)"
    case .proof(.mixed(let number, _, let hash)): "mix \(number), \(hash)"
    case .proof(.opened(let opening)): "opening \(opening.hash)"
    case .proof(.abandoned(let hashes, _)): "openings abandoned: \(hashes.count)"
    case .proof(.smallAllowed(let groups)): "groups too small: \(groups.count)"
    case .proof(.ceremonyAbandoned(let ceremony)):
      "void definition: \(ceremony.definition?.description ?? "-")"
    case .allowed(let act, let reason): "\(act.name): \(reason)"
    case .signed(let file, let hash, _): "\(file) \(hash)"
    case .exported(let b2sums): "B2SUMS \(b2sums)"
    case .reconciled(_, let strikes): "strikes \(strikes)"
    case .vault(let act, _): act.rawValue
    case .checked(let checks): "bad: \(checks.bad.joined(separator: ", "))"
    case .desk(let file, _): "file \(file.sequence) of the desk of \(file.clerk), \(file.hash)"
    case .hall(let lines): "\(lines.count) lines of a hall"
    case .started, .paper, .account, .explained, .corrected, .amended, .lots, .shown, .disclosed,
      .warning:
      nil
    }
  }
}
