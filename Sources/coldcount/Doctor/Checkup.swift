import Console
import Encoding
import Storage
import Words
import Workspace

/// Looks whether a laptop is fit for a count.
///
/// It changes nothing and judges nothing but the machine.
struct Checkup {
  /// What is checked beside the machine.
  struct Subject {
    /// The folders that take files, by what they are called.
    var folders: [(name: Message, path: String)] = []
    /// When the poll opens, where a workspace says so.
    var opens: Timestamp?
    /// The hash of the running program.
    var program: Digest?
  }

  let machine: Machine
  let clock: any Clock
  let subject: Subject
  /// Where removable media are mounted.
  let media: () throws -> [String]
  /// Whether a file outside of the command's is denied; tried, since only that shows it.
  let isDenied: () -> Bool

  /// One finding for every check, in their order.
  var findings: [LaptopFinding] { LaptopCheck.allCases.map(finding) }

  private func finding(_ check: LaptopCheck) -> LaptopFinding {
    do {
      return try look(at: check)
    } catch {
      let problem = (error as? any ReportedError)?.report.message ?? "\(error)"
      return LaptopFinding(check, .notChecked, problem)
    }
  }

  private func look(at check: LaptopCheck) throws -> LaptopFinding {
    switch check {
    case .network: try network()
    case .wireless: try radio(.wireless, ["ieee80211", "wwan"], switches: ["wlan", "wwan"])
    case .bluetooth: try radio(.bluetooth, ["bluetooth"], switches: ["bluetooth"])
    case .swap: try swap()
    case .hibernation: try hibernation()
    case .coreDumps: try coreDumps()
    case .clock: try time()
    case .space: try space()
    case .memory: try memory()
    case .entropy: try entropy()
    case .media: try mounted()
    case .privacy: try privacy()
    case .tracing: try tracing()
    case .lockedMemory: try lockedMemory()
    case .callFilter: try callFilter()
    case .fileScope: fileScope()
    case .program: program()
    }
  }
}

/// What the findings come to.
extension [LaptopFinding] {
  func checks(_ verdict: LaptopFinding.Verdict) -> [String] {
    filter { $0.verdict == verdict }.map(\.check.rawValue)
  }

  /// Whether nothing is bad.
  var isFit: Bool { !contains { $0.verdict == .bad } }

  /// One line that names what is bad and what to look at.
  var summary: Message {
    func list(_ verdict: LaptopFinding.Verdict) -> Message {
      let found = checks(verdict)
      return found.isEmpty ? "" : "; \(verdict.words): \(found.joined(separator: ", "))"
    }
    let good = checks(.good).count
    return "this laptop: \(good) of \(count) checks are good\(list(.bad))\(list(.look)) "
      + "(coldcount doctor says more)"
  }

  var json: JSON {
    [
      "fit": .bool(isFit),
      "checks": .array(
        map { finding in
          [
            "check": .string(finding.check.rawValue),
            "verdict": .string(finding.verdict.rawValue),
            "found": .string(finding.found.english), "why": .string(finding.check.why.english),
            "mend": .string(finding.check.mend.english),
          ]
        }),
    ]
  }

  func words(_ language: Language) -> String {
    var lines: [Message] = []
    for finding in self {
      let check = finding.check
      let found = language.text(finding.found)
      lines.append("\(finding.verdict.words): \(check.title): \(SafeText.escaped(found))")
      guard finding.verdict != .good else { continue }
      lines += ["    why: \(check.why)", "    mend: \(check.mend)"]
    }
    lines.append(isFit ? "nothing is bad" : "not fit as it is")
    return lines.map { language.text($0) + "\n" }.joined()
  }
}
