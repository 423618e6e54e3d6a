extension JSON {
  /// Lines of at most so many characters hold a whole value.
  private static let lineWidth = 96

  /// The value laid out for people who edit it: members in order of their keys, what fits on a line
  /// on one.
  package var laidOut: String { laidOut(indent: "", taken: 0) + "\n" }

  /// `taken` is how much of the line is there before the value.
  private func laidOut(indent: String, taken: Int) -> String {
    let line = onOneLine
    guard indent.count + taken + line.count > Self.lineWidth else { return line }
    let inner = indent + "  "
    switch self {
    case .array(let values):
      let rows = values.map { inner + $0.laidOut(indent: inner, taken: 0) }
      return "[\n" + rows.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members):
      let rows = members.map { key, value in
        let name = JSON.string(key).onOneLine + ": "
        return inner + name + value.laidOut(indent: inner, taken: name.count)
      }
      return "{\n" + rows.joined(separator: ",\n") + "\n\(indent)}"
    case .null, .bool, .integer, .string: return line
    }
  }

  private var onOneLine: String {
    switch self {
    case .array(let values): "[" + values.map(\.onOneLine).joined(separator: ", ") + "]"
    case .object(let members):
      "{ "
        + members.map { JSON.string($0.key).onOneLine + ": " + $0.value.onOneLine }
        .joined(separator: ", ") + " }"
    case .null, .bool, .integer, .string:
      // A canonical file ends with a line end.
      String(decoding: canonical.dropLast(), as: UTF8.self)
    }
  }
}
