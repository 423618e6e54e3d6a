package import Encoding

/// Words for people, in every language of the program: the English sentence as a template with
/// numbered holes, and what fills them.
///
/// A string literal is one, with its interpolations as what fills the holes; the English text is
/// the key under which the catalogues have the other languages.
package struct Message: Sendable {
  /// What fills a hole.
  enum Argument: Sendable {
    case text(String)
    case message(Message)
  }

  /// `"cannot {0}: {1}"`.
  package private(set) var template: String
  private(set) var arguments: [Argument]
  /// The English template where the first argument is the number one: `"{0} ballot"`.
  private var singular: String?
  /// What a sum was put together from, where that is not one sentence of the catalogue.
  private var halves: [Message] = []
  /// The words of a message that brings them along instead of having them in the catalogues.
  private var own: [Language: String]?

  /// Text that is the same in every language: a name, a path, a number.
  package init(_ text: String) {
    template = "{0}"
    arguments = [.text(text)]
  }

  /// A sentence without holes that is known only when the program runs, as the system's errors are.
  package init(sentence: String) {
    template = sentence
    arguments = []
  }

  /// Words that are there in each language, as a file of the election holds them.
  package init(each words: (Language) -> String) {
    let english = words(.english)
    self.init(english)
    own = Dictionary(
      uniqueKeysWithValues: Language.allCases.map { ($0, $0 == .english ? english : words($0)) })
  }

  /// A number of things.
  init(_ count: Int, singular: String, plural: String) {
    template = "{0} \(plural)"
    arguments = [.text(count.grouped)]
    self.singular = count == 1 ? "{0} \(singular)" : nil
  }

  /// The message as its template alone; one that is more becomes what fills a hole.
  private var piece: Message { singular == nil && own == nil ? self : "\(self)" }

  /// The message in English.
  package var english: String { text(in: .english) }

  /// The message in a language; in English where its catalogue lacks it.
  package func text(in language: Language) -> String {
    text(in: language, by: language.catalogue)
  }

  /// The message by the templates of a catalogue; of one thing by those of the singular, in the
  /// languages that have one.
  func text(in language: Language, by catalogue: Catalogue?) -> String {
    if let own = own?[language] { return own }
    let filling = arguments.map { $0.text(in: language, by: catalogue) }
    if let translated = singular.flatMap({ catalogue?[$0] }) ?? catalogue?[template] {
      return Self.fill(translated, filling)
    }
    guard halves.isEmpty else {
      return halves.map { $0.text(in: language, by: catalogue) }.joined()
    }
    return Self.fill(singular ?? template, filling)
  }

  /// Fills `{0}`, `{1}` … of a template; a brace that is no hole stays as it is.
  private static func fill(_ template: String, _ arguments: [String]) -> String {
    guard !arguments.isEmpty else { return template }
    var filled: [UInt8] = []
    var rest = Array(template.utf8)[...]
    while let byte = rest.first {
      let digits = byte == UInt8(ascii: "{") ? rest.dropFirst().prefix(2) : []
      let number = digits.prefix { (0x30...0x39).contains($0) }
        .reduce(0) { $0 * 10 + Int($1 - 0x30) }
      let length = digits.prefix { (0x30...0x39).contains($0) }.count
      if length > 0, number < arguments.count,
        rest.dropFirst(1 + length).first == UInt8(ascii: "}")
      {
        filled += arguments[number].utf8
        rest = rest.dropFirst(length + 2)
      } else {
        filled.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: filled, as: UTF8.self)
  }
}

extension Message.Argument {
  func text(in language: Language, by catalogue: Catalogue?) -> String {
    switch self {
    case .text(let text): text
    case .message(let message): message.text(in: language, by: catalogue)
    }
  }
}

extension Message: CustomStringConvertible {
  package var description: String { english }
}

/// Messages are alike where they say the same.
extension Message: Hashable {
  package static func == (one: Message, other: Message) -> Bool { one.english == other.english }

  package func hash(into hasher: inout Hasher) { hasher.combine(english) }
}

extension Message: ExpressibleByStringInterpolation {
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var template = ""
    fileprivate var arguments: [Argument] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) { template += literal }

    package mutating func appendInterpolation(_ message: Message) { append(.message(message)) }

    /// A number as the people of an election write it.
    package mutating func appendInterpolation(_ number: Int) { append(.text(number.grouped)) }

    /// A moment in words, in the offset that it has.
    package mutating func appendInterpolation(_ time: Timestamp) {
      append(.message(time.message))
    }

    package mutating func appendInterpolation(_ value: some Term) { append(.message(value.term)) }

    package mutating func appendInterpolation(_ text: some CustomStringConvertible) {
      append(.text(text.description))
    }

    package mutating func appendInterpolation(_ error: any Error) {
      append((error as? any ReportedError).map { .message($0.report.message) } ?? .text("\(error)"))
    }

    private mutating func append(_ argument: Argument) {
      template += "{\(arguments.count)}"
      arguments.append(argument)
    }
  }

  package init(stringLiteral value: String) {
    template = value
    arguments = []
  }

  package init(stringInterpolation interpolation: StringInterpolation) {
    template = interpolation.template
    arguments = interpolation.arguments
  }

  /// One sentence written in two pieces; or two, where the catalogue has each for itself.
  package static func + (one: Message, other: Message) -> Message {
    let (one, other) = (one.piece, other.piece)
    var sum = one
    // The holes of the second piece are numbered on from those of the first.
    let moved = (0..<other.arguments.count).map { "{\($0 + one.arguments.count)}" }
    sum.template += fill(other.template, moved)
    sum.arguments += other.arguments
    sum.halves = [one, other]
    return sum
  }
}

extension Sequence<Message> {
  /// The messages in a row, as one.
  package func joined(separator: Message) -> Message {
    var joined: Message?
    for message in self {
      joined = joined.map { "\($0)\(separator)\(message)" } ?? message
    }
    return joined ?? ""
  }
}
