import Election
package import Encoding
import Storage

/// What makes a result known, and needs an extra yes of the quorum before the embargo ends.
package enum Allowance: Hashable, Sendable {
  case count
  case release
  /// Of the result with this hash.
  case disclose(Digest)

  /// The acts by their names.
  package static let names = ["count", "release", "disclose"]

  /// The act of this name; nil where there is none, or a disclosure names no result.
  package init?(_ name: String, result: Digest?) {
    switch (name, result) {
    case ("count", nil): self = .count
    case ("release", nil): self = .release
    case ("disclose", let result?): self = .disclose(result)
    default: return nil
    }
  }

  package var name: String {
    switch self {
    case .count: "count"
    case .release: "release"
    case .disclose: "disclose"
    }
  }

  package var result: Digest? {
    if case .disclose(let result) = self { result } else { nil }
  }
}

extension Workspace {
  /// When the embargo ends, where it still stands by the clock.
  package var embargo: Timestamp? {
    guard let embargo = definition.policy.embargo else { return nil }
    return clock.now().seconds < embargo.seconds ? embargo : nil
  }

  /// Enters an officer's yes.
  ///
  /// - Throws: `WorkspaceError.refused` where no embargo stands, or somebody else says it.
  package func allow(
    _ act: Allowance, reason: String, signer: Signer
  ) throws(WorkspaceError) {
    guard embargo != nil else {
      throw .refused(
        code: "embargo", problem: "no embargo stands", advice: "nothing has to be allowed")
    }
    guard definition.officers.contains(where: { $0.id == signer.id }) else {
      throw .refused(
        code: "person-unknown", problem: "\(SafeText.escaped(signer.id)) is no officer",
        advice: "only officers may allow this")
    }
    try record(.allowed(act: act.name, reason: reason, result: act.result), signer: signer)
  }
}
