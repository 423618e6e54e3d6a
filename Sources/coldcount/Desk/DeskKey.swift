import Election
import Paper

/// What is keyed at the desk at once: a sheet, or a station's account.
enum DeskKey: Hashable, Comparable, CustomStringConvertible {
  case sheet(SheetKey)
  case account(AccountKey)

  var station: String {
    switch self {
    case .sheet(let key): key.station
    case .account(let key): key.station
    }
  }

  /// The batch of a sheet; nil where it is an account.
  var batch: String? { if case .sheet(let key) = self { key.batch } else { nil } }

  var contest: String? {
    switch self {
    case .sheet(let key): key.contest
    case .account(let key): key.contest
    }
  }

  var description: String {
    switch self {
    case .sheet(let key): "\(key)"
    case .account(let key): "\(key)"
    }
  }

  /// By station; the sheets of a station by batch, and its accounts after them.
  static func < (one: DeskKey, other: DeskKey) -> Bool { one.order < other.order }

  private var order: (String, Int, String, String) {
    (station, batch == nil ? 1 : 0, batch ?? "", contest ?? "")
  }
}

extension PaperEntry {
  var deskKey: DeskKey {
    switch self {
    case .sheet(let sheet): .sheet(sheet.key)
    case .account(let account): .account(account.key)
    }
  }
}
