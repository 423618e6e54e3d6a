package import Words

/// Why somebody does not act as the person that they name.
package enum SignerError: ReportedError, Equatable {
  /// No person of the election has this id.
  case unknown(String)
  /// The key is another one.
  case otherKey(String)
  /// The person has another role.
  case otherRole(String, needed: Person.Role)

  package var report: Report {
    switch self {
    case .unknown(let id):
      Report(
        .refused, code: "person-unknown",
        "there is no \(SafeText.escaped(id)) in this election",
        advice: "use --as with the id of a person in election.json")
    case .otherKey(let id):
      Report(
        .refused, code: "key-mismatch", "this is not the key of \(SafeText.escaped(id))",
        advice: "use the key file that belongs to \(SafeText.escaped(id))")
    case .otherRole(let id, let role):
      Report(
        .refused, code: "role", "\(SafeText.escaped(id)) is no \(role.rawValue) of this election",
        advice: "have a person of the role \(role.rawValue) do this")
    }
  }
}

extension Definition {
  /// The person of the election who acts under an id with a key, in a role where one is needed.
  ///
  /// - Throws: `SignerError` where there is none.
  @discardableResult
  package func person(
    _ id: String, publicKey: String, role: Person.Role? = nil
  ) throws(SignerError) -> Person {
    guard let person = person(id) else { throw .unknown(id) }
    guard person.publicKey == publicKey else { throw .otherKey(id) }
    if let role, person.role != role { throw .otherRole(id, needed: role) }
    return person
  }
}
