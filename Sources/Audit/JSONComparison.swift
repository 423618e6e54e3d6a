import Encoding
import Words

/// Where two values differ, with what each difference is about.
struct JSONComparison {
  private(set) var differences: [Compared.Difference] = []

  /// Adds a difference that whoever calls has found.
  mutating func add(_ subject: [Message], _ first: String?, _ second: String?) {
    differences.append(Compared.Difference(subject, first, second))
  }

  mutating func add(_ subject: [Message], _ first: Message?, _ second: Message?) {
    differences.append(Compared.Difference(subject, first, second))
  }

  /// Compares the elements of two lists by what names them, whatever their order.
  mutating func matched<Element: Equatable>(
    _ first: [Element], _ second: [Element], by name: (Element) -> [Message]?,
    _ body: (inout JSONComparison, Element?, Element?, [Message]) -> Void
  ) {
    guard first != second else { return }
    var names: [[Message]] = []
    var pairs: [String: (Element?, Element?)] = [:]
    for (isFirst, list) in [(true, first), (false, second)] {
      for (index, element) in list.enumerated() {
        let name = name(element) ?? [Message("\(index + 1)" as String)]
        let key = name.map(\.english).joined(separator: ", ")
        if pairs[key] == nil {
          names.append(name)
          pairs[key] = (nil, nil)
        }
        if isFirst { pairs[key]?.0 = element } else { pairs[key]?.1 = element }
      }
    }
    for name in names {
      guard let pair = pairs[name.map(\.english).joined(separator: ", ")] else { continue }
      if pair.0 != pair.1 { body(&self, pair.0, pair.1, name) }
    }
  }

  /// Compares two values, an object key by key and a list of objects one by one.
  mutating func values(_ first: JSON?, _ second: JSON?, _ subject: [Message]) {
    guard first != second else { return }
    switch (first, second) {
    case (.object, .object):
      for key in Self.keys(first, second) {
        values(first?[key], second?[key], subject + [Message(SafeText.escaped(key))])
      }
    case (.array(let one), .array(let other))
    where one.contains { $0.object != nil } && other.contains { $0.object != nil }:
      let name = { (json: JSON) in
        (json["id"]?.string ?? json["station"]?.string).map { [Message(SafeText.escaped($0))] }
      }
      matched(one, other, by: name) { comparison, one, other, name in
        comparison.values(one, other, subject + name)
      }
    default:
      differences.append(
        Compared.Difference(subject, first.map(Self.words), second.map(Self.words)))
    }
  }

  static func keys(_ first: JSON?, _ second: JSON?) -> [String] {
    Set(first?.object?.keys.map { $0 } ?? []).union(second?.object?.keys.map { $0 } ?? []).sorted()
  }

  private static let maxShownByteCount = 160

  private static func words(_ value: JSON) -> String {
    if let text = value.string { return text }
    if let list = value.array, !list.isEmpty, list.allSatisfy({ $0.string != nil }) {
      return list.compactMap(\.string).joined(separator: ", ")
    }
    return String(
      decoding: value.canonical.dropLast().prefix(maxShownByteCount), as: UTF8.self)
  }
}

/// What things are called.
enum Nouns {
  static func contest(_ id: String) -> Message { "contest \(SafeText.escaped(id))" }
  static func option(_ id: String) -> Message { "option \(SafeText.escaped(id))" }
  static func area(_ id: String) -> Message { "area \(SafeText.escaped(id))" }
  static func station(_ id: String) -> Message { "station \(SafeText.escaped(id))" }
  static func collector(_ id: String) -> Message { "collector \(SafeText.escaped(id))" }
  static func style(_ id: String) -> Message { "style \(SafeText.escaped(id))" }
  static func sheet(_ key: String) -> Message { "sheet \(SafeText.escaped(key))" }
  static func amendment(_ number: Int) -> Message { "amendment \(number)" }
  static func file(_ name: String) -> Message { "file \(SafeText.escaped(name))" }

  static func channel(_ id: String) -> Message {
    id == "total" ? "total" : "channel \(SafeText.escaped(id))"
  }

  static func bundle(_ collector: String, _ sequence: Int) -> Message {
    "bundle \(SafeText.escaped(collector)) \(sequence)"
  }
}
