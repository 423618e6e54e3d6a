/// What is signed, as the trusted comment of its signature says it (Formats § Signatures).
package enum SignedThing: String, Sendable, CaseIterable {
  case definition
  /// An officer's deal.
  case ceremony
  /// An officer's mix or opening.
  case proof
  case amendment
  case bundle
  case desk
  case inputs
  case reconciliation
  case result
  case package
  case disclosure
  case rehearsal
  case file

  /// What a file is by its name.
  package init(fileName name: String) {
    switch name {
    case "election.json": self = .definition
    case "B2SUMS": self = .package
    case "desk.json": self = .desk
    case "inputs.json": self = .inputs
    case "result.json": self = .result
    case "reconciliation.json": self = .reconciliation
    case let name where name.hasPrefix("amendment-"): self = .amendment
    default: self = .file
    }
  }

  /// Whose signature it needs; nil where anybody of the election may sign it.
  package var role: Person.Role? {
    switch self {
    case .definition, .ceremony, .proof, .amendment, .result, .package: .officer
    case .reconciliation: .custodian
    case .bundle, .desk, .inputs, .disclosure, .rehearsal, .file: nil
    }
  }

  /// The comment of a signature on it; what binds the signature is what stands in the file.
  package func trustedComment(election id: String, signer: String) -> String {
    "coldcount \(rawValue) \(id) \(signer)"
  }
}
