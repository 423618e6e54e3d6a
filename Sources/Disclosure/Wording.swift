import Words

/// A sentence in two wordings that say the same.
struct Wording {
  let one: Message
  let other: Message

  init(_ one: Message, _ other: Message) {
    self.one = one
    self.other = other
  }

  /// Both of them in a language.
  func texts(in language: Language) -> (String, String) {
    (language.text(one), language.text(other))
  }
}
