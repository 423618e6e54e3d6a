import FoundationEssentials

/// Why some bytes are not the JSON that was asked for, and where.
package struct JSONError: Error, Equatable, CustomStringConvertible {
  /// What is wrong, in words.
  package let problem: String
  /// The offset of the first offending byte, where it is known.
  package let offset: Int?

  package init(problem: String, offset: Int? = nil) {
    self.problem = problem
    self.offset = offset
  }

  package var description: String {
    guard let offset else { return problem }
    return "\(problem) (byte \(offset))"
  }
}

extension JSON {
  /// Reads JSON that people may lay out freely: UTF-8 text whose size the caller has limited.
  ///
  /// - Throws: `JSONError` for anything but JSON of integers within ±(2^53 − 1), 16 deep at most.
  package static func parse(draft bytes: [UInt8]) throws(JSONError) -> JSON {
    guard !bytes.isEmpty else { throw JSONError(problem: "the file is empty", offset: 0) }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw JSONError(problem: "not UTF-8", offset: firstInvalidByte(bytes))
    }
    guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else {
      throw JSONError(problem: "begins with a byte order mark", offset: 0)
    }
    // Before any decoder recurses into it, and because the decoder would take NUL for UTF-16.
    try checkDepth(bytes)
    do {
      return try JSONDecoder().decode(JSON.self, from: Data(bytes))
    } catch let error as DecodingError {
      throw JSONError(problem: words(error))
    } catch {
      throw JSONError(problem: "not JSON: \(error)")
    }
  }

  /// Reads JSON that must be canonical byte for byte, as every signed or hashed file must.
  ///
  /// Reading and writing it again catches duplicate keys, trailing commas, other spellings of
  /// numbers and strings, and anything after the value in one comparison.
  ///
  /// - Throws: `JSONError`, with the first offset at which the canonical form differs.
  package static func parse(canonical bytes: [UInt8]) throws(JSONError) -> JSON {
    let value = try parse(draft: bytes)
    let canonical = value.canonical
    guard canonical != bytes else { return value }
    let same = zip(canonical, bytes).prefix { $0 == $1 }.count
    throw JSONError(problem: "not canonical JSON", offset: same)
  }

  private static func checkDepth(_ bytes: [UInt8]) throws(JSONError) {
    var depth = 0
    var inString = false
    var escaped = false
    for (offset, byte) in bytes.enumerated() {
      guard byte != 0 else { throw JSONError(problem: "a NUL byte", offset: offset) }
      if inString {
        if escaped {
          escaped = false
        } else if byte == UInt8(ascii: "\\") {
          escaped = true
        } else if byte == UInt8(ascii: "\"") {
          inString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): inString = true
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        guard depth <= maxDepth else {
          throw JSONError(problem: "nested more than \(maxDepth) deep", offset: offset)
        }
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      default: break
      }
    }
  }

  private static func firstInvalidByte(_ bytes: [UInt8]) -> Int? {
    var iterator = bytes.makeIterator()
    var decoder = UTF8()
    var offset = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput: return nil
      case .error: return offset
      }
    }
  }

  private static func words(_ error: DecodingError) -> String {
    let context: DecodingError.Context
    switch error {
    case .typeMismatch(_, let found), .valueNotFound(_, let found), .keyNotFound(_, let found),
      .dataCorrupted(let found):
      context = found
    @unknown default: return "not JSON"
    }
    let place = context.codingPath.reduce(into: "$") { path, key in
      path += key.intValue.map { "[\($0)]" } ?? ".\(SafeText.escaped(key.stringValue))"
    }
    guard let cause = context.underlyingError else {
      let isWhole = context.codingPath.isEmpty
      return "\(isWhole ? "not JSON" : place): \(context.debugDescription)"
    }
    return "not JSON: \(SafeText.escaped("\(cause)"))"
  }
}

extension JSON: Decodable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    // Every wrong guess costs an error: what large files have most of is asked for first.
    if let number = try? container.decode(Int.self) {
      guard JSON.integers.contains(number) else { throw Self.badNumber(container) }
      self = .integer(number)
    } else if let text = try? container.decode(String.self) {
      self = .string(text)
    } else if let container = try? decoder.container(keyedBy: MemberKey.self) {
      self = .object(try Self.members(container))
    } else if let container = try? decoder.unkeyedContainer() {
      self = .array(try Self.elements(container))
    } else if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else {
      throw Self.badNumber(container)
    }
  }

  private static func elements(_ container: any UnkeyedDecodingContainer) throws -> [JSON] {
    var container = container
    var elements: [JSON] = []
    while !container.isAtEnd { elements.append(try container.decode(JSON.self)) }
    return elements
  }

  private static func members(
    _ container: KeyedDecodingContainer<MemberKey>
  ) throws -> [String: JSON] {
    var members: [String: JSON] = [:]
    for key in container.allKeys {
      guard key.stringValue.utf8.allSatisfy({ $0 < 0x80 }) else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container, debugDescription: "a key that is not ASCII")
      }
      members[key.stringValue] = try container.decode(JSON.self, forKey: key)
    }
    return members
  }

  private static func badNumber(_ container: any SingleValueDecodingContainer) -> DecodingError {
    DecodingError.dataCorruptedError(
      in: container, debugDescription: "not an integer within ±(2^53 − 1)")
  }

  private struct MemberKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
