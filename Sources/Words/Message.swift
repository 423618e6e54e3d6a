package import Encoding

/// Words for people, in every language of the program: the English sentence as a template with
/// numbered holes, and what fills them.
///
/// A string literal is one, with its interpolations as what fills the holes; the English text is
/// the key under which the catalogue has the other language.
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
  /// The Chinese of a message that brings it along instead of having it in the catalogue.
  private var chinese: String?

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

  /// A message in both languages, where a file of the election holds them too.
  package init(_ english: String, chinese: String) {
    self.init(english)
    self.chinese = chinese
  }

  /// A number of things.
  init(_ count: Int, singular: String, plural: String) {
    template = "{0} \(plural)"
    arguments = [.text(count.grouped)]
    self.singular = count == 1 ? "{0} \(singular)" : nil
  }

  /// The message as its template alone; one that is more becomes what fills a hole.
  private var piece: Message { singular == nil && chinese == nil ? self : "\(self)" }

  /// The message in English.
  package var english: String {
    Self.fill(singular ?? template, arguments.map(\.english))
  }

  /// The message in Chinese by the templates that `catalogue` gives; in English where it has none.
  package func chinese(_ catalogue: (String) -> String?) -> String {
    if let chinese { return chinese }
    guard let translated = catalogue(template) else {
      guard halves.isEmpty else { return halves.map { $0.chinese(catalogue) }.joined() }
      return Self.fill(singular ?? template, arguments.map { $0.chinese(catalogue) })
    }
    return Self.fill(translated, arguments.map { $0.chinese(catalogue) })
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
  var english: String {
    switch self {
    case .text(let text): text
    case .message(let message): message.english
    }
  }

  func chinese(_ catalogue: (String) -> String?) -> String {
    switch self {
    case .text(let text): text
    case .message(let message): message.chinese(catalogue)
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
