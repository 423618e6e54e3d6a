package import Words

/// Why something that was keyed does not count yet.
package enum PendingEntry: Equatable, Sendable {
  case once(by: String)
  case differs(by: [String], items: [String])
  /// An amendment changed the contest so that the figures cannot be right any more.
  case amended
  /// An officer set it aside.
  case reopened(by: String)

  /// The reason, with the name of what was keyed.
  package func message(_ name: some CustomStringConvertible & Sendable) -> Message {
    switch self {
    case .once(let by): "\(name) was keyed by \(by) only"
    case .differs(let by, let items):
      "\(name) was keyed differently by \(by.joined(separator: ", ")): "
        + "\(items.joined(separator: ", "))"
    case .amended: "\(name) must be keyed again after an amendment"
    case .reopened(let by): "\(name) was reopened by \(by): two people key it again"
    }
  }
}
