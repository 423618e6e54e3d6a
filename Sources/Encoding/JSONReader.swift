/// Reads one JSON value (RFC 8259) out of bytes that are UTF-8, in one pass, no deeper than
/// `JSON.maxDepth`.
///
/// Why not a ready-made decoder: FoundationEssentials' takes keys twice, trailing commas, a byte
/// order mark and fractions for integers, so that its answer had to be written out again and
/// compared; it gives no offset of what is wrong; and it needs twenty times as long.
struct JSONReader {
  /// What is wrong, where; the path of the value is put together on the way out.
  struct Failure: Error {
    let problem: JSONError.Problem
    let offset: Int
    /// From the value outwards; nil where it is the text that is wrong and not a value in it.
    var path: [String]?

    /// The same, seen from outside.
    func inside(_ step: @autoclosure () -> String) -> Failure {
      guard let path else { return self }
      return Failure(problem: problem, offset: offset, path: path + [step()])
    }

    var error: JSONError {
      JSONError(problem, offset: offset, path: path.map { "$\($0.reversed().joined())" })
    }
  }

  private let bytes: [UInt8]
  /// Whether anything but the canonical spelling is refused.
  private let isCanonical: Bool
  private var position = 0
  // What was read of the arrays and objects that are still open, the innermost last: each is made
  // once, in its size.
  private var elements: [JSON] = []
  private var members: [(key: String, value: JSON, offset: Int)] = []

  /// Of bytes that are known to be UTF-8.
  init(_ bytes: [UInt8], isCanonical: Bool) {
    self.bytes = bytes
    self.isCanonical = isCanonical
  }

