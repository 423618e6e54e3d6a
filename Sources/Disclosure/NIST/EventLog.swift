package import Audit
package import Encoding
import Words

/// The journal after NIST SP 1500-101, Election Event Logging version 1: what happened when, by
/// whom, with the hash of each line; nothing of what was keyed, and no recipient of a copy.
package enum EventLog {
  /// The log; nil where there is no line, as in a package for the public.
  package static func json(
    _ lines: [VerifiedPackage.Line], election: Digest, generated: Timestamp
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

  private static func event(_ line: VerifiedPackage.Line) -> JSON {
    var members: JSON.Members = [
      "@type": "EventLogging.Event", "Id": .string(line.event),
      "Sequence": .string("\(line.number)"), "TimeStamp": .string(line.at.description),
      "Type": .string(line.event), "Hash": .string(line.hash.description),
      "Disposition": line.event == "refused" ? "failure" : "success",
    ]
    if line.by != "-" { members["UserId"] = .string(line.by) }
    if let details = details(line) { members["Details"] = .string(SafeText.escaped(details)) }
    return .object(members)
  }

  /// What may be told of a line.
  private static func details(_ line: VerifiedPackage.Line) -> String? {
    let text = { (key: String) in line.data[key]?.string }
    switch line.event {
    case "import": return text("bundle").map { "bundle \($0)" }
    case "refused": return text("code")
    case "count", "release":
      return "stage \(text("stage") ?? ""), result \(text("result") ?? "")"
    case "blind": return "stage \(text("stage") ?? ""), sealed \(text("sealed") ?? "")"
    case "allow": return "\(text("act") ?? ""): \(text("reason") ?? "")"
    case "sign": return "\(text("file") ?? "") \(text("hash") ?? "")"
    case "export": return text("b2sums").map { "B2SUMS \($0)" }
    case "reconcile": return text("strikes").map { "strikes \($0)" }
    case "vault": return text("act")
    case "doctor":
      return "bad: "
        + (line.data["bad"]?.array?.compactMap(\.string).joined(separator: ", ") ?? "")
    default: return nil
    }
  }
}
