package import Election
package import Words

/// Who may write lines of a kind.
package enum Writer: Equatable, Sendable {
  /// The program alone, by nobody.
  case program
  /// The program, which notes something of its own; a person of the election may have signed it.
  case anyone
  /// A person of one of these roles, who signs.
  case roles([Person.Role])

  /// Whoever works at the count: what they do is done again or compared by others.
  fileprivate static let staff = Writer.roles([.officer, .operator])
}

/// The table of events: who may write each.
///
/// What must have happened before stands in `RecordState.objection(to:by:at:)`.
extension JournalEvent.Kind {
  package var writer: Writer {
    switch self {
    case .started: .anyone
    case .imported: .staff
    case .refused: .anyone
    case .paper: .staff
    case .account: .staff
    case .desk, .hall: .staff
    case .explained, .reopened, .voided: .roles([.officer])
    case .amended: .staff
    case .reconciled: .roles([.custodian])
    case .lots: .roles([.officer])
    case .vault: .roles([.custodian])
    case .counted: .roles([.officer])
    case .countedBlind: .roles([.officer])
    case .released: .roles([.officer])
    case .mixed, .opened, .openingAbandoned, .smallAllowed, .ceremonyAbandoned:
      .roles([.officer])
    case .allowed: .roles([.officer])
    case .shown: .anyone
    case .signed: .roles([.officer, .custodian])
    case .exported: .staff
    case .disclosed: .anyone
    case .checked: .anyone
    case .warning: .program
    }
  }

  /// Why a person, or nobody in particular, may not write a line of this kind; nil where they may.
  package func objection(toWriter person: Person?) -> Message? {
    switch (writer, person) {
    case (.anyone, _), (.program, nil): nil
    case (.program, let person?): "only the program writes it, not \(person.id)"
    case (.roles, nil): "nobody signed it"
    case (.roles(let roles), let person?):
      roles.contains(person.role)
        ? nil
        : "\(person.id) is no \(roles.map { Message(sentence: $0.rawValue) }.joined(separator: "/"))"
    }
  }
}
