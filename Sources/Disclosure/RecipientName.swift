/// The name of whoever a copy is for: what differs in case or in spaces alone is one name.
package enum RecipientName {
  /// The name under which a copy is made: as it was written before where that is the very same, else
  /// with single spaces.
  ///
  /// - Throws: `DisclosureError.recipient` where the same name was written in another way before: the
  ///   marks of two copies differ, and both would be one recipient's.
  package static func chosen(
    _ name: String, before: [String]
  ) throws(DisclosureError) -> String {
    let tidied = words(name).joined(separator: " ")
    guard let known = before.first(where: { folded($0) == folded(name) }) else { return tidied }
    guard known == name || known == tidied else { throw .recipient(tidied, known: known) }
    return known
  }

  private static func words(_ name: String) -> [Substring] {
    name.split(whereSeparator: \.isWhitespace)
  }

  private static func folded(_ name: String) -> String {
    words(name).joined(separator: " ").lowercased()
  }
}
