import Words

/// Text in drawings, each language in a piece of its own, so that a page can show one alone.
enum ChartText {
  /// A line: pieces of it in one language or several.
  typealias Line = [(text: String, language: Language?)]

  /// What a drawing has that is a file of its own; a page has its own colours and letters.
  static let attributes = """
    xmlns="http://www.w3.org/2000/svg" \
    font-family="'Noto Sans TC','Noto Sans CJK TC','PingFang TC','Microsoft JhengHei',sans-serif" \
    font-size="\(Chart.Measure.font)"
    """
  static let style =
    "<style>.chart{fill:#111}.paper{fill:#fff}.dark{fill:#1f3a5f}.light{fill:#6f8fb8}</style>\n"

  /// A text on one line.
  static func line(_ text: Text, in languages: [Language]) -> Line {
    languages.count > 1 && !text.isOne
      ? languages.map { (text[$0], $0) } : [(text.together(in: languages), nil)]
  }

  /// All languages in one line where they fit, else each in lines of its own.
  static func lines(_ text: Text, in languages: [Language], first: Int, rest: Int) -> [Line] {
    let size = Chart.Measure.font
    let together = text.together(in: languages)
    let wrapped = { (text: String, first: Int) in
      TextMeasure.wrap(text, first: first, rest: rest, size: size)
    }
    guard !text.isOne, languages.count > 1 else {
      return wrapped(together, first).map { [($0, nil)] }
    }
    guard TextMeasure.width(together, size: size) > first else {
      return [line(text, in: languages)]
    }
    return languages.enumerated().flatMap { position, language in
      wrapped(text[language], position == 0 ? first : rest).map { [($0, language)] }
    }
  }

  static func svg(_ line: Line, x: Int, y: Int) -> String {
    let mark = { (language: Language) in
      " class=\"\(Page.className(language))\" lang=\"\(language.rawValue)\""
    }
    if line.count == 1, let piece = line.first {
      let language = piece.language.map(mark) ?? ""
      return "<text\(language) x=\"\(x)\" y=\"\(y)\">\(Markup.escaped(piece.text))</text>\n"
    }
    let pieces = line.map { piece in
      "<tspan\(piece.language.map(mark) ?? "")>\(Markup.escaped(piece.text)) </tspan>"
    }
    return "<text x=\"\(x)\" y=\"\(y)\">\(pieces.joined())</text>\n"
  }
}
