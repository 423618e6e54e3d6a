package import Election
package import Words

/// Who may write lines of a kind.
package enum Writer: Equatable, Sendable {
  /// A person of the election, or the program by itself.
  case anyone
  /// A person of the election, who signs.
  case person
  /// A person of this role, who signs.
  case role(Person.Role)
}

/// The table of events: who may write each.
extension JournalEvent.Kind {
  package var writer: Writer {
    switch self {
    case .started: .anyone
    case .imported: .anyone
    case .refused: .anyone
    case .paper: .person
    case .account: .person
    case .explained, .reopened, .voided: .role(.officer)
    case .amended: .anyone
    case .reconciled: .anyone
    case .lots: .anyone
    case .vault: .anyone
    case .counted: .anyone
    case .countedBlind: .anyone
    case .released: .anyone
    case .allowed: .role(.officer)
    case .shown: .anyone
    case .signed: .person
    case .exported: .anyone
    case .disclosed: .anyone
    case .checked: .anyone
    case .warning: .anyone
    }
  }

  /// Why a person, or nobody in particular, may not write a line of this kind; nil where they may.
  package func objection(toWriter person: Person?) -> Message? {
    switch writer {
    case .anyone: nil
    case .person: person == nil ? "nobody signed it" : nil
    case .role(let role):
      if let person {
        person.role == role ? nil : "\(person.id) is no \(role.rawValue)"
      } else {
        "nobody signed it"
      }
    }
  }
}
