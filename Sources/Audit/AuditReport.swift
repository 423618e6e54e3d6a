package import Encoding
package import Words

/// One thing that an audit looks at, in the order in which people follow it.
package enum CheckID: String, Sendable, CaseIterable {
  case files, sums, packageSigned = "package-signed", definition, published
  case definitionSigned = "definition-signed", result, resultSigned = "result-signed"
  case journal, journalSigned = "journal-signed", record, amendments, earlier, manifests, chain,
    desks, sheets, accounts
  case reconciliation, reconciliationSigned = "reconciliation-signed", strikes, ballots
  case stage, current, tally, tracking, software, reports
  /// Of a package for the public alone.
  case places, outcomes
  /// Of an election with proofs alone.
  case proofs, openings

  /// What is checked.
  package var title: Message {
    switch self {
    case .files: "Only listed, regular files lie in the folder"
    case .sums: "Every file has the hash that B2SUMS lists"
    case .packageSigned: "The officers signed B2SUMS"
    case .definition: "The definition holds in itself"
    case .published: "The definition is the published one"
    case .definitionSigned: "The officers signed the definition"
    case .result: "The result is one of this election"
    case .resultSigned: "The officers signed the result"
    case .journal: "The journal's chain is unbroken"
    case .journalSigned: "Whoever acted signed their lines"
    case .record: "The journal records this very result"
    case .amendments: "The officers signed every amendment"
    case .earlier: "Earlier signed results are in the record"
    case .manifests: "Every bundle is signed by its collector"
    case .chain: "No bundle is missing"
    case .desks: "Every file of a desk is signed by its clerk"
    case .sheets: "Every sheet was keyed alike by two people"
    case .accounts: "The stations' accounts are those keyed"
    case .reconciliation: "The reconciliation is of these bundles"
    case .reconciliationSigned: "A custodian signed the reconciliation"
    case .strikes: "The strikes are those reconciled"
    case .ballots: "Every ballot is in exactly one bucket"
    case .stage: "What is still out is as the result says"
    case .current: "Nothing came in after the count"
    case .tally: "Counting again gives the same result"
    case .tracking: "The tracking list fits the bundles"
    case .places: "Small places are shown together with others"
    case .outcomes: "Outcomes follow from the totals"
    case .software: "The program is the published one"
    case .reports: "The reports are what the result gives"
    case .proofs: "The patterns are what the sealed ballots hold"
    case .openings: "No opening told few ballots apart"
    }
  }
}

/// One check and what came of it.
package struct Check: Equatable, Sendable {
  /// What a check comes to.
  package enum Verdict: Equatable, Sendable {
    case holds
    /// Everything that does not hold.
    case fails([Message])
    /// Why nothing can be said.
    case notMade(Message)
  }

  package let id: CheckID
  package let verdict: Verdict
  /// What was compared, with numbers.
  package let compared: Message
}

/// What an audit found.
package struct AuditReport: Equatable, Sendable {
  package let checks: [Check]
  /// What people compare with what they have on paper.
  package let facts: AuditFacts
  /// What a desktop or a system left in the folder for itself.
  package let litter: [String]

  /// Whether nothing fails but that a desktop or a system left something in the folder: all that was
  /// signed holds.
  package var isLittered: Bool {
    !litter.isEmpty && failures.count == 1 && failed.map(\.id) == [.files]
  }

  /// The checks that do not hold.
  package var failed: [Check] {
    checks.filter { if case .fails = $0.verdict { true } else { false } }
  }
  /// Everything that does not hold, by what is checked.
  package var failures: [Message] {
    failed.flatMap { check -> [Message] in
      guard case .fails(let problems) = check.verdict else { return [] }
      let title = check.id.title
      return problems.map { "\(title): \($0)" }
    }
  }
  /// The checks that could not be made.
  package var notMade: [Check] {
    checks.filter { if case .notMade = $0.verdict { true } else { false } }
  }
  /// What no check of a package can see, and what can.
  package let limits: [Message]
  /// Whether nothing that was checked fails.
  package var holds: Bool { failed.isEmpty }

  package var json: JSON {
    let list = checks.enumerated().map { index, check -> JSON in
      var members: JSON.Members = [
        "number": .integer(index + 1), "id": .string(check.id.rawValue),
        "title": .string(check.id.title.english), "compared": .string(check.compared.english),
      ]
      switch check.verdict {
      case .holds: members["verdict"] = "holds"
      case .fails(let problems):
        members["verdict"] = "fails"
        members["failures"] = .array(problems.map { .string($0.english) })
      case .notMade(let reason):
        members["verdict"] = "not-made"
        members["reason"] = .string(reason.english)
      }
      return .object(members)
    }
    return [
      "checks": .array(list), "limits": .array(limits.map { .string($0.english) }),
      "holds": .bool(holds), "failed": .integer(failed.count),
      "notMade": .integer(notMade.count), "facts": facts.json,
      "litter": .array(litter.map { .string($0) }),
    ]
  }
}

/// Values that only people can compare: with the paper list, the observers' notes, the published
/// program.
package struct AuditFacts: Equatable, Sendable {
  package var electionID = ""
  /// The election's title in English and in Traditional Chinese.
  package var title: Message = ""
  package var definition: Digest?
  package var result: Digest?
  package var stage = ""
  /// The journal's head that the result names.
  package var head: Digest?
  package var software: (version: String, hash: String) = ("", "")
  /// Officers and custodians with their public keys.
  package var people: [(id: String, role: String, publicKey: String)] = []

  package init() {}

  package static func == (one: AuditFacts, other: AuditFacts) -> Bool { one.json == other.json }

  package var json: JSON {
    [
      "election": .string(electionID), "title": .string(title.english),
      "definition": definition.map { .string($0.description) } ?? .null,
      "result": result.map { .string($0.description) } ?? .null, "stage": .string(stage),
      "head": head.map { .string($0.description) } ?? .null,
      "software": ["version": .string(software.version), "hash": .string(software.hash)],
      "people": .array(
        people.map {
          [
            "id": .string($0.id), "role": .string($0.role), "publicKey": .string($0.publicKey),
          ]
        }),
    ]
  }
}
