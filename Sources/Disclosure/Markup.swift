import Words

/// Text in HTML and SVG.
enum Markup {
  /// Text of people in a Markdown file, which whoever shows it turns into HTML and links.
  static func markdown(_ text: String) -> String {
    text.replacing("<", with: "&lt;").replacing("[", with: "\\[")
  }

  static func escaped(_ text: String) -> String {
    let text = SafeText.escaped(text)
    guard text.utf8.contains(where: isMarkup) else { return text }
    var result = ""
    // By scalar: a combining mark would hide the sign before it in one character.
    for scalar in text.unicodeScalars {
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

  private static func isMarkup(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"):
      true
    default: false
    }
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
