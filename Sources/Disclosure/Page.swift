import Encoding
import Words

/// Pieces of an HTML page in one language or several.
struct Page {
  let languages: [Language]

  /// A text in every language of the page, each with its language tag.
  func span(_ text: Text) -> String {
    if text.isOne { return "<span>\(Markup.escaped(text[.english]))</span>" }
    return languages.map { language in
      "<span lang=\"\(language.rawValue)\" class=\"\(Self.className(language))\">"
        + Markup.escaped(text[language]) + "</span>"
    }.joined(separator: " ")
  }

  /// A paragraph of each language, side by side where there is room.
  func paragraph(_ text: Text, className: String = "") -> String {
    let inner =
      text.isOne
      ? "<p>\(Markup.escaped(text[.english]))</p>"
      : languages.map { language in
        "<p lang=\"\(language.rawValue)\" class=\"\(Self.className(language))\">"
          + Markup.escaped(text[language]) + "</p>"
      }.joined()
    return "<div class=\"pair \(className)\">\(inner)</div>\n"
  }

  /// A list in each language.
  func list(_ texts: [Text]) -> String {
    guard !texts.isEmpty else { return "" }
    let inner = languages.map { language in
      "<ul lang=\"\(language.rawValue)\" class=\"\(Self.className(language))\">"
        + texts.map { "<li>\(Markup.escaped($0[language]))</li>" }.joined() + "</ul>"
    }.joined()
    return "<div class=\"pair\">\(inner)</div>\n"
  }

  func heading(_ level: Int, _ text: Text, id: String = "") -> String {
    let mark = id.isEmpty ? "" : " id=\"\(id)\""
    return "<h\(level)\(mark)>\(span(text))</h\(level)>\n"
  }

  /// What folds away, under words that stay.
  func fold(_ head: String, isOpen: Bool, className: String = "", _ inner: String) -> String {
    let mark = className.isEmpty ? "" : " class=\"\(className)\""
    return "<details\(mark)\(isOpen ? " open" : "")><summary>\(head)</summary>\n"
      + "\(inner)</details>\n"
  }

  /// A table with a caption, a head that is repeated on every printed page, and row headers; it
  /// scrolls in a box of its own where it is wider than the page.
  func table(caption: Text, head: [Text], rows: [[String]], className: String = "") -> String {
    // Narrow columns have their names upright in print.
    let names = [className, head.count > 7 ? "many" : "", rows.count > 24 ? "long" : ""]
      .filter { !$0.isEmpty }
    let mark = names.isEmpty ? "" : " class=\"\(names.joined(separator: " "))\""
    var html = "<div class=\"wide\" tabindex=\"0\"><table\(mark)>"
    html += "<caption>\(span(caption))</caption>\n<thead><tr>"
    for cell in head { html += "<th scope=\"col\">\(span(cell))</th>" }
    html += "</tr></thead>\n<tbody>\n"
    for row in rows {
      html += "<tr>"
      for (position, cell) in row.enumerated() {
        html += position == 0 ? "<th scope=\"row\">\(cell)</th>" : "<td>\(cell)</td>"
      }
      html += "</tr>\n"
    }
    return html + "</tbody></table></div>\n"
  }

  /// What marks a piece as one in this language: the tag without the script.
  static func className(_ language: Language) -> String {
    String(language.rawValue.prefix { $0 != "-" })
  }
}
