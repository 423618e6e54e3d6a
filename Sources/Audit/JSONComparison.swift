import Encoding
import Words

/// Where two results differ, down to the contest, place, channel and option.
struct JSONComparison {
  private(set) var differences: [Difference] = []

  /// Adds a difference that whoever calls has found.
  mutating func add(_ subject: [Message], _ first: String?, _ second: String?) {
    differences.append(Difference(subject, first, second))
  }

  mutating func add(_ subject: [Message], _ first: Message?, _ second: Message?) {
    differences.append(Difference(subject, first, second))
  }

  /// Compares two contests of a result.
  ///
  /// `totalsOnly` leaves out places and channels, which a package for the public merges.
  mutating func contest(
    _ first: JSON, _ second: JSON, subject: [Message], totalsOnly: Bool
  ) {
    for key in Self.keys(first, second) {
      let (one, other) = (first[key], second[key])
      switch key {
      case "ballots":
        for channel in Self.keys(one, other) where !totalsOnly || channel == "total" {
          values(
            one?[channel], other?[channel],
            subject + ["ballots", Nouns.channel(channel)])
        }
      case "options": options(one, other, subject, totalsOnly: totalsOnly)
      case "places" where totalsOnly: break
      case "places":
        matched(one, other, by: Self.place) { comparison, one, other, place in
          comparison.values(
            one?["ballots"], other?["ballots"], subject + place + ["ballots"])
          comparison.options(one?["options"], other?["options"], subject + place, totalsOnly: false)
        }
      default: values(one, other, subject + [Message(key)])
      }
    }
  }

  private mutating func options(
    _ first: JSON?, _ second: JSON?, _ subject: [Message], totalsOnly: Bool
  ) {
    matched(first, second, by: { $0["id"]?.string.map { [Nouns.option($0)] } }) {
      comparison, one, other, option in
      for key in Self.keys(one, other) where key != "id" {
        switch key {
        case "channels" where totalsOnly: break
        case "channels":
          for channel in Self.keys(one?[key], other?[key]) {
            comparison.values(
              one?[key]?[channel], other?[key]?[channel],
              subject + option + [Nouns.channel(channel)])
          }
        case "count": comparison.values(one?[key], other?[key], subject + option)
        default:
          comparison.values(one?[key], other?[key], subject + option + [Nouns.channel(key)])
        }
      }
    }
  }

  /// A place is named by its kind, its ids and its channels.
  private static func place(_ json: JSON) -> [Message]? {
    var words: [Message] = []
    for (key, noun) in [
      ("area", Nouns.area), ("station", Nouns.station), ("collector", Nouns.collector),
      ("channel", Nouns.channel),
    ] {
      let list = json["\(key)s"]?.array?.compactMap(\.string).joined(separator: "+")
      if let ids = json[key]?.string ?? list { words.append(noun(ids)) }
    }
    return words.isEmpty ? nil : words
  }

  /// Compares the elements of two lists by what names them, whatever their order.
  mutating func matched(
    _ first: JSON?, _ second: JSON?, by name: (JSON) -> [Message]?,
    _ body: (inout JSONComparison, JSON?, JSON?, [Message]) -> Void
  ) {
    guard first != second else { return }
    var names: [[Message]] = []
    var pairs: [String: (JSON?, JSON?)] = [:]
    for (isFirst, list) in [(true, first), (false, second)] {
      for (index, element) in (list?.array ?? []).enumerated() {
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
      matched(first, second, by: name) { comparison, one, other, name in
        comparison.values(one, other, subject + name)
      }
    default:
      differences.append(Difference(subject, first.map(Self.words), second.map(Self.words)))
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
