/// The canonical form of Formats § JSON, piece by piece, for a document too large to be held as a
/// value before it is written: keys sorted, no space.
///
/// Keys are ASCII throughout, so that sorting by bytes and RFC 8785's sorting by UTF-16 units are
/// the same.
package struct CanonicalWriter {
  /// Pieces that are handed on have about so many bytes.
  private static let pieceByteCount = 1 << 18

  private var bytes: [UInt8] = []
  private let handOn: (([UInt8]) -> Void)?

  /// A writer that hands on what it has between the elements of large arrays; or that keeps all.
  package init(handOn: (([UInt8]) -> Void)? = nil) { self.handOn = handOn }

  /// What was written and not handed on, with one newline at the end.
  package consuming func finished() -> [UInt8] {
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  package mutating func add(_ value: JSON) {
    switch value {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let number): bytes.append(contentsOf: String(number).utf8)
    case .string(let text): add(text)
    case .array(let elements): add(elements) { $0.add($1) }
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        add(key: member.key, isFirst: index == 0)
        add(member.value)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  /// An object of which one member is written by `large`, in its place among the others.
  package mutating func add(
    _ members: JSON.Members, _ key: String, large: (inout CanonicalWriter) -> Void
  ) {
    bytes.append(UInt8(ascii: "{"))
    let keys = (members.keys + [key]).sorted()
    for (index, each) in keys.enumerated() {
      add(key: each, isFirst: index == 0)
      if each == key { large(&self) } else { add(members[each] ?? .null) }
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// An array of whatever `each` writes.
  package mutating func add<Elements: Sequence>(
    _ elements: Elements, each: (inout CanonicalWriter, Elements.Element) -> Void
  ) {
    bytes.append(UInt8(ascii: "["))
    var isFirst = true
    for element in elements {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      each(&self, element)
      if let handOn, bytes.count >= Self.pieceByteCount {
        handOn(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func add(key: String, isFirst: Bool) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    add(key)
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func add(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    // Nearly every text stands as it is.
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    if bytes[start...].contains(where: Self.isEscaped) {
      bytes.removeSubrange(start...)
      for scalar in text.unicodeScalars { JSON.append(scalar, to: &bytes) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }
}
