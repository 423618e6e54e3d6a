/// Numbers of things: one in English takes another word than many.
package enum Plural {
  /// "1 ballot", "2 ballots", "0 ballots": for nouns that take an s.
  package static func of(_ count: Int, _ noun: String) -> Message {
    of(count, noun, "\(noun)s")
  }

  /// "1 person", "2 people": for nouns that do not.
  package static func of(_ count: Int, _ noun: String, _ several: String) -> Message {
    Message(count, singular: noun, plural: several)
  }
}
