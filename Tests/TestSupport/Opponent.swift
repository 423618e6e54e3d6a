/// Somebody who has a package in their hands, by the keys that they hold besides.
package enum Opponent: String, CaseIterable, Sendable {
  /// Who passes the package on, or has the stick for a while.
  case stick
  case collector, clerk, custodian, officer, quorum
  /// All of them together.
  case everybody

  /// Those whose keys of the vectors' election are held.
  package var keys: Set<String> {
    switch self {
    case .stick: []
    case .collector: ["web"]
    case .clerk: ["clerk-1"]
    case .custodian: ["keeper"]
    case .officer: ["officer-a"]
    case .quorum: ["officer-a", "officer-b"]
    case .everybody:
      [
        "officer-a", "officer-b", "officer-c", "keeper", "keeper-2", "clerk-1", "clerk-2", "web",
        "app", "desk", "registrar",
      ]
    }
  }
}
