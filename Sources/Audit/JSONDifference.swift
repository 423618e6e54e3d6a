import Encoding
import Words

/// Where two JSON values differ.
enum JSONDifference {
  /// The differences in words, with their paths; what was counted again comes first.
  static func list(counted: JSON, stated: JSON, path: String = "contests") -> [Message] {
    guard counted != stated else { return [] }
    switch (counted, stated) {
    case (.object(let one), .object(let other)):
      return Set(one.keys).union(other.keys).sorted().flatMap { key in
        list(
          counted: one[key] ?? .null, stated: other[key] ?? .null,
          path: "\(path).\(SafeText.escaped(key))")
      }
    case (.array(let one), .array(let other)) where one.count == other.count:
      return zip(one, other).enumerated().flatMap { index, pair in
        let name = pair.0["id"]?.string ?? "\(index)"
        return list(counted: pair.0, stated: pair.1, path: "\(path)[\(name)]")
      }
    default:
      return ["\(path): counted again \(words(counted)), the result says \(words(stated))"]
    }
  }

  private static func words(_ value: JSON) -> String {
    SafeText.escaped(String(decoding: value.canonical.dropLast().prefix(80), as: UTF8.self))
  }
}
