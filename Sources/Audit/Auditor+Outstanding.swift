import Election
import Paper
import Record

extension Auditor {
  /// Everything that is still out by what the package holds, but for lots; nil where that cannot be
  /// said.
  var outstanding: [Outstanding]? {
    guard let state, let manifests, let reconciliation else { return nil }
    return state.outstanding(manifests.map(\.link), reconciliation.facts)
  }
}

extension Outstanding {
  /// Whether the reconciliation tells of it.
  var isOfReconciliation: Bool {
    switch self {
    case .identities, .crossStyle, .unsignedReconciliation, .register: true
    default: false
    }
  }

  /// Whether the paper tells of it.
  var isOfPaper: Bool {
    if case .paper = self { true } else { false }
  }
}
