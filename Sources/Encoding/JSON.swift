/// A JSON value without floating-point numbers.
package enum JSON: Equatable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case string(String)
  case array([JSON])
  case object(Members)

  /// Integers that every JSON reader holds exactly: ±(2^53 − 1).
  package static let integers = -9_007_199_254_740_991...9_007_199_254_740_991

  /// Arrays and objects may lie this deep in one another.
  package static let maxDepth = 16
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
  ExpressibleByNilLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .integer(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
  package init(nilLiteral: ()) { self = .null }

  package init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(Members(elements))
  }
}

extension JSON {
  /// The value under `key`, where this is an object that has it.
  package subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members[key]
  }

  /// The text, where this is a string.
  package var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The number, where this is one.
  package var integer: Int? {
    guard case .integer(let number) = self else { return nil }
    return number
  }

  /// The elements, where this is an array.
  package var array: [JSON]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The members, where this is an object.
  package var object: Members? {
    guard case .object(let members) = self else { return nil }
    return members
  }
}
