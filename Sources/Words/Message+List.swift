extension Message {
  /// How many names people are told at once: nobody reads more in a line.
  private static let maxNamedCount = 12

  /// Names in a row; of many the first, and how many more there are: "s1, s2 and 7,698 more".
  package static func list(_ names: some Collection<Message>) -> Message {
    let named = names.prefix(maxNamedCount).joined(separator: ", ")
    let more = names.count - maxNamedCount
    return more > 0 ? "\(named) and \(more) more" : named
  }

  /// Ids, or what else is the same in every language, in a row.
  package static func list(ids: some Collection<String>) -> Message {
    list(ids.map { Message($0) })
  }
}