  /// The whole text, which is one value.
  mutating func document() throws(Failure) -> JSON {
    try skipSpace()
    let value = try value(depth: 0)
    if isCanonical {
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\n") else {
        if position < bytes.count, !Self.isSpace(bytes[position]) { throw unexpected }
        throw notCanonical(position)
      }
      position += 1
    }
    try skipSpace()
    guard position == bytes.count else { throw unexpected }
    return value
  }

  private mutating func value(depth: Int) throws(Failure) -> JSON {
    guard position < bytes.count else { throw unexpected }
    switch bytes[position] {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .integer(try number())
    case UInt8(ascii: "t"): return try word("true", true)
    case UInt8(ascii: "f"): return try word("false", false)
    case UInt8(ascii: "n"): return try word("null", nil)
    default: throw unexpected
    }
  }

  private mutating func word(_ word: String, _ value: JSON) throws(Failure) -> JSON {
    for byte in word.utf8 { try expect(byte) }
    return value
  }

  private mutating func array(_ depth: Int) throws(Failure) -> JSON {
    try open(depth)
    guard !take(UInt8(ascii: "]")) else { return .array([]) }
    let first = elements.count
    repeat {
      try skipSpace()
      let element: JSON
      do { element = try value(depth: depth + 1) } catch {
        throw error.inside("[\(elements.count - first)]")
      }
      elements.append(element)
      try skipSpace()
    } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"))
    let array = Array(elements[first...])
    elements.removeSubrange(first...)
    return .array(array)
  }

  private mutating func object(_ depth: Int) throws(Failure) -> JSON {
    try open(depth)
    guard !take(UInt8(ascii: "}")) else { return .object([:]) }
    let first = members.count
    repeat {
      try skipSpace()
      let offset = position
      let key = try key()
      if isCanonical, members.count > first, members[members.count - 1].key >= key {
        throw notCanonical(offset)
      }
      try skipSpace()
      try expect(UInt8(ascii: ":"))
      try skipSpace()
      let member: JSON
      do { member = try value(depth: depth + 1) } catch {
        throw error.inside(".\(key)")
      }
      members.append((key, member, offset))
      try skipSpace()
    } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"))
    // Canonical keys have come in their order.
    if !isCanonical { try sortMembers(from: first) }
    let object = JSON.Members(sorted: members[first...].map { ($0.key, $0.value) })
    members.removeSubrange(first...)
    return .object(object)
  }

  /// Sorts the members of an object, each of which must be there once.
  private mutating func sortMembers(from first: Int) throws(Failure) {
    members[first...].sort { ($0.key, $0.offset) < ($1.key, $1.offset) }
    for (one, next) in zip(members[first...], members[first...].dropFirst())
    where one.key == next.key {
      throw wrong(.keyTwice(next.key), next.offset)
    }
  }

  /// Goes into an array or object.
  private mutating func open(_ depth: Int) throws(Failure) {
    guard depth < JSON.maxDepth else {
      throw Failure(problem: .tooDeep, offset: position)
    }
    position += 1
    try skipSpace()
  }

  private mutating func key() throws(Failure) -> String {
    let offset = position
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else { throw unexpected }
    let key = try string()
    guard key.utf8.allSatisfy({ $0 < 0x80 }) else {
      throw wrong(.keyNotASCII, offset)
    }
    return key
  }

  /// The string that begins here.
  private mutating func string() throws(Failure) -> String {
    position += 1
    let start = position
    guard try skipPlain() else {
      let text = String(decoding: bytes[start..<position], as: UTF8.self)
      position += 1
      return text
    }
    var text = Array(bytes[start..<position])
    while true {
      text.append(contentsOf: try escape().utf8)
      let start = position
      let isEscape = try skipPlain()
      text.append(contentsOf: bytes[start..<position])
      guard isEscape else {
        position += 1
        return String(decoding: text, as: UTF8.self)
      }
    }
  }

  /// Goes to the end of a string, or to the next escape in it: then true.
  private mutating func skipPlain() throws(Failure) -> Bool {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""): return false
      case UInt8(ascii: "\\"): return true
      case 0..<0x20: throw unexpected
      default: position += 1
      }
    }
    throw unexpected
  }

  /// The character that the escape here stands for.
  private mutating func escape() throws(Failure) -> Character {
    let start = position
    let scalar = try escaped()
    if isCanonical {
      var spelling: [UInt8] = []
      JSON.append(scalar, to: &spelling)
      let same = zip(spelling, bytes[start..<position]).prefix { $0 == $1 }.count
      guard spelling.count == position - start, same == spelling.count else {
        throw notCanonical(start + same)
      }
    }
    return Character(scalar)
  }

  private mutating func escaped() throws(Failure) -> Unicode.Scalar {
    let start = position
    guard start + 1 < bytes.count else {
      position = bytes.count
      throw unexpected
    }
    position += 2
    switch bytes[start + 1] {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw wrong(.unknownEscape, start)
    }
    let high = try hexadecimal(start)
    if let scalar = Unicode.Scalar(high) { return scalar }
    // Half a surrogate pair: the other half has to follow.
    guard high < 0xDC00, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else { throw wrong(.halfSurrogate, start) }
    position += 2
    let low = try hexadecimal(start)
    guard (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (high & 0x3FF) << 10 + low & 0x3FF)
    else { throw wrong(.halfSurrogate, start) }
    return scalar
  }

  /// The four hexadecimal digits here, of the escape that begins at `start`.
  private mutating func hexadecimal(_ start: Int) throws(Failure) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard position < bytes.count else { throw unexpected }
      let digit: UInt8
      switch bytes[position] {
      case let byte where Self.isDigit(byte): digit = byte & 15
      case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
        digit = bytes[position] & 15 + 9
      default: throw wrong(.unknownEscape, start)
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  /// The number that begins here.
  private mutating func number() throws(Failure) -> Int {
    let start = position
    let isNegative = take(UInt8(ascii: "-"))
    let first = position
    var magnitude = 0
    while position < bytes.count, Self.isDigit(bytes[position]) {
      // What is beyond all bounds need not be told apart.
      if magnitude <= JSON.integers.upperBound {
        magnitude = magnitude * 10 + Int(bytes[position] & 15)
      }
      position += 1
    }
    let hasLeadingZero = position > first + 1 && bytes[first] == UInt8(ascii: "0")
    guard position > first, !hasLeadingZero else { throw notAnInteger(start) }
    if position < bytes.count, [0x2E, 0x45, 0x65].contains(bytes[position]) {
      let other = position
      magnitude = try scaled(from: first)
      if isCanonical { throw notCanonical(other) }
    }
    guard magnitude <= JSON.integers.upperBound else { throw notAnInteger(start) }
    if isCanonical, isNegative, magnitude == 0 { throw notCanonical(start) }
    return isNegative ? -magnitude : magnitude
  }

  /// A number with a fraction or an exponent, which can be an integer all the same; the position
  /// is behind its whole part.
  private mutating func scaled(from first: Int) throws(Failure) -> Int {
    var digits = Array(bytes[first..<position])
    var exponent = 0
    if take(UInt8(ascii: ".")) {
      let start = position
      while position < bytes.count, Self.isDigit(bytes[position]) { position += 1 }
      guard position > start else { throw notAnInteger(first) }
      digits += bytes[start..<position]
      exponent = start - position
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      let isNegative = take(UInt8(ascii: "-"))
      if !isNegative { _ = take(UInt8(ascii: "+")) }
      let start = position
      var power = 0
      while position < bytes.count, Self.isDigit(bytes[position]) {
        // Beyond this no digits before or behind the point make up for it.
        if power < bytes.count + 100 { power = power * 10 + Int(bytes[position] & 15) }
        position += 1
      }
      guard position > start else { throw notAnInteger(first) }
      exponent += isNegative ? -power : power
    }
    while digits.last == UInt8(ascii: "0") {
      digits.removeLast()
      exponent += 1
    }
    digits = Array(digits.drop { $0 == UInt8(ascii: "0") })
    guard !digits.isEmpty else { return 0 }
    guard exponent >= 0, exponent <= 16, digits.count + exponent <= 16 else {
      throw notAnInteger(first)
    }
    digits += repeatElement(UInt8(ascii: "0"), count: exponent)
    return digits.reduce(0) { $0 * 10 + Int($1 & 15) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private mutating func skipSpace() throws(Failure) {
    while position < bytes.count, Self.isSpace(bytes[position]) {
      guard !isCanonical else { throw notCanonical(position) }
      position += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ byte: UInt8) throws(Failure) {
    guard take(byte) else { throw unexpected }
  }

  /// What stands here does not belong here.
  private var unexpected: Failure {
    guard position < bytes.count else {
      return Failure(problem: .tooShort, offset: position)
    }
    return Failure(problem: bytes[position] == 0 ? .nul : .unexpected, offset: position)
  }

  private func notCanonical(_ offset: Int) -> Failure {
    Failure(problem: .notCanonical, offset: offset)
  }

  private func notAnInteger(_ offset: Int) -> Failure {
    wrong(.notAnInteger, offset)
  }

  private func wrong(_ problem: JSONError.Problem, _ offset: Int) -> Failure {
    Failure(problem: problem, offset: offset, path: [])
  }
}
