package import Words

/// Why somebody does not act as the person that they name.
package enum SignerError: ReportedError, Equatable {
  /// No person of the election has this id; those who have others.
  case unknown(String, among: [String] = [])
  /// The key is another one; whose, where it is one of the election's.
  case otherKey(String, of: String? = nil)
  /// The person has another role.
  case otherRole(String, needed: Person.Role)

  package var report: Report {
    switch self {
    case .unknown(let id, let people):
      Report(
        .refused, code: "person-unknown",
        "there is nobody called '\(SafeText.escaped(id))' in this election",
        advice: people.isEmpty
          ? "use --as with the id of a person in election.json"
          : "use --as with one of these: \(Self.named(people))")
    case .otherKey(let id, let owner):
      Report(
        .refused, code: "key-mismatch",
        owner.map { "this is the key of \($0), not of \(SafeText.escaped(id))" }
          ?? "this is not the key of \(SafeText.escaped(id))",
        advice: "use the key file that belongs to \(SafeText.escaped(id))")
    case .otherRole(let id, let role):
      Report(
        .refused, code: "role", "\(SafeText.escaped(id)) is no \(role) of this election",
        advice: "have a person of the role \(role) do this")
    }
  }
}

extension SignerError {
  private static let maxNamedCount = 20

  /// As many as anybody reads.
  private static func named(_ people: [String]) -> Message {
    let names: Message = "\(people.prefix(maxNamedCount).joined(separator: ", "))"
    let more = people.count - maxNamedCount
    return more > 0 ? "\(names) and \(more) more" : names
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
    guard let person = person(id) else { throw .unknown(id, among: people.map(\.id)) }
    guard person.publicKey == publicKey else {
      throw .otherKey(id, of: people.first { $0.publicKey == publicKey }?.id)
    }
    if let role, person.role != role { throw .otherRole(id, needed: role) }
    return person
  }
}
