package import Encoding
package import Words

/// A step of the count, and how far it is.
package struct Step: Equatable, Sendable {
  /// The steps, in the order in which people take them.
  package enum Kind: String, Sendable, CaseIterable {
    case workspace, bundles, paper, accounts
    case reconciliation = "reconcile"
    case count, release, lots
    case resultSignatures = "sign-result"
    case export
    case packageSignatures = "sign-package"
    case verification = "verify"

    package var name: Message {
      switch self {
      case .workspace: "Workspace"
      case .bundles: "Bundles"
      case .paper: "Paper sheets"
      case .accounts: "Station accounts"
      case .reconciliation: "Double votes"
      case .count: "Count, sealed"
      case .release: "Open the result"
      case .lots: "Lots"
      case .resultSignatures: "Sign the result"
      case .export: "Export"
      case .packageSignatures: "Sign the package"
      case .verification: "Verify"
      }
    }
  }

  package enum Mark: String, Sendable {
    case done
    /// Something is to be done.
    case pending
    /// Something is wrong and has to be looked at.
    case wrong
    /// Nothing has to be done here: not yet, not at all, or nobody can tell.
    case idle
  }

  package let kind: Kind
  package let mark: Mark
  /// Where it stands, in a few words.
  package let state: Message
  /// What is missing or wrong, each by itself.
  package let details: [Message]
  /// What can be done, the likeliest first.
  package let acts: [Act]

  package init(
    _ kind: Kind, _ mark: Mark, _ state: Message, details: [Message] = [], acts: [Act] = []
  ) {
    self.kind = kind
    self.mark = mark
    self.state = state
    self.details = details
    self.acts = acts
  }

  /// Whether somebody has to do something.
  package var isOpen: Bool { mark == .pending || mark == .wrong }

  package var json: JSON {
    [
      "step": .string(kind.rawValue), "mark": .string(mark.rawValue),
      "state": .string(state.english), "details": .array(details.map { .string($0.english) }),
      "commands": .array(acts.map { .string($0.command) }),
    ]
  }
}
