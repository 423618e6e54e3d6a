package import Election
package import Encoding

/// What a person keys of the paper at once: a sheet, or an account.
package enum PaperEntry: Equatable, Sendable {
  case sheet(Sheet)
  case account(StationAccount)

  package var json: JSON {
    switch self {
    case .sheet(let sheet): sheet.json
    case .account(let account): account.json
    }
  }

  /// Which sheet or account it is.
  package var subject: PaperSubject {
    switch self {
    case .sheet(let sheet): .sheets(sheet.key.papers, contest: sheet.key.contest)
    case .account(let account): .account(account.key)
    }
  }
}
