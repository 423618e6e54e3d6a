import Election
import Encoding
import Paper
import Record
import Words
import Workspace

/// What an import would say of a collector's bundles.
enum BundleText {
  static func words(
    _ check: BundleCheck, _ passedOver: [ImportCommand.PassedOver], _ language: Language
  ) -> String {
    let say = { (line: Message) in SafeText.escaped(language.text(line)) + "\n" }
    var text = check.outcomes.map { words($1, of: $0, language) }.joined()
    text += passedOver.map { ImportText.words($0, language) }.joined()
    for gap in check.gaps { text += say("still out: \(gap.message)") }
    let count = check.outcomes.count
    return text
      + say(
        "\(Plural.of(count, "bundle")): \(count - check.refused) an import would take, "
          + "\(check.refused) it would refuse")
      + say("not checked: what the counting laptop alone knows, and what is sealed")
  }

  private static func words(
    _ outcome: ImportOutcome, of folder: String, _ language: Language
  ) -> String {
    let folder = SafeText.escaped(folder)
    let line: Message
    var ignored = NameList()
    switch outcome {
    case .accepted(let bundle):
      let content = ImportText.content(bundle)
      line = "good      \(folder): \(bundle.collector) \(bundle.sequence), \(content)"
      ignored = bundle.ignored
    case .alreadyImported: line = "again     \(folder): the same bundle as one above"
    case .refused(let refusal): return ImportText.words(refusal, of: folder, language)
    }
    return SafeText.escaped(language.text(line)) + "\n" + ImportText.ignored(ignored, language)
  }

  static func json(_ check: BundleCheck, _ passedOver: [ImportCommand.PassedOver]) -> JSON {
    [
      "bundles": .array(check.outcomes.map { ImportText.json($1, of: $0) }),
      "passedOver": .array(passedOver.map(ImportText.json)),
      "outstanding": .array(check.gaps.map { .string($0.message.english) }),
      "refused": .integer(check.refused),
    ]
  }
}
