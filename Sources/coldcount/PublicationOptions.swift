import Console
import Disclosure
import Election
import Words

/// How pages are to be written, from the command line.
enum PublicationOptions {
  /// Options of another vote that are the same as options of this one.
  static func matches(_ context: Context) throws -> [VoteComparison.Match] {
    try context.parsed.values("--match").map { text in
      guard let match = VoteComparison.Match(text) else {
        throw UsageError("--match is THEN=NOW", command: context.parsed.command.name)
      }
      return match
    }
  }

  /// Without an option pages are in the election's own languages, as far as there are pages in them.
  static func settings(
    _ context: Context, of definition: Definition
  ) throws -> Publication.Settings {
    let command = context.parsed.command.name
    var settings = Publication.Settings()
    switch context.parsed.value("--languages") {
    case nil:
      let own = settings.languages.filter { definition.languages.contains($0.rawValue) }
      if !own.isEmpty { settings.languages = own }
    case "both": break
    case let name?:
      guard let language = Language(rawValue: name) else {
        throw UsageError("--languages is both, \(Language.choice)", command: command)
      }
      settings.languages = [language]
    }
    if let text = context.parsed.value("--decimals") {
      guard let number = Int(text), (0...6).contains(number) else {
        throw UsageError("--decimals is a number from 0 to 6", command: command)
      }
      settings.decimals = number
    }
    for fact in context.parsed.values("--fact") {
      let parts = fact.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw UsageError("--fact is ITEM=TEXT", command: command)
      }
      guard Publication.factNames.contains(parts[0]) else {
        throw DisclosureError.fact(parts[0], known: Publication.factNames)
      }
      settings.facts[parts[0]] = parts[1]
    }
    for id in context.parsed.values("--declaration") {
      guard definition.contest(id) != nil else { throw DisclosureError.contest(id) }
      settings.declarations.insert(id)
    }
    return settings
  }
}
