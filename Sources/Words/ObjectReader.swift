package import Encoding

/// Walks one JSON object by its keys and notes what is missing, of the wrong type, or unknown.
///
/// Every accessor returns nil after noting a violation; `finish` notes the keys nobody asked for.
/// A class, because asking for a key is remembered.
package final class ObjectReader {
  /// Where an object stands: spelled only where something is said of it, for a result has a hundred
  /// thousand.
  private enum Place {
    case path(String)
    case member(of: ObjectReader, key: String)
    case element(of: ObjectReader, key: String, index: Int)
  }

  private let place: Place
  private let isObject: Bool
  private let members: JSON.Members
  private let violations: Violations
  /// Which members were asked for, by their positions: nearly every object has fewer than 64.
  private var asked: UInt64 = 0
  private var askedBeyond: Set<Int> = []

  /// Reads `value`, noting a violation where it is not an object.
  package convenience init(_ value: JSON, path: String = "$", violations: Violations) {
    self.init(value, at: .path(path), violations: violations)
  }

  private init(_ value: JSON, at place: Place, violations: Violations) {
    self.place = place
    self.violations = violations
    if case .object(let members) = value {
      isObject = true
      self.members = members
    } else {
      isObject = false
      members = [:]
      violations.note(path, "not an object")
    }
  }

  /// The path of this object.
  package var path: String {
    switch place {
    case .path(let path): path
    case .member(let parent, let key): parent.path(key)
    case .element(let parent, let key, let index): "\(parent.path(key))[\(index)]"
    }
  }

  /// The path of the value under `key`.
  package func path(_ key: String) -> String { "\(path).\(SafeText.escaped(key))" }

  /// Notes that the value under `key` is wrong; nothing more is said of what is no object at all.
  package func note(_ key: String, _ problem: Message) {
    if isObject { violations.note(path(key), problem) }
  }

  /// Notes that a list is empty, where it could be read.
  package func noteEmpty(_ key: String, _ problem: Message) {
    if !violations.isNoted(path(key)) { note(key, problem) }
  }

  /// The keys of an object whose keys are data, such as option ids; sorted.
  package var keys: [String] { members.keys }

  /// The whole object.
  package var json: JSON { .object(members) }

  /// Whether `key` is there.
  package func has(_ key: String) -> Bool { members[key] != nil }

  /// The value under `key`, whatever it is.
  package func value(_ key: String) -> JSON? {
    guard let value = optional(key) else {
      note(key, "missing")
      return nil
    }
    return value
  }

  /// The value under `key`; nil, and no violation, where the key is absent.
  package func optional(_ key: String) -> JSON? {
    guard let position = members.index(of: key) else { return nil }
    if position < UInt64.bitWidth { asked |= 1 << position } else { askedBeyond.insert(position) }
    return members[position].value
  }

  private func isAsked(_ position: Int) -> Bool {
    position < UInt64.bitWidth ? asked & 1 << position != 0 : askedBeyond.contains(position)
  }

  /// A string.
  package func string(_ key: String) -> String? {
    guard let value = value(key) else { return nil }
    guard let text = value.string else {
      note(key, "not a string")
      return nil
    }
    return text
  }

  /// A string for which `convert` gives a value; `kind` names what is expected.
  package func string<T>(_ key: String, as kind: Message, _ convert: (String) -> T?) -> T? {
    guard let text = string(key) else { return nil }
    guard let converted = convert(text) else {
      note(key, "not \(kind)")
      return nil
    }
    return converted
  }

  /// A string for which `convert` gives a value; what is expected is named as it is written.
  @_disfavoredOverload
  package func string<T>(_ key: String, as spelling: String, _ convert: (String) -> T?) -> T? {
    string(key, as: Message(spelling), convert)
  }

  /// An identifier.
  package func identifier(_ key: String) -> String? {
    string(key, as: "an identifier ([a-z0-9][a-z0-9._-]{0,63})") {
      Identifier.isValid($0) ? $0 : nil
    }
  }

  /// A hash.
  package func digest(_ key: String) -> Digest? {
    string(key, as: "a hash of 64 lower-case hexadecimal digits") { Digest(hex: $0) }
  }

  /// A time.
  package func timestamp(_ key: String) -> Timestamp? {
    string(key, as: "a time like 2017-03-19T22:00:00+08:00") { Timestamp($0) }
  }

  /// An integer within `range`.
  package func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let value = value(key) else { return nil }
    guard let number = value.integer, range.contains(number) else {
      note(key, "not an integer from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return number
  }

  /// True or false.
  package func bool(_ key: String) -> Bool? {
    guard let value = value(key) else { return nil }
    guard case .bool(let flag) = value else {
      note(key, "neither true nor false")
      return nil
    }
    return flag
  }

  /// Whether the value under `key` is null; the key must be there.
  package func isNull(_ key: String) -> Bool {
    optional(key) == JSON.null
  }

  /// A nested object.
  package func object(_ key: String) -> ObjectReader? {
    guard let value = value(key) else { return nil }
    guard case .object = value else {
      note(key, "not an object")
      return nil
    }
    return ObjectReader(value, at: .member(of: self, key: key), violations: violations)
  }

  /// The objects of an array.
  package func objects(_ key: String) -> [ObjectReader] {
    array(key).enumerated().map { index, element in
      ObjectReader(
        element, at: .element(of: self, key: key, index: index), violations: violations)
    }
  }

  /// The strings of an array; other elements are noted and left out.
  package func strings(_ key: String) -> [String] {
    array(key).enumerated().compactMap { index, element in
      guard let text = element.string else {
        violations.note("\(path(key))[\(index)]", "not a string")
        return nil
      }
      return text
    }
  }

  /// Different hashes.
  package func digests(_ key: String) -> [Digest] {
    let texts = strings(key)
    let digests = texts.compactMap { Digest(hex: $0) }
    if digests.count != texts.count || Set(digests).count != digests.count {
      note(key, "not a list of different hashes")
    }
    return digests
  }

  /// Notes every key that was not asked for.
  package func finish() {
    for (position, member) in members.enumerated() where !isAsked(position) {
      note(member.key, "unknown here: is it misspelt?")
    }
  }

  private func array(_ key: String) -> [JSON] {
    guard let value = value(key) else { return [] }
    guard let elements = value.array else {
      note(key, "not an array")
      return []
    }
    return elements
  }
}
