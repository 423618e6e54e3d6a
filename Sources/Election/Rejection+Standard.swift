import Words

extension Rejection {
  /// The categories of FormatSheet § A sheet, for a definition that names none.
  package static let standard: [Rejection] = [
    standard("unmarked", called: "Unmarked"),
    standard("overvoted", called: "Too many choices"),
    standard("not-as-prescribed", called: "Not marked as prescribed"),
    standard("uncertain", called: "Void for uncertainty"),
    standard("identifiable", called: "Voter can be identified"),
    standard("mutilated", called: "Substantially mutilated"),
    standard("unendorsed", called: "Not endorsed"),
    standard("tendered", called: "Tendered"),
    standard("spoilt", called: "Spoilt"),
    standard("unused", called: "Unused"),
  ]

  private static func standard(_ id: String, called name: Message) -> Rejection {
    let names = Language.ofFiles.map { ($0.rawValue, $0.text(name)) }
    return Rejection(id: id, name: Names(Dictionary(uniqueKeysWithValues: names)))
  }
}
