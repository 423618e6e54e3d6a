import Election
import Paper

/// A sheet or an account that can be keyed, or looked at, next.
struct DeskChoice: Equatable {
  enum Kind: Equatable {
    /// Begun and left.
    case unfinished
    /// Nobody keyed it.
    case new
    /// Nobody keyed it, and nothing says that there is such a batch.
    case newBatch
    /// A station of which nothing says what batches it has: a batch's name is to be typed.
    case station
    /// Somebody else keyed it.
    case second
    /// Two others differ.
    case third
    /// Keyed by this person alone, who may correct it.
    case own
    /// This person and others differ.
    case differing
    case agreed

    /// Whether others wait for this person.
    var isWaiting: Bool { self == .second || self == .third }

    /// How a sheet or account stands for a person.
    init(_ key: DeskKey, in paper: KeyedPaper, for person: String) {
      switch key {
      case .sheet(let key): self.init(key, in: paper.sheets, for: person)
      case .account(let key): self.init(key, in: paper.accounts, for: person)
      }
    }

    /// Where one entry stands for a person.
    init<Entry: KeyedEntry>(_ key: Entry.Key, in book: KeyedBook<Entry>, for person: String) {
      let people = book.entries(key).map(\.by)
      self =
        switch book.status(key) {
        case nil: .new
        case .agreed: .agreed
        case .once: people.contains(person) ? .own : .second
        case .differs: people.contains(person) ? .differing : .third
        }
    }
  }

  let station: String
  /// Nil where it is a station alone.
  let key: DeskKey?
  let kind: Kind

  init(_ key: DeskKey, _ kind: Kind) {
    (station, self.key, self.kind) = (key.station, key, kind)
  }

  init(station: String) { (self.station, key, kind) = (station, nil, .station) }
}
