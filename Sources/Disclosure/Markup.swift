import Encoding

/// Text in HTML and SVG.
enum Markup {
  static func escaped(_ text: String) -> String {
    var result = ""
    // By scalar: a combining mark would hide the sign before it in one character.
    for scalar in SafeText.escaped(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text of a row of cells, as it is copied from a page.
  static func plain(_ row: [String]) -> String { plain(row.joined(separator: " ")) }

  /// The text of a page: without tags and style, entities as the signs they stand for.
  static func plain(_ html: String) -> String {
    var result = ""
    var rest = Substring(html)
    while let tag = rest.firstIndex(of: "<") {
      result += rest[..<tag]
      rest = rest[tag...]
      if rest.hasPrefix("<style>"), let end = rest.ranges(of: "</style>").first {
        rest = rest[end.upperBound...]
      } else if let end = rest.firstIndex(of: ">") {
        // Where a block ends a line ends, so that rows can be found again.
        result +=
          ["</tr", "</p>", "</li", "<br>", "</dt", "</h1", "</h2"]
            .contains { rest.hasPrefix($0) } ? "\n" : " "
        rest = rest[rest.index(after: end)...]
      } else {
        return result
      }
    }
    result += rest
    let entities = [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ]
    return entities.reduce(result) { text, entity in
      text.contains("&") ? text.replacing(entity.0, with: entity.1) : text
    }
  }
}
