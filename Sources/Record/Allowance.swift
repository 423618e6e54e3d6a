package import Encoding

/// What needs an extra yes of the quorum: what makes a result known before the embargo ends, going
/// on with an older copy of the workspace, and counting although the clock says that people vote.
package enum Allowance: Hashable, Sendable {
  case count
  case release
  /// Of the result with this hash.
  case disclose(Digest)
  /// Although the vault has seen a journal with this head, which is lost.
  case resume(Digest)
  /// The next count, although the laptop's clock is before the end of the poll: it is wrong.
  case clock

  /// The acts by their names.
  package static let names = ["count", "release", "disclose", "resume", "clock"]

  /// The act of this name; nil where there is none, or it names no result where it must.
  package init?(_ name: String, result: Digest?) {
    switch (name, result) {
    case ("count", nil): self = .count
    case ("release", nil): self = .release
    case ("disclose", let result?): self = .disclose(result)
    case ("resume", let head?): self = .resume(head)
    case ("clock", nil): self = .clock
    default: return nil
    }
  }

  package var name: String {
    switch self {
    case .count: "count"
    case .release: "release"
    case .disclose: "disclose"
    case .resume: "resume"
    case .clock: "clock"
    }
  }

  /// The result that is disclosed, or the head that is lost.
  package var result: Digest? {
    switch self {
    case .count, .release, .clock: nil
    case .disclose(let hash), .resume(let hash): hash
    }
  }
}
