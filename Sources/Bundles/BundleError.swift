package import Storage
package import Words

/// What can end the reading of a bundle.
package enum BundleError: ReportedError, Equatable {
  /// The bundle does not hold; nothing of it is kept.
  case refused(Refusal)
  /// This machine could not file it; the bundle may be good.
  case storage(StorageError)

  package var report: Report {
    switch self {
    case .refused(let refusal): refusal.report
    case .storage(let error): error.report
    }
  }
}
