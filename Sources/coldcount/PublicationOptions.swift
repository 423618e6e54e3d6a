import Console
import Disclosure
import Election
import Words

/// How pages are to be written, from the command line.
enum PublicationOptions {
  /// Without an option pages are in the election's own languages, as far as there are pages in them.
  static func style(
    _ context: Context, of definition: Definition
  ) throws -> Publication.Style {
    let command = context.parsed.command.name
    var style = Publication.Style()
    switch context.parsed.value("--languages") {
    case nil:
      let own = style.languages.filter { definition.languages.contains($0.rawValue) }
      if !own.isEmpty { style.languages = own }
    case "both": break
    case let name?:
      guard let language = Language(rawValue: name) else {
        throw UsageError("--languages is both, \(Language.choice)", command: command)
      }
      style.languages = [language]
    }
    if let text = context.parsed.value("--decimals") {
      guard let number = Int(text), (0...6).contains(number) else {
        throw UsageError("--decimals is a number from 0 to 6", command: command)
      }
      style.decimals = number
    }
    for fact in context.parsed.values("--fact") {
      let parts = fact.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw UsageError("--fact is ITEM=TEXT", command: command)
      }
      guard Publication.factNames.contains(parts[0]) else {
        throw DisclosureError.fact(parts[0], known: Publication.factNames)
      }
      style.facts[parts[0]] = parts[1]
    }
    return style
  }
}
