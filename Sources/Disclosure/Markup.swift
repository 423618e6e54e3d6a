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
}
