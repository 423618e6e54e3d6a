package import Election
package import Encoding
import Words

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

extension PaperEntry {
  /// Reads a sheet, or an account, which has no format; it holds in one of `elections`.
  ///
  /// - Throws: `SheetError` with everything that is wrong with it in the first of them.
  package init(_ json: JSON, in elections: [Definition]) throws(SheetError) {
    var first: SheetError?
    for definition in elections {
      do throws(SheetError) {
        self =
          json["format"] == nil
          ? .account(try StationAccount(json: json, definition: definition))
          : .sheet(try Sheet(json: json, definition: definition))
        return
      } catch { first = first ?? error }
    }
    throw first ?? SheetError(["no election to read it in"])
  }
}
