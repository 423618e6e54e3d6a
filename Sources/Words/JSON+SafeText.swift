package import Encoding

extension JSON {
  /// The same value for a terminal, with what steers one spelled out in every text and key.
  ///
  /// Control characters below U+0020 stay: JSON itself spells those.
  package var shown: JSON {
    // Nearly every value has nothing of the kind, and then nothing is made anew.
    isHostile ? spelledOut : self
  }

  private var isHostile: Bool {
    switch self {
    case .null, .bool, .integer: false
    case .string(let text): Self.isHostile(text)
    case .array(let elements): elements.contains(where: \.isHostile)
    case .object(let members):
      members.contains { Self.isHostile($0.key) || $0.value.isHostile }
    }
  }

  private var spelledOut: JSON {
    switch self {
    case .null, .bool, .integer: self
    case .string(let text): .string(Self.shown(text))
    case .array(let elements): .array(elements.map(\.spelledOut))
    case .object(let members):
      .object(Members(members.map { (Self.shown($0.key), $0.value.spelledOut) }))
    }
  }

  private static func isHostile(_ text: String) -> Bool {
    text.utf8.contains { $0 > 0x7E }
      && text.unicodeScalars.contains { $0.value > 0x1F && SafeText.isHostile($0) }
  }

  private static func shown(_ text: String) -> String {
    guard isHostile(text) else { return text }
    return text.unicodeScalars.map { scalar in
      scalar.value > 0x1F ? SafeText.escaped(String(scalar)) : String(scalar)
    }.joined()
  }
}
