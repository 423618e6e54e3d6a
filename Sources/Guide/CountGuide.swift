package import Encoding
package import Words

/// Where a count stands, what is wrong, and what is next: the one answer that every screen, text
/// and program shows.
package struct CountGuide: Equatable, Sendable {
  /// Every step, in the order in which people take them.
  package let steps: [Step]

  package init(_ situation: Situation) {
    steps = Step.Kind.allCases.map(situation.step)
  }

  /// The steps at which somebody can do something, the next one first.
  ///
  /// What is open comes first; where nothing is, what cannot be told but can be done, such as
  /// signing a package that is not plugged in.
  package var toDo: [Step] {
    let open = steps.filter { $0.isOpen && !$0.acts.isEmpty }
    return open.isEmpty ? steps.filter { $0.mark == .idle && !$0.acts.isEmpty } : open
  }

  /// The step at which something is to be done next; nil where every step is done.
  package var next: Step? { toDo.first }

  /// What is to be done next, and by which command.
  package var advice: Message { next?.acts.first?.message ?? Self.allDone }

  /// What can be done besides, in the order of the steps.
  package var alternatives: [Message] { toDo.dropFirst().compactMap { $0.acts.first?.message } }

  package static let allDone: Message = "Every step is done."

  package var json: JSON { .array(steps.map(\.json)) }
}

extension Situation {
  /// A step as it is in this situation.
  func step(_ kind: Step.Kind) -> Step {
    switch kind {
    case .workspace: workspace
    case .bundles: bundles
    case .paper: paper
    case .accounts: accounts
    case .reconciliation: doubleVotes
    case .count: count
    case .release: release
    case .lots: lots
    case .resultSignatures: resultSignatures
    case .export: export
    case .packageSignatures: packageSignatures
    case .verification: verification
    }
  }
}
