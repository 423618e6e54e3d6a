/// Numbers of things in English.
package enum Plural {
  /// "1 ballot", "2 ballots", "0 ballots": for nouns that take an s.
  package static func of(_ count: Int, _ noun: String) -> String {
    of(count, noun, "\(noun)s")
  }

  /// "1 person", "2 people": for nouns that do not.
  package static func of(_ count: Int, _ noun: String, _ several: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(several)"
  }
}
