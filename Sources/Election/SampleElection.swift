import Encoding
import Words

/// The sample that comes with the program, whose secrets everybody has.
package enum SampleElection {
  /// Its id: it alone may use them.
  package static let id = "referendum-2017"

  /// The hash of its pepper.
  package static let pepper = "db819c5f3623584994dd7e388d7284870f6a2a49a001fe6c8ef71f702a1045ab"

  /// The public keys of its people and collectors.
  package static let publicKeys: Set<String> = [
    "RWTdwBTns2hMN3XkDEXRZRhxVA27F8r/C+SRut5qvmhUOPKDmhangwzx",
    "RWRdX8EGSeRAYubPQanQzobfVndEzSffEMvmg9VXa9ZcKLR6XKvfeYNr",
    "RWSXJMlqe2vF0RKfYcL3NS2ZNsMIAfRBHMHb41C85512NXnkyWNENg0t",
    "RWQZEmL1fjSXGVwb0TTIMPfk612oeYr6lyt4cL7jYNriEJNv8u33ySH5",
    "RWShAjnubCA/nBQ6UMRWsmlE6SzzSr0XKdj5C1PsQROgScDDhKTL+58i",
    "RWT94LBVBli4a9tZ99KsRto0SQuEVYk6pGmP8+ndm6/8rpQw8JeN/Dkb",
    "RWRAOuEUAoTnX3GDOrESK94/qNYCFzhhyT3fn5qxABUHfXYjjxoD8rEk",
    "RWSaKjJ7qZfISosj6lHLiQC2rk/id5ld4WtZzhybEFs2I+yLiNd9FDBW",
    "RWTOgPPaLafgjTS/Vocvh1L8gylv18eWbdR7HKVnorDBjws6n44m5ZKK",
    "RWS3p76aCOuE7Zow4FeqQ8zv8J/ODpTb8/GFlIJ6P2c8coyIx5YPzZJO",
    "RWQoYR4lQqaIJ2ORz03DZnEi5rrCAHiOO1Ijzt9eg67sUCCdroPZdwOL",
  ]

  /// What of the sample stands in a draft of another election, by path: an opponent has the secret
  /// of each.
  static func borrowed(_ definition: Definition) -> [Violation] {
    guard definition.id != id else { return [] }
    let keys =
      definition.people.enumerated().map { ("$.people[\($0)].publicKey", $1.publicKey) }
      + definition.collectors.enumerated().map { ("$.collectors[\($0)].publicKey", $1.publicKey) }
    var violations = keys.filter { isSample($0.1) }.map { path, _ in
      Violation(path: path, problem: "a key of the sample, whose secret key everybody has")
    }
    if definition.identity?.pepper.description == pepper {
      violations.append(
        Violation(path: "$.identity.pepper", problem: "the sample's pepper, which everybody has"))
    }
    return violations
  }

  private static func isSample(_ key: String) -> Bool {
    points.contains(DefinitionRules.point(key))
  }

  private static let points = Set(publicKeys.map(DefinitionRules.point))
}
